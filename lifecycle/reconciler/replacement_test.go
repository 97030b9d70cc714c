package reconciler

import (
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/store"
)

// replace wants the restart of a running application without another version, as autoscaling and maintenance do.
func (f *fixture) replace(name string, r store.Replacement) error {
	f.Helper()
	f.clock.nextSecond()
	app := f.app(name)
	r.Expected, r.RequestedBy = app.Observed, "test"
	return f.store.InTx(f.Context(), func(tx *store.Tx) error {
		_, err := tx.Replace(f.Context(), app.ID, r, f.clock.Now())
		return err
	})
}

// cmdScale moves an application to a parallelism.
func (s *script) cmdScale(words []string, _ map[string]string) string {
	to := number(words[1])
	kind := lifecycle.OperationScaleUp
	if to < s.app(words[0]).Observed.Parallelism {
		kind = lifecycle.OperationScaleDown
	}
	return told("", s.replace(words[0], store.Replacement{Kind: kind, Via: lifecycle.StatusAutoscaling, Parallelism: to}))
}

// cmdMaintain replaces the cluster of an application.
func (s *script) cmdMaintain(words []string, _ map[string]string) string {
	return told("", s.replace(words[0], store.Replacement{
		Kind: lifecycle.OperationMaintenance, Via: lifecycle.StatusMaintenance, Parallelism: s.app(words[0]).Observed.Parallelism,
	}))
}

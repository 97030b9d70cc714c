package simulation

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/tink-crypto/tink-go/v2/aead"
	"github.com/tink-crypto/tink-go/v2/keyset"
	"github.com/tink-crypto/tink-go/v2/tink"

	"github.com/penstock/penstock/codestore"
	"github.com/penstock/penstock/kms"
	"github.com/penstock/penstock/lifecycle/autoscale"
	"github.com/penstock/penstock/lifecycle/autoscaler"
	"github.com/penstock/penstock/lifecycle/reconciler"
	"github.com/penstock/penstock/store"
)

// The times of a control plane, longer than in production: each of these is a query, which costs real time.
const (
	beatInterval   = time.Minute
	silence        = 4 * time.Minute
	leaseTerm      = 5 * time.Minute
	repairInterval = 5 * time.Minute
	sweepInterval  = 15 * time.Minute
	sampleInterval = 3 * time.Minute
	longestWatch   = 2 * time.Second
)

// Recovery is how long it takes at most until the others have what a control plane watched that died, when the timers are those of a
// simulation.
const Recovery = silence + 2*beatInterval

var errKilled = errors.New("killed")

// plane is one control plane.
type plane struct {
	hangs  []Hang
	began  time.Time
	killed atomic.Bool
	stop   context.CancelFunc
	ended  chan struct{}
}

// gate is what each use of a connection has to pass.
func (p *plane) gate(ctx context.Context) error {
	if p.killed.Load() {
		return errKilled
	}
	since := time.Since(p.began)
	for _, h := range p.hangs {
		if since < h.At || since >= h.At+h.For {
			continue
		}
		over := time.NewTimer(h.At + h.For - since)
		defer over.Stop()
		select {
		case <-over.C:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// startPlane starts the control plane of that number.
func (f *fleet) startPlane(ctx context.Context, number int) error {
	p := &plane{began: f.began, ended: make(chan struct{})}
	for _, h := range f.plan.Hangs {
		if h.Plane == number {
			p.hangs = append(p.hangs, h)
		}
	}
	s, err := f.database.Open(ctx, p.gate)
	if err != nil {
		return err
	}
	scaling, err := autoscaler.New(autoscaler.Config{Store: s, Policy: autoscale.DefaultPolicy(), MaxKPUs: maxKPUs})
	if err != nil {
		return err
	}
	r, err := reconciler.New(reconciler.Config{
		Store: s, Code: f.code(s), Driver: f.world.Driver(), Storage: f.storage, Owner: fmt.Sprintf("plane-%d", number),
		LeaseTerm: leaseTerm, BeatInterval: beatInterval, Silence: silence, RepairInterval: repairInterval, SweepInterval: sweepInterval,
		LongestWatch: longestWatch, Vitals: []reconciler.VitalsConsumer{scaling}, SampleInterval: sampleInterval,
		Signals: reconciler.TestSignals{Point: func(string) error {
			if p.killed.Load() {
				return errKilled
			}
			return nil
		}},
	})
	if err != nil {
		return err
	}
	running, stop := context.WithCancel(context.WithoutCancel(ctx))
	p.stop = stop
	go func() {
		defer close(p.ended)
		defer s.Close()
		r.Run(running)
	}()
	f.planes[number] = p
	return nil
}

// kill ends a control plane without a chance to say so.
func (p *plane) kill() {
	p.killed.Store(true)
	p.stop()
	<-p.ended
}

// code are the packages of code in a database.
func (f *fleet) code(s *store.Store) *codestore.Packages {
	return codestore.New(s, kms.NewKeyring(map[string]kms.Provider{kms.OwnedKey: kms.NewOwned(f.key)}))
}

// newKey is the installation's key.
func newKey() (tink.AEAD, error) {
	handle, err := keyset.NewHandle(aead.AES256GCMKeyTemplate())
	if err != nil {
		return nil, err
	}
	return aead.New(handle)
}

package apiserver_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/apiserver/client"
	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/store"
)

// walk is the column of one status: an application in it, and another one whenever a request has changed that.
type walk struct {
	*fixture
	pool   *pgxpool.Pool
	status lifecycle.Status
	made   int
}

func newWalk(t *testing.T, status lifecycle.Status) *walk {
	t.Helper()
	f := newFixture(t)
	pool, err := pgxpool.New(t.Context(), f.databaseURL)
	require.NoError(t, err)
	t.Cleanup(pool.Close)
	return &walk{fixture: f, pool: pool, status: status}
}

// walk answers with what is told to each request, by its title.
func (w *walk) walk() map[string]string {
	w.Helper()
	cells := map[string]string{}
	names := map[variant]string{}
	for _, row := range requestRows {
		variant := row.of
		if names[variant] == "" {
			names[variant] = w.bring(variant)
		}
		before := w.rows(names[variant])
		err := w.ask(row, names[variant])
		if err != nil {
			var answer *client.Error
			require.ErrorAs(w, err, &answer, row.title)
			require.Equal(w, before, w.rows(names[variant]), "%s in %s is refused (%v), and changes something", row.title, w.status, err)
			require.False(w, row.rule != "" && lifecycle.IsOpen(row.rule, w.status) && answer.Code == model.ResourceInUseException,
				"%s in %s is against the rules: %v", row.title, w.status, err)
			cells[row.title] = strings.TrimSuffix(string(answer.Code), "Exception")
			continue
		}
		after := lifecycle.Status(w.fixture.status(names[variant]))
		if row.rule != "" {
			require.True(w, lifecycle.IsOpen(row.rule, w.status), "%s in %s is against the rules", row.title, w.status)
			require.Equal(w, lifecycle.Via(row.rule, w.status), after, "%s in %s", row.title, w.status)
		}
		cells[row.title] = "✓"
		if after != w.status {
			cells[row.title] = string(after)
		}
		if !slices.Equal(before, w.rows(names[variant])) {
			names[variant] = ""
		}
	}
	return cells
}

// rows is all that is written down of an application, but who looks after it.
func (w *walk) rows(name string) []string {
	w.Helper()
	rows, err := w.pool.Query(w.Context(), `
		WITH a AS (SELECT * FROM applications WHERE name = $1)
		SELECT 'application ' || to_jsonb(a)::text FROM a
		UNION ALL SELECT 'version ' || to_jsonb(v)::text FROM application_versions v WHERE application_id IN (SELECT id FROM a)
		UNION ALL SELECT 'snapshot ' || to_jsonb(s)::text FROM snapshots s WHERE application_id IN (SELECT id FROM a)
		UNION ALL SELECT 'operation ' || to_jsonb(o)::text FROM operations o WHERE application_id IN (SELECT id FROM a)
		UNION ALL SELECT 'tag ' || to_jsonb(t)::text FROM tags t WHERE application_id IN (SELECT id FROM a)
		UNION ALL SELECT 'event ' || to_jsonb(e)::text FROM application_events e WHERE application_id IN (SELECT id FROM a)
		ORDER BY 1`, name)
	require.NoError(w, err)
	all, err := pgx.CollectRows(rows, pgx.RowTo[string])
	require.NoError(w, err)
	return all
}

// ask sends a request about the application.
func (w *walk) ask(row requestRow, name string) error {
	w.Helper()
	a, err := w.store.Application(w.Context(), key(name))
	require.NoError(w, err)
	text := func(v any) string {
		b, err := json.Marshal(v)
		require.NoError(w, err)
		return string(b)
	}
	operation := "unknown"
	if a.Desired.OperationID != "" {
		operation = a.Desired.OperationID
	}
	first := "unknown"
	if list, err := w.store.ListOperations(w.Context(), a.ID, store.OperationQuery{Limit: 50}); err == nil && len(list) > 0 {
		first = list[len(list)-1].ID
	}
	parts := wholeSQL()
	replace := strings.NewReplacer(
		"{version}", strconv.FormatInt(a.CurrentVersionID, 10), "{created}", text(model.TimestampOf(a.CreateTime)), "{arn}", text(a.ARN()),
		"{snapshotCreated}", text(w.snapshotTime(a.ID)), "{operation}", text(operation), "{firstOperation}", text(first),
		"{logging}", text("1.1"), "{inputId}", text("1.1"), "{vpc}", text("1.1"),
		"{input}", text(parts.Inputs[0]), "{output}", text(parts.Outputs[0]), "{reference}", text(parts.ReferenceDataSources[0]),
	)
	var op *model.Operation
	for _, o := range model.Operations {
		if o.Name == row.operation {
			op = o
		}
	}
	require.NotNil(w, op, row.operation)
	in, err := op.Decode([]byte(replace.Replace(row.request)))
	require.NoError(w, err, row.title)
	if f := reflect.ValueOf(in).Elem().FieldByName("ApplicationName"); f.IsValid() {
		f.Set(reflect.ValueOf(&name))
	}
	method := reflect.ValueOf(w.api).MethodByName(row.operation)
	out := method.Call([]reflect.Value{reflect.ValueOf(w.Context()), reflect.ValueOf(in)})
	err, _ = out[1].Interface().(error)
	return err
}

func (w *walk) snapshotTime(applicationID int64) model.Timestamp {
	w.Helper()
	s, err := w.store.Snapshot(w.Context(), applicationID, "old")
	if fault.Is(err, fault.NotFoundKind) {
		return 0
	}
	require.NoError(w, err)
	return model.TimestampOf(s.CreateTime)
}

// bring makes an application that has all there is to be changed, and brings it into the status, as requests and the reconciler do.
func (w *walk) bring(of variant) string {
	w.Helper()
	w.made++
	name := fmt.Sprintf("a%d", w.made)
	in := newApplication(name)
	switch of {
	case sql, lambda, empty:
		parts := &model.SqlApplicationConfiguration{}
		if of != empty {
			parts = wholeSQL()
		}
		if of == lambda {
			parts.Inputs[0].InputProcessingConfiguration = &model.InputProcessingConfiguration{
				InputLambdaProcessor: &model.InputLambdaProcessor{ResourceARN: new(functionARN)},
			}
		}
		in = newSQLApplication(name, parts)
	case flink:
		in.CloudWatchLoggingOptions = []model.CloudWatchLoggingOption{{LogStreamARN: new("arn:aws:logs:eu-west-1:123456789012:log-group:g:log-stream:s")}}
		in.ApplicationConfiguration.VpcConfigurations = []model.VpcConfiguration{{SubnetIds: []string{"subnet-1"}, SecurityGroupIds: []string{"sg-1"}}}
	}
	_, err := w.api.CreateApplication(w.Context(), in)
	require.NoError(w, err)
	if of == flink || of == bare {
		_, err = w.api.UpdateApplication(w.Context(), update(name))
		require.NoError(w, err)
		w.putSnapshot(name, "old", "FLINK-1_20")
		require.NoError(w, w.store.InTx(w.Context(), func(tx *store.Tx) error {
			a, err := tx.LockApplication(w.Context(), key(name))
			if err != nil {
				return err
			}
			return tx.MarkDeployed(w.Context(), a.ID, 1) // which wrote the snapshot
		}))
	}
	for _, next := range ways[w.status] {
		w.lead(name, next)
	}
	require.Equal(w, model.ApplicationStatus(w.status), w.fixture.status(name))
	return name
}

// ways are the statuses that an application goes through to one.
var ways = map[lifecycle.Status][]lifecycle.Status{
	lifecycle.StatusReady:         {},
	lifecycle.StatusStarting:      {lifecycle.StatusStarting},
	lifecycle.StatusRunning:       {lifecycle.StatusStarting, lifecycle.StatusRunning},
	lifecycle.StatusStopping:      {lifecycle.StatusStarting, lifecycle.StatusRunning, lifecycle.StatusStopping},
	lifecycle.StatusForceStopping: {lifecycle.StatusStarting, lifecycle.StatusForceStopping},
	lifecycle.StatusUpdating:      {lifecycle.StatusStarting, lifecycle.StatusRunning, lifecycle.StatusUpdating},
	lifecycle.StatusAutoscaling:   {lifecycle.StatusStarting, lifecycle.StatusRunning, lifecycle.StatusAutoscaling},
	lifecycle.StatusRollingBack:   {lifecycle.StatusStarting, lifecycle.StatusRunning, lifecycle.StatusRollingBack},
	lifecycle.StatusMaintenance:   {lifecycle.StatusStarting, lifecycle.StatusRunning, lifecycle.StatusMaintenance},
	lifecycle.StatusDeleting:      {lifecycle.StatusDeleting},
}

// kinds are the operations that lead through each status, and what they want.
var kinds = map[lifecycle.Status]struct {
	kind lifecycle.OperationKind
	goal lifecycle.Goal
}{
	lifecycle.StatusStarting:      {lifecycle.OperationStart, lifecycle.GoalRun},
	lifecycle.StatusStopping:      {lifecycle.OperationStop, lifecycle.GoalStop},
	lifecycle.StatusForceStopping: {lifecycle.OperationStop, lifecycle.GoalForceStop},
	lifecycle.StatusUpdating:      {lifecycle.OperationUpdate, lifecycle.GoalRun},
	lifecycle.StatusAutoscaling:   {lifecycle.OperationScaleUp, lifecycle.GoalRun},
	lifecycle.StatusRollingBack:   {lifecycle.OperationRollback, lifecycle.GoalRun},
	lifecycle.StatusMaintenance:   {lifecycle.OperationMaintenance, lifecycle.GoalRun},
	lifecycle.StatusDeleting:      {lifecycle.OperationDelete, lifecycle.GoalDelete},
}

// lead brings an application one status further: RUNNING as the reconciler does it, the others as a request does, which has been taken up.
func (w *walk) lead(name string, next lifecycle.Status) {
	w.Helper()
	if next == lifecycle.StatusRunning {
		w.settle(name, next)
		return
	}
	k, known := kinds[next]
	require.True(w, known, "nobody knows how an application becomes %s", next)
	require.NoError(w, w.store.InTx(w.Context(), func(tx *store.Tx) error {
		a, err := tx.LockApplication(w.Context(), key(name))
		if err != nil {
			return err
		}
		o := lifecycle.Operation{ID: lifecycle.NewOperationID(), ApplicationID: a.ID, Kind: k.kind, StartTime: time.Now()}
		if k.kind == lifecycle.OperationUpdate || k.kind == lifecycle.OperationRollback {
			o.VersionFrom, o.VersionTo = a.CurrentVersionID, a.CurrentVersionID+1
			old, err := tx.Version(w.Context(), a.ID, a.CurrentVersionID)
			if err != nil {
				return err
			}
			v := *old
			v.ID, v.UpdatedFrom, v.CreateTime = o.VersionTo, o.VersionFrom, o.StartTime
			if err := tx.CreateVersion(w.Context(), &v); err != nil {
				return err
			}
		}
		if err := tx.CreateOperation(w.Context(), &o); err != nil {
			return err
		}
		d := lifecycle.Desired{Goal: k.goal, Via: next, OperationID: o.ID, Generation: a.Desired.Generation + 1}
		if k.goal == lifecycle.GoalRun {
			run := lifecycle.DefaultRunConfiguration()
			d.RunConfiguration, d.VersionID = &run, max(o.VersionTo, a.CurrentVersionID)
		}
		return tx.SetDesired(w.Context(), a.ID, d)
	}))
	w.settle(name, next)
}

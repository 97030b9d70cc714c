package modeltest

import (
	"context"
	"io"
	"log/slog"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/access"
	"github.com/penstock/penstock/apiserver"
	"github.com/penstock/penstock/codestore/codestoretest"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/decide"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/lifecycle/reconciler"
	"github.com/penstock/penstock/runtime/durable"
	"github.com/penstock/penstock/runtime/fake"
	"github.com/penstock/penstock/store"
	"github.com/penstock/penstock/store/storetest"
)

const (
	account = "123456789012"
	region  = "eu-west-1"
)

// plant is everything that runs: the service, a reconciler, and the world that its clusters are in.
type plant struct {
	service *apiserver.Service
	store   *store.Store
	sql     *pgxpool.Pool
	world   *fake.World
}

// validator finds nothing wrong with any code but one.
type validator struct{}

func (validator) ValidateCode(ctx context.Context, _ string, code apiserver.CodeSource, _ map[string]map[string]string) error {
	content, err := code.Open(ctx)
	if err != nil {
		return err
	}
	defer content.Close()
	text, err := io.ReadAll(content)
	if err == nil && string(text) == "BROKEN" {
		return fault.CodeValidation("line 1, column 1: BROKEN is not expected here")
	}
	return err
}

// keptHistory keeps what was shown of applications, also of those that are deleted. A trigger copies it within the transaction that changes
// the application, so that it is in the order of the commits.
const keptHistory = `
	CREATE TABLE history (id bigint PRIMARY KEY, application_id bigint NOT NULL, type text NOT NULL, detail jsonb NOT NULL);
	CREATE FUNCTION keep_history() RETURNS trigger LANGUAGE plpgsql AS $$
	BEGIN
		INSERT INTO history VALUES (NEW.id, NEW.application_id, NEW.type, NEW.detail);
		RETURN NULL;
	END $$;
	CREATE TRIGGER keep_history AFTER INSERT ON application_events FOR EACH ROW EXECUTE FUNCTION keep_history();`

func newPlant(t *testing.T) *plant {
	t.Helper()
	url := storetest.URL(t)
	pool, err := pgxpool.New(t.Context(), url)
	require.NoError(t, err)
	t.Cleanup(pool.Close)
	_, err = pool.Exec(t.Context(), keptHistory)
	require.NoError(t, err)
	p := &plant{store: storetest.OpenURL(t, url), sql: pool, world: fake.NewWorld()}
	t.Cleanup(p.world.Close)
	storage, err := durable.NewDirectory(t.TempDir())
	require.NoError(t, err)
	code := codestoretest.New(t, p.store)
	p.service = apiserver.NewService(apiserver.ServiceConfig{
		Store: p.store, Code: code, Validator: validator{}, Quotas: apiserver.Quotas{},
		Events: p.store.NewEventHub(slog.New(slog.DiscardHandler)),
	})
	limits := decide.DefaultLimits()
	limits.Look = 20 * time.Millisecond
	r, err := reconciler.New(reconciler.Config{
		Store: p.store, Code: code, Driver: p.world.Driver(), Storage: storage, Owner: "model", LongestWatch: 2 * time.Millisecond,
		LeaseTerm: 10 * time.Second, RepairInterval: time.Second, SweepInterval: time.Second, Limits: limits,
		Logger: slog.New(slog.DiscardHandler),
	})
	require.NoError(t, err)
	ctx, end := context.WithCancel(context.Background())
	var all sync.WaitGroup
	all.Go(func() { r.Run(ctx) })
	t.Cleanup(func() {
		end()
		all.Wait()
	})
	return p
}

// asClient is the context of a request of a client.
func asClient(ctx context.Context) context.Context {
	root := &access.Caller{Principal: access.Principal{Kind: access.Root, AccountID: account, ID: account}}
	return apiserver.WithIdentity(ctx, apiserver.Identity{AccountID: account, Region: region, Caller: root})
}

// now is the newest of an application's history.
func (p *plant) now(ctx context.Context, applicationID int64) (id int64, err error) {
	err = p.sql.QueryRow(ctx, `SELECT coalesce(max(id), 0) FROM history WHERE application_id = $1`, applicationID).Scan(&id)
	return id, err
}

// shown is a status that an application showed from the event on.
type shown struct {
	event  int64
	status lifecycle.Status
}

func (p *plant) history(ctx context.Context, applicationID int64) ([]shown, error) {
	rows, err := p.sql.Query(ctx, `
		SELECT id, detail->>'ApplicationStatus' FROM history WHERE application_id = $1 AND type = 'STATUS' ORDER BY id`, applicationID)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (s shown, err error) {
		return s, row.Scan(&s.event, &s.status)
	})
}

// versions are those that were made, in their order.
func (p *plant) versions(ctx context.Context, applicationID int64) ([]int64, error) {
	rows, err := p.sql.Query(ctx, `
		SELECT (detail->>'ApplicationVersionId')::bigint FROM history WHERE application_id = $1 AND type = 'VERSION' ORDER BY id`, applicationID)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[int64])
}

// told is what the history has of an operation.
type told struct {
	// begun is the event that it began with, status the last one that it had.
	begun  int64
	status lifecycle.OperationStatus
}

// operations are what became of operations, by their ids.
func (p *plant) operations(ctx context.Context, applicationID int64) (map[string]told, error) {
	rows, err := p.sql.Query(ctx, `
		SELECT id, detail->>'OperationId', detail->>'OperationStatus' FROM history
		WHERE application_id = $1 AND type = 'OPERATION' ORDER BY id`, applicationID)
	if err != nil {
		return nil, err
	}
	all := map[string]told{}
	var event int64
	var id string
	var status lifecycle.OperationStatus
	_, err = pgx.ForEachRow(rows, []any{&event, &id, &status}, func() error {
		o, known := all[id]
		if !known {
			o.begun = event
		}
		o.status = status
		all[id] = o
		return nil
	})
	return all, err
}

// key names the application of the fixture.
func (f *fixture) key() store.ApplicationKey {
	return store.ApplicationKey{AccountID: account, Region: region, Name: f.name}
}

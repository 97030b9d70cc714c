package storetest

import (
	"context"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/store"
)

// Virtual is a database whose clock is that of the process, so that the time of testing/synctest goes on in it, too. It is a real
// Postgres: while a query runs the clock stands still.
//
// Its schema has functions now() and clock_timestamp() of its own, which come before those of Postgres and answer a setting of the
// session. A connection gets the time when it is taken from its pool, and keeps it until it is given back: time does not go on within
// a transaction.
//
// Nobody waits at a socket for notifications, since the clock would wait as well. A notification is passed on inside the process when
// the transaction has ended.
type Virtual struct {
	url string

	mu        sync.Mutex
	listeners map[chan struct{}]struct{}
}

// NewVirtual makes such a database, migrated, which is gone after the test. It has to be made outside of the bubble.
func NewVirtual(t testing.TB) *Virtual {
	t.Helper()
	v := &Virtual{url: EmptyURL(t), listeners: map[chan struct{}]struct{}{}}
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	conn, err := pgx.Connect(ctx, v.url)
	require.NoError(t, err)
	// Before the migrations, so that defaults of columns refer to these functions.
	_, err = conn.Exec(ctx, `
		CREATE FUNCTION public.clock_timestamp() RETURNS timestamptz LANGUAGE sql STABLE AS $$
			SELECT coalesce(nullif(current_setting('virtual.now', true), '')::timestamptz, pg_catalog.clock_timestamp()) $$;
		CREATE FUNCTION public.now() RETURNS timestamptz LANGUAGE sql STABLE AS $$ SELECT public.clock_timestamp() $$;
		DO $$ BEGIN
			EXECUTE format('ALTER DATABASE %I SET search_path = public, pg_catalog', current_database());
		END $$`)
	require.NoError(t, err)
	require.NoError(t, conn.Close(ctx))
	require.NoError(t, store.Migrate(ctx, v.url))
	return v
}

// URL is where the database is, for connections that go by the clock of Postgres.
func (v *Virtual) URL() string { return v.url }

// Open connects as another control plane would. Before each use of a connection it asks the gate, which may keep it waiting, or refuse;
// a nil gate is open. The caller closes the store, inside the bubble.
func (v *Virtual) Open(ctx context.Context, gate func(context.Context) error) (*store.Store, error) {
	return store.Open(ctx, v.url, store.WithNotifications(v), store.WithPool(func(config *pgxpool.Config) {
		config.ConnConfig.Tracer = v
		config.ShouldPing = func(context.Context, pgxpool.ShouldPingParams) bool { return false }
		config.PrepareConn = func(ctx context.Context, conn *pgx.Conn) (usable bool, err error) {
			if gate != nil {
				if err := gate(ctx); err != nil {
					return true, err
				}
			}
			return v.setClock(ctx, conn)
		}
	}))
}

// nowKey is the time that was last told on a connection, notifiedKey whether its transaction has notified.
const (
	nowKey      = "storetest.now"
	notifiedKey = "storetest.notified"
)

// setClock tells the session what time it is.
func (v *Virtual) setClock(ctx context.Context, conn *pgx.Conn) (usable bool, err error) {
	now, told := time.Now(), conn.PgConn().CustomData()
	if told[nowKey] == now {
		return true, nil
	}
	if _, err := conn.Exec(ctx, `SELECT set_config('virtual.now', $1, false)`, now.UTC().Format(time.RFC3339Nano)); err != nil {
		return false, err
	}
	told[nowKey] = now
	return true, nil
}

// TraceQueryStart implements [pgx.QueryTracer].
func (v *Virtual) TraceQueryStart(ctx context.Context, conn *pgx.Conn, query pgx.TraceQueryStartData) context.Context {
	if strings.Contains(query.SQL, "pg_notify") {
		conn.PgConn().CustomData()[notifiedKey] = true
	}
	return ctx
}

// TraceQueryEnd implements [pgx.QueryTracer].
func (v *Virtual) TraceQueryEnd(_ context.Context, conn *pgx.Conn, _ pgx.TraceQueryEndData) {
	const outsideTransaction = 'I'
	of := conn.PgConn().CustomData()
	if of[notifiedKey] == nil || conn.PgConn().TxStatus() != outsideTransaction {
		return
	}
	delete(of, notifiedKey)
	v.mu.Lock()
	defer v.mu.Unlock()
	for c := range v.listeners {
		select {
		case c <- struct{}{}:
		default:
		}
	}
}

// Listen implements [store.Notifications]. It tells of notifications of whatever channel, and without their payload.
func (v *Virtual) Listen(ctx context.Context, _ string, _ *slog.Logger, events store.ListenEvents) {
	c := make(chan struct{}, 1)
	v.mu.Lock()
	v.listeners[c] = struct{}{}
	v.mu.Unlock()
	defer func() {
		v.mu.Lock()
		defer v.mu.Unlock()
		delete(v.listeners, c)
	}()
	events.Connected()
	for {
		select {
		case <-ctx.Done():
			return
		case <-c:
			events.Notified("")
		}
	}
}

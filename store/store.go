package store

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/jackc/pgx/v5/pgxpool"
)

// maxConnections is what one control plane takes of the server's connections, besides one for notifications.
const maxConnections = 16

// Store is the database of the control plane. It is safe for concurrent use.
type Store struct {
	Reader

	pool          *pgxpool.Pool
	notifications Notifications
}

// connection is what queries run on: the pool, or one transaction.
type connection interface {
	Exec(ctx context.Context, sql string, arguments ...any) (pgconn.CommandTag, error)
	Query(ctx context.Context, sql string, arguments ...any) (pgx.Rows, error)
	QueryRow(ctx context.Context, sql string, arguments ...any) pgx.Row
}

// Reader has the queries. On a [Store] each sees the newest committed state; on a [Tx] also what it wrote itself.
type Reader struct {
	db    connection
	clock *clock
	// sealer seals logs; nil where they are stored as they are.
	sealer LogSealer
}

// Open connects to the database of the URL (postgres://…, or the keyword form of libpq). The parameter pool_max_conns says how many
// connections there are at most; several control planes and a default Postgres get along with what is the default here. The schema is not
// touched, see [Migrate].
func Open(ctx context.Context, url string, options ...Option) (*Store, error) {
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("read database URL: %w", err)
	}
	if !strings.Contains(url, "pool_max_conns") {
		config.MaxConns = maxConnections
	}
	config.MaxConnIdleTime = 5 * time.Minute
	if config.ConnConfig.ConnectTimeout == 0 {
		config.ConnConfig.ConnectTimeout = 10 * time.Second
	}
	config.ConnConfig.RuntimeParams["application_name"] = "penstock"
	config.AfterConnect = useUTC
	s := &Store{notifications: postgresNotifications{config.ConnConfig}}
	for _, option := range options {
		option(s, config)
	}
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	s.Reader, s.pool = Reader{db: pool, clock: newClock()}, pool
	if err := s.setClock(ctx); err != nil {
		pool.Close()
		return nil, fmt.Errorf("connect to database: %w", err)
	}
	return s, nil
}

// Close waits for transactions that run and closes all connections.
func (s *Store) Close() { s.pool.Close() }

// ConnectionsInUse is how many connections are held at this moment, by queries and transactions that run.
func (s *Store) ConnectionsInUse() int { return int(s.pool.Stat().AcquiredConns()) }

// Ping tells whether the database answers.
func (s *Store) Ping(ctx context.Context) error {
	if err := s.pool.Ping(ctx); err != nil {
		return fmt.Errorf("ping database: %w", err)
	}
	return nil
}

// useUTC makes every time that is read a UTC time, whatever the zone of the machine.
func useUTC(_ context.Context, conn *pgx.Conn) error {
	conn.TypeMap().RegisterType(&pgtype.Type{
		Name: "timestamptz", OID: pgtype.TimestamptzOID,
		Codec: &pgtype.TimestamptzCodec{ScanLocation: time.UTC},
	})
	return nil
}

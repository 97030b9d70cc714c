package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/tink-crypto/tink-go/v2/tink"

	"github.com/penstock/penstock/apiserver"
	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/codestore"
	"github.com/penstock/penstock/kms"
	"github.com/penstock/penstock/kms/rootkey"
	"github.com/penstock/penstock/runtime/fake"
	"github.com/penstock/penstock/store"
	"github.com/penstock/penstock/store/postgres"
)

// fleet is the applications with everything around them.
type fleet struct {
	options

	dir      string
	database *postgres.Server
	sql      *pgx.Conn
	world    *fake.World
	service  *apiserver.Service
	key      tink.AEAD
	planes   []*plane
	closers  []func()
}

// poolSize lets all control planes find their place in a Postgres that is meant for one.
const poolSize = "&pool_max_conns=8"

func newFleet(ctx context.Context, o options) (f *fleet, err error) {
	f = &fleet{options: o}
	defer func() {
		if err != nil {
			f.close()
		}
	}()
	if f.dir, err = os.MkdirTemp("", "penstock-bench-"); err != nil {
		return f, err
	}
	f.atClose(func() { _ = os.RemoveAll(f.dir) })
	quiet := slog.New(slog.DiscardHandler)
	if f.database, err = postgres.Start(ctx, postgres.Config{Dir: filepath.Join(f.dir, "postgres"), Logger: quiet}); err != nil {
		return f, err
	}
	f.atClose(func() { _ = f.database.Stop(context.WithoutCancel(ctx)) })
	if err := store.Migrate(ctx, f.database.URL()); err != nil {
		return f, err
	}
	if f.sql, err = pgx.Connect(ctx, f.database.URL()); err != nil {
		return f, err
	}
	f.atClose(func() { _ = f.sql.Close(context.WithoutCancel(ctx)) })
	f.world = fake.NewWorld()
	f.atClose(f.world.Close)
	if f.key, err = rootkey.OpenFile(filepath.Join(f.dir, "keyset.json")); err != nil {
		return f, err
	}
	for i := range o.controlPlanes {
		if err := f.startPlane(ctx, fmt.Sprintf("plane-%d", i+1), quiet); err != nil {
			return f, err
		}
	}
	// Requests are answered by the last control plane, which lives on when the first is killed.
	s := f.planes[len(f.planes)-1].store
	f.service = apiserver.NewService(apiserver.ServiceConfig{Store: s, Code: f.code(s), Validator: anyCode{}, Quotas: apiserver.DefaultQuotas()})
	return f, nil
}

// code are the packages of code in the database of all control planes.
func (f *fleet) code(s *store.Store) *codestore.Packages {
	return codestore.New(s, kms.NewKeyring(map[string]kms.Provider{kms.OwnedKey: kms.NewOwned(f.key)}))
}

// anyCode takes the code of the simulated runtime, which is never compiled.
type anyCode struct{}

func (anyCode) ValidateCode(context.Context, string, apiserver.CodeSource, map[string]map[string]string) error {
	return nil
}

func (f *fleet) atClose(do func()) { f.closers = append(f.closers, do) }

func (f *fleet) close() {
	for i := len(f.closers) - 1; i >= 0; i-- {
		f.closers[i]()
	}
}

const (
	account = "000000000000"
	region  = "us-east-1"
)

func name(i int) *string {
	n := fmt.Sprintf("orders-%06d", i)
	return &n
}

// begin creates and starts all applications and waits until they run.
func (f *fleet) begin(ctx context.Context) error {
	ctx = apiserver.WithIdentity(ctx, apiserver.Identity{AccountID: account, Region: region, AccessKeyID: "bench"})
	var next atomic.Int64
	var mu sync.Mutex
	var failed error
	var clients sync.WaitGroup
	for range 8 {
		clients.Go(func() {
			for i := int(next.Add(1)) - 1; i < f.applications; i = int(next.Add(1)) - 1 {
				err := f.create(ctx, i)
				if err == nil {
					err = f.start(ctx, i)
				}
				if err != nil {
					mu.Lock()
					failed = err
					mu.Unlock()
					return
				}
			}
		})
	}
	clients.Wait()
	if failed != nil {
		return failed
	}
	return f.await(ctx, 10*time.Minute, `SELECT count(*) = $1 FROM applications WHERE observed_status = 'RUNNING'`, f.applications)
}

func (f *fleet) create(ctx context.Context, i int) error {
	_, err := f.service.CreateApplication(ctx, &model.CreateApplicationRequest{
		ApplicationName: name(i), RuntimeEnvironment: new(model.RuntimeEnvironmentFLINK_1_20),
		ServiceExecutionRole: new("arn:aws:iam::000000000000:role/bench"),
		ApplicationConfiguration: &model.ApplicationConfiguration{ApplicationCodeConfiguration: &model.ApplicationCodeConfiguration{
			CodeContentType: new(model.CodeContentTypePLAINTEXT), CodeContent: &model.CodeContent{TextContent: new("simulated")},
		}},
	})
	return err
}

func (f *fleet) start(ctx context.Context, i int) error {
	_, err := f.service.StartApplication(ctx, &model.StartApplicationRequest{ApplicationName: name(i)})
	return err
}

func (f *fleet) stopApplication(ctx context.Context, i int) error {
	_, err := f.service.StopApplication(ctx, &model.StopApplicationRequest{ApplicationName: name(i), Force: new(true)})
	return err
}

// await asks the database until it says yes.
func (f *fleet) await(ctx context.Context, limit time.Duration, query string, args ...any) error {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for {
		var yes bool
		if err := f.sql.QueryRow(ctx, query, args...).Scan(&yes); err != nil || yes {
			return err
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("%s: %w", query, ctx.Err())
		case <-tick.C:
		}
	}
}

package simulation

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/tink-crypto/tink-go/v2/tink"

	"github.com/penstock/penstock/apiserver"
	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/runtime/durable"
	"github.com/penstock/penstock/runtime/fake"
	"github.com/penstock/penstock/store"
)

// Database is a Postgres that goes by the clock of the simulation. storetest.Virtual implements it.
type Database interface {
	// Open connects; before each use of a connection the gate is asked, which may keep it waiting, or refuse.
	Open(ctx context.Context, gate func(context.Context) error) (*store.Store, error)
	// URL is where it is, for statistics.
	URL() string
}

// fleet is a simulation under way.
type fleet struct {
	plan         Plan
	applications []application
	database     Database
	store        *store.Store
	sql          *pgx.Conn
	service      *apiserver.Service
	storage      *durable.Directory
	world        *fake.World
	key          tink.AEAD
	planes       []*plane
	began        time.Time
	// conflicts counts requests that were refused because something else went on.
	conflicts int
	// violations are what must never be and was.
	violations []string
}

const (
	account = "000000000000"
	region  = "us-east-1"
	// maxKPUs is the most that autoscaling gives an application.
	maxKPUs = 32
)

func newFleet(ctx context.Context, plan Plan, database Database, dir string) (f *fleet, events []event, err error) {
	f = &fleet{plan: plan, database: database, planes: make([]*plane, plan.ControlPlanes), began: time.Now()}
	f.applications, events = draw(plan)
	if f.key, err = newKey(); err != nil {
		return nil, nil, err
	}
	if f.storage, err = durable.NewDirectory(dir); err != nil {
		return nil, nil, err
	}
	if f.sql, err = pgx.Connect(ctx, database.URL()); err != nil {
		return nil, nil, err
	}
	if f.store, err = database.Open(ctx, nil); err != nil {
		return nil, nil, errors.Join(err, f.sql.Close(ctx))
	}
	f.service = apiserver.NewService(apiserver.ServiceConfig{
		Store: f.store, Code: f.code(f.store), Validator: anyCode{}, Quotas: apiserver.DefaultQuotas(),
	})
	f.world = fake.NewWorld()
	f.world.BehaveAs(behaviours(plan, f.applications))
	for number := range f.planes {
		if err := f.startPlane(ctx, number); err != nil {
			f.close()
			return nil, nil, err
		}
	}
	return f, events, nil
}

// close ends everything, so that no goroutine is left.
func (f *fleet) close() {
	for _, p := range f.planes {
		if p != nil {
			p.stop()
			<-p.ended
		}
	}
	f.world.Close()
	_ = f.sql.Close(context.Background()) // nothing was written on it
	f.store.Close()
}

// anyCode takes the code of simulated clusters, which is never compiled.
type anyCode struct{}

func (anyCode) ValidateCode(context.Context, string, apiserver.CodeSource, map[string]map[string]string) error {
	return nil
}

// identified is the context of requests.
func identified(ctx context.Context) context.Context {
	return apiserver.WithIdentity(ctx, apiserver.Identity{AccountID: account, Region: region, AccessKeyID: "simulation"})
}

func (f *fleet) create(ctx context.Context, a *application) error {
	_, err := f.service.CreateApplication(ctx, &model.CreateApplicationRequest{
		ApplicationName: &a.name, RuntimeEnvironment: new(model.RuntimeEnvironmentFLINK_1_20),
		ServiceExecutionRole: new("arn:aws:iam::000000000000:role/simulation"),
		ApplicationConfiguration: &model.ApplicationConfiguration{
			ApplicationCodeConfiguration: &model.ApplicationCodeConfiguration{
				CodeContentType: new(model.CodeContentTypePLAINTEXT), CodeContent: &model.CodeContent{TextContent: new("version 1")},
			},
			ApplicationSnapshotConfiguration: &model.ApplicationSnapshotConfiguration{SnapshotsEnabled: new(true)},
			// A version that cannot be deployed is rolled back from; else the application would stay READY until somebody comes.
			ApplicationSystemRollbackConfiguration: &model.ApplicationSystemRollbackConfiguration{RollbackEnabled: new(true)},
			FlinkApplicationConfiguration: &model.FlinkApplicationConfiguration{ParallelismConfiguration: &model.ParallelismConfiguration{
				ConfigurationType: new(model.ConfigurationTypeCUSTOM), AutoScalingEnabled: new(true), Parallelism: new(int64(1)), ParallelismPerKPU: new(int64(1)),
			}},
		},
	})
	if err != nil {
		return fmt.Errorf("create %s: %w", a.name, err)
	}
	return nil
}

func (f *fleet) start(ctx context.Context, a *application) error {
	if _, err := f.service.StartApplication(ctx, &model.StartApplicationRequest{ApplicationName: &a.name}); err != nil {
		return fmt.Errorf("start %s: %w", a.name, err)
	}
	return nil
}

// update gives an application other code. A request that comes while something else goes on is refused, as it would be.
func (f *fleet) update(ctx context.Context, a *application, kind what) error {
	app, err := f.application(ctx, a)
	if err != nil {
		return err
	}
	code := fmt.Sprintf("version %d", app.CurrentVersionID+1)
	if kind == updatesBadly {
		code = fake.RefusedCode
	}
	_, err = f.service.UpdateApplication(ctx, &model.UpdateApplicationRequest{
		ApplicationName: &a.name, CurrentApplicationVersionId: &app.CurrentVersionID,
		ApplicationConfigurationUpdate: &model.ApplicationConfigurationUpdate{
			ApplicationCodeConfigurationUpdate: &model.ApplicationCodeConfigurationUpdate{CodeContentUpdate: &model.CodeContentUpdate{TextContentUpdate: &code}},
		},
	})
	if fault.Is(err, fault.InUseKind) || fault.Is(err, fault.InvalidRequestKind) {
		f.conflicts++
		return nil
	}
	if err != nil {
		return fmt.Errorf("update %s: %w", a.name, err)
	}
	return nil
}

func (f *fleet) application(ctx context.Context, a *application) (*lifecycle.Application, error) {
	return f.store.Application(ctx, store.ApplicationKey{AccountID: account, Region: region, Name: a.name})
}

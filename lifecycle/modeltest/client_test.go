package modeltest

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/store"
)

// asked is a request with its answer.
type asked struct {
	kind kind
	// before and after are the newest of the history when it was sent, and when it was answered.
	before, after int64
	// code is the exception, empty for what was accepted; message is its words.
	code    model.ErrorCode
	message string
	// operation, status and version are those of an answer that has them.
	operation string
	status    lifecycle.Status
	version   int64
}

func (a asked) String() string {
	answer := "accepted"
	if a.code != "" {
		answer = string(a.code) + ": " + a.message
	}
	return fmt.Sprintf("%s between %d and %d: %s %s", a.kind, a.before, a.after, answer, a.status)
}

// client asks one thing after another.
type client struct {
	*plant
	app     *lifecycle.Application
	name    int
	created model.Timestamp
	// version is the one that it believes to be the current one.
	version int64
	count   int
	log     []asked
}

// patience is how long a client waits for a status that does not end by itself.
const patience = 200 * time.Millisecond

// settle waits until the application does nothing, or the client is out of patience.
func (c *client) settle(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	ticker := time.NewTicker(2 * time.Millisecond)
	defer ticker.Stop()
	for {
		a, err := c.store.ApplicationByID(ctx, c.app.ID)
		if ctx.Err() != nil || fault.Is(err, fault.NotFoundKind) {
			return nil
		}
		if err != nil || !a.Status().Transient() {
			return err
		}
		select {
		case <-ctx.Done():
		case <-ticker.C:
		}
	}
}

// ask sends a request and notes the answer.
func (c *client) ask(ctx context.Context, k kind) error {
	if k == await {
		return c.settle(ctx)
	}
	a := asked{kind: k}
	var err error
	if a.before, err = c.now(ctx, c.app.ID); err != nil {
		return err
	}
	if err = c.send(ctx, &a); errors.Is(err, errNothingToAsk) {
		return nil
	}
	if err != nil {
		known, ok := fault.As(err)
		if !ok {
			return fmt.Errorf("%s: %w", k, err)
		}
		a.code, a.message = codeOf[known.Kind], known.Message
	}
	if a.after, err = c.now(ctx, c.app.ID); err != nil {
		return err
	}
	c.log = append(c.log, a)
	return nil
}

// codeOf are the exceptions of faults, as far as requests of the model meet them.
var codeOf = map[fault.Kind]model.ErrorCode{
	fault.NotFoundKind: model.ResourceNotFoundException, fault.InUseKind: model.ResourceInUseException,
	fault.InvalidArgumentKind: model.InvalidArgumentException, fault.InvalidRequestKind: model.InvalidRequestException,
	fault.ConcurrentModificationKind: model.ConcurrentModificationException,
	fault.InvalidConfigurationKind:   model.InvalidApplicationConfigurationException,
}

var errNothingToAsk = errors.New("there is nothing to ask for")

func (c *client) send(ctx context.Context, a *asked) error {
	name := &c.app.Name
	switch a.kind {
	case start:
		out, err := c.service.StartApplication(ctx, &model.StartApplicationRequest{ApplicationName: name})
		if err == nil {
			a.operation = *out.OperationId
		}
		return err
	case stop, forceStop:
		out, err := c.service.StopApplication(ctx, &model.StopApplicationRequest{ApplicationName: name, Force: new(a.kind == forceStop)})
		if err == nil {
			a.operation = *out.OperationId
		}
		return err
	case update:
		out, err := c.service.UpdateApplication(ctx, &model.UpdateApplicationRequest{
			ApplicationName: name, CurrentApplicationVersionId: &c.version,
			ApplicationConfigurationUpdate: &model.ApplicationConfigurationUpdate{},
		})
		if err == nil {
			a.operation, a.version, a.status = *out.OperationId, *out.ApplicationDetail.ApplicationVersionId, lifecycle.Status(*out.ApplicationDetail.ApplicationStatus)
			c.version = a.version
		}
		return err
	case rollBack:
		out, err := c.service.RollbackApplication(ctx, &model.RollbackApplicationRequest{ApplicationName: name, CurrentApplicationVersionId: &c.version})
		if err == nil {
			a.operation, a.version = *out.OperationId, *out.ApplicationDetail.ApplicationVersionId
			c.version = a.version
		}
		return err
	case cancel:
		return c.sendCancel(ctx, a)
	case takeSnapshot:
		c.count++
		_, err := c.service.CreateApplicationSnapshot(ctx, &model.CreateApplicationSnapshotRequest{
			ApplicationName: name, SnapshotName: new(fmt.Sprintf("s-%d-%d", c.name, c.count)),
		})
		return err
	case deleteSnapshot:
		return c.sendDeleteSnapshot(ctx)
	case maintain:
		_, err := c.service.UpdateApplicationMaintenanceConfiguration(ctx, &model.UpdateApplicationMaintenanceConfigurationRequest{
			ApplicationName: name,
			ApplicationMaintenanceConfigurationUpdate: &model.ApplicationMaintenanceConfigurationUpdate{ApplicationMaintenanceWindowStartTimeUpdate: new("01:30")},
		})
		return err
	case remove:
		_, err := c.service.DeleteApplication(ctx, &model.DeleteApplicationRequest{ApplicationName: name, CreateTimestamp: &c.created})
		return err
	default:
		out, err := c.service.DescribeApplication(ctx, &model.DescribeApplicationRequest{ApplicationName: name})
		if err == nil {
			c.version = *out.ApplicationDetail.ApplicationVersionId
			a.status = lifecycle.Status(*out.ApplicationDetail.ApplicationStatus)
		}
		return err
	}
}

// sendCancel cancels the newest operation that is in progress.
func (c *client) sendCancel(ctx context.Context, a *asked) error {
	list, err := c.store.ListOperations(ctx, c.app.ID, store.OperationQuery{Status: lifecycle.OperationInProgress, Unlisted: true, Limit: 1})
	if err != nil {
		return err
	}
	if len(list) == 0 {
		return errNothingToAsk
	}
	out, err := c.service.CancelApplicationOperation(ctx, &model.CancelApplicationOperationRequest{ApplicationName: &c.app.Name, OperationId: &list[0].ID})
	if err == nil {
		a.status, a.version = lifecycle.Status(*out.ApplicationStatus), *out.ApplicationVersionId
		if out.FollowingOperationId != nil {
			a.operation = *out.FollowingOperationId
		}
	}
	return err
}

// sendDeleteSnapshot deletes the newest snapshot there is, whoever made it.
func (c *client) sendDeleteSnapshot(ctx context.Context) error {
	list, err := c.store.ListSnapshots(ctx, c.app.ID, store.SnapshotCursor{}, 50)
	if err != nil {
		return err
	}
	if len(list) == 0 {
		return errNothingToAsk
	}
	last := list[len(list)-1]
	_, err = c.service.DeleteApplicationSnapshot(ctx, &model.DeleteApplicationSnapshotRequest{
		ApplicationName: &c.app.Name, SnapshotName: &last.Name, SnapshotCreationTimestamp: new(model.TimestampOf(last.CreateTime)),
	})
	return err
}

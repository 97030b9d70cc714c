package command

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/penstock/penstock/apiserver/client"
	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/cli/terminal"
)

// How often the outcome of something is looked for: soon at first, then less often.
const (
	firstLook = 50 * time.Millisecond
	lastLook  = time.Second
)

// operationError says that an operation came to another end than it should.
type operationError struct {
	what, application, status, reason string
}

func (e *operationError) Error() string {
	text := fmt.Sprintf("%s of %s ended %s", e.what, e.application, e.status)
	if e.reason != "" {
		text += ": " + e.reason
	}
	return text
}

// follow waits for the end of an operation and tells how the application is meanwhile. what names it, such as "start".
func (b *base) follow(ctx context.Context, p *terminal.Progress, name, what string, id *string) (*model.ApplicationDetail, error) {
	if id == nil {
		return nil, fmt.Errorf("the server told no operation for the %s of %s", what, name)
	}
	for look := firstLook; ; look = min(look*3/2, lastLook) {
		seen, err := patiently(ctx, p, func() (*sight, error) { return b.look(ctx, name, id) })
		if err != nil {
			return nil, left(ctx, name, err)
		}
		p.Step("%s: %s%s", name, strings.ToLower(strings.ReplaceAll(string(*seen.application.ApplicationStatus), "_", " ")), seen.course.current())
		switch info := seen.operation; *info.OperationStatus {
		case model.OperationStatusSUCCESSFUL:
			return patiently(ctx, p, func() (*model.ApplicationDetail, error) { return b.describe(ctx, name) })
		case model.OperationStatusIN_PROGRESS:
		default:
			return nil, &operationError{what, name, string(*info.OperationStatus), failureReason(info)}
		}
		if err := pause(ctx, look); err != nil {
			return nil, left(ctx, name, err)
		}
	}
}

// sight is how an application and an operation of it were when they were looked at.
type sight struct {
	application *model.ApplicationDetail
	course      *course
	operation   *model.ApplicationOperationInfoDetails
}

func (b *base) look(ctx context.Context, name string, id *string) (*sight, error) {
	application, err := b.describe(ctx, name)
	if err != nil {
		return nil, err
	}
	going, err := b.course(ctx, name, *id)
	if err != nil {
		return nil, err
	}
	o, err := b.api.DescribeApplicationOperation(ctx, &model.DescribeApplicationOperationRequest{ApplicationName: &name, OperationId: id})
	if err != nil {
		return nil, err
	}
	return &sight{application, going, o.ApplicationOperationInfoDetails}, nil
}

// left says, where the wait was interrupted, that what was waited for goes on.
func left(ctx context.Context, name string, err error) error {
	if ctx.Err() == nil {
		return err
	}
	return &explained{fmt.Sprintf("not waiting any longer; the server goes on with it, and \"penstock status %s\" tells how it is", name), ctx.Err()}
}

func failureReason(info *model.ApplicationOperationInfoDetails) string {
	if f := info.OperationFailureDetails; f != nil && f.ErrorInfo != nil && f.ErrorInfo.ErrorString != nil {
		return *f.ErrorInfo.ErrorString
	}
	return ""
}

func (b *base) describe(ctx context.Context, name string) (*model.ApplicationDetail, error) {
	out, err := b.api.DescribeApplication(ctx, &model.DescribeApplicationRequest{ApplicationName: &name})
	if err != nil {
		return nil, err
	}
	return out.ApplicationDetail, nil
}

// settle waits until nothing is going on with an application, so that something can be done to it.
func (b *base) settle(ctx context.Context, p *terminal.Progress, name string) (*model.ApplicationDetail, error) {
	for look := firstLook; ; look = min(look*3/2, lastLook) {
		detail, err := patiently(ctx, p, func() (*model.ApplicationDetail, error) { return b.describe(ctx, name) })
		if err != nil {
			return nil, left(ctx, name, err)
		}
		switch *detail.ApplicationStatus {
		case model.ApplicationStatusREADY, model.ApplicationStatusRUNNING:
			return detail, nil
		}
		p.Step("Waiting for %s, which is %s", name, *detail.ApplicationStatus)
		if err := pause(ctx, look); err != nil {
			return nil, left(ctx, name, err)
		}
	}
}

// isGone tells whether an error says that the application does not exist.
func isGone(err error) bool {
	return client.IsCode(err, model.ResourceNotFoundException)
}

// failed ends the progress of something that went wrong.
func failed(p *terminal.Progress, err error) error {
	var wrong *operationError
	if errors.As(err, &wrong) {
		p.Failed("%s of %s", wrong.what, wrong.application)
	}
	p.Close()
	return err
}

package client

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/penstock/penstock/apiserver/model"
)

// The pause between two looks at an application, which grows.
const (
	firstPause   = 25 * time.Millisecond
	longestPause = 500 * time.Millisecond
)

// WaitStatus describes the application again and again until it has one of the statuses, and returns it. To notice a start
// that failed, wait for RUNNING and READY both. It ends early with an error of the server or of ctx.
func (c *Client) WaitStatus(ctx context.Context, name string, want ...model.ApplicationStatus) (*model.ApplicationDetail, error) {
	var last model.ApplicationStatus
	for pause := firstPause; ; pause = min(pause*3/2, longestPause) {
		out, err := c.DescribeApplication(ctx, &model.DescribeApplicationRequest{ApplicationName: &name})
		if err != nil {
			return nil, waitError(name, want, last, err)
		}
		if last = *out.ApplicationDetail.ApplicationStatus; slices.Contains(want, last) {
			return out.ApplicationDetail, nil
		}
		if err := sleep(ctx, pause); err != nil {
			return nil, waitError(name, want, last, err)
		}
	}
}

// WaitDeleted returns when the application is gone.
func (c *Client) WaitDeleted(ctx context.Context, name string) error {
	_, err := c.WaitStatus(ctx, name)
	if IsCode(err, model.ResourceNotFoundException) {
		return nil
	}
	return err
}

func waitError(name string, want []model.ApplicationStatus, last model.ApplicationStatus, err error) error {
	if last == "" {
		return fmt.Errorf("wait for application %s to be %v: %w", name, want, err)
	}
	return fmt.Errorf("wait for application %s, which is %s, to be %v: %w", name, last, want, err)
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-timer.C:
		return nil
	}
}

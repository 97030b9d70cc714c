package apiserver

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/smithy-go"

	"github.com/penstock/penstock/lifecycle/fault"
)

// sdkConfig is the SDK's standard environment (AWS_ENDPOINT_URL, AWS_PROFILE, credentials, ...), which is read when it is needed first.
type sdkConfig struct {
	once sync.Once
	cfg  aws.Config
	err  error
}

func (c *sdkConfig) load(ctx context.Context) (aws.Config, error) {
	c.once.Do(func() {
		if c.cfg, c.err = config.LoadDefaultConfig(context.WithoutCancel(ctx)); c.err != nil {
			c.err = fmt.Errorf("configure the AWS SDK: %w", c.err)
		}
	})
	return c.cfg, c.err
}

// awsFault is what the owner is told when AWS refuses a call: what was done, and AWS's own words. Where AWS does not answer, or cannot be
// asked, the same request may work later.
func awsFault(did string, cause error) error {
	var answer smithy.APIError
	switch {
	case !errors.As(cause, &answer):
		return fault.New(fault.UnavailableKind, "%s: AWS does not answer. Please try again later.", did).Because(cause)
	case answer.ErrorFault() == smithy.FaultServer:
		return fault.New(fault.UnavailableKind, "%s: %s. Please try again later.", did, answer.ErrorCode()).Because(cause)
	default:
		return fault.InvalidArgument("%s: %s: %s", did, answer.ErrorCode(), answer.ErrorMessage()).Because(cause)
	}
}

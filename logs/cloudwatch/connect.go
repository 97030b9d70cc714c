package cloudwatch

import (
	"context"
	"errors"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/cloudwatchlogs"
)

// Connect makes a client by the SDK's standard environment: AWS_ENDPOINT_URL_CLOUDWATCH_LOGS or AWS_ENDPOINT_URL,
// credentials and so on. Calls are not repeated by it: when to try again is decided for a whole delivery.
func Connect(ctx context.Context) (API, error) {
	cfg, err := config.LoadDefaultConfig(ctx, config.WithRetryer(func() aws.Retryer { return aws.NopRetryer{} }))
	if err != nil {
		return nil, fmt.Errorf("configure CloudWatch Logs: %w", err)
	}
	if _, err := cfg.Credentials.Retrieve(ctx); err != nil {
		return nil, fmt.Errorf("configure CloudWatch Logs: %w", errors.Join(ErrNoCredentials, err))
	}
	return cloudwatchlogs.NewFromConfig(cfg), nil
}

package client

import (
	"context"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/config"
)

// FromFiles returns a client for the server that wrote the two files, which `penstock serve` keeps as aws/credentials and
// aws/config in its data directory. Only the files count, whatever the environment says.
func FromFiles(credentialsPath, configPath string) (*Client, error) {
	shared, err := config.LoadSharedConfigProfile(context.Background(), "default", func(o *config.LoadSharedConfigOptions) {
		o.CredentialsFiles = []string{credentialsPath}
		o.ConfigFiles = []string{configPath}
	})
	if err != nil {
		return nil, fmt.Errorf("read %s and %s: %w", credentialsPath, configPath, err)
	}
	c, err := New(Config{
		Endpoint: shared.BaseEndpoint, Region: shared.Region,
		AccessKeyID: shared.Credentials.AccessKeyID, SecretAccessKey: shared.Credentials.SecretAccessKey,
	})
	if err != nil {
		return nil, fmt.Errorf("read %s and %s: %w", credentialsPath, configPath, err)
	}
	return c, nil
}

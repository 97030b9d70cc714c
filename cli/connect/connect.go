// Package connect finds the server that a command speaks to, and as whom.
//
// With a data directory, from --data-dir or PENSTOCK_DATA_DIR, it is the server of that directory and the credentials that
// `penstock serve` keeps there, whatever else the environment says. Otherwise everything comes from where the AWS CLI looks for
// it: the variables AWS_*, ~/.aws/config and ~/.aws/credentials, endpoints by service or for all. The one difference is that
// without any endpoint the server is the local one and never AWS. Options of the command line go first in either case.
package connect

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/feature/ec2/imds"

	"github.com/penstock/penstock/apiserver/client"
)

const (
	// DefaultEndpoint is where `penstock serve` listens unless it is told otherwise.
	DefaultEndpoint = "http://127.0.0.1:7070"
	// DefaultRegion is the region of a server unless it is told otherwise.
	DefaultRegion = "us-east-1"
	// DataDirVariable names the data directory where --data-dir does not.
	DataDirVariable = "PENSTOCK_DATA_DIR"
	// serviceID names the service in the AWS configuration, as in AWS_ENDPOINT_URL_KINESIS_ANALYTICS_V2.
	serviceID = "Kinesis Analytics V2"
	// defaultTimeout is the AWS CLI's, for connecting and for reading.
	defaultTimeout = 60 * time.Second
)

// Options are what the command line says; empty members leave it to the environment.
type Options struct {
	DataDir, Endpoint, Region, Profile, CABundle string
	// NoSign sends requests without a signature, NoVerify believes any certificate.
	NoSign, NoVerify bool
	// ConnectTimeout and ReadTimeout end a connection that does not come about or says nothing; nil means a minute, zero never.
	ConnectTimeout, ReadTimeout *time.Duration
}

// Target is a server, and as whom to speak to it.
type Target struct {
	Endpoint, Region string
	// DataDir is the data directory that all this was found in; empty if it was not.
	DataDir string
	// Settings are those of the profile, and their variables.
	Settings Settings

	credentials aws.CredentialsProvider
	http        *http.Client
}

// CredentialsError says that there are no credentials to sign with, and how to come by some.
type CredentialsError struct {
	Endpoint string
	Err      error
}

// Error tells what to do.
func (e *CredentialsError) Error() string {
	return fmt.Sprintf(`Unable to locate credentials for %s.

"penstock serve" keeps the first ones in its data directory. To use them, name it:
  --data-dir DIR, or export %s=DIR
Otherwise they come from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a profile in ~/.aws/credentials (--profile).
"penstock help credentials" says more.`, e.Endpoint, DataDirVariable)
}

// Unwrap returns what the search for them ended with.
func (e *CredentialsError) Unwrap() error { return e.Err }

// ProfileError says that the profile does not exist.
type ProfileError struct{ Profile string }

// Error names the profile.
func (e *ProfileError) Error() string {
	return fmt.Sprintf("The config profile (%s) could not be found", e.Profile)
}

// Resolve finds the server and the settings. It connects to nothing; a *CredentialsError comes with the first call.
func Resolve(ctx context.Context, o Options) (*Target, error) {
	t := &Target{DataDir: o.DataDir}
	if t.DataDir == "" && o.Profile == "" {
		t.DataDir = os.Getenv(DataDirVariable)
	}
	transport, err := newTransport(o)
	if err != nil {
		return nil, err
	}
	t.http = &http.Client{Transport: transport.GetTransport()}
	if t.DataDir != "" {
		err = t.fromDataDir(ctx, o)
	} else {
		err = t.fromEnvironment(ctx, o, transport)
	}
	if err != nil {
		return nil, err
	}
	if o.Endpoint != "" {
		t.Endpoint = o.Endpoint
	}
	if o.Region != "" {
		t.Region = o.Region
	}
	if o.NoSign {
		t.credentials = aws.AnonymousCredentials{}
	}
	return t, nil
}

// fromDataDir reads what the server has written into its data directory.
func (t *Target) fromDataDir(ctx context.Context, o Options) error {
	configFile, credentialsFile := filepath.Join(t.DataDir, "aws", "config"), filepath.Join(t.DataDir, "aws", "credentials")
	if _, err := os.Stat(configFile); errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("the directory %s holds no aws/config, which penstock serve --data-dir %s writes when it starts", t.DataDir, t.DataDir)
	}
	profile := o.Profile
	if profile == "" {
		profile = "default"
	}
	shared, err := config.LoadSharedConfigProfile(ctx, profile, func(lo *config.LoadSharedConfigOptions) {
		lo.ConfigFiles, lo.CredentialsFiles = []string{configFile}, []string{credentialsFile}
	})
	if err != nil {
		return profileError(profile, fmt.Errorf("read %s: %w", configFile, err))
	}
	t.Endpoint, t.Region = shared.BaseEndpoint, shared.Region
	t.credentials = aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) { return shared.Credentials, nil })
	if !shared.Credentials.HasKeys() {
		t.credentials = nil
	}
	t.Settings, err = readSettings(configFile, profile)
	return err
}

// fromEnvironment reads what the AWS CLI would.
func (t *Target) fromEnvironment(ctx context.Context, o Options, transport *awshttp.BuildableClient) error {
	options := []func(*config.LoadOptions) error{
		config.WithHTTPClient(transport),
		// The role of an EC2 instance is none of a Penstock server's, and outside of EC2 looking for it takes seconds.
		config.WithEC2IMDSClientEnableState(imds.ClientDisabled),
	}
	if o.Profile != "" {
		options = append(options, config.WithSharedConfigProfile(o.Profile))
	}
	if o.Region != "" {
		options = append(options, config.WithRegion(o.Region))
	}
	loaded, err := config.LoadDefaultConfig(ctx, options...)
	if err != nil {
		return profileError(profileName(o), fmt.Errorf("read the AWS configuration: %w", err))
	}
	if t.Endpoint, err = configuredEndpoint(ctx, loaded); err != nil {
		return err
	}
	if trusting, ok := loaded.HTTPClient.(*awshttp.BuildableClient); ok { // with the ca_bundle of the configuration
		t.http = &http.Client{Transport: trusting.GetTransport()}
	}
	t.Region = loaded.Region
	if t.Region == "" {
		t.Region = DefaultRegion
	}
	t.credentials = loaded.Credentials
	t.Settings, err = readSettings(configPath(), profileName(o))
	return err
}

// configuredEndpoint is the endpoint of the service, or of all services, or the local one.
func configuredEndpoint(ctx context.Context, loaded aws.Config) (string, error) {
	if ignored, _, err := config.GetIgnoreConfiguredEndpoints(ctx, loaded.ConfigSources); err != nil || ignored {
		return DefaultEndpoint, err
	}
	for _, source := range loaded.ConfigSources {
		s, ok := source.(interface {
			GetServiceBaseEndpoint(ctx context.Context, sdkID string) (string, bool, error)
		})
		if !ok {
			continue
		}
		endpoint, found, err := s.GetServiceBaseEndpoint(ctx, serviceID)
		if err != nil {
			return "", fmt.Errorf("read the endpoint from the AWS configuration: %w", err)
		}
		if found && endpoint != "" {
			return endpoint, nil
		}
	}
	if loaded.BaseEndpoint != nil {
		return *loaded.BaseEndpoint, nil
	}
	return DefaultEndpoint, nil
}

func profileError(profile string, err error) error {
	var missing config.SharedConfigProfileNotExistError
	if errors.As(err, &missing) {
		return &ProfileError{profile}
	}
	return err
}

// Client returns a client of the server. The error is a *CredentialsError where there are no credentials.
func (t *Target) Client(ctx context.Context) (*client.Client, error) {
	if t.credentials == nil {
		return nil, &CredentialsError{Endpoint: t.Endpoint, Err: errors.New("there are none")}
	}
	if _, anonymous := t.credentials.(aws.AnonymousCredentials); !anonymous {
		if _, err := t.credentials.Retrieve(ctx); err != nil {
			return nil, &CredentialsError{Endpoint: t.Endpoint, Err: err}
		}
	}
	return client.New(client.Config{Endpoint: t.Endpoint, Region: t.Region, Credentials: t.credentials, HTTPClient: t.http})
}

// newTransport is how to speak HTTP, with the timeouts and certificates of the options.
func newTransport(o Options) (*awshttp.BuildableClient, error) {
	timeout := func(given *time.Duration) time.Duration {
		if given == nil {
			return defaultTimeout
		}
		return *given
	}
	var roots *x509.CertPool
	bundle := o.CABundle
	if bundle == "" {
		bundle = os.Getenv("AWS_CA_BUNDLE")
	}
	if bundle != "" && !o.NoVerify {
		text, err := os.ReadFile(bundle)
		if err != nil {
			return nil, fmt.Errorf("read the certificates to believe: %w", err)
		}
		roots = x509.NewCertPool()
		if !roots.AppendCertsFromPEM(text) {
			return nil, fmt.Errorf("the file of certificates %s has none", bundle)
		}
	}
	return awshttp.NewBuildableClient().WithTransportOptions(func(tr *http.Transport) {
		tr.TLSClientConfig = &tls.Config{InsecureSkipVerify: o.NoVerify, MinVersion: tls.VersionTLS12, RootCAs: roots}
		tr.ResponseHeaderTimeout = timeout(o.ReadTimeout)
	}).WithDialerOptions(func(d *net.Dialer) { d.Timeout = timeout(o.ConnectTimeout) }), nil
}

package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	sdkkms "github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"github.com/spf13/pflag"
	"github.com/tink-crypto/tink-go/v2/tink"

	"github.com/penstock/penstock/apiserver"
	"github.com/penstock/penstock/kms"
	"github.com/penstock/penstock/kms/awskms"
	"github.com/penstock/penstock/kms/builtin"
	"github.com/penstock/penstock/lifecycle/keywatch"
	"github.com/penstock/penstock/store"
)

// The values of --kms-provider.
const (
	kmsProviderBuiltin = builtin.Name
	kmsProviderAWS     = awskms.Name
)

// keyOptions are the flags of serve that say which keys applications may have.
type keyOptions struct {
	provider  string
	endpoint  string
	accountID string
	patience  time.Duration
}

func (o *keyOptions) register(f *pflag.FlagSet) {
	f.StringVar(&o.provider, "kms-provider", kmsProviderBuiltin, "where customer managed keys of applications are: "+kmsProviderBuiltin+
		" is the key service of this server, "+kmsProviderAWS+" is AWS KMS, with the credentials of the AWS SDK's environment")
	f.StringVar(&o.endpoint, "kms-endpoint", "", "the endpoint of AWS KMS, where it is not the one of the AWS SDK's environment")
	f.StringVar(&o.accountID, "kms-account-id", "", "the account of AWS whose keys applications of --account-id may have; by default the one of the credentials")
	f.DurationVar(&o.patience, "kms-patience", 2*time.Minute, "how long an operation goes on trying while keys are throttled or cannot be reached, before it fails")
}

func (o keyOptions) check() error {
	if o.provider != kmsProviderBuiltin && o.provider != kmsProviderAWS {
		return fmt.Errorf("--kms-provider %q is neither %s nor %s", o.provider, kmsProviderBuiltin, kmsProviderAWS)
	}
	if o.patience <= 0 {
		return errors.New("--kms-patience must be more than nothing")
	}
	if o.endpoint != "" {
		u, err := url.Parse(o.endpoint)
		if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
			return fmt.Errorf("--kms-endpoint %q is no URL of http or https", o.endpoint)
		}
	}
	if o.accountID != "" && !accountPattern.MatchString(o.accountID) {
		return fmt.Errorf("--kms-account-id %q is not 12 digits", o.accountID)
	}
	return nil
}

// keyProviders are the keys that data keys are wrapped with: the installation's own, those of the key service, and those of AWS KMS.
type keyProviders struct {
	service      *builtin.Keys
	ring         *kms.Keyring
	inspectors   map[string]kms.Inspector
	applications *apiserver.ApplicationKeys
	watcher      *keywatch.Watcher
}

// newKeyProviders makes them, and finds out whether AWS KMS takes the credentials where keys are there. One that does not answer now is no
// reason not to start: what runs needs no keys, and everything else tells by itself.
func newKeyProviders(ctx context.Context, o serveOptions, s *store.Store, root tink.AEAD, logger *slog.Logger) (*keyProviders, error) {
	cfg, err := config.LoadDefaultConfig(ctx)
	if err != nil {
		return nil, fmt.Errorf("configure the AWS SDK: %w", err)
	}
	if o.keys.endpoint != "" {
		cfg.BaseEndpoint = &o.keys.endpoint
	}
	if cfg.Region == "" {
		cfg.Region = o.region
	}
	amazon, service := awskms.New(cfg), builtin.New(s, root)
	own := builtin.NewProvider(service)
	account := &awsAccount{cfg: cfg, id: o.keys.accountID}
	if o.keys.provider == kmsProviderAWS {
		if err := account.check(ctx); err != nil {
			if !unreachable(err) {
				return nil, fmt.Errorf("--kms-provider %s: %w", kmsProviderAWS, err)
			}
			logger.WarnContext(ctx, "AWS KMS does not answer; nothing can be started or changed that has its keys", "error", err)
		}
	}
	return &keyProviders{
		service:    service,
		ring:       kms.NewKeyring(map[string]kms.Provider{kms.OwnedKey: kms.NewOwned(root), builtin.Name: own, awskms.Name: amazon}),
		inspectors: map[string]kms.Inspector{builtin.Name: own, awskms.Name: amazon},
		applications: &apiserver.ApplicationKeys{New: o.keys.provider, Authorities: map[string]apiserver.KeyAuthority{
			builtin.Name: apiserver.NewBuiltinKeys(service),
			awskms.Name: &apiserver.InspectedKeys{Provider: awskms.Name, Keys: amazon, AccountOf: func(ctx context.Context, id string) (string, error) {
				if id != o.accountID {
					return id, nil
				}
				return account.get(ctx)
			}},
		}},
	}, nil
}

// awsAccount is the account of AWS that the credentials belong to.
type awsAccount struct {
	cfg aws.Config

	mu sync.Mutex
	id string
}

// accountPatience is how long AWS may take to say whose the credentials are.
const accountPatience = 10 * time.Second

// get asks once, and again while there was no answer.
func (a *awsAccount) get(ctx context.Context) (string, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.id != "" {
		return a.id, nil
	}
	ctx, cancel := context.WithTimeout(ctx, accountPatience)
	defer cancel()
	out, err := sts.NewFromConfig(a.cfg).GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{})
	if err != nil {
		return "", fmt.Errorf("ask AWS whose the credentials are: %w; --kms-account-id says which account of AWS keys are in", err)
	}
	if out.Account == nil {
		return "", errors.New("AWS does not say whose the credentials are; --kms-account-id says which account of AWS keys are in")
	}
	a.id = *out.Account
	return a.id, nil
}

// check finds out whose the credentials are, and whether KMS takes them.
func (a *awsAccount) check(ctx context.Context) error {
	if _, err := a.get(ctx); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, accountPatience)
	defer cancel()
	_, err := sdkkms.NewFromConfig(a.cfg).DescribeKey(ctx, &sdkkms.DescribeKeyInput{KeyId: aws.String("alias/penstock-is-not-there")})
	var answer smithy.APIError
	if errors.As(err, &answer) && (answer.ErrorCode() == "NotFoundException" || answer.ErrorCode() == "AccessDeniedException") {
		return nil // whoever is told so is known
	}
	if err != nil {
		return fmt.Errorf("ask AWS KMS for a key that is not there: %w", err)
	}
	return nil
}

// unreachable tells that a request got no answer.
func unreachable(err error) bool {
	var unsent *smithyhttp.RequestSendError
	return errors.As(err, &unsent) || errors.Is(err, context.DeadlineExceeded)
}

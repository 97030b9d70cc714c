package objects

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/smithy-go/logging"
	"gocloud.dev/blob"
	"gocloud.dev/blob/s3blob"
)

// S3 says where a bucket of S3, or of something that speaks its protocol, is.
type S3 struct {
	Bucket string
	// Prefix is what all keys begin with, without slashes at its ends; it may be empty.
	Prefix string
	// Endpoint is the URL of a service other than Amazon's; empty for that. Region is the environment's where it is empty.
	Endpoint, Region string
	// PathStyle has the bucket in the path of requests, and not in the name of their host.
	PathStyle bool
}

// ParseS3 reads a URL such as s3://bucket/prefix?endpoint=https://s3.example&region=eu-west-1. With an endpoint of its own the style is
// "path", unless pathStyle=false.
func ParseS3(text string) (S3, error) {
	u, err := url.Parse(text)
	if err != nil {
		return S3{}, fmt.Errorf("read %q: %w", text, err)
	}
	if u.Scheme != "s3" || u.Host == "" || u.User != nil || u.Port() != "" || u.Fragment != "" {
		return S3{}, fmt.Errorf("%q is not of the form s3://bucket/prefix", text)
	}
	query := u.Query()
	at := S3{Bucket: u.Host, Prefix: strings.Trim(path.Clean("/"+u.Path), "/"), Endpoint: query.Get("endpoint"), Region: query.Get("region")}
	at.PathStyle = at.Endpoint != ""
	for name := range query {
		switch name {
		case "endpoint", "region":
		case "pathStyle":
			if at.PathStyle, err = strconv.ParseBool(query.Get(name)); err != nil {
				return S3{}, fmt.Errorf("%q: pathStyle is true or false", text)
			}
		default:
			return S3{}, fmt.Errorf("%q: there is no parameter %q; there are endpoint, region and pathStyle", text, name)
		}
	}
	if at.Endpoint != "" {
		if e, err := url.Parse(at.Endpoint); err != nil || e.Scheme != "http" && e.Scheme != "https" || e.Host == "" {
			return S3{}, fmt.Errorf("%q: the endpoint is not a URL of HTTP", text)
		}
	}
	return at, nil
}

// URI is the directory below the prefix, as applications name it.
func (at S3) URI(elements ...string) string {
	return "s3://" + at.Bucket + "/" + path.Join(append([]string{at.Prefix}, elements...)...)
}

// Path is what a [Storage] of the bucket calls what lies at a URI.
func (at S3) Path(uri string) (string, error) {
	key, ok := strings.CutPrefix(uri, "s3://"+at.Bucket+"/")
	if !ok || path.Clean("/"+key) != "/"+key || !strings.HasPrefix("/"+key, path.Join("/", at.Prefix)) {
		return "", fmt.Errorf("%q does not lie in %s", uri, at.URI())
	}
	return "/" + key, nil
}

// LocationOf is the URI of a path.
func (at S3) LocationOf(path string) string { return "s3://" + at.Bucket + path }

// Credentials sign requests. Without an access key those of the environment do: its variables and files, and what the machine has.
type Credentials struct{ AccessKeyID, SecretAccessKey, SessionToken string }

// answerTimeout bounds what a service may take to begin its answer to a request that it has.
const answerTimeout = 30 * time.Second

// Open connects to the bucket. Nothing is asked of it yet.
func (at S3) Open(ctx context.Context, c Credentials) (*blob.Bucket, error) {
	cfg, err := at.configure(ctx, c)
	if err != nil {
		return nil, err
	}
	client := s3.NewFromConfig(cfg, func(o *s3.Options) {
		o.UsePathStyle = at.PathStyle
		if at.Endpoint != "" {
			o.BaseEndpoint = &at.Endpoint
		}
	})
	bucket, err := s3blob.OpenBucket(ctx, client, at.Bucket, nil)
	if err != nil {
		return nil, fmt.Errorf("open bucket %s: %w", at.Bucket, err)
	}
	return bucket, nil
}

func (at S3) configure(ctx context.Context, c Credentials) (aws.Config, error) {
	transport := awshttp.NewBuildableClient().WithTransportOptions(func(t *http.Transport) {
		t.ResponseHeaderTimeout, t.MaxIdleConnsPerHost = answerTimeout, atOnce
	})
	transport = transport.WithTimeout(0)
	options := []func(*config.LoadOptions) error{config.WithHTTPClient(transport), config.WithLogger(logging.Nop{})}
	if at.Region != "" {
		options = append(options, config.WithRegion(at.Region))
	}
	if c.AccessKeyID != "" {
		options = append(options, config.WithCredentialsProvider(credentials.NewStaticCredentialsProvider(c.AccessKeyID, c.SecretAccessKey, c.SessionToken)))
	}
	cfg, err := config.LoadDefaultConfig(ctx, options...)
	if err != nil {
		return cfg, fmt.Errorf("configure the AWS SDK: %w", err)
	}
	if cfg.Region == "" {
		if at.Endpoint == "" {
			return cfg, errors.New("no region is named for the bucket: s3://bucket/prefix?region=…")
		}
		cfg.Region = "us-east-1" // which services other than Amazon's take
	}
	return cfg, nil
}

// Lasting are the environment's credentials for those who have another environment. ok is false for credentials that end: whoever needs
// them for long has to find them on the machine itself.
func (at S3) Lasting(ctx context.Context) (c Credentials, ok bool, err error) {
	cfg, err := at.configure(ctx, Credentials{})
	if err != nil {
		return c, false, err
	}
	found, err := cfg.Credentials.Retrieve(ctx)
	if err != nil {
		return c, false, fmt.Errorf("find credentials for bucket %s: %w", at.Bucket, err)
	}
	return Credentials{found.AccessKeyID, found.SecretAccessKey, found.SessionToken}, !found.CanExpire, nil
}

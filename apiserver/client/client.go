package client

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/aws/aws-sdk-go-v2/credentials"
)

//go:generate go run ../model/gen -contract ../../openapi.yaml -client .

const (
	service      = "kinesisanalytics"
	targetPrefix = "KinesisAnalytics_20180523."
	contentType  = "application/x-amz-json-1.1"
	// maxAnswer is far more than an answer can hold: a description repeats at most 100 kB of code.
	maxAnswer = 64 << 20
)

// Config says which server to speak to, and as whom.
type Config struct {
	// Endpoint is the server's URL, such as http://127.0.0.1:8123.
	Endpoint string
	// Region is the one that requests are signed for: applications are per account and region.
	Region                       string
	AccessKeyID, SecretAccessKey string
	// Credentials, where given, stand in for the two keys. aws.AnonymousCredentials send requests without a signature.
	Credentials aws.CredentialsProvider
	// HTTPClient sends the requests; nil means http.DefaultClient.
	HTTPClient *http.Client
}

// Client is a server's API. It is safe for concurrent use.
type Client struct {
	config Config
	signer *v4.Signer
}

// New returns a client. It connects to nothing yet.
func New(config Config) (*Client, error) {
	for _, member := range []struct {
		name, value string
		needed      bool
	}{
		{"Endpoint", config.Endpoint, true}, {"Region", config.Region, true},
		{"AccessKeyID", config.AccessKeyID, config.Credentials == nil},
		{"SecretAccessKey", config.SecretAccessKey, config.Credentials == nil},
	} {
		if member.needed && member.value == "" {
			return nil, fmt.Errorf("client: %s is missing", member.name)
		}
	}
	endpoint, err := url.Parse(config.Endpoint)
	if err != nil {
		return nil, fmt.Errorf("client: endpoint: %w", err)
	}
	if endpoint.Scheme != "http" && endpoint.Scheme != "https" || endpoint.Host == "" {
		return nil, fmt.Errorf("client: endpoint %q is no http or https URL", config.Endpoint)
	}
	if config.HTTPClient == nil {
		config.HTTPClient = http.DefaultClient
	}
	if config.Credentials == nil {
		config.Credentials = credentials.NewStaticCredentialsProvider(config.AccessKeyID, config.SecretAccessKey, "")
	}
	return &Client{config: config, signer: v4.NewSigner()}, nil
}

// call does one operation. The error is an *Error where the server answered with one.
func call[Out any](ctx context.Context, c *Client, operation string, in any) (*Out, error) {
	body, err := json.Marshal(in)
	if err != nil {
		return nil, fmt.Errorf("%s: write request: %w", operation, err)
	}
	answer, err := c.Call(ctx, operation, body)
	if err != nil {
		return nil, err
	}
	out := new(Out)
	if err := json.Unmarshal(answer, out); err != nil {
		return nil, fmt.Errorf("%s: understand answer: %w", operation, err)
	}
	return out, nil
}

// Call does an operation with a request in JSON and returns the answer's. The error is an *Error where the server answered with
// one.
func (c *Client) Call(ctx context.Context, operation string, body []byte) ([]byte, error) {
	request, err := c.signed(ctx, operation, body)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", operation, err)
	}
	response, err := c.config.HTTPClient.Do(request)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", operation, err)
	}
	answer, err := io.ReadAll(io.LimitReader(response.Body, maxAnswer))
	if err := errors.Join(err, response.Body.Close()); err != nil {
		return nil, fmt.Errorf("%s: read answer: %w", operation, err)
	}
	if response.StatusCode != http.StatusOK {
		return nil, errorOf(operation, response, answer)
	}
	return answer, nil
}

func (c *Client) signed(ctx context.Context, operation string, body []byte) (*http.Request, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, c.config.Endpoint, bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("make request: %w", err)
	}
	if request.URL.Path == "" {
		request.URL.Path = "/"
	}
	request.Header.Set("Content-Type", contentType)
	request.Header.Set("X-Amz-Target", targetPrefix+operation)
	if _, anonymous := c.config.Credentials.(aws.AnonymousCredentials); anonymous {
		return request, nil
	}
	keys, err := c.config.Credentials.Retrieve(ctx)
	if err != nil {
		return nil, fmt.Errorf("find credentials: %w", err)
	}
	sum := sha256.Sum256(body)
	err = c.signer.SignHTTP(ctx, keys, request, hex.EncodeToString(sum[:]), service, c.config.Region, time.Now())
	if err != nil {
		return nil, fmt.Errorf("sign request: %w", err)
	}
	return request, nil
}

package pod

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

const (
	// dialPatience bounds one attempt to connect: a pod is on the cluster's own network.
	dialPatience = 5 * time.Second
	// maxAnswer bounds what is read of one answer.
	maxAnswer = 64 << 20
)

// ErrUnreachable is in errors of a [Client] when the pod could not be asked at all.
var ErrUnreachable = errors.New("the pod does not answer")

// Client speaks to the first process of one pod. It is safe for concurrent use.
type Client struct {
	address string
	token   string
	config  *tls.Config
	http    *http.Client
}

// NewClient makes a client of a pod at host:port that has to prove an identity.
func NewClient(address string, id Identity) (*Client, error) {
	config, err := id.clientTLS()
	if err != nil {
		return nil, err
	}
	c := &Client{address: address, token: id.token, config: config}
	c.http = &http.Client{Transport: &http.Transport{
		MaxIdleConnsPerHost: 2, IdleConnTimeout: 30 * time.Second, DisableCompression: true,
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) { return c.Dial(ctx) },
	}}
	return c, nil
}

// Close gives up idle connections.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// Address is where the pod is.
func (c *Client) Address() string { return c.address }

// Token is what the REST API asks for.
func (c *Client) Token() string { return c.token }

// Dial connects to the pod and makes sure that it is the one.
func (c *Client) Dial(ctx context.Context) (net.Conn, error) {
	d := tls.Dialer{NetDialer: &net.Dialer{Timeout: dialPatience}, Config: c.config}
	conn, err := d.DialContext(ctx, "tcp", c.address)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUnreachable, err)
	}
	return conn, nil
}

// Status tells how the pod is, at once, or where known is a sequence number, when it is another, or after a minute.
func (c *Client) Status(ctx context.Context, known int64) (Status, error) {
	var s Status
	query := url.Values{}
	if known != 0 {
		query.Set("known", strconv.FormatInt(known, 10))
	}
	err := c.call(ctx, http.MethodGet, "/penstock/status", query, nil, &s)
	return s, err
}

// Assign hands over what the pod is to do. It is success if the pod has an assignment already.
func (c *Client) Assign(ctx context.Context, a *Assignment) error {
	a.Token = c.token
	from, to := io.Pipe()
	written := make(chan error, 1)
	go func() {
		err := a.write(to)
		written <- errors.Join(err, to.CloseWithError(err))
	}()
	err := c.call(ctx, http.MethodPost, "/penstock/assignment", nil, from, nil)
	from.CloseWithError(context.Canceled)
	if failed := <-written; failed != nil && err != nil && !errors.Is(failed, context.Canceled) {
		err = errors.Join(failed, err)
	}
	return err
}

// Log reads the cluster's log from a position.
func (c *Client) Log(ctx context.Context, position string, limit int) (LogBatch, error) {
	var b LogBatch
	err := c.call(ctx, http.MethodGet, "/penstock/log", url.Values{"position": {position}, "limit": {strconv.Itoa(limit)}}, nil, &b)
	return b, err
}

// End ends the cluster's process; its log stays.
func (c *Client) End(ctx context.Context) error {
	return c.call(ctx, http.MethodPost, "/penstock/end", nil, nil, nil)
}

// Leave ends the cluster's process, and the pod with it.
func (c *Client) Leave(ctx context.Context) error {
	return c.call(ctx, http.MethodPost, "/penstock/end", url.Values{"leave": {"true"}}, nil, nil)
}

func (c *Client) call(ctx context.Context, method, path string, query url.Values, body io.Reader, into any) error {
	address := url.URL{Scheme: "http", Host: "pod", Path: path, RawQuery: query.Encode()}
	request, err := http.NewRequestWithContext(ctx, method, address.String(), body)
	if err != nil {
		return fmt.Errorf("ask the pod: %w", err)
	}
	response, err := c.http.Do(request)
	if err != nil {
		return fmt.Errorf("%w: %s %s: %w", ErrUnreachable, method, path, err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(io.LimitReader(response.Body, maxAnswer))
	if err != nil {
		return fmt.Errorf("%w: %s %s: %w", ErrUnreachable, method, path, err)
	}
	if response.StatusCode >= http.StatusMultipleChoices {
		return fmt.Errorf("%s %s: the pod answers %s: %s", method, path, response.Status, text)
	}
	if into == nil {
		return nil
	}
	if err := json.Unmarshal(text, into); err != nil {
		return fmt.Errorf("%s %s: read the answer: %w", method, path, err)
	}
	return nil
}

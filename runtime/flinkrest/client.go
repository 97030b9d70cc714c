package flinkrest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	"github.com/penstock/penstock/runtime/driver"
)

const (
	// defaultTimeout bounds a call whose context has no deadline.
	defaultTimeout = 10 * time.Second
	// maxAnswer bounds what is read of one answer. A plan of a large SQL script is some hundred kilobytes.
	maxAnswer = 32 << 20
)

// Client speaks to one cluster. It is safe for concurrent use and holds at most a few idle connections.
type Client struct {
	base  string
	token string
	http  *http.Client
	// patient waits for answers that are held back until something happens.
	patient *http.Client
	// gathers is set once the cluster is known to have no vitals of one piece.
	gathers atomic.Bool
}

// New makes a client for a cluster's endpoint. Nothing is connected yet.
func New(endpoint driver.Endpoint) *Client {
	transport := &http.Transport{
		MaxIdleConnsPerHost:   2,
		IdleConnTimeout:       30 * time.Second,
		ResponseHeaderTimeout: time.Minute,
		DisableCompression:    true,
		DialContext:           endpoint.Connect,
	}
	patient := transport.Clone()
	patient.ResponseHeaderTimeout = 0
	// Thousands of them may wait, each for an answer of some bytes.
	patient.ReadBufferSize, patient.WriteBufferSize = 1<<10, 1<<10
	return &Client{
		base:    strings.TrimSuffix(endpoint.BaseURL, "/"),
		token:   endpoint.Token,
		http:    &http.Client{Transport: transport},
		patient: &http.Client{Transport: patient},
	}
}

// Close gives up idle connections. Calls that are under way go on.
func (c *Client) Close() {
	c.http.CloseIdleConnections()
	c.patient.CloseIdleConnections()
}

// get decodes the answer of a GET into out.
func (c *Client) get(ctx context.Context, path string, out any) error {
	return c.do(ctx, http.MethodGet, path, nil, out)
}

// do sends one request and decodes a successful answer into out, which may be nil.
func (c *Client) do(ctx context.Context, method, path string, in, out any) error {
	if _, ok := ctx.Deadline(); !ok {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, defaultTimeout)
		defer cancel()
	}
	return c.send(ctx, c.http, method, path, in, out)
}

// send is do by one of the clients, for as long as the context lasts.
func (c *Client) send(ctx context.Context, client *http.Client, method, path string, in, out any) error {
	answer, err := c.ask(ctx, client, method, path, in, maxAnswer)
	if err != nil || out == nil {
		return err
	}
	if err := json.Unmarshal(answer, out); err != nil {
		return fmt.Errorf("%s %s: decode answer: %w", method, path, err)
	}
	return nil
}

// ask sends one request and returns a successful answer of at most that many bytes.
func (c *Client) ask(ctx context.Context, client *http.Client, method, path string, in any, most int64) ([]byte, error) {
	var body io.Reader
	if in != nil {
		encoded, err := json.Marshal(in)
		if err != nil {
			return nil, fmt.Errorf("encode %s %s: %w", method, path, err)
		}
		body = bytes.NewReader(encoded)
	}
	req, err := http.NewRequestWithContext(ctx, method, c.base+path, body)
	if err != nil {
		return nil, fmt.Errorf("%s %s: %w", method, path, err)
	}
	if in != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	if c.token != "" {
		req.Header.Set("Authorization", "Bearer "+c.token)
	}
	res, err := client.Do(req)
	if err != nil {
		var urlErr *url.Error
		if errors.As(err, &urlErr) {
			err = urlErr.Err // its own text repeats method and an address that means nothing for a socket
		}
		return nil, fmt.Errorf("%s %s: %w", method, path, &unreachableError{err})
	}
	defer res.Body.Close()
	answer, err := io.ReadAll(io.LimitReader(res.Body, most+1))
	if err != nil {
		return nil, fmt.Errorf("%s %s: read answer: %w", method, path, &unreachableError{err})
	}
	if int64(len(answer)) > most {
		return nil, fmt.Errorf("%s %s: answer of more than %d bytes", method, path, most)
	}
	if res.StatusCode < 200 || res.StatusCode > 299 {
		return nil, fmt.Errorf("%s %s: %w", method, path, &Error{Status: res.StatusCode, Messages: messages(res, answer)})
	}
	return answer, nil
}

// messages finds what a failed answer says: Flink's {"errors": [...]}, or whatever a proxy put in between.
func messages(res *http.Response, answer []byte) []string {
	var body struct {
		Errors []string `json:"errors"`
	}
	if json.Unmarshal(answer, &body) == nil && len(body.Errors) > 0 {
		return body.Errors
	}
	if text := strings.TrimSpace(string(answer)); text != "" {
		return []string{text}
	}
	return []string{http.StatusText(res.StatusCode)}
}

// millis turns Flink's times (milliseconds since the epoch, -1 or 0 where there is none) into a time.
func millis(ms int64) time.Time {
	if ms <= 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms)
}

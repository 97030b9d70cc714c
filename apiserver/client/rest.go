package client

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/penstock/penstock/apiserver/model"
)

// maxEvent is the longest event of a stream, in bytes.
const maxEvent = 16 << 20

var byName = func() map[string]*model.Operation {
	m := make(map[string]*model.Operation, len(model.Operations))
	for _, op := range model.Operations {
		m[op.Name] = op
	}
	return m
}()

// callREST does one operation that only REST has. The error is an *Error where the server answered with one.
func callREST[Out any](ctx context.Context, c *Client, operation string, in any) (*Out, error) {
	response, err := c.sendREST(ctx, operation, in, "application/json")
	if err != nil {
		return nil, err
	}
	answer, err := io.ReadAll(io.LimitReader(response.Body, maxAnswer))
	if err := errors.Join(err, response.Body.Close()); err != nil {
		return nil, fmt.Errorf("%s: read answer: %w", operation, err)
	}
	out := new(Out)
	if err := json.Unmarshal(answer, out); err != nil {
		return nil, fmt.Errorf("%s: understand answer: %w", operation, err)
	}
	return out, nil
}

// stream does an operation whose answer goes on, and yields its events. An error is the last thing that it yields.
func stream[Event any](ctx context.Context, c *Client, operation string, in any) iter.Seq2[*Event, error] {
	return func(yield func(*Event, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		response, err := c.sendREST(ctx, operation, in, "application/x-ndjson")
		if err != nil {
			yield(nil, err)
			return
		}
		defer response.Body.Close()
		lines := bufio.NewScanner(response.Body)
		lines.Buffer(nil, maxEvent)
		for lines.Scan() {
			if len(bytes.TrimSpace(lines.Bytes())) == 0 {
				continue // a sign of life
			}
			event := new(Event)
			if err := json.Unmarshal(lines.Bytes(), event); err != nil {
				yield(nil, fmt.Errorf("%s: understand event: %w", operation, err))
				return
			}
			if !yield(event, nil) {
				return
			}
		}
		if err := lines.Err(); err != nil {
			yield(nil, fmt.Errorf("%s: read events: %w", operation, err))
		}
	}
}

// sendREST sends a request and returns an answer that is none of an error. Its body is the caller's to close.
func (c *Client) sendREST(ctx context.Context, operation string, in any, accept string) (*http.Response, error) {
	request, err := c.signedREST(ctx, byName[operation], in)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", operation, err)
	}
	request.Header.Set("Accept", accept)
	response, err := c.config.HTTPClient.Do(request)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", operation, err)
	}
	if response.StatusCode == http.StatusOK {
		return response, nil
	}
	answer, err := io.ReadAll(io.LimitReader(response.Body, maxAnswer))
	if err := errors.Join(err, response.Body.Close()); err != nil {
		return nil, fmt.Errorf("%s: read answer: %w", operation, err)
	}
	return nil, problemOf(operation, response, answer)
}

// problemOf reads an error as REST tells it.
func problemOf(operation string, response *http.Response, answer []byte) error {
	var told struct {
		Title  string `json:"title"`
		Detail string `json:"detail"`
	}
	if err := json.Unmarshal(answer, &told); err != nil || told.Title == "" {
		return errorOf(operation, response, answer)
	}
	return &Error{
		Operation: operation, Code: model.ErrorCode(told.Title), Message: told.Detail,
		Status: response.StatusCode, RequestID: response.Header.Get("X-Amzn-Requestid"), Body: answer,
	}
}

func (c *Client) signedREST(ctx context.Context, op *model.Operation, in any) (*http.Request, error) {
	path, query, body, err := split(op, in)
	if err != nil {
		return nil, err
	}
	address := strings.TrimSuffix(c.config.Endpoint, "/") + path
	if len(query) > 0 {
		address += "?" + query.Encode()
	}
	request, err := http.NewRequestWithContext(ctx, op.Method, address, bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("make request: %w", err)
	}
	if op.HasBody {
		request.Header.Set("Content-Type", "application/json")
	}
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

// split gives the members of a request their places in path, query and body.
func split(op *model.Operation, in any) (path string, query url.Values, body []byte, err error) {
	text, err := json.Marshal(in)
	if err != nil {
		return "", nil, nil, fmt.Errorf("write request: %w", err)
	}
	var members map[string]json.RawMessage
	if err := json.Unmarshal(text, &members); err != nil {
		return "", nil, nil, fmt.Errorf("write request: %w", err)
	}
	path, query = op.Path, url.Values{}
	for _, p := range op.Parameters {
		values, err := parameterTexts(members[p.Name], p.Many)
		if err != nil {
			return "", nil, nil, fmt.Errorf("write %s: %w", p.Name, err)
		}
		delete(members, p.Name)
		switch {
		case p.In == "path" && (len(values) != 1 || values[0] == ""):
			return "", nil, nil, fmt.Errorf("%s is missing", p.Name)
		case p.In == "path":
			path = strings.ReplaceAll(path, "{"+p.Name+"}", url.PathEscape(values[0]))
		case len(values) > 0:
			query[p.Name] = values
		}
	}
	if op.HasBody {
		if body, err = json.Marshal(members); err != nil {
			return "", nil, nil, fmt.Errorf("write request: %w", err)
		}
	}
	return path, query, body, nil
}

// parameterTexts are a member's values as they stand in a path or query.
func parameterTexts(value json.RawMessage, many bool) ([]string, error) {
	if value == nil {
		return nil, nil
	}
	values := []json.RawMessage{value}
	if many {
		if err := json.Unmarshal(value, &values); err != nil {
			return nil, err
		}
	}
	texts := make([]string, len(values))
	for i, v := range values {
		if err := json.Unmarshal(v, &texts[i]); err != nil {
			texts[i] = string(v) // a number or a boolean
		}
	}
	return texts, nil
}

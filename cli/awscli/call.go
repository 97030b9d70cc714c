package awscli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"time"

	"github.com/penstock/penstock/apiserver/client"
	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/cli/contract"
	"github.com/penstock/penstock/cli/value"
)

// maxAttempts is how often a request is sent at most, as the AWS CLI does.
const maxAttempts = 3

// throttled are the errors that ask for another attempt.
var throttled = []model.ErrorCode{"ThrottlingException", "Throttling", "TooManyRequestsException", "RequestLimitExceeded", "ServiceUnavailableException"}

// caller sends the requests of one operation.
type caller struct {
	api *client.Client
	op  *contract.Operation
	// wire leaves times as they were sent.
	wire bool
	// debug is told what happens; nil if nobody wants to know.
	debug io.Writer
}

func (c *caller) tell(format string, args ...any) {
	if c.debug != nil {
		fmt.Fprintf(c.debug, "%s "+format+"\n", append([]any{time.Now().Format("15:04:05.000")}, args...)...)
	}
}

// call sends one request, again where the server asks for that or was not reached.
func (c *caller) call(ctx context.Context, request *value.Object) (*value.Object, error) {
	body, err := request.MarshalJSON()
	if err != nil {
		return nil, fmt.Errorf("write the request: %w", err)
	}
	for attempt := 1; ; attempt++ {
		c.tell("%s, attempt %d: request of %d bytes with %v", c.op.Name, attempt, len(body), request.Names())
		began := time.Now()
		text, err := c.api.Call(ctx, c.op.Name, body)
		var answered *client.Error
		switch {
		case err == nil:
			c.tell("%s: answer of %d bytes after %s", c.op.Name, len(text), time.Since(began).Round(time.Millisecond))
			return answer(text, c.op.Output, c.wire)
		case errors.As(err, &answered):
			c.tell("%s: status %d, %s, request id %s, after %s", c.op.Name, answered.Status, answered.Code, answered.RequestID, time.Since(began).Round(time.Millisecond))
		default:
			c.tell("%s: %v", c.op.Name, err)
		}
		if attempt == maxAttempts || !worthAnother(err) || pause(ctx, time.Duration(attempt)*500*time.Millisecond) != nil {
			return nil, err
		}
	}
}

// worthAnother tells whether a request that failed can be sent again: the server asked for it, or was never reached.
func worthAnother(err error) bool {
	for _, code := range throttled {
		if client.IsCode(err, code) {
			return true
		}
	}
	var dial *net.OpError
	return errors.As(err, &dial) && dial.Op == "dial" && dial.Timeout()
}

// pause waits, or returns the context's error.
func pause(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// paging says which part of a list is wanted.
type paging struct {
	pageSize json.Number // empty for the server's default
	maxItems int         // negative for all
	start    resumeToken
}

// pages calls each with every page of a list, and returns the token with which to go on where maxItems ended it.
func (c *caller) pages(ctx context.Context, request *value.Object, p paging, each func(page *value.Object) error) (resume string, err error) {
	members := c.op.Pagination
	if p.pageSize != "" {
		request.Set(members.Limit, p.pageSize)
	}
	skip, next, seen := p.start.Truncate, p.start.NextToken, 0
	for {
		current := value.NewObject()
		for _, name := range request.Names() {
			v, _ := request.Get(name)
			current.Set(name, v)
		}
		if next != "" {
			current.Set(members.Input, next)
		}
		page, err := c.call(ctx, current)
		if err != nil {
			return "", err
		}
		list := listOf(page, members.List)
		list = list[min(skip, len(list)):]
		if p.maxItems >= 0 && seen+len(list) > p.maxItems {
			keep := p.maxItems - seen
			page.Set(members.List, list[:keep])
			return resumeToken{next, keep + skip}.encode(), each(page)
		}
		page.Set(members.List, list)
		if err := each(page); err != nil {
			return "", err
		}
		seen, skip = seen+len(list), 0
		token, _ := page.Get(members.Output)
		following, _ := token.(string)
		switch {
		case following == "":
			return "", nil
		case p.maxItems >= 0 && seen == p.maxItems:
			return resumeToken{NextToken: following}.encode(), nil
		case following == next:
			return "", inWords("Error during pagination: The same next token was received twice: {'%s': '%s'}", members.Input, next)
		}
		next = following
	}
}

func listOf(page *value.Object, name string) []any {
	v, _ := page.Get(name)
	list, _ := v.([]any)
	return list
}

// whole is a list as one answer: all its items, and NextToken where there are more.
func (c *caller) whole(ctx context.Context, request *value.Object, p paging) (*value.Object, error) {
	all := []any{}
	resume, err := c.pages(ctx, request, p, func(page *value.Object) error {
		all = append(all, listOf(page, c.op.Pagination.List)...)
		return nil
	})
	if err != nil {
		return nil, err
	}
	shown := value.NewObject(c.op.Pagination.List, all)
	if resume != "" {
		shown.Set("NextToken", resume)
	}
	return shown, nil
}

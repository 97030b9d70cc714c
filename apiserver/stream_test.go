package apiserver

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/access"
	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/apiserver/sigv4"
	"github.com/penstock/penstock/store"
)

// streaming is a handler whose stream sends an event a second.
type streaming struct{ model.UnimplementedHandler }

func (streaming) FollowApplicationEvents(context.Context, *model.FollowApplicationEventsRequest) (model.Stream[model.ApplicationEvent], error) {
	return func(ctx context.Context, send func(id string, event *model.ApplicationEvent) error) error {
		timer := time.NewTicker(time.Second)
		defer timer.Stop()
		for {
			select {
			case <-timer.C:
			case <-ctx.Done():
				return ctx.Err()
			}
			if err := send("1", &model.ApplicationEvent{EventId: new("1")}); err != nil {
				return err
			}
		}
	}, nil
}

// TestStream_EndsWithThePermission takes it away, or the key, while a stream goes on. Time is the bubble's.
func TestStream_EndsWithThePermission(t *testing.T) {
	t.Parallel()
	for name, revoke := range map[string]func(c *access.Caller) (*access.Caller, error){
		"the key is deleted":    func(*access.Caller) (*access.Caller, error) { return nil, sigv4.ErrUnknownKey },
		"the session is over":   func(*access.Caller) (*access.Caller, error) { return nil, sigv4.ErrExpiredToken },
		"the policy is another": func(c *access.Caller) (*access.Caller, error) { c.Kind = access.User; return c, nil },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var revoked atomic.Bool
				v := verifier(time.Now)
				known := v.Lookup
				v.Lookup = func(ctx context.Context, id, token string) (*access.Caller, error) {
					c, err := known(ctx, id, token)
					if err != nil || !revoked.Load() {
						return c, err
					}
					c = &access.Caller{Principal: c.Principal, Secret: c.Secret}
					return revoke(c)
				}
				audit := &auditing{}
				api := New(Config{Handler: streaming{}, Verifier: v, Logger: slog.New(slog.DiscardHandler), Audit: audit})
				r := httptest.NewRequest(http.MethodGet, "http://penstock.test/v1/applications/a/events", nil)
				sign(t, r, "")
				answer, ended := httptest.NewRecorder(), make(chan struct{})
				go func() {
					defer close(ended)
					api.ServeHTTP(answer, r)
				}()
				select {
				case <-ended:
					t.Fatal("the stream has ended by itself")
				case <-time.After(10 * time.Minute):
				}
				revoked.Store(true)
				at := time.Now()
				<-ended
				require.LessOrEqual(t, time.Since(at), confirmation)
				require.Greater(t, strings.Count(answer.Body.String(), "data:"), 500)
				require.Equal(t, name == "the policy is another", audit.denied.Load() == 1)
				require.EqualValues(t, 1, audit.allowed.Load(), "one request is allowed once")
			})
		})
	}
}

// auditing counts decisions.
type auditing struct{ denied, allowed atomic.Int64 }

func (a *auditing) Denied(context.Context, store.AuditEntry) error {
	a.denied.Add(1)
	return nil
}

func (a *auditing) Allowed(store.AuditEntry) { a.allowed.Add(1) }

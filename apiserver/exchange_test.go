package apiserver

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgerrcode"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/access"
	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle/fault"
)

// scripted is a handler whose one operation does as the test says.
type scripted struct {
	model.UnimplementedHandler

	do func(ctx context.Context) (*model.DescribeApplicationResponse, error)
}

func (s scripted) DescribeApplication(ctx context.Context, _ *model.DescribeApplicationRequest) (*model.DescribeApplicationResponse, error) {
	return s.do(ctx)
}

// scriptedAPI is the API over a scripted handler; the log is complete once a request is answered.
func scriptedAPI(do func(ctx context.Context) (*model.DescribeApplicationResponse, error)) (api http.Handler, log *bytes.Buffer) {
	log = &bytes.Buffer{}
	return New(Config{
		Handler: scripted{do: do}, Verifier: verifier(time.Now), Logger: slog.New(slog.NewTextHandler(log, nil)), Metrics: prometheus.NewRegistry(),
		Ready: func(context.Context) error { return nil }, Contract: []byte("openapi: 3.0.3\n"),
	}), log
}

// ask asks for DescribeApplication in both protocols.
func ask(t *testing.T, api http.Handler, check func(t *testing.T, answer *httptest.ResponseRecorder, body map[string]any)) {
	t.Helper()
	const body = `{"ApplicationName": "a"}`
	requests := map[string]*http.Request{
		"AWS JSON": httptest.NewRequest(http.MethodPost, "http://penstock.test/", strings.NewReader(body)),
		"REST":     httptest.NewRequest(http.MethodGet, "http://penstock.test/v1/applications/a", nil),
	}
	requests["AWS JSON"].Header.Set("X-Amz-Target", "KinesisAnalytics_20180523.DescribeApplication")
	sign(t, requests["AWS JSON"], body)
	sign(t, requests["REST"], "")
	for protocol, r := range requests {
		t.Run(protocol, func(t *testing.T) {
			answer := httptest.NewRecorder()
			api.ServeHTTP(answer, r)
			var v map[string]any
			require.NoError(t, json.Unmarshal(answer.Body.Bytes(), &v))
			check(t, answer, v)
		})
	}
}

func TestServe_TellsTheClientNothingOfInternalFailures(t *testing.T) {
	t.Parallel()
	for name, do := range map[string]func(context.Context) (*model.DescribeApplicationResponse, error){
		"an error of no kind": func(context.Context) (*model.DescribeApplicationResponse, error) {
			return nil, errors.New("dial postgres at 10.1.2.3: refused")
		},
		"a panic": func(context.Context) (*model.DescribeApplicationResponse, error) {
			panic("dial postgres at 10.1.2.3: refused")
		},
		"an error of no table": func(context.Context) (*model.DescribeApplicationResponse, error) {
			return nil, fmt.Errorf("10.1.2.3: %w", io.ErrUnexpectedEOF)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			api, log := scriptedAPI(do)
			ask(t, api, func(t *testing.T, answer *httptest.ResponseRecorder, _ map[string]any) {
				require.Equal(t, http.StatusInternalServerError, answer.Code)
				require.Equal(t, "InternalFailure", answer.Header().Get("X-Amzn-Errortype"))
				require.NotContains(t, answer.Body.String(), "10.1.2.3")
				require.Contains(t, log.String(), "10.1.2.3")
				require.Contains(t, log.String(), "requestId="+answer.Header().Get("X-Amzn-Requestid"))
			})
		})
	}
}

// What the database cannot do is no failure of the server: clients are told so in a way that makes them try again.
func TestServe_TellsOfTheDatabase(t *testing.T) {
	t.Parallel()
	for sqlState, want := range map[string]string{
		pgerrcode.DiskFull: "The disk of the database is full.", pgerrcode.TooManyConnections: "too much to do", pgerrcode.IOError: "cannot use its disk",
		pgerrcode.CannotConnectNow: "cannot be reached", pgerrcode.CrashShutdown: "cannot be reached", pgerrcode.ReadOnlySQLTransaction: "standby",
	} {
		t.Run(sqlState, func(t *testing.T) {
			t.Parallel()
			api, log := scriptedAPI(func(context.Context) (*model.DescribeApplicationResponse, error) {
				return nil, fmt.Errorf("read application: %w", &pgconn.PgError{Code: sqlState, Message: "at 10.1.2.3"})
			})
			ask(t, api, func(t *testing.T, answer *httptest.ResponseRecorder, _ map[string]any) {
				require.Equal(t, http.StatusServiceUnavailable, answer.Code)
				require.Equal(t, "ServiceUnavailable", answer.Header().Get("X-Amzn-Errortype"))
				require.Contains(t, answer.Body.String(), want)
				require.NotContains(t, answer.Body.String(), "10.1.2.3")
				require.Contains(t, log.String(), "10.1.2.3")
			})
		})
	}
}

func TestServe_HangsUpWhenAskedTo(t *testing.T) {
	t.Parallel()
	api, _ := scriptedAPI(func(context.Context) (*model.DescribeApplicationResponse, error) { panic(http.ErrAbortHandler) })
	r := httptest.NewRequest(http.MethodGet, "http://penstock.test/v1/applications/a", nil)
	sign(t, r, "")
	require.PanicsWithValue(t, http.ErrAbortHandler, func() { api.ServeHTTP(httptest.NewRecorder(), r) })
}

func TestServe_ToldTheHandlerWhoAsks(t *testing.T) {
	t.Parallel()
	var got Identity
	api, _ := scriptedAPI(func(ctx context.Context) (*model.DescribeApplicationResponse, error) {
		got = IdentityFrom(ctx)
		return &model.DescribeApplicationResponse{}, nil
	})
	ask(t, api, func(t *testing.T, answer *httptest.ResponseRecorder, body map[string]any) {
		require.Equal(t, http.StatusOK, answer.Code)
		require.Empty(t, body)
		require.Equal(t, fmt.Sprint(answer.Body.Len()), answer.Header().Get("Content-Length"))
		require.Equal(t, "arn:aws:iam::"+account+":root", got.principal())
		got.Caller, got.changed = nil, nil
		require.Equal(t, Identity{
			AccountID: account, Region: region, AccessKeyID: keyID, RequestID: answer.Header().Get("X-Amzn-Requestid"), Host: "penstock.test",
			SourceIP: "192.0.2.1", Resource: "arn:aws:kinesisanalytics:" + region + ":" + account + ":application/a",
		}, got)
	})
}

func TestErrors_EveryKindHasItsName(t *testing.T) {
	t.Parallel()
	names := map[model.ErrorCode]bool{}
	for _, kind := range fault.Kinds() {
		code, ok := codes[kind]
		require.True(t, ok, kind)
		names[code] = true
		code = declared(byTarget["DescribeApplication"], code)
		api, _ := scriptedAPI(func(context.Context) (*model.DescribeApplicationResponse, error) {
			return nil, fmt.Errorf("describe: %w", fault.New(kind, "in plain words").Because(errors.New("secret")))
		})
		ask(t, api, func(t *testing.T, answer *httptest.ResponseRecorder, body map[string]any) {
			require.Equal(t, string(code), answer.Header().Get("X-Amzn-Errortype"))
			require.NotContains(t, answer.Body.String(), "secret")
			if answer.Header().Get("Content-Type") == awsContentType {
				require.Equal(t, code.Status(), answer.Code)
				require.Equal(t, map[string]any{"__type": string(code), "message": "in plain words", "Message": "in plain words"}, body)
				return
			}
			require.Equal(t, string(code), body["title"])
			require.Equal(t, "in plain words", body["detail"])
			require.EqualValues(t, answer.Code, body["status"])
		})
	}
	require.Len(t, names, 13, "one error of the contract for each kind")
}

func TestErrors_OfSchemasHaveTheRecords(t *testing.T) {
	t.Parallel()
	api, _ := scriptedAPI(func(context.Context) (*model.DescribeApplicationResponse, error) {
		return nil, &model.Error{Code: model.UnableToDetectSchemaException, Message: "m", RawInputRecords: []string{"a"}, ProcessedInputRecords: []string{"b"}}
	})
	ask(t, api, func(t *testing.T, _ *httptest.ResponseRecorder, body map[string]any) {
		require.Equal(t, []any{"a"}, body["RawInputRecords"])
		require.Equal(t, []any{"b"}, body["ProcessedInputRecords"])
	})
}

func TestServe_CountsByOperationAndOutcome(t *testing.T) {
	t.Parallel()
	var err error
	api, _ := scriptedAPI(func(context.Context) (*model.DescribeApplicationResponse, error) { return nil, err })
	ask(t, api, func(*testing.T, *httptest.ResponseRecorder, map[string]any) {})
	err = fault.NotFound("gone")
	ask(t, api, func(*testing.T, *httptest.ResponseRecorder, map[string]any) {})
	api.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodPost, "http://penstock.test/", nil))
	answer := httptest.NewRecorder()
	api.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "http://penstock.test/metrics", nil))
	for _, line := range []string{
		`penstock_api_requests_total{operation="DescribeApplication",outcome="OK"} 2`,
		`penstock_api_requests_total{operation="DescribeApplication",outcome="ResourceNotFoundException"} 2`,
		`penstock_api_requests_total{operation="none",outcome="MissingAuthenticationTokenException"} 1`,
		`penstock_api_request_duration_seconds_count{operation="DescribeApplication"} 4`,
	} {
		require.Contains(t, answer.Body.String(), line+"\n")
	}
}

// unreadBody fails the test when it is read.
type unreadBody struct{ t *testing.T }

func (b unreadBody) Read([]byte) (int, error) {
	b.t.Error("the body of a stranger was read")
	return 0, io.EOF
}

func TestServe_RefusesStrangersBeforeTheirBodies(t *testing.T) {
	t.Parallel()
	api, _ := scriptedAPI(nil)
	for path, status := range map[string]int{"/": http.StatusForbidden, "/v1/applications": http.StatusUnauthorized} {
		r := httptest.NewRequest(http.MethodPost, "http://penstock.test"+path, unreadBody{t})
		answer := httptest.NewRecorder()
		api.ServeHTTP(answer, r)
		require.Equal(t, status, answer.Code)
		require.Equal(t, "MissingAuthenticationTokenException", answer.Header().Get("X-Amzn-Errortype"))
	}
}

func TestServe_TellsStrangersHowToProveThemselves(t *testing.T) {
	t.Parallel()
	for name, bearer := range map[string]func(context.Context, string) (*access.Caller, error){
		"signatures":            nil,
		"signatures and tokens": func(context.Context, string) (*access.Caller, error) { return nil, errors.New("not asked") },
	} {
		api := New(Config{Handler: scripted{}, Verifier: verifier(time.Now), Bearer: bearer, Logger: slog.New(slog.DiscardHandler)})
		answer := httptest.NewRecorder()
		api.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "http://penstock.test/v1/applications", nil))
		require.Equal(t, http.StatusUnauthorized, answer.Code)
		want := []string{"AWS4-HMAC-SHA256"}
		if bearer != nil {
			want = []string{"Bearer", "AWS4-HMAC-SHA256"}
		}
		require.Equal(t, want, answer.Header().Values("WWW-Authenticate"), name)
	}
}

// TestServe_AnswersWhatIsTooLarge sends over a real connection: the answer arrives although the body was refused.
func TestServe_AnswersWhatIsTooLarge(t *testing.T) {
	t.Parallel()
	api, _ := scriptedAPI(nil)
	server := httptest.NewServer(api)
	defer server.Close()
	for name, told := range map[string]int64{"of a length that is told": maxBody + 1, "in chunks": -1} {
		t.Run(name, func(t *testing.T) {
			r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, server.URL+"/v1/applications", io.LimitReader(blanks{}, maxBody+1))
			require.NoError(t, err)
			r.ContentLength = told
			sign(t, r, "whatever: nobody gets to verify it")
			answer, err := http.DefaultClient.Do(r)
			require.NoError(t, err)
			defer answer.Body.Close()
			require.Equal(t, http.StatusRequestEntityTooLarge, answer.StatusCode)
			require.Equal(t, "RequestEntityTooLargeException", answer.Header.Get("X-Amzn-Errortype"))
		})
	}
}

// TestServe_AnswersWhoListensLast: a client that sends all of a body far over the limit before it reads finds the answer.
func TestServe_AnswersWhoListensLast(t *testing.T) {
	t.Parallel()
	api, _ := scriptedAPI(nil)
	server := httptest.NewServer(api)
	defer server.Close()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, server.URL+"/v1/applications", io.LimitReader(blanks{}, 2*maxBody))
	require.NoError(t, err)
	r.ContentLength = 2 * maxBody
	sign(t, r, "whatever: nobody gets to verify it")

	conn, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", server.Listener.Addr().String())
	require.NoError(t, err)
	defer conn.Close()
	require.NoError(t, r.Write(conn), "the server takes it all")
	answer, err := http.ReadResponse(bufio.NewReader(conn), r)
	require.NoError(t, err)
	defer answer.Body.Close()
	require.Equal(t, http.StatusRequestEntityTooLarge, answer.StatusCode)
}

// blanks is a body without end.
type blanks struct{}

func (blanks) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}

func TestHealthz_AsksWhetherTheServerCanWork(t *testing.T) {
	t.Parallel()
	var down error
	api := New(Config{
		Logger: slog.New(slog.DiscardHandler), Contract: []byte("openapi: 3.0.3\n"),
		Ready: func(ctx context.Context) error {
			if _, limited := ctx.Deadline(); !limited {
				return errors.New("nobody waits for ever")
			}
			return down
		},
	})
	get := func(path string) *httptest.ResponseRecorder {
		answer := httptest.NewRecorder()
		api.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "http://penstock.test"+path, nil))
		return answer
	}
	require.Equal(t, http.StatusOK, get("/healthz").Code)
	down = errors.New("no database at 10.1.2.3")
	answer := get("/healthz")
	require.Equal(t, http.StatusServiceUnavailable, answer.Code)
	require.NotContains(t, answer.Body.String(), "10.1.2.3")
	require.Equal(t, "openapi: 3.0.3\n", get("/openapi.yaml").Body.String())
	require.Equal(t, http.StatusNotFound, get("/metrics").Code, "none are served without a registry")
}

// TestHTTPServer_GivesUpOnSlowClients would take its limits to run, so it looks at them.
func TestHTTPServer_GivesUpOnSlowClients(t *testing.T) {
	t.Parallel()
	s := HTTPServer(http.NotFoundHandler(), slog.New(slog.DiscardHandler))
	require.Positive(t, s.ReadHeaderTimeout)
	require.Positive(t, s.ReadTimeout)
	require.Positive(t, s.WriteTimeout)
	require.Positive(t, s.IdleTimeout)
	require.Positive(t, s.MaxHeaderBytes)
}

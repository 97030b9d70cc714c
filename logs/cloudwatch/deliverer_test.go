package cloudwatch_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/cloudwatchlogs"
	"github.com/aws/aws-sdk-go-v2/service/cloudwatchlogs/types"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/awstest"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/logs"
	"github.com/penstock/penstock/logs/cloudwatch"
	"github.com/penstock/penstock/store"
	"github.com/penstock/penstock/store/storetest"
)

const (
	patience = 2 * time.Minute
	region   = "eu-west-1"
)

// clientOf is a client of an endpoint, which tries once.
func clientOf(endpoint string) *cloudwatchlogs.Client {
	return cloudwatchlogs.New(cloudwatchlogs.Options{
		Region: region, BaseEndpoint: &endpoint, Retryer: aws.NopRetryer{},
		Credentials: credentials.NewStaticCredentialsProvider(awstest.AccessKeyID, awstest.SecretAccessKey, ""),
	})
}

// fixture is an application whose log goes to a stream of moto's.
type fixture struct {
	*testing.T
	store  *store.Store
	app    *lifecycle.Application
	front  *front
	moto   *cloudwatchlogs.Client
	stream string
	logged int
}

func newFixture(t *testing.T, moto string) *fixture {
	t.Helper()
	f := &fixture{T: t, store: storetest.Open(t), front: newFront(t, moto), moto: clientOf(moto), stream: strings.ReplaceAll(t.Name(), "/", "-")}
	arn := "arn:aws:logs:" + region + ":123456789012:log-group:applications:log-stream:" + f.stream
	f.app = &lifecycle.Application{
		AccountID: "123456789012", Region: region, Name: "orders", Mode: "STREAMING", MaintenanceStart: "06:00", CreateTime: time.Now(),
	}
	document, err := json.Marshal(map[string]any{"CloudWatchLoggingOptionDescriptions": []map[string]string{{"LogStreamARN": arn}}})
	require.NoError(t, err)
	version := &lifecycle.Version{Runtime: "FLINK-1_20", Document: document}
	require.NoError(t, f.store.InTx(t.Context(), func(tx *store.Tx) error { return tx.CreateApplication(t.Context(), f.app, version) }))
	return f
}

func (f *fixture) createStream() {
	f.Helper()
	_, err := f.moto.CreateLogStream(f.Context(), &cloudwatchlogs.CreateLogStreamInput{LogGroupName: aws.String("applications"), LogStreamName: &f.stream})
	require.NoError(f, err)
}

// deliverer is one control plane's, which works until the test ends or stop is called.
func (f *fixture) deliver(change func(*cloudwatch.Config)) (stop func()) {
	f.Helper()
	config := cloudwatch.Config{
		Store: f.store, Owner: f.Name(), Interval: 5 * time.Millisecond, SyncInterval: 5 * time.Millisecond, Term: time.Minute,
		API:     func(context.Context) (cloudwatch.API, error) { return clientOf(f.front.URL), nil },
		Backoff: func(int, bool) time.Duration { return 10 * time.Millisecond },
	}
	if change != nil {
		change(&config)
	}
	d, err := cloudwatch.New(config)
	require.NoError(f, err)
	ctx, cancel := context.WithCancel(f.Context())
	var group sync.WaitGroup
	group.Go(func() { d.Run(ctx) })
	stop = sync.OnceFunc(func() {
		cancel()
		group.Wait()
	})
	f.Cleanup(stop)
	return stop
}

// log adds numbered events to the application's log.
func (f *fixture) log(count int) {
	f.Helper()
	events := make([]logs.Event, count)
	for i := range events {
		events[i] = logs.Event{Time: time.Now(), Level: logs.Info, Version: 1, Message: fmt.Sprintf("event %d", f.logged)}
		f.logged++
	}
	f.add(events...)
}

func (f *fixture) add(events ...logs.Event) {
	f.Helper()
	require.NoError(f, f.store.InTx(f.Context(), func(tx *store.Tx) error { return tx.AppendLog(f.Context(), f.app.ID, events) }))
}

// arrived are the messages in the stream.
func (f *fixture) arrived() []string {
	f.Helper()
	var messages []string
	var token *string
	for {
		out, err := f.moto.GetLogEvents(f.Context(), &cloudwatchlogs.GetLogEventsInput{
			LogGroupName: aws.String("applications"), LogStreamName: &f.stream, StartFromHead: aws.Bool(true), NextToken: token,
		})
		require.NoError(f, err)
		for _, e := range out.Events {
			var line struct{ ApplicationARN, ApplicationVersionID, Message, MessageSchemaVersion string }
			require.NoError(f, json.Unmarshal([]byte(*e.Message), &line))
			require.Equal(f, f.app.ARN(), line.ApplicationARN)
			require.Equal(f, "1", line.ApplicationVersionID)
			require.Equal(f, "1", line.MessageSchemaVersion)
			messages = append(messages, line.Message)
		}
		if len(out.Events) == 0 || out.NextForwardToken == nil {
			return messages
		}
		token = out.NextForwardToken
	}
}

// requireAll waits until all that was logged has arrived, in order, in parts at most twice.
func (f *fixture) requireAll(once bool) {
	f.Helper()
	f.await("all events arrive", func() bool {
		seen := map[string]int{}
		for _, m := range f.arrived() {
			seen[m]++
		}
		for i := range f.logged {
			if seen[fmt.Sprintf("event %d", i)] == 0 {
				return false
			}
		}
		return true
	})
	next := 0
	for _, m := range f.arrived() {
		var n int
		if _, err := fmt.Sscanf(m, "event %d", &n); err != nil {
			continue // what the control plane tells
		}
		if once {
			require.Equal(f, next, n, "order")
		}
		require.LessOrEqual(f, n, next, "an event before those before it")
		next = n + 1
	}
}

func (f *fixture) await(what string, holds func() bool) {
	f.Helper()
	require.Eventually(f, holds, patience, 10*time.Millisecond, what)
}

func (f *fixture) state() store.LogDelivery {
	f.Helper()
	deliveries, err := f.store.LogDeliveries(f.Context(), f.app.ID)
	require.NoError(f, err)
	if len(deliveries) == 0 {
		return store.LogDelivery{}
	}
	return deliveries[0]
}

// told are the messages of the control plane in the application's log.
func (f *fixture) told() string {
	f.Helper()
	chunks, err := f.store.LogChunks(f.Context(), f.app.ID, store.LogQuery{From: 1, Limit: 10_000})
	require.NoError(f, err)
	var text strings.Builder
	for _, c := range chunks {
		events, err := logs.ParseChunk(c.Content)
		require.NoError(f, err)
		for _, e := range events {
			if strings.HasPrefix(e.Logger, logs.ControlPlaneLogger) {
				fmt.Fprintln(&text, e.Level, e.Message)
			}
		}
	}
	return text.String()
}

func TestDeliverer(t *testing.T) {
	t.Parallel()
	moto := awstest.Moto(t)
	_, err := clientOf(moto).CreateLogGroup(t.Context(), &cloudwatchlogs.CreateLogGroupInput{LogGroupName: aws.String("applications")})
	require.NoError(t, err)
	for name, test := range map[string]func(*fixture){
		"all events arrive once, in order": func(f *fixture) {
			f.createStream()
			f.log(100)
			f.deliver(nil)
			f.requireAll(true)
			for range 10 {
				f.log(30)
			}
			f.requireAll(true)
			f.await("it is written down", func() bool { return f.state().Delivered == 400 })
			require.Zero(f, f.state().Dropped)
		},
		"an outage loses nothing": func(f *fixture) {
			f.createStream()
			f.front.fail(hangUp)
			f.deliver(nil)
			f.log(50)
			f.await("calls fail", func() bool { return f.state().Failures >= 6 })
			f.log(50)
			require.Equal(f, "CloudWatch Logs does not answer.", f.state().Failure)
			f.await("it is told, once", func() bool { return strings.Count(f.told(), "ERROR Log events cannot be delivered") == 1 })
			f.front.fail(answer(http.StatusServiceUnavailable, "ServiceUnavailableException"))
			f.await("calls fail", func() bool { return strings.HasPrefix(f.state().Failure, "ServiceUnavailable") })
			f.front.fail(nil)
			f.requireAll(true)
			f.await("it is told", func() bool { return strings.Contains(f.told(), "INFO Log events are delivered to") })
			f.await("the state is good", func() bool { return f.state().Failures == 0 })
		},
		"throttling is waited for": func(f *fixture) {
			f.createStream()
			f.front.fail(answer(http.StatusBadRequest, "ThrottlingException"))
			var pauses atomic.Int64
			f.deliver(func(c *cloudwatch.Config) {
				c.Backoff = func(failures int, slow bool) time.Duration {
					if slow || int64(failures) != pauses.Add(1) {
						f.Errorf("failure %d, slow: %t", failures, slow)
					}
					return time.Duration(failures) * time.Millisecond
				}
			})
			f.log(10)
			f.await("calls are throttled", func() bool { return f.front.called() >= 4 })
			require.GreaterOrEqual(f, pauses.Load(), int64(3), "each is followed by a pause")
			f.front.fail(nil)
			f.requireAll(true)
		},
		"a control plane that is killed between sending and writing down sends again": func(f *fixture) {
			f.createStream()
			f.log(20)
			var deaths atomic.Int64
			mortal := func(c *cloudwatch.Config) {
				c.Term = 300 * time.Millisecond // the time until another takes over
				c.Signals.Sent = func() error {
					if deaths.Add(1) <= 3 {
						return errors.New("killed")
					}
					return nil
				}
			}
			f.deliver(mortal)
			f.deliver(mortal)
			f.requireAll(false)
			f.await("it is written down", func() bool { return f.state().Delivered == 20 })
			f.log(20)
			f.requireAll(false)
			require.GreaterOrEqual(f, len(f.arrived()), 4*20+20)
		},
		"a stream that is not there is told, and not made": func(f *fixture) {
			f.log(5)
			f.deliver(nil)
			f.await("it is told", func() bool { return f.state().Failures >= 2 })
			require.Contains(f, f.state().Failure, "ResourceNotFoundException: ")
			require.Equal(f, 1, strings.Count(f.told(), "ERROR Log events cannot be delivered"), "told once")
			require.Contains(f, f.told(), f.stream+"; they are kept and it is tried again. ResourceNotFoundException: ")
			f.createStream()
			f.requireAll(true)
			f.await("it is told", func() bool { return strings.Contains(f.told(), "INFO Log events are delivered to") })
		},
		"who may not write is told so": func(f *fixture) {
			f.createStream()
			f.log(5)
			f.front.fail(answer(http.StatusBadRequest, "AccessDeniedException"))
			f.deliver(nil)
			f.await("it is told", func() bool { return strings.Contains(f.told(), "AccessDeniedException: as the test says") })
			f.front.fail(nil)
			f.requireAll(true)
		},
		"one event that is refused is left out": func(f *fixture) {
			f.createStream()
			f.log(20)
			f.add(logs.Event{Time: time.Now(), Version: 1, Message: "poison"})
			f.log(20)
			f.front.fail(func(w http.ResponseWriter, body []byte) bool {
				return bytes.Contains(body, []byte("poison")) && answer(http.StatusBadRequest, "InvalidParameterException")(w, body)
			})
			f.deliver(nil)
			f.requireAll(true)
			f.await("it is counted", func() bool { return f.state().Dropped == 1 })
			f.await("it is told", func() bool { return strings.Contains(f.told(), "CloudWatch Logs rejected 1 log events") })
		},
		"calls that are all refused have an end": func(f *fixture) {
			f.createStream()
			f.log(300)
			f.front.fail(answer(http.StatusBadRequest, "InvalidParameterException"))
			f.deliver(func(c *cloudwatch.Config) { c.Backoff = func(int, bool) time.Duration { return time.Hour } })
			f.await("it is given up for now", func() bool { return f.state().Failures == 1 })
			require.LessOrEqual(f, f.front.called(), 200)
		},
		"large events are cut": func(f *fixture) {
			f.createStream()
			f.add(logs.Event{Time: time.Now(), Version: 1, Message: strings.Repeat("\x01", 300_000), Throwable: []string{strings.Repeat("ö", 500_000)}})
			f.log(3)
			f.deliver(nil)
			f.requireAll(true)
			require.Greater(f, len(f.arrived()[0]), 10_000)
		},
		"what retention removed first is counted": func(f *fixture) {
			f.createStream()
			f.front.fail(hangUp)
			f.deliver(nil)
			from := ""
			for i := range 20 {
				to := fmt.Sprint(i + 1)
				require.NoError(f, f.store.CollectLog(f.Context(), store.CollectedLog{
					ApplicationID: f.app.ID, Cluster: "c", From: from, To: to, Keep: 40_000,
					Events: []logs.Event{{Time: time.Now(), Version: 1, Message: strings.Repeat("x", 5000) + to}},
				}))
				from = to
				f.await("the delivery is known", func() bool { return f.state().Next > 0 })
			}
			f.front.fail(nil)
			f.await("the last one arrives", func() bool {
				a := f.arrived()
				return len(a) > 0 && strings.HasSuffix(a[len(a)-1], "x20") || strings.Contains(strings.Join(a, " "), "x20")
			})
			f.await("it is counted", func() bool { return f.state().Dropped > 0 })
			f.await("it is told", func() bool {
				return strings.Contains(f.told(), fmt.Sprintf("ERROR %d log events were removed by retention", f.state().Dropped))
			})
		},
		"only the log is delivered, at its level": func(f *fixture) {
			f.createStream()
			f.add(logs.Event{Time: time.Now(), Stream: logs.StreamStdout, Message: "a printed row"},
				logs.Event{Time: time.Now(), Level: logs.Debug, Version: 1, Logger: logs.ControlPlaneLogger + ".X", Message: "too fine"})
			f.log(2)
			f.deliver(nil)
			f.requireAll(true)
			require.Len(f, f.arrived(), 2)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(newFixture(t, moto))
		})
	}
}

// TestConnect_takes_the_environment runs alone, because the environment belongs to the process.
func TestConnect_takes_the_environment(t *testing.T) {
	calls := 0
	server := newFront(t, "http://127.0.0.1:1")
	server.fail(func(w http.ResponseWriter, _ []byte) bool {
		calls++
		return answer(http.StatusBadRequest, "ThrottlingException")(w, nil)
	})
	for name, value := range map[string]string{
		"AWS_ENDPOINT_URL_CLOUDWATCH_LOGS": server.URL, "AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b",
		"AWS_CONFIG_FILE": "/none", "AWS_SHARED_CREDENTIALS_FILE": "/none", "AWS_EC2_METADATA_DISABLED": "true",
	} {
		t.Setenv(name, value)
	}
	api, err := cloudwatch.Connect(t.Context())
	require.NoError(t, err)
	_, err = api.PutLogEvents(t.Context(), &cloudwatchlogs.PutLogEventsInput{
		LogGroupName: aws.String("g"), LogStreamName: aws.String("s"), LogEvents: []types.InputLogEvent{{Message: aws.String("m"), Timestamp: aws.Int64(1)}},
	}, func(o *cloudwatchlogs.Options) { o.Region = region })
	require.ErrorContains(t, err, "ThrottlingException")
	require.Equal(t, 1, calls, "the SDK itself does not try again")
	t.Setenv("AWS_ACCESS_KEY_ID", "")
	_, err = cloudwatch.Connect(t.Context())
	require.ErrorIs(t, err, cloudwatch.ErrNoCredentials)
}

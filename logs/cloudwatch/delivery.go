package cloudwatch

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/cloudwatchlogs"
	"github.com/aws/aws-sdk-go-v2/service/cloudwatchlogs/types"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/logs"
	"github.com/penstock/penstock/store"
)

// readChunks is how many chunks are read at once: about as much as one call sends.
const readChunks = 8

// persistent is the number of failures in a row after which a failure that passes by itself is told.
const persistent = 5

// deliveryLogger is the logger of what is told of a delivery.
const deliveryLogger = logs.ControlPlaneLogger + ".LogDelivery"

// delivery is the work on one stream during one term.
type delivery struct {
	*Deliverer

	lease store.LogDeliveryLease
	log   *slog.Logger
	// calls counts those for one batch.
	calls int
}

// maxCalls bounds the calls for one batch of which some events are refused: enough to find a few of ten thousand.
const maxCalls = 128

// failedError says that a call failed.
type failedError struct {
	failure

	err error
}

func (e *failedError) Error() string { return e.reason }
func (e *failedError) Unwrap() error { return e.err }

// errDied is what a test makes of a point at which the control plane dies.
var errDied = errors.New("died")

// run sends batch after batch, until there is nothing left.
func (w *delivery) run(ctx context.Context) error {
	stream, ok := lifecycle.ParseLogStreamARN(w.lease.StreamARN)
	if !ok {
		return &failedError{failure{reason: w.lease.StreamARN + " is not the ARN of a log stream.", slow: true}, nil}
	}
	next := w.lease.Next
	for {
		b, err := w.read(ctx, next)
		if err != nil {
			return err
		}
		if b.next == next {
			return nil
		}
		p := store.LogProgress{Next: b.next, Dropped: b.lost, Term: w.Term}
		if len(b.events) > 0 {
			w.calls = 0
			rejected, err := w.send(ctx, stream, b.events)
			if err != nil {
				return err
			}
			if w.Signals.Sent != nil && w.Signals.Sent() != nil {
				return errDied
			}
			p.Delivered, p.Dropped = int64(len(b.events)-rejected), b.lost+int64(rejected)
			w.metrics.delivered.Add(float64(p.Delivered))
			w.metrics.dropped.WithLabelValues(reasonRejected).Add(float64(rejected))
			w.metrics.delay.Observe(time.Since(b.oldest).Seconds())
		}
		w.metrics.dropped.WithLabelValues(reasonRetention).Add(float64(b.lost))
		if err := w.Store.RecordLogProgress(ctx, w.lease, p); err != nil {
			return err
		}
		w.succeeded(ctx, b.lost, p.Dropped-b.lost)
		next = b.next
	}
}

// read reads what follows the position, as much as one call sends.
func (w *delivery) read(ctx context.Context, next int64) (batch, error) {
	end, err := w.Store.LogEnd(ctx, w.lease.ApplicationID)
	if err != nil {
		return batch{}, err
	}
	chunks, err := w.Store.LogChunks(ctx, w.lease.ApplicationID, store.LogQuery{From: next, WithoutPrinted: true, Limit: readChunks})
	if err != nil {
		return batch{}, err
	}
	var events []numbered
	for _, c := range chunks {
		parsed, err := logs.ParseChunk(c.Content)
		if err != nil {
			return batch{}, fmt.Errorf("events from %d on: %w", c.First, err)
		}
		for i := range parsed {
			events = append(events, numbered{parsed[i], c.First + int64(i)})
		}
	}
	level, err := logs.ParseLevel(w.lease.LogLevel)
	if err != nil {
		level = logs.Info // the service's default
	}
	b := fill(events, next, w.lease.ApplicationARN, func(e *logs.Event) bool {
		// What clusters log they log at the level of their version already.
		return e.Level >= level || !strings.HasPrefix(e.Logger, logs.ControlPlaneLogger)
	})
	if len(chunks) == 0 || chunks[0].First > next {
		trimmed, err := w.Store.LogTrimmed(ctx, w.lease.ApplicationID)
		if err != nil {
			return batch{}, err
		}
		b.lost = max(0, trimmed-next)
	}
	if all := len(events) == 0 || b.next > events[len(events)-1].sequence; all && len(chunks) < readChunks {
		b.next = max(b.next, end) // what else there is is printed
	}
	return b, nil
}

// send sends events, in parts where they are refused as a whole, and tells how many the service has rejected.
func (w *delivery) send(ctx context.Context, stream lifecycle.LogStream, events []types.InputLogEvent) (rejected int, err error) {
	w.calls++
	out, err := w.put(ctx, stream, events)
	if err == nil {
		return countRejected(out.RejectedLogEventsInfo, len(events)), nil
	}
	var taken *types.DataAlreadyAcceptedException
	if errors.As(err, &taken) {
		return 0, nil
	}
	if ctx.Err() != nil {
		return 0, fmt.Errorf("send log events: %w", ctx.Err())
	}
	why := explain(err)
	if !why.refused || w.calls >= maxCalls {
		why.slow = why.slow || why.refused
		return 0, &failedError{why, err}
	}
	if len(events) == 1 {
		w.log.WarnContext(ctx, "CloudWatch Logs refuses a log event", "error", err)
		return 1, nil
	}
	// One of them must be the cause.
	for _, half := range [][]types.InputLogEvent{events[:len(events)/2], events[len(events)/2:]} {
		n, err := w.send(ctx, stream, half)
		if err != nil {
			return 0, err
		}
		rejected += n
	}
	return rejected, nil
}

func (w *delivery) put(ctx context.Context, stream lifecycle.LogStream, events []types.InputLogEvent) (*cloudwatchlogs.PutLogEventsOutput, error) {
	ctx, cancel := context.WithTimeout(ctx, w.CallTimeout)
	defer cancel()
	api, err := w.client(ctx)
	if err != nil {
		return nil, err
	}
	in := &cloudwatchlogs.PutLogEventsInput{LogGroupName: &stream.Group, LogStreamName: &stream.Stream, LogEvents: events}
	return api.PutLogEvents(ctx, in, func(o *cloudwatchlogs.Options) { o.Region = stream.Region })
}

// countRejected is how many of a batch's events the service did not take, because they are too old or too new.
func countRejected(info *types.RejectedLogEventsInfo, events int) int {
	if info == nil {
		return 0
	}
	rejected := 0
	for _, end := range []*int32{info.TooOldLogEventEndIndex, info.ExpiredLogEventEndIndex} {
		if end != nil {
			rejected = max(rejected, int(*end))
		}
	}
	if start := info.TooNewLogEventStartIndex; start != nil {
		rejected += max(0, events-int(*start))
	}
	return min(rejected, events)
}

// succeeded tells the owner that delivery works again, and what was lost.
func (w *delivery) succeeded(ctx context.Context, lost, rejected int64) {
	if lost > 0 {
		w.tell(ctx, logs.Error, fmt.Sprintf("%d log events were removed by retention before they could be delivered to %s.", lost, w.lease.StreamARN))
	}
	if rejected > 0 {
		w.tell(ctx, logs.Warn, fmt.Sprintf("CloudWatch Logs rejected %d log events for %s: they are too old, too new or not valid.", rejected, w.lease.StreamARN))
	}
	if w.lease.Failures > 0 {
		w.log.InfoContext(ctx, "log events are delivered again", "failures", w.lease.Failures)
		if w.lease.Failures >= persistent || toldAtOnce(w.lease.Failure) {
			w.tell(ctx, logs.Info, "Log events are delivered to "+w.lease.StreamARN+" again.")
		}
		w.lease.Failures = 0
	}
}

// fail writes down that a call failed, and tells the owner of what does not pass by itself, once.
func (w *delivery) fail(ctx context.Context, e *failedError) error {
	w.metrics.failures.Inc()
	failures := w.lease.Failures + 1
	again := w.Backoff(failures, e.slow)
	w.log.WarnContext(ctx, "log events cannot be delivered", "reason", e.reason, "error", e.err, "failures", failures, "after", again)
	if e.slow && w.lease.Failure != e.reason || failures == persistent && !e.slow {
		w.tell(ctx, logs.Error, fmt.Sprintf("Log events cannot be delivered to %s; they are kept and it is tried again. %s", w.lease.StreamARN, e.reason))
	}
	return w.Store.RecordLogFailure(ctx, w.lease, e.reason, again)
}

// tell adds to the application's log.
func (w *delivery) tell(ctx context.Context, level logs.Level, message string) {
	err := w.Store.InTx(ctx, func(tx *store.Tx) error {
		a, err := tx.ApplicationByID(ctx, w.lease.ApplicationID)
		if err != nil {
			return err
		}
		return tx.AppendLog(ctx, a.ID, []logs.Event{{
			Time: tx.Now(), Level: level, Version: a.CurrentVersionID, Logger: deliveryLogger, Thread: w.Owner, Message: message,
		}})
	})
	if err != nil {
		w.log.WarnContext(ctx, "the application's log does not tell of its delivery", "error", err)
	}
}

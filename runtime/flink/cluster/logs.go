package cluster

import (
	"fmt"
	"log/slog"
	"path/filepath"
	"sync"
	"time"

	"github.com/penstock/penstock/runtime/embedded/cluster/eventlog"
	"github.com/penstock/penstock/runtime/flink/assembly"
)

// printedPerSecond is how many lines of each stream of what programs print are logged in a second. A sink that prints every record is not
// what the log is for.
const printedPerSecond = 100

// logs are what a cluster writes for people: the log of all its processes, and its keeper's own.
type logs struct {
	events eventSink
	origin eventlog.Event
	least  slog.Level

	mu      sync.Mutex
	printed map[string]*second
}

// eventSink takes events of the log, and does not wait for them to be written.
type eventSink interface {
	Append(eventlog.Event)
	Close()
}

// second counts the lines of one stream in the second that began at a time.
type second struct {
	began       time.Time
	lines, lost int
}

// newLogs are logs that go to a sink.
func newLogs(spec assembly.Spec, sink eventSink) (*logs, error) {
	l := &logs{
		events:  sink,
		origin:  eventlog.Event{ApplicationARN: spec.ApplicationARN, ApplicationVersionID: spec.ApplicationVersion, MessageSchemaVersion: "1"},
		printed: map[string]*second{},
	}
	if spec.LogLevel != "" {
		if err := l.least.UnmarshalText([]byte(spec.LogLevel)); err != nil {
			return nil, fmt.Errorf("log level: %w", err)
		}
	}
	return l, nil
}

// openLogs opens the log, which is encrypted where there is a key.
func openLogs(dir string, spec assembly.Spec, key *eventlog.Key) (*logs, error) {
	l, err := newLogs(spec, nil)
	if err != nil {
		return nil, err
	}
	l.events, err = eventlog.Open(eventlog.Options{Dir: filepath.Join(dir, eventlog.Folder), Key: key, Dropped: func(count int64) eventlog.Event {
		return l.own(slog.LevelWarn, fmt.Sprintf("%d events of the log were dropped, because they came faster than they could be written", count))
	}})
	if err != nil {
		return nil, fmt.Errorf("open the log of the cluster: %w", err)
	}
	return l, nil
}

// add adds an event of a JVM's log.
func (l *logs) add(e eventlog.Event) {
	e.ApplicationARN, e.ApplicationVersionID = l.origin.ApplicationARN, l.origin.ApplicationVersionID
	e.MessageSchemaVersion = l.origin.MessageSchemaVersion
	l.events.Append(e)
}

// own is an event of the keeper's.
func (l *logs) own(level slog.Level, text string) eventlog.Event {
	e := l.origin
	e.Time, e.MessageType, e.Logger, e.ThreadName, e.Message = time.Now().UTC(), level.String(), "penstock.flink", "main", text
	return e
}

// tell adds an event of the keeper's, where its level is wanted.
func (l *logs) tell(level slog.Level, format string, args ...any) {
	if level >= l.least {
		l.events.Append(l.own(level, fmt.Sprintf(format, args...)))
	}
}

// print adds a line that a program printed, unless there were too many in this second.
func (l *logs) print(stream, line string) {
	now := time.Now()
	l.mu.Lock()
	defer l.mu.Unlock()
	s := l.printed[stream]
	if s == nil {
		s = &second{}
		l.printed[stream] = s
	}
	if now.Sub(s.began) >= time.Second {
		if s.lost > 0 {
			l.tell(slog.LevelInfo, "%d further lines of %s are not in the log: it takes %d a second", s.lost, stream, printedPerSecond)
		}
		*s = second{began: now}
	}
	if s.lines++; s.lines > printedPerSecond {
		s.lost++
		return
	}
	e := l.origin
	e.Time, e.Stream, e.Logger, e.MessageType, e.ThreadName, e.Message = now.UTC(), stream, stream, slog.LevelInfo.String(), "main", line
	l.events.Append(e)
}

func (l *logs) close() { l.events.Close() }

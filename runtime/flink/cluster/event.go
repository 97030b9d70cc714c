package cluster

import (
	"encoding/json"
	"log/slog"
	"strings"
	"time"

	"github.com/penstock/penstock/runtime/embedded/cluster/eventlog"
)

// The events that a JVM tells of. Package java has where.
const (
	// eventRPC and eventREST tell ports that listen.
	eventRPC  = "rpc"
	eventREST = "rest"
	// eventLoaded says that the program waits to be run, eventReturned that its main has returned.
	eventLoaded   = "loaded"
	eventReturned = "returned"
	// eventBroken says that the program can never run, eventThrew that its main threw.
	eventBroken = "broken"
	eventThrew  = "threw"
)

// message is a line that a JVM writes to its standard output: an event, a line of the log, or one that the program printed.
type message struct {
	Event  string `json:"event"`
	Port   int    `json:"port"`
	Reason string `json:"reason"`
	Trace  string `json:"trace"`

	Log       string   `json:"log"` // the level
	Time      int64    `json:"time"`
	Logger    string   `json:"logger"`
	Thread    string   `json:"thread"`
	Message   string   `json:"message"`
	Location  string   `json:"location"`
	Throwable []string `json:"throwable"`

	Out *string `json:"out"`
	Err *string `json:"err"`
}

// parseMessage reads a line. What is none of ours was written past the JVM's own streams, and counts as printed.
func parseMessage(line []byte) message {
	var m message
	if err := json.Unmarshal(line, &m); err != nil || m.Event == "" && m.Log == "" && m.Out == nil && m.Err == nil {
		text := readable(line)
		return message{Out: &text}
	}
	return m
}

// printed is a line of standard error.
func printed(line []byte) message {
	text := readable(line)
	return message{Err: &text}
}

func readable(line []byte) string { return strings.ToValidUTF8(string(line), "\uFFFD") }

// entry is a line of the log as an event of the cluster's.
func (m message) entry() eventlog.Event {
	return eventlog.Event{
		Time: time.UnixMilli(m.Time).UTC(), MessageType: level(m.Log), Logger: m.Logger, ThreadName: m.Thread, Message: m.Message,
		LocationInformation: m.Location, ThrowableInformation: m.Throwable,
	}
}

// level is Log4j's level as one that the managed service has.
func level(name string) string {
	switch name {
	case "FATAL", "ERROR":
		return slog.LevelError.String()
	case "WARN":
		return slog.LevelWarn.String()
	case "DEBUG", "TRACE":
		return slog.LevelDebug.String()
	default:
		return slog.LevelInfo.String()
	}
}

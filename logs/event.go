package logs

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// Stream tells where in a cluster an event comes from.
type Stream string

// The streams.
const (
	// StreamLog is the log proper.
	StreamLog Stream = "log"
	// StreamStdout and StreamStderr are what print tables write.
	StreamStdout Stream = "stdout"
	StreamStderr Stream = "stderr"
)

// ControlPlaneLogger begins the names of the loggers of events that are the control plane's own.
const ControlPlaneLogger = "penstock.controlplane"

// Event is one event of an application's log.
type Event struct {
	// Time is when it happened, by the clock of the machine where it did.
	Time time.Time
	// Stream is where it comes from; empty means StreamLog.
	Stream Stream
	Level  Level
	// Version is the version of the application that ran; 0 when that is not known.
	Version int64
	// Logger, Thread and Location name the part of the program that wrote it; each may be empty.
	Logger, Thread, Location string
	Message                  string
	// Throwable is the cause of a failure, a line each; nil where there is none.
	Throwable []string
}

// Of is the event's stream.
func (e *Event) Of() Stream {
	if e.Stream == "" {
		return StreamLog
	}
	return e.Stream
}

// Printed tells whether a print table wrote the event.
func (e *Event) Printed() bool { return e.Of() != StreamLog }

// serviceEvent is an event as the service writes it.
type serviceEvent struct {
	ApplicationARN       string   `json:"applicationARN"`
	ApplicationVersionID string   `json:"applicationVersionId"`
	LocationInformation  string   `json:"locationInformation"`
	Logger               string   `json:"logger"`
	Message              string   `json:"message"`
	MessageSchemaVersion string   `json:"messageSchemaVersion"`
	MessageType          string   `json:"messageType"`
	ThreadName           string   `json:"threadName"`
	ThrowableInformation []string `json:"throwableInformation,omitempty"`
}

// ServiceJSON is the event as the service delivers it, an object in one line.
func (e *Event) ServiceJSON(applicationARN string) []byte {
	return mustMarshal(serviceEvent{
		ApplicationARN: applicationARN, ApplicationVersionID: strconv.FormatInt(e.Version, 10),
		LocationInformation: e.Location, Logger: e.Logger, Message: e.Message, MessageSchemaVersion: "1",
		MessageType: e.Level.String(), ThreadName: e.Thread, ThrowableInformation: e.Throwable,
	})
}

// mustMarshal encodes what always has a JSON form: texts and numbers.
func mustMarshal(v any) []byte {
	text, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("logs: encode event: %v", err))
	}
	return text
}

// cutMark ends a text that was cut.
const cutMark = "… (cut)"

// Cut makes the message at most limit bytes long, and the lines of the throwable together, so that one event cannot fill
// what is shared by many. What was cut ends with a mark.
func (e *Event) Cut(limit int) {
	e.Message = cutText(e.Message, limit)
	left := limit
	for i, line := range e.Throwable {
		if len(line) <= left {
			left -= len(line)
			continue
		}
		e.Throwable = append(e.Throwable[:i:i], cutText(line, max(left, len(cutMark))))
		return
	}
}

func cutText(text string, limit int) string {
	if len(text) <= limit {
		return text
	}
	end := max(0, limit-len(cutMark))
	for end > 0 && !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end] + cutMark
}

// Clean replaces what cannot be stored or shown: bytes that are no UTF-8, and the character U+0000.
func (e *Event) Clean() {
	for _, text := range []*string{&e.Logger, &e.Thread, &e.Location, &e.Message} {
		*text = clean(*text)
	}
	for i, line := range e.Throwable {
		e.Throwable[i] = clean(line)
	}
}

func clean(text string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\x00", "\uFFFD")
}

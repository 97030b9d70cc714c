package eventlog

import (
	"encoding/json"
	"fmt"
	"time"
	"unicode/utf8"
)

// Folder is the folder of the log in a cluster's directory.
const Folder = "log"

// maxText bounds the message of an event, and the lines of its throwable together, in bytes.
const maxText = 64 << 10

// Event is one line of the log. The names of its members are those of the managed service, but for the first two.
type Event struct {
	Time time.Time `json:"time"`
	// Stream is stdout or stderr for what print tables write, and empty for the log proper.
	Stream               string   `json:"stream,omitempty"`
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

// encode gives the line of an event, without what is too long of it.
func (e *Event) encode() []byte {
	e.Message = cut(e.Message, maxText)
	left := maxText
	for i, line := range e.ThrowableInformation {
		if len(line) > left {
			e.ThrowableInformation = append(e.ThrowableInformation[:i:i], cut(line, max(left, len(cutMark))))
			break
		}
		left -= len(line)
	}
	line, err := json.Marshal(e)
	if err != nil {
		panic(fmt.Sprintf("eventlog: encode event: %v", err)) // only a time far beyond the year 9999 has no JSON form
	}
	return append(line, '\n')
}

// cutMark ends a text that was cut.
const cutMark = "… (cut)"

func cut(text string, limit int) string {
	if len(text) <= limit {
		return text
	}
	end := limit - len(cutMark)
	for end > 0 && !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end] + cutMark
}

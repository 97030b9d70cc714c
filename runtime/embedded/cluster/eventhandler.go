package cluster

import (
	"context"
	"fmt"
	"log/slog"
	"path"
	"runtime"
	"strconv"
	"strings"
	"sync"

	"github.com/penstock/penstock/runtime/embedded/cluster/eventlog"
)

// The attributes that have a member of their own in an event. All others follow the message, as key=value.
const (
	loggerAttribute = "logger" // the name of the logger; by default the package that logs
	threadAttribute = "thread" // the name of the task
	errorAttribute  = "error"  // becomes throwableInformation
)

// eventHandler makes events of what is logged.
type eventHandler struct {
	level  slog.Level
	origin eventlog.Event
	append func(eventlog.Event)
	// suffix are the attributes of the logger as text, group the prefix of the keys of further ones.
	suffix, group string
}

var _ slog.Handler = (*eventHandler)(nil)

// Enabled tells whether events of the level are wanted.
func (h *eventHandler) Enabled(_ context.Context, level slog.Level) bool { return level >= h.level }

// Handle writes one event.
func (h *eventHandler) Handle(_ context.Context, r slog.Record) error {
	e := h.origin
	e.Time, e.MessageType = r.Time, levelName(r.Level)
	from := sourceOf(r.PC)
	e.LocationInformation = from.location
	var text strings.Builder
	text.WriteString(r.Message)
	text.WriteString(h.suffix)
	r.Attrs(func(a slog.Attr) bool {
		addAttribute(&e, &text, h.group, a)
		return true
	})
	if e.Logger == "" {
		e.Logger = from.logger
	}
	e.Message = text.String()
	h.append(e)
	return nil
}

// WithAttrs is a handler of events that all have the attributes.
func (h *eventHandler) WithAttrs(attributes []slog.Attr) slog.Handler {
	with := *h
	var text strings.Builder
	text.WriteString(h.suffix)
	for _, a := range attributes {
		addAttribute(&with.origin, &text, h.group, a)
	}
	with.suffix = text.String()
	return &with
}

// WithGroup is a handler whose further attributes have the group's name before theirs.
func (h *eventHandler) WithGroup(name string) slog.Handler {
	with := *h
	if name != "" {
		with.group += name + "."
	}
	return &with
}

// levelName is the nearest of the four names that there are.
func levelName(l slog.Level) string {
	switch {
	case l < slog.LevelInfo:
		return "DEBUG"
	case l < slog.LevelWarn:
		return "INFO"
	case l < slog.LevelError:
		return "WARN"
	default:
		return "ERROR"
	}
}

func addAttribute(e *eventlog.Event, text *strings.Builder, group string, a slog.Attr) {
	value := a.Value.Resolve()
	if a.Key == "" && value.Kind() != slog.KindGroup || value.Kind() == slog.KindAny && value.Any() == nil {
		return
	}
	switch {
	case group == "" && a.Key == loggerAttribute:
		e.Logger = value.String()
	case group == "" && a.Key == threadAttribute:
		e.ThreadName = value.String()
	case group == "" && a.Key == errorAttribute:
		e.ThrowableInformation = strings.Split(strings.TrimRight(value.String(), "\n"), "\n")
	case value.Kind() == slog.KindGroup:
		if a.Key != "" {
			group += a.Key + "."
		}
		for _, member := range value.Group() {
			addAttribute(e, text, group, member)
		}
	default:
		fmt.Fprintf(text, " %s%s=%s", group, a.Key, attributeText(value))
	}
}

// attributeText is a value as one word.
func attributeText(v slog.Value) string {
	text := v.String()
	if text == "" || strings.ContainsAny(text, " \"=\n\t") {
		return strconv.Quote(text)
	}
	return text
}

// source is where in the program a line comes from.
type source struct{ location, logger string }

// sources remembers what was found out, because finding out takes longer than writing the event.
var sources sync.Map // of uintptr to source

func sourceOf(pc uintptr) source {
	if found, ok := sources.Load(pc); ok {
		return found.(source) //nolint:forcetypeassert // nothing else is stored
	}
	frame, _ := runtime.CallersFrames([]uintptr{pc}).Next()
	var s source
	if frame.Function != "" {
		// A function is called example.org/path/pkg.(*Type).Method or example.org/path/pkg.Function.func1.
		folder, name := path.Split(frame.Function)
		pkg, _, _ := strings.Cut(name, ".")
		s.location = fmt.Sprintf("%s(%s:%d)", name, path.Base(frame.File), frame.Line)
		s.logger = "penstock." + strings.ReplaceAll(strings.TrimPrefix(folder+pkg, "github.com/penstock/penstock/"), "/", ".")
	}
	sources.Store(pc, s)
	return s
}

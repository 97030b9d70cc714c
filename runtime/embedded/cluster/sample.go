package cluster

import (
	"bytes"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/penstock/penstock/runtime/embedded/cluster/eventlog"
)

// What of printed lines goes into the log in one period: a print table may write a million lines a second, which nobody
// reads, and which would push everything else out of the log.
const (
	samplePeriod = time.Second
	sampleLines  = 1000
	sampleBytes  = 256 << 10
)

// sample puts printed lines into the log, the first ones of each period. How many were left out is told at its end.
type sample struct {
	append func(eventlog.Event)
	origin eventlog.Event

	mu           sync.Mutex
	began        time.Time
	lines, bytes int
	left         int64
	failure      error
	// tell tells at the end of the period what was left out; nil while nothing was.
	tell *time.Timer
}

func newSample(appendEvent func(eventlog.Event), origin eventlog.Event) *sample {
	return &sample{append: appendEvent, origin: origin}
}

// add takes whole lines.
func (s *sample) add(text []byte) {
	now := time.Now()
	s.mu.Lock()
	defer s.mu.Unlock()
	if now.Sub(s.began) >= samplePeriod {
		s.began, s.lines, s.bytes = now, 0, 0
	}
	for len(text) > 0 {
		if s.lines >= sampleLines || s.bytes >= sampleBytes {
			s.left += int64(bytes.Count(text, []byte("\n")))
			s.tellLater()
			return
		}
		line, rest, _ := bytes.Cut(text, []byte("\n"))
		text = rest
		s.lines++
		s.bytes += len(line)
		e := s.origin
		e.Time, e.Message = now, string(line)
		s.append(e)
	}
}

// lost takes note that lines could not be written to their file.
func (s *sample) lost(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.failure = err
	s.tellLater()
}

func (s *sample) tellLater() {
	if s.tell == nil {
		s.tell = time.AfterFunc(samplePeriod, s.told)
	}
}

func (s *sample) told() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tellNow()
}

func (s *sample) tellNow() {
	e := s.origin
	e.Time, e.MessageType = time.Now(), slog.LevelWarn.String()
	if s.left > 0 {
		e.Message = fmt.Sprintf("%d printed lines are left out here, of which at most %d a second are taken", s.left, sampleLines)
		s.append(e)
	}
	if s.failure != nil {
		e.Message = "printed lines could not be written to their file"
		e.ThrowableInformation = []string{s.failure.Error()}
		s.append(e)
	}
	s.left, s.failure, s.tell = 0, nil, nil
}

// close tells what is left to be told.
func (s *sample) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.tell != nil {
		s.tell.Stop()
		s.tellNow()
	}
}

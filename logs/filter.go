package logs

import (
	"fmt"
	"regexp"
	"strings"
	"time"
)

// The limits of a pattern: RE2 takes time in proportion to the length of the text times that of the program, so that
// these bound what one event can cost.
const (
	maxPatternLength = 512
	// maxRepetitions bounds counted repetitions, by which a short pattern becomes a long program.
	maxRepetitions = 256
)

// Filter selects events. The zero value selects all.
type Filter struct {
	// Start and End bound the time: from Start on, before End. Zero means without a bound.
	Start, End time.Time
	// Levels are those that are selected; 0 means all.
	Levels Levels
	// Stream, Logger and Version select by equality, where they are not zero. A Logger with a star at its end, such as
	// "penstock.*", selects by what is before the star.
	Stream  Stream
	Logger  string
	Version int64
	// Text selects events that contain it, whatever the case, in the message or in the throwable.
	Text string
	// Pattern selects events in whose message or in a line of whose throwable it is found; nil means all.
	Pattern *regexp.Regexp
}

// CompilePattern compiles a pattern of RE2's syntax and refuses one that would be dear.
func CompilePattern(text string) (*regexp.Regexp, error) {
	if len(text) > maxPatternLength {
		return nil, fmt.Errorf("the pattern has %d bytes, more than %d", len(text), maxPatternLength)
	}
	if product := repetitions(text); product > maxRepetitions {
		return nil, fmt.Errorf("the pattern repeats parts %d times in all, more than %d", product, maxRepetitions)
	}
	pattern, err := regexp.Compile(text)
	if err != nil {
		return nil, fmt.Errorf("the pattern is not a regular expression of RE2's syntax: %w", err)
	}
	return pattern, nil
}

// counted finds counted repetitions.
var counted = regexp.MustCompile(`\{(\d{1,9})(?:,(\d{0,9}))?\}`)

// repetitions is an upper bound of how often a part is repeated: the sum of all counts, since the compiler itself bounds
// those that are nested.
func repetitions(text string) int {
	sum := 0
	for _, m := range counted.FindAllStringSubmatch(text, -1) {
		count := 0
		for _, digits := range m[1:] {
			n := 0
			for _, d := range digits {
				n = n*10 + int(d-'0')
			}
			count = max(count, n)
		}
		sum += count
	}
	return sum
}

// Match tells whether the filter selects the event.
func (f *Filter) Match(e *Event) bool {
	switch {
	case !f.Start.IsZero() && e.Time.Before(f.Start), !f.End.IsZero() && !e.Time.Before(f.End),
		f.Levels != 0 && !f.Levels.Has(e.Level),
		f.Stream != "" && f.Stream != e.Of(),
		f.Version != 0 && f.Version != e.Version,
		f.Logger != "" && !matchLogger(f.Logger, e.Logger):
		return false
	}
	if f.Text != "" && !f.found(e, func(line string) bool { return containsFold(line, f.Text) }) {
		return false
	}
	return f.Pattern == nil || f.found(e, f.Pattern.MatchString)
}

// found tells whether a line of the event holds what is looked for.
func (f *Filter) found(e *Event, holds func(string) bool) bool {
	if holds(e.Message) {
		return true
	}
	for _, line := range e.Throwable {
		if holds(line) {
			return true
		}
	}
	return false
}

func matchLogger(want, logger string) bool {
	if prefix, ok := strings.CutSuffix(want, "*"); ok {
		return strings.HasPrefix(logger, prefix)
	}
	return want == logger
}

func containsFold(text, part string) bool {
	return strings.Contains(text, part) || strings.Contains(strings.ToLower(text), strings.ToLower(part))
}

package health

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/penstock/penstock/lifecycle"
)

// maxFailure is how much of a failure's text is told, in bytes.
const maxFailure = 300

// restarting finds that the job is being brought back, or has not been back for long enough.
func restarting(told lifecycle.Health, f *Facts, t *Thresholds) (finding, bool) {
	was := told.State == lifecycle.HealthRestarting
	count, last := failures(f, t)
	if f.Restarting && was && count == 0 {
		return keep(told) // another cluster knows nothing of what became of the one before
	}
	if !f.Restarting {
		switch {
		case last.IsZero() && was:
			last = told.Since
			count = 1
		case last.IsZero() || !was && count < 2:
			return finding{}, false // one failure that was over before it was seen is no state
		}
		if settle := min(time.Duration(count)*t.Settle, t.Failures); f.Now.Sub(last) >= settle {
			return finding{}, false
		}
		if was {
			return keep(told)
		}
	}
	return finding{lifecycle.HealthRestarting, lifecycle.CauseFailure, last, failureReason(f, count, last, t)}, true
}

// failures counts those that still count, and tells when the newest one was. The clock of a cluster may be ahead.
func failures(f *Facts, t *Thresholds) (count int, last time.Time) {
	for _, failure := range f.Failures {
		at := failure.At
		if at.After(f.Now) {
			at = f.Now
		}
		if f.Now.Sub(at) >= t.Failures {
			continue
		}
		count++
		if at.After(last) {
			last = at
		}
	}
	return count, last
}

func failureReason(f *Facts, count int, last time.Time, t *Thresholds) string {
	if count == 0 {
		return "The job failed and is being brought back."
	}
	often := "failed"
	if count > 1 {
		often = fmt.Sprintf("failed %d times within %s, last", count, minutes(t.Failures))
	}
	text := fmt.Sprintf("The job %s at %s", often, clock(last))
	if message := firstLine(f.Failures[0].Message); message != "" {
		text += ": " + message
	}
	if !strings.HasSuffix(text, ".") {
		text += "."
	}
	return text
}

// firstLine is the first line of a text, not too much of it.
func firstLine(text string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	line = strings.TrimSpace(line)
	if len(line) <= maxFailure {
		return line
	}
	cut := maxFailure
	for cut > 0 && !utf8.RuneStart(line[cut]) {
		cut--
	}
	return line[:cut] + "…"
}

// minutes is a span in words.
func minutes(d time.Duration) string {
	switch {
	case d == time.Minute:
		return "1 minute"
	case d%time.Minute == 0:
		return fmt.Sprintf("%d minutes", d/time.Minute)
	default:
		return d.Round(time.Second).String()
	}
}

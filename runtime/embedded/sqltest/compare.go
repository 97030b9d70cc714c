package sqltest

import (
	"fmt"
	"slices"
	"strings"
)

// Compare tells how a result differs from what the case expects: nothing if it does not, else a text of several lines. The error says
// that the expectations cannot be read.
func (c Case) Compare(r Result) (difference string, err error) {
	if lines, exists, err := c.lines(errorFile); err != nil || exists {
		return r.compareFailure(lines), err
	}
	if failure := text(r.Err); failure != "" {
		return failure, nil
	}
	want, exists, err := c.lines(rowsFile)
	if err != nil {
		return "", err
	}
	if !exists {
		return fmt.Sprintf("there is neither %s nor %s: write one, or let --update do it", rowsFile, errorFile), nil
	}
	got, contradiction := Materialize(r.Changes, r.writers)
	if text := text(contradiction); text != "" {
		return text, nil
	}
	slices.Sort(want)
	if difference := rowsDifference(want, got); difference != "" {
		return difference, nil
	}
	return c.compareChangelog(r)
}

// text is that of an error, which is an answer here; empty for none.
func text(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// compareChangelog compares the very changes, which only a single writer gives in an order of its own.
func (c Case) compareChangelog(r Result) (string, error) {
	want, exists, err := c.lines(changelogFile)
	if err != nil || !exists || r.writers > 1 {
		return "", err
	}
	if difference := changesDifference(want, r.printed()); difference != "" {
		return "the rows at the end are right, the changes on the way are not: " + difference, nil
	}
	return "", nil
}

// printed are the changes as lines.
func (r Result) printed() []string {
	var lines []string
	for _, change := range r.Changes {
		lines = append(lines, change.String())
	}
	return lines
}

// compareFailure compares what failed with the lines of expected_error.txt.
func (r Result) compareFailure(want []string) string {
	if r.Err == nil {
		return "the script shall fail, and did not"
	}
	for _, line := range want {
		key, value, _ := strings.Cut(line, ":")
		if difference := r.compareFailurePart(key, strings.TrimSpace(value)); difference != "" {
			return fmt.Sprintf("%s: %v", difference, r.Err)
		}
	}
	return ""
}

func (r Result) compareFailurePart(key, value string) string {
	switch {
	case value == "":
	case key == "phase" && (value == PhaseRun) != (r.Phase == PhaseRun):
		return "the script shall fail at " + value + ", and failed at " + r.Phase
	case key == "words":
		message := strings.ToLower(r.Err.Error())
		for word := range strings.SplitSeq(value, ",") {
			if !strings.Contains(message, strings.ToLower(strings.TrimSpace(word))) {
				return fmt.Sprintf("the message does not have %q", strings.TrimSpace(word))
			}
		}
	case key == "line" && !strings.Contains(r.Err.Error(), ":"+value+":"):
		return "the message does not name line " + value
	}
	return ""
}

// shownLines is how many lines of a difference are shown.
const shownLines = 10

// rowsDifference tells which of the sorted rows are missing and which are too many.
func rowsDifference(want, got []string) string {
	var missing, extra []string
	for w, g := 0, 0; w < len(want) || g < len(got); {
		switch {
		case g == len(got) || w < len(want) && want[w] < got[g]:
			missing = append(missing, "- "+want[w])
			w++
		case w == len(want) || got[g] < want[w]:
			extra = append(extra, "+ "+got[g])
			g++
		default:
			w, g = w+1, g+1
		}
	}
	if len(missing) == 0 && len(extra) == 0 {
		return ""
	}
	lines := []string{fmt.Sprintf("%d rows expected, %d given; %d missing (-), %d too many (+)", len(want), len(got), len(missing), len(extra))}
	for _, part := range [][]string{missing, extra} {
		lines = append(lines, part[:min(len(part), shownLines)]...)
		if len(part) > shownLines {
			lines = append(lines, fmt.Sprintf("  and %d more", len(part)-shownLines))
		}
	}
	return strings.Join(lines, "\n")
}

// changesDifference tells where two lists of changes differ first.
func changesDifference(want, got []string) string {
	if slices.Equal(want, got) {
		return ""
	}
	at := 0
	for at < len(want) && at < len(got) && want[at] == got[at] {
		at++
	}
	line := func(of []string) string {
		if at < len(of) {
			return of[at]
		}
		return "(the end)"
	}
	return fmt.Sprintf("change %d\n- %s\n+ %s", at+1, line(want), line(got))
}

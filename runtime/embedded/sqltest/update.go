package sqltest

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/penstock/penstock/runtime/embedded/sql/script"
)

// Update makes a result the expected one, by rewriting the case's files. The very changes are kept only where the case
// held them before.
func (c Case) Update(r Result) error {
	if r.Err != nil {
		if err := c.remove(rowsFile, changelogFile); err != nil {
			return fmt.Errorf("update case %s: %w", c.Name, err)
		}
		return c.write(errorFile, c.failureLines(r))
	}
	rows, err := Materialize(r.Changes, r.writers)
	if err != nil {
		return fmt.Errorf("update case %s: %w", c.Name, err)
	}
	if err := c.remove(errorFile); err != nil {
		return fmt.Errorf("update case %s: %w", c.Name, err)
	}
	if c.Has(changelogFile) && r.writers == 1 {
		if err := c.write(changelogFile, r.printed()); err != nil {
			return fmt.Errorf("update case %s: %w", c.Name, err)
		}
	}
	return c.write(rowsFile, rows)
}

// failureLines describe a failure as expected_error.txt does. Words that have commas, or run over lines, cannot be written there: the message's
// longest part without them, and without the case's own folder, which is another elsewhere, stands for it.
func (c Case) failureLines(r Result) []string {
	lines := []string{"phase: " + r.Phase}
	message, line := r.Err.Error(), 0
	var wrong *script.Error
	if errors.As(r.Err, &wrong) {
		message, line = wrong.Message, wrong.Line
	}
	words := ""
	for part := range strings.FieldsFuncSeq(message, func(r rune) bool { return r == ',' || r == '\n' }) {
		if part = strings.TrimSpace(part); len(part) > len(words) && !strings.Contains(part, c.Dir) {
			words = part
		}
	}
	lines = append(lines, "words: "+words)
	if line > 0 {
		lines = append(lines, "line: "+strconv.Itoa(line))
	}
	return lines
}

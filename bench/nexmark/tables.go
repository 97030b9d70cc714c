package main

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// sameTables compares what two printed changelogs leave in their tables, as multisets of rows.
func sameTables(ours, theirs []byte) error {
	a, err := tableOf(ours)
	if err != nil {
		return fmt.Errorf("penstock: %w", err)
	}
	b, err := tableOf(theirs)
	if err != nil {
		return fmt.Errorf("flink: %w", err)
	}
	if len(b) == 0 {
		return fmt.Errorf("nothing came out of it: there must be more events")
	}
	for _, row := range slices.Sorted(maps.Keys(b)) {
		if a[row] != b[row] {
			return fmt.Errorf("%q is there %d times, with Flink %d times", row, a[row], b[row])
		}
	}
	for _, row := range slices.Sorted(maps.Keys(a)) {
		if b[row] == 0 {
			return fmt.Errorf("%q is there %d times, with Flink never", row, a[row])
		}
	}
	return nil
}

// tableOf counts the rows that are left after all changes.
func tableOf(changes []byte) (map[string]int, error) {
	rows := map[string]int{}
	for line := range bytes.Lines(changes) {
		text := strings.TrimSuffix(string(line), "\n")
		kind, row, ok := strings.Cut(text, "[")
		sign, known := map[string]int{"+I": 1, "+U": 1, "-U": -1, "-D": -1}[kind]
		if !ok || !known {
			return nil, fmt.Errorf("not a row: %q", text)
		}
		if rows[row] += sign; rows[row] == 0 {
			delete(rows, row)
		}
	}
	return rows, nil
}

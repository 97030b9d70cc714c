package model

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// ValidationError says that a request breaks constraints of the contract, all of them in the service's words.
type ValidationError struct{ Violations []Violation }

// Error is the service's message for the violations.
func (e *ValidationError) Error() string {
	s := ""
	if len(e.Violations) > 1 {
		s = "s"
	}
	sentences := make([]string, len(e.Violations))
	for i, v := range e.Violations {
		sentences[i] = v.Message
	}
	return fmt.Sprintf("%d validation error%s detected: %s", len(e.Violations), s, strings.Join(sentences, "; "))
}

type checker struct{ err ValidationError }

type pattern struct {
	text  string
	whole *regexp.Regexp
}

func (c *checker) violation(p *path, value, constraint string) {
	if len(c.err.Violations) >= maxViolations {
		return
	}
	c.err.Violations = append(c.err.Violations, violationAt(p, fmt.Sprintf("Value %s at '%s' failed to satisfy constraint: %s (%s)",
		value, p.service(), constraint, p)))
}

func (c *checker) missing(p *path) { c.violation(p, "null", "Member must not be null") }

func (c *checker) min(p *path, what string, got, least int64, value string) {
	if got < least {
		c.violation(p, quote(value), fmt.Sprintf("Member must have %s greater than or equal to %d", what, least))
	}
}

func (c *checker) max(p *path, what string, got, most int64, value string) {
	if got > most {
		c.violation(p, quote(value), fmt.Sprintf("Member must have %s less than or equal to %d", what, most))
	}
}

func (c *checker) pattern(p *path, value string, want pattern) {
	if !want.whole.MatchString(value) {
		c.violation(p, quote(value), "Member must satisfy regular expression pattern: "+want.text)
	}
}

func (c *checker) enum(p *path, value string, allowed ...string) {
	if !slices.Contains(allowed, value) {
		c.violation(p, quote(value), "Member must satisfy enum value set: ["+strings.Join(allowed, ", ")+"]")
	}
}

// quote shows a value, cut where it is long.
func quote(value string) string {
	const most = 120
	if utf8.RuneCountInString(value) > most {
		value = string([]rune(value)[:most]) + "..."
	}
	return "'" + value + "'"
}

func characters(s string) int64 { return int64(utf8.RuneCountInString(s)) }

func decimal(n int64) string { return strconv.FormatInt(n, 10) }

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

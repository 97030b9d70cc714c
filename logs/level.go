package logs

import (
	"fmt"
	"slices"
)

// Level is how serious an event is, by the names of the service's LogLevel.
type Level uint8

// The levels, the least serious first.
const (
	Debug Level = iota
	Info
	Warn
	Error
)

// levelNames are the names of the levels, by their number.
var levelNames = []string{"DEBUG", "INFO", "WARN", "ERROR"}

// String is the level's name, as in messageType.
func (l Level) String() string {
	if int(l) < len(levelNames) {
		return levelNames[l]
	}
	return fmt.Sprintf("Level(%d)", uint8(l))
}

// ParseLevel reads a level's name.
func ParseLevel(name string) (Level, error) {
	if i := slices.Index(levelNames, name); i >= 0 {
		return Level(i), nil //nolint:gosec // an index into four names
	}
	return 0, fmt.Errorf("%q is not a log level; there are DEBUG, INFO, WARN and ERROR", name)
}

// Levels is a set of levels.
type Levels uint8

// Has tells whether the level is in the set.
func (s Levels) Has(l Level) bool { return s&(1<<l) != 0 }

// With is the set with the level in it.
func (s Levels) With(l Level) Levels { return s | 1<<l }

// AtLeast is the set of a level and all that are more serious.
func AtLeast(l Level) Levels {
	var s Levels
	for ; l <= Error; l++ {
		s = s.With(l)
	}
	return s
}

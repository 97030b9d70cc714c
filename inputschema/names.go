package inputschema

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxName is how many characters the name of a column may have.
const maxName = 256

// names gives each column a name of its own.
type names struct {
	taken map[string]bool
	// last is the last number that was put behind a name.
	last map[string]int
}

func newNames() names { return names{taken: map[string]bool{}, last: map[string]int{}} }

// ofKeys names a member by its last key; where that is taken, by all of them.
func (n names) ofKeys(keys []string) string {
	last := fit(keys[len(keys)-1])
	if !n.taken[last] {
		n.taken[last] = true
		return last
	}
	return n.of(strings.Join(keys, "_"))
}

// of is a name like the one wanted that is not taken yet.
func (n names) of(wanted string) string {
	base := fit(wanted)
	name := base
	for n.taken[name] {
		n.last[base] = max(n.last[base], 1) + 1
		suffix := "_" + strconv.Itoa(n.last[base])
		name = cut(base, maxName-len(suffix)) + suffix
	}
	n.taken[name] = true
	return name
}

// fit is a name with what the API does not take replaced.
func fit(name string) string {
	name = strings.Map(func(r rune) rune {
		if r == '-' || r == '<' || r == '>' || r == '&' || unicode.IsSpace(r) || unicode.IsControl(r) || r == utf8.RuneError {
			return '_'
		}
		return r
	}, name)
	if name == "" {
		return "_"
	}
	return cut(name, maxName)
}

func cut(s string, characters int) string {
	if utf8.RuneCountInString(s) <= characters {
		return s
	}
	return string([]rune(s)[:characters])
}

// letters is COL_A, COL_B, ... COL_Z, COL_AA, ...
func letters(place int) string {
	text := ""
	for place++; place > 0; place = (place - 1) / 26 {
		text = string(rune('A'+(place-1)%26)) + text
	}
	return "COL_" + text
}

package javaregex

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// Classes of ASCII characters, as the contents of a bracket expression.
var escapeClasses = map[byte]string{
	'd': `0-9`,
	'w': `A-Za-z0-9_`,
	's': ` \t\n\x0B\f\r`,
	'h': ` \t\x{A0}\x{1680}\x{180E}\x{2000}-\x{200A}\x{202F}\x{205F}\x{3000}`,
	'v': `\n\x0B\f\r\x{85}\x{2028}\x{2029}`,
}

// Complements of the classes, for use inside a bracket expression.
var complementClasses = map[byte]string{
	'D': `\x{0}-/:-\x{10FFFF}`,
	'W': "\\x{0}-/:-@\\[-\\^`{-\\x{10FFFF}",
	'S': `\x{0}-\x{8}\x{E}-\x{1F}!-\x{10FFFF}`,
}

// unicodeClasses are the classes with the flag U.
var unicodeClasses = map[byte]string{'d': `\p{Nd}`, 'w': `\p{L}\p{M}\p{Nd}\p{Pc}`, 's': `\s\p{Z}`}

// posixClasses are Java's names of ASCII classes.
var posixClasses = map[string]string{
	"Lower": "a-z", "Upper": "A-Z", "ASCII": `\x{0}-\x{7F}`, "Alpha": "A-Za-z", "Digit": "0-9", "Alnum": "A-Za-z0-9",
	"Punct": "!-/:-@\\[-`{-~", "Graph": "!-~", "Print": " -~", "Blank": ` \t`, "Cntrl": `\x{0}-\x{1F}\x{7F}`,
	"XDigit": "0-9A-Fa-f", "Space": ` \t\n\x0B\f\r`,
	"IsAlphabetic": `\p{L}\p{Nl}`, "IsLetter": `\p{L}`, "IsDigit": `\p{Nd}`, "IsUppercase": `\p{Lu}`, "IsLowercase": `\p{Ll}`,
	"javaLowerCase": `\p{Ll}`, "javaUpperCase": `\p{Lu}`,
}

// translator rewrites a Java pattern for the engines: escapes that only Java knows become bracket expressions.
type translator struct {
	in  string
	pos int
	out strings.Builder
	// hex writes a character by its number as the engine wants it.
	hex func(r rune) string
	// unicode is set by the flag U.
	unicode bool
	// backtracks is set by what RE2 cannot do.
	backtracks bool
	// anchored is set by anchors and dots, whose meaning differs where a text has line ends.
	anchored bool
}

func translate(pattern string, hex func(rune) string) (*translator, error) {
	t := &translator{in: pattern, hex: hex}
	for t.pos < len(t.in) {
		if err := t.next(); err != nil {
			return nil, err
		}
	}
	return t, nil
}

func (t *translator) next() error {
	switch c := t.in[t.pos]; c {
	case '\\':
		return t.escape(false)
	case '[':
		return t.bracket()
	case '(':
		return t.group()
	case '.', '^', '$':
		t.anchored = true
		t.copy(1)
	case '*', '+', '?', '}':
		t.copy(1)
		if t.pos < len(t.in) && t.in[t.pos] == '+' && c != '}' {
			t.backtracks = true
		}
	default:
		t.copy(1)
	}
	return nil
}

func (t *translator) copy(n int) {
	t.out.WriteString(t.in[t.pos : t.pos+n])
	t.pos += n
}

// group looks at what kind of group opens.
func (t *translator) group() error {
	rest := t.in[t.pos:]
	if m := inlineFlags.FindString(rest); m != "" {
		t.flags(m)
		return nil
	}
	switch {
	case strings.HasPrefix(rest, "(?<") && !strings.HasPrefix(rest, "(?<=") && !strings.HasPrefix(rest, "(?<!"):
		t.copy(3)
	case strings.HasPrefix(rest, "(?=") || strings.HasPrefix(rest, "(?!") || strings.HasPrefix(rest, "(?<") ||
		strings.HasPrefix(rest, "(?>"):
		t.backtracks = true
		t.copy(3)
	default:
		t.copy(1)
	}
	return nil
}

// inlineFlags are those that a group begins with or consists of.
var inlineFlags = regexp.MustCompile(`^\(\?[a-zA-Z]*(-[a-zA-Z]+)?[:)]`)

// flags copies the flags of a group but those of Unicode, which mean something else to the engines: U makes the classes
// those of Unicode, u is about case and what they do anyway.
func (t *translator) flags(group string) {
	t.pos += len(group)
	on, off, _ := strings.Cut(strings.Trim(group, "(?:)"), "-")
	if strings.Contains(on, "U") {
		t.unicode = true
	}
	if strings.Contains(on, "x") {
		t.backtracks = true
	}
	drop := strings.NewReplacer("U", "", "u", "", "d", "")
	on, off = drop.Replace(on), drop.Replace(off)
	if off != "" {
		on += "-" + off
	}
	end := group[len(group)-1:]
	if on != "" || end == ":" {
		t.out.WriteString("(?" + on + end)
	}
}

// escape translates a backslash and what follows it.
func (t *translator) escape(inBracket bool) error {
	if t.pos+1 >= len(t.in) {
		return fmt.Errorf("unexpected internal error near index %d", t.pos)
	}
	c := t.in[t.pos+1]
	if class, ok := unicodeClasses[c|0x20]; ok && t.unicode {
		t.pos += 2
		if c >= 'a' || !inBracket {
			t.class(class, c < 'a', inBracket)
		}
		return nil
	}
	if class, ok := escapeClasses[c]; ok {
		t.pos += 2
		t.class(t.expand(class), false, inBracket)
		return nil
	}
	if complement, ok := complementClasses[c]; ok && inBracket {
		t.pos += 2
		t.out.WriteString(t.expand(complement))
		return nil
	}
	if class, ok := escapeClasses[c|0x20]; ok && c >= 'A' && c <= 'Z' && !inBracket {
		t.pos += 2
		t.class(t.expand(class), true, false)
		return nil
	}
	switch {
	case c == 'Q':
		t.quote()
	case c == 'p' || c == 'P':
		return t.property(c == 'P', inBracket)
	case c == 'Z':
		t.anchored, t.backtracks = true, true
		t.copy(2)
	case c == 'G' || c >= '1' && c <= '9' || c == 'k':
		t.backtracks = true
		t.copy(2)
	case c == 'e':
		t.pos += 2
		t.out.WriteString(t.hex(0x1b))
	case c == 'u' || c == 'x':
		return t.number()
	case c == '0':
		return t.octal()
	case c == 'R':
		t.pos += 2
		t.out.WriteString(`(?:\r\n|[\n\r` + t.hex(0x0b) + `\f` + t.hex(0x85) + t.hex(0x2028) + t.hex(0x2029) + `])`)
	case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
		if !strings.ContainsRune("abBAzftnr", rune(c)) {
			return fmt.Errorf("illegal/unsupported escape sequence near index %d", t.pos+1)
		}
		t.copy(2)
	case c >= 0x80:
		t.pos++
	default:
		t.copy(2)
	}
	return nil
}

func (t *translator) class(contents string, negate, inBracket bool) {
	switch {
	case inBracket:
		t.out.WriteString(contents)
	case negate:
		t.out.WriteString("[^" + contents + "]")
	default:
		t.out.WriteString("[" + contents + "]")
	}
}

// expand writes the \x{...} of the tables as the engine wants them.
func (t *translator) expand(class string) string {
	var b strings.Builder
	for {
		i := strings.Index(class, `\x{`)
		if i < 0 {
			return b.String() + class
		}
		end := strings.IndexByte(class[i:], '}') + i
		number, err := strconv.ParseUint(class[i+3:end], 16, 32)
		if err != nil {
			panic("javaregex: a class with a wrong number: " + class)
		}
		b.WriteString(class[:i] + t.hex(rune(number)))
		class = class[end+1:]
	}
}

// quote copies \Q...\E with everything in it escaped.
func (t *translator) quote() {
	text := t.in[t.pos+2:]
	end := strings.Index(text, `\E`)
	next := t.pos + 2 + end + 2
	if end < 0 {
		end, next = len(text), len(t.in)
	}
	for _, r := range text[:end] {
		if strings.ContainsRune(`\.+*?()|[]{}^$#-&`, r) {
			t.out.WriteByte('\\')
		}
		t.out.WriteRune(r)
	}
	t.pos = next
}

// property translates \p{Name} and \pL.
func (t *translator) property(negate, inBracket bool) error {
	rest := t.in[t.pos+2:]
	if !strings.HasPrefix(rest, "{") {
		if rest == "" {
			return fmt.Errorf("unknown character property near index %d", t.pos)
		}
		t.out.WriteString(t.in[t.pos:t.pos+2] + "{" + rest[:1] + "}")
		t.pos += 3
		return nil
	}
	end := strings.IndexByte(rest, '}')
	if end < 0 {
		return fmt.Errorf("unclosed character family near index %d", len(t.in)-1)
	}
	name := rest[1:end]
	t.pos += 2 + end + 1
	class, posix := posixClasses[name]
	if posix && (!negate || !inBracket) {
		t.class(t.expand(class), negate, inBracket)
		return nil
	}
	name = strings.TrimPrefix(strings.TrimPrefix(name, "Is"), "general_category=")
	prefix := `\p{`
	if negate {
		prefix = `\P{`
	}
	t.out.WriteString(prefix + name + "}")
	return nil
}

// number translates \uhhhh, \xhh and \x{h...h}.
func (t *translator) number() error {
	width, digits := 4, t.in[t.pos+2:]
	if t.in[t.pos+1] == 'x' {
		width = 2
	}
	skip := 2 + width
	if strings.HasPrefix(digits, "{") {
		end := strings.IndexByte(digits, '}')
		if end < 0 {
			return fmt.Errorf("unclosed hexadecimal escape sequence near index %d", t.pos)
		}
		digits, skip = digits[1:end], 2+end+1
	} else if len(digits) >= width {
		digits = digits[:width]
	}
	var r rune
	if _, err := fmt.Sscanf(digits, "%x", &r); err != nil || r < 0 || r > 0x10ffff {
		return fmt.Errorf("illegal hexadecimal escape sequence near index %d", t.pos)
	}
	t.pos += min(skip, len(t.in)-t.pos)
	t.out.WriteString(t.hex(r))
	return nil
}

// octal translates \0n, \0nn and \0mnn.
func (t *translator) octal() error {
	i := t.pos + 2
	var r rune
	for n := 0; n < 3 && i < len(t.in) && t.in[i] >= '0' && t.in[i] <= '7' && r*8 <= 0o377; n++ {
		r = r*8 + rune(t.in[i]-'0')
		i++
	}
	if i == t.pos+2 {
		return fmt.Errorf("illegal octal escape sequence near index %d", t.pos)
	}
	t.pos = i
	t.out.WriteString(t.hex(r))
	return nil
}

// bracket translates a bracket expression. Java allows one within another (a union) and && (an intersection, which the
// backtracking engine writes as a subtraction and so is only taken where its right side is negated).
func (t *translator) bracket() error {
	t.copy(1)
	if t.pos < len(t.in) && t.in[t.pos] == '^' {
		t.copy(1)
	}
	if t.pos < len(t.in) && t.in[t.pos] == ']' {
		t.out.WriteString(`\]`)
		t.pos++
	}
	for t.pos < len(t.in) {
		switch c := t.in[t.pos]; {
		case c == '\\':
			if err := t.escape(true); err != nil {
				return err
			}
		case c == ']':
			t.copy(1)
			return nil
		case strings.HasPrefix(t.in[t.pos:], "&&[^"):
			t.backtracks = true
			end := strings.IndexByte(t.in[t.pos:], ']')
			if end < 0 {
				return fmt.Errorf("unclosed character class near index %d", len(t.in)-1)
			}
			t.out.WriteString("-[" + t.in[t.pos+4:t.pos+end] + "]")
			t.pos += end + 1
		case strings.HasPrefix(t.in[t.pos:], "&&"):
			return fmt.Errorf("intersection of character classes is not supported near index %d", t.pos)
		case c == '[':
			if err := t.union(); err != nil {
				return err
			}
		default:
			t.copy(1)
		}
	}
	return fmt.Errorf("unclosed character class near index %d", len(t.in)-1)
}

// union merges a bracket expression within another into it.
func (t *translator) union() error {
	if strings.HasPrefix(t.in[t.pos:], "[^") {
		return fmt.Errorf("a negated class within a class is not supported near index %d", t.pos)
	}
	t.pos++
	for t.pos < len(t.in) && t.in[t.pos] != ']' {
		if t.in[t.pos] == '\\' {
			if err := t.escape(true); err != nil {
				return err
			}
			continue
		}
		t.copy(1)
	}
	if t.pos >= len(t.in) {
		return fmt.Errorf("unclosed character class near index %d", len(t.in)-1)
	}
	t.pos++
	return nil
}

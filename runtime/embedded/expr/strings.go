package expr

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/language"

	"github.com/penstock/penstock/runtime/embedded/types"
)

// stringFunctions change texts; those that look for something in them are in search.go. Lengths and positions count
// characters (code points) unless a comment says that they count UTF-16 units, as some functions do in Flink.
var stringFunctions = []function{
	{name: "||", infer: inferConcat, build: func(c *compiler, call *Call) (node, error) { return c.strict(call, tryN(concat)(call)) }},
	{name: "CONCAT", forms: []form{{params: []param{text}, variadic: true, result: givesText, kernel: tryN(concat)}}},
	{name: "CONCAT_WS", forms: []form{{params: []param{text}, variadic: true, result: concatWSType}}, build: buildConcatWS},
	{name: "UPPER", forms: []form{{params: []param{text}, result: givesArg(0), kernel: perCase(cases.Upper(language.Und), strings.ToUpper)}}},
	{name: "LOWER", forms: []form{{params: []param{text}, result: givesArg(0), kernel: perCase(cases.Lower(language.Und), strings.ToLower)}}},
	{name: "INITCAP", forms: []form{{params: []param{text}, result: givesArg(0), kernel: just1(initCap)}}},
	{name: "CHAR_LENGTH", aliases: []string{"CHARACTER_LENGTH"}, forms: []form{{params: []param{text}, result: givesInt,
		kernel: just1(func(s string) int64 { return int64(utf8.RuneCountInString(s)) })}}},
	{name: "SUBSTRING", aliases: []string{"SUBSTR"}, forms: []form{
		{params: []param{text, integer}, result: mayGivePart, kernel: try2(func(_ *exec, s string, from int64) (string, bool) {
			return substring(s, from, types.MaxLength)
		})},
		{params: []param{text, integer, integer}, result: mayGivePart, kernel: try3(func(_ *exec, s string, from, n int64) (string, bool) {
			return substring(s, from, n)
		})},
	}},
	{name: "LEFT", forms: []form{{params: []param{text, integer}, result: mayGivePart, kernel: just2(left)}}},
	{name: "RIGHT", forms: []form{{params: []param{text, integer}, result: mayGivePart, kernel: just2(right)}}},
	{name: "TRIM", forms: []form{{params: []param{text, text}, optional: 1, result: givesPart}}, build: buildTrim},
	{name: "LTRIM", forms: trimForms(TrimLeading)},
	{name: "RTRIM", forms: trimForms(TrimTrailing)},
	{name: "LPAD", forms: []form{{params: []param{text, integer, text}, result: mayGiveText, kernel: try3(padding(true))}}},
	{name: "RPAD", forms: []form{{params: []param{text, integer, text}, result: mayGiveText, kernel: try3(padding(false))}}},
	{name: "REPEAT", forms: []form{{params: []param{text, integer}, result: givesText, kernel: try2(repeat)}}},
	{name: "REVERSE", forms: []form{{params: []param{text}, result: mayGiveText, kernel: just1(reverse)}}},
	{name: "REPLACE", forms: []form{{params: []param{text, text, text}, result: givesText, kernel: try3(replace)}}},
	{name: "OVERLAY", forms: []form{
		{params: []param{text, text, integer}, result: overlaid, kernel: just3(func(s, by string, from int64) string {
			return overlay(s, by, from, int64(len(utf16.Encode([]rune(by)))))
		})},
		{params: []param{text, text, integer, integer}, result: overlaid, kernel: try4(func(_ *exec, s, by string, from, n int64) (string, bool) {
			return overlay(s, by, from, n), true
		})},
	}},
	{name: "ASCII", forms: []form{{params: []param{text}, result: givesInt, kernel: just1(ascii)}}},
	{name: "CHR", forms: []form{{params: []param{integer}, result: mayGiveText, kernel: just1(chr)}}},
	{name: "SPLIT", forms: []form{{params: []param{text, text}, result: gives(types.ArrayOf(types.String())), kernel: try2(split)}}},
}

// givesPart is a text no longer than the first argument that is NULL only where an argument is.
func givesPart(args []types.Type) types.Type {
	return types.VarCharOf(args[0].Precision).WithNullable(anyNullable(args))
}

// mayGivePart is a text no longer than the first argument, or NULL whatever the arguments are.
func mayGivePart(args []types.Type) types.Type { return types.VarCharOf(args[0].Precision) }

func inferConcat(r *request) ([]Expr, types.Type, error) {
	if err := r.count(2, 2); err != nil {
		return nil, types.Type{}, err
	}
	a, b := r.args[0].Type(), r.args[1].Type()
	for _, t := range []types.Type{a, b} {
		if !t.Kind.IsCharacter() && t.Kind != types.Null {
			return nil, t, &ArgumentTypeError{Name: r.name, Args: r.types(), Supported: []string{"<STRING> || <STRING>"}}
		}
	}
	typ := types.String()
	if a.Kind.IsCharacter() && b.Kind.IsCharacter() {
		typ = textOfBoth(a, b)
	}
	if a.Kind == types.Char && b.Kind == types.Char {
		typ.Kind = types.Char
	}
	args := []Expr{widen(r.args[0], types.String()), widen(r.args[1], types.String())}
	return args, typ.WithNullable(a.Nullable || b.Nullable), nil
}

// textOfBoth is as long as two texts one after the other.
func textOfBoth(a, b types.Type) types.Type {
	if a.Precision >= types.MaxLength-b.Precision {
		return types.String()
	}
	return types.VarCharOf(a.Precision + b.Precision)
}

// overlaid is a text with another one in it.
func overlaid(args []types.Type) types.Type {
	return textOfBoth(args[0], args[1]).WithNullable(anyNullable(args))
}

// perCase maps letters with the full rules of Unicode where a text is not plain ASCII, since one letter may become two.
func perCase(full cases.Caser, plain func(string) string) kernelMaker {
	return per1(func(*Call) func(*exec, string) (string, bool) {
		return func(_ *exec, s string) (string, bool) {
			for i := range len(s) {
				if s[i] >= utf8.RuneSelf {
					return full.String(s), true
				}
			}
			return plain(s), true
		}
	})
}

// initCap makes the first of a run of ASCII letters and digits upper case and the rest lower; anything else starts a new run.
func initCap(s string) string {
	b := []byte(s)
	start := true
	for i, c := range b {
		switch {
		case c >= '0' && c <= '9':
			start = false
		case c >= 'A' && c <= 'Z':
			if !start {
				b[i] = c + 'a' - 'A'
			}
			start = false
		case c >= 'a' && c <= 'z':
			if start {
				b[i] = c + 'A' - 'a'
			}
			start = false
		default:
			start = true
		}
	}
	return string(b)
}

// substring counts from 1, from the end where from is negative; a negative length is NULL.
func substring(s string, from, n int64) (string, bool) {
	if n < 0 {
		return "", false
	}
	length := int64(utf8.RuneCountInString(s))
	start := from - 1
	switch {
	case from == 0:
		start = 0
	case from < 0:
		start = length + from
	}
	if start < 0 || start >= length {
		return "", true
	}
	return runes(s, start, min(n, length-start)), true
}

// runes returns n characters from position start, which counts from 0.
func runes(s string, start, n int64) string {
	begin := byteOffset(s, start)
	return s[begin : begin+byteOffset(s[begin:], n)]
}

// byteOffset is where character n begins, or the end.
func byteOffset(s string, n int64) int {
	if n >= int64(len(s)) {
		n = min(n, int64(utf8.RuneCountInString(s)))
	}
	for i := range s {
		if n == 0 {
			return i
		}
		n--
	}
	return len(s)
}

func left(s string, n int64) string { return s[:byteOffset(s, max(0, n))] }

func right(s string, n int64) string {
	length := int64(utf8.RuneCountInString(s))
	return s[byteOffset(s, max(0, length-max(0, n))):]
}

func trimForms(side TrimSide) []form {
	return []form{
		{params: []param{text}, result: givesPart, kernel: just1(func(s string) string { return trim(side, s, " ") })},
		{params: []param{text, text}, result: givesPart, kernel: just2(func(s, set string) string { return trim(side, s, set) })},
	}
}

func buildTrim(c *compiler, call *Call) (node, error) {
	side, ok := call.Options.(TrimSide)
	if !ok {
		side = TrimBoth
	}
	forms := trimForms(side)
	return c.strict(call, forms[len(call.Args)-1].kernel(call))
}

func trim(side TrimSide, s, set string) string {
	switch side {
	case TrimLeading:
		return strings.TrimLeft(s, set)
	case TrimTrailing:
		return strings.TrimRight(s, set)
	}
	return strings.Trim(s, set)
}

// ofUnits is the text of UTF-16 units. Half of a character, which is left where another function cuts it in two, is a question mark, as in Flink.
func ofUnits(units []uint16) string {
	var b strings.Builder
	for i := 0; i < len(units); i++ {
		switch r := rune(units[i]); {
		case !utf16.IsSurrogate(r):
			b.WriteRune(r)
		case i+1 < len(units) && utf16.DecodeRune(r, rune(units[i+1])) != utf8.RuneError:
			b.WriteRune(utf16.DecodeRune(r, rune(units[i+1])))
			i++
		default:
			b.WriteByte('?')
		}
	}
	return b.String()
}

// padding fills a text up to a number of UTF-16 units, or cuts it to them.
func padding(front bool) func(*exec, string, int64, string) (string, bool) {
	return func(x *exec, s string, n int64, pad string) (string, bool) {
		if n < 0 || pad == "" {
			return "", false
		}
		have := utf16.Encode([]rune(s))
		if int64(len(have)) >= n {
			return ofUnits(have[:n]), true
		}
		if !x.fits(n, utf8.UTFMax) {
			return "", false
		}
		units := utf16.Encode([]rune(pad))
		fill := make([]uint16, int(n)-len(have))
		for i := range fill {
			fill[i] = units[i%len(units)]
		}
		if front {
			return ofUnits(append(fill, have...)), true
		}
		return ofUnits(append(have, fill...)), true
	}
}

func reverse(s string) string {
	out := make([]byte, len(s))
	at := len(s)
	for i := 0; i < len(s); {
		_, size := utf8.DecodeRuneInString(s[i:])
		at -= size
		copy(out[at:], s[i:i+size])
		i += size
	}
	return string(out)
}

// overlay replaces n UTF-16 units from a place, which counts from 1.
func overlay(s, by string, from, n int64) string {
	units := utf16.Encode([]rune(s))
	length := int64(len(units))
	if from <= 0 || from > length {
		return s
	}
	head := ofUnits(units[:from-1])
	if n <= 0 || from+n > length {
		return head + by
	}
	return head + by + ofUnits(units[from-1+n:])
}

func ascii(s string) int64 {
	if s == "" {
		return 0
	}
	return int64(int8(s[0]))
}

// chr is the character of the lowest byte of a number.
func chr(n int64) string {
	if n < 0 {
		return ""
	}
	return string(rune(n & 0xff))
}

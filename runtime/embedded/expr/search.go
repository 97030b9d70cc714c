package expr

import (
	"errors"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// searchFunctions look for texts in texts. Places count characters from 1; 0 is nowhere.
var searchFunctions = []function{
	{name: "POSITION", aliases: []string{"LOCATE"}, forms: []form{
		{params: []param{text, text}, result: givesInt, kernel: just2(func(what, s string) int64 { return indexFrom(s, what, 1) })},
		{params: []param{text, text, integer}, result: givesInt, kernel: just3(func(what, s string, from int64) int64 {
			return indexFrom(s, what, from)
		})},
	}},
	{name: "INSTR", forms: []form{
		{params: []param{text, text}, result: givesInt, kernel: just2(func(s, what string) int64 { return indexFrom(s, what, 1) })},
		{params: []param{text, text, integer}, result: givesInt, kernel: just3(func(s, what string, from int64) int64 {
			return instr(s, what, from, 1)
		})},
		{params: []param{text, text, integer, integer}, result: givesInt, kernel: try4(func(x *exec, s, what string, from, nth int64) (int64, bool) {
			if nth <= 0 {
				x.fail(errors.New("the occurrence to look for is counted from 1"))
				return 0, false
			}
			return instr(s, what, from, nth), true
		})},
	}},
	{name: "SPLIT_INDEX", forms: []form{
		{params: []param{text, text, integer}, result: mayGiveText, kernel: try3(func(_ *exec, s, separator string, i int64) (string, bool) {
			return splitIndex(s, separator, i)
		})},
		{params: []param{text, integer, integer}, result: mayGiveText, kernel: try3(func(_ *exec, s string, char, i int64) (string, bool) {
			if char < 1 || char > 255 {
				return "", false
			}
			return splitIndex(s, string(rune(char)), i)
		})},
	}},
	{name: "STR_TO_MAP", forms: []form{
		{params: []param{text}, result: mayGive(stringMap), kernel: try1(func(x *exec, s string) (*batch.MapDatum, bool) {
			return strToMap(x, literalSplit(","), literalSplit("="), s)
		})},
		{params: []param{text, text, text}, result: mayGive(stringMap), kernel: per3(strToMapByPatterns)},
	}},
	// Of numbers only the type counts, NULL or not.
	classOf("IS_ALPHA", isAlpha, func(types.Kind) bool { return false }),
	classOf("IS_DIGIT", isDigits, types.Kind.IsInteger),
	classOf("IS_DECIMAL", isDecimal, func(k types.Kind) bool { return k != types.Decimal }),
}

// indexFrom is the place of a text at or after a place; the empty text is at the first.
func indexFrom(s, what string, from int64) int64 {
	if what == "" {
		return 1
	}
	from = max(1, from)
	offset := byteOffset(s, from-1)
	if from > 1 && int64(utf8.RuneCountInString(s[:offset])) < from-1 {
		return 0
	}
	i := strings.Index(s[offset:], what)
	if i < 0 {
		return 0
	}
	return int64(utf8.RuneCountInString(s[:offset+i])) + 1
}

// instr is the place of the nth occurrence, searched backwards from a negative place, which counts from the end.
func instr(s, what string, from, nth int64) int64 {
	if nth < 1 || from == 0 {
		return 0
	}
	if from > 0 {
		place := int64(0)
		for ; nth > 0; nth-- {
			if place = indexFrom(s, what, max(from, place+1)); place == 0 {
				return 0
			}
		}
		return place
	}
	length := int64(utf8.RuneCountInString(s))
	end := min(byteOffset(s, max(0, length+from))+len(what), len(s))
	if length+from < 0 {
		return 0
	}
	for ; nth > 0; nth-- {
		i := strings.LastIndex(s[:end], what)
		if i < 0 {
			return 0
		}
		if nth == 1 {
			return int64(utf8.RuneCountInString(s[:i])) + 1
		}
		end = min(i+len(what)-1, len(s))
		if end < 0 {
			return 0
		}
	}
	return 0
}

// splitIndex is part i, counted from 0, of a text cut at a separator; an empty text has no parts, and an empty separator
// cuts at white space.
func splitIndex(s, separator string, i int64) (string, bool) {
	if i < 0 || s == "" {
		return "", false
	}
	if separator == "" {
		separator = " "
		s = strings.Map(func(r rune) rune {
			if unicode.IsSpace(r) {
				return ' '
			}
			return r
		}, s)
	}
	for ; i > 0; i-- {
		at := strings.Index(s, separator)
		if at < 0 {
			return "", false
		}
		s = s[at+len(separator):]
	}
	part, _, _ := strings.Cut(s, separator)
	return part, true
}

var stringMap = types.MapOf(types.String(), types.String())

// literalSplit cuts a text at a fixed separator into at most n parts, or into all where n is 0.
func literalSplit(separator string) splitter {
	return func(s string, n int) []string {
		if n == 0 {
			n = -1
		}
		return strings.SplitN(s, separator, n)
	}
}

// splitter cuts a text into at most n parts, or into all where n is 0.
type splitter func(s string, n int) []string

func strToMap(x *exec, pairs, keyValue splitter, s string) (*batch.MapDatum, bool) {
	var m mapBuilder
	if s == "" {
		return m.build(), true
	}
	all := pairs(s, mostParts+1)
	if !x.fitParts(len(all)) {
		return nil, false
	}
	for _, pair := range dropTrailingEmpty(all) {
		parts := keyValue(pair, 2)
		var value batch.Datum
		if len(parts) > 1 {
			value = parts[1]
		}
		m.put(parts[0], value)
	}
	return m.build(), true
}

// dropTrailingEmpty leaves out empty parts at the end, as Java's String.split does; an empty text is one part.
func dropTrailingEmpty(parts []string) []string {
	n := len(parts)
	for n > 1 && parts[n-1] == "" {
		n--
	}
	return parts[:n]
}

// classOf is a function that tells whether a text is of a class; NULL is of none.
func classOf(name string, test func(string) bool, ofNumber func(types.Kind) bool) function {
	number := asIs("NUMERIC", types.Of(types.Int), kindTest(types.Kind.IsNumeric))
	return function{name: name, forms: slices.Concat(testForms(text), testForms(number)), build: func(c *compiler, call *Call) (node, error) {
		if kind := call.Args[0].Type().Kind; kind.IsNumeric() {
			return newConstant(&Literal{Value: ofNumber(kind), Typ: call.Typ}), nil
		}
		return c.lenient(call, func(x *exec, args []*batch.Vector, out *batch.Vector, sel []int32) {
			each(sel, x.n, func(i int) { out.Bool[i] = !args[0].IsNull(i) && test(args[0].Str[i]) })
		})
	}}
}

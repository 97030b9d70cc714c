package output

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/penstock/penstock/cli/value"
)

// indent is one level of JSON.
const indent = "    "

// writeJSON writes a value; before is the space in front of its lines. Characters beyond ASCII stay as they are.
func writeJSON(b *strings.Builder, v any, before string) {
	inner := before + indent
	switch v := v.(type) {
	case *value.Object:
		if v.Len() == 0 {
			b.WriteString("{}")
			return
		}
		for i, name := range v.Names() {
			b.WriteString(opening(i, "{") + inner)
			writeJSONString(b, name)
			b.WriteString(": ")
			member, _ := v.Get(name)
			writeJSON(b, member, inner)
		}
		b.WriteString("\n" + before + "}")
	case []any:
		if len(v) == 0 {
			b.WriteString("[]")
			return
		}
		for i, e := range v {
			b.WriteString(opening(i, "[") + inner)
			writeJSON(b, e, inner)
		}
		b.WriteString("\n" + before + "]")
	case string:
		writeJSONString(b, v)
	case json.Number:
		b.WriteString(v.String())
	case bool:
		fmt.Fprint(b, v)
	default:
		b.WriteString("null")
	}
}

// opening is what stands before the i-th element: the bracket, or a comma.
func opening(i int, bracket string) string {
	if i == 0 {
		return bracket + "\n"
	}
	return ",\n"
}

var jsonEscapes = map[rune]string{'"': `\"`, '\\': `\\`, '\n': `\n`, '\r': `\r`, '\t': `\t`, '\b': `\b`, '\f': `\f`}

func writeJSONString(b *strings.Builder, s string) {
	b.WriteByte('"')
	for _, r := range s {
		escape, known := jsonEscapes[r]
		switch {
		case known:
			b.WriteString(escape)
		case r < ' ':
			fmt.Fprintf(b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
}

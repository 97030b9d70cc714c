package shorthand

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"github.com/penstock/penstock/cli/contract"
	"github.com/penstock/penstock/cli/value"
)

// Format writes an object in the notation, such that Parse and Coerce give it back. It fails for what the notation has no words for:
// null, an empty object within another, and keys with other characters than those of a key.
func Format(o *value.Object) (string, error) {
	return formatPairs(o)
}

func formatPairs(o *value.Object) (string, error) {
	pairs := make([]string, 0, o.Len())
	for _, name := range o.Names() {
		if strings.IndexFunc(name, func(r rune) bool { return r > 'z' || !isKeyByte(byte(r)) }) >= 0 {
			return "", fmt.Errorf("%q cannot be a key", name)
		}
		v, _ := o.Get(name)
		text, err := formatInner(v)
		if err != nil {
			return "", fmt.Errorf("%s: %w", name, err)
		}
		pairs = append(pairs, name+"="+text)
	}
	return strings.Join(pairs, ","), nil
}

func formatInner(v any) (string, error) {
	switch v := v.(type) {
	case string:
		return quote(v), nil
	case bool:
		return strconv.FormatBool(v), nil
	case json.Number:
		return v.String(), nil
	case *value.Object:
		pairs, err := formatPairs(v)
		return "{" + pairs + "}", err
	case []any:
		parts := make([]string, len(v))
		for i, e := range v {
			var err error
			if parts[i], err = formatInner(e); err != nil {
				return "", err
			}
		}
		return "[" + strings.Join(parts, ",") + "]", nil
	default:
		return "", fmt.Errorf("%v cannot be told", v)
	}
}

// quote writes a value in single quotes unless it is a plain word. A backslash before the closing quote would guard it, and one
// before another character is kept as it is unless doubled.
func quote(s string) string {
	plain := s != "" && strings.IndexFunc(s, func(r rune) bool { return r > 'z' || !isKeyByte(byte(r)) }) < 0
	if plain {
		return s
	}
	return "'" + strings.ReplaceAll(strings.ReplaceAll(s, `\`, `\\`), "'", `\'`) + "'"
}

// Synopsis shows the notation of a shape, such as Key=string,Value=string; empty where it is too deep to be of help.
func Synopsis(s *contract.Shape) string {
	if s.Kind == contract.List {
		if text := synopsis(s.Elem, 0); text != "" {
			return text + " ..."
		}
		return ""
	}
	return synopsis(s, 0)
}

// synopsisDepth is how deep a synopsis goes.
const synopsisDepth = 3

func synopsis(s *contract.Shape, depth int) string {
	if depth > synopsisDepth {
		return ""
	}
	within := func(text string) string {
		if depth > 0 {
			return "{" + text + "}"
		}
		return text
	}
	switch s.Kind {
	case contract.Struct:
		parts := make([]string, 0, len(s.Members))
		for _, m := range s.Members {
			text := synopsis(m.Shape, depth+1)
			if text == "" {
				return ""
			}
			parts = append(parts, m.Name+"="+text)
		}
		return within(strings.Join(parts, ","))
	case contract.Map:
		text := synopsis(s.Elem, depth+1)
		if text == "" {
			return ""
		}
		return within("KeyName1=" + text + ",KeyName2=" + text)
	case contract.List:
		text := synopsis(s.Elem, depth+1)
		if text == "" {
			return ""
		}
		return "[" + text + "," + text + "]"
	case contract.Enum:
		return "string"
	default:
		return string(s.Kind)
	}
}

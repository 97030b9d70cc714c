package awscli

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/penstock/penstock/cli/contract"
	"github.com/penstock/penstock/cli/shorthand"
	"github.com/penstock/penstock/cli/value"
)

// The prefixes of values that stand for the content of a file: text, or bytes.
const (
	textPrefix  = "file://"
	bytesPrefix = "fileb://"
)

// loadFile returns the content of the file that a value names, or the value itself. Binary content is base64 with encode.
func loadFile(text string, encode bool) (string, error) {
	path, isBytes := strings.CutPrefix(text, bytesPrefix)
	if !isBytes {
		var isText bool
		if path, isText = strings.CutPrefix(text, textPrefix); !isText {
			return text, nil
		}
	}
	path = os.ExpandEnv(path)
	if rest, ok := strings.CutPrefix(path, "~/"); ok {
		if home, err := os.UserHomeDir(); err == nil {
			path = filepath.Join(home, rest)
		}
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return "", inWords("Unable to load paramfile %s: %v", text, err)
	}
	switch {
	case isBytes && encode:
		return base64.StdEncoding.EncodeToString(content), nil
	case !isBytes && !utf8.Valid(content):
		return "", inWords("Unable to load paramfile (%s), text contents could not be decoded.  If this is a binary file, please use the fileb:// prefix instead of the file:// prefix.", path)
	}
	return string(content), nil
}

// parameters are the members of the request that the options give, in the order of the contract.
func parameters(op *contract.Operation, a *arguments) (*value.Object, error) {
	request := value.NewObject()
	for i := range op.Input.Members {
		m := &op.Input.Members[i]
		for _, o := range memberOptions(op, m) {
			g, ok := a.options[o.name]
			if !ok {
				continue
			}
			v, err := parameter(o, m.Shape, g.values)
			if err != nil {
				return nil, wrongParameter(o.name, err.Error())
			}
			request.Set(m.Name, v)
		}
	}
	return request, nil
}

// parameter is the value of an option as the member's shape wants it.
func parameter(o *option, s *contract.Shape, values []string) (any, error) {
	if s.Kind == contract.Boolean {
		return !o.negated, nil
	}
	if len(values) == 1 {
		content, err := loadFile(values[0], s.Kind == contract.Blob)
		if err != nil {
			return nil, err
		}
		values = []string{content}
	}
	first := strings.TrimSpace(values[0])
	if s.Kind == contract.List {
		if strings.HasPrefix(first, "[") && len(values) == 1 {
			return parseJSON(first)
		}
		list := make([]any, len(values))
		for i, text := range values {
			var err error
			if list[i], err = element(s.Elem, text); err != nil {
				return nil, err
			}
		}
		return list, nil
	}
	return element(s, values[0])
}

// element is one value as a shape that is no list wants it.
func element(s *contract.Shape, text string) (any, error) {
	switch {
	case !s.IsScalar():
		if trimmed := strings.TrimSpace(text); strings.HasPrefix(trimmed, "{") || strings.HasPrefix(trimmed, "[") {
			return parseJSON(trimmed)
		}
		parsed, err := shorthand.Parse(text, func(text string) (string, error) { return loadFile(text, true) })
		if err != nil {
			return nil, err
		}
		return shorthand.Coerce(parsed, s)
	case s.Kind == contract.Integer:
		i, err := strconv.ParseInt(strings.TrimSpace(text), 10, 64)
		if err != nil {
			return nil, fmt.Errorf("%q is not a whole number", text)
		}
		return json.Number(strconv.FormatInt(i, 10)), nil
	default:
		return text, nil
	}
}

func parseJSON(text string) (any, error) {
	v, err := value.Parse([]byte(text))
	if err != nil {
		return nil, inWords("Invalid JSON: %v\nJSON received: %s", err, text)
	}
	return v, nil
}

// addInput adds the members of --cli-input-json or --cli-input-yaml that no option gave.
func addInput(request *value.Object, a *arguments) error {
	for _, input := range []struct {
		name, kind string
		parse      func([]byte) (any, error)
	}{{"cli-input-json", "JSON", value.Parse}, {"cli-input-yaml", "YAML", value.ParseYAML}} {
		if !a.has(input.name) {
			continue
		}
		if a.has("cli-input-json") && a.has("cli-input-yaml") {
			return &parameterError{"Only one --cli-input- parameter may be specified."}
		}
		text, err := loadFile(a.value(input.name), false)
		if err != nil {
			return wrongParameter(input.name, err.Error())
		}
		v, err := input.parse([]byte(text))
		if err != nil {
			return wrongParameter(input.name, fmt.Sprintf("Invalid %s received: %v", input.kind, err))
		}
		o, ok := v.(*value.Object)
		if !ok {
			return wrongParameter(input.name, "Invalid type: expecting map, received "+typeName(v))
		}
		for _, name := range o.Names() {
			if member, _ := o.Get(name); !request.Has(name) {
				request.Set(name, member)
			}
		}
	}
	return nil
}

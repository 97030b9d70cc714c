package awscli

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/penstock/penstock/cli/contract"
	"github.com/penstock/penstock/cli/value"
)

// checker holds a request to the contract as far as the AWS CLI does: types, names, members that must be there, smallest values.
// The rest is for the server to say. On its way it makes of times and binary values what is sent.
type checker struct {
	// raw says that binary values are given as they are and not in base64.
	raw      bool
	problems []string
}

// checkRequest returns the request as it is sent.
func checkRequest(op *contract.Operation, request *value.Object, binaryFormat string) (*value.Object, error) {
	c := &checker{raw: binaryFormat == "raw-in-base64-out"}
	sent := c.object(request, op.Input, "")
	if len(c.problems) > 0 {
		return nil, &parameterError{"Parameter validation failed:\n" + strings.Join(c.problems, "\n")}
	}
	return sent, nil
}

func (c *checker) complain(format string, args ...any) {
	c.problems = append(c.problems, fmt.Sprintf(format, args...))
}

// at is how messages call a place; the request itself is the input.
func at(path string) string {
	if path == "" {
		return "input"
	}
	return strings.TrimPrefix(path, ".")
}

func (c *checker) object(o *value.Object, s *contract.Shape, path string) *value.Object {
	sent := value.NewObject()
	names := make([]string, len(s.Members))
	for i, m := range s.Members {
		names[i] = m.Name
		if m.Required && !o.Has(m.Name) {
			if path == "" {
				c.complain("Missing required parameter in input: %q", m.Name)
			} else {
				c.complain("Missing required parameter in %s: %q", at(path), m.Name)
			}
		}
	}
	for _, name := range o.Names() {
		m, known := s.Member(name)
		if !known {
			text := fmt.Sprintf("Unknown parameter in %s: %q, must be one of: %s", at(path), name, strings.Join(names, ", "))
			if near := Nearest(name, names); near != "" {
				text += fmt.Sprintf(" (did you mean %s?)", near)
			}
			c.complain("%s", text)
			continue
		}
		v, _ := o.Get(name)
		sent.Set(name, c.value(v, m.Shape, path+"."+name))
	}
	return sent
}

func (c *checker) value(v any, s *contract.Shape, path string) any {
	switch s.Kind {
	case contract.Struct:
		if o, ok := v.(*value.Object); ok {
			return c.object(o, s, path)
		}
	case contract.Map:
		if o, ok := v.(*value.Object); ok {
			sent := value.NewObject()
			for _, name := range o.Names() {
				member, _ := o.Get(name)
				sent.Set(name, c.value(member, s.Elem, path+"."+name))
			}
			return sent
		}
	case contract.List:
		if list, ok := v.([]any); ok {
			c.length(len(list), s, path)
			sent := make([]any, len(list))
			for i, e := range list {
				sent[i] = c.value(e, s.Elem, fmt.Sprintf("%s[%d]", path, i))
			}
			return sent
		}
	default:
		return c.scalar(v, s, path)
	}
	c.wrongType(v, s, path)
	return nil
}

func (c *checker) scalar(v any, s *contract.Shape, path string) any {
	switch s.Kind {
	case contract.Boolean:
		if b, ok := v.(bool); ok {
			return b
		}
	case contract.Integer:
		if n, ok := v.(json.Number); ok {
			if i, err := strconv.ParseInt(n.String(), 10, 64); err == nil {
				if i < s.Min {
					c.complain("Invalid value for parameter %s, value: %d, valid min value: %d", at(path), i, s.Min)
				}
				return n
			}
		}
	case contract.Timestamp:
		if seconds, err := unixTime(v); err == nil {
			return json.Number(strconv.FormatInt(seconds, 10))
		}
	case contract.Blob:
		if text, ok := v.(string); ok {
			return c.blob(text, s, path)
		}
	default:
		if text, ok := v.(string); ok {
			c.length(utf8.RuneCountInString(text), s, path)
			return text
		}
	}
	c.wrongType(v, s, path)
	return nil
}

func (c *checker) blob(text string, s *contract.Shape, path string) any {
	if c.raw {
		text = base64.StdEncoding.EncodeToString([]byte(text))
	}
	content, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(text), ""))
	if err != nil {
		c.complain("Invalid base64 for parameter %s: %v; give binary values in base64, or with --cli-binary-format raw-in-base64-out", at(path), err)
		return nil
	}
	c.length(len(content), s, path)
	return base64.StdEncoding.EncodeToString(content)
}

func (c *checker) length(n int, s *contract.Shape, path string) {
	if int64(n) < s.Min {
		c.complain("Invalid length for parameter %s, value: %d, valid min length: %d", at(path), n, s.Min)
	}
}

func (c *checker) wrongType(v any, s *contract.Shape, path string) {
	wanted := map[contract.Kind]string{
		contract.Struct: "object", contract.Map: "object", contract.List: "list", contract.Boolean: "boolean",
		contract.Integer: "integer", contract.Timestamp: "timestamp", contract.Blob: "string in base64",
	}[s.Kind]
	if wanted == "" {
		wanted = "string"
	}
	text, err := json.Marshal(v)
	if err != nil {
		text = []byte(fmt.Sprint(v))
	}
	c.complain("Invalid type for parameter %s, value: %s, type: %s, valid types: %s", at(path), text, typeName(v), wanted)
}

// typeName is the type of a value in the words of JSON.
func typeName(v any) string {
	switch v := v.(type) {
	case *value.Object:
		return "object"
	case []any:
		return "list"
	case string:
		return "string"
	case bool:
		return "boolean"
	case json.Number:
		if _, err := strconv.ParseInt(v.String(), 10, 64); err == nil {
			return "integer"
		}
		return "number"
	default:
		return "null"
	}
}

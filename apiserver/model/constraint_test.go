package model

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/stretchr/testify/require"
)

// contract is openapi.yaml, read anew: what the generator made of it is compared with what it says.
type contract struct{ schemas openapi3.Schemas }

func readContract(t *testing.T) (contract, []*openapi3.Operation) {
	t.Helper()
	doc, err := openapi3.NewLoader().LoadFromFile("../../openapi.yaml")
	require.NoError(t, err)
	var operations []*openapi3.Operation
	for _, path := range doc.Paths.Map() {
		for _, op := range path.Operations() {
			operations = append(operations, op)
		}
	}
	return contract{doc.Components.Schemas}, operations
}

func (c contract) schema(name string) *openapi3.Schema { return c.schemas[name].Value }

func nameOf(ref *openapi3.SchemaRef) string {
	return strings.TrimPrefix(ref.Ref, "#/components/schemas/")
}

// absent in place of a value leaves the member out.
type absent struct{}

// build makes a value of a schema: all members given, each the least that is valid; but at the path of the override, which
// is as a DecodeError would write it, the value given.
func (c contract) build(name, path string, override map[string]any) any {
	if value, ok := override[path]; ok {
		return value
	}
	s := c.schema(name)
	switch {
	case s.Type.Is("object") && s.AdditionalProperties.Schema != nil:
		key := c.mapKey(s, "")
		return map[string]any{key: c.build(nameOf(s.AdditionalProperties.Schema), path+"."+key, override)}
	case s.Type.Is("object"):
		object := map[string]any{}
		for member, of := range s.Properties {
			if value := c.build(nameOf(of), join(path, member), override); value != (absent{}) {
				object[member] = value
			}
		}
		return object
	case s.Type.Is("array"):
		list := make([]any, max(1, s.MinItems))
		for i := range list {
			list[i] = c.build(nameOf(s.Items), fmt.Sprintf("%s[%d]", path, i), override)
		}
		return list
	case s.Type.Is("boolean"):
		return true
	case s.Type.Is("integer"):
		if s.Min != nil {
			return int64(*s.Min)
		}
		return int64(1)
	case s.Type.Is("number"):
		return int64(1700000000)
	default:
		return validString(s)
	}
}

func join(path, member string) string {
	if path == "" {
		return member
	}
	return path + "." + member
}

// mapKey is a valid key of a map, with something appended to tell it from others.
func (c contract) mapKey(s *openapi3.Schema, suffix string) string {
	keys := s.Extensions["x-keys"].(map[string]any)
	return validString(c.schema(strings.TrimPrefix(keys["$ref"].(string), "#/components/schemas/"))) + suffix
}

func validString(s *openapi3.Schema) string {
	switch {
	case len(s.Enum) > 0:
		return s.Enum[0].(string)
	case s.Format == "byte":
		return base64.StdEncoding.EncodeToString(make([]byte, max(1, s.MinLength)))
	}
	for _, candidate := range []string{"a", "arn:aws:a", "$.a", "23:59", "UTF-8"} {
		if short := int(s.MinLength) - len(candidate); short > 0 {
			candidate += strings.Repeat("a", short)
		}
		if matches(s, candidate) {
			return candidate
		}
	}
	panic("no candidate matches " + s.Pattern)
}

func matches(s *openapi3.Schema, text string) bool {
	return s.Pattern == "" || regexp.MustCompile(`\A(?:`+s.Pattern+`)\z`).MatchString(text)
}

// breach is one constraint broken: the value at the path, and what the message must say of it.
type breach struct {
	path, says string
	value      any
}

// breaches break each constraint within a schema once.
func (c contract) breaches(name, path string) []breach {
	s := c.schema(name)
	switch {
	case s.Type.Is("object") && s.AdditionalProperties.Schema != nil:
		return c.mapBreaches(s, path)
	case s.Type.Is("object"):
		var out []breach
		for member, of := range s.Properties {
			at := join(path, member)
			if slices.Contains(s.Required, member) {
				out = append(out, breach{at, "must not be null", absent{}}, breach{at, "must not be null", nil})
			}
			out = append(out, c.breaches(nameOf(of), at)...)
		}
		return out
	case s.Type.Is("array"):
		out := c.breaches(nameOf(s.Items), path+"[0]")
		if s.MinItems > 0 {
			out = append(out, breach{path, fmt.Sprintf("length greater than or equal to %d", s.MinItems), []any{}})
		}
		if s.MaxItems != nil {
			list := make([]any, *s.MaxItems+1)
			for i := range list {
				list[i] = c.build(nameOf(s.Items), "", nil)
			}
			out = append(out, breach{path, fmt.Sprintf("length less than or equal to %d", *s.MaxItems), list})
		}
		return out
	case s.Type.Is("integer"):
		var out []breach
		if s.Min != nil {
			out = append(out, breach{path, fmt.Sprintf("value greater than or equal to %d", int64(*s.Min)), int64(*s.Min) - 1})
		}
		if s.Max != nil {
			out = append(out, breach{path, fmt.Sprintf("value less than or equal to %d", int64(*s.Max)), int64(*s.Max) + 1})
		}
		return out
	case s.Type.Is("string"):
		return stringBreaches(s, path)
	default:
		return nil
	}
}

func (c contract) mapBreaches(s *openapi3.Schema, path string) []breach {
	elem := nameOf(s.AdditionalProperties.Schema)
	out := c.breaches(elem, path+"."+c.mapKey(s, ""))
	if s.MinProps > 0 {
		out = append(out, breach{path, fmt.Sprintf("length greater than or equal to %d", s.MinProps), map[string]any{}})
	}
	if s.MaxProps != nil {
		many := map[string]any{}
		for i := range *s.MaxProps + 1 {
			many[c.mapKey(s, fmt.Sprint(i))] = c.build(elem, "", nil)
		}
		out = append(out, breach{path, fmt.Sprintf("length less than or equal to %d", *s.MaxProps), many})
	}
	return out
}

// tooBig is what a test does not build; TestValidate_MeasuresCode has the one constraint above.
const tooBig = 1 << 20

func stringBreaches(s *openapi3.Schema, path string) []breach {
	if len(s.Enum) > 0 {
		return []breach{{path, "must satisfy enum value set: [" + s.Enum[0].(string), "OTHER"}}
	}
	var out []breach
	value := func(length uint64) any {
		if s.Format == "byte" {
			return base64.StdEncoding.EncodeToString(make([]byte, length))
		}
		return (validString(s) + strings.Repeat("a", int(length)))[:length]
	}
	if s.MinLength > 0 {
		out = append(out, breach{path, fmt.Sprintf("length greater than or equal to %d", s.MinLength), value(s.MinLength - 1)})
	}
	if s.MaxLength != nil && *s.MaxLength < tooBig {
		out = append(out, breach{path, fmt.Sprintf("length less than or equal to %d", *s.MaxLength), value(*s.MaxLength + 1)})
	}
	if s.Pattern != "" {
		// A pattern must match the whole value, so a line after a valid one breaks it as well.
		for _, wrong := range []string{" ", validString(s) + "\n", "x:" + validString(s) + " "} {
			if !matches(s, wrong) {
				out = append(out, breach{path, "must satisfy regular expression pattern: " + s.Pattern, wrong})
			}
		}
		if !slices.ContainsFunc(out, func(b breach) bool { return strings.Contains(b.says, "pattern") }) {
			panic("nothing breaks " + s.Pattern)
		}
	}
	return out
}

// TestValidate_FindsEveryBreach breaks each constraint of each operation's request alone: exactly that member is named.
func TestValidate_FindsEveryBreach(t *testing.T) {
	t.Parallel()
	c, operations := readContract(t)
	require.Len(t, operations, len(Operations))
	for _, of := range operations {
		t.Run(of.OperationID, func(t *testing.T) {
			t.Parallel()
			op := operationNamed(t, of.OperationID)
			request := of.Extensions["x-request"].(string)
			in, err := op.Decode(encode(t, c.build(request, "", nil)))
			require.NoError(t, err)
			require.NoError(t, op.Validate(in), "a request that keeps to all constraints")
			breaches := c.breaches(request, "")
			if len(c.schema(request).Properties) > 0 {
				require.NotEmpty(t, breaches)
			}
			for _, b := range breaches {
				in, err := op.Decode(encode(t, c.build(request, "", map[string]any{b.path: b.value})))
				require.NoError(t, err, b.path)
				var invalid *ValidationError
				require.ErrorAs(t, op.Validate(in), &invalid, "%s: %s", b.path, b.says)
				for _, member := range invalid.Members {
					require.Equal(t, b.path, member, invalid.Error())
				}
				require.Contains(t, invalid.Error(), b.says)
				require.Contains(t, invalid.Error(), "("+b.path+")")
			}
		})
	}
}

// TestDecode_NamesEveryWrongType gives each member a JSON value of a type that it cannot take.
func TestDecode_NamesEveryWrongType(t *testing.T) {
	t.Parallel()
	c, operations := readContract(t)
	for _, of := range operations {
		t.Run(of.OperationID, func(t *testing.T) {
			t.Parallel()
			op := operationNamed(t, of.OperationID)
			request := of.Extensions["x-request"].(string)
			for path, wrong := range c.wrongTypes(request, "") {
				_, err := op.Decode(encode(t, c.build(request, "", map[string]any{path: wrong})))
				var decode *DecodeError
				require.ErrorAs(t, err, &decode, path)
				require.Equal(t, path, decode.Path)
			}
		})
	}
}

// wrongTypes are the paths within a schema, each with a value of a wrong type.
func (c contract) wrongTypes(name, path string) map[string]any {
	out := map[string]any{}
	add := func(of *openapi3.SchemaRef, at string) {
		for path, wrong := range c.wrongTypes(nameOf(of), at) {
			out[path] = wrong
		}
	}
	s := c.schema(name)
	switch {
	case s.Type.Is("object") && s.AdditionalProperties.Schema != nil:
		out[path] = []any{}
		add(s.AdditionalProperties.Schema, path+"."+c.mapKey(s, ""))
	case s.Type.Is("object"):
		if path != "" {
			out[path] = "text"
		}
		for member, of := range s.Properties {
			add(of, join(path, member))
		}
	case s.Type.Is("array"):
		out[path] = map[string]any{}
		add(s.Items, path+"[0]")
	case s.Type.Is("string"):
		out[path] = 7
	default:
		out[path] = "text"
	}
	return out
}

func encode(t *testing.T, v any) []byte {
	t.Helper()
	text, err := json.Marshal(v)
	require.NoError(t, err)
	return text
}

func TestValidate_MeasuresCode(t *testing.T) {
	t.Parallel()
	op := operationNamed(t, "CreateApplication")
	in := &CreateApplicationRequest{
		ApplicationName: new("a"), RuntimeEnvironment: new(RuntimeEnvironmentFLINK_1_20), ServiceExecutionRole: new("arn:aws:a"),
		ApplicationConfiguration: &ApplicationConfiguration{ApplicationCodeConfiguration: &ApplicationCodeConfiguration{
			CodeContentType: new(CodeContentTypeZIPFILE), CodeContent: &CodeContent{ZipFileContent: make([]byte, 52428800)},
		}},
	}
	require.NoError(t, op.Validate(in))
	code := in.ApplicationConfiguration.ApplicationCodeConfiguration.CodeContent
	code.ZipFileContent = append(code.ZipFileContent, 0)
	require.ErrorContains(t, op.Validate(in), "Value '<binary>' at 'applicationConfiguration.applicationCodeConfiguration.codeContent.zipFileContent' "+
		"failed to satisfy constraint: Member must have length less than or equal to 52428800")
}

func TestValidate_CountsCharacters(t *testing.T) {
	t.Parallel()
	op := operationNamed(t, "CreateApplication")
	in := &CreateApplicationRequest{
		ApplicationName: new("a"), RuntimeEnvironment: new(RuntimeEnvironmentFLINK_1_20), ServiceExecutionRole: new("arn:aws:a"),
		ApplicationDescription: new(strings.Repeat("é", 1024)),
	}
	require.Greater(t, len(*in.ApplicationDescription), utf8.RuneCountInString(*in.ApplicationDescription))
	require.NoError(t, op.Validate(in))
	*in.ApplicationDescription += "é"
	require.ErrorContains(t, op.Validate(in), "length less than or equal to 1024 (ApplicationDescription)")
}

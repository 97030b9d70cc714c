package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// contractModel is the contract as the templates need it, everything sorted by name.
type contractModel struct {
	Structs    []*shape
	Enums      []*shape
	Errors     []*shape
	Operations []*operation
	shapes     map[string]*shape
	order      map[string][]string // the properties of each schema in the order of the text
}

// kind is what a shape is in Go and JSON.
type kind string

const (
	kindStruct    kind = "struct"
	kindList      kind = "list"
	kindMap       kind = "map"
	kindString    kind = "string"
	kindEnum      kind = "enum"
	kindInteger   kind = "integer"
	kindBoolean   kind = "boolean"
	kindTimestamp kind = "timestamp"
	kindBlob      kind = "blob"
)

type shape struct {
	Name    string
	Kind    kind
	Members []member // of a struct, in the order of the contract
	Elem    *shape   // of a list, and the values of a map
	Key     *shape   // of a map
	Enum    []string
	Min     *int64 // length or value
	Max     *int64
	Pattern string
	Int32   bool // an integer of 32 bits; the others have 64
	Status  int  // HTTP status of an error
}

type member struct {
	Name     string
	Shape    *shape
	Required bool
}

type operation struct {
	Name, Method, Path, Summary string
	Request, Response           *shape
	Errors                      []string
	Parameters                  []parameter
	Pagination                  *pagination
	HasBody                     bool
	// Own says that it is none of the service's: only REST has it.
	Own bool
	// Stream says that the answer goes on, one event of Response after another.
	Stream bool
}

type parameter struct {
	Name, In string
	Shape    *shape
}

func readContract(doc *openapi3.T) (*contractModel, error) {
	c := &contractModel{shapes: map[string]*shape{}}
	names := make([]string, 0, len(doc.Components.Schemas))
	for name := range doc.Components.Schemas {
		if name != "Problem" {
			names = append(names, name)
			c.shapes[name] = &shape{Name: name}
		}
	}
	slices.Sort(names)
	for _, name := range names {
		s := c.shapes[name]
		if err := c.readShape(s, doc.Components.Schemas[name].Value); err != nil {
			return nil, fmt.Errorf("schema %s: %w", name, err)
		}
		switch {
		case s.Status != 0:
			c.Errors = append(c.Errors, s)
		case s.Kind == kindStruct:
			c.Structs = append(c.Structs, s)
		case s.Kind == kindEnum:
			c.Enums = append(c.Enums, s)
		}
	}
	for _, path := range doc.Paths.InMatchingOrder() {
		for method, op := range doc.Paths.Value(path).Operations() {
			o, err := c.readOperation(method, path, op)
			if err != nil {
				return nil, fmt.Errorf("operation %s: %w", op.OperationID, err)
			}
			c.Operations = append(c.Operations, o)
		}
	}
	slices.SortFunc(c.Operations, func(a, b *operation) int { return strings.Compare(a.Name, b.Name) })
	return c, nil
}

func (c *contractModel) readShape(s *shape, v *openapi3.Schema) error {
	var err error
	switch {
	case v.Type.Is("object") && v.AdditionalProperties.Schema != nil:
		s.Kind = kindMap
		if s.Elem, err = c.byRef(v.AdditionalProperties.Schema.Ref); err != nil {
			return err
		}
		var key struct {
			Ref string `json:"$ref"`
		}
		if err := extension(v.Extensions, "x-keys", &key); err != nil {
			return err
		}
		if s.Key, err = c.byRef(key.Ref); err != nil {
			return err
		}
		s.Min, s.Max = limits(v.MinProps, v.MaxProps)
	case v.Type.Is("object"):
		s.Kind = kindStruct
		if err := extension(v.Extensions, "x-http-status", &s.Status); err != nil {
			return err
		}
		return c.readMembers(s, v)
	case v.Type.Is("array"):
		s.Kind = kindList
		if s.Elem, err = c.byRef(v.Items.Ref); err != nil {
			return err
		}
		s.Min, s.Max = limits(v.MinItems, v.MaxItems)
	case v.Type.Is("string") && len(v.Enum) > 0:
		s.Kind = kindEnum
		for _, e := range v.Enum {
			s.Enum = append(s.Enum, e.(string))
		}
	case v.Type.Is("string"):
		s.Kind = kindString
		if v.Format == "byte" {
			s.Kind = kindBlob
		}
		s.Min, s.Max = limits(v.MinLength, v.MaxLength)
		s.Pattern = v.Pattern
		if _, err := regexp.Compile(v.Pattern); err != nil {
			return fmt.Errorf("the pattern is none of Go's: %w", err)
		}
	case v.Type.Is("integer"):
		s.Kind = kindInteger
		s.Int32 = v.Format == "int32"
		if v.Min != nil {
			s.Min = new(int64(*v.Min))
		}
		if v.Max != nil {
			s.Max = new(int64(*v.Max))
		}
	case v.Type.Is("boolean"):
		s.Kind = kindBoolean
	case v.Type.Is("number") && v.Format == "unix-time":
		s.Kind = kindTimestamp
	default:
		return fmt.Errorf("type %v is not known to the generator", v.Type)
	}
	return nil
}

func (c *contractModel) readMembers(s *shape, v *openapi3.Schema) error {
	names := make([]string, 0, len(v.Properties))
	for name := range v.Properties {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		of, err := c.byRef(v.Properties[name].Ref)
		if err != nil {
			return fmt.Errorf("member %s: %w", name, err)
		}
		s.Members = append(s.Members, member{name, of, slices.Contains(v.Required, name)})
	}
	for _, name := range v.Required {
		if v.Properties[name] == nil {
			return fmt.Errorf("required member %s is not among the properties", name)
		}
	}
	return nil
}

func (c *contractModel) readOperation(method, path string, op *openapi3.Operation) (*operation, error) {
	o := &operation{Name: op.OperationID, Method: method, Path: path, Summary: op.Summary, HasBody: op.RequestBody != nil}
	var request string
	if err := extension(op.Extensions, "x-request", &request); err != nil {
		return nil, err
	}
	if err := extension(op.Extensions, "x-errors", &o.Errors); err != nil {
		return nil, err
	}
	if err := extension(op.Extensions, "x-paginated", &o.Pagination); err != nil {
		return nil, err
	}
	if err := extension(op.Extensions, "x-penstock", &o.Own); err != nil {
		return nil, err
	}
	var err error
	if o.Request, err = c.byName(request); err != nil {
		return nil, err
	}
	content := op.Responses.Value("200").Value.Content
	answer := content.Get("application/json")
	if events := content.Get("application/x-ndjson"); events != nil && content["application/x-ndjson"] != nil {
		o.Stream, answer = true, events
	}
	if o.Stream && !o.Own {
		return nil, errors.New("only operations of Penstock's own stream")
	}
	if o.Response, err = c.byRef(answer.Schema.Ref); err != nil {
		return nil, err
	}
	for _, e := range o.Errors {
		if s, err := c.byName(e); err != nil || s.Status == 0 {
			return nil, fmt.Errorf("x-errors names %s, which is no error", e)
		}
	}
	for _, p := range op.Parameters {
		if p.Value.In == "header" {
			continue // of HTTP, and no member of the request
		}
		of, err := c.byRef(p.Value.Schema.Ref)
		if err != nil {
			return nil, err
		}
		o.Parameters = append(o.Parameters, parameter{p.Value.Name, p.Value.In, of})
	}
	return o, nil
}

func (c *contractModel) byRef(ref string) (*shape, error) {
	name, ok := strings.CutPrefix(ref, "#/components/schemas/")
	if !ok {
		return nil, fmt.Errorf("%q must refer to a schema with a name", ref)
	}
	return c.byName(name)
}

func (c *contractModel) byName(name string) (*shape, error) {
	s, ok := c.shapes[name]
	if !ok {
		return nil, fmt.Errorf("there is no schema %q", name)
	}
	return s, nil
}

// extension decodes the extension key where it is present.
func extension(all map[string]any, key string, into any) error {
	v, ok := all[key]
	if !ok {
		return nil
	}
	text, err := json.Marshal(v)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(text, into); err != nil {
		return fmt.Errorf("%s: %w", key, err)
	}
	return nil
}

func limits(lo uint64, hi *uint64) (*int64, *int64) {
	var low, high *int64
	if lo > 0 {
		low = new(int64(lo))
	}
	if hi != nil {
		high = new(int64(*hi))
	}
	return low, high
}

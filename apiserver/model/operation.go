package model

import (
	"context"
	"encoding/json"
	"net/url"
	"reflect"
	"strconv"
	"time"
)

// Operation is one operation of the contract.
type Operation struct {
	// Name is its name in both protocols.
	Name string
	// Method and Path are REST's; path parameters stand in braces.
	Method, Path string
	// HasBody tells whether REST sends the other members as a JSON body.
	HasBody bool
	// Parameters are the members that REST sends in path and query.
	Parameters []Parameter
	// Errors are those the operation declares.
	Errors []ErrorCode
	// Own says that the operation is Penstock's own and none of the service's: only REST has it.
	Own bool
	// Stream says that its answer is an [EventStream].
	Stream bool

	decode func(*decoder, node) request
	call   func(context.Context, Handler, any) (any, error)
}

// Parameter is a member of a request that REST sends in the path or in the query.
type Parameter struct {
	// Name is the member's name; In is "path" or "query".
	Name, In string
	// Kind is string, enum, integer, boolean or timestamp.
	Kind string
	// Many says that it is a list, given by repeating the parameter.
	Many bool
}

type request interface {
	check(c *checker, p *path)
}

// Decode reads a request from a JSON body; an empty body stands for an empty object. The error is a *DecodeError.
func (o *Operation) Decode(body []byte) (any, error) {
	v := node(map[string]node{})
	if len(body) > 0 {
		var err error
		if v, err = parse(body); err != nil {
			return nil, err
		}
	}
	return o.decodeNode(v)
}

// DecodeREST reads a request from its body and its parameters, which take precedence over members of the same name.
func (o *Operation) DecodeREST(body []byte, pathValue func(name string) string, query url.Values) (any, error) {
	v := node(map[string]node{})
	if o.HasBody && len(body) > 0 {
		var err error
		if v, err = parse(body); err != nil {
			return nil, err
		}
	}
	members, ok := v.(map[string]node)
	if !ok {
		return nil, decodeError(nil, "expected an object, found "+describe(v))
	}
	for _, p := range o.Parameters {
		values := query[p.Name]
		if p.In == "path" {
			values = []string{pathValue(p.Name)}
		}
		if len(values) == 0 {
			continue
		}
		if !p.Many {
			members[p.Name] = p.node(values[0])
			continue
		}
		list := make([]node, len(values))
		for i, text := range values {
			list[i] = p.node(text)
		}
		members[p.Name] = list
	}
	return o.decodeNode(members)
}

// node is a parameter's text as the JSON value it stands for. A text that is no such value stays a string, which the
// decoder then refuses by the member's name.
func (p Parameter) node(text string) node {
	switch p.Kind {
	case "integer":
		if _, err := strconv.ParseInt(text, 10, 64); err == nil {
			return json.Number(text)
		}
	case "timestamp":
		if _, err := strconv.ParseFloat(text, 64); err == nil {
			return json.Number(text)
		}
		if t, err := time.Parse(time.RFC3339, text); err == nil {
			return json.Number(strconv.FormatInt(t.Unix(), 10))
		}
	case "boolean":
		if b, err := strconv.ParseBool(text); err == nil {
			return b
		}
	}
	return text
}

func (o *Operation) decodeNode(v node) (any, error) {
	if _, ok := v.(map[string]node); !ok {
		return nil, decodeError(nil, "expected an object, found "+describe(v))
	}
	var d decoder
	in := o.decode(&d, v)
	if len(d.err.Violations) > 0 {
		o.locate(d.err.Violations)
		return nil, &d.err
	}
	return in, nil
}

// Validate checks a decoded request against the constraints of the contract. The error is a *ValidationError.
func (o *Operation) Validate(in any) error {
	var c checker
	in.(request).check(&c, nil)
	if len(c.err.Violations) > 0 {
		o.locate(c.err.Violations)
		return &c.err
	}
	return nil
}

// Call does the operation.
func (o *Operation) Call(ctx context.Context, h Handler, in any) (any, error) {
	out, err := o.call(ctx, h, in)
	if err != nil {
		return nil, err
	}
	if reflect.ValueOf(out).IsNil() {
		return struct{}{}, nil
	}
	return out, nil
}

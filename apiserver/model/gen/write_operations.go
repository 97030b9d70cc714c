package main

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
)

func writeOperations(b *bytes.Buffer, c *contractModel) error {
	b.WriteString("import \"context\"\n\n// Handler does the operations of the contract. Requests were decoded and validated.\ntype Handler interface {\n")
	for _, o := range c.Operations {
		fmt.Fprintf(b, "\t// %s\n\t%s(ctx context.Context, in *%s) (%s, error)\n", o.Summary, o.Name, o.Request.Name, o.answer())
	}
	b.WriteString("}\n\n// UnimplementedHandler answers every operation with UnsupportedOperationException. A handler embeds it for those that it\n// does not have yet.\ntype UnimplementedHandler struct{}\n\n")
	for _, o := range c.Operations {
		fmt.Fprintf(b, "// %s implements Handler.\nfunc (UnimplementedHandler) %s(context.Context, *%s) (%s, error) {\n\treturn nil, unsupported(%q)\n}\n\n", o.Name, o.Name, o.Request.Name, o.answer(), o.Name)
	}
	b.WriteString("// Operations are the operations of the contract, in the order of their names.\nvar Operations = []*Operation{\n")
	for _, o := range c.Operations {
		fmt.Fprintf(b, "\t{\n\t\tName: %q, Method: %q, Path: %q, HasBody: %t, Own: %t, Stream: %t,\n", o.Name, o.Method, o.Path, o.HasBody, o.Own, o.Stream)
		fmt.Fprintf(b, "\t\tErrors: []ErrorCode{%s},\n", strings.Join(o.Errors, ", "))
		if len(o.Parameters) > 0 {
			b.WriteString("\t\tParameters: []Parameter{\n")
			for _, p := range o.Parameters {
				of := p.Shape
				many := of.Kind == kindList
				if many {
					of = of.Elem
				}
				fmt.Fprintf(b, "\t\t\t{Name: %q, In: %q, Kind: %q, Many: %t},\n", p.Name, p.In, string(of.Kind), many)
			}
			b.WriteString("\t\t},\n")
		}
		fmt.Fprintf(b, "\t\tdecode: func(d *decoder, v node) request {\n\t\t\tif in := decode%s(d, nil, v); in != nil {\n\t\t\t\treturn in\n\t\t\t}\n\t\t\treturn nil\n\t\t},\n", o.Request.Name)
		fmt.Fprintf(b, "\t\tcall: func(ctx context.Context, h Handler, in any) (any, error) {\n\t\t\treturn h.%s(ctx, in.(*%s))\n\t\t},\n", o.Name, o.Request.Name)
		b.WriteString("\t},\n")
	}
	b.WriteString("}\n")
	return nil
}

// answer is what a handler of the operation returns.
func (o *operation) answer() string {
	if o.Stream {
		return "Stream[" + o.Response.Name + "]"
	}
	return "*" + o.Response.Name
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

func quoted(values []string) string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = fmt.Sprintf("%q", v)
	}
	return strings.Join(out, ", ")
}

package main

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// pagination are the members that page through a list.
type pagination struct {
	Input, Limit, Output, List string
}

// writeCLI writes the table of the command line: the operations with their shapes, members in the order of the contract's text,
// which is the order in which the AWS CLI shows them.
func writeCLI(b *bytes.Buffer, c *contractModel) error {
	b.WriteString("// Operations are the operations of the contract, in the order of their names.\nvar Operations = []*Operation{\n")
	for _, o := range c.Operations {
		if o.Own {
			continue // the command line of the service has the service's operations
		}
		fmt.Fprintf(b, "\t{Name: %q, Summary: %q,\n\t\tInput: shape%s, Output: shape%s", o.Name, o.Summary, o.Request.Name, o.Response.Name)
		if p := o.Pagination; p != nil {
			fmt.Fprintf(b, ",\n\t\tPagination: &Pagination{Input: %q, Limit: %q, Output: %q, List: %q}", p.Input, p.Limit, p.Output, p.List)
		}
		b.WriteString("},\n")
	}
	b.WriteString("}\n\n// Errors are the errors of the contract.\nvar Errors = []*Shape{\n")
	for _, s := range c.Errors {
		fmt.Fprintf(b, "\tshape%s,\n", s.Name)
	}
	b.WriteString("}\n\nvar (\n")
	for _, name := range sortedKeys(c.shapes) {
		if s := c.shapes[name]; s.Kind != "" {
			writeCLIShape(b, c, s)
		}
	}
	b.WriteString(")\n")
	return nil
}

func writeCLIShape(b *bytes.Buffer, c *contractModel, s *shape) {
	fmt.Fprintf(b, "\tshape%s = &Shape{Name: %q, Kind: %q", s.Name, s.Name, string(s.Kind))
	if s.Min != nil {
		fmt.Fprintf(b, ", Min: %d", *s.Min)
	}
	if s.Key != nil {
		fmt.Fprintf(b, ", Key: shape%s", s.Key.Name)
	}
	if s.Elem != nil {
		fmt.Fprintf(b, ", Elem: shape%s", s.Elem.Name)
	}
	if len(s.Enum) > 0 {
		fmt.Fprintf(b, ", Enum: []string{%s}", quoted(s.Enum))
	}
	if len(s.Members) > 0 {
		b.WriteString(", Members: []Member{\n")
		for _, m := range c.inTextOrder(s) {
			fmt.Fprintf(b, "\t\t{Name: %q, Shape: shape%s, Required: %t},\n", m.Name, m.Shape.Name, m.Required)
		}
		b.WriteString("\t}")
	}
	b.WriteString("}\n")
}

// inTextOrder are the members of a struct as the text of the contract orders them.
func (c *contractModel) inTextOrder(s *shape) []member {
	members := slices.Clone(s.Members)
	order := c.order[s.Name]
	slices.SortStableFunc(members, func(a, b member) int { return slices.Index(order, a.Name) - slices.Index(order, b.Name) })
	return members
}

// readOrder reads the names of the properties of each schema in the order of the text, which the OpenAPI library forgets.
func readOrder(path string) (map[string][]string, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var doc struct {
		Components struct {
			Schemas map[string]struct {
				Properties yaml.Node `yaml:"properties"`
			} `yaml:"schemas"`
		} `yaml:"components"`
	}
	if err := yaml.Unmarshal(text, &doc); err != nil {
		return nil, fmt.Errorf("order of the properties: %s", strings.TrimPrefix(err.Error(), "yaml: "))
	}
	order := map[string][]string{}
	for name, schema := range doc.Components.Schemas {
		for i := 0; i+1 < len(schema.Properties.Content); i += 2 {
			order[name] = append(order[name], schema.Properties.Content[i].Value)
		}
	}
	return order, nil
}

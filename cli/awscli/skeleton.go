package awscli

import (
	"encoding/json"
	"strings"

	"github.com/penstock/penstock/cli/contract"
	"github.com/penstock/penstock/cli/value"
)

// sampleTime is the time of samples.
const sampleTime = "1970-01-01T00:00:00"

// skeleton is a sample of a shape: with named, strings are the names of their members, otherwise they are empty or the first of
// their values.
func skeleton(s *contract.Shape, named bool, name string) any {
	switch s.Kind {
	case contract.Struct:
		o := value.NewObject()
		for _, m := range s.Members {
			o.Set(m.Name, skeleton(m.Shape, named, m.Name))
		}
		return o
	case contract.List:
		return []any{skeleton(s.Elem, named, s.Elem.Name)}
	case contract.Map:
		return value.NewObject("KeyName", skeleton(s.Elem, named, ""))
	case contract.Integer:
		return json.Number("0")
	case contract.Boolean:
		return true
	case contract.Timestamp:
		return sampleTime
	case contract.Blob:
		return nil
	}
	switch {
	case named:
		return name
	case s.Kind == contract.Enum:
		return s.Enum[0]
	default:
		return ""
	}
}

// yamlSkeleton is a sample of a request in YAML, with what must be there and what there is to choose from as comments.
func yamlSkeleton(op *contract.Operation) string {
	var b strings.Builder
	if len(op.Input.Members) == 0 {
		return "{}\n"
	}
	writeYAMLSkeleton(&b, op.Input, "", "")
	return b.String()
}

// writeYAMLSkeleton writes the members of a struct, the first one behind first and the others behind before.
func writeYAMLSkeleton(b *strings.Builder, s *contract.Shape, first, before string) {
	lead := first
	for _, m := range s.Members {
		writeYAMLMember(b, lead+m.Name+":", m.Shape, yamlComment(m), before)
		lead = before
	}
}

// writeYAMLMember writes what stands behind a name.
func writeYAMLMember(b *strings.Builder, lead string, s *contract.Shape, comment, before string) {
	switch s.Kind {
	case contract.Struct:
		if len(s.Members) == 0 {
			b.WriteString(lead + " {}" + comment + "\n")
			return
		}
		b.WriteString(lead + comment + "\n")
		writeYAMLSkeleton(b, s, before+"  ", before+"  ")
	case contract.Map:
		b.WriteString(lead + comment + "\n")
		writeYAMLMember(b, before+"  KeyName:", s.Elem, "", before+"  ")
	case contract.List:
		b.WriteString(lead + comment + "\n")
		if s.Elem.Kind == contract.Struct {
			writeYAMLSkeleton(b, s.Elem, before+"- ", before+"  ")
			return
		}
		writeYAMLMember(b, before+"-", s.Elem, "", before+"  ")
	default:
		b.WriteString(lead + " " + yamlScalar(s) + comment + "\n")
	}
}

func yamlScalar(s *contract.Shape) string {
	switch s.Kind {
	case contract.Integer:
		return "0"
	case contract.Boolean:
		return "true"
	case contract.Timestamp:
		return strings.Replace(sampleTime, "T", " ", 1)
	case contract.Blob:
		return "!!binary ''"
	case contract.Enum:
		return s.Enum[0]
	default:
		return "''"
	}
}

func yamlComment(m contract.Member) string {
	var parts []string
	if m.Required {
		parts = append(parts, "[REQUIRED]")
	}
	if len(m.Shape.Enum) > 0 {
		parts = append(parts, "Valid values are: "+strings.Join(m.Shape.Enum, ", ")+".")
	}
	if len(parts) == 0 {
		return ""
	}
	return "  # " + strings.Join(parts, " ")
}

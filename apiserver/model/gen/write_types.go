package main

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
)

// goType is the Go type of a member: pointers and nil tell what is absent.
func goType(s *shape) string {
	switch s.Kind {
	case kindStruct, kindEnum:
		return "*" + s.Name
	case kindList:
		return "[]" + elemType(s.Elem)
	case kindMap:
		return "map[string]" + elemType(s.Elem)
	case kindBlob:
		return "[]byte"
	default:
		return "*" + elemType(s)
	}
}

// elemType is the Go type of an element of a list or map.
func elemType(s *shape) string {
	switch s.Kind {
	case kindStruct, kindEnum:
		return s.Name
	case kindString:
		return "string"
	case kindInteger:
		return "int64"
	case kindBoolean:
		return "bool"
	case kindTimestamp:
		return "Timestamp"
	default:
		return goType(s)
	}
}

// isPointer tells whether goType is a pointer.
func isPointer(s *shape) bool { return strings.HasPrefix(goType(s), "*") }

func writeTypes(b *bytes.Buffer, c *contractModel) error {
	for _, s := range c.Structs {
		fmt.Fprintf(b, "// %s is the shape of that name in the contract.\ntype %s struct {\n", s.Name, s.Name)
		for _, m := range s.Members {
			fmt.Fprintf(b, "\t%s %s `json:\"%s,omitzero\"`\n", m.Name, goType(m.Shape), m.Name)
		}
		b.WriteString("}\n\n")
	}
	return nil
}

var notIdentifier = regexp.MustCompile(`[^A-Za-z0-9_]+`)

func writeEnums(b *bytes.Buffer, c *contractModel) error {
	for _, s := range c.Enums {
		fmt.Fprintf(b, "// %s is the enumeration of that name in the contract.\ntype %s string\n\n// The values of %s.\nconst (\n", s.Name, s.Name, s.Name)
		for _, v := range s.Enum {
			fmt.Fprintf(b, "\t%s%s %s = %q\n", s.Name, notIdentifier.ReplaceAllString(v, "_"), s.Name, v)
		}
		b.WriteString(")\n\n")
	}
	return nil
}

func writeErrors(b *bytes.Buffer, c *contractModel) error {
	b.WriteString("// The errors of the contract, and the HTTP statuses of the AWS JSON protocol.\nvar errorStatus = map[ErrorCode]int{\n")
	for _, s := range c.Errors {
		fmt.Fprintf(b, "\t%s: %d,\n", s.Name, s.Status)
	}
	b.WriteString("}\n\n// The names of the errors of the contract.\nconst (\n")
	for _, s := range c.Errors {
		fmt.Fprintf(b, "\t%s ErrorCode = %q\n", s.Name, s.Name)
	}
	b.WriteString(")\n")
	return nil
}

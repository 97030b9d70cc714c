package main

import (
	"bytes"
	"fmt"
)

// decodeCall is the expression that decodes value v at path p as goType(s).
func decodeCall(s *shape, p, v string) string {
	switch s.Kind {
	case kindStruct:
		return fmt.Sprintf("decode%s(d, %s, %s)", s.Name, p, v)
	case kindEnum:
		return fmt.Sprintf("(*%s)(d.string(%s, %s))", s.Name, p, v)
	case kindList:
		return fmt.Sprintf("decodeList[%s](d, %s, %s, %s)", elemType(s.Elem), p, v, elemDecoder(s.Elem))
	case kindMap:
		return fmt.Sprintf("decodeMap[%s](d, %s, %s, %s)", elemType(s.Elem), p, v, elemDecoder(s.Elem))
	case kindInteger:
		if s.Int32 {
			return fmt.Sprintf("d.int32(%s, %s)", p, v)
		}
		return fmt.Sprintf("d.integer(%s, %s)", p, v)
	default:
		return fmt.Sprintf("d.%s(%s, %s)", s.Kind, p, v)
	}
}

// elemDecoder is a function that decodes one element.
func elemDecoder(s *shape) string {
	return fmt.Sprintf("func(d *decoder, p *path, v node) %s { return %s }", goType(s), decodeCall(s, "p", "v"))
}

func writeDecoders(b *bytes.Buffer, c *contractModel) error {
	for _, s := range inputs(c) {
		fmt.Fprintf(b, "func decode%s(d *decoder, p *path, v node) *%s {\n", s.Name, s.Name)
		fmt.Fprintf(b, "\to, ok := d.object(p, v)\n\tif !ok {\n\t\treturn nil\n\t}\n")
		if len(s.Members) == 0 {
			fmt.Fprintf(b, "\t_ = o\n\treturn &%s{}\n}\n\n", s.Name)
			continue
		}
		fmt.Fprintf(b, "\treturn &%s{\n", s.Name)
		for _, m := range s.Members {
			fmt.Fprintf(b, "\t\t%s: %s,\n", m.Name, decodeCall(m.Shape, fmt.Sprintf("p.member(%q)", m.Name), fmt.Sprintf("o[%q]", m.Name)))
		}
		b.WriteString("\t}\n}\n\n")
	}
	return nil
}

// inputs are the structs that requests are made of.
func inputs(c *contractModel) []*shape {
	used := map[*shape]bool{}
	var mark func(s *shape)
	mark = func(s *shape) {
		if s == nil || used[s] {
			return
		}
		used[s] = true
		mark(s.Elem)
		mark(s.Key)
		for _, m := range s.Members {
			mark(m.Shape)
		}
	}
	for _, o := range c.Operations {
		mark(o.Request)
	}
	var out []*shape
	for _, s := range c.Structs {
		if used[s] {
			out = append(out, s)
		}
	}
	return out
}

package main

import (
	"bytes"
	"fmt"
)

func writeValidation(b *bytes.Buffer, c *contractModel) error {
	b.WriteString("import \"regexp\"\n\n")
	patterns := map[string]string{}
	for _, s := range inputs(c) {
		for _, m := range s.Members {
			for _, of := range []*shape{m.Shape, m.Shape.Elem, m.Shape.Key} {
				if of != nil && of.Pattern != "" {
					patterns[of.Name] = of.Pattern
				}
			}
		}
	}
	b.WriteString("// The patterns of the contract, made to match whole values.\nvar (\n")
	for _, name := range sortedKeys(patterns) {
		fmt.Fprintf(b, "\tpattern%s = pattern{text: %q, whole: regexp.MustCompile(%q)}\n", name, patterns[name], "^(?:"+patterns[name]+")$")
	}
	b.WriteString(")\n\n")
	for _, s := range inputs(c) {
		fmt.Fprintf(b, "func (s *%s) check(c *checker, p *path) {\n", s.Name)
		for _, m := range s.Members {
			writeMemberCheck(b, m)
		}
		b.WriteString("}\n\n")
	}
	return nil
}

func writeMemberCheck(b *bytes.Buffer, m member) {
	field := "s." + m.Name
	at := fmt.Sprintf("p.member(%q)", m.Name)
	if m.Required {
		fmt.Fprintf(b, "\tif %s == nil {\n\t\tc.missing(%s)\n\t}\n", field, at)
	}
	value := field
	if isPointer(m.Shape) && m.Shape.Kind != kindStruct {
		value = "*" + field
	}
	body := valueChecks(m.Shape, value, at)
	if body == "" {
		return
	}
	fmt.Fprintf(b, "\tif %s != nil {\n%s\t}\n", field, body)
}

// valueChecks are the statements that check a value of a shape; empty where there is nothing to check.
func valueChecks(s *shape, value, at string) string {
	var b bytes.Buffer
	switch s.Kind {
	case kindStruct:
		fmt.Fprintf(&b, "\t\t%s.check(c, %s)\n", value, at)
	case kindEnum:
		fmt.Fprintf(&b, "\t\tc.enum(%s, string(%s), %s)\n", at, value, quoted(s.Enum))
	case kindString:
		writeLimits(&b, s, "length", "characters("+value+")", value, at)
		if s.Pattern != "" {
			fmt.Fprintf(&b, "\t\tc.pattern(%s, %s, pattern%s)\n", at, value, s.Name)
		}
	case kindBlob:
		writeLimits(&b, s, "length", "int64(len("+value+"))", `"<binary>"`, at)
	case kindInteger:
		writeLimits(&b, s, "value", value, "decimal("+value+")", at)
	case kindList:
		writeLimits(&b, s, "length", "int64(len("+value+"))", `"<list>"`, at)
		if elem := valueChecks(s.Elem, elemValue(s.Elem, value+"[i]"), "at"); elem != "" {
			fmt.Fprintf(&b, "\t\tfor i := range %s {\n\t\t\tat := %s.element(i)\n%s\t\t}\n", value, at, elem)
		}
	case kindMap:
		writeLimits(&b, s, "length", "int64(len("+value+"))", `"<map>"`, at)
		fmt.Fprintf(&b, "\t\tfor _, key := range sortedKeys(%s) {\n\t\t\tat := %s.key(key)\n%s%s\t\t}\n", value, at,
			valueChecks(s.Key, "key", "at"), valueChecks(s.Elem, value+"[key]", "at"))
	}
	return b.String()
}

func elemValue(s *shape, value string) string {
	if s.Kind == kindStruct {
		return "(&" + value + ")"
	}
	return value
}

func writeLimits(b *bytes.Buffer, s *shape, what, measure, shown, at string) {
	if s.Min != nil {
		fmt.Fprintf(b, "\t\tc.min(%s, %q, %s, %d, %s)\n", at, what, measure, *s.Min, shown)
	}
	if s.Max != nil {
		fmt.Fprintf(b, "\t\tc.max(%s, %q, %s, %d, %s)\n", at, what, measure, *s.Max, shown)
	}
}

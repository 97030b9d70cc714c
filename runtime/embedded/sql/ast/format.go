package ast

import (
	"strings"
)

// Format writes a node back as SQL on one line. Parsing the result gives an equal tree, but for positions, words that
// mean nothing (OUTER, ASC, ...), and the Quoted of names: all identifiers are quoted.
func Format(n Node) string {
	f := &formatter{}
	switch n := n.(type) {
	case Statement:
		f.statement(n)
	case *Query:
		f.query(n)
	case Expr:
		f.expr(n)
	case TableRef:
		f.table(n)
	case *DataType:
		f.dataType(n)
	case *Distribution:
		f.put("DISTRIBUTED")
		f.distribution(n)
	}
	return f.b.String()
}

// formatter collects the text.
type formatter struct{ b strings.Builder }

// put writes texts one after the other.
func (f *formatter) put(texts ...string) {
	for _, t := range texts {
		f.b.WriteString(t)
	}
}

// when writes the text if the condition holds.
func (f *formatter) when(condition bool, text string) {
	if condition {
		f.put(text)
	}
}

// commas writes elements with commas between.
func commas[T any](f *formatter, items []T, write func(T)) {
	for i, item := range items {
		f.when(i > 0, ", ")
		write(item)
	}
}

// QuoteIdent writes an identifier in backquotes.
func QuoteIdent(name string) string { return "`" + strings.ReplaceAll(name, "`", "``") + "`" }

// QuoteString writes a character literal.
func QuoteString(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

func (f *formatter) ident(i *Ident) { f.put(QuoteIdent(i.Name)) }

func (f *formatter) name(n *Name) {
	for i, p := range n.Parts {
		f.when(i > 0, ".")
		f.ident(p)
	}
}

func (f *formatter) idents(list []*Ident) {
	f.put("(")
	commas(f, list, f.ident)
	f.put(")")
}

func (f *formatter) str(s *StringLit) {
	if s.Charset != "" {
		f.put("_", s.Charset)
	}
	f.put(QuoteString(s.Value))
}

func (f *formatter) options(options []*Option) {
	f.put("(")
	commas(f, options, func(o *Option) { f.put(QuoteString(o.Key), " = ", QuoteString(o.Value)) })
	f.put(")")
}

package parser_test

import (
	"strings"
	"testing"

	"github.com/penstock/penstock/runtime/embedded/sql/parser"
)

func BenchmarkParse(b *testing.B) {
	script := strings.Join(statementTexts(b), ";\n")
	b.SetBytes(int64(len(script)))
	for b.Loop() {
		if _, err := parser.Parse(script); err != nil {
			b.Fatal(err)
		}
	}
}

package parser

import (
	"errors"
	"regexp"

	"github.com/penstock/penstock/runtime/embedded/sql/ast"
)

// property is ${group:key}, outside of quotes, as package script knows it.
var property = regexp.MustCompile(`^\$\{[^:{}\n]+:[^{}\n]+\}`)

// propertyKinds tells how the properties of a script whose values are not known are read: as names, or as numbers where no name
// may stand.
type propertyKinds struct {
	// numbers are the indexes of those that are numbers, in the order of the script.
	numbers map[int]bool
	// places are where the properties begin.
	places []ast.Pos
}

// maxNumbers bounds how many properties are numbers: each one costs a further attempt.
const maxNumbers = 50

// property reads a property, if there is one.
func (l *lexer) property(rest string) bool {
	text := property.FindString(rest)
	if text == "" {
		return false
	}
	index := len(l.properties.places)
	l.properties.places = append(l.properties.places, l.pos())
	if l.properties.numbers[index] {
		l.emit(number, len(text), "1")
	} else {
		l.emit(quoted, len(text), "`"+text+"`")
	}
	return true
}

// parseWithProperties parses a script that has properties in it, and finds out which ones have to be numbers.
func parseWithProperties(script string, properties *propertyKinds) (statements []ast.Statement, err error) {
	for {
		err = run(script, properties, func(p *parser) { statements = p.parseScript() })
		var at *ast.Error
		if !errors.As(err, &at) || len(properties.numbers) == maxNumbers || !properties.number(at.Pos) {
			return statements, err
		}
	}
}

// number makes a number of the property at a place; it tells whether that is news.
func (k *propertyKinds) number(at ast.Pos) bool {
	for i, place := range k.places {
		if place == at && !k.numbers[i] {
			k.numbers[i] = true
			return true
		}
	}
	return false
}

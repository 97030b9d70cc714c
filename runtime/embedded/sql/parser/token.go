package parser

import "github.com/penstock/penstock/runtime/embedded/sql/ast"

// tokenKind tells the kinds of tokens apart.
type tokenKind uint8

const (
	endOfInput     tokenKind = iota
	word                     // an unquoted identifier or keyword; text is in upper case
	quoted                   // an identifier in backquotes
	stringToken              // '...'
	unicodeString            // U&'...'
	binaryString             // X'...'
	prefixedString           // _charset'...' and N'...'
	number
	symbol    // text is the symbol
	hintBegin // "/*+"
	hintEnd   // "*/" that closes a hint
)

// token is a piece of the script. start and end are byte offsets.
type token struct {
	kind       tokenKind
	text       string
	start, end int
	pos        ast.Pos
	// endLine is the line of the last character, which strings may have beyond pos.Line.
	endLine int
}

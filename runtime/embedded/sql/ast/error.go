package ast

import (
	"fmt"
	"strings"
)

// Error is what is wrong with a script, at a place in it. The lexer, the parser and the analyzer report it, so that a
// caller can tell file, line and column in one way.
type Error struct {
	// Pos is the place in the script; invalid where the script as a whole is wrong.
	Pos Pos
	// Msg is what is wrong, in the words of Flink where it has some, without the place.
	Msg string
	// Hint is a suggestion, a sentence of its own such as "Did you mean 'value'?"; empty where there is none.
	Hint string
}

// Errorf makes an error at a place.
func Errorf(at Pos, format string, args ...any) *Error {
	return &Error{Pos: at, Msg: fmt.Sprintf(format, args...)}
}

// Error is "line L, column C: message hint".
func (e *Error) Error() string {
	s := e.Message()
	if e.Pos.IsValid() {
		s = fmt.Sprintf("line %d, column %d: %s", e.Pos.Line, e.Pos.Column, s)
	}
	return s
}

// longestMessage is how many bytes of a message are told, half of them from its end. A name or a literal that is quoted may be as long as the script.
const longestMessage = 8_000

// Message is the message with its hint, without the place.
func (e *Error) Message() string {
	msg := e.Msg
	if n := len(msg); n > longestMessage {
		msg = strings.ToValidUTF8(msg[:longestMessage/2], "") + " ... " + strings.ToValidUTF8(msg[n-longestMessage/2:], "")
	}
	if e.Hint == "" || len(e.Hint) > longestMessage {
		return msg
	}
	return msg + " " + e.Hint
}

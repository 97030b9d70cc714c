// Package script makes one text of an application's script files: it joins them and puts runtime properties in for
// ${group:key}, and leads from a place in that text back to the file, line and column that the user wrote.
package script

import (
	"errors"
	"fmt"
	"sort"
	"strings"

	"github.com/penstock/penstock/runtime/embedded/sql/ast"
)

// File is one script file.
type File struct {
	// Name is how errors name it.
	Name string
	Text string
}

// Script is the text to parse.
type Script struct {
	// Text is all files, each ended by a line end, with properties put in.
	Text  string
	files []string
	// runs are stretches of Text whose places differ from the user's by the same amount, in order.
	runs []run
}

// run begins at a place of Text and tells the user's place of that.
type run struct {
	at   ast.Pos
	file int
	from ast.Pos
	// fixed marks what was put in for a property: all of it is at the place of the ${.
	fixed bool
}

// Error is what is wrong at a place in a file. Its text is file:line:column: message.
type Error struct {
	File string
	// Line and Column count from 1; 0 where the file as a whole is wrong.
	Line, Column int
	Message      string
}

// Error is file:line:column: message, without what is not known.
func (e *Error) Error() string {
	switch {
	case e.Line > 0:
		return fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Column, e.Message)
	case e.File != "":
		return e.File + ": " + e.Message
	}
	return e.Message
}

// New joins files in their order and puts the properties in: group id to key to value. In quotes a value may be anything: its
// quotes are doubled. Elsewhere it must be a plain identifier or number, so that a value never changes how the script around
// it is read. $${group:key} stands for that text with a single $. A property that is not there, or does not fit its place, is an
// *Error at its place.
func New(files []File, properties map[string]map[string]string) (*Script, error) {
	s := &Script{}
	var text strings.Builder
	at := ast.Pos{Line: 1, Column: 1}
	for i, f := range files {
		s.files = append(s.files, f.Name)
		w := writer{script: s, text: &text, at: at, file: i}
		if err := w.add(f, properties); err != nil {
			return nil, err
		}
		at = w.at
	}
	s.Text = text.String()
	return s, nil
}

// Locate makes an *Error of an *ast.Error about Text that err is or wraps; other errors are returned as they are.
func (s *Script) Locate(err error) error {
	var at *ast.Error
	if !errors.As(err, &at) {
		return err
	}
	e := &Error{Message: at.Message()}
	if len(s.files) == 1 {
		e.File = s.files[0]
	}
	if at.Pos.IsValid() {
		e.File, e.Line, e.Column = s.place(at.Pos)
	}
	return e
}

// place is the user's place of a place in Text.
func (s *Script) place(p ast.Pos) (file string, line, column int) {
	i := sort.Search(len(s.runs), func(i int) bool { return before(p, s.runs[i].at) }) - 1
	if i < 0 {
		return "", p.Line, p.Column
	}
	r := s.runs[i]
	line, column = r.from.Line, r.from.Column
	if !r.fixed {
		line += p.Line - r.at.Line
		if p.Line == r.at.Line {
			column += p.Column - r.at.Column
		} else {
			column = p.Column
		}
	}
	return s.files[r.file], line, column
}

func before(a, b ast.Pos) bool {
	return a.Line < b.Line || a.Line == b.Line && a.Column < b.Column
}

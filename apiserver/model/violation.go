package model

import "strings"

// maxViolations bounds what is told of one request; a list of thousands of wrong elements needs no thousand sentences.
const maxViolations = 20

// Violation is what is wrong with one value of a request.
type Violation struct {
	// Member is the path of the value, elements counted from 0, such as Tags[0].Key; Pointer is the same as a JSON pointer (RFC 6901),
	// such as /Tags/0/Key. Both are empty where the whole request is meant.
	Member, Pointer string
	// Parameter is the parameter of path or query that REST has the value in; empty for what it has in the body.
	Parameter string
	// Message says what is wrong, in a sentence.
	Message string
}

func violationAt(p *path, message string) Violation {
	return Violation{Member: p.String(), Pointer: p.pointer(), Message: message}
}

// locate tells which violations are of parameters.
func (o *Operation) locate(all []Violation) {
	for i, v := range all {
		for _, p := range o.Parameters {
			if at, ok := strings.CutPrefix(v.Pointer, "/"+p.Name); ok && (at == "" || at[0] == '/') {
				all[i].Parameter = p.Name
			}
		}
	}
}

// Package contract is what the command line knows of the API: its operations and the shapes of their requests and answers, as
// openapi.yaml has them, with members in the order in which the AWS CLI shows them. The table is generated.
package contract

import (
	"slices"
	"strings"
	"unicode"
)

//go:generate go run ../../apiserver/model/gen -contract ../../openapi.yaml -cli .

// Kind is what a shape is in JSON.
type Kind string

// The kinds of shapes. Strings, Enums and Blobs are strings in JSON, Timestamps are numbers of seconds since 1970.
const (
	Struct    Kind = "struct"
	List      Kind = "list"
	Map       Kind = "map"
	String    Kind = "string"
	Enum      Kind = "enum"
	Integer   Kind = "integer"
	Boolean   Kind = "boolean"
	Timestamp Kind = "timestamp"
	Blob      Kind = "blob"
)

// Shape is a type of the contract.
type Shape struct {
	Name string
	Kind Kind
	// Members are those of a Struct.
	Members []Member
	// Elem is the shape of a List's elements and of a Map's values, Key that of a Map's keys.
	Elem, Key *Shape
	// Enum are the values of an Enum.
	Enum []string
	// Min is the smallest value of an Integer, and the smallest length of a String, Blob, List or Map.
	Min int64
}

// Member is a member of a Struct.
type Member struct {
	Name     string
	Shape    *Shape
	Required bool
}

// Member finds a member of a Struct.
func (s *Shape) Member(name string) (Member, bool) {
	i := slices.IndexFunc(s.Members, func(m Member) bool { return m.Name == name })
	if i < 0 {
		return Member{}, false
	}
	return s.Members[i], true
}

// IsScalar tells whether a value of the shape is neither object nor array in JSON.
func (s *Shape) IsScalar() bool { return s.Kind != Struct && s.Kind != List && s.Kind != Map }

// Operation is an operation of the API.
type Operation struct {
	Name, Summary string
	Input, Output *Shape
	// Pagination is nil where the answer is whole.
	Pagination *Pagination
}

// Pagination names the members that page through a list: the token of a request, how many a page may have, the token of an answer,
// and the list.
type Pagination struct {
	Input, Limit, Output, List string
}

// CommandName is the name of the operation's command, such as list-applications.
func (o *Operation) CommandName() string { return OptionName(o.Name) }

// ByCommand finds an operation by the name of its command.
func ByCommand(name string) (*Operation, bool) {
	i := slices.IndexFunc(Operations, func(o *Operation) bool { return o.CommandName() == name })
	if i < 0 {
		return nil, false
	}
	return Operations[i], true
}

// Error finds the shape of an error.
func Error(code string) (*Shape, bool) {
	i := slices.IndexFunc(Errors, func(s *Shape) bool { return s.Name == code })
	if i < 0 {
		return nil, false
	}
	return Errors[i], true
}

// OptionName is the name of a member or operation in the words of a command line: ResourceARN is resource-arn.
func OptionName(name string) string {
	var b strings.Builder
	runes := []rune(name)
	for i, r := range runes {
		if i > 0 && unicode.IsUpper(r) && (!unicode.IsUpper(runes[i-1]) || i+1 < len(runes) && unicode.IsLower(runes[i+1])) {
			b.WriteByte('-')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

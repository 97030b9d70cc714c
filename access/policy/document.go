package policy

import (
	"fmt"
	"strings"
)

// Kind is what a policy is for.
type Kind int

const (
	// Identity policies are attached to users and roles: they say what may be done to what.
	Identity Kind = iota
	// Trust policies belong to a role: they say who may assume it.
	Trust
	// Key policies belong to a key of the key service: they say who may do what with it.
	Key
)

// The effects of statements, as they are written.
const (
	Allow = "Allow"
	Deny  = "Deny"
)

// MaxSize is how many characters a policy may have, blanks and line ends between its parts not counted.
const MaxSize = 6144

// maxText bounds the text before it is looked at.
const maxText = 10 * MaxSize

// Policy is a policy that is understood. It is immutable and safe for concurrent use.
type Policy struct {
	statements []statement
}

// statement is one statement of a policy.
type statement struct {
	sid   string
	index int
	deny  bool
	// actions are those it is about, or with notActions those that it is not about. Likewise resources.
	actions      []pattern
	notActions   bool
	resources    []pattern
	notResources bool
	principals   principals
	conditions   []condition
}

// name is what tells the statement from the others of its policy.
func (s *statement) name() string {
	if s.sid != "" {
		return s.sid
	}
	return fmt.Sprintf("Statement[%d]", s.index)
}

// principals are whom a statement of a trust policy or of a key's is about.
type principals struct {
	// all is "*": whoever is authenticated.
	all bool
	// aws are ARNs, or accounts as the ARNs of their roots; federated are the URLs of issuers; services are names such as
	// kinesisanalytics.amazonaws.com.
	aws, federated, services []string
}

// Error says where a policy is not understood, and why.
type Error struct {
	// Place is the path to it, such as Statement[0].Condition.StringEquals; empty is the whole policy.
	Place string
	// Line and Column begin with 1.
	Line, Column int
	// Message says what is wrong with it.
	Message string
}

// Error tells everything.
func (e *Error) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "line %d, column %d", e.Line, e.Column)
	if e.Place != "" {
		b.WriteString(", " + e.Place)
	}
	b.WriteString(": " + e.Message)
	return b.String()
}

// Vocabulary is what policies may speak of.
type Vocabulary struct {
	// Actions are all actions there are, such as kinesisanalytics:DescribeApplication.
	Actions []string
	// Services are those whose ARNs may be named as resources, such as kinesisanalytics.
	Services []string
}

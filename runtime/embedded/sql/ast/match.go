package ast

// MatchRecognize is input MATCH_RECOGNIZE (...).
type MatchRecognize struct {
	Pos
	Input       TableRef
	PartitionBy []Expr
	OrderBy     []*OrderItem
	Measures    []*Measure
	// RowsPerMatch is "ONE ROW", "ALL ROWS" (with what follows) or empty for the default, one row.
	RowsPerMatch string
	Skip         AfterMatch
	Pattern      Pattern
	// Start and End are ^ and $ of the pattern.
	Start, End bool
	// Within is the interval of WITHIN; nil where there is none.
	Within  Expr
	Subsets []*Subset
	Define  []*Definition
	Alias   *Alias
}

// Measure is expression AS name.
type Measure struct {
	Pos
	Expr Expr
	Name *Ident
}

// SkipKind tells where matching goes on after a match.
type SkipKind uint8

// Where matching goes on.
const (
	SkipDefault     SkipKind = iota // not told: SKIP TO NEXT ROW
	SkipToNextRow                   // SKIP TO NEXT ROW
	SkipPastLastRow                 // SKIP PAST LAST ROW
	SkipToFirst                     // SKIP TO FIRST variable
	SkipToLast                      // SKIP TO LAST variable, also SKIP TO variable
)

// AfterMatch is AFTER MATCH SKIP ...
type AfterMatch struct {
	Pos
	Kind     SkipKind
	Variable *Ident
}

// Subset is name = (variables) of SUBSET.
type Subset struct {
	Pos
	Name      *Ident
	Variables []*Ident
}

// Definition is variable AS condition of DEFINE.
type Definition struct {
	Pos
	Variable  *Ident
	Condition Expr
}

// Pattern is a row pattern.
type Pattern interface {
	Node
	pattern()
}

// PatternVariable is a variable.
type PatternVariable struct {
	Pos
	Name *Ident
}

// PatternSequence is one pattern after the other; it is empty for ().
type PatternSequence struct {
	Pos
	Items []Pattern
}

// PatternAlternation is a | b.
type PatternAlternation struct {
	Pos
	Items []Pattern
}

// PatternQuantified is a pattern with a quantifier.
type PatternQuantified struct {
	Pos
	Item Pattern
	Min  int
	// Max is -1 for no limit.
	Max int
	// Reluctant is the ? after a quantifier.
	Reluctant bool
}

// PatternExclusion is {- pattern -}.
type PatternExclusion struct {
	Pos
	Item Pattern
}

// PatternPermute is PERMUTE(a, b).
type PatternPermute struct {
	Pos
	Items []Pattern
}

func (*PatternVariable) pattern()    {}
func (*PatternSequence) pattern()    {}
func (*PatternAlternation) pattern() {}
func (*PatternQuantified) pattern()  {}
func (*PatternExclusion) pattern()   {}
func (*PatternPermute) pattern()     {}

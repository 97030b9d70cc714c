package ast

// JSONBehavior is what JSON functions do on empty and on error: NULL, ERROR, TRUE, FALSE, UNKNOWN, EMPTY ARRAY, EMPTY
// OBJECT or DEFAULT with a value.
type JSONBehavior struct {
	Pos
	Kind    string
	Default Expr
}

// JSONValue is JSON_VALUE(doc, path [RETURNING type] [behaviour ON EMPTY] [behaviour ON ERROR]).
type JSONValue struct {
	Pos
	Doc, Path Expr
	Returning *DataType
	// OnEmpty and OnError are nil where not told (NULL).
	OnEmpty, OnError *JSONBehavior
}

// JSONQuery is JSON_QUERY(doc, path [RETURNING type] [wrapper] [behaviour ON EMPTY] [behaviour ON ERROR]).
type JSONQuery struct {
	Pos
	Doc, Path Expr
	Returning *DataType
	// Wrapper is WITHOUT, CONDITIONAL, UNCONDITIONAL or empty where not told (WITHOUT).
	Wrapper          string
	OnEmpty, OnError *JSONBehavior
}

// JSONExists is JSON_EXISTS(doc, path [behaviour ON ERROR]).
type JSONExists struct {
	Pos
	Doc, Path Expr
	OnError   *JSONBehavior
}

// JSONObject is JSON_OBJECT or, with Aggregate, JSON_OBJECTAGG (with a single entry).
type JSONObject struct {
	Pos
	Aggregate bool
	Entries   []*JSONEntry
	// OnNull is NULL, ABSENT or empty where not told (NULL).
	OnNull string
	Filter Expr
}

// JSONEntry is KEY k VALUE v.
type JSONEntry struct {
	Pos
	Key, Value Expr
}

// JSONArray is JSON_ARRAY or, with Aggregate, JSON_ARRAYAGG (with a single item).
type JSONArray struct {
	Pos
	Aggregate bool
	Items     []Expr
	// OnNull is NULL, ABSENT or empty where not told (ABSENT).
	OnNull string
	Filter Expr
}

func (*JSONValue) expr()  {}
func (*JSONQuery) expr()  {}
func (*JSONExists) expr() {}
func (*JSONObject) expr() {}
func (*JSONArray) expr()  {}

package value

import (
	"encoding/json"
	"math"
	"reflect"
	"slices"
	"strconv"

	"github.com/jmespath-community/go-jmespath/pkg/functions"
	"github.com/jmespath-community/go-jmespath/pkg/interpreter"
	"github.com/jmespath-community/go-jmespath/pkg/parsing"
)

// Query is a JMESPath expression.
//
// The library works on Go's maps, which have no order, so the order of members is kept beside them: objects that the
// expression hands on keep theirs, those that it makes have the order in which it names their members.
type Query struct {
	ast    parsing.ASTNode
	hashes [][]string // the names of each {a: x, b: y} of the expression
}

// CompileQuery parses an expression.
func CompileQuery(expression string) (*Query, error) {
	ast, err := parsing.NewParser().Parse(expression)
	if err != nil {
		return nil, err
	}
	q := &Query{}
	q.ast = q.prepare(ast)
	return q, nil
}

// objectValues is what `*` becomes: the values of an object in their order, null for everything else.
const objectValues = "values of an object"

// prepare notes the objects that the expression makes, and has the values of objects taken in their order.
func (q *Query) prepare(n parsing.ASTNode) parsing.ASTNode {
	children := make([]parsing.ASTNode, len(n.Children))
	for i, c := range n.Children {
		children[i] = q.prepare(c)
	}
	n.Children = children
	switch n.NodeType {
	case parsing.ASTMultiSelectHash:
		names := make([]string, len(children))
		for i, c := range children {
			names[i], _ = c.Value.(string)
		}
		q.hashes = append(q.hashes, names)
	case parsing.ASTValueProjection:
		left := parsing.ASTNode{NodeType: parsing.ASTFunctionExpression, Value: objectValues, Children: children[:1]}
		return parsing.ASTNode{NodeType: parsing.ASTProjection, Children: []parsing.ASTNode{left, children[1]}}
	}
	return n
}

// Search applies the expression to a value.
func (q *Query) Search(v any) (any, error) {
	s := &search{query: q, order: map[uintptr][]string{}}
	caller := interpreter.NewFunctionCaller(append(functions.GetDefaultFunctions(), s.ordered()...)...)
	data := s.plain(v)
	found, err := interpreter.NewInterpreter(data, caller, nil).Execute(q.ast, data)
	if err != nil {
		return nil, err
	}
	return s.value(found), nil
}

// search is one use of a query.
type search struct {
	query *Query
	// order has the names of the members of the maps that were objects, by the identity of the map.
	order map[uintptr][]string
	// kept holds those maps, so that no other gets the identity of one.
	kept []map[string]any
}

func identity(m map[string]any) uintptr { return reflect.ValueOf(m).Pointer() }

// plain is a value in the types of the library.
func (s *search) plain(v any) any {
	switch v := v.(type) {
	case *Object:
		m := make(map[string]any, v.Len())
		for _, name := range v.Names() {
			m[name] = s.plain(v.values[name])
		}
		s.order[identity(m)] = v.Names()
		s.kept = append(s.kept, m)
		return m
	case []any:
		list := make([]any, len(v))
		for i, e := range v {
			list[i] = s.plain(e)
		}
		return list
	case json.Number:
		f, _ := v.Float64() // a number of JSON is one
		return f
	default:
		return v
	}
}

// value is a result of the library as a value.
func (s *search) value(v any) any {
	switch v := v.(type) {
	case map[string]any:
		o := NewObject()
		for _, name := range s.names(v) {
			o.Set(name, s.value(v[name]))
		}
		return o
	case []any:
		list := make([]any, len(v))
		for i, e := range v {
			list[i] = s.value(e)
		}
		return list
	case []string:
		list := make([]any, len(v))
		for i, e := range v {
			list[i] = e
		}
		return list
	case float64:
		if v == math.Trunc(v) && math.Abs(v) < 1e16 {
			return json.Number(strconv.FormatInt(int64(v), 10))
		}
		return json.Number(strconv.FormatFloat(v, 'g', -1, 64))
	case int:
		return json.Number(strconv.Itoa(v))
	default:
		return v
	}
}

// names are the names of the members of a map in their order.
func (s *search) names(m map[string]any) []string {
	if order, known := s.order[identity(m)]; known {
		return order
	}
	sorted := make([]string, 0, len(m))
	for name := range m {
		sorted = append(sorted, name)
	}
	slices.Sort(sorted)
	for _, names := range s.query.hashes {
		if same := slices.Clone(names); len(names) == len(m) {
			if slices.Sort(same); slices.Equal(same, sorted) {
				return names
			}
		}
	}
	return sorted
}

// ordered are the functions whose result depends on the order of members.
func (s *search) ordered() []functions.FunctionEntry {
	object := []functions.ArgSpec{{Types: []functions.JpType{functions.JpObject}}}
	values := func(m map[string]any) []any {
		list := []any{}
		for _, name := range s.names(m) {
			list = append(list, m[name])
		}
		return list
	}
	return []functions.FunctionEntry{
		{Name: "keys", Arguments: object, Handler: func(args []any) (any, error) {
			list := []any{}
			for _, name := range s.names(args[0].(map[string]any)) {
				list = append(list, name)
			}
			return list, nil
		}},
		{Name: "values", Arguments: object, Handler: func(args []any) (any, error) { return values(args[0].(map[string]any)), nil }},
		{Name: objectValues, Handler: func(args []any) (any, error) {
			if m, ok := args[0].(map[string]any); ok {
				return values(m), nil
			}
			return nil, nil
		}},
	}
}

package apiserver_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/apiserver/model"
)

// contractOperation is an operation as openapi.yaml has it.
type contractOperation struct {
	method, path string
	*openapi3.Operation

	// request has all members, those that REST has in path and query included.
	request *openapi3.Schema
	// own tells the operations that only REST has.
	own bool
}

// carried is a request as REST carries it.
type carried struct {
	path, content string
	pathValues    map[string]string
	query         url.Values
}

// carry puts the members of a request into path, query and body. ok is false where REST has no way to say it: a path has all its members,
// and what is null is not there at all.
func (o contractOperation) carry(t testing.TB, whole map[string]any) (c carried, ok bool) {
	t.Helper()
	body := maps.Clone(whole)
	c = carried{path: o.path, pathValues: map[string]string{}, query: url.Values{}}
	for _, p := range o.Parameters {
		if p.Value.In != openapi3.ParameterInPath && p.Value.In != openapi3.ParameterInQuery {
			continue
		}
		value := whole[p.Value.Name]
		delete(body, p.Value.Name)
		switch {
		case value == nil, p.Value.In == openapi3.ParameterInPath && value == "":
			return c, false
		case p.Value.In == openapi3.ParameterInPath:
			c.pathValues[p.Value.Name] = fmt.Sprint(value)
			c.path = strings.ReplaceAll(c.path, "{"+p.Value.Name+"}", url.PathEscape(fmt.Sprint(value)))
		case p.Value.Schema.Value.Type.Is("array"):
			for _, one := range value.([]any) {
				c.query.Add(p.Value.Name, fmt.Sprint(one))
			}
			if len(value.([]any)) == 0 {
				return c, false
			}
		default:
			c.query.Set(p.Value.Name, fmt.Sprint(value))
		}
	}
	if o.RequestBody != nil {
		c.content = asJSON(t, body)
	} else {
		require.Empty(t, body, "%s has members that REST cannot carry", o.OperationID)
	}
	return c, true
}

// asked is a request for the operation: in AWS JSON, or in REST where that has not got it. ok is false where there is no way to say it.
func (o contractOperation) asked(t testing.TB, address string, whole any) (r *http.Request, ok bool) {
	t.Helper()
	if !o.own {
		return signed(t, http.MethodPost, address, o.OperationID, asJSON(t, whole)), true
	}
	c, ok := o.carry(t, whole.(map[string]any))
	if !ok {
		return nil, false
	}
	return signed(t, o.method, c.address(address), "", c.content), true
}

func (c carried) address(server string) string {
	if len(c.query) == 0 {
		return server + c.path
	}
	return server + c.path + "?" + c.query.Encode()
}

// contract reads the operations of openapi.yaml, by name.
func contract(t testing.TB) map[string]contractOperation {
	t.Helper()
	doc, err := openapi3.NewLoader().LoadFromFile("../openapi.yaml")
	require.NoError(t, err)
	operations, services := map[string]contractOperation{}, 0
	for path, item := range doc.Paths.Map() {
		for method, o := range item.Operations() {
			request := doc.Components.Schemas[o.Extensions["x-request"].(string)]
			own, _ := o.Extensions["x-penstock"].(bool)
			if !own {
				services++
			}
			operations[o.OperationID] = contractOperation{method, path, o, resolved(doc, request.Value), own}
		}
	}
	require.Equal(t, 33, services, "operations of the service")
	return operations
}

// resolved puts the schema of a map's keys, which the contract names in an extension, where a walk finds it.
func resolved(doc *openapi3.T, s *openapi3.Schema) *openapi3.Schema {
	if keys, ok := s.Extensions["x-keys"].(map[string]any); ok {
		name := strings.TrimPrefix(keys["$ref"].(string), "#/components/schemas/")
		s.Extensions["x-keys"] = doc.Components.Schemas[name].Value
	}
	for _, p := range s.Properties {
		resolved(doc, p.Value)
	}
	if s.Items != nil {
		resolved(doc, s.Items.Value)
	}
	if a := s.AdditionalProperties.Schema; a != nil {
		resolved(doc, a.Value)
	}
	return s
}

// texts are what samples of strings are made of, to satisfy a pattern or to break it.
var texts = []string{"a", "7", "7-7", "arn:aws:iam::1", "arn:aws:s3:::code", "UTF-8", "$", "03:00", "2026-11", " ", "é", "-", "<"}

func matches(s *openapi3.Schema, text string) bool {
	return s.Pattern == "" || regexp.MustCompile("^(?:"+s.Pattern+")$").MatchString(text)
}

// sample is a value that satisfies a schema, with every member.
func sample(t testing.TB, s *openapi3.Schema) any {
	t.Helper()
	switch {
	case len(s.Enum) > 0:
		return s.Enum[0]
	case s.Format == "byte":
		return "eA=="
	case s.Type.Is("string"):
		return text(t, s, max(1, int(s.MinLength)), true)
	case s.Type.Is("integer"):
		if s.Min != nil {
			return int64(*s.Min)
		}
		return int64(1)
	case s.Type.Is("number"):
		return int64(1)
	case s.Type.Is("boolean"):
		return true
	case s.Type.Is("array"):
		return list(t, s, max(1, int(s.MinItems)))
	case s.AdditionalProperties.Schema != nil:
		return dictionary(t, s, 1)
	}
	object := map[string]any{}
	for name, p := range s.Properties {
		object[name] = sample(t, p.Value)
	}
	return object
}

// text is a string of at least that many characters which matches the schema's pattern, or does not.
func text(t testing.TB, s *openapi3.Schema, length int, match bool) string {
	t.Helper()
	found, ok := textOf(s, length, match)
	require.True(t, ok, "no text of %d characters for pattern %q, %t", length, s.Pattern, match)
	return found
}

func textOf(s *openapi3.Schema, length int, match bool) (string, bool) {
	for _, candidate := range texts {
		last, _ := utf8.DecodeLastRuneInString(candidate)
		candidate += strings.Repeat(string(last), max(0, length-utf8.RuneCountInString(candidate)))
		short := s.MaxLength == nil || utf8.RuneCountInString(candidate) <= max(length, int(*s.MaxLength))
		if matches(s, candidate) == match && short {
			return candidate, true
		}
	}
	return "", false
}

func list(t testing.TB, s *openapi3.Schema, length int) []any {
	t.Helper()
	l := make([]any, length)
	for i := range l {
		l[i] = sample(t, s.Items.Value)
	}
	return l
}

func dictionary(t testing.TB, s *openapi3.Schema, length int) map[string]any {
	t.Helper()
	m := map[string]any{}
	for i := range length {
		m["k"+strconv.Itoa(i)] = sample(t, s.AdditionalProperties.Schema.Value)
	}
	return m
}

// mutation is a request with one thing wrong.
type mutation struct {
	what, path string
	// alone tells that only one constraint is broken.
	alone bool
	// says is what the message must say of it.
	says string
	body any
}

// walker collects mutations of a sample.
type walker struct {
	testing.TB

	constraints, types []mutation
}

// walk visits a value and all below it. rebuild makes the whole request with another value, or none, in its place.
func (w *walker) walk(s *openapi3.Schema, path string, value any, rebuild func(any) any) {
	w.Helper()
	broken := func(what string, v any, alone bool, says string) {
		w.constraints = append(w.constraints, mutation{what, path, alone, says, rebuild(v)})
	}
	wrongType := func(v any) {
		w.types = append(w.types, mutation{fmt.Sprintf("%T", v), path, true, "", rebuild(v)})
	}
	switch {
	case len(s.Enum) > 0:
		broken("enum", "NO_SUCH_VALUE", true, fmt.Sprintf("satisfy enum value set: [%s", s.Enum[0]))
		wrongType(7)
	case s.Format == "byte":
		wrongType(7)
		wrongType("not base64")
	case s.Type.Is("string"):
		w.text(s, broken)
		wrongType(7)
		wrongType([]any{})
	case s.Type.Is("integer"):
		if s.Min != nil {
			broken("minimum", int64(*s.Min)-1, true, fmt.Sprintf("value greater than or equal to %d", int64(*s.Min)))
		}
		if s.Max != nil && *s.Max < 1<<62 {
			broken("maximum", int64(*s.Max)+1, true, fmt.Sprintf("value less than or equal to %d", int64(*s.Max)))
		}
		wrongType("7")
		wrongType(1.5)
		wrongType(math.MaxInt64 - 0.5)
		if s.Format == "int32" {
			wrongType(int64(math.MaxInt32) + 1)
			wrongType(int64(math.MinInt32) - 1)
		}
	case s.Type.Is("number"):
		wrongType("2026-11-21T00:00:00Z")
	case s.Type.Is("boolean"):
		wrongType("true")
	case s.Type.Is("array"):
		w.list(s, path, value.([]any), rebuild, broken)
		wrongType(map[string]any{})
	case s.AdditionalProperties.Schema != nil:
		w.dictionary(s, path, value.(map[string]any), rebuild, broken)
		wrongType([]any{})
	default:
		w.object(s, path, value.(map[string]any), rebuild)
		wrongType("an object")
	}
}

// breaker takes a value that breaks a constraint, whether it breaks no other, and what the message must say.
type breaker func(what string, v any, alone bool, says string)

func atLeast(least uint64) string { return fmt.Sprintf("length greater than or equal to %d", least) }

func atMost(most uint64) string { return fmt.Sprintf("length less than or equal to %d", most) }

func (w *walker) text(s *openapi3.Schema, broken breaker) {
	w.Helper()
	if s.MinLength > 0 {
		short := strings.Repeat("a", int(s.MinLength)-1)
		broken("minLength", short, matches(s, short), atLeast(s.MinLength))
	}
	if s.MaxLength != nil {
		long, alone := textOf(s, int(*s.MaxLength)+1, true)
		if !alone {
			long = strings.Repeat("a", int(*s.MaxLength)+1)
		}
		broken("maxLength", long, alone, atMost(*s.MaxLength))
	}
	if s.Pattern != "" && !matches(s, " é<") {
		says := "satisfy regular expression pattern: " + s.Pattern
		broken("pattern", text(w, s, max(1, int(s.MinLength)), false), true, says)
		// A pattern is for the whole value: a line after one that matches breaks it as well.
		lines := text(w, s, max(1, int(s.MinLength)), true) + "\n"
		if !matches(s, lines) {
			broken("pattern of the whole", lines, s.MaxLength == nil || utf8.RuneCountInString(lines) <= int(*s.MaxLength), says)
		}
	}
}

func (w *walker) list(s *openapi3.Schema, path string, l []any, rebuild func(any) any, broken breaker) {
	w.Helper()
	if s.MinItems > 0 {
		broken("minItems", list(w, s, int(s.MinItems)-1), true, atLeast(s.MinItems))
	}
	if s.MaxItems != nil {
		broken("maxItems", list(w, s, int(*s.MaxItems)+1), true, atMost(*s.MaxItems))
	}
	w.walk(s.Items.Value, path+"[0]", l[0], func(v any) any {
		changed := slices.Clone(l)
		changed[0] = v
		return rebuild(changed)
	})
}

func (w *walker) dictionary(s *openapi3.Schema, path string, m map[string]any, rebuild func(any) any, broken breaker) {
	w.Helper()
	if s.MinProps > 0 {
		broken("minProperties", map[string]any{}, true, atLeast(s.MinProps))
	}
	if s.MaxProps != nil {
		broken("maxProperties", dictionary(w, s, int(*s.MaxProps)+1), true, atMost(*s.MaxProps))
	}
	key := s.Extensions["x-keys"].(*openapi3.Schema)
	w.text(key, func(what string, k any, alone bool, says string) {
		w.constraints = append(w.constraints, mutation{what + " of a key", path + "." + k.(string), alone, says, rebuild(map[string]any{k.(string): m["k0"]})})
	})
	w.walk(s.AdditionalProperties.Schema.Value, path+".k0", m["k0"], func(v any) any { return rebuild(map[string]any{"k0": v}) })
}

func (w *walker) object(s *openapi3.Schema, path string, o map[string]any, rebuild func(any) any) {
	w.Helper()
	if path != "" {
		path += "."
	}
	for name, p := range s.Properties {
		if slices.Contains(s.Required, name) {
			without := maps.Clone(o)
			delete(without, name)
			null := maps.Clone(o)
			null[name] = nil
			w.constraints = append(w.constraints,
				mutation{"required", path + name, true, "must not be null", rebuild(without)},
				mutation{"not null", path + name, true, "must not be null", rebuild(null)})
		}
		w.walk(p.Value, path+name, o[name], func(v any) any {
			changed := maps.Clone(o)
			changed[name] = v
			return rebuild(changed)
		})
	}
}

// walked are the mutations of an operation's request, and the request that they are mutations of.
func walked(t testing.TB, o contractOperation) (*walker, any) {
	t.Helper()
	whole := sample(t, o.request)
	w := &walker{TB: t}
	w.object(o.request, "", whole.(map[string]any), func(v any) any { return v })
	return w, whole
}

func asJSON(t testing.TB, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	require.NoError(t, err)
	return string(b)
}

// TestContract_EachConstraintIsHeld breaks each constraint of the contract, one at a time, in a request that is otherwise
// right.
func TestContract_EachConstraintIsHeld(t *testing.T) {
	t.Parallel()
	s := serve(t, model.UnimplementedHandler{})
	total := 0
	for name, o := range contract(t) {
		w, whole := walked(t, o)
		r, ok := o.asked(t, s.URL, whole)
		require.True(t, ok, name)
		code, message := send(t, s, r).failure(t)
		require.Equal(t, "UnsupportedOperationException", code, "the sample of %s satisfies the contract: %s", name, message)
		want := "InvalidArgumentException"
		if name == "ListApplications" {
			want = "InvalidRequestException"
		}
		for _, m := range w.constraints {
			r, ok := o.asked(t, s.URL, m.body)
			if !ok {
				continue
			}
			a := send(t, s, r)
			code, message := a.failure(t)
			about := name + ": " + m.what + " of " + m.path
			require.Equal(t, http.StatusBadRequest, a.status, about)
			require.Equal(t, want, code, about)
			require.Contains(t, message, "("+m.path+")", about)
			require.Contains(t, message, m.says, about)
			if m.alone {
				require.Contains(t, message, "1 validation error detected", about)
			}
			total++
		}
	}
	require.Greater(t, total, 1000, "the walk saw the contract")
}

// TestContract_EachWrongTypeIsTold gives every member a JSON type that it cannot take.
func TestContract_EachWrongTypeIsTold(t *testing.T) {
	t.Parallel()
	s := serve(t, model.UnimplementedHandler{})
	total := 0
	for name, o := range contract(t) {
		if o.own {
			continue // in path and query all is text
		}
		w, _ := walked(t, o)
		for _, m := range w.types {
			a := send(t, s, signed(t, "POST", s.URL, name, asJSON(t, m.body)))
			code, message := a.failure(t)
			about := name + ": " + m.what + " at " + m.path
			require.Equal(t, http.StatusBadRequest, a.status, about)
			require.Equal(t, "SerializationException", code, about)
			require.True(t, strings.HasPrefix(message, m.path+": expected "), "%s: %s", about, message)
			total++
		}
	}
	require.Greater(t, total, 600, "the walk saw the contract")
}

// TestContract_RESTCarriesTheSameRequests sends each request with its parameters in path and query.
func TestContract_RESTCarriesTheSameRequests(t *testing.T) {
	t.Parallel()
	s := serve(t, model.UnimplementedHandler{})
	operations := contract(t)
	for _, op := range model.Operations {
		o := operations[op.Name]
		whole := sample(t, o.request).(map[string]any)
		want, err := op.Decode([]byte(asJSON(t, whole)))
		require.NoError(t, err)
		c, ok := o.carry(t, whole)
		require.True(t, ok, op.Name)
		got, err := op.DecodeREST([]byte(c.content), func(name string) string { return c.pathValues[name] }, c.query)
		require.NoError(t, err, op.Name)
		require.Equal(t, want, got, op.Name)
		code, message := send(t, s, signed(t, o.method, c.address(s.URL), "", c.content)).failure(t)
		require.Equal(t, "UnsupportedOperationException", code, "%s: %s", op.Name, message)
		require.Contains(t, message, " "+op.Name+" ", "the path leads to the operation")
	}
}

// TestOperations_AreReal calls every operation, each for something that is not there.
func TestOperations_AreReal(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	streams := map[string]bool{}
	for _, op := range model.Operations {
		streams[op.Name] = op.Stream
	}
	for name, o := range contract(t) {
		if streams[name] {
			continue // which may go on for ever
		}
		r, ok := o.asked(t, f.server.URL, sample(t, o.request))
		require.True(t, ok, name)
		a := send(t, f.server, r)
		require.NotContains(t, a.body, "does not support "+name, name)
		require.Less(t, a.status, http.StatusInternalServerError, "%s: %s", name, a.body)
		if o.own || name == "ListApplications" {
			continue
		}
		code, _ := a.failure(t)
		require.Equal(t, http.StatusBadRequest, a.status, "%s: %s", name, a.body)
		require.Contains(t, []string{"ResourceNotFoundException", "UnsupportedOperationException", "InvalidArgumentException"}, code, name)
	}
}

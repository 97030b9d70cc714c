package jsonpath_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/expr/jsonpath"
)

const store = `{"store":{"book":[
 {"title":"A","price":8.95,"isbn":"1"},
 {"title":"B","price":12.99},
 {"title":"C","price":8,"tags":["x","y"]}],
 "bicycle":{"color":"red","price":19.95}},"limit":10,"odd key":{"a.b":1},"none":null}`

func TestFind(t *testing.T) {
	t.Parallel()
	doc, err := jsonpath.Parse(store)
	require.NoError(t, err)
	for path, want := range map[string]string{
		"$.limit":                                  `10`,
		"limit":                                    `10`,
		"$['odd key']['a.b']":                      `1`,
		`$.["odd key"]`:                            `{"a.b":1}`,
		"$.none":                                   `null`,
		"$.store.book[0].title":                    `"A"`,
		"$.store.book[-1].title":                   `"C"`,
		"$.store.book[*].title":                    `["A","B","C"]`,
		"$.store.book[0,2].title":                  `["A","C"]`,
		"$.store.book[1:].title":                   `["B","C"]`,
		"$.store.book[:-1].title":                  `["A","B"]`,
		"$.store.book[*].isbn":                     `["1"]`,
		"$..price":                                 `[8.95,12.99,8,19.95]`,
		"$.store.*.color":                          `["red"]`,
		"$..book.length()":                         `[3]`,
		"$.store.book.length()":                    `3`,
		"$.store.bicycle['color','price']":         `{"color":"red","price":19.95}`,
		"$.store.book[?(@.isbn)].title":            `["A"]`,
		"$.store.book[?(!@.isbn)].title":           `["B","C"]`,
		"$.store.book[?(@.price < $.limit)].title": `["A","C"]`,
		"$.store.book[?(@.title == 'B')].price":    `[12.99]`,
		"$.store.book[?(@.title != 'B')].title":    `["A","C"]`,
		"$.store.book[?(@.price > 8 && @.price <= 12.99)].title":       `["A","B"]`,
		"$.store.book[?(@.title == 'A' || @['title'] == \"C\")].title": `["A","C"]`,
		"$.store.book[?(@.tags[0] == 'x')].title":                      `["C"]`,
		"$.store.book[?(@.price >= 100)]":                              `[]`,
		"$.limit[*]":                                                   `[]`,
	} {
		p, err := jsonpath.Compile(path)
		require.NoError(t, err, path)
		v, err := p.Find(doc)
		require.NoError(t, err, path)
		require.Equal(t, want, string(jsonpath.Append(nil, v)), path)
	}
}

func TestFind_NothingThere(t *testing.T) {
	t.Parallel()
	doc, err := jsonpath.Parse(store)
	require.NoError(t, err)
	for _, path := range []string{"$.nope", "$.limit.x", "$.store.book[9]", "$.store[0]", "$.store.book.title", "$.nope[*]", "$.limit.length()"} {
		p, err := jsonpath.Compile(path)
		require.NoError(t, err, path)
		_, err = p.Find(doc)
		require.ErrorIs(t, err, jsonpath.ErrNotFound, path)
	}
}

func TestCompile_Refuses(t *testing.T) {
	t.Parallel()
	for _, path := range []string{"", "$.", "$..", "$[", "$['a", "$[x]", "$.a[?(@.b", "$.a.foo()", "$.a b", "$[?@.a]"} {
		_, err := jsonpath.Compile(path)
		require.Error(t, err, path)
	}
}

func TestParse_AgreesWithEncodingJSON(t *testing.T) {
	t.Parallel()
	for _, text := range []string{store, `"\u00e9\ud83d\ude00\n\/"`, `[-0, 1e5, 1.5E-3, 12345678901234567890, true, null, {}]`, ` [ ] `} {
		v, err := jsonpath.Parse(text)
		require.NoError(t, err, text)
		require.JSONEq(t, text, string(jsonpath.Append(nil, v)))
	}
	for _, text := range []string{"", "oops", "{", `{"a"}`, `{"a":1,}`, "[1 2]", "01", "1.", "+1", `"a`, "\"\n\"", "truex", `{a:1}`, "-"} {
		_, err := jsonpath.Parse(text)
		require.Error(t, err, text)
	}
}

// TestFind_is_bounded: paths that lead to ever more fail soon instead of taking all time and memory.
func TestFind_is_bounded(t *testing.T) {
	t.Parallel()
	deep, err := jsonpath.Parse(strings.Repeat("[", 500) + "1" + strings.Repeat("]", 500))
	require.NoError(t, err)
	wide, err := jsonpath.Parse("[" + strings.Repeat("[1],", 10_000) + "[]]")
	require.NoError(t, err)
	for path, doc := range map[string]jsonpath.Value{
		"$" + strings.Repeat("..*", 10):                                               deep,
		"$..[?(" + strings.Repeat("$..[?(", 5) + "@" + strings.Repeat(")]", 5) + ")]": deep,
		"$[?($[?(@.a)])]": wide,
		"$[?(@ == $)]":    wide,
		"$..[0" + strings.Repeat(",7", 100_000) + "]": wide,
	} {
		p, err := jsonpath.Compile(path)
		require.NoError(t, err)
		_, err = p.Find(doc)
		require.ErrorIs(t, err, jsonpath.ErrTooMuch, path[:min(len(path), 40)])
	}
}

func TestParse_documents_with_many_members(t *testing.T) {
	t.Parallel()
	var text strings.Builder
	const members = 20_000
	for i := range members {
		fmt.Fprintf(&text, `,"k%d":%d,"k%d":"again"`, i, i, i/2)
	}
	v, err := jsonpath.Parse("{" + text.String()[1:] + "}")
	require.NoError(t, err)
	o := v.(*jsonpath.Object)
	require.Len(t, o.Keys, members)
	for key, want := range map[string]jsonpath.Value{"k0": "again", "k9999": "again", "k10000": int64(10_000)} {
		got, ok := o.Get(key)
		require.True(t, ok)
		require.Equal(t, want, got)
	}
	_, ok := o.Get("k20000")
	require.False(t, ok)
}

func TestParse_numbers(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"1E1000": `"Infinity"`, "-1e1000": `"-Infinity"`, strings.Repeat("7", 1000): strings.Repeat("7", 1000), "1e-99999999999999999999": "0.0",
	} {
		v, err := jsonpath.Parse(text)
		require.NoError(t, err)
		require.Equal(t, want, string(jsonpath.Append(nil, v)))
	}
	for _, text := range []string{strings.Repeat("7", 1001), "0." + strings.Repeat("7", 1000), "1e" + strings.Repeat("7", 1000)} {
		_, err := jsonpath.Parse(text)
		require.ErrorContains(t, err, "digits", text)
	}
}

func FuzzFind(f *testing.F) {
	f.Add(store, "$.store.book[?(@.price < 10 && !(@.a))]..x[1:2,'k']")
	f.Add(`[1,[2,[3]]]`, "$..[0]")
	f.Fuzz(func(t *testing.T, text, path string) {
		v, err := jsonpath.Parse(text)
		if err != nil {
			return
		}
		if written := jsonpath.Append(nil, v); !json.Valid(written) {
			t.Fatalf("%q became %q, which is no JSON", text, written)
		}
		if p, err := jsonpath.Compile(path); err == nil {
			_, _ = p.Find(v)
		}
	})
}

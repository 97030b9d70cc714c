package script_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/penstock/penstock/runtime/embedded/sql/ast"
	"github.com/penstock/penstock/runtime/embedded/sql/script"
)

var properties = map[string]map[string]string{
	"g":   {"path": "/data/in", "it's": "O'Hara", "lines": "a\nb", "empty": "", "n": "12.5", "name": "größe_1"},
	"h i": {"k": "`v`"},
}

func TestNew_puts_properties_in(t *testing.T) {
	t.Parallel()
	cases := []struct{ name, in, want string }{
		{"in a string", "'${g:path}/x'", "'/data/in/x'"},
		{"bare", "LIMIT ${g:n} ${g:name};", "LIMIT 12.5 größe_1;"},
		{"quotes are doubled in a string", "'${g:it's}'", "'O''Hara'"},
		{"escaped", "'$${g:path} $$' $${x $${g:no}", "'${g:path} $$' $${x ${g:no}"},
		{"in backquotes", "`${h i:k}`", "```v```"},
		{"in a hint", "/*+ OPTIONS('path'='${g:path}') */", "/*+ OPTIONS('path'='/data/in') */"},
		{"empty", "'${g:empty}'", "''"},
		{"not in a line comment", "-- ${no:pe}\n'${g:path}'", "-- ${no:pe}\n'/data/in'"},
		{"not in a block comment", "/* ' ${no:pe} */'${g:path}'", "/* ' ${no:pe} */'/data/in'"},
		{"after a doubled quote", "'it''s ${g:path}' ${g:n}", "'it''s /data/in' 12.5"},
		{"no colon, no property", "'^\\$${x} $5 ${'", "'^\\$${x} $5 ${'"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s, err := script.New([]script.File{{Name: "a.sql", Text: c.in}}, properties)
			require.NoError(t, err)
			require.Equal(t, c.want+"\n", s.Text)
		})
	}
}

func TestNew_names_the_place_of_a_property_that_is_not_there(t *testing.T) {
	t.Parallel()
	_, err := script.New([]script.File{{Name: "a.sql", Text: "x\n"}, {Name: "b.sql", Text: "\n 'ä${g:nope}'"}}, properties)
	require.EqualError(t, err, `b.sql:2:4: the application has no runtime property "nope" in a group "g"`)
}

func TestNew_refuses_values_outside_of_quotes_that_are_no_single_word(t *testing.T) {
	t.Parallel()
	for _, value := range []string{"", "a b", "-1", "1e5", "x'", "a;b", "a--", "/*", "\n", "a.b"} {
		_, err := script.New([]script.File{{Name: "a.sql", Text: "\n ${g:v}"}}, map[string]map[string]string{"g": {"v": value}})
		require.EqualError(t, err, "a.sql:2:2: the value of the runtime property \"v\" in the group \"g\" is neither an identifier "+
			"nor a number; put the property into quotes", value)
	}
}

func TestScript_Locate(t *testing.T) {
	t.Parallel()
	files := []script.File{
		{Name: "a.sql", Text: "one\n'${g:path}' two\n'${g:lines}' three\nfour"},
		{Name: "b.sql", Text: "five\n"},
	}
	s, err := script.New(files, properties)
	require.NoError(t, err)
	for word, want := range map[string]string{
		"one": "a.sql:1:1: m", "/data": "a.sql:2:2: m", "data/in": "a.sql:2:2: m", "two": "a.sql:2:13: m",
		"b' three": "a.sql:3:2: m", "three": "a.sql:3:14: m", "four": "a.sql:4:1: m", "five": "b.sql:1:1: m",
	} {
		require.EqualError(t, s.Locate(&ast.Error{Pos: placeOf(t, s.Text, word), Msg: "m"}), want, word)
	}
	require.EqualError(t, s.Locate(&ast.Error{Msg: "m"}), "m")
}

// placeOf is line and column of a word, counted the plain way.
func placeOf(t require.TestingT, text, word string) ast.Pos {
	before, _, found := strings.Cut(text, word)
	require.True(t, found, word)
	line := strings.Count(before, "\n")
	last := before[strings.LastIndexByte(before, '\n')+1:]
	return ast.Pos{Line: line + 1, Column: len([]rune(last)) + 1}
}

// Whatever files there are and whatever is put in, the place of a word is that in its own file.
func TestScript_Locate_finds_every_word(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		value := rapid.StringMatching(`[ab\n' ]{0,6}`).Draw(t, "value")
		texts := rapid.SliceOfN(rapid.StringMatching(`([ab\n ]|'[ab]'|'\$\{g:v\}'|\$\$\{g:v\}){0,8}`), 1, 3).Draw(t, "texts")
		at := rapid.IntRange(0, len(texts)-1).Draw(t, "file")
		texts[at] += "WORD" + rapid.StringMatching(`[ab\n]{0,3}`).Draw(t, "rest")
		files := make([]script.File, len(texts))
		for i, text := range texts {
			files[i] = script.File{Name: string(rune('A' + i)), Text: text}
		}
		s, err := script.New(files, map[string]map[string]string{"g": {"v": value}})
		require.NoError(t, err)
		want := placeOf(t, texts[at], "WORD")
		var got *script.Error
		require.ErrorAs(t, s.Locate(&ast.Error{Pos: placeOf(t, s.Text, "WORD"), Msg: "m"}), &got)
		require.Equal(t, script.Error{File: files[at].Name, Line: want.Line, Column: want.Column, Message: "m"}, *got)
	})
}

func FuzzNew(f *testing.F) {
	f.Add("'${g:k}' -- ${g:x}\n/* */ `")
	f.Fuzz(func(t *testing.T, text string) {
		s, err := script.New([]script.File{{Name: "a", Text: text}}, map[string]map[string]string{"g": {"k": "'"}})
		if err == nil && !strings.Contains(text, "${g:k}") && !strings.Contains(text, "$${") && strings.TrimSuffix(s.Text, "\n") != strings.TrimSuffix(text, "\n") {
			t.Fatalf("%q became %q", text, s.Text)
		}
	})
}

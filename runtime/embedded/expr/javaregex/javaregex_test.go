package javaregex_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/expr/javaregex"
)

// TestFind lists what java.util.regex finds first; "-" is nothing.
func TestFind(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ pattern, text, want string }{
		{`a|ab`, "ab", "a"},
		{`\d+`, "x12", "12"},
		{`\d`, "٣", "-"},
		{`\w+`, "čau", "au"},
		{`(?U)\w+`, "čau", "čau"},
		{`[\w&&[^a]]+`, "abc", "bc"},
		{`a++a`, "aaa", "-"},
		{`[ab]*+c`, "ababc", "ababc"},
		{`(ab)++c`, "ababc", "ababc"},
		{`x{2,3}+y`, "xxxy", "xxxy"},
		{`(?>a|ab)c`, "abc", "-"},
		{`(\w)\1`, "hello", "ll"},
		{`(?<=\$)\d+`, "$42", "42"},
		{`(?!a)\w`, "ab", "b"},
		{`(?<year>\d{4})-(?<m>\d\d)`, "on 2024-05", "2024-05"},
		{`\Qa.b\E+`, "a.bb", "a.bb"},
		{`\p{Punct}`, "a-b", "-"},
		{`\p{javaUpperCase}+`, "abCD", "CD"},
		{`\x41\u0042\x{43}\0104`, "ABCD", "ABCD"},
		{`\h`, "a\u00a0b", "\u00a0"},
		{`a.c`, "a\nc", "-"},
		{`a.c`, "a\u2028c", "a\u2028c"},
		{`(?s)a.c`, "a\nc", "a\nc"},
		{`c$`, "abc\n", "c"},
		{`^b`, "a\nb", "-"},
		{`(?m)^b`, "a\nb", "b"},
		{`[a-c[x-z]]+`, "axd", "ax"},
		{`[]a]+`, "a]b", "a]"},
		{`(?i)ABC`, "xabc", "abc"},
		{`(?x) a b # both`, "ab", "ab"},
		{`\R`, "a\r\nb", "\r\n"},
		{`\bfoo\b`, "a foo", "foo"},
	} {
		p, err := javaregex.Compile(c.pattern)
		require.NoError(t, err, c.pattern)
		m, err := p.Find(c.text)
		require.NoError(t, err)
		got := "-"
		if m != nil {
			got = c.text[m[0]:m[1]]
		}
		require.Equal(t, c.want, got, "%s in %q", c.pattern, c.text)
		found, err := p.Match(c.text)
		require.NoError(t, err)
		require.Equal(t, m != nil, found)
	}
}

func TestReplaceAll(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ pattern, text, want string }{
		{"a*", "aab", "--b-"}, {"", "abc", "-a-b-c-"}, {"b", "abcb", "a-c-"}, {"x", "abc", "abc"}, {`\b`, "hi yo", "-hi- -yo-"}, {"ž", "ažb", "a-b"},
		{"$", "a\nb\n", "a\nb-\n-"},
	} {
		p, err := javaregex.Compile(c.pattern)
		require.NoError(t, err)
		got, err := p.ReplaceAll(c.text, "-")
		require.NoError(t, err)
		require.Equal(t, c.want, got, "%q in %q", c.pattern, c.text)
	}
}

func TestSplit(t *testing.T) {
	t.Parallel()
	p, err := javaregex.Compile(`[,;]`)
	require.NoError(t, err)
	parts, err := p.Split("a,b;;c", 0)
	require.NoError(t, err)
	require.Equal(t, []string{"a", "b", "", "c"}, parts)
	parts, err = p.Split("a,b;;c", 2)
	require.NoError(t, err)
	require.Equal(t, []string{"a", "b;;c"}, parts)
}

func TestCompile_Refuses(t *testing.T) {
	t.Parallel()
	for _, pattern := range []string{"[", "(", "a**", `\`, `\y`, `[a`, `\p{`, `\p{NoSuch}`, `\xZZ`, "[a&&b]", "x{3,2}"} {
		_, err := javaregex.Compile(pattern)
		require.Error(t, err, pattern)
	}
}

func FuzzCompile(f *testing.F) {
	for _, pattern := range []string{`(a|b)*+c`, `[^\w&&[^x]]`, `\Q[\E`, `(?U)\d{2,}`, `\p{Alpha}`} {
		f.Add(pattern, "aabc")
	}
	f.Fuzz(func(t *testing.T, pattern, text string) {
		if len(pattern) > 30 || len(text) > 30 {
			return
		}
		p, err := javaregex.Compile(pattern)
		if err != nil {
			return
		}
		m, err := p.Find(text)
		if err == nil && m != nil && (m[0] < 0 || m[1] > len(text) || m[0] > m[1]) {
			t.Fatalf("%q finds %v in %q", pattern, m, text)
		}
	})
}

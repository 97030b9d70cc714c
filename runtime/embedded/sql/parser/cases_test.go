package parser_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/sql/ast"
	"github.com/penstock/penstock/runtime/embedded/sql/parser"
)

// sameTree compares trees but for places and for whether names were quoted.
var sameTree = cmp.Options{
	cmpopts.IgnoreTypes(ast.Pos{}, ast.Span{}),
	cmpopts.IgnoreFields(ast.Ident{}, "Quoted"),
}

// casesFolder is the folder of SQL cases; tests over it are skipped where it is absent.
func casesFolder(t testing.TB) string {
	folder := os.Getenv("PENSTOCK_SQL_CASES")
	if folder == "" {
		folder = filepath.Join("..", "..", "..", "..", "..", "shared", "sql-cases")
	}
	if _, err := os.Stat(folder); err != nil {
		t.Skip("no folder of SQL cases")
	}
	return folder
}

// caseScripts are the scripts of all cases by their name.
func caseScripts(t testing.TB) map[string]string {
	folder := casesFolder(t)
	files, err := filepath.Glob(filepath.Join(folder, "*", "*", "script.sql"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	scripts := make(map[string]string, len(files))
	for _, file := range files {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		name, err := filepath.Rel(folder, filepath.Dir(file))
		require.NoError(t, err)
		scripts[name] = string(text)
	}
	return scripts
}

func TestParse_AllCases(t *testing.T) {
	t.Parallel()
	folder := casesFolder(t)
	for name, text := range caseScripts(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			statements, err := parser.Parse(text)
			if want, readErr := os.ReadFile(filepath.Join(folder, name, "expected_error.txt")); readErr == nil &&
				strings.Contains(string(want), "phase: parse") {
				requireExpectedError(t, string(want), err)
				return
			}
			require.NoError(t, err)
			require.NotEmpty(t, statements)
			requireRoundTrip(t, statements)
		})
	}
}

// requireExpectedError checks an error against the words and the line that a case wants.
func requireExpectedError(t *testing.T, want string, err error) {
	t.Helper()
	require.Error(t, err)
	var e *ast.Error
	require.ErrorAs(t, err, &e)
	for line := range strings.Lines(want) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		switch key {
		case "words":
			for word := range strings.SplitSeq(value, ", ") {
				require.Contains(t, strings.ToLower(err.Error()), strings.ToLower(word))
			}
		case "line":
			require.Contains(t, err.Error(), "line "+value+",")
		}
	}
}

// requireRoundTrip checks that formatted statements parse to equal trees.
func requireRoundTrip(t testing.TB, statements []ast.Statement) {
	for _, s := range statements {
		text := ast.Format(s)
		again, err := parser.Parse(text)
		require.NoError(t, err, text)
		require.Len(t, again, 1, text)
		if diff := cmp.Diff(s, again[0], sameTree); diff != "" {
			t.Fatalf("%s\nparses to another tree (-want +got):\n%s", text, diff)
		}
	}
}

package randomscript_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/compile"
	"github.com/penstock/penstock/runtime/embedded/randomscript"
	"github.com/penstock/penstock/runtime/embedded/sql/script"
)

// seeds is how many scripts are looked at.
const seeds = 400

func TestNew_follows_the_seed(t *testing.T) {
	t.Parallel()
	for seed := range uint64(20) {
		require.Equal(t, randomscript.New(seed), randomscript.New(seed))
		require.NotEqual(t, randomscript.New(seed).Text, randomscript.New(seed+1).Text)
	}
}

// Most scripts have to be such as are run, or nothing is compared.
func TestNew_is_mostly_valid(t *testing.T) {
	t.Parallel()
	valid := 0
	for seed := range uint64(seeds) {
		_, err := compile.Compile([]script.File{{Name: "script.sql", Text: randomscript.New(seed).Text}}, nil)
		if err == nil {
			valid++
		}
	}
	require.Greater(t, valid, seeds*85/100)
}

// Everything that the generator knows is somewhere in many scripts.
func TestNew_makes_everything(t *testing.T) {
	t.Parallel()
	var all strings.Builder
	for seed := range uint64(seeds) {
		all.WriteString(randomscript.New(seed).Text)
	}
	for _, want := range []string{
		"TUMBLE(TABLE", "HOP(TABLE", "CUMULATE(TABLE", "SESSION(TABLE", "SESSION_START", "CUBE (", "ROLLUP (", "GROUPING SETS", "FILTER (WHERE", "HAVING",
		" OVER win", "ROWS BETWEEN", "RANGE BETWEEN INTERVAL", "LAG(", "MATCH_RECOGNIZE", "WITHIN INTERVAL", "FOR SYSTEM_TIME AS OF", "FULL JOIN", "RIGHT JOIN", "NOT EXISTS",
		"NOT IN (SELECT", "UNNEST(", "UNION ALL", "INTERSECT ALL", "EXCEPT ALL", "ROW_NUMBER()", " LIMIT ", "debezium-json", "'csv'", "WITH q", "CREATE VIEW", "STATEMENT SET",
		"PRIMARY KEY (c0)", "mini-batch", "TO_TIMESTAMP_LTZ(ms, 3)", "LISTAGG(", "SELECT DISTINCT", "IS NOT DISTINCT FROM", "INTERVAL '3' SECOND)",
	} {
		require.Contains(t, all.String(), want)
	}
}

func TestScript_Write(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := randomscript.New(1)
	require.NoError(t, s.Write(dir))
	text, err := os.ReadFile(filepath.Join(dir, "script.sql"))
	require.NoError(t, err)
	require.Equal(t, s.Text, string(text))
	for name, content := range s.Files {
		got, err := os.ReadFile(filepath.Join(dir, name))
		require.NoError(t, err)
		require.Equal(t, content, string(got))
	}
	require.Error(t, s.Write(filepath.Join(dir, "nowhere")))
}

func TestSeeds(t *testing.T) {
	first, count, err := randomscript.Seeds(3, 5)
	require.NoError(t, err)
	require.Equal(t, []uint64{3, 5}, []uint64{first, count})
	t.Setenv(randomscript.FirstVariable, "70")
	t.Setenv(randomscript.CountVariable, "900")
	first, count, err = randomscript.Seeds(3, 5)
	require.NoError(t, err)
	require.Equal(t, []uint64{70, 900}, []uint64{first, count})
	t.Setenv(randomscript.CountVariable, "many")
	_, _, err = randomscript.Seeds(3, 5)
	require.ErrorContains(t, err, randomscript.CountVariable)
}

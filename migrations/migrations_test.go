package migrations_test

import (
	"fmt"
	"io/fs"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/migrations"
)

// baseline is the last migration of before control planes were upgraded one after the other.
const baseline = 18

// takesAway are statements after which a program that does not know them fails, or loses what it writes.
var takesAway = map[string]*regexp.Regexp{
	"takes something away":               regexp.MustCompile(`(?i)\bDROP\s+(TABLE|COLUMN|FUNCTION|TYPE|VIEW|SCHEMA|DEFAULT)\b`),
	"renames":                            regexp.MustCompile(`(?i)\bRENAME\s+(TO|COLUMN|CONSTRAINT)\b`),
	"changes the type of a column":       regexp.MustCompile(`(?i)\bALTER\s+(COLUMN\s+)?\w+\s+(SET\s+DATA\s+)?TYPE\b`),
	"wants a value where none had to be": regexp.MustCompile(`(?i)\bSET\s+NOT\s+NULL\b`),
	"constrains a table that is there":   regexp.MustCompile(`(?i)\bADD\s+(CONSTRAINT|CHECK|UNIQUE|PRIMARY|FOREIGN|EXCLUDE)\b`),
	"empties a table":                    regexp.MustCompile(`(?i)\bTRUNCATE\b`),
}

var (
	comment     = regexp.MustCompile(`--[^\n]*`)
	raises      = regexp.MustCompile(`(?i)\bUPDATE\s+schema_compatibility\s+SET\s+works_with\b`)
	addColumn   = regexp.MustCompile(`(?i)\bADD\s+(?:COLUMN\s+)?\w+\s[^,;]*`)
	notNull     = regexp.MustCompile(`(?i)\bNOT\s+NULL\b`)
	hasValue    = regexp.MustCompile(`(?i)\b(DEFAULT|GENERATED)\b`)
	uniqueIndex = regexp.MustCompile(`(?i)\bCREATE\s+UNIQUE\s+INDEX\s+\w+\s+ON\s+(\w+)`)
	createTable = regexp.MustCompile(`(?i)\bCREATE\s+TABLE\s+(\w+)`)
)

// Programs of the version before go on after a migration. One that takes something away says which programs the schema works with
// from then on; it comes a release after the last program that needs it.
func TestMigrations_leave_older_programs_working(t *testing.T) {
	t.Parallel()
	files, err := fs.Glob(migrations.Files, "*.up.sql")
	require.NoError(t, err)
	looked := 0
	for _, file := range files {
		var version int
		_, err := fmt.Sscanf(file, "%d_", &version)
		require.NoError(t, err)
		if version <= baseline {
			continue
		}
		text, err := fs.ReadFile(migrations.Files, file)
		require.NoError(t, err)
		looked++
		for _, wrong := range harm(string(text)) {
			t.Errorf("%s %s, which programs of before do not survive: add what is new first, and take the old away in a later release, "+
				"with UPDATE schema_compatibility SET works_with", file, wrong)
		}
	}
	require.NotZero(t, looked)
}

// harm is what of a migration programs of before do not survive; none where it says so itself.
func harm(migration string) (found []string) {
	text := comment.ReplaceAllString(migration, "")
	if raises.MatchString(text) {
		return nil
	}
	for what, statement := range takesAway {
		if s := statement.FindString(text); s != "" {
			found = append(found, what+": "+s)
		}
	}
	for _, column := range addColumn.FindAllString(text, -1) {
		if notNull.MatchString(column) && !hasValue.MatchString(column) {
			found = append(found, "adds a column that wants a value: "+strings.TrimSpace(column))
		}
	}
	made := map[string]bool{}
	for _, table := range createTable.FindAllStringSubmatch(text, -1) {
		made[strings.ToLower(table[1])] = true
	}
	for _, index := range uniqueIndex.FindAllStringSubmatch(text, -1) {
		if !made[strings.ToLower(index[1])] {
			found = append(found, "makes values unique in a table that is there: "+index[0])
		}
	}
	return found
}

func TestHarm(t *testing.T) {
	t.Parallel()
	for migration, want := range map[string]bool{
		`CREATE TABLE a (x int NOT NULL); CREATE UNIQUE INDEX a_x ON a (x);`: false,
		`ALTER TABLE a ADD COLUMN y text NOT NULL DEFAULT '', ADD z int;`:    false,
		`ALTER TABLE a ADD COLUMN y text NOT NULL;`:                          true,
		`ALTER TABLE a DROP COLUMN x;`:                                       true,
		`-- DROP COLUMN x comes later` + "\n" + `SELECT 1;`:                  false,
		`ALTER TABLE a RENAME COLUMN x TO y;`:                                true,
		`ALTER TABLE a ALTER COLUMN x TYPE bigint;`:                          true,
		`ALTER TABLE a ALTER x SET NOT NULL;`:                                true,
		`ALTER TABLE a DROP CONSTRAINT a_check;`:                             false,
		`ALTER TABLE a ADD CONSTRAINT positive CHECK (x > 0);`:               true,
		`CREATE UNIQUE INDEX a_x ON a (x);`:                                  true,
		`DROP TABLE a; UPDATE schema_compatibility SET works_with = 30;`:     false,
	} {
		require.Equal(t, want, len(harm(migration)) > 0, migration)
	}
}

package flink

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/embedded/sql/script"
	"github.com/penstock/penstock/runtime/flink/assembly"
)

var (
	// setStatement is SET 'key' = 'value', which only Flink's SQL client understands, and so does the runner here.
	setStatement = regexp.MustCompile(`(?is)^SET\s+'((?:[^']|'')*)'\s*=\s*'((?:[^']|'')*)'$`)
	// resetStatement is RESET 'key', or RESET for all of them.
	resetStatement = regexp.MustCompile(`(?is)^RESET(?:\s+'((?:[^']|'')*)')?$`)
	// listStatement shows what was set, which nobody sees.
	listStatement = regexp.MustCompile(`(?i)^SET$`)
	// beginSet opens a statement set, with its first statement behind it or not. endSet closes it.
	beginSet = regexp.MustCompile(`(?is)^(?:EXECUTE\s+STATEMENT\s+SET\s+BEGIN|BEGIN\s+STATEMENT\s+SET|STATEMENT\s+SET\s+BEGIN)\b\s*`)
	endSet   = regexp.MustCompile(`(?i)^END$`)
	// insert is what makes the job.
	insert = regexp.MustCompile(`(?is)^(?:EXECUTE\s+)?(INSERT\s.*)$`)
	// createAs is a table that is filled by a query: what makes it, its name, what it has besides columns, and the query.
	createAs = regexp.MustCompile(`(?is)^(CREATE\s+(?:OR\s+REPLACE\s+)?TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?)(` + name + `(?:\s*\.\s*` + name + `)*)\s*` +
		`((?:COMMENT\s+` + text + `\s*)?(?:WITH\s*\((?:` + text + `|[\s=,])*\))?)\s*AS\b\s*(.*)$`)
	// orReplace is in what makes a table.
	orReplace = regexp.MustCompile(`(?i)\bOR\s+REPLACE\s+`)
	// alone are statements that would each be a job of their own.
	alone = regexp.MustCompile(`(?is)^(?:\(\s*)*(?:SELECT|WITH|VALUES)\b`)
)

// A name, and a text in quotes, in SQL.
const (
	name = "(?:`(?:[^`]|``)*`|[\\pL_][\\pL\\pN_$]*)"
	text = `'(?:[^']|'')*'`
)

// statementsOf reads scripts, with runtime properties put in, as Flink is given them: the INSERTs of all of them are one job. What is
// wrong is a *driver.CodeError.
func statementsOf(files []script.File, properties map[string]map[string]string) ([]assembly.Statement, error) {
	var all []assembly.Statement
	for _, file := range files {
		statements, err := Statements(file, properties)
		if err != nil {
			return nil, codeError(err)
		}
		all = append(all, statements...)
	}
	if i := slices.IndexFunc(all, func(s assembly.Statement) bool { return alone.MatchString(s.Text) }); i >= 0 {
		return nil, &driver.CodeError{
			File: all[i].File, Line: all[i].Line, Column: 1,
			Message: "A query needs a table to write its result to. Write INSERT INTO table SELECT ...; a table WITH ('connector' = 'print') shows the result.",
		}
	}
	if !slices.ContainsFunc(all, func(s assembly.Statement) bool { return s.Insert || s.As != nil }) {
		return nil, &driver.CodeError{Message: "The script has no INSERT INTO: there is nothing to run."}
	}
	return all, nil
}

// Statements are those of a script, with runtime properties put in. What holds a statement set together is left out.
func Statements(file script.File, properties map[string]map[string]string) ([]assembly.Statement, error) {
	s, err := script.New([]script.File{file}, properties)
	if err != nil {
		return nil, err
	}
	var all []assembly.Statement
	for _, piece := range split(s.Text) {
		begin := beginSet.FindString(piece.text)
		text, line := piece.text[len(begin):], piece.line+strings.Count(begin, "\n")
		if text == "" || endSet.MatchString(text) || listStatement.MatchString(text) {
			continue
		}
		statement := assembly.Statement{Text: text, File: file.Name, Line: line}
		if match := setStatement.FindStringSubmatch(text); match != nil {
			statement.Key, statement.Value = unquote(match[1]), unquote(match[2])
		} else if match := insert.FindStringSubmatch(text); match != nil {
			statement.Insert, statement.Text = true, match[1]
		} else if match := resetStatement.FindStringSubmatch(text); match != nil {
			statement.Reset, statement.Key = true, unquote(match[1])
		} else if match := createAs.FindStringSubmatch(text); match != nil {
			statement.As = &assembly.TableAs{
				Create: orReplace.ReplaceAllString(match[1], ""), Replace: orReplace.MatchString(match[1]),
				Table: match[2], Options: match[3], Query: match[4],
			}
		}
		all = append(all, statement)
	}
	return all, nil
}

func unquote(text string) string { return strings.ReplaceAll(text, "''", "'") }

// piece is one statement without the blanks and comments around it, and the line on which it begins.
type piece struct {
	text string
	line int
}

// split cuts a script at its semicolons. Comments are blanked out, so that lines and columns stay what they are, but for hints.
func split(text string) []piece {
	var all []piece
	var now strings.Builder
	line, begun := 1, 0
	end := func() {
		if trimmed := strings.TrimSpace(now.String()); trimmed != "" {
			all = append(all, piece{trimmed, begun})
		}
		now.Reset()
		begun = 0
	}
	for text != "" {
		n := token(text)
		part := text[:n]
		text = text[n:]
		switch {
		case part == ";":
			end()
		case isComment(part):
			now.WriteString(strings.Map(func(r rune) rune {
				if r == '\n' {
					return r
				}
				return ' '
			}, part))
		default:
			if begun == 0 && strings.TrimSpace(part) != "" {
				begun = line
			}
			now.WriteString(part)
		}
		line += strings.Count(part, "\n")
	}
	end()
	return all
}

func isComment(part string) bool {
	return strings.HasPrefix(part, "--") || strings.HasPrefix(part, "/*") && !strings.HasPrefix(part, "/*+")
}

// token tells how many bytes at the start of the text belong together: a comment, something in quotes, or one character.
func token(text string) int {
	until := func(from int, mark string) int {
		if i := strings.Index(text[from:], mark); i >= 0 {
			return from + i + len(mark)
		}
		return len(text)
	}
	switch r, size := utf8.DecodeRuneInString(text); {
	case strings.HasPrefix(text, "--"):
		return until(2, "\n")
	case strings.HasPrefix(text, "/*"):
		return until(2, "*/")
	case r == '\'' || r == '`' || r == '"':
		return until(size, string(r)) // a doubled quote ends one text and begins another, which comes to the same
	default:
		return size
	}
}

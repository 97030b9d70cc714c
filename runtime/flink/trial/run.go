package trial

import (
	"context"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/penstock/penstock/runtime/embedded/sql/script"
	"github.com/penstock/penstock/runtime/flink"
	"github.com/penstock/penstock/runtime/flink/assembly"
)

// Script is what is to be run.
type Script struct {
	File script.File
	// Properties are runtime properties: group to key to value.
	Properties map[string]map[string]string
	// Parallelism is the number of subtasks of each operator; 0 for what the script says, or 1.
	Parallelism int
}

// Run runs a script to the end of its input. What it prints is written to out while it runs. The error is a [*ScriptError] where the script is wrong
// or fails. When ctx ends before, the JVM does.
func (c *Cluster) Run(ctx context.Context, s Script, out io.Writer) error {
	statements, err := flink.Statements(s.File, s.Properties)
	if err != nil {
		return err
	}
	c.running.Lock()
	defer c.running.Unlock()
	if err := c.start(ctx); err != nil {
		return err
	}
	c.scripts++
	path, err := c.write("script-"+strconv.Itoa(c.scripts), c.settings(statements, s.Parallelism))
	if err != nil {
		return err
	}
	if err := c.jvm.say(path); err != nil {
		c.end()
		return err
	}
	e, err := c.jvm.await(ctx, "ended", out)
	switch {
	case err != nil:
		c.end()
		return err
	case e.Event == "failed":
		return failureOf(e, s.File, statements)
	}
	return nil
}

// query is a statement whose rows are printed.
var query = regexp.MustCompile(`(?is)^(?:\(\s*)*(?:SELECT|WITH|VALUES|EXPLAIN|SHOW|DESCRIBE|DESC)\b`)

func (c *Cluster) settings(statements []assembly.Statement, parallelism int) map[string]string {
	all := map[string]string{"penstock.statements": strconv.Itoa(len(statements))}
	if parallelism > 0 {
		all["penstock.parallelism"] = strconv.Itoa(parallelism)
	}
	for i, statement := range statements {
		prefix := "penstock.statement." + strconv.Itoa(i) + "."
		all[prefix+"text"], all[prefix+"kind"] = statement.Text, "other"
		switch {
		case statement.Reset:
			all[prefix+"kind"], all[prefix+"key"] = "reset", statement.Key
		case statement.Key != "":
			all[prefix+"kind"], all[prefix+"key"], all[prefix+"value"] = "set", statement.Key, statement.Value
		case statement.Insert:
			all[prefix+"kind"] = "insert"
		case query.MatchString(statement.Text):
			all[prefix+"kind"] = "query"
		}
	}
	return all
}

// ScriptError says why a script was refused, or has failed.
type ScriptError struct {
	// Phase is "validate" where nothing has run, or "run".
	Phase string
	// File is the script's name, and Line the line on which the statement begins, or that Flink names; 0 where it is not known.
	File string
	Line int
	// Message is what Flink says.
	Message string
}

// Error has the form file:line: message.
func (f *ScriptError) Error() string {
	if f.Line == 0 {
		return f.File + ": " + f.Message
	}
	return fmt.Sprintf("%s:%d: %s", f.File, f.Line, f.Message)
}

// place is how Flink tells where in a statement something is.
var place = regexp.MustCompile(`\b([Ll]ine) (\d+)(, column \d+)`)

// failureOf makes the places that Flink tells, which count from the beginning of a statement, those in the script.
func failureOf(e event, file script.File, statements []assembly.Statement) *ScriptError {
	f := &ScriptError{Phase: e.Phase, File: file.Name, Message: sentence(e.Causes)}
	if e.Statement < 0 || e.Statement >= len(statements) {
		return f
	}
	begin := statements[e.Statement].Line
	f.Line = begin
	first := true
	f.Message = place.ReplaceAllStringFunc(f.Message, func(text string) string {
		parts := place.FindStringSubmatch(text)
		n, err := strconv.Atoi(parts[2])
		if err != nil {
			return text
		}
		n += begin - 1
		if first {
			first, f.Line = false, n
		}
		return parts[1] + " " + strconv.Itoa(n) + parts[3]
	})
	return f
}

// wrappers are messages of exceptions that only say that there is another one.
var wrappers = regexp.MustCompile(`^(?:Failed to wait job finish|Job execution failed\.|Recovery is suppressed by NoRestartBackoffTimeStrategy|` +
	`Failed to execute sql|Failed to fetch next result|Failed to fetch job execution result)$`)

// thrown is the class of an exception before what it says.
var thrown = regexp.MustCompile(`^(?:[\w$]+\.)+[\w$]*(?:Exception|Error): `)

// sentence is what a chain of exceptions says, without what is said twice.
func sentence(causes []string) string {
	var said []string
	for _, text := range causes {
		for class := thrown.FindString(text); class != ""; class = thrown.FindString(text) {
			text = text[len(class):]
		}
		text = strings.TrimSpace(text)
		if text == "" || wrappers.MatchString(text) || slices.ContainsFunc(said, func(before string) bool { return strings.Contains(before, text) }) {
			continue
		}
		said = append(said, text)
	}
	if len(said) == 0 {
		return strings.Join(causes, ": ")
	}
	return strings.Join(said, ": ")
}

package e2e

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/awstest"
)

// TestDocument_lifecycle does what docs/lifecycle.md tells its reader to do, in the same order and in one shell, with a server and
// jobs that are real, and compares what comes with what the document says comes.
func TestDocument_lifecycle(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	s.start()
	dir := shortDir(t)
	require.NoError(t, os.Symlink(s.dir, filepath.Join(dir, "data")))
	tools := filepath.Join(dir, ".tools")
	require.NoError(t, os.Mkdir(tools, 0o700))
	require.NoError(t, os.Symlink(binary, filepath.Join(tools, "penstock")))
	require.NoError(t, os.Symlink(awstest.Command(t, "aws"), filepath.Join(tools, "aws")))
	sh := newShell(t, dir, "PATH="+tools+":"+os.Getenv("PATH"), "HOME="+dir, "LC_ALL=C.UTF-8", workshopVariable+"="+workshop)
	did := 0
	for _, b := range blocks(t, filepath.Join("..", "docs", "lifecycle.md")) {
		switch language, file, _ := strings.Cut(b.info, " "); {
		case file != "":
			require.NoError(t, os.WriteFile(filepath.Join(dir, file), []byte(strings.Join(b.lines, "\n")+"\n"), 0o600))
		case language == "console":
			for _, c := range b.commands() {
				sh.expects(c)
				did++
			}
		}
	}
	require.Greater(t, did, 30, "the document has lost its commands")
}

// block is a fenced block of a document. A block "console" is a session with a shell: lines that begin with "$ " are typed, those
// that begin with "> " go on with them, and what follows is what the shell answers. A block with a second word after its
// language is a file of that name.
type block struct {
	// line is where its content begins, counted from 1.
	line  int
	info  string
	lines []string
}

func blocks(t *testing.T, path string) []block {
	t.Helper()
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	var all []block
	var open *block
	for i, line := range strings.Split(string(text), "\n") {
		info, fence := strings.CutPrefix(line, "```")
		switch {
		case fence && open == nil:
			open = &block{line: i + 2, info: info}
		case fence:
			all = append(all, *open)
			open = nil
		case open != nil:
			open.lines = append(open.lines, line)
		}
	}
	require.Nil(t, open, "%s: a block is not closed", path)
	return all
}

// command is what a document has its reader type, and what shall come then.
type command struct {
	line   int
	text   string
	answer []string
}

func (b block) commands() []command {
	var all []command
	for i, line := range b.lines {
		if text, begins := strings.CutPrefix(line, "$ "); begins {
			all = append(all, command{line: b.line + i, text: text})
			continue
		}
		c := &all[len(all)-1]
		if more, goesOn := strings.CutPrefix(line, "> "); goesOn && len(c.answer) == 0 {
			c.text += "\n" + more
		} else {
			c.answer = append(c.answer, line)
		}
	}
	return all
}

// placeholders are what stands in a document for what differs each time.
var placeholders = map[string]string{
	"<id>":       `[A-Za-z0-9]{20}`,
	"<time>":     `[0-9T:.+ -]{10,40}`,
	"<duration>": `<?[0-9.]+[a-zµ]+[0-9a-z]*`,
	"<number>":   `[0-9.]+`,
	"<text>":     `.+`,
}

var (
	placeholder = regexp.MustCompile(`<[a-z]+>`)
	spaces      = regexp.MustCompile(` +`)
)

// pattern is the regular expression of an answer. A line "…" stands for any number of lines, and columns may be of any width.
func (c command) pattern(t *testing.T) *regexp.Regexp {
	t.Helper()
	var p strings.Builder
	for _, line := range c.answer {
		if strings.TrimSpace(line) == "…" {
			p.WriteString(`(?:.*\n)*?`)
			continue
		}
		line = spaces.ReplaceAllString(strings.TrimRight(line, " "), " ")
		at := 0
		for _, found := range placeholder.FindAllStringIndex(line, -1) {
			p.WriteString(regexp.QuoteMeta(line[at:found[0]]))
			meaning, known := placeholders[line[found[0]:found[1]]]
			require.True(t, known, "line %d: nobody knows what %s stands for", c.line, line[found[0]:found[1]])
			p.WriteString("(?:" + meaning + ")")
			at = found[1]
		}
		p.WriteString(regexp.QuoteMeta(line[at:]) + `\n`)
	}
	return regexp.MustCompile("^" + p.String() + "$")
}

// shell is a bash that remembers variables, functions and the directory from one command to the next.
type shell struct {
	*testing.T
	commands io.Writer
	answers  *bufio.Reader
}

// endOfAnswer is the control character "record separator", which ends each answer.
const endOfAnswer = '\x1e'

func newShell(t *testing.T, dir string, environment ...string) *shell {
	t.Helper()
	commands, typed, err := os.Pipe()
	require.NoError(t, err)
	cmd := exec.Command("bash", "--noprofile", "--norc", "-c",
		`while IFS= read -r -d '' command <&3; do eval "$command" </dev/null 3<&- 2>&1; printf '\n\036'; done`)
	cmd.Dir, cmd.Env, cmd.ExtraFiles = dir, environment, []*os.File{commands}
	answers, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	require.NoError(t, commands.Close())
	t.Cleanup(func() {
		require.NoError(t, typed.Close())
		_ = cmd.Process.Kill() // it may be in a loop; when it has ended, it cannot be killed
		_ = cmd.Wait()
	})
	return &shell{T: t, commands: typed, answers: bufio.NewReader(answers)}
}

// expects types a command and compares what comes.
func (sh *shell) expects(c command) {
	sh.Helper()
	_, err := fmt.Fprintf(sh.commands, "%s\x00", c.text)
	require.NoError(sh, err)
	type reading struct {
		text string
		err  error
	}
	read := make(chan reading, 1)
	go func() {
		text, err := sh.answers.ReadString(endOfAnswer)
		read <- reading{text, err}
	}()
	select {
	case r := <-read:
		require.NoError(sh, r.err)
		got := tidy(strings.TrimSuffix(r.text, "\n"+string(endOfAnswer)))
		if !c.pattern(sh.T).MatchString(got) {
			sh.Errorf("docs/lifecycle.md:%d\n$ %s\n--- the document says\n%s\n--- what comes is\n%s",
				c.line, c.text, strings.Join(c.answer, "\n"), got)
		}
	case <-time.After(patience):
		require.Fail(sh, "no end", "docs/lifecycle.md:%d\n$ %s", c.line, c.text)
	}
}

// tidy is an answer without what an eye does not see, with a newline at the end of each line.
func tidy(answer string) string {
	lines := strings.Split(strings.TrimRight(answer, "\n"), "\n")
	for i, line := range lines {
		lines[i] = spaces.ReplaceAllString(strings.TrimRight(line, " \r"), " ")
	}
	if slices.Equal(lines, []string{""}) {
		return ""
	}
	return strings.Join(lines, "\n") + "\n"
}

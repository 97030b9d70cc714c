package e2e

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const (
	peopleScript = `CREATE TABLE numbers (n INT) WITH ('connector' = 'datagen', 'rows-per-second' = '5');
CREATE TABLE shown (n INT) WITH ('connector' = 'print');
INSERT INTO shown SELECT n FROM numbers;
`
	peopleBroken = `CREATE TABLE numbers (n INT) WITH ('connector' = 'datagen');
CREATE TABLE shown (n INT) WITH ('connector' = 'print');
	INSERT INTO shown SELECT m FROM numbers;
`
)

var regexpID = regexp.MustCompile(`\b[A-Za-z0-9]{20}\b`)

// person types commands for a server.
type person struct {
	*testing.T
	s   *server
	dir string
}

// types runs a command and returns what it wrote to standard output and standard error, and its exit code.
func (p *person) types(stdin string, words ...string) (stdout, stderr string, code int) {
	p.Helper()
	ctx, cancel := within(p.T)
	defer cancel()
	cmd := exec.CommandContext(ctx, p.s.binary, words...)
	cmd.Dir = p.dir
	cmd.Env = []string{"PENSTOCK_DATA_DIR=" + p.s.dir, "HOME=" + p.dir, workshopVariable + "=" + workshop}
	cmd.Stdin = strings.NewReader(stdin)
	var out, errOut bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errOut
	err := cmd.Run()
	if cmd.ProcessState == nil {
		require.NoError(p, err)
	}
	return out.String(), errOut.String(), cmd.ProcessState.ExitCode()
}

// does runs a command that has to be done, and returns what it wrote.
func (p *person) does(words ...string) (stdout, stderr string) {
	p.Helper()
	stdout, stderr, code := p.types("", words...)
	require.Zero(p, code, "%v: %s", words, stderr)
	return stdout, stderr
}

// fails runs a command that cannot be done, and wants to be told why.
func (p *person) fails(why string, words ...string) {
	p.Helper()
	_, stderr, code := p.types("", words...)
	require.Equal(p, 1, code, words)
	require.Contains(p, stderr, why, words)
}

func (p *person) writes(name, text string) {
	require.NoError(p, os.WriteFile(filepath.Join(p.dir, name), []byte(text), 0o600))
}

// statuses are the applications and their statuses.
func (p *person) statuses() map[string]string {
	p.Helper()
	out, _ := p.does("apps", "--output", "json")
	var apps []struct{ Name, Status string }
	require.NoError(p, json.Unmarshal([]byte(out), &apps))
	all := map[string]string{}
	for _, a := range apps {
		all[a.Name] = a.Status
	}
	return all
}

// TestPeople walks through the life of an application with the short commands.
func TestPeople(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	s.start()
	p := &person{T: t, s: s, dir: shortDir(t)}
	p.writes("orders.sql", peopleScript)
	p.writes("broken.sql", peopleBroken)

	out, _ := p.does("apps")
	require.Contains(t, out, "There are no applications in us-east-1")

	_, told := p.does("deploy", "orders.sql", "--property", "kafka.bootstrap.servers=broker:9092")
	require.Contains(t, told, "orders is created")
	require.Contains(t, told, "orders is RUNNING, at version 1")
	_, told = p.does("deploy", "orders.sql", "--property", "kafka.bootstrap.servers=broker:9092")
	require.Contains(t, told, "orders is as wanted already: version 1, RUNNING")
	_, told = p.does("deploy", "orders.sql", "--parallelism", "2", "--property", "kafka:topic=a.b", "--dry-run")
	for _, change := range []string{"parallelism: 1 → 2", `property kafka.topic: set to "a.b"`, "property kafka.bootstrap.servers: removed", "would be updated from version 1"} {
		require.Contains(t, told, change)
	}

	p.writes("orders.sql", strings.Replace(peopleScript, "'5'", "'50'", 1))
	_, told = p.does("deploy", "orders.sql", "--parallelism", "2")
	require.Contains(t, told, "code: 1 line added, 1 removed")
	require.Regexp(t, `orders is updated: version 2, RUNNING; nothing was processed for .*; it went on from snapshot UPDATEAPPLICATION-orders-\d+`, told)
	p.fails("broken.sql:3:27: Column 'm' not found in any table", "deploy", "broken.sql", "--name", "orders")
	p.fails("\n  3 | \tINSERT INTO shown SELECT m FROM numbers;\n    | \t                         ^", "deploy", "broken.sql", "--name", "orders")
	require.Equal(t, map[string]string{"orders": "RUNNING"}, p.statuses())

	out, _ = p.does("diff", "orders")
	for _, line := range []string{"-      Parallelism: 1\n", "+      Parallelism: 2\n", "-CREATE TABLE numbers (n INT) WITH ('connector' = 'datagen', 'rows-per-second' = '5');\n", "--- orders version 1: code\n"} {
		require.Contains(t, out, line)
	}
	require.NotContains(t, out, "Timestamp")
	out, _ = p.does("diff", "orders", "2", "2")
	require.Equal(t, "versions 2 and 2 of orders are the same\n", out)

	_, told = p.does("snapshot", "orders", "by-hand")
	require.Contains(t, told, "snapshot by-hand of orders is ready")
	out, _ = p.does("snapshots", "orders")
	require.Regexp(t, `(?m)^by-hand +READY +2 `, out)
	out, _ = p.does("operations", "orders")
	require.Regexp(t, `(?m)^UpdateApplication +SUCCESSFUL +1 → 2 .* root `, out)
	require.Regexp(t, `(?m)^CreateApplicationSnapshot +SUCCESSFUL `, out)
	listed := out
	id := regexpID.FindString(out)
	out, _ = p.does("operations", "orders", id)
	require.Contains(t, out, "asked for by arn:aws:iam::")
	update := regexp.MustCompile(`(?m)^UpdateApplication .* ([0-9A-Za-z]{20})`).FindStringSubmatch(listed)[1]
	p.fails("has ended: it is SUCCESSFUL", "cancel", "orders", update, "--yes")
	p.fails(`nothing that is being done to orders can be cancelled; "penstock operations orders" tells what is`, "cancel", "orders", "--yes")
	out, _ = p.does("operations", "orders", update)
	require.Contains(t, out, "from version 1 to 2")
	require.Contains(t, out, "prepare cluster")
	out, _ = p.does("versions", "orders")
	require.Regexp(t, `(?m)^ +2  RUNNING$`, out)
	eventually(t, "what the job prints is in the log", func() bool {
		out, _ := p.does("logs", "orders", "--source", "stdout", "--lines", "3")
		return strings.Contains(out, "+I[")
	})
	out, _ = p.does("logs", "orders", "--since", "1h", "--grep", "switched from state", "--output", "json")
	require.Contains(t, out, `"Message":"Job orders`)
	out, _ = p.does("status")
	require.Contains(t, out, "Applications  1: 1 RUNNING")
	out, _ = p.does("status", "orders")
	for _, text := range []string{"orders  RUNNING", "Parallelism  2", "by-hand", "prepare cluster"} {
		require.Contains(t, out, text)
	}

	p.fails("add --yes", "rollback", "orders")
	_, told = p.does("rollback", "orders", "--yes")
	require.Contains(t, told, "orders is RUNNING, at version 3, which is as version 1 was")
	out, _ = p.does("diff", "orders", "1", "3")
	require.Contains(t, out, "are the same")

	_, told = p.does("stop", "orders")
	require.Contains(t, told, "orders has stopped; its newest snapshot is ")
	_, told = p.does("stop", "orders")
	require.Contains(t, told, "orders does not run")
	_, told = p.does("start", "orders", "--restore", "by-hand")
	require.Contains(t, told, "orders is RUNNING, at version 3, from snapshot by-hand")
	p.fails("add --yes", "stop", "orders", "--force")
	_, told = p.does("stop", "orders", "--force", "--yes")
	require.Contains(t, told, "without a snapshot")

	p.fails("add --yes", "delete", "orders")
	_, told = p.does("delete", "orders", "--yes")
	require.Contains(t, told, "orders is deleted")
	p.fails(`application orders does not exist; "penstock apps" lists`, "status", "orders")
	p.does("delete", "orders", "--yes", "--ignore-missing")
	require.Empty(t, p.statuses())
}

// TestPeople_are_helped looks at what is offered and told where somebody does not know on.
func TestPeople_are_helped(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	s.start()
	p := &person{T: t, s: s, dir: shortDir(t)}
	p.writes("orders.sql", peopleScript)
	p.does("deploy", "orders.sql")
	p.does("snapshot", "orders", "by-hand")

	offers := func(want string, words ...string) {
		t.Helper()
		// Whoever types does not wait long for a name: where the server takes more than two seconds none is offered.
		eventually(t, fmt.Sprintf("%q is offered after %q", want, words), func() bool {
			out, _ := p.does(append([]string{"__complete"}, words...)...)
			return strings.Contains("\n"+out, "\n"+want)
		})
	}
	offers("orders\n", "start", "")
	offers("by-hand\n", "start", "orders", "--restore", "")
	offers("1\n", "diff", "orders", "")
	offers("json\n", "apps", "--output", "")
	offers("orders\n", "deploy", "orders.sql", "--name", "")
	offers("describe-application\t", "kinesisanalyticsv2", "describe-app")
	offers("application-running\n", "kinesisanalyticsv2", "wait", "")
	offers("--application-name\t", "kinesisanalyticsv2", "describe-application", "--app")
	offers("orders\n", "kinesisanalyticsv2", "describe-application", "--application-name", "")
	offers("by-hand\n", "kinesisanalyticsv2", "describe-application-snapshot", "--application-name", "orders", "--snapshot-name", "")
	offers("FLINK-1_20\n", "kinesisanalyticsv2", "create-application", "--runtime-environment", "FLINK-1_2")
	offers("table\n", "kinesisanalyticsv2", "list-applications", "--output", "t")
	for _, shell := range []string{"bash", "zsh", "fish", "powershell"} {
		out, _ := p.does("completion", shell)
		require.Contains(t, out, "penstock")
	}

	p.fails(`there is no command "deplyo"; did you mean "deploy"?`, "deplyo")
	p.fails("unknown flag: --paralelism", "deploy", "orders.sql", "--paralelism", "2")
	p.fails("read the code: open nothing.sql", "deploy", "nothing.sql")
	p.fails("is not group.key=value", "deploy", "orders.sql", "--property", "x")
	p.fails("no server answers at http://127.0.0.1:1", "apps", "--endpoint-url", "http://127.0.0.1:1")
	p.fails("holds no aws/config", "apps", "--data-dir", p.dir)
	p.fails("neither table nor json", "apps", "--output", "xml")
	_, stderr, code := p.types("", "kinesisanalyticsv2", "list-applications", "--profile", "nobody", "--data-dir", s.dir)
	require.Equal(t, 255, code)
	require.Contains(t, stderr, "The config profile (nobody) could not be found")

	// Without a data directory and credentials, it is told how to get some.
	cmd := exec.CommandContext(t.Context(), s.binary, "apps")
	cmd.Env = []string{"HOME=" + p.dir}
	told, err := cmd.CombinedOutput()
	require.Error(t, err)
	require.Contains(t, string(told), "export PENSTOCK_DATA_DIR=DIR")
}

// TestHelp_has_examples walks all commands.
func TestHelp_has_examples(t *testing.T) {
	t.Parallel()
	help := func(words ...string) string {
		out, err := exec.CommandContext(t.Context(), binary, words...).CombinedOutput()
		require.NoError(t, err, "%v: %s", words, out)
		return string(out)
	}
	root := help("--help")
	for _, group := range []string{"Applications:", "Servers:", "Scripts and tools:", "Additional help topics:"} {
		require.Contains(t, root, group)
	}
	seen := 0
	for line := range strings.Lines(root) {
		fields := strings.Fields(line)
		if !strings.HasPrefix(line, "  ") || len(fields) < 2 || fields[0] == "penstock" || strings.HasPrefix(fields[0], "-") {
			continue
		}
		switch fields[0] {
		case "help", "completion", "sql":
			continue // these have commands of their own
		}
		seen++
		require.Contains(t, help(fields[0], "--help"), "Examples:\n", fields[0])
	}
	require.Greater(t, seen, 15)
	for _, topic := range []string{"credentials", "environment", "exit-codes"} {
		require.NotEmpty(t, help("help", topic))
	}
	require.Contains(t, help("kinesisanalyticsv2", "create-application", "help"), "--runtime-environment (string, required)")
}

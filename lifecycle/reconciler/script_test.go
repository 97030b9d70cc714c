package reconciler

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/fake"
	"github.com/penstock/penstock/store"
)

var rewrite = flag.Bool("rewrite", false, "write what the scripts in testdata answer now into them")

// TestScripts runs testdata/*.txt. A script is a list of blocks: a command with arguments, a line of four dashes, and the
// expected answer up to an empty line. Comments start with #. With -rewrite the answers are written anew.
func TestScripts(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/*.txt")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			t.Parallel()
			runScript(t, file)
		})
	}
}

func runScript(t *testing.T, file string) {
	t.Helper()
	content, err := os.ReadFile(file)
	require.NoError(t, err)
	s := &script{fixture: newFixture(t)}
	var out strings.Builder
	lines := strings.Split(string(content), "\n")
	for i := 0; i < len(lines); i++ {
		line := lines[i]
		if line == "" || strings.HasPrefix(line, "#") {
			out.WriteString(line + "\n")
			continue
		}
		require.Less(t, i+1, len(lines), "%s:%d: no answer", file, i+1)
		require.Equal(t, "----", lines[i+1], "%s:%d: no answer", file, i+1)
		var expected []string
		at := i + 1
		for i += 2; i < len(lines) && lines[i] != ""; i++ {
			expected = append(expected, lines[i])
		}
		answer := s.run(strings.Fields(line))
		if !*rewrite {
			require.Equal(t, strings.Join(expected, "\n"), answer, "%s:%d: %s", file, at, line)
		}
		out.WriteString(line + "\n----\n")
		if answer != "" {
			out.WriteString(answer + "\n")
		}
		out.WriteString("\n")
	}
	require.Empty(t, s.world.Violations())
	if *rewrite {
		require.NoError(t, os.WriteFile(file, []byte(strings.TrimRight(out.String(), "\n")+"\n"), 0o600))
	}
}

// script is one under way.
type script struct {
	*fixture
}

// run does a command: its name, then words and key=value options.
func (s *script) run(fields []string) string {
	s.Helper()
	words, options := []string{}, map[string]string{}
	for _, field := range fields[1:] {
		if key, value, ok := strings.Cut(field, "="); ok {
			options[key] = value
		} else {
			words = append(words, field)
		}
	}
	command, ok := commands[fields[0]]
	require.True(s, ok, "unknown command %s", fields[0])
	return strings.TrimRight(command(s, words, options), "\n")
}

// commands are what scripts can do.
var commands = map[string]func(s *script, words []string, options map[string]string) string{
	"create":   (*script).cmdCreate,
	"start":    (*script).cmdStart,
	"stop":     func(s *script, w []string, _ map[string]string) string { return told(s.stop(w[0], false)) },
	"force":    func(s *script, w []string, _ map[string]string) string { return told(s.stop(w[0], true)) },
	"delete":   func(s *script, w []string, _ map[string]string) string { return told(s.remove(w[0])) },
	"update":   (*script).cmdUpdate,
	"scale":    (*script).cmdScale,
	"maintain": (*script).cmdMaintain,
	"rollback": func(s *script, w []string, _ map[string]string) string { return told(s.rollBack(w[0])) },
	"snap":     func(s *script, w []string, _ map[string]string) string { return told("", s.takeSnapshot(w[0], w[1])) },
	"unsnap":   func(s *script, w []string, _ map[string]string) string { return told("", s.removeSnapshot(w[0], w[1])) },
	"behave":   (*script).cmdBehave,
	"fault":    (*script).cmdFault,
	"heal":     func(s *script, _ []string, _ map[string]string) string { s.world.Heal(); return "" },
	"tick":     (*script).cmdTick,
	"crash":    (*script).cmdCrash,
	"process":  (*script).cmdProcess,
	"job":      (*script).cmdJob,
	"kill":     (*script).cmdKill,
	"orphan":   (*script).cmdOrphan,
	"pass":     (*script).cmdPass,
	"sweep":    (*script).cmdSweep,
	"rows":     (*script).cmdRows,
	"world":    (*script).cmdWorld,
}

func told(_ string, err error) string {
	if err != nil {
		return "refused: " + err.Error()
	}
	return ""
}

func (s *script) cmdCreate(words []string, options map[string]string) string {
	s.create(words[0], "run", map[string]bool{"snapshots": options["snapshots"] != "off", "rollback": options["rollback"] == "on"})
	return ""
}

func runConfiguration(options map[string]string) lifecycle.RunConfiguration {
	run := lifecycle.DefaultRunConfiguration()
	switch restore := options["restore"]; restore {
	case "":
	case "skip":
		run.RestoreType = lifecycle.RestoreSkip
	default:
		run.RestoreType, run.SnapshotName = lifecycle.RestoreCustom, restore
	}
	return run
}

func (s *script) cmdStart(words []string, options map[string]string) string {
	return told(s.start(words[0], runConfiguration(options)))
}

func (s *script) cmdUpdate(words []string, options map[string]string) string {
	code := "run again"
	if options["code"] == "broken" {
		code = fake.BrokenCode
	}
	return told(s.upgrade(words[0], code, options["runtime"], runConfiguration(options)))
}

func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

func (s *script) cmdBehave(_ []string, options map[string]string) string {
	text := func(key string) string { return strings.ReplaceAll(options[key], "_", " ") }
	s.world.Behave(fake.Behaviour{
		PreparingLooks: number(options["preparing"]), NeverReady: options["never"] == "ready",
		CompileError: text("compile"), ExitInstead: text("exit"), RunError: text("run"), StateError: text("state"),
		DeployingLooks: number(options["deploying"]), JobError: text("job"), Bounded: options["bounded"] == "yes",
		SavepointLooks: number(options["savepoint"]), SavepointError: text("savepoint-error"),
	})
	return ""
}

func (s *script) cmdFault(words []string, options map[string]string) string {
	s.world.Inject(fake.Fault{
		Call: fake.Call(words[0]), Mode: fake.Mode(words[1]), Skip: number(options["skip"]), Times: number(options["times"]),
	})
	return ""
}

// cmdTick answers with the actions that were applied.
func (s *script) cmdTick([]string, map[string]string) string {
	if s.died {
		s.reboot()
	}
	s.actions = nil
	s.tick()
	if s.died {
		return strings.Join(append(s.actions, "died "+s.points[len(s.points)-1]), "\n")
	}
	return strings.Join(s.actions, "\n")
}

// cmdCrash lets the control plane die at a point to come: by number.
func (s *script) cmdCrash(words []string, _ map[string]string) string {
	s.dieAt = number(words[0])
	return ""
}

func (s *script) cmdProcess(words []string, options map[string]string) string {
	job := s.job(words[0])
	require.NoError(s, s.world.Advance(job.ID, int64(number(options["events"]))))
	if options["checkpoint"] == "yes" {
		require.NoError(s, s.world.Checkpoint(job.ID))
	}
	return ""
}

func (s *script) cmdJob(words []string, _ map[string]string) string {
	require.NoError(s, s.world.SetJob(s.job(words[0]).ID, driver.JobState(words[1])))
	return ""
}

func (s *script) cmdKill(words []string, _ map[string]string) string {
	require.NoError(s, s.world.Kill(s.job(words[0]).ID))
	return ""
}

func (s *script) cmdOrphan([]string, map[string]string) string {
	require.NoError(s, s.world.Orphan(driver.NewClusterID("somebody", 1, 0)))
	return ""
}

func (s *script) cmdPass(words []string, _ map[string]string) string {
	d, err := time.ParseDuration(words[0])
	require.NoError(s, err)
	s.clock.pass(d)
	return ""
}

func (s *script) cmdSweep([]string, map[string]string) string {
	n, err := s.r.Sweep(s.Context())
	require.NoError(s, err)
	return fmt.Sprintf("%d destroyed", n)
}

// cmdRows answers with everything that is written down.
func (s *script) cmdRows(words []string, _ map[string]string) string {
	var b strings.Builder
	var id int64
	err := s.sql.QueryRow(s.Context(), `SELECT id FROM applications WHERE name = $1`, words[0]).Scan(&id)
	if err != nil {
		return "gone"
	}
	app := s.app(words[0])
	fmt.Fprintf(&b, "%s, wanted %s, version %d deployed", app.Status(), app.Desired.Goal, app.Observed.DeployedVersionID)
	if app.Observed.Restarting {
		b.WriteString(" and restarting")
	}
	if run := app.Observed.RunConfiguration; run != nil {
		fmt.Fprintf(&b, ", %s", run.RestoreType)
	}
	b.WriteString("\n")
	for _, h := range []*lifecycle.ClusterHandle{app.Observed.Cluster, app.Observed.NextCluster} {
		c, err := parseRecord(h)
		require.NoError(s, err)
		if c != nil {
			fmt.Fprintf(&b, "cluster %s version %d", c.run(), c.VersionID)
			if c.Parallelism > 1 {
				fmt.Fprintf(&b, " in %d", c.Parallelism)
			}
			b.WriteString("\n")
		}
	}
	list, err := s.store.ListSnapshots(s.Context(), id, store.SnapshotCursor{}, 50)
	require.NoError(s, err)
	for _, snapshot := range list {
		fmt.Fprintf(&b, "snapshot %s version %d %s %s\n", snapshot.Name, snapshot.VersionID, snapshot.Status, snapshot.Failure)
	}
	operations, err := s.store.ListOperations(s.Context(), id, store.OperationQuery{Unlisted: true, Limit: 50})
	require.NoError(s, err)
	for _, o := range operations {
		fmt.Fprintf(&b, "%s %s %s", o.Kind, o.Status, o.Error)
		if o.RollbackOperationID != "" {
			b.WriteString(", rolled back")
		}
		b.WriteString("\n")
		full, err := s.store.Operation(s.Context(), id, o.ID)
		require.NoError(s, err)
		for _, step := range full.Steps {
			fmt.Fprintf(&b, "  %s %s", step.Name, step.Outcome)
			if step.Outcome == lifecycle.StepSucceeded && step.Detail != "" {
				b.WriteString(": " + step.Detail)
			}
			b.WriteString("\n")
		}
	}
	return trimLines(b.String())
}

// cmdWorld answers with what exists outside.
func (s *script) cmdWorld([]string, map[string]string) string {
	var b strings.Builder
	for _, c := range s.world.Clusters() {
		name := c.Spec.ApplicationName
		if name == "" {
			name = c.Spec.ApplicationARN
		}
		fmt.Fprintf(&b, "cluster of %s version %d: job %s at %d", name, c.Spec.ApplicationVersion, c.Job, c.Position)
		if c.Restored != "" {
			kind := "a checkpoint"
			if strings.Contains(c.Restored, "/snapshots/") {
				kind = "a snapshot"
			}
			position, err := fake.ReadPosition(c.Restored)
			if err != nil {
				kind = "what is gone by now,"
			}
			fmt.Fprintf(&b, ", restored from %s at %d", kind, position)
		}
		b.WriteString("\n")
	}
	checkpoints, snapshots := 0, 0
	for _, file := range s.files() {
		switch {
		case strings.Contains(file, "/checkpoints/"):
			checkpoints++
		case strings.Contains(file, "/snapshots/"):
			snapshots++
		}
	}
	fmt.Fprintf(&b, "files of %d checkpoints and %d snapshots", checkpoints, snapshots)
	return trimLines(b.String())
}

func trimLines(text string) string {
	lines := strings.Split(text, "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n")
}

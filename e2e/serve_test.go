package e2e

import (
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2/types"
	"github.com/stretchr/testify/require"
)

func TestServe_tells_the_first_credential_once(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	s.start()
	credentials, err := os.ReadFile(filepath.Join(s.dir, "aws", "credentials"))
	require.NoError(t, err)
	_, secret, found := strings.Cut(string(credentials), "aws_secret_access_key = ")
	require.True(t, found)
	secret = strings.TrimSpace(secret)
	require.Contains(t, s.log.String(), secret)
	require.Contains(t, s.log.String(), "http://"+s.address)
	require.Zero(t, s.stop())

	s.log = &syncBuffer{}
	s.start()
	require.NotContains(t, s.log.String(), secret)
	_, err = s.api.ListApplications(t.Context(), &kinesisanalyticsv2.ListApplicationsInput{})
	require.NoError(t, err, "the credential of the first start is good for the second")
}

func TestServe_refuses_a_directory_that_is_in_use(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	s.start()
	second := exec.CommandContext(t.Context(), s.binary, s.arguments...)
	out, err := second.CombinedOutput()
	require.Error(t, err)
	require.Contains(t, string(out), "in use by another penstock serve (process "+strconv.Itoa(s.cmd.Process.Pid)+")")
	require.True(t, s.healthy())
}

func TestServe_with_a_private_Postgres_as_an_ordinary_user(t *testing.T) {
	t.Parallel()
	s := newServer(t, privatePostgres)
	if os.Getuid() == 0 {
		const nobody = 65534
		s.credential = &syscall.Credential{Uid: nobody, Gid: nobody}
		require.NoError(t, os.Chown(s.dir, nobody, nobody))
		s.binary = filepath.Join(shortDir(t), "penstock")
		copyFile(t, binary, s.binary)
		require.NoError(t, os.Chmod(filepath.Dir(s.binary), 0o755))
	}
	s.start()
	out := filepath.Join(s.dir, "out")
	f := newFeed(t)
	require.NoError(t, os.Chmod(filepath.Dir(f.input), 0o755))
	s.create("ordinary", script, f.properties(out))
	s.run("ordinary")
	f.add(5)
	eventually(t, "output", func() bool { return len(lines(t, filepath.Join(out, "copies"))) == 5 })
	require.Zero(t, s.stop())
}

// copyFile copies a program. What other tests start meanwhile would have the copy open for writing for a moment, in which nobody can
// run it, so they wait.
func copyFile(t *testing.T, from, to string) {
	t.Helper()
	syscall.ForkLock.RLock()
	defer syscall.ForkLock.RUnlock()
	in, err := os.Open(from)
	require.NoError(t, err)
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_WRONLY|os.O_EXCL, 0o755)
	require.NoError(t, err)
	_, err = io.Copy(out, in)
	require.NoError(t, err)
	require.NoError(t, out.Close())
}

func TestServe_twice_on_one_machine(t *testing.T) {
	t.Parallel()
	f := newFeed(t)
	f.add(5)
	for range 2 {
		s, out := newServer(t), filepath.Join(shortDir(t), "out")
		s.start()
		s.create("twin", script, f.properties(out))
		s.run("twin")
		eventually(t, "output", func() bool { return len(lines(t, filepath.Join(out, "copies"))) == 5 })
	}
}

func TestServe_leaves_applications_running_or_stops_them(t *testing.T) {
	t.Parallel()
	s, f, out := newServer(t), newFeed(t), filepath.Join(shortDir(t), "out")
	s.start()
	s.create("stays", script, f.properties(out))
	s.run("stays")
	pid := s.cluster()
	require.Zero(t, s.stop())
	require.NoError(t, syscall.Kill(pid, 0), "SIGTERM leaves applications running")

	s.arguments = append(s.arguments, "--stop-applications")
	s.start()
	f.add(5)
	eventually(t, "output", func() bool { return len(lines(t, filepath.Join(out, "copies"))) == 5 })
	require.Zero(t, s.stop())
	require.Empty(t, s.clusters())
	require.Contains(t, s.log.String(), "stays")

	s.start()
	require.Equal(t, types.ApplicationStatusReady, s.describe("stays").ApplicationStatus)
	snapshots, err := s.api.ListApplicationSnapshots(t.Context(), &kinesisanalyticsv2.ListApplicationSnapshotsInput{
		ApplicationName: aws.String("stays"),
	})
	require.NoError(t, err)
	require.Len(t, snapshots.SnapshotSummaries, 1)
	s.run("stays")
	f.add(5)
	eventually(t, "it goes on from the snapshot", func() bool { return len(lines(t, filepath.Join(out, "copies"))) == 10 })
}

// The binary is replaced while the control plane and an application run.
func TestUpgrade(t *testing.T) {
	t.Parallel()
	s, f, out := newServer(t), newFeed(t), filepath.Join(shortDir(t), "out")
	s.binary = filepath.Join(shortDir(t), "penstock")
	copyFile(t, binary, s.binary)
	s.start()
	s.create("upgraded", script, f.properties(out))
	s.run("upgraded")
	require.NoError(t, os.Remove(s.binary))

	first := s.cluster()
	require.NoError(t, syscall.Kill(first, syscall.SIGKILL))
	eventually(t, "the old control plane starts clusters from a file that is gone", func() bool {
		pids := s.clusters()
		return len(pids) == 1 && pids[0] != first
	})
	second := s.cluster()
	copyFile(t, binary, s.binary)
	require.Zero(t, s.stop())
	s.start()
	require.Equal(t, types.ApplicationStatusRunning, s.describe("upgraded").ApplicationStatus)
	f.add(5)
	eventually(t, "output", func() bool { return len(lines(t, filepath.Join(out, "copies"))) == 5 })
	require.Equal(t, second, s.cluster())
}

// The life of an application by the unmodified AWS CLI, where it is installed.
func TestAWSCLI(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("aws"); err != nil {
		t.Skip("the AWS CLI is not installed")
	}
	s, f, out := newServer(t), newFeed(t), filepath.Join(shortDir(t), "out")
	s.start()
	cli := func(arguments ...string) string {
		t.Helper()
		ctx, cancel := context.WithTimeout(t.Context(), patience)
		defer cancel()
		cmd := exec.CommandContext(ctx, "aws", append([]string{"kinesisanalyticsv2"}, arguments...)...)
		cmd.Env = append(os.Environ(), "AWS_PAGER=",
			"AWS_SHARED_CREDENTIALS_FILE="+filepath.Join(s.dir, "aws", "credentials"),
			"AWS_CONFIG_FILE="+filepath.Join(s.dir, "aws", "config"))
		text, err := cmd.CombinedOutput()
		require.NoError(t, err, "aws %s: %s", strings.Join(arguments, " "), text)
		return strings.TrimSpace(string(text))
	}
	status := func() string {
		return cli("describe-application", "--application-name", "cli", "--query", "ApplicationDetail.ApplicationStatus", "--output", "text")
	}
	scriptFile := filepath.Join(shortDir(t), "script.sql")
	require.NoError(t, os.WriteFile(scriptFile, []byte(strings.NewReplacer(
		"${e2e:input}", f.input, "${e2e:output}", out).Replace(script)), 0o600))
	text, err := os.ReadFile(scriptFile)
	require.NoError(t, err)
	configuration := `{"ApplicationCodeConfiguration":{"CodeContentType":"PLAINTEXT","CodeContent":{"TextContent":` +
		strconv.Quote(string(text)) + `}},"FlinkApplicationConfiguration":{"CheckpointConfiguration":{"ConfigurationType":"CUSTOM",` +
		`"CheckpointingEnabled":true,"CheckpointInterval":100,"MinPauseBetweenCheckpoints":0}}}`
	copies := func(n int) {
		t.Helper()
		eventually(t, "output", func() bool { return len(lines(t, filepath.Join(out, "copies"))) == n })
	}
	cli("create-application", "--application-name", "cli", "--runtime-environment", "FLINK-1_20",
		"--service-execution-role", "arn:aws:iam::000000000000:role/cli", "--application-configuration", configuration)
	require.Equal(t, "READY", status())
	cli("start-application", "--application-name", "cli")
	eventually(t, "RUNNING", func() bool { return status() == "RUNNING" })
	f.add(5)
	copies(5)
	cli("create-application-snapshot", "--application-name", "cli", "--snapshot-name", "mine")
	eventually(t, "the snapshot is ready", func() bool {
		return cli("describe-application-snapshot", "--application-name", "cli", "--snapshot-name", "mine",
			"--query", "SnapshotDetails.SnapshotStatus", "--output", "text") == "READY"
	})
	cli("update-application", "--application-name", "cli", "--current-application-version-id", "1",
		"--application-configuration-update", `{"EnvironmentPropertyUpdates":{"PropertyGroups":[]}}`)
	eventually(t, "RUNNING again", func() bool { return status() == "RUNNING" })
	f.add(5)
	copies(10)
	cli("stop-application", "--application-name", "cli")
	eventually(t, "READY", func() bool { return status() == "READY" })
	created := cli("describe-application", "--application-name", "cli", "--query", "ApplicationDetail.CreateTimestamp", "--output", "text")
	cli("delete-application", "--application-name", "cli", "--create-timestamp", created)
	eventually(t, "it is gone", func() bool {
		return cli("list-applications", "--query", "length(ApplicationSummaries)", "--output", "text") == "0"
	})
}

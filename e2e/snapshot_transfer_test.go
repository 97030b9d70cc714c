package e2e

import (
	"bytes"
	"io"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2/types"
	"github.com/stretchr/testify/require"
)

// moves is an application with a snapshot in one installation, and an application without any in another.
type moves struct {
	*testing.T
	here, there       *person
	hereKeys          *keyed
	feed              *feed
	output, elsewhere string
}

func newMoves(t *testing.T) *moves {
	t.Helper()
	from, to := newServer(t), newServer(t)
	from.start()
	to.start()
	m := &moves{
		T: t, here: &person{T: t, s: from, dir: shortDir(t)}, there: &person{T: t, s: to, dir: shortDir(t)}, hereKeys: serviceKeys(from),
		feed: newFeed(t), output: filepath.Join(shortDir(t), "out"), elsewhere: filepath.Join(shortDir(t), "out"),
	}
	from.create("orders", script, m.feed.properties(m.output))
	to.create("orders", script, m.feed.properties(m.elsewhere))
	return m
}

// restores starts the application of the other installation from a snapshot.
func (m *moves) restores(snapshot string) {
	m.Helper()
	m.there.does("start", "orders", "--restore", snapshot)
	m.there.s.await("orders", types.ApplicationStatusRunning)
}

// left are the files of snapshots that an installation has.
func (m *moves) left(p *person) []string {
	m.Helper()
	files, err := filepath.Glob(filepath.Join(p.s.dir, "applications", "*", "snapshots", "*", "*", "*"))
	require.NoError(m, err)
	return files
}

// A snapshot goes from one installation, where a customer managed key protects it, to another, where another one does, and the application
// goes on there where it was. Nobody gets at it without the passphrase.
func TestSnapshots_move_to_another_installation(t *testing.T) {
	t.Parallel()
	m := newMoves(t)
	require.NoError(t, m.hereKeys.tries("orders", toKey(m.hereKeys.newKey())))
	thereKeys := serviceKeys(m.there.s)
	key := thereKeys.newKey()
	require.NoError(t, thereKeys.tries("orders", toKey(key)))
	m.feed.add(50)
	m.here.s.run("orders")
	m.feed.processes(m.output, 50)
	m.hereKeys.takes("orders", "kept")

	archive := filepath.Join(m.here.dir, "orders.tar")
	m.here.writes("passphrase", "correct horse battery staple\n")
	_, told := m.here.does("snapshots", "export", "orders", "kept", archive, "--passphrase-file", "passphrase")
	require.Contains(t, told, "is exported")
	m.there.writes("passphrase", "correct horse battery staple\n")
	m.there.writes("wrong", "incorrect\n")
	m.there.fails("with a passphrase", "snapshots", "import", "orders", "taken", archive)
	m.there.fails("the passphrase does not open it", "snapshots", "import", "orders", "taken", archive, "--passphrase-file", "wrong")
	require.Empty(t, m.left(m.there))
	asItIs := filepath.Join(m.here.dir, "as-it-is.tar")
	m.here.does("snapshots", "export", "orders", "kept", asItIs)
	m.there.fails("kms:DescribeKey", "snapshots", "import", "orders", "taken", asItIs)

	m.there.does("snapshots", "import", "orders", "taken", archive, "--passphrase-file", "passphrase")
	require.Equal(t, []string{key}, thereKeys.sealed("orders"))
	m.there.does("snapshots", "verify", "orders", "taken")
	m.feed.add(10)
	m.restores("taken")
	eventually(t, "the application goes on there", func() bool { return len(lines(t, filepath.Join(m.elsewhere, "copies"))) >= 10 })
	require.Len(t, lines(t, filepath.Join(m.elsewhere, "copies")), 10, "what was processed before is not processed again")
}

// An import whose archive is cut off, whose client goes away, or whose server dies in the middle leaves nothing behind and is begun again.
func TestSnapshots_imports_that_break_off(t *testing.T) {
	t.Parallel()
	m := newMoves(t)
	m.feed.add(50)
	m.here.s.run("orders")
	m.feed.processes(m.output, 50)
	m.hereKeys.takes("orders", "kept")
	archive, _, code := m.here.types("", "snapshots", "export", "orders", "kept", "-", "--passphrase-file", m.passphrase(m.here))
	require.Zero(t, code)
	whole := []byte(archive)

	m.there.writes("cut.tar", archive[:len(archive)/2])
	m.there.fails("it is cut off", "snapshots", "import", "orders", "taken", "cut.tar", "--passphrase-file", m.passphrase(m.there))
	require.Empty(t, m.left(m.there))
	m.there.fails("", "snapshots", "export", "orders", "none", filepath.Join(m.there.dir, "none.tar"))
	require.NoFileExists(t, filepath.Join(m.there.dir, "none.tar"))

	client, _ := m.imports(whole[:len(whole)*3/4])
	eventually(t, "files of the import are there", func() bool { return len(m.left(m.there)) > 0 })
	require.NoError(t, client.Process.Kill())
	require.Error(t, client.Wait())
	eventually(t, "the files of the client that went away are gone", func() bool { return len(m.left(m.there)) == 0 })

	client, feed := m.imports(whole[:len(whole)*3/4])
	eventually(t, "files of the import are there", func() bool { return len(m.left(m.there)) > 0 })
	m.there.s.kill()
	require.NoError(t, feed.Close())
	require.Error(t, client.Wait())
	require.NotEmpty(t, m.left(m.there))
	require.EqualValues(t, 1, m.there.s.sql(`UPDATE snapshot_imports SET until = clock_timestamp() - interval '1 second'`), "two minutes later")
	m.there.s.start()
	eventually(t, "the files of the import whose server died are gone", func() bool { return len(m.left(m.there)) == 0 })
	list, err := m.there.s.api.ListApplicationSnapshots(t.Context(), &kinesisanalyticsv2.ListApplicationSnapshotsInput{ApplicationName: new("orders")})
	require.NoError(t, err)
	require.Empty(t, list.SnapshotSummaries)

	m.there.writes("orders.tar", archive)
	m.there.does("snapshots", "import", "orders", "taken", "orders.tar", "--passphrase-file", m.passphrase(m.there))
	m.restores("taken")
}

// passphrase is the file with the passphrase.
func (m *moves) passphrase(p *person) string {
	m.Helper()
	p.writes("passphrase", "correct horse battery staple\n")
	return "passphrase"
}

// imports begins an import and sends so much of its archive; more is waited for.
func (m *moves) imports(beginning []byte) (client *exec.Cmd, feed io.Closer) {
	m.Helper()
	client = exec.Command(m.there.s.binary, "snapshots", "import", "orders", "taken", "-", "--passphrase-file", m.passphrase(m.there))
	client.Dir = m.there.dir
	client.Env = []string{"PENSTOCK_DATA_DIR=" + m.there.s.dir, "HOME=" + m.there.dir, workshopVariable + "=" + workshop}
	to, err := client.StdinPipe()
	require.NoError(m, err)
	require.NoError(m, client.Start())
	_, err = io.Copy(to, bytes.NewReader(beginning))
	require.NoError(m, err)
	return client, to
}

package e2e

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2"
	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/store/postgres"
)

// markers are what flows through: as a key, as a value, as a text that waits for its window, and as one that is printed.
var markers = []string{"KEY-4fb1c0a97d", "VALUE-88d02b6e51", "WAITS-c93a7710ef", "PRINTED-0d5e92f3b8"}

// hiding keeps markers in the state of an aggregation, a join, a window, a source and a sink, and prints them. ${e2e:watched} is empty or
// says that the input goes on.
const hiding = `
CREATE TABLE events (k STRING, v STRING, w STRING, p STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' DAY)
WITH ('connector' = 'filesystem', 'path' = '${e2e:input}', 'format' = 'json'%s);
CREATE TABLE latest (k STRING, v STRING, n BIGINT) WITH ('connector' = 'blackhole');
CREATE TABLE pairs (k STRING, v STRING, w STRING) WITH ('connector' = 'blackhole');
CREATE TABLE windows (begun TIMESTAMP(3), w STRING) WITH ('connector' = 'blackhole');
CREATE TABLE copies (k STRING, v STRING) WITH ('connector' = 'filesystem', 'path' = '${e2e:output}', 'format' = 'csv');
CREATE TABLE printed (p STRING) WITH ('connector' = 'print');
EXECUTE STATEMENT SET BEGIN
INSERT INTO latest SELECT k, LAST_VALUE(v), COUNT(*) FROM events GROUP BY k;
INSERT INTO pairs SELECT a.k, a.v, b.w FROM events a JOIN events b ON a.k = b.k;
INSERT INTO windows SELECT window_start, MAX(w) FROM TABLE(TUMBLE(TABLE events, DESCRIPTOR(ts), INTERVAL '1' HOUR)) GROUP BY window_start, window_end;
INSERT INTO copies SELECT k, v FROM events;
INSERT INTO printed SELECT p FROM events;
END;
`

// spilling leaves state next to no memory, so that it goes to disk.
const spilling = "SET 'state.backend.type' = 'rocksdb';\nSET 'taskmanager.memory.managed.size' = '1kb';\n"

// feedMarkers appends rows that have all markers, without anything in them that could be compressed away.
func (f *feed) feedMarkers() {
	f.Helper()
	var rows bytes.Buffer
	for n := range 20 {
		fmt.Fprintf(&rows, `{"k":"%s-%d","v":"%s","w":"%s","p":"%s","ts":"2024-03-01 10:00:%02d"}`+"\n", markers[0], n%3, markers[1], markers[2], markers[3], n)
	}
	f.write(rows.Bytes())
}

// findMarkers tells which markers are in what is read, and where.
func findMarkers(where string, content io.Reader, found map[string][]string) error {
	const overlap = 64
	buffer := make([]byte, 1<<20)
	kept := 0
	for {
		n, err := io.ReadFull(content, buffer[kept:])
		for _, m := range markers {
			for _, form := range []string{m, hex.EncodeToString([]byte(m))} {
				if bytes.Contains(buffer[:kept+n], []byte(form)) && !slices.Contains(found[m], where) {
					found[m] = append(found[m], where)
				}
			}
		}
		if err != nil {
			if err == io.EOF || err == io.ErrUnexpectedEOF {
				return nil
			}
			return err
		}
		kept = copy(buffer, buffer[len(buffer)-overlap:])
	}
}

// findInFiles looks through all files below a folder. Clusters outlive their control plane and go on replacing their checkpoints, so a
// file or folder may be gone by the time it is looked at.
func findInFiles(t *testing.T, dir string, found map[string][]string) (files int) {
	t.Helper()
	require.NoError(t, filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && path != dir {
			return nil
		}
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		file, err := os.Open(path)
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return err
		}
		defer file.Close()
		files++
		return findMarkers(path, file, found)
	}))
	return files
}

// findInTables looks through all rows of all tables, as text.
func findInTables(t *testing.T, url string, found map[string][]string) (tables []string) {
	t.Helper()
	return eachTable(t, url, func(table string, rows io.Reader) error { return findMarkers(table, rows, found) })
}

// eachTable reads all rows of all tables, as text, and returns the names of the tables.
func eachTable(t *testing.T, url string, read func(table string, rows io.Reader) error) (tables []string) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	require.NoError(t, err)
	defer conn.Close(context.WithoutCancel(t.Context()))
	rows, err := conn.Query(t.Context(), `SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) FROM pg_tables WHERE schemaname <> 'information_schema'`)
	require.NoError(t, err)
	tables, err = pgx.CollectRows(rows, pgx.RowTo[string])
	require.NoError(t, err)
	for _, table := range tables {
		from, to := io.Pipe()
		go func() {
			_, err := conn.PgConn().CopyTo(t.Context(), to, "COPY "+table+" TO STDOUT")
			to.CloseWithError(err)
		}()
		require.NoError(t, read(table, from), table)
	}
	return tables
}

// TestNothingLiesInClear has markers flow through all kinds of state and the log, with snapshots, a restart and a stop, and looks for
// them in the whole data directory and in all of the database.
func TestNothingLiesInClear(t *testing.T) {
	t.Parallel()
	s, f := newServer(t, privatePostgres), newFeed(t)
	s.start()
	output := filepath.Join(shortDir(t), "output")
	s.create("hiding", spilling+fmt.Sprintf(hiding, `, 'source.monitor-interval' = '50ms'`), f.properties(output))
	s.run("hiding")
	f.feedMarkers()
	prints := func() int {
		return len(telling(s.logged("hiding", model.ListApplicationLogEventsRequest{LogSource: new(model.LogSourceSTDOUT)}), markers[3]))
	}
	eventually(t, "what is printed is in the log", func() bool { return prints() > 0 })
	ctx, cancel := within(t)
	defer cancel()
	name, snapshot := "hiding", "by-hand"
	_, err := s.api.CreateApplicationSnapshot(ctx, &kinesisanalyticsv2.CreateApplicationSnapshotInput{ApplicationName: &name, SnapshotName: &snapshot})
	require.NoError(t, err)
	eventually(t, "the snapshot is ready", func() bool {
		out, err := s.api.DescribeApplicationSnapshot(ctx, &kinesisanalyticsv2.DescribeApplicationSnapshotInput{ApplicationName: &name, SnapshotName: &snapshot})
		require.NoError(t, err)
		return out.SnapshotDetails.SnapshotStatus == "READY"
	})
	s.stopGracefully("hiding")
	s.run("hiding")
	before := prints()
	f.feedMarkers()
	eventually(t, "the job goes on", func() bool { return prints() > before })
	require.NotEmpty(t, lines(t, output), "what the sink writes is the user's own, and as it was")
	require.Zero(t, s.stop())

	// The cluster goes on meanwhile, with its state on disk.
	found := map[string][]string{}
	for _, place := range []string{
		"clusters/*/state/*/*", "clusters/*/log/*", "applications/*/checkpoints/*/*/chk-*/_metadata", "applications/*/snapshots/*/*/_metadata", "postgres/data/base/*/*",
	} {
		files, err := filepath.Glob(filepath.Join(s.dir, place))
		require.NoError(t, err)
		require.NotEmpty(t, files, "nothing is looked through of %s", place)
	}
	require.Greater(t, findInFiles(t, s.dir, found), 100)
	database, err := postgres.Start(t.Context(), postgres.Config{Dir: filepath.Join(s.dir, "postgres")})
	require.NoError(t, err)
	defer func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(t.Context()), time.Minute)
		defer cancel()
		require.NoError(t, database.Stop(ctx))
	}()
	tables := findInTables(t, database.URL(), found)
	require.Subset(t, tables, []string{"public.log_chunks", "public.code_chunks", "public.audit_log"})
	require.Empty(t, found)

	// The same script without keys, so that it is known that all of this would have been found.
	states := filepath.Join(shortDir(t), "states")
	script := strings.NewReplacer("${e2e:input}", f.input, "${e2e:output}", output).Replace(fmt.Sprintf(hiding, ""))
	path := filepath.Join(t.TempDir(), "hiding.sql")
	require.NoError(t, os.WriteFile(path, []byte(script), 0o600))
	out, err := exec.CommandContext(t.Context(), binary, "sql", "run", "--savepoint", states, path).CombinedOutput()
	require.NoError(t, err, string(out))
	require.Contains(t, string(out), markers[3])
	findInFiles(t, states, found)
	for _, m := range markers[:3] {
		require.NotEmpty(t, found[m], "%s is not found where nothing is encrypted, so that it shows nothing that it is not found elsewhere", m)
	}
}

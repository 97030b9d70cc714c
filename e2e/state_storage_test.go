package e2e

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2/types"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/awstest"
)

// stateSecret is the secret with which the server gets at its bucket; nobody else has such a one.
const stateSecret = "STATE-SECRET-7d1f0c52a9be"

// inBucket is a server that keeps state in a bucket, and what sees the keys of that bucket.
func inBucket(t *testing.T, arguments ...string) (s *server, keys func() []string) {
	t.Helper()
	moto := awstest.Moto(t)
	client := s3.New(s3.Options{
		Region: "us-east-1", BaseEndpoint: &moto, UsePathStyle: true, Credentials: credentials.NewStaticCredentialsProvider("test", "test", ""),
	})
	_, err := client.CreateBucket(t.Context(), &s3.CreateBucketInput{Bucket: aws.String("state")})
	require.NoError(t, err)
	s = newServer(t, append([]string{"--state-storage", "s3://state/of/penstock?region=us-east-1&endpoint=" + moto}, arguments...)...)
	s.environment = []string{"PENSTOCK_STATE_ACCESS_KEY_ID=penstock-state", "PENSTOCK_STATE_SECRET_ACCESS_KEY=" + stateSecret}
	return s, func() (keys []string) {
		t.Helper()
		pages := s3.NewListObjectsV2Paginator(client, &s3.ListObjectsV2Input{Bucket: aws.String("state")})
		for pages.HasMorePages() {
			page, err := pages.NextPage(t.Context())
			require.NoError(t, err)
			for _, o := range page.Contents {
				keys = append(keys, *o.Key)
			}
		}
		return keys
	}
}

// State in a bucket goes along through everything that happens to an application, with its key, and none of it is on the disk. What opens the
// bucket is nowhere but in memory.
func TestStateStorage(t *testing.T) {
	t.Parallel()
	s, keys := inBucket(t)
	s.start()
	k := serviceKeys(s)
	f, out := newFeed(t), filepath.Join(shortDir(t), "out")
	s.create("orders", script, f.properties(out))
	require.NoError(t, k.tries("orders", toKey(k.newKey())))
	f.add(50)
	s.run("orders")
	f.processes(out, 50)
	s.hidesStateSecret()

	changed := strings.Replace(script, "SELECT id, k FROM", "SELECT id + 1000, k FROM", 1)
	require.Equal(t, types.OperationStatusSuccessful, s.outcome("orders", s.change("orders", code(changed), nil)).OperationStatus)
	f.add(10)
	f.processes(out, 60)
	k.takes("orders", "by-hand")
	s.rollBack("orders")
	f.processes(out, 70) // what the update has processed is processed again
	s.stopGracefully("orders")
	require.NoError(t, k.starts("orders", ""))
	s.await("orders", types.ApplicationStatusRunning)
	f.add(10)
	f.processes(out, 80)

	eventually(t, "there is a checkpoint in the bucket", func() bool {
		for _, key := range keys() {
			if strings.Contains(key, "/checkpoints/") && strings.HasSuffix(key, "_metadata") {
				return true
			}
		}
		return false
	})
	dead := s.cluster()
	s.killsCluster(dead)
	s.newCluster([]int{dead})
	f.add(10)
	f.processes(out, 90)
	s.hidesStateSecret()
	p := &person{T: t, s: s, dir: shortDir(t)}
	p.does("snapshots", "verify", "orders", "by-hand")
	require.NoDirExists(t, filepath.Join(s.dir, "applications"))

	require.NoError(t, k.stops("orders", true))
	s.await("orders", types.ApplicationStatusReady)
	p.does("delete", "orders", "--yes")
	// What clusters were writing when they were killed is an object that nothing points to, and swept a day later.
	eventually(t, "nothing of the application is left", func() bool {
		return !slices.ContainsFunc(keys(), func(key string) bool { return strings.Contains(key, "/applications/") })
	})
}

// hidesStateSecret looks for the secret of the bucket in all files, in what clusters were started with, and in the database.
func (s *server) hidesStateSecret() {
	s.Helper()
	encoded := base64.StdEncoding.EncodeToString([]byte(stateSecret))
	look := func(where string, content []byte) {
		s.Helper()
		require.False(s, bytes.Contains(content, []byte(stateSecret)) || bytes.Contains(content, []byte(encoded[:20])), "%s has the secret", where)
	}
	files := 0
	require.NoError(s, filepath.WalkDir(s.dir, func(path string, entry fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && path != s.dir {
			return nil
		}
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		content, err := os.ReadFile(path)
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		files++
		look(path, content)
		return err
	}))
	require.NotZero(s, files)
	pids := s.clusters()
	require.NotEmpty(s, pids)
	for _, pid := range pids {
		for _, name := range []string{"cmdline", "environ"} {
			path := fmt.Sprintf("/proc/%d/%s", pid, name)
			content, err := os.ReadFile(path)
			require.NoError(s, err)
			require.NotEmpty(s, content)
			look(path, content)
		}
	}
	tables := eachTable(s.T, s.database, func(table string, rows io.Reader) error {
		content, err := io.ReadAll(rows)
		look(table, content)
		return err
	})
	require.Contains(s, tables, "public.applications")
}

// A server that is told another place for state than it has some in does not start, for it could neither restore that nor bring back what runs;
// unless that is given up, which is told where somebody needs it.
func TestStateStorage_elsewhere(t *testing.T) {
	t.Parallel()
	s, _ := inBucket(t)
	bucket := s.arguments
	inFolder := slices.Concat(bucket[:len(bucket)-4], bucket[len(bucket)-2:])
	require.NotContains(t, inFolder, "--state-storage")
	s.arguments = inFolder
	s.start()
	k := serviceKeys(s)
	f, out := newFeed(t), filepath.Join(shortDir(t), "out")
	s.create("orders", script, f.properties(out))
	f.add(10)
	s.run("orders")
	f.processes(out, 10)
	k.takes("orders", "kept")
	require.Zero(t, s.stop())

	s.arguments = bucket
	s.launch()
	require.Equal(t, 1, s.wait())
	require.Contains(t, s.log.String(), "1 snapshots and the checkpoints of 1 running jobs do not lie in s3://state/of/penstock/")
	require.Contains(t, s.log.String(), "--abandon-state")

	s.arguments = inFolder
	s.start()
	f.add(10)
	f.processes(out, 20)
	s.stopGracefully("orders")
	require.Zero(t, s.stop())

	s.arguments = append(slices.Clone(bucket), "--abandon-state")
	s.start()
	o := s.startsFrom("orders", "kept")
	require.Equal(t, types.OperationStatusFailed, o.OperationStatus)
	require.Contains(t, reason(o), "does not lie in s3://state/of/penstock")
	p := &person{T: t, s: s, dir: shortDir(t)}
	for _, name := range s.snapshotNames("orders") {
		p.does("snapshots", "delete", "orders", name, "--yes")
	}
	s.run("orders")
	f.processes(out, 40) // it begins anew
	s.stopGracefully("orders")
	require.Zero(t, s.stop())
	s.arguments = bucket
	s.start()
}

// snapshotNames are those of an application's snapshots.
func (s *server) snapshotNames(name string) (names []string) {
	s.Helper()
	out, err := s.api.ListApplicationSnapshots(s.Context(), &kinesisanalyticsv2.ListApplicationSnapshotsInput{ApplicationName: &name})
	require.NoError(s, err)
	for _, snapshot := range out.SnapshotSummaries {
		names = append(names, *snapshot.SnapshotName)
	}
	return names
}

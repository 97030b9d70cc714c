package e2e

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2/types"
	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"
)

// The disk of the private Postgres is full, so full in the end that Postgres cannot even run. Who asks is told so; jobs go on. With room
// again everything goes on by itself, and nothing that was accepted is lost.
func TestFullDisk_ofTheDatabase(t *testing.T) {
	t.Parallel()
	s, f, out := newServer(t, privatePostgres), newFeed(t), filepath.Join(shortDir(t), "out")
	fill, free := s.smallDisk("postgres", "160m")
	s.start()
	s.create("full", script, f.properties(out))
	s.run("full")
	f.add(10)
	copies := func() int { return len(lines(t, filepath.Join(out, "copies"))) }
	eventually(t, "output", func() bool { return copies() == 10 })
	cluster := s.cluster()

	fill()
	var accepted []string
	var refused error
	for i := 0; refused == nil; i++ {
		require.Less(t, i, 10_000, "the disk is not full")
		name := fmt.Sprintf("application-%d", i)
		if refused = s.tryCreate(name); refused == nil {
			accepted = append(accepted, name)
		}
	}
	require.ErrorContains(t, refused, "ServiceUnavailable: The disk of the database is full.")

	s.wantMoreOfTheDisk()
	eventually(t, "the database is not there", func() bool {
		err := s.tryCreate("another")
		return err != nil && strings.Contains(err.Error(), "ServiceUnavailable: The database cannot be reached at the moment.")
	})
	f.add(10)
	eventually(t, "the job goes on", func() bool { return copies() == 20 })
	require.Equal(t, cluster, s.cluster())

	free()
	eventually(t, "the server is healthy by itself", s.healthy)
	for _, name := range accepted {
		require.Equal(t, types.ApplicationStatusReady, s.describe(name).ApplicationStatus)
	}
	require.Equal(t, types.ApplicationStatusRunning, s.describe("full").ApplicationStatus)
	eventually(t, "an application can be made", func() bool { return s.tryCreate("afterwards") == nil })
	stopped := s.stopOperation("full")
	require.Equal(t, types.OperationStatusSuccessful, stopped.OperationStatus, reason(stopped))
	s.run("full")
	f.add(10)
	eventually(t, "it goes on from its snapshot", func() bool { return copies() == 30 })
}

// tryCreate makes an application, asking once.
func (s *server) tryCreate(name string) error {
	s.Helper()
	ctx, cancel := within(s.T)
	defer cancel()
	_, err := s.api.CreateApplication(ctx, &kinesisanalyticsv2.CreateApplicationInput{
		ApplicationName: &name, RuntimeEnvironment: types.RuntimeEnvironmentFlink120,
		ServiceExecutionRole: aws.String("arn:aws:iam::000000000000:role/e2e"),
	}, func(o *kinesisanalyticsv2.Options) { o.Retryer = retry.AddWithMaxAttempts(o.Retryer, 1) })
	return err
}

// wantMoreOfTheDisk makes Postgres begin a new file of its log of changes until it dies of it.
func (s *server) wantMoreOfTheDisk() {
	s.Helper()
	password, err := os.ReadFile(filepath.Join(s.dir, "postgres", "password"))
	require.NoError(s, err)
	pid, err := os.ReadFile(filepath.Join(s.dir, "postgres", "data", "postmaster.pid"))
	require.NoError(s, err)
	running := strings.Split(string(pid), "\n")
	at := url.Values{"host": {running[4]}, "port": {running[3]}, "sslmode": {"disable"}}
	u := url.URL{Scheme: "postgres", User: url.UserPassword("penstock", string(password)), Path: "/postgres", RawQuery: at.Encode()}
	ctx, cancel := within(s.T)
	defer cancel()
	connection, err := pgx.Connect(ctx, u.String())
	require.NoError(s, err)
	defer func() { _ = connection.Close(context.WithoutCancel(ctx)) }()
	for err == nil {
		_, err = connection.Exec(ctx, `SELECT pg_switch_wal(), txid_current()`)
	}
	require.NoError(s, ctx.Err())
}

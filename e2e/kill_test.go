package e2e

import (
	"math/rand/v2"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2/types"
	"github.com/stretchr/testify/require"
)

// The control plane dies: the application does not notice, and is found again.
func TestKillOfTheControlPlane(t *testing.T) {
	t.Parallel()
	s, f, out := newServer(t), newFeed(t), filepath.Join(shortDir(t), "out")
	s.start()
	s.create("survivor", script, f.properties(out))
	f.add(10)
	s.run("survivor")
	pid := s.cluster()
	s.kill()

	f.add(10)
	eventually(t, "output goes on without the control plane", func() bool { return len(lines(t, filepath.Join(out, "copies"))) == 20 })

	s.start()
	require.Equal(t, types.ApplicationStatusRunning, s.describe("survivor").ApplicationStatus)
	require.Equal(t, pid, s.cluster(), "it is the same cluster")
	f.add(10)
	eventually(t, "output goes on with it", func() bool { return len(lines(t, filepath.Join(out, "copies"))) == 30 })
	require.Equal(t, types.ApplicationStatusRunning, s.describe("survivor").ApplicationStatus)
	require.Equal(t, pid, s.cluster(), "nobody replaced the cluster")
}

// Both die, the machine perhaps: the next control plane brings the application back from its newest checkpoint.
func TestKillOfBoth(t *testing.T) {
	t.Parallel()
	s, f, out := newServer(t), newFeed(t), filepath.Join(shortDir(t), "out")
	s.start()
	s.create("phoenix", script, f.properties(out))
	f.add(10)
	s.run("phoenix")
	eventually(t, "output", func() bool { return len(lines(t, filepath.Join(out, "copies"))) == 10 })
	pid := s.cluster()
	s.kill()
	require.NoError(t, syscall.Kill(-pid, syscall.SIGKILL))
	f.add(10)

	s.start()
	eventually(t, "output goes on", func() bool { return len(lines(t, filepath.Join(out, "copies"))) == 20 })
	require.Equal(t, types.ApplicationStatusRunning, s.describe("phoenix").ApplicationStatus)
}

// Clusters are killed killsOfEach times each. The lifecycle waits longer from one death to the next, so that many clusters
// take less time than many deaths of one.
const (
	victims     = 5
	killsOfEach = 5
)

// Clusters die at random moments: the result is what an undisturbed run gives, nothing twice and nothing missing.
func TestKillOfTheCluster(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(seedOf(t), 0))

	s, f, dir := newServer(t), newFeed(t), shortDir(t)
	s.start()
	output := func(name string) string { return filepath.Join(dir, name) }
	names := make([]string, victims)
	pids := make([]int, victims)
	for i := range victims {
		names[i] = "victim-" + strconv.Itoa(i)
		s.create(names[i], script, f.properties(output(names[i])))
		before := s.clusters()
		s.run(names[i])
		pids[i] = s.newCluster(before)
	}
	for range killsOfEach {
		for i := range victims {
			f.add(1 + random.IntN(200))
			moment := time.NewTimer(time.Duration(random.IntN(200)) * time.Millisecond)
			<-moment.C
			before := s.clusters()
			require.NoError(t, syscall.Kill(pids[i], syscall.SIGKILL))
			f.add(1 + random.IntN(50))
			pids[i] = s.newCluster(before)
		}
	}
	s.create("undisturbed", script, f.properties(output("undisturbed")))
	s.run("undisturbed")
	all := append(names, "undisturbed")
	rows := func(name, table string) []string { return lines(t, filepath.Join(output(name), table)) }
	for _, name := range all {
		looks := 0
		eventually(t, "the windows of "+name+" are complete", func() bool {
			if looks%100 == 0 {
				f.end()
			}
			looks++
			return len(rows(name, "counts")) >= f.windows()
		})
	}
	for _, name := range all {
		eventually(t, name+" has copied everything", func() bool { return len(rows(name, "copies")) >= f.next })
	}
	require.Len(t, rows("undisturbed", "copies"), f.next)
	require.Len(t, rows("undisturbed", "counts"), f.windows())
	for _, name := range names {
		require.Equal(t, rows("undisturbed", "copies"), rows(name, "copies"), name)
		require.Equal(t, rows("undisturbed", "counts"), rows(name, "counts"), name)
		require.Equal(t, types.ApplicationStatusRunning, s.describe(name).ApplicationStatus)
	}
}

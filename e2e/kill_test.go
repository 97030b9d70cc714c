package e2e

import (
	"math/rand/v2"
	"os"
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

// kills is how often the cluster is killed.
const kills = 20

// The cluster dies at random moments: the result is what an undisturbed run gives, nothing twice and nothing missing.
func TestKillOfTheCluster(t *testing.T) {
	t.Parallel()
	seed := uint64(time.Now().UnixNano())
	if given, err := strconv.ParseUint(os.Getenv("E2E_SEED"), 10, 64); err == nil {
		seed = given
	}
	t.Logf("E2E_SEED=%d", seed)
	random := rand.New(rand.NewPCG(seed, 0))

	s, f, dir := newServer(t), newFeed(t), shortDir(t)
	disturbed, undisturbed := filepath.Join(dir, "disturbed"), filepath.Join(dir, "undisturbed")
	s.start()
	s.create("disturbed", script, f.properties(disturbed))
	s.run("disturbed")
	pid := s.cluster()
	for range kills {
		f.add(1 + random.IntN(200))
		moment := time.NewTimer(time.Duration(random.IntN(250)) * time.Millisecond)
		<-moment.C
		require.NoError(t, syscall.Kill(pid, syscall.SIGKILL))
		f.add(1 + random.IntN(50))
		killed := pid
		eventually(t, "the cluster is replaced", func() bool {
			pids := s.clusters()
			if len(pids) == 1 && pids[0] != killed {
				pid = pids[0]
			}
			return pid != killed
		})
	}
	f.finish()
	s.create("undisturbed", script, f.properties(undisturbed))
	s.run("undisturbed")
	for _, out := range []string{undisturbed, disturbed} {
		eventually(t, "the output of "+out+" is complete", func() bool {
			return len(lines(t, filepath.Join(out, "copies"))) >= f.next && len(lines(t, filepath.Join(out, "counts"))) >= f.windows()
		})
	}
	for _, table := range []string{"copies", "counts"} {
		require.Equal(t, lines(t, filepath.Join(undisturbed, table)), lines(t, filepath.Join(disturbed, table)), table)
	}
	require.Len(t, lines(t, filepath.Join(disturbed, "copies")), f.next)
	require.Len(t, lines(t, filepath.Join(disturbed, "counts")), f.windows())
	require.Equal(t, types.ApplicationStatusRunning, s.describe("disturbed").ApplicationStatus)
}

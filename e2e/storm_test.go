package e2e

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2/types"
	"github.com/stretchr/testify/require"
)

// How many applications are disturbed at once, and how often each. The lifecycle waits longer from one death to the next,
// so that many applications take less time than many deaths of one.
const (
	storms           = 6
	disturbancesEach = 6
)

// Applications are stopped, started, updated and asked for snapshots while their clusters are killed, in whatever state
// these are: each row comes through once.
func TestStorm(t *testing.T) {
	t.Parallel()
	seed := seedOf(t)
	s := newServer(t)
	s.start()
	t.Run("victims", func(t *testing.T) {
		for i := range storms {
			t.Run(strconv.Itoa(i), func(t *testing.T) {
				t.Parallel()
				own := *s
				own.T = t
				v := &victim{server: &own, feed: newFeed(t), name: fmt.Sprintf("storm-%d", i), output: filepath.Join(shortDir(t), "out")}
				v.random = rand.New(rand.NewPCG(seed, uint64(i)))
				v.suffer()
			})
		}
	})
}

// seedOf is E2E_SEED, another one in each run by default. It is told.
func seedOf(t *testing.T) uint64 {
	t.Helper()
	seed := uint64(time.Now().UnixNano())
	if given, err := strconv.ParseUint(os.Getenv("E2E_SEED"), 10, 64); err == nil {
		seed = given
	}
	t.Logf("E2E_SEED=%d", seed)
	return seed
}

// victim is an application whose clusters die.
type victim struct {
	*server
	feed         *feed
	random       *rand.Rand
	name, output string
}

func (v *victim) suffer() {
	v.create(v.name, script, v.feed.properties(v.output))
	v.run(v.name)
	for n := range disturbancesEach {
		v.feed.add(1 + v.random.IntN(200))
		v.pause(200)
		what := v.disturb(n)
		kills := v.random.IntN(3)
		for range kills {
			v.pause(150)
			v.killOne()
			v.feed.add(1 + v.random.IntN(50))
		}
		v.Logf("%s, %d kills", what, kills)
		v.recover()
	}
	want := v.want()
	eventually(v, v.name+" has copied everything and completed its windows", func() bool {
		return len(v.rows("copies")) >= v.feed.next-v.feed.ends && len(v.windows()) >= len(want) || v.endAgain()
	})
	v.killOne() // nothing comes twice after it either
	v.recover()
	v.feed.end()
	eventually(v, v.name+" has copied everything", func() bool { return len(v.rows("copies")) >= v.feed.next })
	require.Equal(v, v.ids(), v.rows("copies"))
	require.Equal(v, want, v.windows())
}

// disturb asks for something that takes a savepoint, or for nothing.
func (v *victim) disturb(n int) string {
	ctx, cancel := within(v.T)
	defer cancel()
	var err error
	what := []string{"nothing", "stop", "update", "snapshot"}[v.random.IntN(4)]
	switch what {
	case "stop":
		_, err = v.api.StopApplication(ctx, &kinesisanalyticsv2.StopApplicationInput{ApplicationName: &v.name})
	case "update":
		_, err = v.api.UpdateApplication(ctx, &kinesisanalyticsv2.UpdateApplicationInput{
			ApplicationName: &v.name, CurrentApplicationVersionId: v.describe(v.name).ApplicationVersionId,
			ApplicationConfigurationUpdate: &types.ApplicationConfigurationUpdate{
				FlinkApplicationConfigurationUpdate: &types.FlinkApplicationConfigurationUpdate{
					ParallelismConfigurationUpdate: &types.ParallelismConfigurationUpdate{
						ParallelismUpdate: aws.Int32(1 + v.random.Int32N(4)),
					},
				},
			},
		})
	case "snapshot":
		_, err = v.api.CreateApplicationSnapshot(ctx, &kinesisanalyticsv2.CreateApplicationSnapshotInput{
			ApplicationName: &v.name, SnapshotName: aws.String("snapshot-" + strconv.Itoa(n)),
		})
	}
	require.NoError(v, err, what)
	return what
}

// recover waits until the application has come to rest, and starts it where that is not RUNNING.
func (v *victim) recover() {
	v.Helper()
	var status types.ApplicationStatus
	eventually(v, v.name+" comes to rest", func() bool {
		status = v.describe(v.name).ApplicationStatus
		return status == types.ApplicationStatusRunning || status == types.ApplicationStatusReady
	})
	if status == types.ApplicationStatusReady {
		v.run(v.name)
	}
}

// pause waits for less than so many milliseconds.
func (v *victim) pause(limit int) {
	timer := time.NewTimer(time.Duration(v.random.IntN(limit)) * time.Millisecond)
	<-timer.C
}

// killOne kills a cluster of the application that lives, if there is any.
func (v *victim) killOne() {
	metas, err := filepath.Glob(filepath.Join(v.dir, "clusters", "*", "meta.json"))
	require.NoError(v, err)
	var pids []int
	for _, file := range metas {
		text, err := os.ReadFile(file)
		if err != nil || !strings.Contains(string(text), ":application/"+v.name+`"`) {
			continue // removed meanwhile, or another's
		}
		var process struct{ PID int }
		if text, err = os.ReadFile(filepath.Join(filepath.Dir(file), "process.json")); err == nil && json.Unmarshal(text, &process) == nil {
			pids = append(pids, process.PID)
		}
	}
	if len(pids) > 0 {
		// It may have died by itself meanwhile.
		_ = syscall.Kill(-pids[v.random.IntN(len(pids))], syscall.SIGKILL)
	}
}

func (v *victim) rows(table string) []string { return lines(v.T, filepath.Join(v.output, table)) }

// windows are the rows of counts but those of the events that end.
func (v *victim) windows() []string {
	return slices.DeleteFunc(v.rows("counts"), func(row string) bool { return strings.Contains(row, `"end"`) })
}

// endAgain adds another end now and then: several subtasks have to read one.
func (v *victim) endAgain() bool {
	if v.random.IntN(100) == 0 {
		v.feed.end()
	}
	return false
}

// ids are the copies of all events.
func (v *victim) ids() []string {
	var rows []string
	for id, k := range v.feed.keys {
		rows = append(rows, fmt.Sprintf(`{"id":%d,"k":"%s"}`, id, k))
	}
	slices.Sort(rows)
	return rows
}

// want are the counts of all events but those that end.
func (v *victim) want() []string {
	type window struct {
		minute int
		k      string
	}
	n, sum := map[window]int{}, map[window]int{}
	for id, k := range v.feed.keys {
		if k != "end" {
			n[window{id / 60, k}]++
			sum[window{id / 60, k}] += id
		}
	}
	var rows []string
	for w := range n {
		rows = append(rows, fmt.Sprintf(`{"window_start":"2024-03-01 %02d:%02d:00","k":"%s","n":%d,"s":%d}`,
			w.minute/60, w.minute%60, w.k, n[w], sum[w]))
	}
	slices.Sort(rows)
	return rows
}

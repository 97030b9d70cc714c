package operator_test

import (
	"context"
	"io"
	"strconv"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/connector"
	"github.com/penstock/penstock/runtime/embedded/operator"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/state"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// growing is a source that has one more split each second. A split has one row, its number.
type growing struct{ splits int }

func (g *growing) Bounded() bool                    { return false }
func (g *growing) Changelog() bool                  { return false }
func (g *growing) DiscoveryInterval() time.Duration { return time.Second }

func (g *growing) Discover(context.Context) (all []connector.Split, err error) {
	for i := range g.splits {
		all = append(all, connector.Split{ID: strconv.Itoa(i)})
	}
	g.splits++
	return all, nil
}

func (g *growing) Open(_ context.Context, s connector.Split) (connector.SplitReader, error) {
	n, err := strconv.ParseInt(s.ID, 10, 64)
	return oneRow(n), err
}

type oneRow int64

func (n oneRow) Read(_ context.Context, b *batch.Batch, _ int) error {
	b.Resize(1)
	b.Cols[0].I64[0] = int64(n)
	return io.EOF
}

func (n oneRow) Position() []byte { return nil }
func (n oneRow) Close() error     { return nil }

// Subtasks that wait get splits in turn, also when a barrier has all of them begin to wait anew and the same one is always first.
func TestSplits_AreHandedOutInTurn(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx, end := context.WithCancel(t.Context())
		source := &growing{}
		splits, err := operator.NewSplits("in", source, 3, state.Restored{}, operator.ReadMode{})
		require.NoError(t, err)
		require.NoError(t, splits.Start(ctx))
		node := &plan.Scan{Base: plan.Base{Out: plan.Schema{Columns: []plan.Column{column("n", types.Of(types.BigInt))}}}}
		readers := make([]operator.Reader, 3)
		for i := range readers {
			readers[i] = operator.NewScan(node, source, splits)
			c := contextOf()
			c.Subtask, c.Parallelism = i, len(readers)
			require.NoError(t, readers[i].Open(c))
		}
		go func() { _ = splits.Run(ctx) }()
		got := make([][]int64, len(readers))
		for range 6 {
			waiting, barrier := context.WithCancel(ctx)
			for i, r := range readers {
				go func() {
					if b, err := r.Read(waiting, 10); err == nil {
						got[i] = append(got[i], b.Cols[0].I64[0])
					}
				}()
				synctest.Wait() // it waits before the next one does
			}
			<-time.After(time.Second)
			synctest.Wait()
			barrier()
			synctest.Wait()
		}
		require.Equal(t, [][]int64{{0, 3}, {1, 4}, {2, 5}}, got)
		end()
	})
}

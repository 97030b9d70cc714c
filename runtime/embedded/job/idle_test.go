package job_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/connector/builtin"
	"github.com/penstock/penstock/runtime/embedded/job"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
)

// A source that tells nothing for the idle timeout does not hold event time back, and counts again when it does.
func TestJob_IdleSource(t *testing.T) {
	t.Parallel()
	busy, silent := newFeed(row{"a", 1, 5}, row{"a", 2, 100}), newFeed()
	inputs := make([]plan.Node, 2)
	for i, connector := range []string{"busy", "silent"} {
		in := watermarkNode(scanNode(connector, nil), 0).(*plan.Watermark)
		in.NodeID, in.In[0].(*plan.Scan).NodeID = "watermark "+connector, connector
		inputs[i] = in
	}
	union := &plan.Union{Base: plan.Base{NodeID: "union", In: inputs, Out: inputs[0].Schema()}}
	p := planOf(tumbling(union), "print", map[string]string{"connector": "print"})
	p.Config.Values = map[string]string{"table.exec.source.idle-timeout": "20 ms"}
	registry := builtin.Registry()
	registry["busy"], registry["silent"] = busy, silent
	out := &syncBuffer{}
	j, err := job.New(p, job.Options{Registry: registry, Stdout: out})
	require.NoError(t, err)
	done := make(chan error, 1)
	go func() { done <- j.Run(t.Context()) }()
	first := "+I[a, 1, 1, 1970-01-01T00:00:00.010]"
	await(t, "the first window", func() bool { return len(out.lines()) == 1 })
	require.Equal(t, []string{first}, out.lines())

	// Rows of the silent source are late for what was sent, and on time for what was not.
	silent.tell(func() { silent.rows, silent.ended = []row{{"b", 4, 6}, {"b", 8, 101}}, true })
	silent.awaitTaken(t, 2)
	busy.tell(func() { busy.ended = true })
	require.NoError(t, <-done)
	require.Equal(t, []string{first, "+I[a, 2, 1, 1970-01-01T00:00:00.110]", "+I[b, 8, 1, 1970-01-01T00:00:00.110]"}, out.lines())
}

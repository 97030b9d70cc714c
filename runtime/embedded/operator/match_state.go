package operator

import (
	"fmt"
	"strings"

	"github.com/penstock/penstock/runtime/embedded/pattern"
	"github.com/penstock/penstock/runtime/embedded/state"
)

// signature describes the rows and the pattern: runs fit no other.
func (o *match) signature() string {
	var b strings.Builder
	fmt.Fprintf(&b, "match by %v order %v of %v:", o.node.PartitionBy, o.node.Order, o.node.In[0].Schema().Types())
	for _, v := range o.node.Variables {
		fmt.Fprintf(&b, " %s{%d,%d,%t}", v.Name, v.Min, v.Max, v.Reluctant)
	}
	return b.String()
}

// Snapshot implements Operator.
func (o *match) Snapshot(w *state.Writer) error {
	o.saveProgress(w)
	o.pending.snapshot(w, o.signature())
	o.state.save(w, matchState, o.signature())
	return nil
}

func (o *match) restorePartition(src []byte, p *pattern.Partition, slot int32) (err error) {
	if *p, err = o.matcher.Automaton.Decode(src); err != nil {
		return err
	}
	p.Began(func(time int64) { o.giveUpLater(time, slot) })
	return nil
}

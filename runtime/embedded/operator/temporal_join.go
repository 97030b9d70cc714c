package operator

import (
	"encoding/binary"
	"fmt"
	"slices"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/eventtime"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/state"
)

// temporalJoin gives each left row the version of the right row that was valid at its time. Left rows wait until the watermark
// of both inputs has passed them; versions are kept as long as one of them may be needed.
type temporalJoin struct {
	timed
	*joiner
	node    *plan.TemporalJoin
	pending *pendingRows
	state   *keyed[[]version]
	keys    batch.Keys
	encoder rowEncoder
	// left has one left row.
	left []*batch.Vector
	// changes tells that left rows may be changes of others. Those that wait begin with their kind then.
	changes bool
}

// version is what a right row was from a time on: nothing, if it was deleted.
type version struct {
	from    int64
	deleted bool
	row     encodedRow
}

// NewTemporalJoin returns the operator of a TemporalJoin node.
func NewTemporalJoin(node *plan.TemporalJoin) Operator {
	return &temporalJoin{
		node: node, pending: newPendingRows(), state: newKeyed[[]version](), changes: node.In[0].Mode() != plan.InsertOnly,
	}
}

func (o *temporalJoin) signature() string {
	left := fmt.Sprint(o.node.In[0].Schema().Types())
	if o.changes {
		left = "changes of " + left
	}
	return fmt.Sprintf("temporal join %v of %s and %v", o.node.Keys, left, o.node.In[1].Schema().Types())
}

// versionState is the name of the keyed state of versions.
const versionState = "versions"

// Open implements Operator.
func (o *temporalJoin) Open(c *Context, out Output) (err error) {
	if err := o.open(c, out, o.node, o.give); err != nil {
		return err
	}
	if o.joiner, err = newJoiner(c, o.node, o.node.Kind, o.node.Keys, o.node.Condition, o.timed.emit); err != nil {
		return err
	}
	o.left = vectorsOf(o.node.In[0].Schema().Types(), 1)
	o.keepOnDisk(o.pending.table, o.state.table)
	if err := o.pending.load(c.Restored, o.signature(), &o.timed); err != nil {
		return err
	}
	o.state.size = func(versions *[]version, _ int32) int {
		n := rowOverhead
		for _, v := range *versions {
			n += 2*rowOverhead + len(v.row)
		}
		return n
	}
	return o.state.restore(c.Restored, versionState, o.signature(), content[[]version]{encode: appendVersions, decode: cutVersions})
}

// Process implements Operator.
func (o *temporalJoin) Process(side int, b *batch.Batch) error {
	o.settle()
	o.keys.Encode(b, o.joiner.keys[side])
	times := b.Cols[[2]int{o.node.LeftTime, o.node.RightTime}[side]]
	for i := range b.Rows() {
		row := b.Row(i)
		if err := o.meet(b, row); err != nil {
			return err
		}
		if times.IsNull(row) {
			return eventtime.ErrNullRowtime
		}
		hash, key, time := o.keys.Hash(i), o.keys.Key(i), times.I64[row]
		if side == 0 {
			o.pending.add(hash, key, time, rankedRow{row: o.encode(b, row)}, &o.timers)
			continue
		}
		if kind := b.Kind(row); kind != batch.UpdateBefore {
			o.addVersion(hash, key, version{time, kind == batch.Delete, o.encoder.encode(b.Cols, row)})
		}
	}
	return o.timed.emit.flush()
}

// addVersion puts a version into the order of time; a later one of the same time takes its place. Versions that were replaced
// before the watermark cannot be needed any more, except by left rows that wait.
func (o *temporalJoin) addVersion(hash uint64, key []byte, v version) {
	versions, slot := o.state.at(hash, key)
	at, same := slices.BinarySearchFunc(*versions, v.from, func(o version, from int64) int {
		switch {
		case o.from < from:
			return -1
		case o.from > from:
			return 1
		}
		return 0
	})
	if same {
		(*versions)[at] = v
	} else {
		*versions = slices.Insert(*versions, at, v)
	}
	o.forget(versions, slot)
}

// forget drops versions before the one that is valid at the watermark: left rows up to it were given out.
func (o *temporalJoin) forget(versions *[]version, slot int32) {
	valid := 0
	for valid+1 < len(*versions) && (*versions)[valid+1].from <= o.progress.Now() {
		valid++
	}
	if valid > 0 {
		o.state.touch(slot)
		*versions = slices.Delete(*versions, 0, valid)
	}
}

// give gives out the left rows of a key and a time.
func (o *temporalJoin) give(t state.Timer) error {
	hash, key := o.pending.key(t)
	versions, slot := o.state.find(hash, key)
	var valid *version
	if versions != nil {
		for i := range *versions {
			if (*versions)[i].from > t.Value {
				break
			}
			valid = &(*versions)[i]
		}
	}
	for _, r := range o.pending.take(t) {
		if err := o.giveRow(r.row, valid); err != nil {
			return err
		}
	}
	if versions != nil {
		if o.forget(versions, slot); len(*versions) == 1 && (*versions)[0].deleted && (*versions)[0].from <= o.progress.Now() {
			o.state.remove(slot)
		}
	}
	return nil
}

// encode is a left row as it waits.
func (o *temporalJoin) encode(b *batch.Batch, row int) encodedRow {
	encoded := o.encoder.encode(b.Cols, row)
	if !o.changes {
		return encoded
	}
	return encodedRow([]byte{byte(b.Kind(row))}) + encoded
}

// giveRow gives out a left row with the version that is valid for it. Unlike other joins this one takes NULL for a key like any other, as
// Flink's does.
func (o *temporalJoin) giveRow(left encodedRow, valid *version) error {
	kind := batch.Insert
	if o.changes {
		if len(left) == 0 {
			return errRows
		}
		kind, left = batch.RowKind(left[0]), left[1:]
	}
	if err := left.decode(o.left, 0); err != nil {
		return err
	}
	if valid != nil && !valid.deleted {
		matches, err := o.matches(0, o.left, 0, 1, func(int) encodedRow { return valid.row })
		if err != nil {
			return err
		}
		if len(matches) > 0 {
			return o.pair(kind, 0, o.left, 0, valid.row)
		}
	}
	if o.pads(0) {
		return o.padEncoded(kind, 0, left)
	}
	return nil
}

// Snapshot implements Operator.
func (o *temporalJoin) Snapshot(w *state.Writer) error {
	o.saveProgress(w)
	o.pending.snapshot(w, o.signature())
	o.state.save(w, versionState, o.signature())
	return nil
}

func appendVersions(dst []byte, versions *[]version, _ int32) []byte {
	dst = binary.AppendUvarint(dst, uint64(len(*versions)))
	for _, v := range *versions {
		dst = appendFlaggedRow(dst, v.from, v.deleted, v.row)
	}
	return dst
}

func cutVersions(src []byte, versions *[]version, _ int32) (err error) {
	*versions, err = cutFlaggedRows(src, func(from int64, deleted bool, row encodedRow) version { return version{from, deleted, row} })
	return err
}

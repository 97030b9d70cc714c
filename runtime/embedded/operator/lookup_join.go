package operator

import (
	"context"
	"fmt"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/connector"
	"github.com/penstock/penstock/runtime/embedded/expr"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// The defaults of table.exec.async-lookup.buffer-capacity and table.exec.async-lookup.timeout.
const (
	defaultLookupCapacity = 100
	defaultLookupTimeout  = 3 * time.Minute
)

// lookupJoin asks a table for the rows of each row's key. Keys of a batch are asked for once, several at a time where a hint says so;
// rows go on in their order when all answers are there, so that nothing is under way when a barrier comes.
type lookupJoin struct {
	stateless
	*joiner
	node   *plan.LookupJoin
	source connector.LookupSource
	lookup connector.Lookup
	cache  *lookupCache
	ctx    context.Context
	clock  func() time.Time
	// read are the types of the columns asked for; values make the right columns of them.
	read    []types.Type
	values  []projection
	state   expr.State
	encoder rowEncoder
	keys    batch.Keys
}

// NewLookupJoin returns the operator of a LookupJoin node over the source of its table.
func NewLookupJoin(node *plan.LookupJoin, source connector.LookupSource) Operator {
	return &lookupJoin{node: node, source: source}
}

// Open implements Operator.
func (o *lookupJoin) Open(c *Context, out Output) (err error) {
	o.out, o.ctx, o.clock = out, c.Context, c.Clock
	o.cache = newLookupCache(o.source.LookupCache())
	for _, i := range o.node.Read {
		o.read = append(o.read, o.node.Table.Columns[i].Type)
	}
	if o.values, err = compileProjections(o.node.Values, c.exprConfig()); err != nil {
		return err
	}
	left, columns := o.node.In[0].Schema().Types(), o.node.Out.Types()
	o.joiner = &joiner{
		kind: o.node.Kind, keys: [2][]int{o.node.Keys}, safe: make([]bool, len(o.node.Keys)),
		widths: [2]int{len(left), len(columns) - len(left)}, pairs: batch.New(columns),
		emit: newEmitter(out, columns, o.node.Sends != plan.InsertOnly),
	}
	if o.node.Condition != nil {
		if o.condition, err = expr.Compile(o.node.Condition, c.exprConfig()); err != nil {
			return err
		}
	}
	o.lookup, err = o.source.Lookup(c.Context, o.node.KeyColumns)
	return err
}

// Process implements Operator.
func (o *lookupJoin) Process(_ int, b *batch.Batch) error {
	o.keys.Encode(b, o.node.Keys)
	answers, err := o.answers(b)
	if err != nil {
		return err
	}
	for i := range b.Rows() {
		row := b.Row(i)
		o.emit.at(b, row)
		if err := o.join(b, row, answers[string(o.keys.Key(i))]); err != nil {
			return err
		}
	}
	return o.emit.flush()
}

// join sends a row with what was found for it.
func (o *lookupJoin) join(b *batch.Batch, row int, found []encodedRow) error {
	kind := b.Kind(row)
	if o.nullKey(0, b.Cols, row) {
		found = nil
	}
	matches, err := o.matches(0, b.Cols, row, len(found), func(i int) encodedRow { return found[i] })
	if err != nil {
		return err
	}
	for _, m := range matches {
		if err := o.pair(kind, 0, b.Cols, row, found[m]); err != nil {
			return err
		}
	}
	if len(matches) == 0 && o.pads(0) {
		return o.pad(kind, 0, b.Cols, row)
	}
	return nil
}

// question is a key that nobody knows the rows of.
type question struct {
	encoded string
	key     []batch.Datum
	rows    *batch.Batch
}

// answers are the rows of all keys of a batch.
func (o *lookupJoin) answers(b *batch.Batch) (map[string][]encodedRow, error) {
	answers := map[string][]encodedRow{}
	var questions []*question
	now := o.clock()
	for i := range b.Rows() {
		row, encoded := b.Row(i), o.keys.Key(i)
		if _, known := answers[string(encoded)]; known || o.nullKey(0, b.Cols, row) {
			continue
		}
		if rows, ok := o.cache.get(string(encoded), now); ok {
			answers[string(encoded)] = rows
			continue
		}
		q := &question{encoded: string(encoded), rows: batch.New(o.read)}
		for _, k := range o.node.Keys {
			q.key = append(q.key, b.Cols[k].Get(row))
		}
		answers[q.encoded] = nil
		questions = append(questions, q)
	}
	if err := o.ask(questions); err != nil {
		return nil, err
	}
	for _, q := range questions {
		rows, err := o.rightRows(q.rows)
		if err != nil {
			return nil, err
		}
		answers[q.encoded] = rows
		o.cache.put(q.encoded, rows, now)
	}
	return answers, nil
}

// ask gets the answers to questions, as many at a time as the hint says.
func (o *lookupJoin) ask(questions []*question) error {
	atOnce, timeout := 1, time.Duration(0)
	if o.node.Hint.Async {
		atOnce, timeout = defaultLookupCapacity, defaultLookupTimeout
		if o.node.Hint.Capacity > 0 {
			atOnce = o.node.Hint.Capacity
		}
		if o.node.Hint.Timeout > 0 {
			timeout = o.node.Hint.Timeout
		}
	}
	group, ctx := errgroup.WithContext(o.ctx)
	group.SetLimit(atOnce)
	for _, q := range questions {
		group.Go(func() error { return o.find(ctx, q, timeout) })
	}
	return group.Wait()
}

// find asks for the rows of one key, again where there are none and the hint says so.
func (o *lookupJoin) find(ctx context.Context, q *question, timeout time.Duration) error {
	if timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeoutCause(ctx, timeout, fmt.Errorf("no answer within %s", timeout))
		defer cancel()
	}
	for attempt := 0; ; attempt++ {
		err := o.lookup.Find(ctx, q.key, q.rows)
		if err != nil {
			if cause := context.Cause(ctx); cause != nil {
				err = cause
			}
			return fmt.Errorf("table %s: look up %v: %w", o.node.Table.Display, q.key, err)
		}
		if q.rows.Len > 0 || !o.node.Hint.RetryOnMiss || attempt >= o.node.Hint.Attempts {
			return nil
		}
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-time.After(o.node.Hint.Delay):
		}
	}
}

// rightRows are the right columns of rows that were found.
func (o *lookupJoin) rightRows(found *batch.Batch) ([]encodedRow, error) {
	if found.Len == 0 {
		return nil, nil
	}
	columns, err := project(o.values, &o.state, found, nil, nil)
	if err != nil {
		return nil, err
	}
	rows := make([]encodedRow, found.Len)
	for i := range rows {
		rows[i] = o.encoder.encode(columns, i)
	}
	return rows, nil
}

// Watermark implements Operator.
func (o *lookupJoin) Watermark(millis int64) error { return o.emit.tell(millis) }

// Close implements Operator.
func (o *lookupJoin) Close() error {
	if o.lookup == nil {
		return nil
	}
	return o.lookup.Close()
}

package job

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/checkpoint"
	"github.com/penstock/penstock/runtime/embedded/eventtime"
	"github.com/penstock/penstock/runtime/embedded/operator"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
)

// newExecution makes the tasks of an attempt that goes on from a snapshot, nil for none.
func (j *Job) newExecution(ctx context.Context, number int, restored *checkpoint.Snapshot) (*execution, error) {
	e := &execution{
		job: j, number: number, maxParallelism: j.options.MaxParallelism, restored: restored, started: j.options.Clock(),
		patience: boundedPatience,
		sinks:    make(map[string]*sinkOf), allDrained: make(chan struct{}), allHeld: make(chan struct{}), allOpen: make(chan struct{}),
	}
	e.ctx, e.cancel = context.WithCancelCause(ctx)
	e.memory, e.removeState = j.newMemory(number)
	w := &wiring{execution: e, inboxes: make(map[*vertex][]*inbox), empty: make(map[*vertex]func(int) bool)}
	if err := w.build(); err != nil {
		e.cancel(err)
		return nil, err
	}
	e.undrained.Store(int64(len(e.tasks)))
	e.unopened.Store(int64(len(e.tasks)))
	e.unheld.Store(int64(len(e.source)))
	return e, nil
}

// wiring makes tasks and connects them.
type wiring struct {
	*execution
	// inboxes are those of the subtasks of each vertex that has inputs.
	inboxes map[*vertex][]*inbox
	// empty tells the subtasks of a source that will never send a row.
	empty map[*vertex]func(subtask int) bool
}

func (w *wiring) build() error {
	for _, v := range w.job.graph.vertices {
		if len(v.inputs) == 0 {
			continue
		}
		for range v.parallelism {
			in := newInbox()
			w.inboxes[v] = append(w.inboxes[v], in)
			w.inbox = append(w.inbox, in)
		}
	}
	for _, v := range w.job.graph.vertices {
		if err := w.vertex(v); err != nil {
			return err
		}
	}
	w.combineEventTime()
	return nil
}

// combineEventTime makes the combiners of event time. Channels on which nothing will ever come do not hold it back, so that
// which rows are late does not depend on when they say so. A task all of whose channels are such is told the end of time by
// them, for what it has restored waits for that. Tasks are in the order in which rows flow.
func (w *wiring) combineEventTime() {
	for _, t := range w.tasks {
		empty := w.empty[t.vertex] != nil && w.empty[t.vertex](t.subtask)
		if r, ok := t.body.(*receiver); ok {
			channels := r.inbox.channels
			r.combiner = eventtime.NewCombiner(len(channels))
			empty = !slices.ContainsFunc(channels, func(c *channel) bool { return !c.empty })
			for _, c := range channels {
				if c.empty && !empty {
					r.combiner.Update(c.index, batch.MaxWatermark)
				}
			}
		}
		if empty {
			for _, s := range t.chain.senders {
				for _, c := range s.channels {
					c.empty = true
				}
			}
		}
	}
}

// vertex makes the tasks of a vertex.
func (w *wiring) vertex(v *vertex) error {
	newReader, err := w.readers(v)
	if err != nil {
		return err
	}
	for _, s := range v.steps {
		if sink, ok := s.node.(*plan.Sink); ok {
			made, err := w.job.newSink(sink)
			if err != nil {
				return err
			}
			w.sinks[sink.ID()] = &sinkOf{node: sink, sink: made}
		}
	}
	for subtask := range v.parallelism {
		t := &task{execution: w.execution, vertex: v, subtask: subtask, figures: w.job.figures[v][subtask]}
		if err := w.task(t, newReader); err != nil {
			return err
		}
		w.tasks = append(w.tasks, t)
	}
	return nil
}

// readers returns what makes the reader of each subtask of a source, nil for other vertices.
func (w *wiring) readers(v *vertex) (func() operator.Reader, error) {
	switch n := v.steps[0].node.(type) {
	case *plan.Values:
		return func() operator.Reader { return operator.NewValues(n) }, nil
	case *plan.Scan:
		source, err := w.job.newSource(n)
		if err != nil {
			return nil, err
		}
		restored := w.restored.Of(n.ID(), batch.GroupRange{First: 0, Last: -1})
		w.patience = min(w.patience, patienceFor(source))
		splits, err := operator.NewSplits(n.Table.Display, source, v.parallelism, restored, w.readMode())
		if err != nil {
			return nil, fmt.Errorf("restore %s (operator %s): %w", n.Describe(), n.ID(), err)
		}
		if err := splits.Start(w.ctx); err != nil {
			return nil, err
		}
		w.splits = append(w.splits, splits)
		w.empty[v] = splits.Empty
		return func() operator.Reader { return operator.NewScan(n, source, splits) }, nil
	}
	return nil, nil
}

// readMode is what the sources read. What was appended to a part counts once, when the job begins with a savepoint: whether a
// restart after a failure saw it would depend on when that was.
func (w *wiring) readMode() operator.ReadMode {
	return operator.ReadMode{
		Present:  w.job.options.SavepointAtEnd != "",
		Appended: w.job.options.ReadAppended && w.restored != nil && w.restored == w.job.initial,
	}
}

func (w *wiring) task(t *task, newReader func() operator.Reader) error {
	steps, profile := t.vertex.steps, w.job.options.Profile
	if profile != nil {
		t.watch = &stopwatch{}
	}
	links := make(map[*step]*link)
	counters := make(map[*step]*counter)
	own := make(map[*step]*operatorFigures)
	for i, s := range steps {
		own[s] = t.figures.operators[i]
		counters[s] = profile.counter(s, false)
		if isSource(s.node) {
			continue
		}
		l := &link{step: s, context: w.context(t, s), figures: t.figures, own: own[s], watch: t.watch, counter: counters[s]}
		if sink, ok := s.node.(*plan.Sink); ok {
			of := w.sinks[sink.ID()]
			made := operator.NewSink(sink, of.sink, w.job.plan.Config)
			of.operators = append(of.operators, made)
			l.operator = made
		} else {
			made, err := w.job.newOperator(s.node)
			if err != nil {
				return err
			}
			l.operator = made
		}
		links[s] = l
		t.chain.links = append(t.chain.links, l)
	}
	for _, s := range steps {
		if l := links[s]; l != nil {
			l.out = outflow{w.output(t, s, links, counters[s]), own[s]}
		}
	}
	if newReader == nil {
		t.head = links[steps[0]]
		t.body = &receiver{task: t, inbox: w.inboxes[t.vertex][t.subtask]}
		return nil
	}
	t.head = outflow{w.output(t, steps[0], links, counters[steps[0]]), own[steps[0]]}
	source := &sourceTask{
		task: t, step: steps[0], reader: newReader(), counter: counters[steps[0]], context: w.context(t, steps[0]), limit: w.job.options.BatchSize,
		idleTimeout: w.job.idleTimeout, arrived: make(chan struct{}, 1),
	}
	t.body = source
	w.source = append(w.source, source)
	return nil
}

// output is where a step sends to: the steps behind it in the chain, and other vertices.
func (w *wiring) output(t *task, s *step, links map[*step]*link, c *counter) operator.Output {
	var outs []operator.Output
	for _, next := range s.next {
		outs = append(outs, links[next])
	}
	for _, e := range s.edges {
		var channels []*channel
		targets := w.inboxes[e.to]
		if e.keys == nil {
			// Subtask i sends to subtask i, or all to the only one.
			targets = targets[min(t.subtask, len(targets)-1):][:1]
		}
		for _, in := range targets {
			channels = append(channels, in.channel(e.input))
		}
		sender := newSender(s.node.Schema().Types(), e.keys, channels, w.maxParallelism, t)
		t.chain.senders = append(t.chain.senders, sender)
		if c == nil {
			outs = append(outs, sender)
			continue
		}
		outs = append(outs, &timedSender{sender, t.watch, w.job.options.Profile.counter(s, true)})
	}
	if c != nil {
		return countedOutput{outputOf(outs), c}
	}
	return outputOf(outs)
}

func (w *wiring) context(t *task, s *step) *operator.Context {
	o := w.job.options
	groups := batch.GroupRangeOf(w.maxParallelism, t.vertex.parallelism, t.subtask)
	restored := w.restored.Of(s.node.ID(), groups)
	empty := w.empty[t.vertex]
	restored.Memory, restored.Owner = w.memory, fmt.Sprintf("%s, operator %s", s.node.Describe(), s.node.ID())
	return &operator.Context{
		Context: w.ctx, JobID: o.JobID, Operator: s.node.ID(), Subtask: t.subtask, Parallelism: t.vertex.parallelism,
		MaxParallelism: w.maxParallelism, Attempt: w.number, Groups: groups, Restored: restored,
		Empty:    empty != nil && empty(t.subtask),
		TimeZone: w.job.timeZone, Clock: o.Clock, Stdout: o.Stdout, Stderr: o.Stderr,
		Logger: o.Logger.With("operator", s.node.ID(), "subtask", t.subtask), Figures: &t.figures.Figures,
	}
}

// idleTimeoutOption is after what time without rows a source does not hold event time back any more.
const idleTimeoutOption = "table.exec.source.idle-timeout"

// idleTimeoutOf reads the option.
func idleTimeoutOf(c plan.Config) (time.Duration, error) {
	value, ok := c.Values[idleTimeoutOption]
	if !ok {
		return 0, nil
	}
	d, err := parseDuration(value)
	if err != nil {
		return 0, fmt.Errorf("option %s: %w", idleTimeoutOption, err)
	}
	return d, nil
}

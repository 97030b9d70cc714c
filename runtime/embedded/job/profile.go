package job

import (
	"slices"
	"sync"
	"time"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/operator"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
)

// Profile collects what the operators of one job do and how long that takes them. It may be read once the job has ended.
type Profile struct {
	mu    sync.Mutex
	steps []*profiledStep
	of    map[*step]*profiledStep
}

type profiledStep struct {
	step *step
	// operator and exchange have a counter for each subtask and attempt.
	operator, exchange []*counter
}

// counter is what an operator of a subtask has done. It is written by that subtask alone.
type counter struct {
	rowsIn, rowsOut int64
	spent           time.Duration
}

// NewProfile returns an empty profile.
func NewProfile() *Profile { return &Profile{of: make(map[*step]*profiledStep)} }

// OperatorProfile is what an operator did in all of its subtasks.
type OperatorProfile struct {
	Node plan.Node
	// Exchange tells that this is the copying of the operator's rows to the subtasks of the next ones.
	Exchange        bool
	RowsIn, RowsOut int64
	// Time is that of all subtasks together, without what they waited, and without the operators behind. Busiest is that of the
	// subtask with most.
	Time, Busiest time.Duration
}

// Operators are those of the job in the order in which rows pass them.
func (p *Profile) Operators() []OperatorProfile {
	p.mu.Lock()
	defer p.mu.Unlock()
	var all []OperatorProfile
	for _, s := range p.steps {
		all = append(all, sumOf(s.step.node, s.operator))
		if len(s.exchange) > 0 {
			e := sumOf(s.step.node, s.exchange)
			e.Exchange = true
			all = append(all, e)
		}
	}
	return all
}

// Of is what the operator of a node did; false for a node that the job does not have.
func (p *Profile) Of(n plan.Node) (OperatorProfile, bool) {
	all := p.Operators()
	i := slices.IndexFunc(all, func(o OperatorProfile) bool { return o.Node == n && !o.Exchange })
	if i < 0 {
		return OperatorProfile{}, false
	}
	return all[i], true
}

func sumOf(n plan.Node, counters []*counter) OperatorProfile {
	o := OperatorProfile{Node: n}
	for _, c := range counters {
		o.RowsIn += c.rowsIn
		o.RowsOut += c.rowsOut
		o.Time += c.spent
		o.Busiest = max(o.Busiest, c.spent)
	}
	return o
}

// counter makes the counter of another subtask of a step. A nil profile has none.
func (p *Profile) counter(s *step, exchange bool) *counter {
	if p == nil {
		return nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	of := p.of[s]
	if of == nil {
		of = &profiledStep{step: s}
		p.of[s] = of
		p.steps = append(p.steps, of)
	}
	c := &counter{}
	if exchange {
		of.exchange = append(of.exchange, c)
	} else {
		of.operator = append(of.operator, c)
	}
	return c
}

// stopwatch tells which operator of a subtask time is spent on. A nil one tells nothing.
type stopwatch struct {
	running *counter
	since   time.Time
}

// enter goes on with another counter, nil for none, and returns the one before.
func (w *stopwatch) enter(next *counter) (before *counter) {
	if w == nil {
		return nil
	}
	now := time.Now()
	before = w.running
	if before != nil {
		before.spent += now.Sub(w.since)
	}
	w.running, w.since = next, now
	return before
}

// waited says that what was spent since the counter was entered was not work.
func (w *stopwatch) waited() {
	if w != nil {
		w.since = time.Now()
	}
}

// countedOutput counts what an operator sends.
type countedOutput struct {
	operator.Output
	counter *counter
}

// Emit implements operator.Output.
func (o countedOutput) Emit(b *batch.Batch) error {
	o.counter.rowsOut += int64(b.Rows())
	return o.Output.Emit(b)
}

// timedSender tells how long it takes to copy rows for other tasks.
type timedSender struct {
	*sender
	watch   *stopwatch
	counter *counter
}

// Emit implements operator.Output.
func (s *timedSender) Emit(b *batch.Batch) error {
	s.counter.rowsIn += int64(b.Rows())
	s.counter.rowsOut += int64(b.Rows())
	return s.timed(func() error { return s.sender.Emit(b) })
}

// Watermark implements operator.Output.
func (s *timedSender) Watermark(millis int64) error {
	return s.timed(func() error { return s.sender.Watermark(millis) })
}

// timed tells how long it takes to send something, without waiting for room.
func (s *timedSender) timed(send func() error) error {
	before := s.watch.enter(s.counter)
	waited := s.figures.meter.read()[backpressured]
	err := send()
	s.watch.enter(before)
	s.counter.spent -= s.figures.meter.read()[backpressured] - waited
	return err
}

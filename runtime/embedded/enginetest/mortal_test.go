package enginetest

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/compile"
	"github.com/penstock/penstock/runtime/embedded/connector"
	"github.com/penstock/penstock/runtime/embedded/connector/builtin"
	"github.com/penstock/penstock/runtime/embedded/job"
	"github.com/penstock/penstock/runtime/embedded/job/mortal"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/sql/script"
	"github.com/penstock/penstock/runtime/embedded/sqltest"
)

// killed runs a script in processes that die at random instants, each on the newest checkpoint of those before, with another parallelism,
// batch size and room for state, until one comes to the end. It is a sqltest.Runner. What print tables print counts when the
// checkpoint after it is complete.
type killed struct {
	rnd *rand.Rand
	// deaths is how many processes are to die, parallelisms those they may have.
	deaths       int
	parallelisms []int
	// died is how many did, restored how many went on from a checkpoint.
	died, restored int
	// eventTimes is how many tables have one, late whether rows came too late.
	eventTimes int
	late       atomic.Bool
}

// decided tells whether the result is that of each run that is not disturbed: what comes too late where two inputs meet depends on how
// far each has come, and a checkpoint between their rows changes that.
func (k *killed) decided() bool { return k.eventTimes < 2 || !k.late.Load() }

// RunScript implements sqltest.Runner.
func (k *killed) RunScript(ctx context.Context, file script.File, _ int, out io.Writer) (phase string, err error) {
	p, err := compile.Interactive([]script.File{file}, nil)
	if err == nil {
		err = compile.CheckRunnable(p)
	}
	if err != nil {
		return sqltest.PhaseValidate, err
	}
	k.eventTimes = strings.Count(file.Text, "WATERMARK FOR")
	files, printed := mortal.NewFiles(), &printed{out: out, known: make(map[uint64]bool)}
	for {
		points := 0
		if k.died < k.deaths {
			points = 1 + k.rnd.IntN(60)
		}
		died, err := k.process(ctx, p, mortal.New(points), files, printed)
		if !died {
			return sqltest.PhaseRun, err
		}
		k.died++
	}
}

// process runs one process, and tells whether it died.
func (k *killed) process(ctx context.Context, p *plan.Plan, process *mortal.Process, files *mortal.Files, printed *printed) (died bool, err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	process.AtDeath(cancel)
	registry := builtin.Registry()
	registry["filesystem"] = &mortalTables{registry["filesystem"], process, k.rnd.Uint64()}
	registry["print"] = mortal.Sinks(printTables{registry["print"], printed}, process)
	options := job.Options{
		JobID: strings.Repeat("0", 32), Name: "case", Registry: registry, NoRestart: true,
		Parallelism: k.parallelisms[k.rnd.IntN(len(k.parallelisms))], BatchSize: []int{1, 3, job.DefaultBatchSize}[k.rnd.IntN(3)],
		RestorePath: files.Newest("checkpoints"), CheckpointDir: "checkpoints", CheckpointInterval: time.Millisecond,
		Storage:     mortal.Storage{Process: process, Files: files},
		StateMemory: k.rnd.Int64N(2), // every other process has next to none
		Logger:      slog.New(lateness{slog.DiscardHandler, &k.late}),
	}
	if options.RestorePath != "" {
		k.restored++
	}
	j, err := job.New(p, options)
	if err == nil {
		err = j.Run(ctx)
	}
	died = process.Dead()
	if died && err == nil {
		err = errors.New("the process died, and its job ended well")
		return false, err
	}
	return died, err
}

// lateness notes that a job tells of rows that came too late.
type lateness struct {
	slog.Handler
	late *atomic.Bool
}

func (h lateness) Enabled(context.Context, slog.Level) bool { return true }

func (h lateness) Handle(_ context.Context, r slog.Record) error {
	if strings.HasSuffix(r.Message, "rows that came too late.") {
		h.late.Store(true)
	}
	return nil
}

func (h lateness) WithAttrs([]slog.Attr) slog.Handler { return h }

// mortalTables are files that are read slowly: a reader waits again and again until a checkpoint is complete, and may die where it reads.
type mortalTables struct {
	connector.Factory
	process *mortal.Process
	seed    uint64
}

func (f *mortalTables) Source(t *connector.Table) (connector.Source, error) {
	s, err := f.Factory.Source(t)
	return &mortalSource{s, f}, err
}

func (f *mortalTables) Sink(t *connector.Table) (connector.Sink, error) {
	return mortal.Sinks(f.Factory, f.process).Sink(t)
}

type mortalSource struct {
	connector.Source
	tables *mortalTables
}

func (s *mortalSource) Open(ctx context.Context, split connector.Split) (connector.SplitReader, error) {
	r, err := s.Source.Open(ctx, split)
	return &mortalReader{SplitReader: r, process: s.tables.process, rnd: rand.New(rand.NewPCG(s.tables.seed, uint64(len(split.ID))))}, err
}

type mortalReader struct {
	connector.SplitReader
	process *mortal.Process
	rnd     *rand.Rand
	reads   int
}

// Each fourth of the first reads waits, later ones less and less often: a long file that is read row by row would take minutes otherwise.
const (
	firstWaits = 4
	fewerWaits = 16
)

func (r *mortalReader) Read(ctx context.Context, b *batch.Batch, limit int) error {
	if err := r.process.Point(); err != nil {
		return err
	}
	r.reads++
	if r.rnd.IntN(firstWaits+r.reads/fewerWaits) == 0 {
		select {
		case <-r.process.Completed():
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return r.SplitReader.Read(ctx, b, min(limit, 1+r.rnd.IntN(8)))
}

// printed is what print tables have printed for good.
type printed struct {
	mu  sync.Mutex
	out io.Writer
	// known are the parts that were committed: a part may be committed again.
	known map[uint64]bool
	next  uint64
}

// part gives some text a number that no other has.
func (p *printed) part(text []byte) []byte {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.next++
	return append(binary.BigEndian.AppendUint64(nil, p.next), text...)
}

func (p *printed) commit(part []byte) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if n := binary.BigEndian.Uint64(part); !p.known[n] {
		p.known[n] = true
		_, err := p.out.Write(part[8:])
		return err
	}
	return nil
}

// printTables print in two phases.
type printTables struct {
	connector.Factory
	printed *printed
}

func (f printTables) Sink(t *connector.Table) (connector.Sink, error) {
	s, err := f.Factory.Sink(t)
	return &printSink{s, f.printed}, err
}

type printSink struct {
	connector.Sink
	printed *printed
}

func (s *printSink) Writer(ctx context.Context, c connector.WriterContext) (connector.Writer, error) {
	w := &printWriter{printed: s.printed}
	c.Stdout, c.Stderr = &w.text, &w.text
	var err error
	w.Writer, err = s.Sink.Writer(ctx, c)
	return w, err
}

func (s *printSink) Commit(_ context.Context, committables [][]byte) error {
	for _, c := range committables {
		if err := s.printed.commit(c); err != nil {
			return err
		}
	}
	return nil
}

type printWriter struct {
	connector.Writer
	printed *printed
	text    bytes.Buffer
}

func (w *printWriter) Prepare(int64) (committables [][]byte, state []byte, err error) {
	if w.text.Len() == 0 {
		return nil, nil, nil
	}
	part := w.printed.part(w.text.Bytes())
	w.text.Reset()
	return [][]byte{part}, nil, nil
}

func (k *killed) String() string {
	return fmt.Sprintf("%d processes died, %s went on from a checkpoint", k.died, strconv.Itoa(k.restored))
}

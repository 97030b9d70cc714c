package terminal

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"time"
)

// tick is how often the line of what is under way is drawn again.
const tick = 120 * time.Millisecond

var spinner = []string{"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"}

// Progress tells what a command is doing: on a terminal in a line that moves, elsewhere in a line for each step.
type Progress struct {
	w     io.Writer
	paint Paint
	live  bool
	now   func() time.Time

	mu    sync.Mutex
	what  string
	began time.Time
	stop  chan struct{}
	ended chan struct{}
}

// NewProgress tells on w. quiet says nothing at all.
func NewProgress(w io.Writer, quiet bool) *Progress {
	if quiet {
		w = io.Discard
	}
	return &Progress{w: w, paint: PaintFor(w), live: Is(w), now: time.Now}
}

// Step says that something else is being done now.
func (p *Progress) Step(format string, args ...any) {
	what := fmt.Sprintf(format, args...)
	p.mu.Lock()
	same, underWay := what == p.what, p.stop != nil
	if p.what == "" {
		p.began = p.now()
	}
	p.what = what
	p.mu.Unlock()
	switch {
	case same:
	case !p.live:
		fmt.Fprintf(p.w, "%s …\n", what)
	case !underWay:
		p.stop, p.ended = make(chan struct{}), make(chan struct{})
		go p.spin(p.stop, p.ended)
	}
}

func (p *Progress) spin(stop, ended chan struct{}) {
	defer close(ended)
	ticker := time.NewTicker(tick)
	defer ticker.Stop()
	for i := 0; ; i++ {
		p.mu.Lock()
		took := Duration(p.now().Sub(p.began))
		what := p.what
		if width := Width(p.w); width > 0 {
			what = cut(what, max(leastWidth, width-len(took)-6)) // a line that wraps could not be taken away
		}
		line := fmt.Sprintf("%s %s … %s", p.paint.Text(Busy, spinner[i%len(spinner)]), what, p.paint.Text(Faint, took))
		p.mu.Unlock()
		fmt.Fprint(p.w, "\r\x1b[K"+line)
		select {
		case <-stop:
			fmt.Fprint(p.w, "\r\x1b[K")
			return
		case <-ticker.C:
		}
	}
}

func (p *Progress) clear() {
	if p.stop != nil {
		close(p.stop)
		<-p.ended
		p.stop = nil
	}
	p.what = ""
}

// Done says what has come of it, with the time since the first step.
func (p *Progress) Done(format string, args ...any) {
	p.finish(Good, "✓", fmt.Sprintf(format, args...))
}

// Failed says that nothing has come of it. The reason is told elsewhere.
func (p *Progress) Failed(format string, args ...any) {
	p.finish(Bad, "✗", fmt.Sprintf(format, args...))
}

func (p *Progress) finish(c Color, mark, text string) {
	took := ""
	if p.what != "" {
		took = p.paint.Text(Faint, " ("+Duration(p.now().Sub(p.began))+")")
	}
	p.clear()
	if p.live {
		mark = p.paint.Text(c, mark) + " "
	} else {
		mark = ""
	}
	fmt.Fprintf(p.w, "%s%s%s\n", mark, strings.TrimRight(text, "\n"), took)
}

// Close takes away the line of what is under way.
func (p *Progress) Close() { p.clear() }

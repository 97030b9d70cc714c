package demo

import (
	"fmt"
	"io"
	"sync"
	"time"
)

// progress tells what is being waited for, and how long it took. Its lines are whole, so that it also reads well where the
// output is no terminal.
type progress struct {
	mu  sync.Mutex
	out io.Writer
}

// begin says what is being done; the function it returns says that it is done. What takes longer than a second is said to
// be going on every few seconds.
func (p *progress) begin(what string) (done func(err error)) {
	began := time.Now()
	stop := make(chan struct{})
	p.printf("%s ...\n", what)
	go func() {
		tick := time.NewTicker(3 * time.Second)
		defer tick.Stop()
		for {
			select {
			case <-stop:
				return
			case <-tick.C:
				p.printf("  still %s (%.0f s)\n", lowerFirst(what), time.Since(began).Seconds())
			}
		}
	}()
	return func(err error) {
		close(stop)
		if err == nil {
			p.printf("  done in %s\n", time.Since(began).Round(time.Millisecond))
		}
	}
}

func (p *progress) printf(format string, args ...any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	fmt.Fprintf(p.out, format, args...)
}

func lowerFirst(s string) string { return string(s[0]|0x20) + s[1:] }

package trial

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
)

// event is a line that the JVM writes: something that was printed or logged, or that has happened.
type event struct {
	Out *string `json:"out"`
	Err *string `json:"err"`
	// Log is a level, with the logger's name and what was logged.
	Log       string   `json:"log"`
	Logger    string   `json:"logger"`
	Message   string   `json:"message"`
	Throwable []string `json:"throwable"`

	Event string `json:"event"`
	// Phase is in which one a script has failed, Statement at which statement if that is known, and Causes what the exceptions say.
	Phase     string   `json:"phase"`
	Statement int      `json:"statement"`
	Causes    []string `json:"causes"`
}

// jvm is a process that tells events.
type jvm struct {
	cmd    *exec.Cmd
	stdin  io.WriteCloser
	events chan event
	errors io.Writer
	// done is closed when the process is gone.
	done chan struct{}
}

func startJVM(executable string, arguments []string, dir string, environment []string, logs io.Writer) (*jvm, error) {
	cmd := exec.Command(executable, arguments...) //nolint:noctx // it ends with its standard input
	cmd.Dir, cmd.Stderr = dir, logs
	cmd.Env = append(os.Environ(), environment...)
	stdin, err := cmd.StdinPipe()
	if err != nil {
		return nil, fmt.Errorf("start Java: %w", err)
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("start Java: %w", err)
	}
	separate(cmd)
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("start Java: %w", err)
	}
	j := &jvm{cmd: cmd, stdin: stdin, events: make(chan event), errors: logs, done: make(chan struct{})}
	go j.read(stdout)
	return j, nil
}

// read reads what the JVM tells, to its end. What is no event of ours is written by Java itself, about its own trouble.
func (j *jvm) read(from io.Reader) {
	defer close(j.events)
	r := bufio.NewReaderSize(from, 1<<16)
	for {
		line, err := r.ReadString('\n')
		if line != "" {
			var e event
			if json.Unmarshal([]byte(line), &e) != nil {
				text := strings.TrimSuffix(line, "\n")
				e = event{Err: &text}
			}
			select {
			case j.events <- e:
			case <-j.done:
				return
			}
		}
		if err != nil {
			return
		}
	}
}

// errGone says that the JVM has ended by itself.
var errGone = errors.New("its Java has ended; was it out of memory?")

// await waits until one of the events happens, "failed" too, and writes what is printed meanwhile.
func (j *jvm) await(ctx context.Context, name string, out io.Writer) (event, error) {
	for {
		select {
		case <-ctx.Done():
			return event{}, context.Cause(ctx)
		case e, open := <-j.events:
			if !open {
				return event{}, errGone
			}
			switch {
			case e.Event == name || e.Event == "failed":
				return e, nil
			case e.Out != nil && out != nil:
				if _, err := fmt.Fprintln(out, *e.Out); err != nil {
					return event{}, fmt.Errorf("write what was printed: %w", err)
				}
			default:
				j.tell(e)
			}
		}
	}
}

// tell passes on what was logged. Whether anybody can read it is their business.
func (j *jvm) tell(e event) {
	switch {
	case e.Err != nil:
		_, _ = fmt.Fprintln(j.errors, *e.Err)
	case e.Log != "":
		_, _ = fmt.Fprintf(j.errors, "%s %s: %s\n", e.Log, e.Logger, e.Message)
		for _, line := range e.Throwable {
			_, _ = fmt.Fprintln(j.errors, line)
		}
	}
}

// say sends a line.
func (j *jvm) say(line string) error {
	if _, err := fmt.Fprintln(j.stdin, line); err != nil {
		return fmt.Errorf("tell Flink what to run: %w", errors.Join(errGone, err))
	}
	return nil
}

// kill ends the process and waits until it is gone.
func (j *jvm) kill() {
	close(j.done)
	_ = j.cmd.Process.Kill() // it may have ended
	_ = j.cmd.Wait()         // how it ended is no news
	_ = j.stdin.Close()
}

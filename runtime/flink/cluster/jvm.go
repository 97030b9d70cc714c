package cluster

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/penstock/penstock/runtime/flink/assembly"
	"github.com/penstock/penstock/runtime/flink/java"
)

// longestLine bounds a line of a JVM's output, in bytes. The rest of a longer one counts as another.
const longestLine = 1 << 20

// launcher starts JVMs.
type launcher struct {
	// dir is the cluster's folder, place what the JVMs find there.
	dir       string
	place     assembly.Place
	machine   java.Machine
	classPath []string
	plugins   string
	// executable is this very program, through which JVMs are started where programs can be given a view of their own; empty elsewhere.
	executable string
	seals      *seals
	logs       *logs
	// archives have the classes of JVMs, or are written by them where trains is true.
	archives archives
	trains   bool
}

// role is what a JVM is started as.
type role struct {
	name, class string
	// configuration is what it is told: in a file of the settings' name, or handed over with keys.
	configuration map[string]string
	settings      string
	// memory is the size of its file system in memory, where it has one, and packed what that begins with.
	memory  int64
	packed  []packed
	options []string
}

// classes are the options by which a JVM reads, or writes, an archive.
func (l *launcher) classes(archive string) []string {
	if l.trains {
		return []string{"-XX:ArchiveClassesAtExit=" + archive}
	}
	return use(archive)
}

// propertiesMount is where programs look for their runtime properties.
const propertiesMount = "/etc/flink"

// process is a JVM that was started.
type process struct {
	name string
	cmd  *exec.Cmd
	// said are the lines for its standard input, which is closed after an empty one.
	said chan string
	// done is closed when it has ended and all that it wrote was read.
	done chan struct{}
}

// start starts a JVM. What it writes is given to on, line by line, from one goroutine each for standard output and error.
func (l *launcher) start(r role, on func(message)) (*process, error) {
	settings := r.settings
	if l.seals != nil {
		settings = java.HandedOver
	}
	command := append([]string{l.machine.Executable}, assembly.JVM{
		Java: l.machine.Major, Place: l.place, ClassPath: l.classPath, Class: r.class, Settings: settings, Options: r.options,
	}.Arguments()...)
	if l.executable != "" {
		memory := int64(0)
		if l.seals != nil && l.seals.inMemory {
			memory = r.memory
		}
		p, err := l.startCommand(r, slices.Concat([]string{l.executable, ExecCommand, l.place.Dir, strconv.FormatInt(memory, 10)}, command), isolate, on)
		if err == nil || memory > 0 {
			return p, err
		}
		l.logs.tell(slog.LevelWarn, "Processes cannot have mounts of their own here, so %s will not have the runtime properties: %v", propertiesMount, err)
		l.executable = ""
	}
	return l.startCommand(r, command, func(*exec.Cmd) {}, on)
}

func (l *launcher) startCommand(r role, command []string, isolate func(*exec.Cmd), on func(message)) (*process, error) {
	cmd := exec.Command(command[0], command[1:]...) //nolint:noctx // it ends with its standard input
	cmd.Dir = l.dir
	cmd.Env = append(os.Environ(), "FLINK_PLUGINS_DIR="+l.plugins)
	stdin, err := cmd.StdinPipe()
	if err != nil {
		return nil, fmt.Errorf("start %s: %w", r.name, err)
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("start %s: %w", r.name, err)
	}
	var reading sync.WaitGroup
	var stderr io.Reader
	if l.seals == nil {
		cmd.Stderr = os.Stderr
	} else { // what Java and libraries write past all else may quote what is processed
		if stderr, err = cmd.StderrPipe(); err != nil {
			return nil, fmt.Errorf("start %s: %w", r.name, err)
		}
	}
	isolate(cmd)
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("start %s: %w", r.name, err)
	}
	p := &process{name: r.name, cmd: cmd, said: make(chan string, 16), done: make(chan struct{})}
	go p.feed(stdin, func(to io.Writer) error { return l.handOver(to, r) })
	if stderr != nil {
		reading.Go(func() {
			readLines(stderr, func(line []byte) { on(printed(line)) })
		})
	}
	go func() {
		defer close(p.done)
		readLines(stdout, func(line []byte) { on(parseMessage(line)) })
		reading.Wait()
		_ = cmd.Wait() // how it ended is in its state
	}()
	return p, nil
}

// handOver writes what standard input begins with.
func (l *launcher) handOver(to io.Writer, r role) error {
	if l.seals == nil {
		return nil
	}
	if l.seals.inMemory {
		if err := writePacked(to, r.packed); err != nil {
			return err
		}
	}
	handover := java.Handover(assembly.Properties(r.configuration), &l.seals.jvm)
	defer clear(handover)
	_, err := to.Write(handover)
	return err
}

// feed writes standard input, so that nobody waits for a JVM that has not come so far. To one that has ended nothing is said; that it has
// is seen by its done.
func (p *process) feed(to io.WriteCloser, handOver func(io.Writer) error) {
	defer to.Close()
	if err := handOver(to); err != nil {
		return // it ends with its input
	}
	for {
		select {
		case line := <-p.said:
			if line == "" {
				return
			}
			if _, err := io.WriteString(to, line); err != nil {
				return
			}
		case <-p.done:
			return
		}
	}
}

// probeMemory tells, by an error, why JVMs cannot have file systems in memory.
func (l *launcher) probeMemory(ctx context.Context) error {
	if l.executable == "" {
		return errNoMemory
	}
	ctx, cancel := context.WithTimeout(ctx, probePatience)
	defer cancel()
	cmd := exec.CommandContext(ctx, l.executable, ExecCommand, l.place.Dir, strconv.Itoa(probedMemory))
	isolate(cmd)
	cmd.WaitDelay = time.Second
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%w: %w: %s", errNoMemory, err, strings.TrimSpace(string(out)))
	}
	return nil
}

const (
	// probePatience bounds an attempt to make a file system in memory, of probedMemory bytes.
	probePatience = 30 * time.Second
	probedMemory  = 1 << 20
)

// readLines reads to the end.
func readLines(from io.Reader, line func([]byte)) {
	r := bufio.NewReaderSize(from, longestLine)
	for {
		text, err := r.ReadSlice('\n')
		if text = bytes.TrimRight(text, "\r\n"); len(text) > 0 {
			line(text)
		}
		if err != nil && !errors.Is(err, bufio.ErrBufferFull) {
			return
		}
	}
}

// say sends a line to the JVM's standard input.
func (p *process) say(format string, args ...any) { p.send(fmt.Sprintf(format+"\n", args...)) }

// dismiss ends standard input, and thereby the JVM.
func (p *process) dismiss() { p.send("") }

func (p *process) send(line string) {
	select {
	case p.said <- line:
	case <-p.done:
	}
}

// kill ends it at once and waits until it is gone.
func (p *process) kill() {
	_ = p.cmd.Process.Kill() // it may have ended
	<-p.done
}

// ended tells how it ended. It must have.
func (p *process) ended() (code int, text string) {
	state := p.cmd.ProcessState
	if ws, ok := state.Sys().(syscall.WaitStatus); ok && ws.Signaled() {
		return -1, "was ended by a signal (" + ws.Signal().String() + ")"
	}
	if code := state.ExitCode(); code == outOfMemory {
		return code, "ran out of memory"
	}
	return state.ExitCode(), fmt.Sprintf("ended with exit code %d", state.ExitCode())
}

// outOfMemory is the exit code of a JVM whose heap is full.
const outOfMemory = 3

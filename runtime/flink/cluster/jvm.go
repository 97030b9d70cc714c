package cluster

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"slices"
	"syscall"

	"github.com/penstock/penstock/runtime/flink/assembly"
	"github.com/penstock/penstock/runtime/flink/java"
)

// longestLine bounds a line of a JVM's output, in bytes. The rest of a longer one counts as another.
const longestLine = 1 << 20

// launcher starts JVMs.
type launcher struct {
	dir       string
	machine   java.Machine
	classPath []string
	plugins   string
	// wrap is put before each command line, see [Exec]; empty where programs cannot be given a view of their own.
	wrap []string
	logs *logs
	// archives have the classes of JVMs, or are written by them where trains is true.
	archives archives
	trains   bool
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
	name  string
	cmd   *exec.Cmd
	stdin io.WriteCloser
	// done is closed when it has ended and all that it wrote was read.
	done chan struct{}
}

// start starts a JVM. What it writes is given to on, line by line, from one goroutine.
func (l *launcher) start(name, class, settings string, options []string, on func(message)) (*process, error) {
	command := append([]string{l.machine.Executable}, assembly.JVM{
		Java: l.machine.Major, Place: assembly.OneMachine(l.dir), ClassPath: l.classPath, Class: class, Settings: settings, Options: options,
	}.Arguments()...)
	if l.wrap != nil {
		p, err := l.startCommand(name, append(slices.Clone(l.wrap), command...), isolate, on)
		if err == nil {
			return p, nil
		}
		l.logs.tell(slog.LevelWarn, "Processes cannot have mounts of their own here, so %s will not have the runtime properties: %v", propertiesMount, err)
		l.wrap = nil
	}
	return l.startCommand(name, command, func(*exec.Cmd) {}, on)
}

func (l *launcher) startCommand(name string, command []string, isolate func(*exec.Cmd), on func(message)) (*process, error) {
	cmd := exec.Command(command[0], command[1:]...) //nolint:noctx // it ends with its standard input
	cmd.Dir = l.dir
	cmd.Env = append(os.Environ(), "FLINK_PLUGINS_DIR="+l.plugins)
	cmd.Stderr = os.Stderr
	stdin, err := cmd.StdinPipe()
	if err != nil {
		return nil, fmt.Errorf("start %s: %w", name, err)
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("start %s: %w", name, err)
	}
	isolate(cmd)
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("start %s: %w", name, err)
	}
	p := &process{name: name, cmd: cmd, stdin: stdin, done: make(chan struct{})}
	go func() {
		defer close(p.done)
		readLines(stdout, func(line []byte) { on(parseMessage(line)) })
		_ = cmd.Wait() // how it ended is in its state
	}()
	return p, nil
}

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

// say sends a line to the JVM's standard input. To one that has ended nothing is said; that it has is seen by its done.
func (p *process) say(format string, args ...any) { _, _ = fmt.Fprintf(p.stdin, format+"\n", args...) }

// kill ends it at once and waits until it is gone.
func (p *process) kill() {
	_ = p.cmd.Process.Kill() // it may have ended
	<-p.done
	_ = p.stdin.Close()
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

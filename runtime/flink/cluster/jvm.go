package cluster

import (
	"bufio"
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/penstock/penstock/runtime/flink/assembly"
	"github.com/penstock/penstock/runtime/flink/cgroup"
	"github.com/penstock/penstock/runtime/flink/java"
	"github.com/penstock/penstock/runtime/flink/python"
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
	// region are variables that name the application's region, where the environment does not.
	region []string
	// executable is this very program, through which JVMs are started where programs can be given surroundings of their own; empty elsewhere.
	executable string
	// unmounted is set once it is known that processes cannot have mounts of their own here.
	unmounted bool
	// groups is where control groups are made for processes; nil where that is not permitted.
	groups *cgroup.Parent
	seals  *seals
	logs   *logs
	// python is what a program in Python needs; empty for other programs.
	python python.Installation
	// archives have the classes of JVMs, or are written by them where trains is true.
	archives archives
	trains   bool
}

// role is what a JVM is started as.
type role struct {
	name, class string
	// configuration is what it is told: in a file, or handed over with keys.
	configuration map[string]string
	// memory is all that it may take, in MiB.
	memory int64
	// files is the size of its file system in memory, where it has one, and packed what that begins with.
	files   int64
	packed  []packed
	options []string
}

// slug is its name in names of files.
func (r role) slug() string { return strings.ToLower(strings.ReplaceAll(r.name, " ", "-")) }

// classes are the options by which a JVM reads, or writes, an archive.
func (l *launcher) classes(archive string) []string {
	if l.trains {
		return []string{"-XX:ArchiveClassesAtExit=" + archive}
	}
	return use(archive)
}

// The limits of a JVM beside those that its options set.
const (
	// longestFile is what a file may have that a JVM writes, in bytes: what the managed service gives a KPU to store.
	longestFile = 50 << 30
	// unlimitedExtra is what a JVM may have beyond its limit of memory, in bytes, where that is told by what it asks for, because there are
	// no control groups to tell what it uses.
	unlimitedExtra = 1 << 30
	// mostTasks is how many processes and threads there may be, those of programs too.
	mostTasks = 8192
)

// propertiesMount is where programs look for their runtime properties.
const propertiesMount = "/etc/flink"

// process is a JVM that was started.
type process struct {
	name string
	cmd  *exec.Cmd
	// said are the lines for its standard input, which is closed after an empty one.
	said chan string
	// temporary is the folder of what it needs for as long as it lives; empty for one in memory.
	temporary string
	// group limits it; nil for none.
	group *cgroup.Group
	// folder is that of its file system in memory; empty for none. filled tells that it was told that there is not much room left.
	folder string
	filled atomic.Bool
	// overran is how it was ended because it had written too much; nil where it was not.
	overran atomic.Pointer[string]
	// done is closed when it has ended and all that it wrote was read.
	done chan struct{}
}

// start starts a JVM with limits. What it writes is given to on, line by line, from one goroutine each for standard output and error.
func (l *launcher) start(r role, on func(message)) (p *process, err error) {
	p = &process{name: r.name, said: make(chan string, 16), done: make(chan struct{})}
	defer func() {
		if err != nil {
			p.leave()
		}
	}()
	place, files := l.place, int64(0)
	if l.seals != nil && l.seals.inMemory {
		files, p.folder = r.files, place.Dir
	} else if p.temporary, err = os.MkdirTemp(place.Temporary, r.slug()+"-"); err != nil {
		return nil, fmt.Errorf("start %s: %w", r.name, err)
	} else {
		place.Temporary = p.temporary
		r.configuration = maps.Clone(r.configuration)
		maps.Copy(r.configuration, assembly.TemporaryFiles(p.temporary))
	}
	settings := java.HandedOver
	if l.seals == nil {
		settings = filepath.Join(l.dir, r.slug()+".properties")
		if err := writeProperties(settings, r.configuration); err != nil {
			return nil, err
		}
	}
	command := append([]string{l.machine.Executable}, assembly.JVM{
		Java: l.machine.Major, Place: place, ClassPath: l.classPath, Class: r.class, Settings: settings, Options: r.options,
	}.Arguments()...)
	if l.executable == "" {
		return p, l.startCommand(p, r, command, lead, on)
	}
	around := surroundings{Folder: place.Dir, Temporary: place.Temporary, Memory: files, File: longestFile}
	limits := cgroup.Limits{Memory: r.memory<<20 + files, Processors: 1, Tasks: mostTasks}
	if l.groups == nil {
		around.Data = uint64(r.memory<<20) + unlimitedExtra
	} else {
		if p.group, err = l.groups.Make(r.slug()+"-"+rand.Text()[:8], limits); err != nil {
			return nil, fmt.Errorf("start %s: %w", r.name, err)
		}
		around.Entrances = p.group.Entrances()
	}
	return p, l.startIn(p, r, around, command, on)
}

// startIn starts a JVM in surroundings, with mounts of its own where that can be.
func (l *launcher) startIn(p *process, r role, around surroundings, command []string, on func(message)) error {
	if !l.unmounted {
		around.Mount = true
		err := l.startCommand(p, r, append(around.command(l.executable), command...), isolate, on)
		if err == nil || around.Memory > 0 {
			return err
		}
		if !propertiesThere(around.Folder) {
			l.logs.tell(slog.LevelWarn, "Processes cannot have mounts of their own here, so %s will not have the runtime properties: %v", propertiesMount, err)
		}
		l.unmounted, around.Mount = true, false
	}
	return l.startCommand(p, r, append(around.command(l.executable), command...), lead, on)
}

// propertiesThere tells whether the runtime properties are where programs look for them without a mount of the process's own: whoever made
// the machine may have seen to it, as with a volume of a pod.
func propertiesThere(folder string) bool {
	there, err := os.Stat(propertiesMount)
	if err != nil {
		return false
	}
	own, err := os.Stat(filepath.Join(folder, propertiesFolder))
	return err == nil && os.SameFile(there, own)
}

func (l *launcher) startCommand(p *process, r role, command []string, isolate func(*exec.Cmd), on func(message)) error {
	cmd := exec.Command(command[0], command[1:]...) //nolint:noctx // it ends with its standard input
	cmd.Dir = l.dir
	cmd.Env = append(append(l.environment(), l.region...), "FLINK_PLUGINS_DIR="+l.plugins, "FLINK_HOME="+filepath.Dir(l.plugins))
	stdin, err := cmd.StdinPipe()
	if err != nil {
		return fmt.Errorf("start %s: %w", r.name, err)
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return fmt.Errorf("start %s: %w", r.name, err)
	}
	var reading sync.WaitGroup
	var stderr io.Reader
	if l.seals == nil {
		cmd.Stderr = os.Stderr
	} else { // what Java and libraries write past all else may quote what is processed
		if stderr, err = cmd.StderrPipe(); err != nil {
			return fmt.Errorf("start %s: %w", r.name, err)
		}
	}
	isolate(cmd)
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("start %s: %w", r.name, err)
	}
	p.cmd = cmd
	go endTogether(cmd.Process.Pid)
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
	return nil
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
	probe := surroundings{Folder: l.place.Dir, Memory: probedMemory, Mount: true}.command(l.executable)
	cmd := exec.CommandContext(ctx, probe[0], probe[1:]...)
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
	p.leave()
}

// leave removes what was made for a process that has ended, or never began. A control group that is not empty yet is removed by the next
// keeper that makes some, and files with the cluster.
func (p *process) leave() {
	_ = p.group.Remove()
	if p.temporary != "" {
		_ = os.RemoveAll(p.temporary)
	}
}

// ended tells how it ended. It must have.
func (p *process) ended() (code int, text string) {
	state := p.cmd.ProcessState
	switch {
	case p.overran.Load() != nil:
		return -1, *p.overran.Load()
	case p.group.Killed() > 0:
		return -1, tookTooMuch + " than it has, and was ended"
	}
	if ws, ok := state.Sys().(syscall.WaitStatus); ok && ws.Signaled() {
		return -1, "was ended by a signal (" + ws.Signal().String() + ")"
	}
	if code := state.ExitCode(); code == outOfMemory {
		return code, tookTooMuch + " than its heap has"
	}
	return state.ExitCode(), fmt.Sprintf("ended with exit code %d", state.ExitCode())
}

// tookTooMuch begins how a process ended for want of memory.
const tookTooMuch = "took more memory"

// outOfMemory is the exit code of a JVM whose heap is full.
const outOfMemory = 3

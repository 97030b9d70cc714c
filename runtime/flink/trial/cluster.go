package trial

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"sync"

	"github.com/penstock/penstock/runtime/flink/assembly"
	"github.com/penstock/penstock/runtime/flink/distribution"
	"github.com/penstock/penstock/runtime/flink/java"
)

// slots is how many subtasks of an operator a script may have, over all of its jobs that run at once.
const slots = 32

// class is where the JVM begins.
const class = "io.penstock.flink.TrialMain"

// Options say which Flink runs scripts.
type Options struct {
	// Version is that of Flink.
	Version distribution.Version
	// Cache is the folder in which distributions are, and come to be at first need; Repository is where they are fetched from.
	Cache, Repository string
	// Progress is told how many bytes of a distribution that is fetched are there of how many; optional.
	Progress func(done, total int64)
	// Errors takes what Flink logs and programs write to their standard error; optional.
	Errors io.Writer
	// LogLevel is from which level on Flink logs, such as WARN; by default nothing is logged.
	LogLevel string
}

// Cluster runs scripts, one at a time. Its JVM is started for the first one, and anew after one that did not end in time.
type Cluster struct {
	options Options
	dir     string
	machine java.Machine
	jars    []string
	plugins string

	// running is held while a script runs.
	running sync.Mutex
	jvm     *jvm
	// scripts counts those that were run.
	scripts int
}

// Open finds a Java and installs Flink where it is not there. Close must be called.
func Open(ctx context.Context, o Options) (*Cluster, error) {
	if o.LogLevel == "" {
		o.LogLevel = "OFF"
	}
	if o.Errors == nil {
		o.Errors = io.Discard
	}
	machine, err := java.Find(ctx, o.Version.OldestJava, o.Version.NewestJava)
	if err != nil {
		return nil, err
	}
	flink, err := distribution.Install(ctx, o.Version, distribution.Options{Cache: o.Cache, Repository: o.Repository, Progress: o.Progress})
	if err != nil {
		return nil, err
	}
	jars, err := flink.ClassPath()
	if err != nil {
		return nil, err
	}
	own, err := java.InstallJAR(filepath.Join(o.Cache, "flink"))
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "penstock-trial-")
	if err != nil {
		return nil, fmt.Errorf("folder of a Flink to try scripts on: %w", err)
	}
	if err := os.Mkdir(assembly.OneMachine(dir).Temporary, 0o700); err != nil {
		return nil, errors.Join(fmt.Errorf("folder of a Flink to try scripts on: %w", err), os.RemoveAll(dir))
	}
	return &Cluster{options: o, dir: dir, machine: machine, jars: append(jars, own), plugins: flink.Plugins()}, nil
}

// Close ends the JVM and removes what it had on disk. No script may be running.
func (c *Cluster) Close() error {
	c.running.Lock()
	defer c.running.Unlock()
	c.end()
	return os.RemoveAll(c.dir)
}

// end ends the JVM if there is one.
func (c *Cluster) end() {
	if c.jvm != nil {
		c.jvm.kill()
		c.jvm = nil
	}
}

// start makes sure that there is a JVM.
func (c *Cluster) start(ctx context.Context) error {
	if c.jvm != nil {
		return nil
	}
	settings, err := c.write("settings", map[string]string{
		"jobmanager.rpc.address": "localhost", "rest.address": "localhost", "rest.bind-address": "localhost", "rest.bind-port": "0",
		"taskmanager.memory.network.min": "128m", "taskmanager.memory.network.max": "128m", "taskmanager.memory.managed.size": "1g",
		"io.tmp.dirs":        assembly.OneMachine(c.dir).Temporary,
		"penstock.log-level": c.options.LogLevel, "penstock.slots": strconv.Itoa(slots),
	})
	if err != nil {
		return err
	}
	command := assembly.JVM{
		Java: c.machine.Major, Place: assembly.OneMachine(c.dir), ClassPath: c.jars, Class: class, Settings: settings,
		Options: []string{"-XX:TieredStopAtLevel=1", "-Xms64m", "-Xmx1200m"},
	}
	token := rand.Text()
	environment := []string{"FLINK_PLUGINS_DIR=" + c.plugins, "FLINK_REST_CLIENT_HEADERS=Authorization:Bearer " + token}
	started, err := startJVM(c.machine.Executable, command.Arguments(), c.dir, environment, c.options.Errors)
	if err != nil {
		return err
	}
	if err := started.say(token); err != nil {
		started.kill()
		return err
	}
	if _, err := started.await(ctx, "ready", nil); err != nil {
		started.kill()
		return fmt.Errorf("start Flink %s: %w", c.options.Version.Number, err)
	}
	c.jvm = started
	return nil
}

// write writes a file of properties into the cluster's folder and returns its path.
func (c *Cluster) write(name string, all map[string]string) (string, error) {
	path := filepath.Join(c.dir, name)
	if err := os.WriteFile(path, assembly.Properties(all), 0o600); err != nil {
		return "", fmt.Errorf("write what Flink is to run: %w", err)
	}
	return path, nil
}

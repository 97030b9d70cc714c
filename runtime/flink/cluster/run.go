package cluster

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/penstock/penstock/runtime/embedded/cluster/announce"
	"github.com/penstock/penstock/runtime/flink/assembly"
	"github.com/penstock/penstock/runtime/flink/cgroup"
	"github.com/penstock/penstock/runtime/flink/distribution"
	"github.com/penstock/penstock/runtime/flink/java"
	"github.com/penstock/penstock/runtime/flink/python"
)

// defaultOrphanCheck is how often a process looks whether its directory is still there.
const defaultOrphanCheck = 15 * time.Second

// Options are how to run a cluster's process.
type Options struct {
	// Dir is the cluster's directory.
	Dir string
	// Handover is what the process was given at its start, see [EncodeHandover]; nil for one that finds all in its directory, in clear.
	Handover io.Reader
	// Executable is this very program, which JVMs are started through so that they see their application's properties; see [Exec]. Empty
	// means that they are started as they are.
	Executable string
	// Cache is where Flink is kept instead of where the spec says, as in an image that brings it; optional.
	Cache string
	// Elsewhere has TaskManagers run on other machines; nil for beside the JobManager.
	Elsewhere *Elsewhere
	// MainPatience is how long a main may take until it has started a job; optional, 4 minutes.
	MainPatience time.Duration
	// FilesPerProcess is what a TaskManager may have in files that lie in memory, in bytes; optional, 4 GiB. It is never more than half of the
	// memory there is.
	FilesPerProcess int64
	// DiskPerProcess is what a process may have in its temporary folder, in bytes; optional, 50 GiB.
	DiskPerProcess int64
	// OrphanCheck is how often the process looks whether its directory is still there; optional, 15 s.
	OrphanCheck time.Duration
}

// Run is the life of a cluster's process. It returns when ctx ends (nil), when the directory is gone (nil), or with the error that was
// announced as the reason of its exit.
func Run(ctx context.Context, o Options) (err error) {
	o.OrphanCheck = cmp.Or(o.OrphanCheck, defaultOrphanCheck)
	o.MainPatience = cmp.Or(o.MainPatience, defaultMainPatience)
	o.DiskPerProcess = cmp.Or(o.DiskPerProcess, longestFile)
	o.FilesPerProcess = cmp.Or(o.FilesPerProcess, workerFiles)
	dir, err := filepath.Abs(o.Dir)
	if err != nil {
		return fmt.Errorf("directory of the cluster: %w", err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, announce.WriteExit(dir, exitNote(err)))
		}
	}()
	assigned, err := o.assignment(dir)
	if err != nil {
		return err
	}
	assigned.Spec.Cache = cmp.Or(o.Cache, assigned.Spec.Cache)
	if assigned.Keys != nil {
		defer assigned.Keys.Wipe()
	}
	sealed, err := newSeals(assigned)
	if err != nil {
		return err
	}
	l, err := openLogs(dir, assigned.Spec, sealed.logKey())
	if err != nil {
		return err
	}
	defer l.close()
	if err = keep(ctx, dir, assigned, sealed, o, l); err != nil {
		l.tell(slog.LevelError, "The cluster ends: %v", err)
	}
	return err
}

// exitNote tells the reason of an end as the owner of the application is told it.
func exitNote(err error) announce.Exit {
	var broken *BrokenError
	var unfit *java.UnfitError
	var noPython *python.UnfitError
	switch {
	case errors.As(err, &broken):
		return announce.Exit{Reason: broken.Reason, Terminal: true}
	case errors.As(err, &unfit):
		return announce.Exit{Reason: unfit.Reason, Terminal: true}
	case errors.As(err, &noPython):
		return announce.Exit{Reason: noPython.Reason, Terminal: true}
	default:
		return announce.Exit{Reason: err.Error()}
	}
}

// keep makes everything ready and keeps the members of the cluster.
func keep(ctx context.Context, dir string, assigned Assignment, sealed *seals, o Options, l *logs) error {
	goesDown := ctx.Done()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	spec := assigned.Spec
	if len(spec.Statements) == 0 {
		if err := checkCode(dir, sealed, checkOf(spec)); err != nil {
			return err
		}
	}
	jvm, err := prepare(ctx, dir, assigned, sealed, o, l)
	if err != nil {
		return err
	}
	if o.Elsewhere != nil {
		jvm.place.JobManager, jvm.place.Bind, jvm.place.Beside = o.Elsewhere.Address, o.Elsewhere.bind(), false
	}
	configuration, err := sealed.configurationOf(assigned, jvm.place)
	if err != nil {
		return err
	}
	identity, err := assembly.NewIdentity(jvm.machine.Major)
	if err != nil {
		return err
	}
	if err := configuration.identify(dir, identity); err != nil {
		return err
	}
	state, err := openStorage(ctx, spec, assigned.Storage)
	if err != nil {
		return err
	}
	k := &keeper{
		dir: dir, spec: spec, configuration: configuration, state: state, seals: sealed, logs: l, jvm: jvm, pauses: pauses{},
		assigned: assigned, identity: identity, elsewhere: o.Elsewhere, gathered: make(chan struct{}), goesDown: goesDown,
		failed: make(chan struct{}), watch: newJobWatch(), mainPatience: o.MainPatience, diskPerProcess: o.DiskPerProcess,
		filesPerProcess: o.FilesPerProcess, freeMemory: jvm.groups.Free,
	}
	if k.place, err = os.Stat(dir); err != nil {
		return fmt.Errorf("look at the directory of the cluster: %w", err)
	}
	listener, endpoint, err := announce.Listen(ctx, dir)
	if err != nil {
		return err
	}
	web := &http.Server{Handler: k.handler(endpoint.Token), ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute}
	defer func() { _ = web.Close() }() // the process ends
	go func() {
		orphaned := time.NewTicker(o.OrphanCheck)
		defer orphaned.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-orphaned.C:
				if k.orphaned() {
					cancel()
				}
			}
		}
	}()
	go k.follow(ctx)
	go k.guardDisk(ctx)
	if k.elsewhere != nil {
		go k.receive(ctx)
	}
	began := time.Now()
	return k.live(ctx, func() error {
		go func() { _ = web.Serve(listener) }() // it ends with the process
		l.tell(slog.LevelInfo, "The cluster is ready, after %v: Apache Flink %s on Java %d, %d TaskManagers", time.Since(began).Round(time.Millisecond),
			spec.Runtime, jvm.machine.Major, spec.TaskManagers())
		return announce.WriteEndpoint(dir, endpoint)
	})
}

// prepare finds Java and Flink, and writes what the JVMs are told, as far as that is in files.
func prepare(ctx context.Context, dir string, assigned Assignment, sealed *seals, o Options, l *logs) (*launcher, error) {
	spec := assigned.Spec
	version, known := distribution.Find(spec.Runtime)
	if !known {
		return nil, &BrokenError{fmt.Sprintf("There is no Apache Flink for %s.", spec.Runtime)}
	}
	machine, err := java.Find(ctx, version.OldestJava, version.NewestJava)
	if err != nil {
		return nil, err
	}
	flink, err := installed(ctx, version, spec, l)
	if err != nil {
		return nil, err
	}
	jars, err := flink.ClassPath()
	if err != nil {
		return nil, err
	}
	own, err := java.InstallJAR(filepath.Join(spec.Cache, "flink"))
	if err != nil {
		return nil, err
	}
	jvm := &launcher{
		dir: dir, place: assembly.OneMachine(dir), machine: machine, classPath: append(jars, own), plugins: flink.Plugins(),
		region: regionEnvironment(spec.ApplicationARN, os.Getenv), seals: sealed, logs: l,
	}
	jvm.archives = jvm.archivesIn(spec.Cache)
	if err := jvm.bringPython(ctx, version, spec, o.Elsewhere == nil); err != nil {
		return nil, err
	}
	if o.Executable != "" {
		jvm.trainFirst(ctx, version, spec.Cache)
	}
	if surrounds && o.Executable != "" {
		jvm.executable = o.Executable
		if jvm.groups, err = cgroup.Open(); err != nil {
			l.tell(slog.LevelDebug, "Memory is limited by the JVMs and ulimit: %v", err)
		}
	}
	if sealed != nil {
		jvm.place = assembly.OneMachine(filepath.Join(dir, privateFolder))
		err = jvm.seal(ctx, assigned)
	} else {
		err = errors.Join(
			makeTemporary(jvm.place),
			writeApplicationProperties(dir, spec.Properties),
		)
	}
	if err != nil {
		return nil, err
	}
	jvm.place.Python = jvm.python.Interpreter
	return jvm, nil
}

func makeTemporary(place assembly.Place) error {
	if err := os.MkdirAll(place.Temporary, 0o700); err != nil {
		return fmt.Errorf("make the folder of temporary files: %w", err)
	}
	return nil
}

// installed gives the distribution, and installs it where it is needed for the first time.
func installed(ctx context.Context, v distribution.Version, spec assembly.Spec, l *logs) (distribution.Distribution, error) {
	found, err := distribution.Installed(v, spec.Cache)
	var absent *distribution.NotInstalledError
	if !errors.As(err, &absent) {
		return found, err
	}
	l.tell(slog.LevelInfo, "Apache Flink %s is installed, once for this machine", v.Number)
	p := &progress{logs: l, version: v.Number, last: time.Now()}
	return distribution.Install(ctx, v, distribution.Options{Cache: spec.Cache, Repository: spec.Repository, Progress: p.tell})
}

func writeProperties(path string, all map[string]string) error {
	if err := os.WriteFile(path, assembly.Properties(all), 0o600); err != nil {
		return fmt.Errorf("write %s: %w", filepath.Base(path), err)
	}
	return nil
}

// propertiesFolder has what the JVMs see at /etc/flink: propertiesFile.
const (
	propertiesFolder = "etc"
	propertiesFile   = "application_properties.json"
)

// propertyGroup is a group of runtime properties as the managed service gives them to programs.
type propertyGroup struct {
	ID  string            `json:"PropertyGroupId"`
	Map map[string]string `json:"PropertyMap"`
}

// applicationProperties are the runtime properties as programs read them.
func applicationProperties(properties map[string]map[string]string) ([]byte, error) {
	groups := []propertyGroup{}
	for _, id := range slices.Sorted(maps.Keys(properties)) {
		groups = append(groups, propertyGroup{id, properties[id]})
	}
	text, err := json.MarshalIndent(groups, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("write runtime properties: %w", err)
	}
	return text, nil
}

func writeApplicationProperties(dir string, properties map[string]map[string]string) error {
	text, err := applicationProperties(properties)
	if err != nil {
		return err
	}
	folder := filepath.Join(dir, propertiesFolder)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return fmt.Errorf("write runtime properties: %w", err)
	}
	if err := os.WriteFile(filepath.Join(folder, propertiesFile), text, 0o600); err != nil {
		return fmt.Errorf("write runtime properties: %w", err)
	}
	return nil
}

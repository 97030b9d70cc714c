package cluster

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/penstock/penstock/runtime/flink/assembly"
	"github.com/penstock/penstock/runtime/flink/distribution"
	"github.com/penstock/penstock/runtime/flink/java"
	"github.com/penstock/penstock/runtime/flinkrest"
)

// archivingJava is the oldest Java that writes an archive of the classes it has loaded. To read them from there instead of from JARs
// halves the processor time that a cluster takes to start.
const archivingJava = 13

// The times of a training: how long the job runs, and how long everything may take.
const (
	trainingRun      = 3 * time.Second
	trainingPatience = 3 * time.Minute
)

// trainingVersion counts what trainings load, so that archives of an older one are made anew.
const trainingVersion = 3

// archives are the paths of the archives of JobManagers and TaskManagers, for the very Java and JARs; empty where there can be none.
type archives struct{ manager, worker string }

func (l *launcher) archivesIn(cache string) archives {
	if l.machine.Major < archivingJava {
		return archives{}
	}
	sum := sha256.New()
	fmt.Fprintln(sum, trainingVersion, l.machine.Executable, strings.Join(l.classPath, "\n"))
	if info, err := os.Stat(l.machine.Executable); err == nil {
		fmt.Fprintln(sum, info.Size(), info.ModTime().UnixNano())
	}
	prefix := filepath.Join(cache, "flink", "classes-"+hex.EncodeToString(sum.Sum(nil)[:8]))
	return archives{manager: prefix + "-jobmanager.jsa", worker: prefix + "-taskmanager.jsa"}
}

// inVain is the path of a note that there was a training that failed.
func (a archives) inVain() string { return strings.TrimSuffix(a.manager, "-jobmanager.jsa") + ".none" }

// note leaves a note that a training failed.
func (a archives) note(why error) error {
	return os.WriteFile(a.inVain(), []byte(why.Error()+"\n"), 0o644)
}

// use is the option that has a JVM load its classes from an archive, if that is there.
func use(archive string) []string {
	if archive == "" {
		return nil
	}
	if _, err := os.Stat(archive); err != nil {
		return nil
	}
	return []string{"-XX:SharedArchiveFile=" + archive}
}

// there tells whether both have been written.
func (a archives) there() bool { return len(use(a.manager)) > 0 && len(use(a.worker)) > 0 }

// Train runs a small job once and keeps what classes the JVMs load for it, so that all clusters of the version start faster. It takes
// some twenty seconds, does nothing where it was done before, or Java is too old, and returns the files that it is kept in. They are good for
// the very paths, sizes and times of Java and Flink.
func Train(ctx context.Context, v distribution.Version, cache string) (kept []string, err error) {
	ctx, cancel := context.WithTimeout(ctx, trainingPatience)
	defer cancel()
	dir, err := os.MkdirTemp("", "penstock-training-")
	if err != nil {
		return nil, fmt.Errorf("train Flink %s: %w", v.Number, err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	spec := assembly.Spec{
		Version: assembly.SpecVersion, Runtime: v.Runtime, Cache: cache, Name: "training", JobID: strings.Repeat("0", 31) + "1",
		MainClass: "io.penstock.flink.Training", Parallelism: 1, MaxParallelism: 128, SlotsPerTaskManager: 1,
		Checkpoints: assembly.Checkpoints{Enabled: true, Interval: 200 * time.Millisecond}, CheckpointsURI: "file://" + filepath.Join(dir, "checkpoints"),
		LogLevel: "ERROR",
	}
	written, err := train(ctx, dir, spec)
	if err != nil {
		return nil, fmt.Errorf("train Flink %s: %w", v.Number, err)
	}
	if !written.there() {
		return nil, nil
	}
	return []string{written.manager, written.worker}, nil
}

// train is [Train] in a folder. It returns where the archives are, or would be.
func train(ctx context.Context, dir string, spec assembly.Spec) (wanted archives, err error) {
	l, err := openLogs(dir, spec, nil)
	if err != nil {
		return wanted, err
	}
	defer l.close()
	jvm, err := prepare(ctx, dir, Assignment{Spec: spec}, nil, Options{}, l)
	if err != nil {
		return wanted, err
	}
	wanted = jvm.archives
	if wanted.manager == "" || wanted.there() {
		return wanted, nil
	}
	jar, err := java.InstallJAR(dir)
	if err == nil {
		err = os.Rename(jar, filepath.Join(dir, assembly.CodeFile))
	}
	if err != nil {
		return wanted, err
	}
	jvm.archives = archives{manager: filepath.Join(dir, "manager.jsa"), worker: filepath.Join(dir, "worker.jsa")}
	jvm.trains = true
	configuration := configurationOf(spec, jvm.place)
	identity, err := assembly.NewIdentity(jvm.machine.Major)
	if err != nil {
		return wanted, err
	}
	if err := configuration.identify(dir, identity); err != nil {
		return wanted, err
	}
	k := &keeper{dir: dir, spec: spec, logs: l, jvm: jvm, configuration: configuration, pauses: pauses{}, failed: make(chan struct{}), watch: newJobWatch()}
	err = k.trainOnce(ctx)
	if err != nil && !errors.Is(ctx.Err(), context.Canceled) {
		return wanted, errors.Join(err, wanted.note(err))
	}
	if err != nil {
		return wanted, err
	}
	return wanted, errors.Join(keepArchive(jvm.archives.manager, wanted.manager), keepArchive(jvm.archives.worker, wanted.worker))
}

// trainOnce runs the job for a while and has the JVMs end by themselves, which writes the archives.
func (k *keeper) trainOnce(ctx context.Context) error {
	m, err := k.gather(rand.Text())
	if m != nil {
		defer m.end()
	}
	if err != nil {
		return err
	}
	if !m.assembled(ctx, k.spec.TaskManagers()) {
		return errors.New("the cluster did not come up")
	}
	k.mu.Lock()
	k.run = &run{began: time.Now()}
	k.open(m, false, false, "")
	k.mu.Unlock()
	client := m.client()
	ticker := time.NewTicker(100 * time.Millisecond)
	defer ticker.Stop()
	var began time.Time
	for began.IsZero() || time.Since(began) < trainingRun {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-ticker.C:
		}
		jobs, err := client.Jobs(ctx)
		if err == nil && began.IsZero() && len(jobs) > 0 && jobs[0].State == flinkrest.JobRunning {
			began = time.Now()
		}
	}
	return m.dismiss(ctx)
}

// dismiss has the JVMs end by themselves and waits for that.
func (m *members) dismiss(ctx context.Context) error {
	m.mu.Lock()
	m.ending = true
	all := append([]*process{m.manager}, m.workers...)
	m.mu.Unlock()
	for _, p := range all {
		p.dismiss()
	}
	for _, p := range all {
		select {
		case <-p.done:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// keepArchive moves an archive to where JVMs look for it. It appears at once, and another one that came first is as good.
func keepArchive(from, to string) error {
	data, err := os.Open(from)
	if errors.Is(err, fs.ErrNotExist) {
		return errors.New("no archive was written; has this Java one of its own classes?")
	}
	if err != nil {
		return err
	}
	defer data.Close()
	return placeFile(data, to)
}

// placeFile writes a file of the cache, which appears at once.
func placeFile(from *os.File, to string) error {
	file, err := os.CreateTemp(filepath.Dir(to), ".archive-")
	if err != nil {
		return err
	}
	_, err = file.ReadFrom(from)
	if err = errors.Join(err, file.Chmod(0o644), file.Close()); err == nil {
		err = os.Rename(file.Name(), to)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("write %s: %w", filepath.Base(to), err), os.Remove(file.Name()))
	}
	return nil
}

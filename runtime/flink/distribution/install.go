package distribution

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"

	"github.com/penstock/penstock/maven"
)

// parallel is how many artifacts are fetched at a time.
const parallel = 6

// Options are how to install.
type Options struct {
	// Cache is the folder of what can be fetched again; distributions are in a folder of their own there.
	Cache string
	// Repository is the address of the Maven repository to fetch from.
	Repository string
	// From is a folder to take the artifacts from instead, without asking any repository: a Maven repository's, such as ~/.m2/repository, one
	// with all of them side by side, or a whole distribution of Flink as its project publishes it. Empty for none.
	From string
	// Progress is told how many bytes are there of how many, often and from several goroutines; optional.
	Progress func(done, total int64)
}

// Install makes the distribution of a version, unless there is one. Others that do so at the same time are waited for, until ctx ends.
func Install(ctx context.Context, v Version, o Options) (Distribution, error) {
	if found, err := Installed(v, o.Cache); err == nil {
		return found, nil
	}
	if err := os.MkdirAll(Folder(o.Cache), 0o755); err != nil {
		return Distribution{}, fmt.Errorf("install Flink %s: %w", v.Number, err)
	}
	unlock, err := Lock(ctx, filepath.Join(Folder(o.Cache), "."+v.Number+".lock"))
	if err != nil {
		return Distribution{}, fmt.Errorf("install Flink %s: %w", v.Number, err)
	}
	defer unlock()
	if found, err := Installed(v, o.Cache); err == nil {
		return found, nil
	}
	if o.Progress == nil {
		o.Progress = func(int64, int64) {}
	}
	if err := install(ctx, v, o); err != nil {
		return Distribution{}, fmt.Errorf("install Flink %s: %w", v.Number, err)
	}
	return Installed(v, o.Cache)
}

func install(ctx context.Context, v Version, o Options) error {
	if whole, err := isWhole(o.From); whole || err != nil {
		if err != nil {
			return err
		}
		return adopt(v, o)
	}
	all, digits, err := v.artifacts()
	if err != nil {
		return err
	}
	name := v.Number + "-" + digits
	unfinished := filepath.Join(Folder(o.Cache), "."+name)
	var done atomic.Int64
	total := int64(0)
	for _, a := range all {
		total += a.Size
	}
	bring := func(ctx context.Context, a placed, to string) error {
		got := func(n int64) { o.Progress(done.Add(n), total) }
		if o.From != "" {
			return take(o.From, a, to, got)
		}
		return maven.Fetch(ctx, o.Repository, a.Artifact, to, got)
	}
	if err := each(ctx, all, func(ctx context.Context, a placed) error {
		return bring(ctx, a, filepath.Join(unfinished, filepath.FromSlash(a.file())))
	}); err != nil {
		return err
	}
	return os.Rename(unfinished, filepath.Join(Folder(o.Cache), name))
}

// Bring puts an artifact to a path: from the folder that the options name, or else from their repository.
func Bring(ctx context.Context, a maven.Artifact, to string, o Options) error {
	if o.From != "" {
		return take(o.From, placed{Artifact: a}, to, func(int64) {})
	}
	return maven.Fetch(ctx, o.Repository, a, to, func(int64) {})
}

// each calls do for all artifacts, some at a time, and returns what went wrong first.
func each(ctx context.Context, all []placed, do func(context.Context, placed) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var group sync.WaitGroup
	free := make(chan struct{}, parallel)
	for _, a := range all {
		free <- struct{}{}
		if ctx.Err() != nil {
			break
		}
		group.Go(func() {
			defer func() { <-free }()
			if err := do(ctx, a); err != nil {
				cancel(err)
			}
		})
	}
	group.Wait()
	return context.Cause(ctx)
}

// take copies an artifact from a folder, which may be a repository or have all of them side by side.
func take(from string, a placed, to string, got func(int64)) error {
	var problems error
	for _, path := range []string{filepath.FromSlash(a.Path), a.Name(), filepath.FromSlash(a.file())} {
		path = filepath.Join(from, path)
		if err := maven.Verify(a.Artifact, path); err != nil {
			problems = errors.Join(problems, err)
			continue
		}
		if err := copyFile(path, to); err != nil {
			return err
		}
		got(a.Size)
		return nil
	}
	return fmt.Errorf("%s is not in %s as it should be: %w", a.Name(), from, problems)
}

// copyFile makes the copy appear at once.
func copyFile(from, to string) (err error) {
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.CreateTemp(filepath.Dir(to), ".copy-")
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	if err = errors.Join(err, out.Chmod(0o644), out.Close()); err == nil {
		err = os.Rename(out.Name(), to)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("copy %s: %w", from, err), os.Remove(out.Name()))
	}
	return nil
}

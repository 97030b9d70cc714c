package python

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"

	"github.com/penstock/penstock/runtime/flink/distribution"
)

// Installation is what programs in Python need, on this machine.
type Installation struct {
	// Interpreter is the path of the Python that finds PyFlink.
	Interpreter string
	// JAR is the path of Flink's part.
	JAR string
	// Dir is the folder of both.
	Dir string
}

// Options are how to install.
type Options struct {
	// Cache is the folder of what can be fetched again.
	Cache string
	// Repository is the address of the Maven repository to fetch the JAR from. The packages come from where pip fetches on this machine.
	Repository string
	// From is a folder to take all of it from instead, without a network: packages side by side, as pip download puts them, and the JAR beside
	// them or at its path of a Maven repository. Empty for none.
	From string
	// Progress is told what is being done, such as "Collecting numpy==1.24.4"; optional.
	Progress func(step string)
}

// Installed finds what was installed for a version of Flink. Where there is nothing the error is a [*NotInstalledError], and an
// [*UnknownError] where there can be nothing.
func Installed(v distribution.Version, cache string) (Installation, error) {
	w, found := find(v)
	if !found {
		return Installation{}, &UnknownError{v}
	}
	for _, minor := range w.pythons {
		name, err := w.folder(minor)
		if err != nil {
			return Installation{}, err
		}
		if i := w.in(filepath.Join(distribution.Folder(cache), name)); i.works() {
			return i, nil
		}
	}
	return Installation{}, &NotInstalledError{v}
}

// folder is the name of an installation.
func (v version) folder(minor int) (string, error) {
	digits, err := v.digits()
	return fmt.Sprintf("python-%s-%s-3.%d", v.flink, digits, minor), err
}

// environmentFolder is the virtual environment.
const environmentFolder = "environment"

func (v version) in(dir string) Installation {
	return Installation{Interpreter: filepath.Join(dir, environmentFolder, "bin", "python"), JAR: filepath.Join(dir, path.Base(v.jar.Path)), Dir: dir}
}

// works tells whether it is there. The Python that it was made with may have gone since.
func (i Installation) works() bool {
	_, err := os.Stat(i.Interpreter)
	return err == nil
}

// Install makes the virtual environment for a version of Flink, unless there is one. Others that do so at the same time are waited for, until
// ctx ends. Where this machine has no Python that fits the error is an [*UnfitError].
func Install(ctx context.Context, v distribution.Version, o Options) (Installation, error) {
	if found, err := Installed(v, o.Cache); !isAbsent(err) {
		return found, err
	}
	w, _ := find(v)
	if err := os.MkdirAll(distribution.Folder(o.Cache), 0o755); err != nil {
		return Installation{}, fmt.Errorf("install PyFlink %s: %w", v.Number, err)
	}
	unlock, err := distribution.Lock(ctx, filepath.Join(distribution.Folder(o.Cache), ".python-"+v.Number+".lock"))
	if err != nil {
		return Installation{}, fmt.Errorf("install PyFlink %s: %w", v.Number, err)
	}
	defer unlock()
	if found, err := Installed(v, o.Cache); !isAbsent(err) {
		return found, err
	}
	if o.Progress == nil {
		o.Progress = func(string) {}
	}
	interpreter, err := Find(ctx, w.pythons)
	if err == nil {
		err = w.install(ctx, interpreter, o)
	}
	var unfit *UnfitError
	if errors.As(err, &unfit) {
		return Installation{}, err
	}
	if err != nil {
		return Installation{}, fmt.Errorf("install PyFlink %s: %w", v.Number, err)
	}
	return Installed(v, o.Cache)
}

func isAbsent(err error) bool {
	var absent *NotInstalledError
	return errors.As(err, &absent)
}

// install makes everything in a folder that gets its name last. What broke off is made anew: pip keeps what it has fetched.
func (v version) install(ctx context.Context, python Interpreter, o Options) error {
	name, err := v.folder(python.Minor)
	if err != nil {
		return err
	}
	root := distribution.Folder(o.Cache)
	unfinished, finished := filepath.Join(root, "."+name), filepath.Join(root, name)
	if err := errors.Join(os.RemoveAll(unfinished), os.RemoveAll(finished)); err != nil {
		return err
	}
	if err := os.Mkdir(unfinished, 0o755); err != nil {
		return err
	}
	i := v.in(unfinished)
	o.Progress("Fetching " + path.Base(v.jar.Path))
	if err := distribution.Bring(ctx, v.jar, i.JAR, distribution.Options{Repository: o.Repository, From: o.From}); err != nil {
		return err
	}
	o.Progress(fmt.Sprintf("Making an environment of %s (3.%d)", python.Executable, python.Minor))
	if err := run(ctx, nil, python.Executable, "-I", "-m", "venv", filepath.Join(unfinished, environmentFolder)); err != nil {
		return err
	}
	tools, packages, err := v.lists()
	if err != nil {
		return err
	}
	for _, list := range []struct {
		file    string
		content []byte
	}{{"tools.txt", tools}, {"requirements.txt", packages}} {
		file := filepath.Join(unfinished, list.file)
		if err := os.WriteFile(file, list.content, 0o644); err != nil {
			return err
		}
		if err := pip(ctx, i.Interpreter, file, o); err != nil {
			return err
		}
	}
	return os.Rename(unfinished, finished)
}

// pip installs a list. Packages of which only sources are published are built by what is installed already, and nothing else is fetched.
func pip(ctx context.Context, interpreter, list string, o Options) error {
	args := []string{
		"-I", "-m", "pip", "install", "--no-deps", "--require-hashes", "--no-build-isolation", "--no-input", "--disable-pip-version-check",
		"--progress-bar", "off", "--no-warn-script-location", "-r", list,
	}
	if o.From != "" {
		args = append(args, "--no-index", "--find-links", o.From)
	}
	return run(ctx, o.Progress, interpreter, args...)
}

// run runs a command and tells its lines. The error has what it said of what is wrong.
func run(ctx context.Context, tell func(string), name string, args ...string) error {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Env = Environment()
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	cmd.Stderr = cmd.Stdout
	if err := cmd.Start(); err != nil {
		return err
	}
	var last string
	var wrong []string
	for lines := bufio.NewScanner(out); lines.Scan(); {
		line := strings.TrimSpace(lines.Text())
		if line == "" {
			continue
		}
		last = line
		if said, found := strings.CutPrefix(line, "ERROR: "); found {
			wrong = append(wrong, said)
		} else if tell != nil {
			tell(line)
		}
	}
	if err := cmd.Wait(); err != nil {
		if len(wrong) == 0 {
			wrong = []string{last}
		}
		return fmt.Errorf("%s %s: %w: %s", filepath.Base(name), strings.Join(args[:min(4, len(args))], " "), errors.Join(ctx.Err(), err), strings.Join(wrong, "; "))
	}
	return nil
}

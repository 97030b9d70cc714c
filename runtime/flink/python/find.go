package python

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Variable names the Python that programs run with instead of the first in PATH that fits.
const Variable = "PENSTOCK_PYTHON"

// Interpreter is a Python of this machine.
type Interpreter struct {
	// Executable is its path.
	Executable string
	// Minor is its version of Python 3, such as 11.
	Minor int
}

// probeTimeout is how long a Python may take to tell its version.
const probeTimeout = 30 * time.Second

// Find looks for a Python 3 of one of the minor versions, the first of which is the best: the one that [Variable] names where that is set,
// or else in PATH. The error is an [*UnfitError] where there is none.
func Find(ctx context.Context, minors []int) (Interpreter, error) {
	wanted := wantedText(minors)
	if named := os.Getenv(Variable); named != "" {
		found, err := probe(ctx, named)
		switch {
		case err != nil:
			return found, &UnfitError{fmt.Sprintf("The Python at %s (of %s) cannot be used: %v. Programs need %s.", named, Variable, err, wanted)}
		case !slices.Contains(minors, found.Minor):
			return found, &UnfitError{fmt.Sprintf("The Python at %s (of %s) has version 3.%d. Programs need %s.", named, Variable, found.Minor, wanted)}
		}
		return found, nil
	}
	unfit := fmt.Sprintf("There is no %s in PATH. Programs in Python need it, with its module venv: install it, or name it by %s.", wanted, Variable)
	for _, path := range candidates(minors) {
		found, err := probe(ctx, path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			unfit = fmt.Sprintf("The Python at %s cannot be used: %v. Programs need %s, with its module venv: install it, or name it by %s.", path, err, wanted, Variable)
		case slices.Contains(minors, found.Minor):
			return found, nil
		}
	}
	return Interpreter{}, &UnfitError{unfit}
}

// wantedText names versions for people.
func wantedText(minors []int) string {
	var names []string
	for _, minor := range minors {
		names = append(names, fmt.Sprintf("3.%d", minor))
	}
	return "Python " + strings.Join(names, " or ")
}

// candidates are the programs in PATH that may be it: by their whole names first.
func candidates(minors []int) (paths []string) {
	var names []string
	for _, minor := range minors {
		names = append(names, fmt.Sprintf("python3.%d", minor))
	}
	for _, name := range append(names, "python3", "python") {
		for _, dir := range filepath.SplitList(os.Getenv("PATH")) {
			paths = append(paths, filepath.Join(dir, name))
		}
	}
	return paths
}

// question has a Python tell its version and path, which is not that of what starts it.
const question = "import sys, venv, ensurepip; print(sys.version_info[0], sys.version_info[1], sys.executable)"

func probe(ctx context.Context, path string) (Interpreter, error) {
	ctx, cancel := context.WithTimeout(ctx, probeTimeout)
	defer cancel()
	if _, err := os.Stat(path); err != nil {
		return Interpreter{}, err
	}
	cmd := exec.CommandContext(ctx, path, "-I", "-c", question)
	cmd.Env = Environment()
	out, err := cmd.CombinedOutput()
	if err != nil {
		return Interpreter{}, fmt.Errorf("%w: %s", err, lastLine(string(out)))
	}
	var major int
	var found Interpreter
	if _, err := fmt.Sscan(string(out), &major, &found.Minor, &found.Executable); err != nil || major != 3 {
		return Interpreter{}, fmt.Errorf("it says %q", strings.TrimSpace(string(out)))
	}
	return found, nil
}

// lastLine is what Python says an exception is.
func lastLine(out string) string {
	lines := strings.Split(strings.TrimSpace(out), "\n")
	return strings.TrimSpace(lines[len(lines)-1])
}

// Environment are the variables of this process without those that have Python load modules of the machine's owner.
func Environment() []string {
	return slices.DeleteFunc(os.Environ(), func(variable string) bool {
		name, _, _ := strings.Cut(variable, "=")
		return name == "PYTHONPATH" || name == "PYTHONHOME" || name == "PYTHONSTARTUP" || name == "VIRTUAL_ENV"
	})
}

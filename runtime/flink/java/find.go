package java

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Machine is a Java Virtual Machine.
type Machine struct {
	// Executable is the path of the program java.
	Executable string
	// Major is the version, such as 17.
	Major int
}

// UnfitError says that there is no Java that would do. It is a sentence that tells what to do.
type UnfitError struct{ Reason string }

// Error is the reason.
func (e *UnfitError) Error() string { return e.Reason }

// probeTimeout is how long a Java may take to tell its version.
const probeTimeout = 30 * time.Second

// Find looks for a Java of a major version between the two: the one of JAVA_HOME where that is set, or else the first in PATH that fits. The
// error is an [*UnfitError] where there is none.
func Find(ctx context.Context, oldest, newest int) (Machine, error) {
	wanted := fmt.Sprintf("Java %d to %d", oldest, newest)
	candidates, from := []string{}, "PATH"
	if home := os.Getenv("JAVA_HOME"); home != "" {
		candidates, from = []string{filepath.Join(home, "bin", "java")}, "JAVA_HOME"
	} else {
		for _, dir := range filepath.SplitList(os.Getenv("PATH")) {
			candidates = append(candidates, filepath.Join(dir, "java"))
		}
	}
	unfit := fmt.Sprintf("There is no Java in %s. Apache Flink needs %s: install one, or set JAVA_HOME.", from, wanted)
	for _, path := range candidates {
		major, err := probe(ctx, path)
		switch {
		case errors.Is(err, os.ErrNotExist) || errors.Is(err, exec.ErrNotFound):
		case err != nil:
			unfit = fmt.Sprintf("The Java at %s (of %s) does not tell its version: %v. Apache Flink needs %s.", path, from, err, wanted)
		case major < oldest || major > newest:
			unfit = fmt.Sprintf("The Java at %s (of %s) has version %d. Apache Flink needs %s: install one, or set JAVA_HOME.", path, from, major, wanted)
		default:
			return Machine{path, major}, nil
		}
	}
	return Machine{}, &UnfitError{unfit}
}

// javaVersion is in what java -version says: openjdk version "17.0.15" 2025-04-15, or java version "1.8.0_392".
var javaVersion = regexp.MustCompile(`version "(?:1\.)?([0-9]+)`)

func probe(ctx context.Context, path string) (major int, err error) {
	ctx, cancel := context.WithTimeout(ctx, probeTimeout)
	defer cancel()
	if _, err := os.Stat(path); err != nil {
		return 0, err
	}
	if home, found := strings.CutSuffix(path, filepath.Join("bin", "java")); found {
		if major, found := released(filepath.Join(home, "release")); found {
			return major, nil
		}
	}
	out, err := exec.CommandContext(ctx, path, "-version").CombinedOutput()
	if err != nil {
		return 0, fmt.Errorf("java -version: %w", err)
	}
	return parse(javaVersion, string(out))
}

// releaseVersion is in the file "release" of every Java: JAVA_VERSION="17.0.15".
var releaseVersion = regexp.MustCompile(`(?m)^JAVA_VERSION="(?:1\.)?([0-9]+)`)

// released reads the version from the file that a Java has of it, which takes no process.
func released(path string) (major int, found bool) {
	text, err := os.ReadFile(path)
	if err != nil {
		return 0, false
	}
	major, err = parse(releaseVersion, string(text))
	return major, err == nil
}

func parse(pattern *regexp.Regexp, text string) (int, error) {
	match := pattern.FindStringSubmatch(text)
	if match == nil {
		return 0, fmt.Errorf("it says %q", strings.TrimSpace(text))
	}
	return strconv.Atoi(match[1])
}

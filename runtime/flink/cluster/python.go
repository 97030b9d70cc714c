package cluster

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strings"
	"time"

	"github.com/penstock/penstock/runtime/flink/assembly"
	"github.com/penstock/penstock/runtime/flink/distribution"
	"github.com/penstock/penstock/runtime/flink/python"
)

// bringPython has the JVMs of a program in Python find what those need, which is installed where it is needed for the first time, if that is
// possible: an image is as it is.
func (l *launcher) bringPython(ctx context.Context, v distribution.Version, spec assembly.Spec, mayInstall bool) error {
	if spec.Python == nil {
		return nil
	}
	found, err := python.Installed(v, spec.Cache)
	var absent *python.NotInstalledError
	if errors.As(err, &absent) && !mayInstall {
		return &BrokenError{fmt.Sprintf("The image of clusters on Apache Flink has no PyFlink %s, which programs in Python need. Let the application be one "+
			"in Java or SQL, or have the image made with it: docs/kubernetes.md tells how.", v.Number)}
	}
	if errors.As(err, &absent) {
		l.logs.tell(slog.LevelInfo, "PyFlink %s is installed, once for this machine, which takes some minutes", v.Number)
		last := time.Now()
		found, err = python.Install(ctx, v, python.Options{Cache: spec.Cache, Repository: spec.Repository, Progress: func(step string) {
			if now := time.Now(); now.Sub(last) >= progressPause {
				last = now
				l.logs.tell(slog.LevelInfo, "PyFlink %s is installed: %s", v.Number, step)
			}
		}})
	}
	var unknown *python.UnknownError
	switch {
	case errors.As(err, &unknown):
		return &BrokenError{err.Error()}
	case err != nil:
		return err
	}
	l.python = found
	l.classPath = append(l.classPath, found.JAR) // at the end, so that the archive of classes serves
	return nil
}

// environment is that of a JVM, and of what it starts.
func (l *launcher) environment() []string {
	if l.python.Interpreter == "" {
		return os.Environ()
	}
	return append(python.Environment(), "PYTHONNOUSERSITE=1", "PYTHONUNBUFFERED=1")
}

// checkPackage tells why an archive with a program in Python cannot be unpacked.
func checkPackage(code io.ReaderAt, size int64) error {
	archive, err := zip.NewReader(code, size)
	switch {
	case errors.Is(err, zip.ErrFormat) || errors.Is(err, zip.ErrAlgorithm) || errors.Is(err, io.ErrUnexpectedEOF):
		return &BrokenError{"The code is no ZIP archive, or only a part of one. Upload an archive with the program and what it needs."}
	case err != nil && !errors.Is(err, zip.ErrInsecurePath):
		return fmt.Errorf("read the application's code: %w", err)
	}
	for _, entry := range archive.File {
		if escapes(entry.Name) || strings.HasPrefix(entry.Name, "/") {
			return &BrokenError{fmt.Sprintf("The archive has an entry that would be outside of it: %q. Build it anew without that.", entry.Name)}
		}
	}
	return nil
}

package cluster

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/penstock/penstock/runtime/flink/assembly"
)

// The limits of what is in a JAR. Flink unpacks the JARs in its folder lib/ and loads each of them in each process.
const (
	mostLibraries    = 2000
	mostLibraryBytes = 4 << 30
)

// largestChecked bounds a JAR that is looked into where it is encrypted, in bytes: that takes as much memory. Of larger ones Flink tells what
// is wrong, and what they unpack to is bounded by the file system in memory.
const largestChecked = 256 << 20

// checkOf is how the code of a spec is looked at.
func checkOf(spec assembly.Spec) func(io.ReaderAt, int64) error {
	if spec.Python != nil {
		return checkPackage
	}
	return checkJAR
}

// checkCode tells, by a [*BrokenError] of check, why code is not given to Flink. Where there are keys, the files of it are encrypted.
func checkCode(dir string, s *seals, check func(io.ReaderAt, int64) error) error {
	if s == nil {
		file, err := os.Open(filepath.Join(dir, assembly.CodeFile))
		if err != nil {
			return fmt.Errorf("read the application's code: %w", err)
		}
		defer file.Close()
		info, err := file.Stat()
		if err != nil {
			return fmt.Errorf("read the application's code: %w", err)
		}
		return check(file, info.Size())
	}
	for _, name := range s.code {
		if err := s.checkCode(dir, name, check); err != nil {
			return err
		}
	}
	return nil
}

func (s *seals) checkCode(dir, name string, check func(io.ReaderAt, int64) error) error {
	r, err := s.own.OpenFlink(filepath.Join(dir, name))
	if err != nil {
		return fmt.Errorf("read the application's code: %w", err)
	}
	defer r.Close()
	jar, err := io.ReadAll(io.LimitReader(r, largestChecked+1))
	if err != nil {
		return fmt.Errorf("read the application's code: %w", err)
	}
	if len(jar) > largestChecked {
		return nil
	}
	return check(bytes.NewReader(jar), int64(len(jar)))
}

func checkJAR(jar io.ReaderAt, size int64) error {
	archive, err := zip.NewReader(jar, size)
	switch {
	case errors.Is(err, zip.ErrFormat) || errors.Is(err, zip.ErrAlgorithm) || errors.Is(err, io.ErrUnexpectedEOF):
		return &BrokenError{"The code is not a JAR: it is no ZIP archive, or only a part of one. Upload the JAR that your build makes."}
	case err != nil && !errors.Is(err, zip.ErrInsecurePath):
		return fmt.Errorf("read the application's code: %w", err)
	}
	libraries, left := 0, int64(mostLibraryBytes)
	for _, entry := range archive.File {
		if escapes(entry.Name) {
			return &BrokenError{fmt.Sprintf("The JAR has an entry that would be outside of it: %q. Build it anew without that.", entry.Name)}
		}
		if !strings.HasPrefix(entry.Name, "lib/") || path.Ext(entry.Name) != ".jar" {
			continue
		}
		if libraries++; libraries > mostLibraries {
			return &BrokenError{fmt.Sprintf("The JAR has more than %d JARs in its folder lib/, which cannot be loaded. "+
				"Build one that has the classes of its dependencies itself, such as by Maven's shade plugin.", mostLibraries)}
		}
		size, err := unpackedSize(entry, left)
		if err != nil {
			return &BrokenError{fmt.Sprintf("The JAR's %s cannot be unpacked: %v. Build it anew.", entry.Name, err)}
		}
		if left -= size; left <= 0 {
			return &BrokenError{fmt.Sprintf("The JARs in the folder lib/ of the JAR come to more than %d GiB when they are unpacked.", mostLibraryBytes>>30)}
		}
	}
	return nil
}

// escapes tells whether a name leads out of the archive.
func escapes(name string) bool {
	for part := range strings.SplitSeq(strings.ReplaceAll(name, `\`, "/"), "/") {
		if part == ".." {
			return true
		}
	}
	return false
}

// unpackedSize is what an entry really comes to, whatever the archive says of it; it is read up to a limit.
func unpackedSize(entry *zip.File, limit int64) (int64, error) {
	if entry.Method == zip.Store {
		return int64(entry.CompressedSize64), nil //nolint:gosec // no larger than the file
	}
	r, err := entry.Open()
	if err != nil {
		return 0, err
	}
	defer r.Close()
	return io.Copy(io.Discard, io.LimitReader(r, limit))
}

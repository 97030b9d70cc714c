package image

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// shellTools are what PyFlink starts processes of functions in Python with.
var shellTools = []string{"bash", "chmod", "env", "sh", "tee"}

// unneeded are the parts of Python's own library that programs do without: packages of the machine's owner, Python's tests, and what programs
// that embed Python are linked with.
var unneeded = regexp.MustCompile(`^(site-packages|dist-packages|test|config-.*)$`)

// base is the Python that a virtual environment was made of, by its own words.
type base struct {
	// Program is its executable, and Shared the library that this is linked with; empty for none.
	Program, Shared string
	// Libraries are the folders of its own library.
	Libraries []string
	// Packages is the folder in an environment where packages with native code are.
	Packages string
}

// aboutBase has an interpreter tell of its base.
const aboutBase = `
import json, os, sys, sysconfig
shared = sysconfig.get_config_var("Py_ENABLE_SHARED") and os.path.join(sysconfig.get_config_var("LIBDIR"), sysconfig.get_config_var("INSTSONAME"))
print(json.dumps({"Program": os.path.realpath(sys.executable), "Shared": shared or "", "Packages": sys.platlibdir,
	"Libraries": [sysconfig.get_path(name) for name in ("stdlib", "platstdlib")]}))
`

// Python lists the files of a virtual environment of Python on this machine, given by the path of its interpreter, with the Python that it was
// made of, the libraries of the system that they and native code in packages are linked with, and the shell that PyFlink asks for. All keeps
// its place and its times, by which Python knows what it has compiled.
func Python(ctx context.Context, interpreter string) ([]File, error) {
	environment := filepath.Dir(filepath.Dir(interpreter))
	out, err := exec.CommandContext(ctx, interpreter, "-I", "-c", aboutBase).Output()
	if err != nil {
		return nil, fmt.Errorf("look at the Python of %s: %w", environment, err)
	}
	var b base
	if err := json.Unmarshal(out, &b); err != nil {
		return nil, fmt.Errorf("look at the Python of %s: %w", environment, err)
	}
	at := func(path string) File { return File{Source: path, Target: path, Dated: true} }
	files := []File{at(environment), at(b.Program)}
	programs := []string{b.Program}
	if b.Packages != "lib" { // a link to lib, which is a folder of its own in an image
		files = append(files, at(filepath.Join(environment, b.Packages)))
	}
	if b.Shared != "" {
		files, programs = append(files, at(b.Shared)), append(programs, b.Shared)
	}
	slices.Sort(b.Libraries)
	for _, folder := range slices.Compact(b.Libraries) {
		parts, err := os.ReadDir(folder)
		if err != nil {
			return nil, fmt.Errorf("library of Python: %w", err)
		}
		for _, part := range parts {
			if !unneeded.MatchString(part.Name()) {
				files = append(files, at(filepath.Join(folder, part.Name())))
			}
		}
	}
	for _, name := range shellTools {
		found, err := exec.LookPath(name)
		if err != nil {
			return nil, fmt.Errorf("functions in Python are started with %s: %w", name, err)
		}
		for _, folder := range []string{"/bin", "/usr/bin"} {
			files = append(files, File{Source: found, Target: path.Join(folder, name)})
		}
		programs = append(programs, found)
	}
	for _, f := range files {
		if programs, err = appendNative(programs, f.Source); err != nil {
			return nil, fmt.Errorf("libraries of Python: %w", err)
		}
	}
	libraries, err := librariesOf(programs, environment)
	return append(files, libraries...), err
}

// appendNative appends the shared libraries in a folder.
func appendNative(programs []string, folder string) ([]string, error) {
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && entry.Type().IsRegular() && (strings.HasSuffix(path, ".so") || strings.Contains(entry.Name(), ".so.")) {
			programs = append(programs, path)
		}
		return err
	})
	if errors.Is(err, fs.ErrNotExist) {
		return programs, nil
	}
	return programs, err
}

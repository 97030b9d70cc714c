package image

import (
	"debug/elf"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// javaParts are what programs need of a Java to run.
var javaParts = []string{"bin/java", "lib", "conf", "release"}

// Java lists the files of a Java of this machine, with the libraries of the system that it and native code in JARs are linked with. It
// keeps its place and its times.
func Java(home string) ([]File, error) {
	var files []File
	var programs []string
	for _, part := range javaParts {
		path := filepath.Join(home, part)
		if _, err := os.Stat(path); err != nil {
			if errors.Is(err, fs.ErrNotExist) && part != "bin/java" {
				continue
			}
			return nil, fmt.Errorf("Java of %s: %w", home, err)
		}
		files = append(files, File{Source: path, Target: path, Dated: true})
	}
	err := filepath.WalkDir(home, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && entry.Type().IsRegular() && (strings.HasSuffix(path, ".so") || path == filepath.Join(home, "bin/java")) {
			programs = append(programs, path)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("libraries of Java: %w", err)
	}
	libraries, err := librariesOf(programs, home)
	return append(files, libraries...), err
}

// systemFolders are where the libraries of Debian's and of Red Hat's families are.
var systemFolders = []string{"/lib/x86_64-linux-gnu", "/usr/lib/x86_64-linux-gnu", "/lib/aarch64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/lib64", "/usr/lib64", "/lib", "/usr/lib"}

// forNative are what native code in JARs (RocksDB's, zstd's) is linked with, and what finds the name of a user.
var forNative = []string{"libstdc++.so.6", "libgcc_s.so.1", "libm.so.6", "libz.so.1", "librt.so.1", "libpthread.so.0", "libdl.so.2", "libnss_files.so.2"}

// librariesOf lists the libraries of the system that programs need, and the loader. Those that are not there, such as for windows on a
// machine without a screen, are left out.
func librariesOf(programs []string, home string) ([]File, error) {
	var files []File
	seen := map[string]bool{}
	need := func(library string) {
		if seen[library] {
			return
		}
		seen[library] = true
		for _, folder := range systemFolders {
			path := filepath.Join(folder, library)
			if _, err := os.Stat(path); err == nil {
				files, programs = append(files, File{Source: path, Target: path}), append(programs, path)
				return
			}
		}
	}
	for _, library := range forNative {
		need(library)
	}
	for i := 0; i < len(programs); i++ {
		program, err := elf.Open(programs[i])
		if err != nil {
			return nil, fmt.Errorf("libraries of %s: %w", programs[i], err)
		}
		needed, err := program.ImportedLibraries()
		if err == nil && !slices.Contains(needed, "libX11.so.6") {
			for _, library := range needed {
				need(library)
			}
		}
		if loader := loaderOf(program); loader != "" && !seen[loader] {
			seen[loader] = true
			files = append(files, File{Source: loader, Target: loader})
		}
		if err := errors.Join(err, program.Close()); err != nil {
			return nil, fmt.Errorf("libraries of %s, for %s: %w", programs[i], home, err)
		}
	}
	return files, nil
}

// loaderOf is what the kernel loads a program with.
func loaderOf(program *elf.File) string {
	for _, p := range program.Progs {
		if p.Type != elf.PT_INTERP {
			continue
		}
		name := make([]byte, p.Filesz)
		if _, err := p.ReadAt(name, 0); err == nil {
			return strings.TrimRight(string(name), "\x00")
		}
	}
	return ""
}

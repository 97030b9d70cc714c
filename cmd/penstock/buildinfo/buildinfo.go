// Package buildinfo tells which build of Penstock runs.
package buildinfo

import (
	"runtime/debug"
	"sync"
)

// Version is set by the linker in released builds: -X github.com/penstock/penstock/cmd/penstock/buildinfo.Version=v1.2.3.
// Read it with Get, which knows more.
var Version string

// Info is what is known of a build.
type Info struct {
	// Version is the release, or what the version control knew, or "devel".
	Version string
	// Revision is the commit, with "+dirty" where files were changed; empty if it is not known.
	Revision string
	// Go is the version of the Go toolchain.
	Go string
}

// String names the build: the release, and the commit where there is no release.
func (i Info) String() string {
	if i.Version == "devel" && i.Revision != "" {
		return i.Version + " " + i.Revision
	}
	return i.Version
}

// Get tells what is known of this build.
var Get = sync.OnceValue(func() Info {
	info := Info{Version: Version}
	build, ok := debug.ReadBuildInfo()
	if !ok {
		return info
	}
	info.Go = build.GoVersion
	dirty := false
	for _, s := range build.Settings {
		switch s.Key {
		case "vcs.revision":
			info.Revision = s.Value
		case "vcs.modified":
			dirty = s.Value == "true"
		}
	}
	if dirty && info.Revision != "" {
		info.Revision += "+dirty"
	}
	if info.Version == "" && build.Main.Version != "(devel)" {
		info.Version = build.Main.Version
	}
	if info.Version == "" {
		info.Version = "devel"
	}
	return info
})

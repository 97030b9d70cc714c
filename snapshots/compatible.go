package snapshots

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/penstock/penstock/lifecycle"
)

// Compatible tells why an application of the runtime cannot restore the snapshot; empty when it can. Flink reads the
// state of the same or an earlier minor version of its major version.
func Compatible(s *lifecycle.Snapshot, runtime string) (problem string) {
	if s.Runtime == runtime {
		return ""
	}
	wrote, okWrote := flinkVersion(s.Runtime)
	reads, okReads := flinkVersion(runtime)
	if okWrote && okReads && wrote[0] == reads[0] && wrote[1] <= reads[1] {
		return ""
	}
	return fmt.Sprintf("Snapshot %s was taken with runtime %s and cannot be restored with runtime %s",
		s.Name, s.Runtime, runtime)
}

// flinkVersion reads major and minor version from a name such as FLINK-1_20.
func flinkVersion(runtime string) (version [2]int, ok bool) {
	text, ok := strings.CutPrefix(runtime, "FLINK-")
	if !ok {
		return version, false
	}
	major, minor, ok := strings.Cut(text, "_")
	if !ok {
		return version, false
	}
	var err1, err2 error
	version[0], err1 = strconv.Atoi(major)
	version[1], err2 = strconv.Atoi(minor)
	return version, err1 == nil && err2 == nil
}

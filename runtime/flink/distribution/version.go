package distribution

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/penstock/penstock/maven"
)

//go:embed versions/*.txt
var lists embed.FS

// Version is a version of Apache Flink that can be installed.
type Version struct {
	// Runtime is the API's name, such as "FLINK-1_20", and Number the one that runs, such as "1.20.3".
	Runtime, Number string
	// OldestJava and NewestJava are the major versions of Java between which it runs.
	OldestJava, NewestJava int
}

// numbers are the versions that run as each runtime.
var numbers = []Version{
	{"FLINK-1_18", "1.18.1", 8, 17},
	{"FLINK-1_19", "1.19.1", 8, 17},
	{"FLINK-1_20", "1.20.3", 8, 17},
	{"FLINK-2_2", "2.2.0", 11, 21},
}

// Versions lists what can be installed, the oldest first.
func Versions() []Version { return slices.Clone(numbers) }

// Find gives the version that runs as a runtime of the API; false for one that cannot be installed.
func Find(runtime string) (Version, bool) {
	i := slices.IndexFunc(numbers, func(v Version) bool { return v.Runtime == runtime })
	if i < 0 {
		return Version{}, false
	}
	return numbers[i], true
}

// Minor is the version without its patch level, such as "1.20".
func (v Version) Minor() string { return v.Number[:strings.LastIndexByte(v.Number, '.')] }

// placed is an artifact, and the folder that it belongs into.
type placed struct {
	maven.Artifact

	folder string
}

// file is where it is in a distribution.
func (p placed) file() string { return path.Join(p.folder, p.Name()) }

// artifacts reads the list of a version, and the digits that tell it from any other list of it.
func (v Version) artifacts() ([]placed, string, error) {
	list, err := fs.ReadFile(lists, "versions/"+v.Number+".txt")
	if err != nil {
		return nil, "", fmt.Errorf("artifacts of Flink %s: %w", v.Number, err)
	}
	sum := sha256.Sum256(list)
	var all []placed
	for lines := bufio.NewScanner(bytes.NewReader(list)); lines.Scan(); {
		fields := strings.Fields(lines.Text())
		if len(fields) != 4 {
			return nil, "", fmt.Errorf("artifacts of Flink %s: line %q", v.Number, lines.Text())
		}
		size, err := strconv.ParseInt(fields[1], 10, 64)
		if err != nil {
			return nil, "", fmt.Errorf("artifacts of Flink %s: %w", v.Number, err)
		}
		all = append(all, placed{maven.Artifact{SHA256: fields[0], Size: size, Path: fields[3]}, fields[2]})
	}
	return all, hex.EncodeToString(sum[:4]), nil
}

package python

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"slices"

	"github.com/penstock/penstock/maven"
	"github.com/penstock/penstock/runtime/flink/distribution"
)

//go:embed requirements/*.txt
var requirements embed.FS

// version is what a version of Flink takes to run Python.
type version struct {
	// flink is its number, such as "1.20.3".
	flink string
	// pythons are the minor versions of Python 3 that it runs on, the best first.
	pythons []int
	jar     maven.Artifact
}

// versions are those of which everything is published. Of 1.19.1 the JAR is not.
var versions = []version{
	{"1.20.3", []int{11}, maven.Artifact{
		Path:   "org/apache/flink/flink-python/1.20.3/flink-python-1.20.3.jar",
		SHA256: "99c5d895a8af078079072de235edc9e8ad36198e2983884bb57effeff0aff238", Size: 33413756,
	}},
}

func find(v distribution.Version) (version, bool) {
	i := slices.IndexFunc(versions, func(w version) bool { return w.flink == v.Number })
	if i < 0 {
		return version{}, false
	}
	return versions[i], true
}

// Runs tells whether programs in Python run on a version of Flink.
func Runs(v distribution.Version) bool {
	_, found := find(v)
	return found
}

// Runtimes are the runtime environments of the API that programs in Python run on.
func Runtimes() []string {
	var all []string
	for _, v := range distribution.Versions() {
		if Runs(v) {
			all = append(all, v.Runtime)
		}
	}
	return all
}

// toolsFile is the list of what builds packages, and requirementsFile that of what programs find.
const toolsFile = "tools.txt"

// Requirements are the packages for a version of Flink as pip reads them, with what builds those that are published as sources: for whoever
// collects them in a folder to install them without a network.
func Requirements(v distribution.Version) ([]byte, error) {
	w, found := find(v)
	if !found {
		return nil, &UnknownError{v}
	}
	tools, packages, err := w.lists()
	return append(tools, packages...), err
}

func (v version) lists() (tools, packages []byte, err error) {
	if tools, err = fs.ReadFile(requirements, "requirements/"+toolsFile); err != nil {
		return nil, nil, fmt.Errorf("packages of PyFlink %s: %w", v.flink, err)
	}
	if packages, err = fs.ReadFile(requirements, "requirements/"+v.flink+".txt"); err != nil {
		return nil, nil, fmt.Errorf("packages of PyFlink %s: %w", v.flink, err)
	}
	return tools, packages, nil
}

// digits tell the lists from any others.
func (v version) digits() (string, error) {
	tools, packages, err := v.lists()
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(append(tools, packages...))
	return hex.EncodeToString(sum[:4]), nil
}

package main

import (
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const module = "github.com/penstock/penstock/"

// ranks say who may import whom: a package imports only packages of its own rank or below. The longest entry that is the
// package or one of its parents counts. A package without a rank fails the test: decide where it belongs.
var ranks = map[string]int{
	"lifecycle/fault":            0,
	"apiserver/model":            0,
	"migrations":                 0,
	"awstest":                    0,
	"maven":                      0,
	"porttest":                   0,
	"inputschema":                0,
	"recurring":                  0,
	"access/policy":              0,
	"runtime/embedded/types":     0,
	"runtime/embedded/batch":     0,
	"runtime/embedded/state":     0,
	"runtime/embedded/aggregate": 0,
	"runtime/embedded/sql/ast":   0,

	"lifecycle": 1,
	"access":    1,
	"logs":      1,

	"snapshots":        2,
	"rollback":         2,
	"operations":       2,
	"kms":              2,
	"kms/awskms":       3,
	"kms/builtin":      3,
	"kms/datakeys":     3,
	"kms/rootexchange": 4,
	"kms/rootkey":      3,
	"runtime/driver":   2,
	"runtime/embedded": 2,

	"lifecycle/decide":       3,
	"lifecycle/health":       3,
	"store":                  3,
	"codestore":              3,
	"snapshotstore":          3,
	"codestore/archive":      0,
	"runtime":                3, // the map of the folder, and the drivers, engines and clients without an entry of their own
	"runtime/drivertest":     3,
	"runtime/local":          3,
	"runtime/flinkrest":      3,
	"runtime/clusterlog":     3,
	"runtime/kubernetes":     3,
	"runtime/flink":          3,
	"runtime/embeddedengine": 3,
	"access/authority":       4,
	"access/audit":           4,
	"lifecycle/reconciler":   4,
	"lifecycle/autoscaler":   4,
	"lifecycle/maintainer":   4,
	"lifecycle/usage":        4,
	"lifecycle/keywatch":     4,
	"lifecycle/retention":    4,
	"logs/collector":         4,
	"logs/cloudwatch":        4,
	"apiserver":              4,
	"cli/contract":           0,
	"cli/value":              0,
	"cli":                    4,
	"cmd":                    5,
	"e2e":                    5,
	"bench":                  5,
	"examples":               5,
	"scripts":                5,
	"deploy/image":           0,
	"deploy":                 5,
}

// separations are the rules beside the ranks: packages below from never import packages below to, but for except.
var separations = []struct {
	from, to, except, why string
}{
	{"runtime/embedded", "", "runtime/embedded", "the engine imports nothing of the control plane"},
	{"runtime", "store", "", "drivers and engines know no database"},
	{"runtime", "lifecycle", "lifecycle/fault", "drivers and engines know no lifecycle"},
	{"lifecycle/decide", "store", "", "decisions are pure"},
	{"lifecycle/health", "store", "", "what is told follows from facts alone"},
	{"lifecycle/decide", "runtime/local", "", "decisions are pure"},
	{"lifecycle/decide", "runtime/flinkrest", "", "decisions are pure"},
	{"lifecycle/reconciler", "apiserver", "", "the reconciler and the API meet in the database only"},
	{"lifecycle/reconciler", "runtime/local", "", "only cmd chooses drivers"},
	{"lifecycle/reconciler", "runtime/kubernetes", "", "only cmd chooses drivers"},
	{"lifecycle/reconciler", "runtime/embedded", "", "nothing above runtime knows an engine"},
	{"apiserver", "lifecycle/reconciler", "", "the reconciler and the API meet in the database only"},
	{"apiserver", "lifecycle/decide", "", "the API only writes what is wanted"},
	{"apiserver", "runtime", "", "the API knows no driver and no engine"},
	{"store", "runtime", "", "the database knows no driver and no engine"},
	{"store", "apiserver", "", "the database knows no API"},
	{"lifecycle", "apiserver", "", "the lifecycle knows no API"},
}

// within tells whether a package is a folder or below it; every package is below the empty one.
func within(pkg, folder string) bool {
	return folder == "" || pkg == folder || strings.HasPrefix(pkg, folder+"/")
}

func rankOf(pkg string) (rank int, known bool) {
	for ; pkg != "." && pkg != ""; pkg = pkg[:max(0, strings.LastIndexByte(pkg, '/'))] {
		if rank, known := ranks[pkg]; known {
			return rank, true
		}
	}
	return 0, false
}

func TestImportsPointDownwards(t *testing.T) {
	t.Parallel()
	list := exec.CommandContext(t.Context(), "go", "list", "-e", "-f", `{{.ImportPath}} {{join .Imports " "}}`, module+"...")
	out, err := list.Output()
	require.NoError(t, err)
	seen := 0
	for line := range strings.Lines(string(out)) {
		fields := strings.Fields(line)
		pkg, isOurs := strings.CutPrefix(fields[0], module)
		if !isOurs {
			continue
		}
		seen++
		rank, known := rankOf(pkg)
		if !known {
			t.Errorf("%s has no rank: say in ranks where it belongs", pkg)
			continue
		}
		for _, path := range fields[1:] {
			imported, isOurs := strings.CutPrefix(path, module)
			if !isOurs {
				continue
			}
			if below, known := rankOf(imported); known && below > rank {
				t.Errorf("%s (rank %d) imports %s (rank %d)", pkg, rank, imported, below)
			}
			for _, s := range separations {
				if within(pkg, s.from) && within(imported, s.to) && (s.except == "" || !within(imported, s.except)) {
					t.Errorf("%s imports %s: %s", pkg, imported, s.why)
				}
			}
		}
	}
	require.Greater(t, seen, 10, "go list found too little to say anything")
}

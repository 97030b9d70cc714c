package e2e

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// binary is the penstock to test.
var binary string

func TestMain(m *testing.M) {
	os.Exit(buildAndRun(m))
}

func buildAndRun(m *testing.M) int {
	if binary = os.Getenv("PENSTOCK_BINARY"); binary == "" {
		dir, err := os.MkdirTemp("", "penstock-e2e-")
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		defer os.RemoveAll(dir)
		binary = filepath.Join(dir, "penstock")
		build := exec.Command("go", "build", "-o", binary, "github.com/penstock/penstock/cmd/penstock")
		build.Stderr = os.Stderr
		if err := build.Run(); err != nil {
			fmt.Fprintln(os.Stderr, "build penstock:", err)
			return 1
		}
	}
	return m.Run()
}

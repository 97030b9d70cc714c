package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

const trivial = "SELECT 1;\n"

// start tells how long it takes from the start of the process to its first row.
func start(ctx context.Context, o options) error {
	dir, err := os.MkdirTemp("", "penstock-engine-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	script := filepath.Join(dir, "script.sql")
	if err := os.WriteFile(script, []byte(trivial), 0o600); err != nil {
		return err
	}
	var took []float64
	for range 4 * o.runs {
		cmd := exec.CommandContext(ctx, o.penstock, "sql", "run", script)
		out, err := cmd.StdoutPipe()
		if err != nil {
			return err
		}
		began := time.Now()
		if err := cmd.Start(); err != nil {
			return err
		}
		line, err := bufio.NewReader(out).ReadString('\n')
		first := time.Since(began)
		if err != nil || line != "+I[1]\n" {
			return fmt.Errorf("the first row is %q: %w", line, err)
		}
		if err := cmd.Wait(); err != nil {
			return err
		}
		took = append(took, float64(first.Microseconds())/1000)
	}
	middle := median(took)
	fmt.Fprintf(os.Stdout, "start of a trivial script to its first row: median %.1f ms, slowest %.1f ms of %d (wanted: below 30 ms)\n",
		middle, took[len(took)-1], len(took))
	return nil
}

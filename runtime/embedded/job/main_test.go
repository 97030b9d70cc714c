package job_test

import (
	"flag"
	"fmt"
	"os"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) {
	// Each check of a property runs several jobs.
	if err := flag.Set("rapid.checks", "10"); err != nil {
		panic(err)
	}
	flag.Parse()
	code := m.Run()
	if code == 0 {
		if err := leaks(); err != nil {
			fmt.Fprintln(os.Stderr, "FAIL: goroutines are left after all tests:", err)
			code = 1
		}
	}
	os.Exit(code)
}

// leaks finds goroutines that do not end. What is about to end has the tests' time for it, not only the half second of goleak: tasks that
// were stuck are left behind by their jobs, and end on their own.
func leaks() error {
	for end := time.Now().Add(testTimeout); ; {
		if err := goleak.Find(); err == nil || time.Now().After(end) {
			return err
		}
	}
}

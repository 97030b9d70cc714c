package job_test

import (
	"flag"
	"os"
	"testing"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) {
	// Each check of a property runs several jobs.
	if err := flag.Set("rapid.checks", "10"); err != nil {
		panic(err)
	}
	flag.Parse()
	goleak.VerifyTestMain(m, goleak.Cleanup(os.Exit))
}

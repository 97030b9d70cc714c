package operator_test

import (
	"flag"
	"os"
	"testing"
)

func TestMain(m *testing.M) {
	// There are many operators, each with several properties.
	if err := flag.Set("rapid.checks", "15"); err != nil {
		panic(err)
	}
	flag.Parse()
	os.Exit(m.Run())
}

package flinktest

import (
	"bytes"
	"context"
	_ "embed" // for the JAR
	"io"

	"github.com/penstock/penstock/runtime/driver"
)

//go:embed programs/programs.jar
var programs []byte

// The programs of the JAR in programs/, which tests run; each says there what it does.
const (
	Counts  = "io.penstock.flink.programs.Counts"
	Decides = "io.penstock.flink.programs.Decides"
	Devours = "io.penstock.flink.programs.Devours"
	Exits   = "io.penstock.flink.programs.Exits"
	Misfit  = "io.penstock.flink.programs.Misfit"
	Spins   = "io.penstock.flink.programs.Spins"
)

// Programs is the JAR that has them. It names no main class.
func Programs() []byte { return bytes.Clone(programs) }

// CodeOf is a JAR at hand as the code of an application.
func CodeOf(jar []byte) driver.Code {
	return driver.Code{
		Kind: driver.ZipFile, Size: int64(len(jar)),
		Open: func(context.Context) (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(jar)), nil },
	}
}

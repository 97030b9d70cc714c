package python

import (
	"fmt"
	"strings"

	"github.com/penstock/penstock/runtime/flink/distribution"
)

// UnknownError says that programs in Python do not run on a version of Flink.
type UnknownError struct{ Version distribution.Version }

// Error tells on which they do.
func (e *UnknownError) Error() string {
	return fmt.Sprintf("Programs in Python do not run on %s here; they do on %s.", e.Version.Runtime, strings.Join(Runtimes(), " and "))
}

// NotInstalledError says that what programs in Python need is not there.
type NotInstalledError struct{ Version distribution.Version }

// Error tells how to install it.
func (e *NotInstalledError) Error() string {
	return fmt.Sprintf("Python for Apache Flink %s is not installed: penstock runtime install %s --python", e.Version.Number, e.Version.Runtime)
}

// UnfitError says that there is no Python on this machine that can run programs.
type UnfitError struct {
	// Reason is a sentence, or some, for the machine's owner.
	Reason string
}

// Error is the reason.
func (e *UnfitError) Error() string { return e.Reason }

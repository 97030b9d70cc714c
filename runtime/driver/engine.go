package driver

import (
	"context"
	"errors"
	"fmt"
)

// ErrOtherEngine is in the errors of an engine about code that is not for it and may be good for another, such as an archive without
// scripts. The next engine that takes the application is asked then.
var ErrOtherEngine = errors.New("code for another engine")

// Engine is what runs in a cluster. A driver is made with the engines it can run, and asks the first that takes an
// application how to start it. It must be safe for concurrent use.
type Engine interface {
	// Name identifies the engine in logs, such as "embedded".
	Name() string

	// Takes tells whether applications of this runtime ("FLINK-1_20") with code of this kind run on the engine. It
	// reads no code: of two engines that take an archive, the order decides, unless Validate and Workload answer
	// [ErrOtherEngine].
	Takes(runtime string, kind CodeKind) bool

	// Validate reads the code and reports what can be known without starting anything: syntax, names, types, state
	// layout. The answer for code that is wrong is a *CodeError. Called at create and update, and before a start.
	Validate(ctx context.Context, runtime string, code Code, properties map[string]map[string]string) error

	// Workload turns a spec into what has to be run. It is pure but for reading the code, and gives the same answer for
	// the same spec.
	Workload(ctx context.Context, spec Spec) (Workload, error)
}

// Workload is one cluster as its driver has to run it.
type Workload struct {
	// Executable is the program's path; empty means the running penstock binary itself. Drivers that run images ignore
	// it in favour of Image.
	Executable string
	// Image is the container image, for drivers that run images.
	Image string
	// Build is the build of the engine, one of those that a [Builder] lists; empty where that is not known.
	Build string
	// Args are the arguments after the program's name. They hold no secret: every user of a machine can read them.
	Args []string
	// Env are KEY=value pairs beyond the driver's own.
	Env []string
	// Files are placed, readable only by the cluster, before it starts: name relative to the cluster's directory, which
	// is also the working directory, to content.
	Files map[string][]byte
	// Copies are placed like Files, and are read while that is done: code may be too large for memory.
	Copies map[string]Code
	// Sealed tells that the engine uses the keys of the spec.
	Sealed bool
	// Secret is given to the process at its start, by a way that nobody else can read and that leaves nothing behind: a pipe that it
	// inherits, or a socket that it authenticates on. Empty for none. A process that does not get the whole of it ends. The driver
	// wipes it when it was given.
	Secret Secret
	// Workers are for drivers that can spread a cluster over machines; nil for one that is always a single process. Other drivers ignore it.
	Workers *Workers
}

// Workers are the processes of a cluster that may be on machines of their own, a KPU each. They connect to the cluster's process, which
// hands over to them what they need; they may end at any time, and others take their places.
type Workers struct {
	// Count is how many there are to be.
	Count int
	// HostArgs are further arguments of the cluster's process, which has it wait for workers instead of starting them itself.
	HostArgs []string
	// HostMebibytes is the memory that the cluster's process needs then.
	HostMebibytes int
	// Args are the arguments of a worker.
	Args []string
}

// CodeError says where an application's code is wrong. Its text has the form file:line:column: message that the API
// promises; parts that are not known are left out.
type CodeError struct {
	// File is the name inside the archive; empty for a single script.
	File string
	// Line and Column count from 1; 0 means not known.
	Line, Column int
	// Message is the finding, without a position.
	Message string
}

// Error is the position and the message.
func (e *CodeError) Error() string {
	switch {
	case e.Line == 0 && e.File == "":
		return e.Message
	case e.Line == 0:
		return e.File + ": " + e.Message
	case e.File == "":
		return fmt.Sprintf("line %d, column %d: %s", e.Line, e.Column, e.Message)
	default:
		return fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Column, e.Message)
	}
}

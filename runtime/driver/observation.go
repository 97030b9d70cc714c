package driver

// State is how a cluster is, as far as its driver can tell.
type State string

// The states of a cluster.
const (
	// StateAbsent means that no cluster of that id exists: never prepared, or destroyed.
	StateAbsent State = "ABSENT"
	// StatePreparing means that it comes up: code is fetched and compiled, processes start. Leaves to READY or EXITED.
	StatePreparing State = "PREPARING"
	// StateReady means that the Flink REST API answers and that the code is compiled: a job can be run at once, or runs
	// already. Leaves to EXITED.
	StateReady State = "READY"
	// StateExited means that its process ended without Destroy. It never comes back by itself; Exit tells why.
	StateExited State = "EXITED"
	// StateUnknown means that it cannot be told now whether it lives, such as a node that does not answer. Nothing may
	// be started in its place before it is known to be gone.
	StateUnknown State = "UNKNOWN"
)

// Observation is what Inspect saw.
type Observation struct {
	// State is how the cluster is.
	State State
	// Handle addresses the cluster from now on; it is the given one, completed where it held only an id.
	Handle Handle
	// Exit is set in StateExited.
	Exit *Exit
}

// Exit tells why a cluster's process ended.
type Exit struct {
	// Code is the exit code of the process, -1 when a signal ended it or it is not known.
	Code int
	// Reason is a sentence for the owner of the application: what did not compile and where, or the signal.
	Reason string
	// Terminal is true when a new process would end the same way: the code does not compile, a table is not there.
	// A cluster that died while its job ran exits with false.
	Terminal bool
}

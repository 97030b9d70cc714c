package lifecycle

// Goal is where an application shall be.
type Goal string

// The goals.
const (
	// GoalRun: run the version named, with the run configuration named.
	GoalRun Goal = "RUN"
	// GoalStop: no cluster, after a snapshot where they are enabled.
	GoalStop Goal = "STOP"
	// GoalForceStop: no cluster, and no waiting for anything.
	GoalForceStop Goal = "FORCE_STOP"
	// GoalDelete: no cluster, no snapshots, no application.
	GoalDelete Goal = "DELETE"
)

// Desired is what is wanted of an application. Each accepted request that needs the reconciler replaces it as a whole
// and counts Generation up by one.
type Desired struct {
	// Goal is where the application shall be.
	Goal Goal
	// VersionID is the version to run with GoalRun; otherwise 0.
	VersionID int64
	// RunConfiguration is how to start with GoalRun; otherwise nil.
	RunConfiguration *RunConfiguration
	// Parallelism is the one to run with where that is not the configured one, because autoscaling has moved it; otherwise 0.
	Parallelism int
	// Via is the status the application shows on the way there, see [Via].
	Via Status
	// OperationID is the operation that wants it; empty for the desire an application is born with and for one that
	// the reconciler put in place of one it gave up.
	OperationID string
	// Generation counts the desires of this application.
	Generation int64
}

// Observed is what the reconciler has done and seen.
type Observed struct {
	// Status is the status reached. Show [Application.Status] instead.
	Status Status
	// Generation is the desire that was taken up last.
	Generation int64
	// DeployedVersionID is the version that Cluster runs; 0 when there is none.
	DeployedVersionID int64
	// RunConfiguration is how the job was started; nil when none runs.
	RunConfiguration *RunConfiguration
	// Parallelism is the parallelism of the running job, which autoscaling moves; 0 when none runs.
	Parallelism int
	// JobPlan is Flink's JSON plan of the newest job; empty before the first one.
	JobPlan string
	// EngineBuild is the build of the engine that Cluster runs; empty where there is none, or where that is not known.
	EngineBuild string
	// Cluster is what runs the job; nil when there is none.
	Cluster *ClusterHandle
	// NextCluster is the cluster that is prepared beside Cluster by an update; nil otherwise.
	NextCluster *ClusterHandle
	// Restarting tells that the job failed and is being brought back: it cannot give a snapshot until it runs again.
	Restarting bool
	// Health is how the job gets on. It is written apart from the rest, also between two terms of the lease, by whoever watches the
	// application.
	Health Health
	// Failures counts the failures in a row of the current step; it is 0 after a success.
	Failures int
	// LastError is the text of the newest failure; empty after a success.
	LastError string
}

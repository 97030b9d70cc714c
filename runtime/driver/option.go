package driver

// RunOptions is the group of runtime properties that says how the application is run. All of it is optional; Penstock reads it, and the
// application's code may.
const RunOptions = "penstock.run.options"

// The members of RunOptions.
const (
	// EngineOption names the engine, [Engine.Name], where several run the code. Scripts run on the embedded one otherwise.
	EngineOption = "engine"
	// MainClassOption is the class of a JAR whose main is run, instead of the one that its manifest names.
	MainClassOption = "main-class"
	// ArgumentsOption are the arguments of main, separated by white space.
	ArgumentsOption = "arguments"
	// SchedulerOption chooses how Apache Flink gives a job the slots of its TaskManagers: DefaultScheduler waits until there are as many as the
	// application's parallelism asks for, AdaptiveScheduler has the job go on with those that there are, up to that.
	SchedulerOption = "scheduler"
)

// The values of SchedulerOption.
const (
	DefaultScheduler  = "default"
	AdaptiveScheduler = "adaptive"
)

package simulation

import "time"

// Plan is a fleet and what happens to it.
type Plan struct {
	// Seed is what all that is random in the plan is drawn from.
	Seed uint64
	// Applications are started one after the other within the first hour, on as many ControlPlanes.
	Applications, ControlPlanes int
	// Duration is how long it goes on.
	Duration time.Duration

	// Prepare and Deploy are how long a cluster takes to come up, and a job to be deployed, beside its state. Each cluster's own is
	// within half and twice as much.
	Prepare, Deploy time.Duration
	// State is the median size of an application's state in bytes; a tenth of the applications has more than ten times as much. It
	// is written and restored at BytesPerSecond.
	State, BytesPerSecond int64
	// PeakCores is how many cores the median application keeps busy in the busiest hour of the day, in the quietest a twentieth of
	// that.
	PeakCores float64

	// Of each application, on average and in a day: updates, failures that its job comes back from by itself, and deaths of its
	// cluster.
	Updates, Failures, Deaths float64
	// Refused is the share of updates whose job cannot be deployed.
	Refused float64
	// Hangs are control planes that stand still, Kills those that die and are followed by a new one.
	Hangs []Hang
	Kills []Kill
}

// Hang is a time in which a control plane does nothing: its database does not answer it.
type Hang struct {
	// Plane counts from 0.
	Plane int
	// At is since the beginning.
	At, For time.Duration
}

// Kill is the death of a control plane, in whose place there is a new one after a while.
type Kill struct {
	Plane     int
	At, After time.Duration
}

// Day is a fleet of so many applications on three control planes for a day in which one of them hangs and another dies.
func Day(applications int) Plan {
	return Plan{
		Seed: 1, Applications: applications, ControlPlanes: 3, Duration: 24 * time.Hour,
		Prepare: 8 * time.Second, Deploy: 2 * time.Second, State: 500 << 20, BytesPerSecond: 200 << 20, PeakCores: 1.5,
		Updates: 2, Failures: 1, Deaths: 0.3, Refused: 0.1,
		Hangs: []Hang{{Plane: 1, At: 9 * time.Hour, For: 20 * time.Minute}},
		Kills: []Kill{{Plane: 2, At: 15 * time.Hour, After: 20 * time.Minute}},
	}
}

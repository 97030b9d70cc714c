package simulation

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/fake"
)

// application is what was drawn of one.
type application struct {
	name string
	// state is the size of its state in bytes, peak the cores of its busiest hour, and shift when that is.
	state int64
	peak  float64
	shift time.Duration
	// prepare and deploy are its own times.
	prepare, deploy time.Duration
}

// what happens.
type what string

const (
	begins       what = "begin"
	updates      what = "update"
	updatesBadly what = "update with code that is refused"
	fails        what = "fail"
	recovers     what = "recover"
	dies         what = "die"
	planeDies    what = "a control plane dies"
	planeReturns what = "a control plane returns"
	checkpoints  what = "checkpoint"
	owned        what = "look for applications that nobody watches"
)

// event is something that happens to an application, or to a control plane.
type event struct {
	at   time.Duration
	what what
	// whom counts applications, or control planes.
	whom int
}

const (
	// startPeriod is in which all applications are started.
	startPeriod = time.Hour
	// restartDelay is how long a job that failed is away beside the time that its state takes.
	restartDelay = 10 * time.Second
	// checkpointEvery is the time between checkpoints. They are what the fleet restores after deaths of clusters.
	checkpointEvery = 30 * time.Minute
	// spread is the standard deviation of the logarithm of the state's size.
	spread = 1.8
	// quietest is the load of the quietest hour as a share of that of the busiest.
	quietest = 0.05
)

// draw makes the applications and the events of a plan, in their order.
func draw(p Plan) ([]application, []event) {
	random := rand.New(rand.NewPCG(p.Seed, 0)) //nolint:gosec // it has to be the same each time
	around := func(d time.Duration) time.Duration {
		return time.Duration(float64(d) * math.Exp2(2*random.Float64()-1))
	}
	var events []event
	// often draws the times of something that happens so often a day, none before the start has come to rest.
	often := func(perDay float64, do func(at time.Duration)) {
		if perDay <= 0 {
			return
		}
		at := startPeriod
		for {
			at += time.Duration(random.ExpFloat64() / perDay * float64(24*time.Hour))
			if at >= p.Duration {
				return
			}
			do(at)
		}
	}
	applications := make([]application, p.Applications)
	for i := range applications {
		a := application{
			name:  fmt.Sprintf("application-%04d", i),
			state: int64(float64(p.State) * math.Exp(spread*random.NormFloat64())), peak: p.PeakCores * math.Exp(random.NormFloat64()),
			shift: time.Duration(random.NormFloat64() * float64(2*time.Hour)), prepare: around(p.Prepare), deploy: around(p.Deploy),
		}
		applications[i] = a
		events = append(events, event{time.Duration(random.Int64N(int64(startPeriod))), begins, i})
		often(p.Updates, func(at time.Duration) {
			kind := updates
			if random.Float64() < p.Refused {
				kind = updatesBadly
			}
			events = append(events, event{at, kind, i})
		})
		often(p.Failures, func(at time.Duration) {
			back := at + restartDelay + a.deploy + a.transfer(p)
			events = append(events, event{at, fails, i}, event{back, recovers, i})
		})
		often(p.Deaths, func(at time.Duration) { events = append(events, event{at, dies, i}) })
	}
	for at := checkpointEvery; at < p.Duration; at += checkpointEvery {
		events = append(events, event{at, checkpoints, 0})
	}
	for _, h := range p.Hangs {
		events = append(events, event{h.At + Recovery, owned, h.Plane})
	}
	for _, k := range p.Kills {
		events = append(events, event{k.At + Recovery, owned, k.Plane}, event{k.At, planeDies, k.Plane}, event{k.At + k.After, planeReturns, k.Plane})
	}
	slices.SortStableFunc(events, func(a, b event) int { return cmp.Compare(a.at, b.at) })
	return applications, events
}

// transfer is how long the state takes to be written or restored.
func (a *application) transfer(p Plan) time.Duration {
	return time.Duration(float64(a.state) / float64(p.BytesPerSecond) * float64(time.Second))
}

// load is how many cores the application would keep busy: most at ten in the morning, little in the night.
func (a *application) load(at time.Time) float64 {
	hour := at.Add(-a.shift).Sub(at.Truncate(24*time.Hour)).Hours() - 10
	wave := (1 + math.Cos(2*math.Pi*hour/24)) / 2
	return a.peak * (quietest + (1-quietest)*wave*wave)
}

// behaviour is that of each cluster of the application.
func (a *application) behaviour(p Plan) fake.Behaviour {
	return fake.Behaviour{
		PreparingTime: a.prepare, DeployingTime: a.deploy, StateSize: a.state, BytesPerSecond: p.BytesPerSecond, Load: a.load,
	}
}

// behaviours chooses by the application that a cluster is of.
func behaviours(p Plan, applications []application) func(driver.Spec) fake.Behaviour {
	byName := make(map[string]*application, len(applications))
	for i := range applications {
		byName[applications[i].name] = &applications[i]
	}
	return func(spec driver.Spec) fake.Behaviour { return byName[spec.ApplicationName].behaviour(p) }
}

package job

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"time"

	"github.com/penstock/penstock/runtime/embedded/checkpoint"
)

// Exceptions are what made the job fail or restart, the newest first.
func (j *Job) Exceptions() []Exception {
	j.mu.Lock()
	defer j.mu.Unlock()
	return slices.Clone(j.exceptions)
}

// Restarts is how often the job was restarted.
func (j *Job) Restarts() int {
	j.mu.Lock()
	defer j.mu.Unlock()
	return max(0, j.attempts-1)
}

// Metrics are figures of the job by Flink's names.
func (j *Job) Metrics() map[string]string {
	checkpoints := j.Checkpoints()
	m := map[string]string{
		"fullRestarts":                 strconv.Itoa(j.Restarts()),
		"numRestarts":                  strconv.Itoa(j.Restarts()),
		"numberOfCompletedCheckpoints": strconv.Itoa(checkpoints.Completed),
		"numberOfFailedCheckpoints":    strconv.Itoa(checkpoints.Failed),
		"numberOfInProgressCheckpoints": strconv.Itoa(
			checkpoints.InProgress),
		"totalNumberOfCheckpoints": strconv.Itoa(checkpoints.Total),
	}
	if c := checkpoints.LatestCompleted; c != nil {
		m["lastCheckpointSize"] = strconv.FormatInt(c.StateSize, 10)
		m["lastCheckpointDuration"] = strconv.FormatInt(c.Acknowledged.Sub(c.Triggered).Milliseconds(), 10)
		m["lastCheckpointExternalPath"] = c.Path
	}
	status := j.Status()
	if since, ok := status.Entered[Running]; ok && status.State == Running {
		m["uptime"] = strconv.FormatInt(j.options.Clock().Sub(since).Milliseconds(), 10)
	}
	return m
}

// Settings are what the job runs with.
func (j *Job) Settings() Settings {
	return Settings{
		Parallelism: j.options.Parallelism, MaxParallelism: j.options.MaxParallelism,
		CheckpointInterval: j.options.CheckpointInterval, MinPause: j.options.MinPause,
		CheckpointTimeout: j.options.CheckpointTimeout, TolerableFailures: j.options.TolerableFailures,
		Properties: maps.Clone(j.plan.Config.Values),
	}
}

// Vertices are the chains of the job with their figures, the sources first.
func (j *Job) Vertices() []Vertex {
	j.mu.Lock()
	attempt, e := max(0, j.attempts-1), j.execution
	var started, ended time.Time
	if e != nil {
		started = e.started
	}
	if j.status.State.Terminal() {
		ended = j.status.Entered[j.status.State]
	}
	j.mu.Unlock()
	sizes := j.coordinator.StateSizes()
	out := make([]Vertex, len(j.graph.vertices))
	for i, v := range j.graph.vertices {
		out[i] = Vertex{
			ID: v.id, Name: v.name(), Parallelism: v.parallelism, MaxParallelism: j.options.MaxParallelism,
			Started: started, Ended: ended,
		}
		for _, s := range v.steps {
			out[i].Operators = append(out[i].Operators, Operator{s.node.ID(), s.name})
		}
		for subtask, f := range j.figures[v] {
			t := f.subtask(attempt)
			for k, s := range v.steps {
				t.Operators[k].StateSize = sizes[checkpoint.OperatorSubtask{Operator: s.node.ID(), Subtask: subtask}]
			}
			out[i].Subtasks = append(out[i].Subtasks, t)
		}
	}
	return out
}

// The plan as Flink's REST API tells it.
type (
	planJSON struct {
		ID    string     `json:"jid"`
		Name  string     `json:"name"`
		Type  string     `json:"type"`
		Nodes []nodeJSON `json:"nodes"`
	}
	nodeJSON struct {
		ID                  string      `json:"id"`
		Parallelism         int         `json:"parallelism"`
		Operator            string      `json:"operator"`
		OperatorStrategy    string      `json:"operator_strategy"`
		Description         string      `json:"description"`
		Inputs              []inputJSON `json:"inputs,omitempty"`
		OptimizerProperties struct{}    `json:"optimizer_properties"`
	}
	inputJSON struct {
		Number       int    `json:"num"`
		ID           string `json:"id"`
		ShipStrategy string `json:"ship_strategy"`
		Exchange     string `json:"exchange"`
	}
)

// Plan is the graph of the job as Flink's REST API tells it.
func (j *Job) Plan() json.RawMessage {
	p := planJSON{ID: j.options.JobID, Name: j.options.Name, Type: "STREAMING", Nodes: []nodeJSON{}}
	for _, v := range j.graph.vertices {
		n := nodeJSON{ID: v.id, Parallelism: v.parallelism, Description: v.description()}
		for i, e := range v.inputs {
			strategy := "FORWARD"
			switch {
			case e.keys != nil:
				strategy = "HASH"
			case e.from.vertex.parallelism != v.parallelism:
				strategy = "GLOBAL"
			}
			n.Inputs = append(n.Inputs, inputJSON{i, e.from.vertex.id, strategy, "pipelined_bounded"})
		}
		p.Nodes = append(p.Nodes, n)
	}
	encoded, err := json.Marshal(p)
	if err != nil {
		// Strings and numbers always have a JSON form.
		panic(err)
	}
	return encoded
}

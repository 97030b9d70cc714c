package rest

import (
	"net/http"
	"strconv"
	"time"
)

// ioBody is what tasks have read and written, and what they have spent their time on in ms.
type ioBody struct {
	ReadBytes            int64 `json:"read-bytes"`
	ReadBytesComplete    bool  `json:"read-bytes-complete"`
	WriteBytes           int64 `json:"write-bytes"`
	WriteBytesComplete   bool  `json:"write-bytes-complete"`
	ReadRecords          int64 `json:"read-records"`
	ReadRecordsComplete  bool  `json:"read-records-complete"`
	WriteRecords         int64 `json:"write-records"`
	WriteRecordsComplete bool  `json:"write-records-complete"`
	Backpressured        int64 `json:"accumulated-backpressured-time"`
	Idle                 int64 `json:"accumulated-idle-time"`
	Busy                 int64 `json:"accumulated-busy-time"`
}

func ioOf(subtasks ...Subtask) ioBody {
	b := ioBody{ReadBytesComplete: true, WriteBytesComplete: true, ReadRecordsComplete: true, WriteRecordsComplete: true}
	for _, t := range subtasks {
		b.ReadBytes += t.ReadBytes
		b.WriteBytes += t.WriteBytes
		b.ReadRecords += t.ReadRecords
		b.WriteRecords += t.WriteRecords
		b.Backpressured += t.Backpressured.Milliseconds()
		b.Idle += t.Idle.Milliseconds()
		b.Busy += t.Busy.Milliseconds()
	}
	return b
}

// localhost is the host of all tasks, which share one process; endpoint is that with Flink's sign for no port.
const (
	localhost = "localhost"
	endpoint  = localhost + ":-1"
)

type subtaskBody struct {
	Subtask       int              `json:"subtask"`
	Status        string           `json:"status"`
	Attempt       int              `json:"attempt"`
	Host          string           `json:"host"`
	Endpoint      string           `json:"endpoint"`
	Start         int64            `json:"start-time"`
	End           int64            `json:"end-time"`
	Duration      int64            `json:"duration"`
	Metrics       ioBody           `json:"metrics"`
	TaskManager   string           `json:"taskmanager-id"`
	StateDuration map[string]int64 `json:"status-duration"`
	// LegacyStart is start-time by the name that it had first.
	LegacyStart int64 `json:"start_time"`
}

// taskOrder are the states that Flink's subtasks go through. Two of them take no time here.
var taskOrder = []string{"CREATED", "SCHEDULED", "DEPLOYING", "INITIALIZING", "RUNNING"}

// notEntered is the duration of a state that a subtask has not come to.
const notEntered = -1

// subtaskTimes are the start and the end (-1 for none) of a subtask's attempt, its duration, and for how long it was in each state, in ms.
func (s *Server) subtaskTimes(v Vertex, t Subtask) (start, end, duration int64, states map[string]int64) {
	ended := v.Ended
	if terminal(t.State) {
		ended = t.Entered[t.State]
	}
	start, end, duration = s.times(v.Started, ended)
	if ended.IsZero() {
		ended = s.now()
	}
	states = make(map[string]int64)
	for i, state := range taskOrder {
		entered, been := t.Entered[state]
		if !been {
			states[state] = notEntered
			continue
		}
		left := ended
		for _, later := range taskOrder[i+1:] {
			if at, been := t.Entered[later]; been {
				left = at
				break
			}
		}
		states[state] = max(0, left.Sub(entered).Milliseconds())
	}
	return start, end, duration, states
}

func (s *Server) subtaskBody(v Vertex, i int) subtaskBody {
	t := v.Subtasks[i]
	b := subtaskBody{
		Subtask: i, Status: t.State, Attempt: t.Attempt, Host: localhost, Endpoint: endpoint, Metrics: ioOf(t), TaskManager: s.cluster.Worker().ID,
	}
	b.Start, b.End, b.Duration, b.StateDuration = s.subtaskTimes(v, t)
	b.LegacyStart = b.Start
	return b
}

func (s *Server) subtaskBodies(v Vertex) []subtaskBody {
	bodies := make([]subtaskBody, len(v.Subtasks))
	for i := range v.Subtasks {
		bodies[i] = s.subtaskBody(v, i)
	}
	return bodies
}

// aggregatedBody spans the subtasks of a vertex.
type aggregatedBody struct {
	Metrics       map[string]spreadBody `json:"metrics"`
	StateDuration map[string]spreadBody `json:"status-duration"`
}

func aggregated(subtasks []subtaskBody) aggregatedBody {
	of := func(value func(subtaskBody) int64) spreadBody {
		values := make([]int64, len(subtasks))
		for i, t := range subtasks {
			values[i] = value(t)
		}
		return spreadOf(values)
	}
	b := aggregatedBody{StateDuration: make(map[string]spreadBody), Metrics: map[string]spreadBody{
		"read-bytes":                     of(func(t subtaskBody) int64 { return t.Metrics.ReadBytes }),
		"write-bytes":                    of(func(t subtaskBody) int64 { return t.Metrics.WriteBytes }),
		"read-records":                   of(func(t subtaskBody) int64 { return t.Metrics.ReadRecords }),
		"write-records":                  of(func(t subtaskBody) int64 { return t.Metrics.WriteRecords }),
		"accumulated-backpressured-time": of(func(t subtaskBody) int64 { return t.Metrics.Backpressured }),
		"accumulated-idle-time":          of(func(t subtaskBody) int64 { return t.Metrics.Idle }),
		"accumulated-busy-time":          of(func(t subtaskBody) int64 { return t.Metrics.Busy }),
	}}
	for _, state := range taskOrder {
		var values []int64
		for _, t := range subtasks {
			if d := t.StateDuration[state]; d != notEntered {
				values = append(values, d)
			}
		}
		if len(values) > 0 {
			b.StateDuration[state] = spreadOf(values)
		}
	}
	return b
}

func (s *Server) vertex(_ *http.Request, v Vertex) (answer, error) {
	subtasks := s.subtaskBodies(v)
	return ok(map[string]any{
		"id": v.ID, "name": v.Name, "parallelism": v.Parallelism, "maxParallelism": v.MaxParallelism,
		"now": s.now().UnixMilli(), "subtasks": subtasks, "aggregated": aggregated(subtasks),
	})
}

func (s *Server) subtaskTimesOf(_ *http.Request, v Vertex) (answer, error) {
	list := make([]map[string]any, len(v.Subtasks))
	for i, t := range v.Subtasks {
		timestamps := make(map[string]int64, len(taskStates))
		for _, state := range taskStates {
			timestamps[state] = ms(t.Entered[state], 0)
		}
		_, _, duration, _ := s.subtaskTimes(v, t)
		list[i] = map[string]any{"subtask": i, "host": localhost, "endpoint": endpoint, "duration": duration, "timestamps": timestamps}
	}
	return ok(map[string]any{"id": v.ID, "name": v.Name, "now": s.now().UnixMilli(), "subtasks": list})
}

// vertexTaskManagers tells of the subtasks by the process that they are in, which is the same for all.
func (s *Server) vertexTaskManagers(_ *http.Request, v Vertex) (answer, error) {
	b := s.vertexBody(v)
	return ok(map[string]any{
		"id": v.ID, "name": v.Name, "now": s.now().UnixMilli(),
		"taskmanagers": []map[string]any{{
			"host": endpoint, "endpoint": endpoint, "status": b.Status, "start-time": b.StartTime, "end-time": b.EndTime, "duration": b.Duration,
			"metrics": b.Metrics, "status-counts": b.Tasks, "taskmanager-id": s.cluster.Worker().ID, "aggregated": aggregated(s.subtaskBodies(v)),
		}},
	})
}

// The levels of backpressure, and the shares of time from which Flink tells them.
const (
	backpressureOK, backpressureLow, backpressureHigh = "ok", "low", "high"
	lowShare, highShare                               = 0.1, 0.5
)

func backpressureLevel(share float64) string {
	switch {
	case share > highShare:
		return backpressureHigh
	case share > lowShare:
		return backpressureLow
	}
	return backpressureOK
}

type subtaskBackpressureBody struct {
	Subtask           int     `json:"subtask"`
	Level             string  `json:"backpressureLevel"`
	BackpressureShare float64 `json:"ratio"`
	IdleShare         float64 `json:"idleRatio"`
	BusyShare         float64 `json:"busyRatio"`
	LegacyLevel       string  `json:"backpressure-level"`
}

// backpressure tells which shares of their time subtasks were kept waiting.
func (s *Server) backpressure(_ *http.Request, v Vertex) (answer, error) {
	most, list := 0.0, make([]subtaskBackpressureBody, len(v.Subtasks))
	for i, t := range v.Subtasks {
		all := t.Busy + t.Idle + t.Backpressured
		share := func(d time.Duration) float64 {
			if all == 0 {
				return 0
			}
			return float64(d) / float64(all)
		}
		b := subtaskBackpressureBody{
			Subtask: i, BackpressureShare: share(t.Backpressured), IdleShare: share(t.Idle), BusyShare: share(t.Busy),
		}
		b.Level = backpressureLevel(b.BackpressureShare)
		b.LegacyLevel = b.Level
		most, list[i] = max(most, b.BackpressureShare), b
	}
	level := backpressureLevel(most)
	return ok(map[string]any{
		"status": "ok", "backpressureLevel": level, "backpressure-level": level, "end-timestamp": s.now().UnixMilli(), "subtasks": list,
	})
}

func (s *Server) vertexAccumulators(_ *http.Request, v Vertex) (answer, error) {
	return ok(map[string]any{"id": v.ID, "user-accumulators": []struct{}{}})
}

func (s *Server) subtasksAccumulators(_ *http.Request, v Vertex) (answer, error) {
	list := make([]map[string]any, len(v.Subtasks))
	for i, t := range v.Subtasks {
		list[i] = map[string]any{
			"subtask": i, "attempt": t.Attempt, "host": localhost, "endpoint": endpoint, "user-accumulators": []struct{}{},
		}
	}
	return ok(map[string]any{"id": v.ID, "parallelism": v.Parallelism, "subtasks": list})
}

// findSubtask finds that of the path.
func findSubtask(r *http.Request, v Vertex) (int, error) {
	text := r.PathValue("subtask")
	i, err := strconv.Atoi(text)
	if err != nil || i < 0 {
		return 0, Invalid("the index of a subtask is a number, not %q", text)
	}
	if i >= len(v.Subtasks) {
		return 0, &statusError{http.StatusNotFound, "Invalid subtask index for vertex " + v.ID}
	}
	return i, nil
}

func (s *Server) subtask(r *http.Request, v Vertex) (answer, error) {
	i, err := findSubtask(r, v)
	if err != nil {
		return answer{}, err
	}
	return ok(s.subtaskBody(v, i))
}

// findAttempt finds the subtask of the path, of which only the latest attempt is known.
func findAttempt(r *http.Request, v Vertex) (int, error) {
	i, err := findSubtask(r, v)
	if err != nil {
		return 0, err
	}
	if text := r.PathValue("attempt"); text != strconv.Itoa(v.Subtasks[i].Attempt) {
		return 0, &statusError{http.StatusNotFound, "Invalid attempt num " + text}
	}
	return i, nil
}

func (s *Server) attempt(r *http.Request, v Vertex) (answer, error) {
	i, err := findAttempt(r, v)
	if err != nil {
		return answer{}, err
	}
	return ok(s.subtaskBody(v, i))
}

func (s *Server) attemptAccumulators(r *http.Request, v Vertex) (answer, error) {
	i, err := findAttempt(r, v)
	if err != nil {
		return answer{}, err
	}
	return ok(map[string]any{"subtask": i, "attempt": v.Subtasks[i].Attempt, "id": v.ID, "user-accumulators": []struct{}{}})
}

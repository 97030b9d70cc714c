package rest

import (
	"math"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

func taskCounts(vertices []Vertex) map[string]int {
	counts := make(map[string]int, len(taskStates))
	for _, state := range taskStates {
		counts[state] = 0
	}
	for _, v := range vertices {
		for _, t := range v.Subtasks {
			counts[t.State]++
		}
	}
	return counts
}

func lowerCaseCounts(vertices []Vertex) map[string]int {
	counts := map[string]int{"total": 0}
	for state, n := range taskCounts(vertices) {
		counts[strings.ToLower(state)] = n
		counts["total"] += n
	}
	return counts
}

// vertexState is the state of a vertex as Flink derives it from its tasks: failed or being cancelled if any is, running
// as soon as any is, finished when all are, otherwise the least advanced.
func vertexState(v Vertex) string {
	n := taskCounts([]Vertex{v})
	for _, any := range []string{"FAILED", "CANCELING", "CANCELED", "RUNNING"} {
		if n[any] > 0 {
			return any
		}
	}
	if n["FINISHED"] > 0 {
		if n["FINISHED"] == len(v.Subtasks) {
			return "FINISHED"
		}
		return "RUNNING"
	}
	for _, least := range []string{"CREATED", "SCHEDULED", "DEPLOYING", "INITIALIZING"} {
		if n[least] > 0 {
			return least
		}
	}
	return "CREATED"
}

func findVertex(r *http.Request, job Job) (Vertex, error) {
	id := r.PathValue("vertex")
	vertices := job.Vertices()
	i := slices.IndexFunc(vertices, func(v Vertex) bool { return v.ID == id })
	if i < 0 {
		return Vertex{}, &statusError{http.StatusNotFound, "JobVertex " + id + " not found"}
	}
	return vertices[i], nil
}

// watermarks lists what each subtask was told; Flink leaves out those that were told nothing yet.
func (s *Server) watermarks(_ *http.Request, v Vertex) (answer, error) {
	list := []metricBody{}
	for i, t := range v.Subtasks {
		if t.Watermark != math.MinInt64 {
			list = append(list, metricBody{strconv.Itoa(i) + ".currentInputWatermark", strconv.FormatInt(t.Watermark, 10)})
		}
	}
	return ok(list)
}

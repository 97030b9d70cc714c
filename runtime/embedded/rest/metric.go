package rest

import (
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// metricBody is one metric with its value, which Flink tells as text.
type metricBody struct {
	ID    string `json:"id"`
	Value string `json:"value"`
}

// metrics answers as all of Flink's metrics paths do: the names that there are, or with ?get=a,b the values of those
// that there are.
func metrics(r *http.Request, values map[string]string) (answer, error) {
	get := r.URL.Query().Get("get")
	if get == "" {
		names := make([]map[string]string, 0, len(values))
		for _, name := range slices.Sorted(maps.Keys(values)) {
			names = append(names, map[string]string{"id": name})
		}
		return ok(names)
	}
	list := []metricBody{}
	for name := range strings.SplitSeq(get, ",") {
		if value, found := values[name]; found {
			list = append(list, metricBody{name, value})
		}
	}
	return ok(list)
}

func (s *Server) jobMetrics(r *http.Request, job Job) (answer, error) {
	return metrics(r, job.Metrics())
}

func (s *Server) vertexMetrics(r *http.Request, job Job) (answer, error) {
	v, err := findVertex(r, job)
	if err != nil {
		return answer{}, err
	}
	values := make(map[string]string)
	for i, t := range v.Subtasks {
		for name, value := range t.Metrics {
			values[strconv.Itoa(i)+"."+name] = value
		}
	}
	return metrics(r, values)
}

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

// metricName is a name as part of a metric's, in which Flink keeps only what its separators are not.
var metricName = strings.NewReplacer(" ", "_", ".", "_", ":", "_", ",", "_")

// subtaskMetrics are the figures of a subtask of a vertex, those of its operators with their names in front.
func subtaskMetrics(v Vertex, t Subtask) map[string]string {
	values := maps.Clone(t.Metrics)
	for i, o := range v.Operators {
		if i == len(t.Operators) {
			break
		}
		f, name := t.Operators[i], metricName.Replace(o.Name)+"."
		for key, value := range f.metrics() {
			values[name+key] = strconv.FormatInt(value, 10)
		}
	}
	return values
}

// metrics are the figures by Flink's names, and stateSize, for which it has none.
func (f OperatorFigures) metrics() map[string]int64 {
	return map[string]int64{
		"numRecordsIn": f.RecordsIn, "numRecordsOut": f.RecordsOut, "currentInputWatermark": f.InputWatermark,
		"currentOutputWatermark": f.OutputWatermark, "stateSize": f.StateSize,
	}
}

func (s *Server) vertexMetrics(r *http.Request, v Vertex) (answer, error) {
	values := make(map[string]string)
	for i, t := range v.Subtasks {
		for name, value := range subtaskMetrics(v, t) {
			values[strconv.Itoa(i)+"."+name] = value
		}
	}
	return metrics(r, values)
}

func (s *Server) subtaskMetrics(r *http.Request, v Vertex) (answer, error) {
	i, err := findSubtask(r, v)
	if err != nil {
		return answer{}, err
	}
	return metrics(r, subtaskMetrics(v, v.Subtasks[i]))
}

// operatorMetrics are those that coordinators of operators have, of which there are none.
func (s *Server) operatorMetrics(r *http.Request, _ Vertex) (answer, error) { return metrics(r, nil) }

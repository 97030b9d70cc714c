package rest

import (
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// aggregateBody spans the values of one metric of several things. What was not asked for is absent.
type aggregateBody struct {
	ID   string   `json:"id"`
	Min  *float64 `json:"min,omitempty"`
	Max  *float64 `json:"max,omitempty"`
	Avg  *float64 `json:"avg,omitempty"`
	Sum  *float64 `json:"sum,omitempty"`
	Skew *float64 `json:"skew,omitempty"`
}

// aggregations are what ?agg= may ask for, of values of which there is at least one.
var aggregations = map[string]func(b *aggregateBody, values []float64){
	"min":  func(b *aggregateBody, values []float64) { b.Min = new(slices.Min(values)) },
	"max":  func(b *aggregateBody, values []float64) { b.Max = new(slices.Max(values)) },
	"avg":  func(b *aggregateBody, values []float64) { b.Avg = new(total(values) / float64(len(values))) },
	"sum":  func(b *aggregateBody, values []float64) { b.Sum = new(total(values)) },
	"skew": func(b *aggregateBody, values []float64) { b.Skew = new(skew(values)) },
}

func total(values []float64) (sum float64) {
	for _, v := range values {
		sum += v
	}
	return sum
}

// skew is how far values are from their mean, in the mean and in percent of it, at most 100: Flink's measure of data skew.
func skew(values []float64) float64 {
	mean := total(values) / float64(len(values))
	if mean == 0 {
		return 0
	}
	distance := 0.0
	for _, v := range values {
		distance += max(v-mean, mean-v)
	}
	return min(100, distance/float64(len(values))/mean*100)
}

// aggregatedMetrics answers as Flink's metrics paths over several things do: the names that there are, or with ?get=a,b what the values of
// those that there are come to, as ?agg=max,sum says. Values that are no numbers have none.
func aggregatedMetrics(r *http.Request, of []map[string]string) (answer, error) {
	get, wanted := r.URL.Query().Get("get"), slices.Sorted(maps.Keys(aggregations))
	if get == "" {
		all := make(map[string]string)
		for _, values := range of {
			maps.Copy(all, values)
		}
		return metrics(r, all)
	}
	if agg := r.URL.Query().Get("agg"); agg != "" {
		wanted = strings.Split(strings.ToLower(agg), ",")
	}
	list := []aggregateBody{}
	for name := range strings.SplitSeq(get, ",") {
		var numbers []float64
		for _, values := range of {
			if number, err := strconv.ParseFloat(values[name], 64); err == nil {
				numbers = append(numbers, number)
			}
		}
		if len(numbers) == 0 {
			continue
		}
		b := aggregateBody{ID: name}
		for _, kind := range wanted {
			aggregate, known := aggregations[kind]
			if !known {
				return answer{}, Invalid("agg is some of min, max, avg, sum and skew, not %q", kind)
			}
			aggregate(&b, numbers)
		}
		list = append(list, b)
	}
	return ok(list)
}

// chosen tells whether a list such as 0,2-5 has a number; an empty one has all.
func chosen(list string, number int) (bool, error) {
	if list == "" {
		return true, nil
	}
	for part := range strings.SplitSeq(list, ",") {
		first, last, isRange := strings.Cut(strings.TrimSpace(part), "-")
		if !isRange {
			last = first
		}
		from, err := strconv.Atoi(first)
		if err != nil {
			return false, Invalid("%q is no list of numbers such as 0,2-5", list)
		}
		to, err := strconv.Atoi(last)
		if err != nil {
			return false, Invalid("%q is no list of numbers such as 0,2-5", list)
		}
		if from <= number && number <= to {
			return true, nil
		}
	}
	return false, nil
}

func (s *Server) aggregatedSubtaskMetrics(r *http.Request, v Vertex) (answer, error) {
	var of []map[string]string
	for i, t := range v.Subtasks {
		wanted, err := chosen(r.URL.Query().Get("subtasks"), i)
		if err != nil {
			return answer{}, err
		}
		if wanted {
			of = append(of, subtaskMetrics(v, t))
		}
	}
	return aggregatedMetrics(r, of)
}

// asked tells whether the list of a query parameter has an id; one that is absent has all.
func asked(r *http.Request, parameter, id string) bool {
	list := r.URL.Query().Get(parameter)
	return list == "" || slices.Contains(strings.Split(list, ","), id)
}

func (s *Server) aggregatedJobMetrics(r *http.Request) (answer, error) {
	var of []map[string]string
	if job := s.cluster.Job(); job != nil && asked(r, "jobs", job.ID()) {
		of = append(of, job.Metrics())
	}
	return aggregatedMetrics(r, of)
}

func (s *Server) aggregatedTaskManagerMetrics(r *http.Request) (answer, error) {
	var of []map[string]string
	if w := s.cluster.Worker(); asked(r, "taskmanagers", w.ID) {
		of = append(of, w.Metrics)
	}
	return aggregatedMetrics(r, of)
}

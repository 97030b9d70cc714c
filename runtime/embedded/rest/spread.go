package rest

import (
	"math"
	"slices"
)

// spreadBody tells how some whole numbers are spread, as Flink does of the subtasks of a vertex.
type spreadBody struct {
	Min    int64 `json:"min"`
	Max    int64 `json:"max"`
	Avg    int64 `json:"avg"`
	Sum    int64 `json:"sum"`
	Median int64 `json:"median"`
	P25    int64 `json:"p25"`
	P75    int64 `json:"p75"`
	P95    int64 `json:"p95"`
}

func spreadOf(values []int64) spreadBody {
	if len(values) == 0 {
		return spreadBody{}
	}
	sorted := slices.Sorted(slices.Values(values))
	sum := sumOf(sorted)
	return spreadBody{
		Min: sorted[0], Max: sorted[len(sorted)-1], Avg: sum / int64(len(sorted)), Sum: sum, Median: int64(percentile(sorted, 50)),
		P25: int64(percentile(sorted, 25)), P75: int64(percentile(sorted, 75)), P95: int64(percentile(sorted, 95)),
	}
}

// summaryBody spans what some checkpoints or subtasks took.
type summaryBody struct {
	Min  int64   `json:"min"`
	Max  int64   `json:"max"`
	Avg  int64   `json:"avg"`
	P50  float64 `json:"p50"`
	P90  float64 `json:"p90"`
	P95  float64 `json:"p95"`
	P99  float64 `json:"p99"`
	P999 float64 `json:"p999"`
}

func summaryOf(values []int64) summaryBody {
	if len(values) == 0 {
		return summaryBody{}
	}
	sorted := slices.Sorted(slices.Values(values))
	return summaryBody{
		Min: sorted[0], Max: sorted[len(sorted)-1], Avg: sumOf(sorted) / int64(len(sorted)), P50: percentile(sorted, 50), P90: percentile(sorted, 90), P95: percentile(sorted, 95),
		P99: percentile(sorted, 99), P999: percentile(sorted, 99.9),
	}
}

func sumOf(values []int64) (sum int64) {
	for _, v := range values {
		sum += v
	}
	return sum
}

// percentile is the one that Flink tells: at p/100 of one more than there are values, in between in proportion.
func percentile(sorted []int64, p float64) float64 {
	at := p / 100 * float64(len(sorted)+1)
	below := math.Floor(at)
	switch {
	case at < 1:
		return float64(sorted[0])
	case int(below) >= len(sorted):
		return float64(sorted[len(sorted)-1])
	}
	lower, upper := float64(sorted[int(below)-1]), float64(sorted[int(below)])
	return lower + (at-below)*(upper-lower)
}

package rest

import (
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"

	dto "github.com/prometheus/client_model/go"
	"github.com/prometheus/common/expfmt"
)

// The beginnings of the names that Flink's reporter for Prometheus gives, by what a figure is of.
const (
	jobMetric         = "flink_jobmanager_job_"
	taskMetric        = "flink_taskmanager_job_task_"
	operatorMetric    = "flink_taskmanager_job_task_operator_"
	taskManagerMetric = "flink_taskmanager_"
)

// families collects metrics by their names.
type families map[string]*dto.MetricFamily

// add adds a value that is a number. All are gauges, as with Flink's reporter.
func (f families) add(name, help, value string, labels []*dto.LabelPair) {
	number, err := strconv.ParseFloat(value, 64)
	if err != nil {
		return // such as a path
	}
	family := f[name]
	if family == nil {
		family = &dto.MetricFamily{Name: new(name), Help: new(help), Type: dto.MetricType_GAUGE.Enum()}
		f[name] = family
	}
	family.Metric = append(family.Metric, &dto.Metric{Label: labels, Gauge: &dto.Gauge{Value: new(number)}})
}

// all adds figures by Flink's names, below what they are of.
func (f families) all(of string, values map[string]string, labels []*dto.LabelPair) {
	for name, value := range values {
		f.add(of+strings.ReplaceAll(name, ".", "_"), name+", as Flink has it.", value, labels)
	}
}

func labelled(pairs ...string) (labels []*dto.LabelPair) {
	for pair := range slices.Chunk(pairs, 2) {
		labels = append(labels, &dto.LabelPair{Name: new(pair[0]), Value: new(pair[1])})
	}
	return labels
}

// prometheus answers with the figures of the job, its subtasks and operators, and the process, under the names and labels that they have with
// Flink's own reporter for Prometheus.
func (s *Server) prometheus(w http.ResponseWriter, r *http.Request) {
	found := make(families)
	worker := s.cluster.Worker()
	found.all(taskManagerMetric, worker.Metrics, labelled("host", localhost, "tm_id", worker.ID))
	if job := s.cluster.Job(); job != nil {
		found.job(job, worker)
	}
	w.Header().Set("Content-Type", string(expfmt.NewFormat(expfmt.TypeTextPlain)))
	for _, name := range slices.Sorted(maps.Keys(found)) {
		if _, err := expfmt.MetricFamilyToText(w, found[name]); err != nil {
			s.options.Logger.Debug("answer not delivered", "path", r.URL.Path, "error", err)
			return
		}
	}
}

// job adds the figures of a job, its tasks and operators.
func (f families) job(job Job, worker Worker) {
	of := []string{"job_id", job.ID(), "job_name", job.Name()}
	f.all(jobMetric, job.Metrics(), labelled(of...))
	state := job.Status().State
	for _, possible := range jobStates {
		is := "0"
		if possible == state {
			is = "1"
		}
		f.add(jobMetric+strings.ToLower(possible)+"State", "1 while the job is "+possible+", 0 otherwise.", is, labelled(of...))
	}
	of = append([]string{"host", localhost, "tm_id", worker.ID}, of...)
	for _, v := range job.Vertices() {
		for i, t := range v.Subtasks {
			task := append(slices.Clone(of), "task_id", v.ID, "task_name", v.Name, "task_attempt_num", strconv.Itoa(t.Attempt),
				"subtask_index", strconv.Itoa(i))
			f.all(taskMetric, t.Metrics, labelled(task...))
			for k, o := range t.Operators {
				labels := labelled(append(slices.Clone(task), "operator_id", v.Operators[k].ID, "operator_name", v.Operators[k].Name)...)
				for name, value := range o.metrics() {
					f.add(operatorMetric+name, name+" of an operator.", strconv.FormatInt(value, 10), labels)
				}
			}
		}
	}
}

package rest

import (
	"net/http"
	"time"
)

type overviewBody struct {
	TaskManagers   int    `json:"taskmanagers"`
	SlotsTotal     int    `json:"slots-total"`
	SlotsAvailable int    `json:"slots-available"`
	JobsRunning    int    `json:"jobs-running"`
	JobsFinished   int    `json:"jobs-finished"`
	JobsCancelled  int    `json:"jobs-cancelled"`
	JobsFailed     int    `json:"jobs-failed"`
	FlinkVersion   string `json:"flink-version"`
	FlinkCommit    string `json:"flink-commit"`
}

func (s *Server) overview(*http.Request) (answer, error) {
	slots := s.cluster.Worker().Slots
	body := overviewBody{
		TaskManagers: 1, SlotsTotal: slots, SlotsAvailable: slots,
		FlinkVersion: s.options.Version, FlinkCommit: s.options.Revision,
	}
	if job := s.cluster.Job(); job != nil {
		switch job.Status().State {
		case "FINISHED":
			body.JobsFinished = 1
		case "CANCELED":
			body.JobsCancelled = 1
		case "FAILED":
			body.JobsFailed = 1
		default:
			body.JobsRunning = 1
			body.SlotsAvailable = max(0, slots-job.Settings().Parallelism)
		}
	}
	return ok(body)
}

type featuresBody struct {
	WebSubmit  bool `json:"web-submit"`
	WebCancel  bool `json:"web-cancel"`
	WebRescale bool `json:"web-rescale"`
	WebHistory bool `json:"web-history"`
}

type configBody struct {
	RefreshInterval int64        `json:"refresh-interval"`
	TimezoneName    string       `json:"timezone-name"`
	TimezoneOffset  int64        `json:"timezone-offset"`
	FlinkVersion    string       `json:"flink-version"`
	FlinkRevision   string       `json:"flink-revision"`
	Features        featuresBody `json:"features"`
}

func (s *Server) config(*http.Request) (answer, error) {
	name, offset := s.now().Zone()
	return ok(configBody{
		RefreshInterval: (3 * time.Second).Milliseconds(),
		TimezoneName:    name, TimezoneOffset: int64(offset) * 1000,
		FlinkVersion: s.options.Version, FlinkRevision: s.options.Revision,
		Features: featuresBody{WebSubmit: true, WebCancel: true},
	})
}

type hardwareBody struct {
	CPUCores       int   `json:"cpuCores"`
	PhysicalMemory int64 `json:"physicalMemory"`
	FreeMemory     int64 `json:"freeMemory"`
	ManagedMemory  int64 `json:"managedMemory"`
}

type taskManagerBody struct {
	ID                     string       `json:"id"`
	Path                   string       `json:"path"`
	DataPort               int          `json:"dataPort"`
	TimeSinceLastHeartbeat int64        `json:"timeSinceLastHeartbeat"`
	SlotsNumber            int          `json:"slotsNumber"`
	FreeSlots              int          `json:"freeSlots"`
	Hardware               hardwareBody `json:"hardware"`
}

// worker tells the process itself, which is always there when it answers.
func (s *Server) worker() taskManagerBody {
	w := s.cluster.Worker()
	free := w.Slots
	if job := s.cluster.Job(); job != nil && !terminal(job.Status().State) {
		free = max(0, w.Slots-job.Settings().Parallelism)
	}
	return taskManagerBody{
		ID: w.ID, Path: w.ID, DataPort: -1, TimeSinceLastHeartbeat: s.now().UnixMilli(),
		SlotsNumber: w.Slots, FreeSlots: free,
		Hardware: hardwareBody{CPUCores: w.CPUs, PhysicalMemory: w.PhysicalMemory},
	}
}

func (s *Server) taskManagers(*http.Request) (answer, error) {
	return ok(map[string][]taskManagerBody{"taskmanagers": {s.worker()}})
}

func (s *Server) taskManager(r *http.Request) (answer, error) {
	w := s.worker()
	if r.PathValue("taskmanager") != w.ID {
		return answer{}, &statusError{http.StatusNotFound, "TaskManager " + r.PathValue("taskmanager") + " not found"}
	}
	return ok(w)
}

func (s *Server) taskManagerMetrics(r *http.Request) (answer, error) {
	w := s.cluster.Worker()
	if r.PathValue("taskmanager") != w.ID {
		return answer{}, &statusError{http.StatusNotFound, "TaskManager " + r.PathValue("taskmanager") + " not found"}
	}
	return metrics(r, w.Metrics)
}

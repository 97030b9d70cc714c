package rest

import (
	"maps"
	"net/http"
	"strconv"
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

// resourceBody is what slots have, memory in MB. All of it is shared, so that only processors are told.
type resourceBody struct {
	CPUCores          float64  `json:"cpuCores"`
	TaskHeapMemory    int64    `json:"taskHeapMemory"`
	TaskOffHeapMemory int64    `json:"taskOffHeapMemory"`
	ManagedMemory     int64    `json:"managedMemory"`
	NetworkMemory     int64    `json:"networkMemory"`
	ExtendedResources struct{} `json:"extendedResources"`
}

type taskManagerBody struct {
	ID                     string       `json:"id"`
	Path                   string       `json:"path"`
	DataPort               int          `json:"dataPort"`
	JMXPort                int          `json:"jmxPort"`
	TimeSinceLastHeartbeat int64        `json:"timeSinceLastHeartbeat"`
	SlotsNumber            int          `json:"slotsNumber"`
	FreeSlots              int          `json:"freeSlots"`
	TotalResource          resourceBody `json:"totalResource"`
	FreeResource           resourceBody `json:"freeResource"`
	Hardware               hardwareBody `json:"hardware"`
	MemoryConfiguration    struct{}     `json:"memoryConfiguration"`
}

type allocatedSlotBody struct {
	Job      string       `json:"jobId"`
	Resource resourceBody `json:"resource"`
}

// taskManagerDetailsBody has Flink's figures of a JVM, of which a process in Go has these; the others are 0.
type taskManagerDetailsBody struct {
	taskManagerBody
	AllocatedSlots []allocatedSlotBody `json:"allocatedSlots"`
	Metrics        map[string]any      `json:"metrics"`
}

// worker tells the process itself, which is always there when it answers.
func (s *Server) worker() taskManagerBody {
	w := s.cluster.Worker()
	free := w.Slots
	if job := s.cluster.Job(); job != nil && !terminal(job.Status().State) {
		free = max(0, w.Slots-job.Settings().Parallelism)
	}
	return taskManagerBody{
		ID: w.ID, Path: w.ID, DataPort: -1, JMXPort: -1, TimeSinceLastHeartbeat: s.now().UnixMilli(),
		SlotsNumber: w.Slots, FreeSlots: free, TotalResource: resourceBody{CPUCores: float64(w.Slots)}, FreeResource: resourceBody{CPUCores: float64(free)},
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
	details := taskManagerDetailsBody{taskManagerBody: w, AllocatedSlots: []allocatedSlotBody{}, Metrics: s.memoryMetrics()}
	for range w.SlotsNumber - w.FreeSlots {
		details.AllocatedSlots = append(details.AllocatedSlots, allocatedSlotBody{s.cluster.Job().ID(), resourceBody{CPUCores: 1}})
	}
	return ok(details)
}

// memoryMetrics are the process's figures as the details of a TaskManager have them.
func (s *Server) memoryMetrics() map[string]any {
	given := s.cluster.Worker().Metrics
	number := func(name string) int64 {
		n, err := strconv.ParseInt(given[name], 10, 64)
		if err != nil {
			return 0 // where the platform does not tell
		}
		return n
	}
	out := map[string]any{
		"heapUsed": number("Status.JVM.Memory.Heap.Used"), "heapCommitted": number("Status.JVM.Memory.Heap.Committed"), "heapMax": -1,
		"garbageCollectors": []map[string]any{{
			"name": "All", "count": number("Status.JVM.GarbageCollector.All.Count"), "time": number("Status.JVM.GarbageCollector.All.Time"),
		}},
	}
	for _, absent := range []string{
		"nonHeapUsed", "nonHeapCommitted", "nonHeapMax", "directCount", "directUsed", "directMax", "mappedCount", "mappedUsed", "mappedMax",
		"memorySegmentsAvailable", "memorySegmentsTotal", "nettyShuffleMemorySegmentsAvailable", "nettyShuffleMemorySegmentsUsed",
		"nettyShuffleMemorySegmentsTotal", "nettyShuffleMemoryAvailable", "nettyShuffleMemoryUsed", "nettyShuffleMemoryTotal",
	} {
		out[absent] = 0
	}
	return out
}

// jobManagerMetrics are the process's figures, which is its own JobManager, and what Flink's counts.
func (s *Server) jobManagerMetrics(r *http.Request) (answer, error) {
	w := s.worker()
	running := 0
	if job := s.cluster.Job(); job != nil && !terminal(job.Status().State) {
		running = 1
	}
	values := maps.Clone(s.cluster.Worker().Metrics)
	maps.Copy(values, map[string]string{
		"numRegisteredTaskManagers": "1", "numRunningJobs": strconv.Itoa(running),
		"taskSlotsTotal": strconv.Itoa(w.SlotsNumber), "taskSlotsAvailable": strconv.Itoa(w.FreeSlots),
	})
	return metrics(r, values)
}

// noLogs tells that there are no files of logs here: Penstock collects them.
func (s *Server) noLogs(*http.Request) (answer, error) {
	return ok(map[string][]struct{}{"logs": {}})
}

// datasets tells that no results are kept for other jobs.
func (s *Server) datasets(*http.Request) (answer, error) {
	return ok(map[string][]struct{}{"dataSets": {}})
}

func (s *Server) taskManagerMetrics(r *http.Request) (answer, error) {
	w := s.cluster.Worker()
	if r.PathValue("taskmanager") != w.ID {
		return answer{}, &statusError{http.StatusNotFound, "TaskManager " + r.PathValue("taskmanager") + " not found"}
	}
	return metrics(r, w.Metrics)
}

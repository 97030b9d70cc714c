package flinkrest

import "context"

// Overview is GET /overview: the cluster at a glance.
type Overview struct {
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

// Overview asks for the cluster's state. A cluster that answers it accepts jobs.
func (c *Client) Overview(ctx context.Context) (Overview, error) {
	var out Overview
	err := c.get(ctx, "/overview", &out)
	return out, err
}

// Config is GET /config: what the web interface asks first.
type Config struct {
	RefreshInterval int64  `json:"refresh-interval"` // ms
	TimezoneName    string `json:"timezone-name"`
	TimezoneOffset  int64  `json:"timezone-offset"` // ms
	FlinkVersion    string `json:"flink-version"`
	FlinkRevision   string `json:"flink-revision"`
}

// Config asks for the configuration that the cluster tells its web interface.
func (c *Client) Config(ctx context.Context) (Config, error) {
	var out Config
	err := c.get(ctx, "/config", &out)
	return out, err
}

// TaskManager is one worker of the cluster.
type TaskManager struct {
	ID          string `json:"id"`
	Path        string `json:"path"`
	SlotsNumber int    `json:"slotsNumber"`
	FreeSlots   int    `json:"freeSlots"`
	Hardware    struct {
		CPUCores       int   `json:"cpuCores"`
		PhysicalMemory int64 `json:"physicalMemory"` // bytes
		FreeMemory     int64 `json:"freeMemory"`     // bytes
		ManagedMemory  int64 `json:"managedMemory"`  // bytes
	} `json:"hardware"`
}

// TaskManagers lists the workers.
func (c *Client) TaskManagers(ctx context.Context) ([]TaskManager, error) {
	var out struct {
		TaskManagers []TaskManager `json:"taskmanagers"`
	}
	err := c.get(ctx, "/taskmanagers", &out)
	return out.TaskManagers, err
}

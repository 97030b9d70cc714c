package flinkrest

import (
	"context"
	"net/http"
	"net/url"
)

// Jar is a program that a cluster holds ready to run.
type Jar struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Uploaded int64  `json:"uploaded"` // ms since the epoch
}

// Jars lists the programs.
func (c *Client) Jars(ctx context.Context) ([]Jar, error) {
	var out struct {
		Files []Jar `json:"files"`
	}
	err := c.get(ctx, "/jars", &out)
	return out.Files, err
}

// RunRequest says how to run a program. Empty members are the cluster's own choice.
type RunRequest struct {
	EntryClass      string   `json:"entryClass,omitempty"`
	ProgramArgsList []string `json:"programArgsList,omitempty"`
	Parallelism     int      `json:"parallelism,omitempty"`
	// JobID, 32 hexadecimal digits, makes the call repeatable: a cluster that runs this job already says so.
	JobID string `json:"jobId,omitempty"`
	// SavepointPath is the savepoint or checkpoint to go on from. A cluster that finds a newer checkpoint of the same
	// job id in its checkpoint directory goes on from that instead, as Flink does with high availability.
	SavepointPath         string `json:"savepointPath,omitempty"`
	AllowNonRestoredState bool   `json:"allowNonRestoredState"`
	// MetadataDigest is the SHA-256 that the file of metadata at SavepointPath has to have. It is an addition of Penstock's clusters.
	MetadataDigest []byte `json:"metadataDigest,omitempty"`
	// FlinkConfiguration overrides configuration for this job alone (Flink 1.17 and later).
	FlinkConfiguration map[string]string `json:"flinkConfiguration,omitempty"`
}

// Run starts a program and returns the id of its job.
func (c *Client) Run(ctx context.Context, jarID string, in RunRequest) (jobID string, err error) {
	var out struct {
		JobID string `json:"jobid"`
	}
	err = c.do(ctx, http.MethodPost, "/jars/"+url.PathEscape(jarID)+"/run", in, &out)
	return out.JobID, err
}

// CheckRestore asks whether a program could go on from a savepoint; nothing is run. It is an addition of the embedded engine: an
// Apache Flink answers that there is nothing at this path, see [ErrNotFound].
func (c *Client) CheckRestore(ctx context.Context, jarID string, in RunRequest) error {
	return c.do(ctx, http.MethodPost, "/jars/"+url.PathEscape(jarID)+"/check", in, nil)
}

// Preload has a program read the state of a savepoint or checkpoint before it is run from a later one of the same job, and returns
// how many entries of keyed state it holds. It is an addition of the embedded engine, as CheckRestore is.
func (c *Client) Preload(ctx context.Context, jarID string, in RunRequest) (entries int, err error) {
	var out struct {
		Entries int `json:"entries"`
	}
	err = c.do(ctx, http.MethodPost, "/jars/"+url.PathEscape(jarID)+"/preload", in, &out)
	return out.Entries, err
}

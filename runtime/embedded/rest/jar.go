package rest

import (
	"errors"
	"net/http"
	"regexp"
)

var flinkID = regexp.MustCompile(`^[0-9a-f]{32}$`)

type jarEntryBody struct {
	Name        string  `json:"name"`
	Description *string `json:"description"`
}

type jarBody struct {
	ID       string         `json:"id"`
	Name     string         `json:"name"`
	Uploaded int64          `json:"uploaded"`
	Entry    []jarEntryBody `json:"entry"`
}

func (s *Server) jars(r *http.Request) (answer, error) {
	p := s.cluster.Program()
	return ok(struct {
		Address string    `json:"address"`
		Files   []jarBody `json:"files"`
	}{"http://" + r.Host, []jarBody{{ID: p.ID, Name: p.Name, Uploaded: ms(p.Prepared, 0), Entry: []jarEntryBody{}}}})
}

// run starts the program. Flink answers only when the job is accepted, and so does this: a savepoint that does not fit
// is told here and not by a job that fails.
func (s *Server) run(r *http.Request) (answer, error) {
	in, err := s.runRequest(r)
	if err != nil {
		return answer{}, err
	}
	if err := s.cluster.Run(r.Context(), in); err != nil {
		return answer{}, err
	}
	job := s.cluster.Job()
	if job == nil {
		return answer{}, errors.New("the job was accepted and is not there")
	}
	return ok(map[string]string{"jobid": job.ID()})
}

// checkRestore answers whether the program could go on from a savepoint. It is an addition to Flink's API: a change of a running
// job is found impossible before that job is touched.
func (s *Server) checkRestore(r *http.Request) (answer, error) {
	in, err := s.restoreRequest(r)
	if err != nil {
		return answer{}, err
	}
	if err := s.cluster.CheckRestore(r.Context(), in); err != nil {
		return answer{}, err
	}
	return ok(struct{}{})
}

// preload reads the state of a job that still runs elsewhere, so that nothing is processed for a shorter time when this cluster
// goes on from where that job stops. It is an addition to Flink's API, too.
func (s *Server) preload(r *http.Request) (answer, error) {
	in, err := s.restoreRequest(r)
	if err != nil {
		return answer{}, err
	}
	entries, err := s.cluster.Preload(r.Context(), in)
	if err != nil {
		return answer{}, err
	}
	return ok(map[string]int{"entries": entries})
}

// restoreRequest reads how the program is to be run from a snapshot.
func (s *Server) restoreRequest(r *http.Request) (RunRequest, error) {
	in, err := s.runRequest(r)
	if err == nil && in.RestorePath == "" {
		err = Invalid("savepointPath must be given")
	}
	return in, err
}

// runRequest reads how the program is to be run.
func (s *Server) runRequest(r *http.Request) (RunRequest, error) {
	if id := r.PathValue("jar"); id != s.cluster.Program().ID {
		return RunRequest{}, &statusError{http.StatusNotFound, "Jar file " + id + " does not exist"}
	}
	var in struct {
		Parallelism           int    `json:"parallelism"`
		JobID                 string `json:"jobId"`
		SavepointPath         string `json:"savepointPath"`
		AllowNonRestoredState bool   `json:"allowNonRestoredState"`
		MetadataDigest        []byte `json:"metadataDigest"`
	}
	if err := decode(r, &in); err != nil {
		return RunRequest{}, err
	}
	switch {
	case in.JobID != "" && !flinkID.MatchString(in.JobID):
		return RunRequest{}, Invalid("jobId must be 32 lower case hexadecimal digits")
	case in.Parallelism < 0:
		return RunRequest{}, Invalid("parallelism must be positive")
	}
	return RunRequest{
		JobID: in.JobID, RestorePath: in.SavepointPath, AllowNonRestoredState: in.AllowNonRestoredState, MetadataDigest: in.MetadataDigest,
		Parallelism: in.Parallelism,
	}, nil
}

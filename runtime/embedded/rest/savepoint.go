package rest

import (
	"context"
	"net/http"
)

func (s *Server) triggerSavepoint(r *http.Request, job Job) (answer, error) {
	var in struct {
		TargetDirectory string `json:"target-directory"`
		CancelJob       bool   `json:"cancel-job"`
		TriggerID       string `json:"triggerId"`
	}
	if err := decode(r, &in); err != nil {
		return answer{}, err
	}
	if in.TargetDirectory == "" {
		return answer{}, Invalid("target-directory is missing and there is no default")
	}
	return s.trigger(in.TriggerID, savepointKind, func(ctx context.Context) (string, error) {
		if in.CancelJob {
			return job.StopWithSavepoint(ctx, in.TargetDirectory, false)
		}
		return job.Savepoint(ctx, in.TargetDirectory)
	})
}

func (s *Server) stop(r *http.Request, job Job) (answer, error) {
	var in struct {
		TargetDirectory string `json:"targetDirectory"`
		Drain           bool   `json:"drain"`
		TriggerID       string `json:"triggerId"`
	}
	if err := decode(r, &in); err != nil {
		return answer{}, err
	}
	if in.TargetDirectory == "" {
		return answer{}, Invalid("targetDirectory is missing and there is no default")
	}
	return s.trigger(in.TriggerID, savepointKind, func(ctx context.Context) (string, error) {
		return job.StopWithSavepoint(ctx, in.TargetDirectory, in.Drain)
	})
}

// trigger starts an asynchronous operation, or finds the one that has this id.
func (s *Server) trigger(id string, kind operationKind, do func(context.Context) (string, error)) (answer, error) {
	if id == "" {
		id = newTriggerID()
	} else if !flinkID.MatchString(id) {
		return answer{}, Invalid("triggerId must be 32 lower case hexadecimal digits")
	}
	if err := s.ops.start(kind, id, do); err != nil {
		return answer{}, err
	}
	return accepted(map[string]string{"request-id": id})
}

func (s *Server) savepointOperation(r *http.Request, _ Job) (answer, error) {
	return s.operation(r, savepointKind, func(path string) (any, error) {
		return map[string]string{"location": path}, nil
	})
}

type statusBody struct {
	ID string `json:"id"`
}

type failureCauseBody struct {
	Class      string `json:"class"`
	StackTrace string `json:"stack-trace"`
}

type operationBody struct {
	Status    statusBody `json:"status"`
	Operation any        `json:"operation"`
}

// operation tells how an operation is getting on; success turns its result into what Flink tells of it.
func (s *Server) operation(r *http.Request, kind operationKind, success func(result string) (any, error)) (answer, error) {
	id := r.PathValue("trigger")
	state, found := s.ops.find(kind, id)
	switch {
	case !found:
		return answer{}, &statusError{http.StatusNotFound, "There is no operation with triggerId=" + id + " for this job."}
	case !state.done:
		return ok(operationBody{Status: statusBody{"IN_PROGRESS"}})
	case state.err != nil:
		cause := failureCauseBody{Class: "CheckpointException", StackTrace: state.err.Error()}
		return ok(operationBody{statusBody{"COMPLETED"}, map[string]failureCauseBody{"failure-cause": cause}})
	}
	body, err := success(state.result)
	if err != nil {
		return answer{}, err
	}
	return ok(operationBody{statusBody{"COMPLETED"}, body})
}

package rest

import (
	"net/http"
	"strconv"
	"time"
)

// longestHold is how long GET /jobs/:id/changes is held when nothing changes. It is asked again then, so it bounds only how long
// a connection is kept for a client that is gone without a word.
const longestHold = 10 * time.Minute

// changesBody is the answer to GET /jobs/:id/changes.
type changesBody struct {
	Count int64 `json:"count"`
}

// changes answers how often the job's state has changed, once that is not what the client knows already: a client that waits
// need not look again and again. It is an addition to Flink's API.
func (s *Server) changes(r *http.Request, job Job) (answer, error) {
	known := int64(-1)
	if text := r.URL.Query().Get("known"); text != "" {
		var err error
		if known, err = strconv.ParseInt(text, 10, 64); err != nil {
			return answer{}, &statusError{http.StatusBadRequest, "known must be a number of changes, not " + strconv.Quote(text)}
		}
	}
	hold := time.NewTimer(longestHold)
	defer hold.Stop()
	for {
		count, next := job.Changes()
		if count != known {
			return ok(changesBody{count})
		}
		select {
		case <-next:
		case <-hold.C:
			return ok(changesBody{count})
		case <-r.Context().Done():
			return answer{}, r.Context().Err()
		}
	}
}

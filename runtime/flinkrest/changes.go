package flinkrest

import (
	"context"
	"net/http"
	"strconv"
)

// Changes tells how often the state of a job has changed. It waits until that is another number than the one known, and then,
// or after some minutes, answers; -1 is never the number, so it answers at once. It is an addition of the embedded engine: an Apache
// Flink answers that there is nothing at this path, see [ErrNotFound]. The wait ends with the context only.
func (c *Client) Changes(ctx context.Context, id string, known int64) (count int64, err error) {
	var out struct {
		Count int64 `json:"count"`
	}
	err = c.send(ctx, c.patient, http.MethodGet, jobPath(id, "changes")+"?known="+strconv.FormatInt(known, 10), nil, &out)
	return out.Count, err
}

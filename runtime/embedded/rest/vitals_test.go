package rest_test

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestServer_vitals(t *testing.T) {
	t.Parallel()
	f := running(t)
	require.Equal(t, map[string]any{
		"cpu": 12.0, "restarts": 1.0, "records-in": 2.0, "records-out": 3.0, "busy": 4.0, "idle": 5.0, "backpressured": 6.0,
		"pending": 7.0, "watermark": 8.0, "completed": 9.0, "failed": 10.0, "last-completed": 11.0, "newest-checkpoint": 12.0,
	}, f.expect(200, "GET", "/jobs/"+jobID+"/vitals", ""))
	f.expect(404, "GET", "/jobs/00000000000000000000000000000000/vitals", "")
}

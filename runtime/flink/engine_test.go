package flink

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/driver"
)

// A Python program is refused as code that no repetition mends, and not handed to another engine.
func TestValidate_python(t *testing.T) {
	t.Parallel()
	err := New(Options{}).Validate(t.Context(), "FLINK-1_20", driver.Code{Kind: driver.ZipFile},
		map[string]map[string]string{"kinesis.analytics.flink.run.options": {"python": "main.py"}})
	var wrong *driver.CodeError
	require.ErrorAs(t, err, &wrong)
	require.Contains(t, wrong.Message, "Python program")
	require.NotErrorIs(t, err, driver.ErrOtherEngine)
}

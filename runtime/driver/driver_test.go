package driver_test

import (
	"errors"
	"fmt"
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/penstock/penstock/runtime/driver"
)

func TestNewClusterID_IsADNSLabelAndUnique(t *testing.T) {
	t.Parallel()
	label := regexp.MustCompile(`^[a-z][a-z0-9-]{0,62}$`)
	job := regexp.MustCompile(`^[0-9a-f]{32}$`)
	rapid.Check(t, func(t *rapid.T) {
		type key struct {
			app        string
			generation int64
			attempt    int
		}
		draw := func(label string) key {
			return key{
				rapid.String().Draw(t, "application"+label), rapid.Int64Min(1).Draw(t, "generation"+label),
				rapid.IntRange(0, 1_000_000).Draw(t, "attempt"+label),
			}
		}
		a, b := draw(" a"), draw(" b")
		idA := driver.NewClusterID(a.app, a.generation, a.attempt)
		idB := driver.NewClusterID(b.app, b.generation, b.attempt)
		require.Regexp(t, label, string(idA))
		require.Regexp(t, job, idA.JobID())
		require.Equal(t, a == b, idA == idB)
		require.Equal(t, a == b, idA.JobID() == idB.JobID())
	})
}

func TestParseHandle(t *testing.T) {
	t.Parallel()
	handle := driver.Handle{Version: driver.HandleVersion, Driver: "local", ID: "ps-1", State: []byte(`{"pid":7}`)}
	data, err := handle.Encode()
	require.NoError(t, err)
	read, err := driver.ParseHandle(data)
	require.NoError(t, err)
	require.Equal(t, handle, read)

	for name, text := range map[string]string{
		"a newer version": `{"version":2,"driver":"local","id":"ps-1"}`,
		"no version":      `{"driver":"local","id":"ps-1"}`,
		"no id":           `{"version":1,"driver":"local"}`,
		"no driver":       `{"version":1,"id":"ps-1"}`,
		"no JSON":         `pid 7`,
	} {
		t.Run("refuses a handle with "+name, func(t *testing.T) {
			t.Parallel()
			_, err := driver.ParseHandle([]byte(text))
			require.Error(t, err)
		})
	}
}

func FuzzParseHandle(f *testing.F) {
	f.Add([]byte(`{"version":1,"driver":"local","id":"ps-1","state":{"pid":7}}`))
	f.Add([]byte(`{"version":9}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		handle, err := driver.ParseHandle(data)
		if err != nil {
			return
		}
		again, err := handle.Encode()
		require.NoError(t, err)
		_, err = driver.ParseHandle(again)
		require.NoError(t, err)
	})
}

func TestIsTerminal(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		err      error
		reason   string
		terminal bool
	}{
		"a plain error":            {errors.New("connection refused"), "", false},
		"a wrapped terminal error": {fmt.Errorf("prepare: %w", &driver.TerminalError{Reason: "no such image"}), "no such image", true},
		"code that is wrong": {
			fmt.Errorf("validate: %w", &driver.CodeError{File: "a.sql", Line: 3, Column: 7, Message: "no such column"}),
			"a.sql:3:7: no such column", true,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			reason, terminal := driver.IsTerminal(c.err)
			require.Equal(t, c.terminal, terminal)
			require.Equal(t, c.reason, reason)
		})
	}
}

func TestEndpoint_TextHidesTheToken(t *testing.T) {
	t.Parallel()
	e := driver.Endpoint{Network: "unix", Address: "/run/x.sock", BaseURL: "http://cluster", Token: "s3cret"}
	require.NotContains(t, fmt.Sprintf("%v %+v %s", e, e, e), "s3cret")
}

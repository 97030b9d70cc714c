package main

import (
	"bytes"
	"net"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestServe_refuses_before_anything_is_made(t *testing.T) {
	t.Chdir(t.TempDir())
	for name, test := range map[string]struct {
		flags []string
		says  string
	}{
		"no data directory":    {nil, "data-dir"},
		"empty data directory": {[]string{"--data-dir", ""}, "--data-dir is empty"},
		"account":              {[]string{"--data-dir", "data", "--account-id", "12"}, "12 digits"},
		"no metrics token":     {[]string{"--data-dir", "data", "--metrics-token-file", "absent"}, "--metrics-token-file: open absent"},
		"short metrics token":  {[]string{"--data-dir", "data", "--metrics-token-file", os.DevNull}, "at least 16 characters"},
		"region":               {[]string{"--data-dir", "data", "--region", "No Region"}, "--region"},
	} {
		t.Run(name, func(t *testing.T) {
			var out, errOut bytes.Buffer
			err := execute(t.Context(), "", &out, &errOut, append([]string{"serve"}, test.flags...)...)
			require.ErrorContains(t, err, test.says)
			made, err := filepath.Glob("*")
			require.NoError(t, err)
			require.Empty(t, made)
		})
	}
}

func TestServe_says_what_to_do_about_a_port_in_use(t *testing.T) {
	t.Parallel()
	taken, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer taken.Close()
	var out, errOut bytes.Buffer
	err = execute(t.Context(), "", &out, &errOut, "serve", "--data-dir", t.TempDir(), "--listen", taken.Addr().String())
	require.ErrorContains(t, err, "--listen names another address")
}

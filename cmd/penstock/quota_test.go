package main

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/apiserver"
)

func TestServe_TakesQuotas(t *testing.T) {
	t.Parallel()
	cmd := newServeCommand()
	flag := cmd.Flags().Lookup("quota")
	require.NotNil(t, flag)
	require.NoError(t, cmd.ParseFlags([]string{"--quota", "kpus=8", "--quota=outputs=unlimited"}))
	want := apiserver.DefaultQuotas()
	want.KPUs, want.Outputs = 8, 0
	require.Equal(t, &want, flag.Value.(quotaFlag).quotas)

	for _, wrong := range []string{"kpus", "kpus=", "kpus=-1", "kpus=many", "kpus=1e3", "=1", "cpus=1", "kpus=99999999999"} {
		require.Error(t, newServeCommand().ParseFlags([]string{"--quota", wrong}), wrong)
	}
	require.ErrorContains(t, newServeCommand().ParseFlags([]string{"--quota", "cpus=1"}), "applications, snapshots, tags, kpus")
}

func TestServe_ExplainsQuotas(t *testing.T) {
	t.Parallel()
	cmd := newServeCommand()
	var out bytes.Buffer
	cmd.SetOut(&out)
	require.NoError(t, cmd.Help())
	require.Contains(t, out.String(), "--quota name=value")
	require.Regexp(t, `applications +applications of an account in a region \(default unlimited\)`, out.String())
	require.Regexp(t, `snapshots +.*\(default 1000\)`, out.String())
}

// TestNetworksOf sets the environment, which belongs to the process.
func TestNetworksOf(t *testing.T) {
	for _, name := range ec2Environment {
		t.Setenv(name, "")
	}
	for lookup, want := range map[string]apiserver.Networks{"auto": apiserver.NoEC2{}, "none": apiserver.NoEC2{}, "ec2": &apiserver.EC2{}} {
		got, err := networksOf(lookup)
		require.NoError(t, err)
		require.IsType(t, want, got, lookup)
	}
	t.Setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
	got, err := networksOf("auto")
	require.NoError(t, err)
	require.IsType(t, &apiserver.EC2{}, got)
	_, err = networksOf("some")
	require.ErrorContains(t, err, "--vpc-lookup")
}

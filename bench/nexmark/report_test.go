package main

import (
	"bytes"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestReport_Write(t *testing.T) {
	t.Parallel()
	used := func(events int64, start, whole time.Duration, megabytes int64) usage {
		return usage{start: result{cpu: start}, whole: result{cpu: whole, wall: whole / 2, peak: megabytes << 20}, events: events}
	}
	r := report{withFlink: true, machine: "a machine", rows: []figures{
		{
			query: "q0", events: 1000, results: "equal", penstock: used(1_000_000, time.Second, 2*time.Second, 100),
			nexmark: used(1_000_000, time.Second, 17*time.Second, 1600), best: used(1_000_000, time.Second, 5*time.Second, 800),
		},
		{
			query: "q1", events: 1000, results: "differ", penstock: used(1_000_000, 0, time.Second, 100),
			nexmark: used(1_000_000, 0, 4*time.Second, 400), best: used(1_000_000, 0, time.Second, 200),
		},
		{query: "q2", events: 1000, penstock: used(1_000_000, 0, time.Second, 100)},
	}}
	var out bytes.Buffer
	r.write(&out, 2)
	require.Contains(t, out.String(), "| q0 | 1000 | equal | 1000 | 1.0 | 100 | 62 | 8.5 | 1600 | 16.0 | 250 | 2.5 | 800 | 4.0 | ")
	require.Contains(t, out.String(), "| q2 | 1000 |  | 1000 | 0.5 | 100 | - | - | - | - | - | - | - | - | ")
	require.Contains(t, out.String(), "next to Flink as Nexmark has it: 8.0 times as many in the geometric mean, at least 4.0 times (q1).")
	require.Contains(t, out.String(), "next to Flink at its best: 2.0 times as many in the geometric mean, at least 1.0 times (q1).")
	require.Contains(t, out.String(), "1/8.0 in the geometric mean, at most 1/4.0 (q1).")
}

func TestSameTables(t *testing.T) {
	t.Parallel()
	const ours = "+I[1, a]\n+I[2, b]\n-U[1, a]\n+U[1, c]\n-D[2, b]\n"
	require.NoError(t, sameTables([]byte(ours), []byte("+I[1, c]\n")))
	require.ErrorContains(t, sameTables([]byte(ours), []byte("+I[1, c]\n+I[2, b]\n")), `"2, b]" is there 0 times, with Flink 1 times`)
	require.ErrorContains(t, sameTables([]byte(ours+"+I[3, d]\n"), []byte("+I[1, c]\n")), `"3, d]" is there 1 times, with Flink never`)
	require.ErrorContains(t, sameTables([]byte(ours), nil), "there must be more events")
	require.ErrorContains(t, sameTables([]byte("nonsense\n"), nil), "not a row")
}

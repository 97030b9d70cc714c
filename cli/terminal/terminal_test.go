package terminal_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/cli/terminal"
)

func TestTable(t *testing.T) {
	t.Parallel()
	table := terminal.Table{
		Columns: []terminal.Column{
			{Title: "NAME", Shrink: true}, {Title: "STATUS"}, {Title: "VERSION", Right: true}, {Title: "RUNTIME", Optional: true}, {Title: "NOTHING"}, {Title: "AGE", Right: true, Optional: true},
		},
		Rows: [][]terminal.Cell{
			terminal.Plain("orders", "RUNNING", "12", "FLINK-1_20", "", "3h"),
			{{Text: "a-name-that-is-long-é"}, {Text: "READY", Color: terminal.Good}, {Text: "1"}, {Text: "FLINK-1_20"}},
		},
	}
	write := func(width int, p terminal.Paint) string {
		var b bytes.Buffer
		require.NoError(t, table.Write(&b, width, p))
		return b.String()
	}
	require.Equal(t, `NAME                   STATUS   VERSION  RUNTIME     AGE
orders                 RUNNING       12  FLINK-1_20   3h
a-name-that-is-long-é  READY          1  FLINK-1_20
`, write(0, terminal.Paint{}))
	require.Equal(t, write(0, terminal.Paint{}), write(57, terminal.Paint{}))
	require.Equal(t, `NAME            STATUS   VERSION  RUNTIME     AGE
orders          RUNNING       12  FLINK-1_20   3h
a-name-that-i…  READY          1  FLINK-1_20
`, write(49, terminal.Paint{}))
	require.Equal(t, `NAME      STATUS   VERSION
orders    RUNNING       12
a-name-…  READY          1
`, write(30, terminal.Paint{}))
	require.Equal(t, write(30, terminal.Paint{}), write(5, terminal.Paint{}), "there is nothing more to give up")
	require.Contains(t, write(0, terminal.Paint{On: true}), "\x1b[32mREADY\x1b[0m   ")
}

func TestAmounts(t *testing.T) {
	t.Parallel()
	for d, want := range map[time.Duration]string{
		0: "0s", -time.Second: "0s", 340 * time.Millisecond: "340ms", time.Second: "1s", 1500 * time.Millisecond: "1.5s", 12 * time.Second: "12s",
		125 * time.Second: "2m5s", 90 * time.Minute: "1h30m", 76 * time.Hour: "3d4h",
	} {
		require.Equal(t, want, terminal.Duration(d))
	}
	now := time.Date(2026, 11, 21, 5, 0, 0, 0, time.UTC)
	for d, want := range map[time.Duration]string{
		-time.Second: "0s", 59 * time.Second: "59s", 61 * time.Second: "1m", 47 * time.Hour: "47h", 49 * time.Hour: "2d",
	} {
		require.Equal(t, want, terminal.Age(now, now.Add(-d)))
	}
}

func TestProgress_is_a_line_a_step_where_nobody_watches(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	p := terminal.NewProgress(&b, false)
	p.Step("Starting %s", "orders")
	p.Step("orders: starting")
	p.Step("orders: starting")
	p.Done("orders is RUNNING")
	p.Failed("the next did not")
	p.Close()
	lines := strings.Split(b.String(), "\n")
	require.Equal(t, []string{"Starting orders …", "orders: starting …"}, lines[:2])
	require.Regexp(t, `^orders is RUNNING \(\d+m?s\)$`, lines[2])
	require.Equal(t, []string{"the next did not", ""}, lines[3:])

	b.Reset()
	p = terminal.NewProgress(&b, true)
	p.Step("Starting")
	p.Done("done")
	require.Empty(t, b.String())
}

func TestWriters_that_are_no_terminals(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	require.False(t, terminal.Is(&b))
	require.False(t, terminal.Colors(&b))
	require.Zero(t, terminal.Width(&b))
	require.Equal(t, "x", terminal.PaintFor(&b).Text(terminal.Bad, "x"))
}

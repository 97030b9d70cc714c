package exposition_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus/testutil/promlint"
	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/apiserver/exposition"
)

// written is what is written, which is a valid exposition.
func written(t *testing.T, m *exposition.Merged) string {
	t.Helper()
	var out bytes.Buffer
	require.NoError(t, m.Write(&out))
	parser := expfmt.NewTextParser(model.LegacyValidation)
	_, err := parser.TextToMetricFamilies(bytes.NewReader(out.Bytes()))
	require.NoError(t, err)
	return out.String()
}

func of(name string) []exposition.Label {
	return []exposition.Label{{Name: "application", Value: name}}
}

func TestMerged_putsFamiliesTogether(t *testing.T) {
	t.Parallel()
	m := exposition.New()
	require.Empty(t, written(t, m))
	require.NoError(t, m.Add(of("b"), []byte("# TYPE up gauge\nup 1\nuntold{x=\"1\"} 2\nuntold{x=\"2\"} NaN\n")))
	require.NoError(t, m.Add(of(`a "quoted" \ name`+"\n"), []byte(`# HELP in Records.
# TYPE in counter
in{job_name="a \"b\" \\ \n ä",application="what the cluster says"} 1e+10 1700000000000
# HELP up Help of others.
# TYPE up gauge
up -Inf`+"\n")))
	require.NoError(t, m.Add(of("c"), nil))
	require.Equal(t, `# HELP in Records.
# TYPE in counter
in{application="a \"quoted\" \\ name\n",job_name="a \"b\" \\ \n ä"} 1e+10 1700000000000
# TYPE untold untyped
untold{application="b",x="1"} 2
untold{application="b",x="2"} NaN
# TYPE up gauge
up{application="b"} 1
up{application="a \"quoted\" \\ name\n"} -Inf
`, written(t, m))
}

func TestMerged_takesHistogramsWhole(t *testing.T) {
	t.Parallel()
	m := exposition.New()
	const text = "# HELP took_seconds Time.\n# TYPE took_seconds histogram\n" +
		"took_seconds_bucket{le=\"1\"} 2\ntook_seconds_bucket{le=\"+Inf\"} 3\ntook_seconds_sum 4\ntook_seconds_count 3\n"
	require.NoError(t, m.Add(of("a"), []byte(text)))
	require.NoError(t, m.Add(of("b"), []byte(text)))
	out := written(t, m)
	require.Equal(t, 1, strings.Count(out, "# TYPE"))
	require.Contains(t, out, `took_seconds_bucket{application="b",le="+Inf"} 3`)
	problems, err := promlint.New(strings.NewReader(out)).Lint()
	require.NoError(t, err)
	require.Empty(t, problems)
}

// A source whose text cannot be read, or that takes a metric for something else, costs nobody else's figures.
func TestMerged_leavesOutWhatDoesNotFit(t *testing.T) {
	t.Parallel()
	m := exposition.New()
	require.NoError(t, m.Add(of("a"), []byte("# TYPE n counter\nn 1\n")))
	for _, torn := range []string{"n{", "good 1\nn{a=\"1\"} x\n", "{\"jobs\":[]}", "n 1", "\x00"} {
		require.Error(t, m.Add(of("torn"), []byte(torn)), torn)
	}
	require.NoError(t, m.Add(of("b"), []byte("# TYPE n gauge\nn 2\n# TYPE other gauge\nother 3\n")))
	require.Equal(t, "# TYPE n counter\nn{application=\"a\"} 1\n# TYPE other gauge\nother{application=\"b\"} 3\n", written(t, m))
}

// More text than is kept as it is comes back as it was.
func TestMerged_ofManySources(t *testing.T) {
	t.Parallel()
	m := exposition.New()
	var want strings.Builder
	want.WriteString("# TYPE n gauge\n")
	for i := range 3000 {
		var text strings.Builder
		text.WriteString("# TYPE n gauge\n")
		for j := range 3 {
			fmt.Fprintf(&text, "n{subtask=\"%d\"} %d\n", j, i)
			fmt.Fprintf(&want, "n{application=\"a-%d\",subtask=\"%d\"} %d\n", i, j, i)
		}
		require.NoError(t, m.Add(of(fmt.Sprint("a-", i)), []byte(text.String())))
	}
	require.Equal(t, want.String(), written(t, m))
}

// BenchmarkMerged is 10,000 applications with 100 samples each, 50 of a kind.
func BenchmarkMerged(b *testing.B) {
	var text strings.Builder
	for _, name := range []string{"flink_taskmanager_job_task_operator_numRecordsIn", "flink_taskmanager_job_task_operator_numRecordsOut"} {
		fmt.Fprintf(&text, "# TYPE %s gauge\n", name)
		for i := range 50 {
			fmt.Fprintf(&text, `%s{host="localhost",tm_id="worker",job_id="0123456789abcdef0123456789abcdef",job_name="orders",task_id="%032x",`+
				`task_name="Source: events[%d] -> Calc[%d]",task_attempt_num="0",subtask_index="%d",operator_id="%032x",operator_name="Calc[%d]"} %d`+"\n",
				name, i, i, i+1, i%4, i*7, i, i*1234567)
		}
	}
	for b.Loop() {
		m := exposition.New()
		for i := range 10_000 {
			require.NoError(b, m.Add(of(fmt.Sprint("a-", i)), []byte(text.String())))
		}
		size := new(counting)
		require.NoError(b, m.Write(size))
		b.ReportMetric(float64(*size)/(1<<20), "MiB/op")
		b.ReportMetric(float64(m.Held())/(1<<20), "MiB-held")
	}
}

type counting int

func (c *counting) Write(p []byte) (int, error) {
	*c += counting(len(p))
	return len(p), nil
}

package cluster

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// benchRows is how many rows one run of the benchmark's job processes.
const benchRows = 1_000_000

const benchScript = `
CREATE TABLE orders (id BIGINT, price BIGINT) WITH ('connector' = 'datagen', 'number-of-rows' = '%d', 'rows-per-second' = '1000000000',
	'fields.price.min' = '1', 'fields.price.max' = '1000');
CREATE TABLE sums (price BIGINT, n BIGINT, s BIGINT) WITH ('connector' = 'blackhole');
INSERT INTO sums SELECT price, COUNT(*), SUM(id) FROM orders GROUP BY price;
`

// BenchmarkJob_while_logging compares how fast rows are processed while nothing is logged, and while something logs lines at
// a rate: the difference is what logging takes from the processing.
func BenchmarkJob_while_logging(b *testing.B) {
	for _, linesPerSecond := range []int{0, 10_000, 100_000} {
		b.Run(fmt.Sprintf("%d lines a second", linesPerSecond), func(b *testing.B) {
			dir := b.TempDir()
			spec := Spec{Scripts: []string{"script.sql"}, Parallelism: 1, MaxParallelism: 1}
			l, err := openLogs(dir, spec, nil)
			require.NoError(b, err)
			defer l.close()
			program, err := NewEngine().Compile(b.Context(), Assignment{Spec: spec, Scripts: map[string]string{"script.sql": fmt.Sprintf(benchScript, benchRows)}})
			require.NoError(b, err)
			ctx, cancel := context.WithCancel(b.Context())
			logged := make(chan int)
			go func() { logged <- logAtRate(ctx, l.logger, linesPerSecond) }()
			for b.Loop() {
				job, err := program.NewJob(b.Context(), JobOptions{
					Name: "bench", Parallelism: 1, MaxParallelism: 1, Stdout: l.stdout, Stderr: l.stderr, Logger: l.logger,
				})
				require.NoError(b, err)
				require.NoError(b, job.Run(b.Context()))
			}
			cancel()
			lines := <-logged
			b.ReportMetric(float64(b.N)*benchRows/b.Elapsed().Seconds(), "rows/s")
			b.ReportMetric(float64(lines)/b.Elapsed().Seconds(), "lines/s")
		})
	}
}

// logAtRate logs until the context ends and tells how many lines.
func logAtRate(ctx context.Context, logger *slog.Logger, perSecond int) (lines int) {
	const tick = 10 * time.Millisecond
	ticker := time.NewTicker(tick)
	defer ticker.Stop()
	began, cause := time.Now(), errors.New("not a number")
	for {
		select {
		case <-ctx.Done():
			return lines
		case now := <-ticker.C:
			for due := int(now.Sub(began).Seconds() * float64(perSecond)); lines < due; lines++ {
				logger.Warn("a row was skipped, because it cannot be read", "row", lines, "error", cause)
			}
		}
	}
}

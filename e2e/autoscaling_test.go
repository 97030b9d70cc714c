package e2e

import (
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2/types"
	"github.com/stretchr/testify/require"
)

// burnt is how many rows the burning script makes, at a rate at which they last for some seconds.
const burnt = 40_000

// burningScript works hard for a while on rows that it makes itself, and then waits for files.
var burningScript = fmt.Sprintf(`
CREATE TABLE rows_to_burn (id BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '4000',
	'fields.id.kind' = 'sequence', 'fields.id.start' = '1', 'fields.id.end' = '%d');
CREATE TABLE events (id BIGINT, k STRING) WITH ('connector' = 'filesystem', 'path' = '${e2e:input}', 'format' = 'json',
	'source.monitor-interval' = '1s');
CREATE TABLE burnt (id BIGINT) WITH ('connector' = 'filesystem', 'path' = '${e2e:output}/burnt', 'format' = 'csv');
CREATE TABLE copies (id BIGINT) WITH ('connector' = 'filesystem', 'path' = '${e2e:output}/copies', 'format' = 'csv');
EXECUTE STATEMENT SET BEGIN
INSERT INTO burnt SELECT id FROM rows_to_burn WHERE CHAR_LENGTH(SHA512(REPEAT(CAST(id AS STRING), 2000))) > 0;
INSERT INTO copies SELECT id FROM events;
END;
`, burnt)

// An application that works hard gets twice the parallelism, and half of it back when it has nothing to do. Each row is there once.
func TestAutoscaling(t *testing.T) {
	t.Parallel()
	s, f, out := newServer(t, "--quota", "kpus=2", "--sample-interval", "250ms", "--autoscale-up-percent", "8", "--autoscale-up-after", "1s",
		"--autoscale-down-percent", "4", "--autoscale-down-after", "3s"), newFeed(t), filepath.Join(shortDir(t), "out")
	s.start()
	s.create("busy", burningScript, f.properties(out))
	s.change("busy", &types.ApplicationConfigurationUpdate{FlinkApplicationConfigurationUpdate: &types.FlinkApplicationConfigurationUpdate{
		CheckpointConfigurationUpdate: &types.CheckpointConfigurationUpdate{CheckpointIntervalUpdate: aws.Int64(1000)},
		ParallelismConfigurationUpdate: &types.ParallelismConfigurationUpdate{
			ParallelismUpdate: aws.Int32(1), AutoScalingEnabledUpdate: aws.Bool(true),
		},
	}}, nil)
	f.add(50)
	s.run("busy")

	up := s.operation("busy", "ScaleUp")
	require.Equal(t, types.OperationStatusSuccessful, s.outcome("busy", up).OperationStatus)
	down := s.operation("busy", "ScaleDown")
	require.Equal(t, types.OperationStatusSuccessful, s.outcome("busy", down).OperationStatus)
	s.await("busy", types.ApplicationStatusRunning)
	detail := s.describe("busy")
	require.EqualValues(t, 2, *detail.ApplicationVersionId, "autoscaling makes no version")
	parallelism := detail.ApplicationConfigurationDescription.FlinkApplicationConfigurationDescription.ParallelismConfigurationDescription
	require.EqualValues(t, 1, *parallelism.Parallelism)
	require.EqualValues(t, 1, *parallelism.CurrentParallelism)

	f.add(50)
	eventually(t, "all is copied", func() bool { return len(lines(t, filepath.Join(out, "copies"))) >= 100 })
	require.Equal(t, sequence(0, 100), numbers(t, filepath.Join(out, "copies")))
	require.Equal(t, sequence(1, burnt+1), numbers(t, filepath.Join(out, "burnt")))
}

// operation waits for an operation of a kind and returns its id.
func (s *server) operation(name, kind string) (id string) {
	s.Helper()
	eventually(s, kind+" of "+name, func() bool {
		ctx, cancel := within(s.T)
		defer cancel()
		list, err := s.api.ListApplicationOperations(ctx, &kinesisanalyticsv2.ListApplicationOperationsInput{ApplicationName: &name, Operation: &kind})
		require.NoError(s, err)
		if len(list.ApplicationOperationInfoList) == 0 {
			return false
		}
		id = *list.ApplicationOperationInfoList[0].OperationId
		return true
	})
	return id
}

// numbers are the rows of a sink of one number each, in order.
func numbers(t *testing.T, folder string) []int {
	t.Helper()
	var found []int
	for _, line := range lines(t, folder) {
		n, err := strconv.Atoi(line)
		require.NoError(t, err)
		found = append(found, n)
	}
	slices.Sort(found)
	return found
}

func sequence(from, to int) []int {
	all := make([]int, 0, to-from)
	for n := from; n < to; n++ {
		all = append(all, n)
	}
	return all
}

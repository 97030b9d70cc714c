package e2e

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2/types"
	sdkkms "github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/stretchr/testify/require"
)

// busyScript works hard on rows that it makes itself for as long as it runs, and copies events.
const busyScript = `
CREATE TABLE rows_to_burn (id BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '4000');
CREATE TABLE burnt (id BIGINT) WITH ('connector' = 'blackhole');
CREATE TABLE events (id BIGINT, k STRING) WITH ('connector' = 'filesystem', 'path' = '${e2e:input}', 'format' = 'json',
	'source.monitor-interval' = '50ms');
CREATE TABLE copies (id BIGINT) WITH ('connector' = 'filesystem', 'path' = '${e2e:output}/copies', 'format' = 'csv');
EXECUTE STATEMENT SET BEGIN
INSERT INTO burnt SELECT id FROM rows_to_burn WHERE CHAR_LENGTH(SHA512(REPEAT(CAST(id AS STRING), 2000))) > 0;
INSERT INTO copies SELECT id FROM events;
END;
`

// What restarts a job without anybody having asked for it uses its key like everybody else: while that is disabled it fails, naming key and
// action, and the job goes on; once it is enabled the next attempt succeeds.
func TestCustomerKeys_autoscaling(t *testing.T) {
	t.Parallel()
	withKeys(t, func(k *keyed) {
		f, out := newFeed(k.T), filepath.Join(shortDir(k.T), "out")
		k.create("busy", busyScript, f.properties(out))
		key := k.newKey()
		u := toKey(key)
		u.FlinkApplicationConfigurationUpdate = &types.FlinkApplicationConfigurationUpdate{
			ParallelismConfigurationUpdate: &types.ParallelismConfigurationUpdate{ParallelismUpdate: aws.Int32(1), AutoScalingEnabledUpdate: aws.Bool(true)},
		}
		require.NoError(k, k.tries("busy", u))
		f.add(50)
		k.run("busy")
		before := k.cluster()
		k.disable(key)

		failed := k.scaled("busy", types.OperationStatusFailed)
		require.Contains(k, reason(failed), "with the key "+key)
		require.Contains(k, reason(failed), "kms:")
		require.Contains(k, reason(failed), "Enable it and try again")
		f.processes(out, 50)
		require.Equal(k, before, k.cluster(), "the job was not touched")
		k.enable(key)
		k.scaled("busy", types.OperationStatusSuccessful)
		f.add(50)
		f.processes(out, 100)
		for _, sealed := range k.sealed("busy") {
			require.Equal(k, key, sealed)
		}
		require.NotEmpty(k, k.sealed("busy"))
		require.NoError(k, k.stops("busy", true))
		k.await("busy", types.ApplicationStatusReady)
	}, "--quota", "kpus=2", "--sample-interval", "250ms", "--autoscale-up-percent", "8", "--autoscale-up-after", "500ms",
		"--autoscale-down-percent", "1", "--autoscale-down-after", "1h")
}

// scaled waits for a change of parallelism that has ended so.
func (k *keyed) scaled(name string, status types.OperationStatus) (found *types.ApplicationOperationInfoDetails) {
	k.Helper()
	kind := "ScaleUp"
	eventually(k, fmt.Sprintf("%s of %s is %s", kind, name, status), func() bool {
		ctx, cancel := within(k.T)
		defer cancel()
		list, err := k.api.ListApplicationOperations(ctx, &kinesisanalyticsv2.ListApplicationOperationsInput{
			ApplicationName: &name, Operation: &kind, OperationStatus: status,
		})
		require.NoError(k, err)
		if len(list.ApplicationOperationInfoList) == 0 {
			return false
		}
		found = k.outcome(name, *list.ApplicationOperationInfoList[0].OperationId)
		return true
	})
	return found
}

// A server that was upgraded replaces a cluster with its state, for which the key is needed as for any other restart.
func TestCustomerKeys_maintenance(t *testing.T) {
	t.Parallel()
	withKeys(t, func(k *keyed) {
		f, out := newFeed(k.T), filepath.Join(shortDir(k.T), "out")
		k.create("old", script, f.properties(out))
		k.leavesAlone("old")
		key := k.newKey()
		require.NoError(k, k.tries("old", toKey(key)))
		f.add(50)
		k.run("old")
		f.processes(out, 50)
		before := k.cluster()
		k.stop()
		k.binary = newerRelease(k.T)
		k.start()
		p := &person{T: k.T, s: k.server, dir: shortDir(k.T)}

		k.disable(key)
		_, told, code := p.types("", "maintenance", "run", "old")
		require.Equal(k, 1, code)
		require.Contains(k, told, key)
		require.Contains(k, told, "Enable it and try again")
		require.Equal(k, types.ApplicationStatusRunning, k.describe("old").ApplicationStatus)
		f.add(50)
		f.processes(out, 100)
		require.Equal(k, before, k.cluster(), "the job was not touched")
		k.enable(key)
		p.does("maintenance", "run", "old")
		require.NotEqual(k, before, k.newCluster([]int{before}))
		f.add(50)
		f.processes(out, 150)
		require.Equal(k, []string{key}, k.sealed("old"))
	})
}

// A key that was deleted after all is gone: what was written with it is lost and says so, and the application goes on with another one.
func TestCustomerKeys_deleted(t *testing.T) {
	t.Parallel()
	withKeys(t, func(k *keyed) {
		f, out := newFeed(k.T), filepath.Join(shortDir(k.T), "out")
		k.create("orders", script, f.properties(out))
		first := k.newKey()
		require.NoError(k, k.tries("orders", toKey(first)))
		f.add(50)
		k.run("orders")
		f.processes(out, 50)
		k.takes("orders", "kept")
		require.Zero(k, k.stop())
		k.start()
		eventually(k, "the code is under the key, too", func() bool {
			return strings.Contains(k.log.String(), "application code was encrypted under the key of its versions")
		})
		k.deletes(first)
		second := k.newKey()

		f.add(50)
		f.processes(out, 100)
		k.refused(k.stops("orders", false), "InvalidApplicationConfigurationException", first, "the key is not there")
		require.NoError(k, k.stops("orders", true), "what needs no key asks for none")
		k.await("orders", types.ApplicationStatusReady)
		k.refused(k.starts("orders", ""), "InvalidApplicationConfigurationException", first, "the key is not there")
		p := &person{T: k.T, s: k.server, dir: shortDir(k.T)}
		p.fails("the key is not there", "snapshots", "verify", "orders", "kept")

		update := toKey(second)
		require.NoError(k, k.tries("orders", update), "a key that is gone can be left")
		update.ApplicationCodeConfigurationUpdate = &types.ApplicationCodeConfigurationUpdate{CodeContentUpdate: &types.CodeContentUpdate{TextContentUpdate: aws.String(script)}}
		require.NoError(k, k.tries("orders", update), "what it encrypted is lost, the code too, and can be given again")
		k.refused(k.starts("orders", "kept"), "InvalidApplicationConfigurationException", first, "the key is not there")
		ctx, cancel := within(k.T)
		defer cancel()
		_, err := k.api.StartApplication(ctx, &kinesisanalyticsv2.StartApplicationInput{
			ApplicationName: aws.String("orders"), RunConfiguration: &types.RunConfiguration{
				ApplicationRestoreConfiguration: &types.ApplicationRestoreConfiguration{
					ApplicationRestoreType: types.ApplicationRestoreTypeSkipRestoreFromSnapshot,
				},
			},
		})
		require.NoError(k, err)
		k.await("orders", types.ApplicationStatusRunning)
		f.add(50)
		f.processes(out, 100+150) // it begins anew, and processes everything again
		k.takes("orders", "by-second")
		require.Equal(k, []string{first, second}, k.sealed("orders"))
	})
}

// deletes schedules the deletion of a key, finds that it stands in the way of nothing but what needs the key, and lets its time come.
func (k *keyed) deletes(arn string) {
	k.Helper()
	_, err := k.kms.ScheduleKeyDeletion(k.Context(), &sdkkms.ScheduleKeyDeletionInput{KeyId: keyID(arn), PendingWindowInDays: aws.Int32(7)})
	require.NoError(k, err)
	k.refused(k.snapshots("orders", "none"), "InvalidApplicationConfigurationException", arn, "Cancel its deletion")
	if k.deletesAll != nil {
		k.deletesAll()
		return
	}
	require.Zero(k, k.stop())
	k.sql(`UPDATE kms_keys SET deletion_time = clock_timestamp() - interval '1 minute' WHERE deletion_time IS NOT NULL`)
	k.start()
	eventually(k, "the key is gone", func() bool {
		_, err := k.kms.DescribeKey(k.Context(), &sdkkms.DescribeKeyInput{KeyId: keyID(arn)})
		return err != nil
	})
}

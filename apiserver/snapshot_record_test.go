package apiserver_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/store"
)

func TestSnapshotRecords_TellAllThatIsKnown(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.create("orders")
	f.run("orders")
	_, err := f.api.CreateApplicationSnapshot(t.Context(), &model.CreateApplicationSnapshotRequest{ApplicationName: new("orders"), SnapshotName: new("kept")})
	require.NoError(t, err)
	f.reconcile("orders", func(tx *store.Tx, a *lifecycle.Application, _ *lifecycle.Observed) {
		require.NoError(t, tx.CompleteSnapshot(t.Context(), a.ID, "kept", []byte(`{"uri": "file:///s"}`), 1234))
	})
	a, err := f.store.Application(t.Context(), key("orders"))
	require.NoError(t, err)
	require.NoError(t, f.store.RecordVerification(t.Context(), a.ID, "kept", lifecycle.SnapshotVerification{Time: time.Unix(1_800_000_000, 0), Files: 3}))
	describe := func() model.SnapshotRecord {
		out, err := f.api.DescribeSnapshotRecord(t.Context(), &model.DescribeSnapshotRecordRequest{ApplicationName: new("orders"), SnapshotName: new("kept")})
		require.NoError(t, err)
		return *out.SnapshotRecord
	}
	r := describe()
	require.NotEmpty(t, *r.OperationId)
	require.Equal(t, model.SnapshotRecord{
		SnapshotName: new("kept"), SnapshotStatus: new(model.SnapshotStatusREADY), ApplicationVersionId: new(int64(1)),
		SnapshotCreationTimestamp: r.SnapshotCreationTimestamp, RuntimeEnvironment: new(model.RuntimeEnvironmentFLINK_1_20),
		ApplicationEncryptionConfigurationDescription: &model.ApplicationEncryptionConfigurationDescription{KeyType: new(model.KeyTypeAWS_OWNED_KEY)},
		SnapshotOrigin: new(model.SnapshotOriginMANUAL), OperationId: r.OperationId, SizeInBytes: new(int64(1234)), Parallelism: r.Parallelism,
		Verification: &model.SnapshotVerification{VerificationTimestamp: new(model.Timestamp(1_800_000_000)), Intact: new(true), FilesVerified: new(int64(3))},
	}, r)

	require.NoError(t, f.store.HoldSnapshot(t.Context(), "h", a.ID, "kept", "exported", time.Hour))
	require.Equal(t, "Snapshot kept of application orders is being exported", *describe().InUse)
	_, err = f.api.DeleteApplicationSnapshot(t.Context(), &model.DeleteApplicationSnapshotRequest{
		ApplicationName: new("orders"), SnapshotName: new("kept"), SnapshotCreationTimestamp: r.SnapshotCreationTimestamp,
	})
	requireCode(t, err, model.ResourceInUseException, "exported")
	require.NoError(t, f.store.LetSnapshotGo(t.Context(), "h"))
	require.Nil(t, describe().InUse)
}

func TestSnapshotRecords_AreListedNewestFirst(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.create("orders")
	for _, name := range []string{"a", "b", "c"} {
		f.putSnapshot("orders", name, "FLINK-1_20")
	}
	list := func(in model.ListSnapshotRecordsRequest) (names []string) {
		in.ApplicationName = new("orders")
		for {
			out, err := f.api.ListSnapshotRecords(t.Context(), &in)
			require.NoError(t, err)
			for _, r := range out.SnapshotRecords {
				names = append(names, *r.SnapshotName)
			}
			if in.NextToken = out.NextToken; in.NextToken == nil {
				return names
			}
		}
	}
	all := list(model.ListSnapshotRecordsRequest{})
	require.ElementsMatch(t, []string{"a", "b", "c"}, all)
	oldest, err := f.api.ListApplicationSnapshots(t.Context(), &model.ListApplicationSnapshotsRequest{ApplicationName: new("orders")})
	require.NoError(t, err)
	require.Equal(t, *oldest.SnapshotSummaries[0].SnapshotName, all[2])
	require.Equal(t, all, list(model.ListSnapshotRecordsRequest{Limit: new(int64(1))}), "in pages")
	require.Empty(t, list(model.ListSnapshotRecordsRequest{SnapshotOrigin: new(model.SnapshotOriginSTOP)}))
	require.Equal(t, all, list(model.ListSnapshotRecordsRequest{SnapshotOrigin: new(model.SnapshotOriginUNKNOWN)}))
}

func TestSnapshotRetention_IsSetAndForgotten(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.create("orders")
	describe := func() *model.DescribeSnapshotRetentionResponse {
		out, err := f.api.DescribeSnapshotRetention(t.Context(), &model.DescribeSnapshotRetentionRequest{ApplicationName: new("orders")})
		require.NoError(t, err)
		return out
	}
	installation := &model.DescribeSnapshotRetentionResponse{KeepManual: new(false), RetentionSource: new(model.SnapshotRetentionSourceINSTALLATION)}
	require.Equal(t, installation, describe())
	set, err := f.api.UpdateSnapshotRetention(t.Context(), &model.UpdateSnapshotRetentionRequest{
		ApplicationName: new("orders"), KeepCount: new(int64(5)), KeepSeconds: new(int64(3600)), KeepManual: new(true),
	})
	require.NoError(t, err)
	require.Equal(t, &model.DescribeSnapshotRetentionResponse{
		KeepCount: new(int64(5)), KeepSeconds: new(int64(3600)), KeepManual: new(true), RetentionSource: new(model.SnapshotRetentionSourceAPPLICATION),
	}, set)
	require.Equal(t, set, describe())
	_, err = f.api.UpdateSnapshotRetention(t.Context(), &model.UpdateSnapshotRetentionRequest{ApplicationName: new("orders")})
	require.NoError(t, err)
	require.Equal(t, model.SnapshotRetentionSourceAPPLICATION, *describe().RetentionSource, "no limits are a setting, too")
	_, err = f.api.DeleteSnapshotRetention(t.Context(), &model.DeleteSnapshotRetentionRequest{ApplicationName: new("orders")})
	require.NoError(t, err)
	require.Equal(t, installation, describe())
}

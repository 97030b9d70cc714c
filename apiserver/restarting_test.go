package apiserver_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/store"
)

// restarting tells the server that the application's job has failed and is being brought back, or that it runs again.
func (f *fixture) restarting(name string, is bool) {
	f.Helper()
	f.reconcile(name, func(_ *store.Tx, _ *lifecycle.Application, o *lifecycle.Observed) { o.Restarting = is })
}

func TestRestartingJob_RefusesWhatNeedsItsSnapshot(t *testing.T) {
	t.Parallel()
	const words = "Failed to take snapshot for the application orders at this moment"
	f := newFixture(t)
	f.create("orders")
	f.run("orders")
	f.restarting("orders", true)
	for name, call := range map[string]func() error{
		"stop": func() error {
			_, err := f.api.StopApplication(t.Context(), &model.StopApplicationRequest{ApplicationName: new("orders")})
			return err
		},
		"update": func() error {
			_, err := f.api.UpdateApplication(t.Context(), &model.UpdateApplicationRequest{ApplicationName: new("orders"), CurrentApplicationVersionId: new(int64(1))})
			return err
		},
		"a logging option": func() error {
			_, err := f.api.AddApplicationCloudWatchLoggingOption(t.Context(), &model.AddApplicationCloudWatchLoggingOptionRequest{
				ApplicationName: new("orders"), CurrentApplicationVersionId: new(int64(1)),
				CloudWatchLoggingOption: &model.CloudWatchLoggingOption{LogStreamARN: new("arn:aws:logs:eu-west-1:123456789012:log-group:g:log-stream:s")},
			})
			return err
		},
		"a snapshot": func() error {
			_, err := f.api.CreateApplicationSnapshot(t.Context(), &model.CreateApplicationSnapshotRequest{ApplicationName: new("orders"), SnapshotName: new("one")})
			return err
		},
	} {
		err := call()
		require.Error(t, err, name)
		requireCode(t, err, model.InvalidApplicationConfigurationException, words)
		require.Equal(t, model.ApplicationStatusRUNNING, f.status("orders"), name)
		require.EqualValues(t, 1, *f.describe("orders").ApplicationVersionId, name)
	}
	_, err := f.api.StopApplication(t.Context(), &model.StopApplicationRequest{ApplicationName: new("orders"), Force: new(true)})
	require.NoError(t, err, "a forced stop needs no snapshot")
}

func TestRestartingJob_MayBeStoppedOnceItRunsAgain(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.create("orders")
	f.run("orders")
	f.restarting("orders", true)
	f.restarting("orders", false)
	_, err := f.api.StopApplication(t.Context(), &model.StopApplicationRequest{ApplicationName: new("orders")})
	require.NoError(t, err)
}

func TestRestartingJob_MayBeStoppedWithoutSnapshots(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	in := newApplication("orders")
	in.ApplicationConfiguration.ApplicationSnapshotConfiguration = &model.ApplicationSnapshotConfiguration{SnapshotsEnabled: new(false)}
	_, err := f.api.CreateApplication(t.Context(), in)
	require.NoError(t, err)
	f.run("orders")
	f.restarting("orders", true)
	_, err = f.api.StopApplication(t.Context(), &model.StopApplicationRequest{ApplicationName: new("orders")})
	require.NoError(t, err)
}

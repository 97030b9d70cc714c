package apiserver_test

import (
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/apiserver"
	"github.com/penstock/penstock/apiserver/model"
)

// TestParts_OfManyChangesOfOneVersionOneIsMade has several clients change the same version at once.
func TestParts_OfManyChangesOfOneVersionOneIsMade(t *testing.T) {
	t.Parallel()
	f := newFixtureWith(t, apiserver.Quotas{})
	f.create("orders")
	const clients = 8
	errs := make([]error, clients)
	var all sync.WaitGroup
	for i := range clients {
		all.Go(func() {
			if i%2 == 0 {
				_, errs[i] = f.api.AddApplicationCloudWatchLoggingOption(t.Context(), &model.AddApplicationCloudWatchLoggingOptionRequest{
					ApplicationName: new("orders"), CurrentApplicationVersionId: new(int64(1)),
					CloudWatchLoggingOption: &model.CloudWatchLoggingOption{LogStreamARN: new("arn:aws:logs:eu-west-1:123456789012:log-group:g:log-stream:s")},
				})
				return
			}
			_, errs[i] = f.api.AddApplicationVpcConfiguration(t.Context(), &model.AddApplicationVpcConfigurationRequest{
				ApplicationName: new("orders"), CurrentApplicationVersionId: new(int64(1)),
				VpcConfiguration: &model.VpcConfiguration{SubnetIds: []string{"subnet-1"}, SecurityGroupIds: []string{"sg-1"}},
			})
		})
	}
	all.Wait()
	made := 0
	for _, err := range errs {
		if err == nil {
			made++
			continue
		}
		requireCode(t, err, model.ConcurrentModificationException, "orders")
	}
	require.Equal(t, 1, made)
	d := f.describe("orders")
	require.EqualValues(t, 2, *d.ApplicationVersionId)
	require.Len(t, d.CloudWatchLoggingOptionDescriptions, 1-len(d.ApplicationConfigurationDescription.VpcConfigurationDescriptions))
}

// TestParts_IDsAreNeverUsedTwice adds and deletes the same part again and again.
func TestParts_IDsAreNeverUsedTwice(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.create("orders")
	seen := map[string]bool{}
	for version := int64(1); version < 7; version += 2 {
		added, err := f.api.AddApplicationCloudWatchLoggingOption(t.Context(), &model.AddApplicationCloudWatchLoggingOptionRequest{
			ApplicationName: new("orders"), CurrentApplicationVersionId: &version,
			CloudWatchLoggingOption: &model.CloudWatchLoggingOption{LogStreamARN: new("arn:aws:logs:eu-west-1:123456789012:log-group:g:log-stream:s")},
		})
		require.NoError(t, err)
		require.Equal(t, version+1, *added.ApplicationVersionId)
		id := added.CloudWatchLoggingOptionDescriptions[0].CloudWatchLoggingOptionId
		require.False(t, seen[*id], *id)
		seen[*id] = true
		deleted, err := f.api.DeleteApplicationCloudWatchLoggingOption(t.Context(), &model.DeleteApplicationCloudWatchLoggingOptionRequest{
			ApplicationName: new("orders"), CurrentApplicationVersionId: added.ApplicationVersionId, CloudWatchLoggingOptionId: id,
		})
		require.NoError(t, err)
		require.Equal(t, version+2, *deleted.ApplicationVersionId)
	}
}

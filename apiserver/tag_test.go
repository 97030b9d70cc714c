package apiserver_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/apiserver"
	"github.com/penstock/penstock/apiserver/model"
)

func TestTags(t *testing.T) {
	t.Parallel()
	f := newFixtureWith(t, apiserver.Quotas{TagsPerApplication: 3})
	in := newApplication("orders")
	in.Tags = []model.Tag{{Key: new("team"), Value: new("flights")}, {Key: new("empty")}}
	out, err := f.api.CreateApplication(t.Context(), in)
	require.NoError(t, err)
	arn := out.ApplicationDetail.ApplicationARN
	tags := func() []model.Tag {
		t.Helper()
		out, err := f.api.ListTagsForResource(t.Context(), &model.ListTagsForResourceRequest{ResourceARN: arn})
		require.NoError(t, err)
		return out.Tags
	}
	tag := func(arn string, tags ...model.Tag) error {
		_, err := f.api.TagResource(t.Context(), &model.TagResourceRequest{ResourceARN: &arn, Tags: tags})
		return err
	}
	require.Equal(t, []model.Tag{{Key: new("empty"), Value: new("")}, {Key: new("team"), Value: new("flights")}}, tags())
	require.NoError(t, tag(*arn, model.Tag{Key: new("team"), Value: new("airports")}, model.Tag{Key: new("stage"), Value: new("live")}))
	requireCode(t, tag(*arn, model.Tag{Key: new("fourth")}), model.TooManyTagsException, "at most 3")
	requireCode(t, tag(*arn, model.Tag{Key: new("aws:x")}), model.InvalidArgumentException, "reserved")
	requireCode(t, tag(*arn+"s", model.Tag{Key: new("a")}), model.ResourceNotFoundException)
	requireCode(t, tag("arn:aws:s3:::code", model.Tag{Key: new("a")}), model.ResourceNotFoundException)
	require.Len(t, tags(), 3, "nothing is left of what was refused")
	_, err = f.api.UntagResource(t.Context(), &model.UntagResourceRequest{ResourceARN: arn, TagKeys: []string{"team", "none"}})
	require.NoError(t, err)
	require.Equal(t, []model.Tag{{Key: new("empty"), Value: new("")}, {Key: new("stage"), Value: new("live")}}, tags())
	require.EqualValues(t, 1, *f.describe("orders").ApplicationVersionId, "tags make no version")
}

func TestMaintenance_MovesTheWindowOnly(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.create("orders")
	out, err := f.api.UpdateApplicationMaintenanceConfiguration(t.Context(), &model.UpdateApplicationMaintenanceConfigurationRequest{
		ApplicationName: new("orders"),
		ApplicationMaintenanceConfigurationUpdate: &model.ApplicationMaintenanceConfigurationUpdate{ApplicationMaintenanceWindowStartTimeUpdate: new("18:30")},
	})
	require.NoError(t, err)
	want := &model.ApplicationMaintenanceConfigurationDescription{
		ApplicationMaintenanceWindowStartTime: new("18:30"), ApplicationMaintenanceWindowEndTime: new("02:30"),
	}
	require.Equal(t, want, out.ApplicationMaintenanceConfigurationDescription)
	d := f.describe("orders")
	require.Equal(t, want, d.ApplicationMaintenanceConfigurationDescription)
	require.Equal(t, d.ApplicationARN, out.ApplicationARN)
	require.EqualValues(t, 1, *d.ApplicationVersionId)
}

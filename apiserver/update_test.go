package apiserver_test

import (
	"encoding/json"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/apiserver/client"
	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle"
)

// update is a request for the first update of an application.
func update(name string) *model.UpdateApplicationRequest {
	return &model.UpdateApplicationRequest{
		ApplicationName: &name, CurrentApplicationVersionId: new(int64(1)),
		ApplicationConfigurationUpdate: &model.ApplicationConfigurationUpdate{},
	}
}

func TestUpdate_KeepsWhatItDoesNotName(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	in := newApplication("orders")
	in.ApplicationConfiguration.EnvironmentProperties = &model.EnvironmentProperties{PropertyGroups: []model.PropertyGroup{
		{PropertyGroupId: new("source"), PropertyMap: map[string]string{"topic": "orders"}},
		{PropertyGroupId: new("sink"), PropertyMap: map[string]string{"topic": "totals"}},
	}}
	parallelism(2, 1)(in)
	_, err := f.api.CreateApplication(t.Context(), in)
	require.NoError(t, err)

	u := update("orders")
	u.ApplicationConfigurationUpdate.FlinkApplicationConfigurationUpdate = &model.FlinkApplicationConfigurationUpdate{
		ParallelismConfigurationUpdate: &model.ParallelismConfigurationUpdate{AutoScalingEnabledUpdate: new(false)},
	}
	out, err := f.api.UpdateApplication(t.Context(), u)
	require.NoError(t, err)
	require.NotEmpty(t, *out.OperationId)
	d := out.ApplicationDetail
	require.Equal(t, model.ApplicationStatusREADY, *d.ApplicationStatus, "nothing runs that had to be restarted")
	require.EqualValues(t, 2, *d.ApplicationVersionId)
	require.EqualValues(t, 1, *d.ApplicationVersionUpdatedFrom)
	c := d.ApplicationConfigurationDescription
	p := c.FlinkApplicationConfigurationDescription.ParallelismConfigurationDescription
	require.False(t, *p.AutoScalingEnabled)
	require.EqualValues(t, 2, *p.Parallelism)
	require.Len(t, c.EnvironmentPropertyDescriptions.PropertyGroupDescriptions, 2)
	require.Equal(t, script, *c.ApplicationCodeConfigurationDescription.CodeContentDescription.TextContent)
	require.Equal(t, d, f.describe("orders"))

	u = update("orders")
	u.CurrentApplicationVersionId, u.ConditionalToken = nil, d.ConditionalToken
	u.ServiceExecutionRoleUpdate = new("arn:aws:iam::123456789012:role/other")
	u.RuntimeEnvironmentUpdate = new(model.RuntimeEnvironmentFLINK_2_2)
	u.ApplicationConfigurationUpdate.EnvironmentPropertyUpdates = &model.EnvironmentPropertyUpdates{PropertyGroups: []model.PropertyGroup{
		{PropertyGroupId: new("sink"), PropertyMap: map[string]string{"topic": "sums"}},
	}}
	u.ApplicationConfigurationUpdate.ApplicationSnapshotConfigurationUpdate = &model.ApplicationSnapshotConfigurationUpdate{SnapshotsEnabledUpdate: new(false)}
	out, err = f.api.UpdateApplication(t.Context(), u)
	require.NoError(t, err)
	c = out.ApplicationDetail.ApplicationConfigurationDescription
	require.Equal(t, []model.PropertyGroup{{PropertyGroupId: new("sink"), PropertyMap: map[string]string{"topic": "sums"}}},
		c.EnvironmentPropertyDescriptions.PropertyGroupDescriptions, "property groups are replaced as a whole")
	require.Equal(t, map[string]map[string]string{"sink": {"topic": "sums"}}, f.validator.properties, "the code was checked with them")
	require.False(t, *c.ApplicationSnapshotConfigurationDescription.SnapshotsEnabled)
	require.Equal(t, model.RuntimeEnvironmentFLINK_2_2, *out.ApplicationDetail.RuntimeEnvironment)
	require.Equal(t, "arn:aws:iam::123456789012:role/other", *out.ApplicationDetail.ServiceExecutionRole)

	old, err := f.api.DescribeApplicationVersion(t.Context(), &model.DescribeApplicationVersionRequest{ApplicationName: new("orders"), ApplicationVersionId: new(int64(1))})
	require.NoError(t, err)
	require.Equal(t, role, *old.ApplicationVersionDetail.ServiceExecutionRole)
	require.Equal(t, model.RuntimeEnvironmentFLINK_1_20, *old.ApplicationVersionDetail.RuntimeEnvironment)
	require.Len(t, old.ApplicationVersionDetail.ApplicationConfigurationDescription.EnvironmentPropertyDescriptions.PropertyGroupDescriptions, 2)

	u = update("orders")
	u.CurrentApplicationVersionId = new(int64(3))
	u.ApplicationConfigurationUpdate.EnvironmentPropertyUpdates = &model.EnvironmentPropertyUpdates{PropertyGroups: []model.PropertyGroup{}}
	u.ApplicationConfigurationUpdate.FlinkApplicationConfigurationUpdate = &model.FlinkApplicationConfigurationUpdate{
		ParallelismConfigurationUpdate: &model.ParallelismConfigurationUpdate{ConfigurationTypeUpdate: new(model.ConfigurationTypeDEFAULT)},
	}
	out, err = f.api.UpdateApplication(t.Context(), u)
	require.NoError(t, err)
	c = out.ApplicationDetail.ApplicationConfigurationDescription
	require.Nil(t, c.EnvironmentPropertyDescriptions, "an empty list clears them")
	require.EqualValues(t, 1, *c.FlinkApplicationConfigurationDescription.ParallelismConfigurationDescription.Parallelism)
}

func TestUpdate_OfNothingIsAnUpdate(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.create("orders")
	checked := f.validator.count()
	u := update("orders")
	u.ApplicationConfigurationUpdate = nil
	out, err := f.api.UpdateApplication(t.Context(), u)
	require.NoError(t, err)
	require.EqualValues(t, 2, *out.ApplicationDetail.ApplicationVersionId)
	require.Equal(t, checked, f.validator.count(), "code that nothing has changed for is not compiled again")
}

func TestUpdate_Code(t *testing.T) {
	t.Parallel()
	const bucket = "arn:aws:s3:::code"
	f := newFixture(t)
	in := newApplication("orders")
	in.ApplicationConfiguration = nil
	_, err := f.api.CreateApplication(t.Context(), in)
	require.NoError(t, err)
	f.objects.put(bucket, "app.jar", jar(t, "one"))

	step := func(version int64, c *model.ApplicationCodeConfigurationUpdate) *model.CodeContentDescription {
		t.Helper()
		u := update("orders")
		u.CurrentApplicationVersionId = &version
		u.ApplicationConfigurationUpdate.ApplicationCodeConfigurationUpdate = c
		out, err := f.api.UpdateApplication(t.Context(), u)
		require.NoError(t, err)
		return out.ApplicationDetail.ApplicationConfigurationDescription.ApplicationCodeConfigurationDescription.CodeContentDescription
	}
	first := step(1, &model.ApplicationCodeConfigurationUpdate{
		CodeContentTypeUpdate: new(model.CodeContentTypeZIPFILE),
		CodeContentUpdate: &model.CodeContentUpdate{S3ContentLocationUpdate: &model.S3ContentLocationUpdate{
			BucketARNUpdate: new(bucket), FileKeyUpdate: new("app.jar"),
		}},
	})
	require.EqualValues(t, len(jar(t, "one")), *first.CodeSize)
	f.objects.put(bucket, "app.jar", jar(t, "two!"))
	second := step(2, &model.ApplicationCodeConfigurationUpdate{CodeContentUpdate: &model.CodeContentUpdate{
		S3ContentLocationUpdate: &model.S3ContentLocationUpdate{FileKeyUpdate: new("app.jar")},
	}})
	require.EqualValues(t, len(jar(t, "two!")), *second.CodeSize, "the object is read again")
	require.Equal(t, bucket, *second.S3ApplicationCodeLocationDescription.BucketARN)
	f.objects.put(bucket, "app.jar", jar(t, "three"))
	u := update("orders")
	u.CurrentApplicationVersionId = new(int64(3))
	u.ServiceExecutionRoleUpdate = new(role)
	out, err := f.api.UpdateApplication(t.Context(), u)
	require.NoError(t, err)
	require.Equal(t, second, out.ApplicationDetail.ApplicationConfigurationDescription.ApplicationCodeConfigurationDescription.CodeContentDescription,
		"an update of something else keeps the stored copy")
	third := step(4, &model.ApplicationCodeConfigurationUpdate{
		CodeContentTypeUpdate: new(model.CodeContentTypePLAINTEXT), CodeContentUpdate: &model.CodeContentUpdate{TextContentUpdate: new(script)},
	})
	require.Equal(t, &model.CodeContentDescription{TextContent: new(script)}, third)
}

func TestUpdate_Refuses(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.create("orders")
	in := newApplication("empty")
	in.ApplicationConfiguration = nil
	_, err := f.api.CreateApplication(t.Context(), in)
	require.NoError(t, err)
	f.create("starting")
	f.start("starting")
	before := f.describe("orders")
	for name, test := range map[string]struct {
		change func(*model.UpdateApplicationRequest)
		code   model.ErrorCode
		words  string
	}{
		"neither version nor token": {func(u *model.UpdateApplicationRequest) { u.CurrentApplicationVersionId = nil }, model.InvalidArgumentException, "ConditionalToken"},
		"an application that is none": {func(u *model.UpdateApplicationRequest) {
			u.ApplicationName = new("none")
			u.ApplicationConfigurationUpdate.SqlApplicationConfigurationUpdate = &model.SqlApplicationConfigurationUpdate{}
		}, model.ResourceNotFoundException, "none"},
		"a wrong status, whatever the version": {func(u *model.UpdateApplicationRequest) {
			u.ApplicationName, u.CurrentApplicationVersionId = new("starting"), new(int64(9))
		}, model.ResourceInUseException, "STARTING"},
		"another version": {func(u *model.UpdateApplicationRequest) { u.CurrentApplicationVersionId = new(int64(2)) }, model.ConcurrentModificationException, "version 1"},
		"another token":   {func(u *model.UpdateApplicationRequest) { u.ConditionalToken = new("old") }, model.ConcurrentModificationException, "token"},
		"a broken script": {func(u *model.UpdateApplicationRequest) {
			u.ApplicationConfigurationUpdate.ApplicationCodeConfigurationUpdate = &model.ApplicationCodeConfigurationUpdate{
				CodeContentUpdate: &model.CodeContentUpdate{TextContentUpdate: new("a\nb BROKEN")},
			}
		}, model.CodeValidationException, "line 2, column 3"},
		"code of no type": {func(u *model.UpdateApplicationRequest) {
			u.ApplicationName = new("empty")
			u.ApplicationConfigurationUpdate.ApplicationCodeConfigurationUpdate = &model.ApplicationCodeConfigurationUpdate{
				CodeContentUpdate: &model.CodeContentUpdate{TextContentUpdate: new(script)},
			}
		}, model.InvalidArgumentException, "CodeContentTypeUpdate"},
		"half a place in S3": {func(u *model.UpdateApplicationRequest) {
			u.ApplicationConfigurationUpdate.ApplicationCodeConfigurationUpdate = &model.ApplicationCodeConfigurationUpdate{
				CodeContentTypeUpdate: new(model.CodeContentTypeZIPFILE),
				CodeContentUpdate:     &model.CodeContentUpdate{S3ContentLocationUpdate: &model.S3ContentLocationUpdate{FileKeyUpdate: new("app.jar")}},
			}
		}, model.InvalidArgumentException, "BucketARNUpdate"},
		"the older SQL": {func(u *model.UpdateApplicationRequest) {
			u.RuntimeEnvironmentUpdate = new(model.RuntimeEnvironmentSQL_1_0)
		}, model.InvalidArgumentException, "SQL-1_0"},
		"SQL inputs": {func(u *model.UpdateApplicationRequest) {
			u.ApplicationConfigurationUpdate.SqlApplicationConfigurationUpdate = &model.SqlApplicationConfigurationUpdate{}
		}, model.InvalidArgumentException, "SQL-1_0"},
		"a notebook": {func(u *model.UpdateApplicationRequest) {
			u.ApplicationConfigurationUpdate.ZeppelinApplicationConfigurationUpdate = &model.ZeppelinApplicationConfigurationUpdate{}
		}, model.InvalidArgumentException, "ZEPPELIN"},
		"an unknown VPC": {func(u *model.UpdateApplicationRequest) {
			u.ApplicationConfigurationUpdate.VpcConfigurationUpdates = []model.VpcConfigurationUpdate{{VpcConfigurationId: new("1.1")}}
		}, model.InvalidArgumentException, "1.1"},
		"an unknown logging option": {func(u *model.UpdateApplicationRequest) {
			u.CloudWatchLoggingOptionUpdates = []model.CloudWatchLoggingOptionUpdate{{CloudWatchLoggingOptionId: new("1.2")}}
		}, model.InvalidArgumentException, "1.2"},
		"a customer's key": {func(u *model.UpdateApplicationRequest) {
			u.ApplicationConfigurationUpdate.ApplicationEncryptionConfigurationUpdate = &model.ApplicationEncryptionConfigurationUpdate{
				KeyTypeUpdate: new(model.KeyTypeCUSTOMER_MANAGED_KEY), KeyIdUpdate: new("alias/a"),
			}
		}, model.InvalidArgumentException, "KeyType"},
		"more parallelism than KPUs": {func(u *model.UpdateApplicationRequest) {
			u.ApplicationConfigurationUpdate.FlinkApplicationConfigurationUpdate = &model.FlinkApplicationConfigurationUpdate{ParallelismConfigurationUpdate: &model.ParallelismConfigurationUpdate{
				ConfigurationTypeUpdate: new(model.ConfigurationTypeCUSTOM), ParallelismUpdate: new(int64(65)),
			}}
		}, model.InvalidArgumentException, "Parallelism"},
		"a group of properties twice": {func(u *model.UpdateApplicationRequest) {
			g := model.PropertyGroup{PropertyGroupId: new("g"), PropertyMap: map[string]string{"a": "b"}}
			u.ApplicationConfigurationUpdate.EnvironmentPropertyUpdates = &model.EnvironmentPropertyUpdates{PropertyGroups: []model.PropertyGroup{g, g}}
		}, model.InvalidArgumentException, "given twice"},
	} {
		t.Run(name, func(t *testing.T) {
			u := update("orders")
			test.change(u)
			_, err := f.api.UpdateApplication(t.Context(), u)
			requireCode(t, err, test.code, test.words)
		})
	}
	require.Equal(t, before, f.describe("orders"), "nothing of what was refused is there")
	a, err := f.store.Application(t.Context(), key("orders"))
	require.NoError(t, err)
	versions, err := f.store.ListVersions(t.Context(), a.ID, 0, 10)
	require.NoError(t, err)
	require.Len(t, versions, 1)
	inProgress, err := f.store.OperationsInProgress(t.Context(), a.ID)
	require.NoError(t, err)
	require.Empty(t, inProgress)
}

func TestUpdate_OfARunningApplicationRestartsIt(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.create("orders")
	f.run("orders")
	u := update("orders")
	u.RunConfigurationUpdate = &model.RunConfigurationUpdate{FlinkRunConfiguration: &model.FlinkRunConfiguration{AllowNonRestoredState: new(true)}}
	out, err := f.api.UpdateApplication(t.Context(), u)
	require.NoError(t, err)
	require.Equal(t, model.ApplicationStatusUPDATING, *out.ApplicationDetail.ApplicationStatus)
	require.EqualValues(t, 2, *out.ApplicationDetail.ApplicationVersionId)
	require.Equal(t, out.ApplicationDetail, f.describe("orders"))
	require.True(t, *out.ApplicationDetail.ApplicationConfigurationDescription.RunConfigurationDescription.FlinkRunConfigurationDescription.AllowNonRestoredState)
	o, err := f.api.DescribeApplicationOperation(t.Context(), &model.DescribeApplicationOperationRequest{ApplicationName: new("orders"), OperationId: out.OperationId})
	require.NoError(t, err)
	require.Equal(t, model.OperationStatusIN_PROGRESS, *o.ApplicationOperationInfoDetails.OperationStatus)
	require.EqualValues(t, 2, *o.ApplicationOperationInfoDetails.ApplicationVersionChangeDetails.ApplicationVersionUpdatedTo)

	f.settle("orders", lifecycle.StatusRunning)
	u = update("orders")
	u.CurrentApplicationVersionId = new(int64(2))
	out, err = f.api.UpdateApplication(t.Context(), u)
	require.NoError(t, err)
	require.False(t, *out.ApplicationDetail.ApplicationConfigurationDescription.RunConfigurationDescription.FlinkRunConfigurationDescription.AllowNonRestoredState,
		"what an update does not say of the run has its default")
}

func TestUpdate_OfARunningApplicationChecksThatItsStateCanBeRestored(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	older := func(version int64, restore *model.ApplicationRestoreConfiguration) error {
		u := update("orders")
		u.CurrentApplicationVersionId = &version
		u.RuntimeEnvironmentUpdate = new(model.RuntimeEnvironmentFLINK_1_18)
		u.RunConfigurationUpdate = &model.RunConfigurationUpdate{ApplicationRestoreConfiguration: restore}
		_, err := f.api.UpdateApplication(t.Context(), u)
		return err
	}
	f.create("orders")
	f.run("orders")
	f.putSnapshot("orders", "by-hand", "FLINK-1_20")
	requireCode(t, older(1, nil), model.InvalidApplicationConfigurationException, "FLINK-1_20", "FLINK-1_18")
	requireCode(t, older(1, &model.ApplicationRestoreConfiguration{
		ApplicationRestoreType: new(model.ApplicationRestoreTypeRESTORE_FROM_CUSTOM_SNAPSHOT), SnapshotName: new("by-hand"),
	}), model.InvalidApplicationConfigurationException, "by-hand")
	require.Equal(t, model.ApplicationStatusRUNNING, f.status("orders"), "a refused update leaves everything as it was")
	require.EqualValues(t, 1, *f.describe("orders").ApplicationVersionId)
	require.NoError(t, older(1, &model.ApplicationRestoreConfiguration{
		ApplicationRestoreType: new(model.ApplicationRestoreTypeSKIP_RESTORE_FROM_SNAPSHOT),
	}))
}

func TestUpdate_OfSeveralWithOneVersionExactlyOneWins(t *testing.T) {
	t.Parallel()
	for name, run := range map[string]bool{"ready": false, "running": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newFixture(t)
			f.create("orders")
			if run {
				f.run("orders")
			}
			const many = 12
			errs := make([]error, many)
			var wg sync.WaitGroup
			for i := range many {
				wg.Go(func() { _, errs[i] = f.api.UpdateApplication(t.Context(), update("orders")) })
			}
			wg.Wait()
			won := 0
			for _, err := range errs {
				if err == nil {
					won++
					continue
				}
				if !run || !client.IsCode(err, model.ResourceInUseException) {
					requireCode(t, err, model.ConcurrentModificationException)
				}
			}
			require.Equal(t, 1, won)
			require.EqualValues(t, 2, *f.describe("orders").ApplicationVersionId)
		})
	}
}

func TestDescribe_OfAVersionTellsThatVersionOnly(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.create("orders")
	_, err := f.api.UpdateApplication(t.Context(), update("orders"))
	require.NoError(t, err)
	f.run("orders")
	version := func(id int64) *model.ApplicationDetail {
		out, err := f.api.DescribeApplicationVersion(t.Context(), &model.DescribeApplicationVersionRequest{ApplicationName: new("orders"), ApplicationVersionId: &id})
		require.NoError(t, err)
		return out.ApplicationVersionDetail
	}
	require.Equal(t, model.ApplicationStatusREADY, *version(1).ApplicationStatus)
	require.Nil(t, version(1).ApplicationConfigurationDescription.RunConfigurationDescription)
	require.Equal(t, f.describe("orders"), version(2))
	list, err := f.api.ListApplicationVersions(t.Context(), &model.ListApplicationVersionsRequest{ApplicationName: new("orders")})
	require.NoError(t, err)
	text, err := json.Marshal(list)
	require.NoError(t, err)
	require.JSONEq(t, `{"ApplicationVersionSummaries": [
		{"ApplicationStatus": "RUNNING", "ApplicationVersionId": 2}, {"ApplicationStatus": "READY", "ApplicationVersionId": 1}]}`, string(text))
	_, err = f.api.DescribeApplicationVersion(t.Context(), &model.DescribeApplicationVersionRequest{ApplicationName: new("orders"), ApplicationVersionId: new(int64(3))})
	requireCode(t, err, model.ResourceNotFoundException)
}

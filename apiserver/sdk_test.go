package apiserver_test

import (
	"errors"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2/types"
	"github.com/aws/smithy-go"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/lifecycle"
)

// sdk is the AWS SDK's client of a fixture, as anybody would configure it.
func (f *fixture) sdk() *kinesisanalyticsv2.Client {
	return kinesisanalyticsv2.New(kinesisanalyticsv2.Options{
		Region: region, BaseEndpoint: &f.server.URL, HTTPClient: f.server.Client(),
		Credentials: credentials.NewStaticCredentialsProvider("AKIDOWNER", keys["AKIDOWNER"].Secret, ""),
	})
}

// TestSDK_GoesThroughALife uses nothing but the AWS SDK for Go; only the reconciler is played by the test.
func TestSDK_GoesThroughALife(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	api := f.sdk()
	name := aws.String("flight-delays")
	created, err := api.CreateApplication(t.Context(), &kinesisanalyticsv2.CreateApplicationInput{
		ApplicationName: name, RuntimeEnvironment: types.RuntimeEnvironmentFlink120, ServiceExecutionRole: aws.String(role),
		ApplicationDescription: aws.String("delay hot spots — per airport & window"),
		ApplicationConfiguration: &types.ApplicationConfiguration{
			ApplicationCodeConfiguration: &types.ApplicationCodeConfiguration{
				CodeContentType: types.CodeContentTypePlaintext, CodeContent: &types.CodeContent{TextContent: aws.String(script)},
			},
			EnvironmentProperties: &types.EnvironmentProperties{PropertyGroups: []types.PropertyGroup{
				{PropertyGroupId: aws.String("source"), PropertyMap: map[string]string{"path": "/data/flights", "größe": "<1 & 2>"}},
			}},
		},
		Tags: []types.Tag{{Key: aws.String("team"), Value: aws.String("flights")}},
	})
	require.NoError(t, err)
	require.Equal(t, types.ApplicationStatusReady, created.ApplicationDetail.ApplicationStatus)
	require.WithinDuration(t, time.Now(), *created.ApplicationDetail.CreateTimestamp, time.Minute)
	require.Zero(t, created.ApplicationDetail.CreateTimestamp.Nanosecond(), "times are whole seconds")
	described, err := api.DescribeApplication(t.Context(), &kinesisanalyticsv2.DescribeApplicationInput{ApplicationName: name})
	require.NoError(t, err)
	require.Equal(t, created.ApplicationDetail, described.ApplicationDetail)
	require.Equal(t, "<1 & 2>", described.ApplicationDetail.ApplicationConfigurationDescription.EnvironmentPropertyDescriptions.PropertyGroupDescriptions[0].PropertyMap["größe"])

	_, err = api.CreateApplication(t.Context(), &kinesisanalyticsv2.CreateApplicationInput{
		ApplicationName: name, RuntimeEnvironment: types.RuntimeEnvironmentFlink120, ServiceExecutionRole: aws.String(role),
	})
	var inUse *types.ResourceInUseException
	require.ErrorAs(t, err, &inUse)
	require.Contains(t, inUse.ErrorMessage(), "flight-delays")

	started, err := api.StartApplication(t.Context(), &kinesisanalyticsv2.StartApplicationInput{ApplicationName: name})
	require.NoError(t, err)
	f.settle(*name, lifecycle.StatusRunning)
	operation, err := api.DescribeApplicationOperation(t.Context(), &kinesisanalyticsv2.DescribeApplicationOperationInput{ApplicationName: name, OperationId: started.OperationId})
	require.NoError(t, err)
	require.Equal(t, types.OperationStatusSuccessful, operation.ApplicationOperationInfoDetails.OperationStatus)

	_, err = api.CreateApplicationSnapshot(t.Context(), &kinesisanalyticsv2.CreateApplicationSnapshotInput{ApplicationName: name, SnapshotName: aws.String("first")})
	require.NoError(t, err)
	snapshots, err := api.ListApplicationSnapshots(t.Context(), &kinesisanalyticsv2.ListApplicationSnapshotsInput{ApplicationName: name})
	require.NoError(t, err)
	require.Equal(t, types.SnapshotStatusCreating, snapshots.SnapshotSummaries[0].SnapshotStatus)

	_, err = api.UpdateApplication(t.Context(), &kinesisanalyticsv2.UpdateApplicationInput{ApplicationName: name, CurrentApplicationVersionId: aws.Int64(7)})
	var concurrent *types.ConcurrentModificationException
	require.ErrorAs(t, err, &concurrent)
	_, err = api.UpdateApplication(t.Context(), &kinesisanalyticsv2.UpdateApplicationInput{
		ApplicationName: name, CurrentApplicationVersionId: aws.Int64(1),
		ApplicationConfigurationUpdate: &types.ApplicationConfigurationUpdate{ApplicationCodeConfigurationUpdate: &types.ApplicationCodeConfigurationUpdate{
			CodeContentUpdate: &types.CodeContentUpdate{TextContentUpdate: aws.String("BROKEN")},
		}},
	})
	var wrong *types.CodeValidationException
	require.ErrorAs(t, err, &wrong)
	require.Contains(t, wrong.ErrorMessage(), "line 1, column 1")
	updated, err := api.UpdateApplication(t.Context(), &kinesisanalyticsv2.UpdateApplicationInput{
		ApplicationName: name, CurrentApplicationVersionId: aws.Int64(1), ServiceExecutionRoleUpdate: aws.String(role),
	})
	require.NoError(t, err)
	require.Equal(t, types.ApplicationStatusUpdating, updated.ApplicationDetail.ApplicationStatus)
	f.settle(*name, lifecycle.StatusRunning)

	var names []string
	paginator := kinesisanalyticsv2.NewListApplicationVersionsPaginator(api, &kinesisanalyticsv2.ListApplicationVersionsInput{ApplicationName: name, Limit: aws.Int32(1)})
	for paginator.HasMorePages() {
		page, err := paginator.NextPage(t.Context())
		require.NoError(t, err)
		for _, v := range page.ApplicationVersionSummaries {
			names = append(names, string(v.ApplicationStatus))
		}
	}
	require.Equal(t, []string{"RUNNING", "READY"}, names)

	tags, err := api.ListTagsForResource(t.Context(), &kinesisanalyticsv2.ListTagsForResourceInput{ResourceARN: created.ApplicationDetail.ApplicationARN})
	require.NoError(t, err)
	require.Equal(t, []types.Tag{{Key: aws.String("team"), Value: aws.String("flights")}}, tags.Tags)

	_, err = api.StopApplication(t.Context(), &kinesisanalyticsv2.StopApplicationInput{ApplicationName: name, Force: aws.Bool(true)})
	require.NoError(t, err)
	f.settle(*name, lifecycle.StatusReady)
	_, err = api.DeleteApplication(t.Context(), &kinesisanalyticsv2.DeleteApplicationInput{ApplicationName: name, CreateTimestamp: described.ApplicationDetail.CreateTimestamp})
	require.NoError(t, err)
	f.finishDelete(*name)
	_, err = api.DescribeApplication(t.Context(), &kinesisanalyticsv2.DescribeApplicationInput{ApplicationName: name})
	var gone *types.ResourceNotFoundException
	require.ErrorAs(t, err, &gone)
}

func TestSDK_UnderstandsErrorsThatNoOperationDeclares(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	for code, secret := range map[string][2]string{
		"InvalidSignatureException":   {"AKIDOWNER", "not the secret"},
		"UnrecognizedClientException": {"AKIDNOBODY", "secret"},
	} {
		api := kinesisanalyticsv2.New(kinesisanalyticsv2.Options{
			Region: region, BaseEndpoint: &f.server.URL, HTTPClient: f.server.Client(),
			Credentials: credentials.NewStaticCredentialsProvider(secret[0], secret[1], ""),
		})
		_, err := api.ListApplications(t.Context(), &kinesisanalyticsv2.ListApplicationsInput{})
		var told smithy.APIError
		require.True(t, errors.As(err, &told), "%v", err)
		require.Equal(t, code, told.ErrorCode())
		require.NotEmpty(t, told.ErrorMessage())
	}
}

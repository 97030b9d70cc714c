package apiserver_test

import (
	"crypto/md5" //nolint:gosec // what the API tells
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/apiserver"
	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/store"
)

func TestCreate_FillsInTheServicesDefaults(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	in := newApplication("bare")
	in.ApplicationConfiguration = nil
	out, err := f.api.CreateApplication(t.Context(), in)
	require.NoError(t, err)
	d := out.ApplicationDetail
	text, err := json.Marshal(d.ApplicationConfigurationDescription)
	require.NoError(t, err)
	require.JSONEq(t, `{
		"ApplicationEncryptionConfigurationDescription": {"KeyType": "AWS_OWNED_KEY"},
		"ApplicationSnapshotConfigurationDescription": {"SnapshotsEnabled": true},
		"ApplicationSystemRollbackConfigurationDescription": {"RollbackEnabled": false},
		"FlinkApplicationConfigurationDescription": {
			"CheckpointConfigurationDescription": {"ConfigurationType": "DEFAULT", "CheckpointingEnabled": true,
				"CheckpointInterval": 60000, "MinPauseBetweenCheckpoints": 5000},
			"MonitoringConfigurationDescription": {"ConfigurationType": "DEFAULT", "LogLevel": "INFO", "MetricsLevel": "APPLICATION"},
			"ParallelismConfigurationDescription": {"ConfigurationType": "DEFAULT", "Parallelism": 1, "ParallelismPerKPU": 1,
				"CurrentParallelism": 1, "AutoScalingEnabled": true}
		}
	}`, string(text))
	require.Equal(t, "arn:aws:kinesisanalytics:eu-west-1:123456789012:application/bare", *d.ApplicationARN)
	require.Equal(t, model.ApplicationStatusREADY, *d.ApplicationStatus)
	require.Equal(t, model.ApplicationModeSTREAMING, *d.ApplicationMode)
	require.EqualValues(t, 1, *d.ApplicationVersionId)
	require.NotEmpty(t, *d.ConditionalToken)
	require.Equal(t, "22:00", *d.ApplicationMaintenanceConfigurationDescription.ApplicationMaintenanceWindowStartTime)
	require.Equal(t, "06:00", *d.ApplicationMaintenanceConfigurationDescription.ApplicationMaintenanceWindowEndTime)
	require.Equal(t, *d.CreateTimestamp, *d.LastUpdateTimestamp)
	require.Nil(t, d.ApplicationDescription)
	require.Nil(t, d.ApplicationVersionUpdatedFrom)
	require.Equal(t, d, f.describe("bare"), "Describe tells what Create told")
}

func TestCreate_CustomKeepsWhatIsGivenAndDefaultOverrulesIt(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	in := newApplication("tuned")
	in.ApplicationConfiguration.FlinkApplicationConfiguration = &model.FlinkApplicationConfiguration{
		CheckpointConfiguration: &model.CheckpointConfiguration{
			ConfigurationType: new(model.ConfigurationTypeCUSTOM), CheckpointInterval: new(int64(1000)),
		},
		ParallelismConfiguration: &model.ParallelismConfiguration{
			ConfigurationType: new(model.ConfigurationTypeDEFAULT), Parallelism: new(int64(7)),
		},
	}
	out, err := f.api.CreateApplication(t.Context(), in)
	require.NoError(t, err)
	flink := out.ApplicationDetail.ApplicationConfigurationDescription.FlinkApplicationConfigurationDescription
	require.EqualValues(t, 1000, *flink.CheckpointConfigurationDescription.CheckpointInterval)
	require.EqualValues(t, 5000, *flink.CheckpointConfigurationDescription.MinPauseBetweenCheckpoints)
	require.EqualValues(t, 1, *flink.ParallelismConfigurationDescription.Parallelism)
}

func TestCreate_Code(t *testing.T) {
	t.Parallel()
	const bucket = "arn:aws:s3:::code"
	f := newFixture(t)
	pkg := jar(t, "a package")
	sum := md5.Sum(pkg) //nolint:gosec // what the API tells
	told := fmt.Sprintf(`"CodeMD5": "%x", "CodeSize": %d`, sum, len(pkg))
	f.objects.put(bucket, "app.jar", pkg)
	f.objects.put(bucket, "app.sql", []byte(script))
	for name, test := range map[string]struct {
		kind    model.CodeContentType
		content model.CodeContent
		want    string
	}{
		"text": {model.CodeContentTypePLAINTEXT, model.CodeContent{TextContent: new(script)}, `{"TextContent": "` + script + `"}`},
		"zip":  {model.CodeContentTypeZIPFILE, model.CodeContent{ZipFileContent: pkg}, `{` + told + `}`},
		"zip in S3": {model.CodeContentTypeZIPFILE, model.CodeContent{S3ContentLocation: &model.S3ContentLocation{BucketARN: new(bucket), FileKey: new("app.jar")}},
			`{` + told + `, "S3ApplicationCodeLocationDescription": {"BucketARN": "arn:aws:s3:::code", "FileKey": "app.jar"}}`},
		"script in S3": {model.CodeContentTypePLAINTEXT, model.CodeContent{S3ContentLocation: &model.S3ContentLocation{BucketARN: new(bucket), FileKey: new("app.sql")}},
			`{"CodeMD5": "402ea5510cafd42b9c36863b97a869ec", "CodeSize": 43, "S3ApplicationCodeLocationDescription": {"BucketARN": "arn:aws:s3:::code", "FileKey": "app.sql"}}`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			in := newApplication(strings.ReplaceAll(name, " ", "-"))
			in.ApplicationConfiguration.ApplicationCodeConfiguration = &model.ApplicationCodeConfiguration{CodeContentType: &test.kind, CodeContent: &test.content}
			out, err := f.api.CreateApplication(t.Context(), in)
			require.NoError(t, err)
			code := out.ApplicationDetail.ApplicationConfigurationDescription.ApplicationCodeConfigurationDescription
			require.Equal(t, test.kind, *code.CodeContentType)
			text, err := json.Marshal(code.CodeContentDescription)
			require.NoError(t, err)
			require.JSONEq(t, test.want, string(text))
		})
	}
}

func TestCreate_Refuses(t *testing.T) {
	t.Parallel()
	const bucket = "arn:aws:s3:::code"
	f := newFixtureWith(t, apiserver.Quotas{Applications: 1, TagsPerApplication: 2, KPUs: 4, CodeMiB: 1, LoggingOptions: 1, VPCConfigurations: 1})
	f.create("taken")
	f.objects.put(bucket, "broken.sql", []byte("INSERT INTO x\n  BROKEN"))
	f.objects.put(bucket, "long.sql", []byte(strings.Repeat(" ", 102401)))
	f.objects.put(bucket, "large.jar", make([]byte, 1<<20+1))
	f.objects.put(bucket, "empty.jar", nil)
	f.objects[bucket+"/torn.jar"] = func() (io.ReadCloser, error) {
		return io.NopCloser(iotest.ErrReader(errors.New("connection reset"))), nil
	}
	inS3 := func(kind model.CodeContentType, key string) func(*model.CreateApplicationRequest) {
		return func(in *model.CreateApplicationRequest) {
			in.ApplicationConfiguration.ApplicationCodeConfiguration = &model.ApplicationCodeConfiguration{
				CodeContentType: &kind,
				CodeContent:     &model.CodeContent{S3ContentLocation: &model.S3ContentLocation{BucketARN: new(bucket), FileKey: &key}},
			}
		}
	}
	for name, test := range map[string]struct {
		change func(*model.CreateApplicationRequest)
		code   model.ErrorCode
		words  string
	}{
		"a name that is taken, whatever the code": {func(in *model.CreateApplicationRequest) {
			in.ApplicationName = new("taken")
			in.ApplicationConfiguration.ApplicationCodeConfiguration = textCode("BROKEN")
		}, model.ResourceInUseException, "taken"},
		"one too many": {func(*model.CreateApplicationRequest) {}, model.LimitExceededException, "limit"},
		"a script that does not parse": {func(in *model.CreateApplicationRequest) {
			in.ApplicationConfiguration.ApplicationCodeConfiguration = textCode("INSERT INTO x\n  BROKEN")
		}, model.CodeValidationException, "line 2, column 3"},
		"a script in S3 that does not parse": {inS3(model.CodeContentTypePLAINTEXT, "broken.sql"), model.CodeValidationException, "line 2, column 3"},
		"a script in S3 that is too long":    {inS3(model.CodeContentTypePLAINTEXT, "long.sql"), model.InvalidArgumentException, "larger than 102400"},
		"a package that is too large":        {inS3(model.CodeContentTypeZIPFILE, "large.jar"), model.InvalidArgumentException, "larger than 1048576"},
		"an empty object":                    {inS3(model.CodeContentTypeZIPFILE, "empty.jar"), model.InvalidArgumentException, "is empty"},
		"an object that breaks off":          {inS3(model.CodeContentTypeZIPFILE, "torn.jar"), model.InvalidArgumentException, "Please check the role provided or validity of S3 location you provided"},
		"an object that is not there":        {inS3(model.CodeContentTypeZIPFILE, "none.jar"), model.InvalidArgumentException, "Please check the role provided or validity of S3 location you provided"},
		"two kinds of code": {func(in *model.CreateApplicationRequest) {
			in.ApplicationConfiguration.ApplicationCodeConfiguration.CodeContent.ZipFileContent = []byte("PK")
		}, model.InvalidArgumentException, "exactly one"},
		"no kind of code": {func(in *model.CreateApplicationRequest) {
			in.ApplicationConfiguration.ApplicationCodeConfiguration.CodeContent = &model.CodeContent{}
		}, model.InvalidArgumentException, "exactly one"},
		"text of another type": {func(in *model.CreateApplicationRequest) {
			in.ApplicationConfiguration.ApplicationCodeConfiguration.CodeContentType = new(model.CodeContentTypeZIPFILE)
		}, model.InvalidArgumentException, "PLAINTEXT"},
		"an empty script": {func(in *model.CreateApplicationRequest) {
			in.ApplicationConfiguration.ApplicationCodeConfiguration = textCode(" \n")
		}, model.InvalidArgumentException, "TextContent is empty"},
		"a script of too many bytes": {func(in *model.CreateApplicationRequest) {
			in.ApplicationConfiguration.ApplicationCodeConfiguration = textCode(strings.Repeat("é", 51201))
		}, model.InvalidArgumentException, "102402 bytes"},
		"U+0000 in a script": {func(in *model.CreateApplicationRequest) {
			in.ApplicationConfiguration.ApplicationCodeConfiguration = textCode("SELECT '\x00'")
		}, "SerializationException", "ApplicationConfiguration.ApplicationCodeConfiguration.CodeContent.TextContent"},
		"U+0000 in a description": {func(in *model.CreateApplicationRequest) { in.ApplicationDescription = new("\x00") },
			"SerializationException", "ApplicationDescription"},
		"a notebook": {func(in *model.CreateApplicationRequest) {
			in.RuntimeEnvironment = new(model.RuntimeEnvironmentZEPPELIN_FLINK_3_0)
		}, model.UnsupportedOperationException, "ZEPPELIN-FLINK-3_0"},
		"an interactive Flink": {func(in *model.CreateApplicationRequest) { in.ApplicationMode = new(model.ApplicationModeINTERACTIVE) },
			model.InvalidArgumentException, "INTERACTIVE"},
		"SQL inputs": {func(in *model.CreateApplicationRequest) {
			in.ApplicationConfiguration.SqlApplicationConfiguration = &model.SqlApplicationConfiguration{}
		}, model.InvalidArgumentException, "SqlApplicationConfiguration"},
		"what is no subnet": {func(in *model.CreateApplicationRequest) {
			in.ApplicationConfiguration.VpcConfigurations = []model.VpcConfiguration{{SubnetIds: []string{"vpc-1"}, SecurityGroupIds: []string{"sg-1"}}}
		}, model.InvalidArgumentException, `SubnetIds has "vpc-1"`},
		"a subnet without a name": {func(in *model.CreateApplicationRequest) {
			in.ApplicationConfiguration.VpcConfigurations = []model.VpcConfiguration{{SubnetIds: []string{"subnet-"}, SecurityGroupIds: []string{"sg-1"}}}
		}, model.InvalidArgumentException, `SubnetIds has "subnet-"`},
		"a subnet of a strange name": {func(in *model.CreateApplicationRequest) {
			in.ApplicationConfiguration.VpcConfigurations = []model.VpcConfiguration{{SubnetIds: []string{"subnet-1/2"}, SecurityGroupIds: []string{"sg-1"}}}
		}, model.InvalidArgumentException, `SubnetIds has "subnet-1/2"`},
		"a security group twice": {func(in *model.CreateApplicationRequest) {
			in.ApplicationConfiguration.VpcConfigurations = []model.VpcConfiguration{{SubnetIds: []string{"subnet-1"}, SecurityGroupIds: []string{"sg-1", "sg-1"}}}
		}, model.InvalidArgumentException, "sg-1 twice"},
		"two VPCs": {func(in *model.CreateApplicationRequest) {
			vpc := model.VpcConfiguration{SubnetIds: []string{"subnet-1"}, SecurityGroupIds: []string{"sg-1"}}
			in.ApplicationConfiguration.VpcConfigurations = []model.VpcConfiguration{vpc, vpc}
		}, model.InvalidArgumentException, "currently supports only 1 VPC configuration(s)"},
		"what is no log stream": {func(in *model.CreateApplicationRequest) {
			in.CloudWatchLoggingOptions = []model.CloudWatchLoggingOption{{LogStreamARN: new("arn:aws:logs:eu-west-1:123456789012:log-group:g")}}
		}, model.InvalidArgumentException, "LogStreamARN"},
		"two log streams": {func(in *model.CreateApplicationRequest) {
			option := model.CloudWatchLoggingOption{LogStreamARN: new("arn:aws:logs:eu-west-1:123456789012:log-group:g:log-stream:s")}
			in.CloudWatchLoggingOptions = []model.CloudWatchLoggingOption{option, option}
		}, model.InvalidArgumentException, "currently supports only 1 logging option"},
		"a customer's key": {func(in *model.CreateApplicationRequest) {
			in.ApplicationConfiguration.ApplicationEncryptionConfiguration = &model.ApplicationEncryptionConfiguration{
				KeyType: new(model.KeyTypeCUSTOMER_MANAGED_KEY), KeyId: new("alias/orders"),
			}
		}, model.UnsupportedOperationException, "KeyType"},
		"a customer's key without its name": {func(in *model.CreateApplicationRequest) {
			in.ApplicationConfiguration.ApplicationEncryptionConfiguration = &model.ApplicationEncryptionConfiguration{KeyType: new(model.KeyTypeCUSTOMER_MANAGED_KEY)}
		}, model.InvalidArgumentException, "KeyId"},
		"the service's key with a name": {func(in *model.CreateApplicationRequest) {
			in.ApplicationConfiguration.ApplicationEncryptionConfiguration = &model.ApplicationEncryptionConfiguration{
				KeyType: new(model.KeyTypeAWS_OWNED_KEY), KeyId: new("alias/orders"),
			}
		}, model.InvalidArgumentException, "KeyId"},
		"more parallelism than KPUs": {parallelism(9, 2), model.InvalidArgumentException, "Parallelism"},
		"too much on one KPU":        {parallelism(1, 9), model.InvalidArgumentException, "ParallelismPerKPU"},
		"an interval beyond all time": {func(in *model.CreateApplicationRequest) {
			in.ApplicationConfiguration.FlinkApplicationConfiguration = &model.FlinkApplicationConfiguration{CheckpointConfiguration: &model.CheckpointConfiguration{
				ConfigurationType: new(model.ConfigurationTypeCUSTOM), CheckpointInterval: new(int64(1) << 62),
			}}
		}, model.InvalidArgumentException, "CheckpointInterval"},
		"a pause beyond all time": {func(in *model.CreateApplicationRequest) {
			in.ApplicationConfiguration.FlinkApplicationConfiguration = &model.FlinkApplicationConfiguration{CheckpointConfiguration: &model.CheckpointConfiguration{
				ConfigurationType: new(model.ConfigurationTypeCUSTOM), MinPauseBetweenCheckpoints: new(int64(1) << 62),
			}}
		}, model.InvalidArgumentException, "MinPauseBetweenCheckpoints"},
		"a group of properties twice": {func(in *model.CreateApplicationRequest) {
			g := model.PropertyGroup{PropertyGroupId: new("g"), PropertyMap: map[string]string{"a": "b"}}
			in.ApplicationConfiguration.EnvironmentProperties = &model.EnvironmentProperties{PropertyGroups: []model.PropertyGroup{g, g}}
		}, model.InvalidArgumentException, "given twice"},
		"too many tags": {func(in *model.CreateApplicationRequest) {
			in.Tags = []model.Tag{{Key: new("a")}, {Key: new("b")}, {Key: new("c")}}
		}, model.TooManyTagsException, "at most 2"},
		"a reserved tag": {func(in *model.CreateApplicationRequest) { in.Tags = []model.Tag{{Key: new("AWS:x")}} }, model.InvalidArgumentException, "reserved"},
		"a tag twice":    {func(in *model.CreateApplicationRequest) { in.Tags = []model.Tag{{Key: new("a")}, {Key: new("a")}} }, model.InvalidArgumentException, "given twice"},
	} {
		t.Run(name, func(t *testing.T) {
			in := newApplication("refused")
			test.change(in)
			_, err := f.api.CreateApplication(t.Context(), in)
			requireCode(t, err, test.code, test.words)
		})
	}
	found, err := f.store.ListApplications(t.Context(), account, region, "", 10)
	require.NoError(t, err)
	require.Len(t, found, 1, "nothing of what was refused is stored")
	entries, err := f.store.ListAudit(t.Context(), store.AuditQuery{Application: "refused"}, store.AuditCursor{}, 10)
	require.NoError(t, err)
	require.Empty(t, entries)
	swept, err := f.store.SweepCode(t.Context(), -1)
	require.NoError(t, err)
	require.EqualValues(t, 1, swept, "no code is left that was refused, but of the application that was one too many")
}

func parallelism(n, perKPU int64) func(*model.CreateApplicationRequest) {
	return func(in *model.CreateApplicationRequest) {
		in.ApplicationConfiguration.FlinkApplicationConfiguration = &model.FlinkApplicationConfiguration{ParallelismConfiguration: &model.ParallelismConfiguration{
			ConfigurationType: new(model.ConfigurationTypeCUSTOM), Parallelism: &n, ParallelismPerKPU: &perKPU,
		}}
	}
}

func TestApplications_ArePerAccountAndRegion(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.create("orders")
	for name, other := range map[string]struct{ keyID, region string }{
		"another region":  {"AKIDOWNER", "us-east-1"},
		"another account": {"AKIDSTRANGER", region},
	} {
		c := f.as(other.keyID, other.region)
		_, err := c.DescribeApplication(t.Context(), &model.DescribeApplicationRequest{ApplicationName: new("orders")})
		requireCode(t, err, model.ResourceNotFoundException, "orders")
		_, err = c.ListTagsForResource(t.Context(), &model.ListTagsForResourceRequest{ResourceARN: f.describe("orders").ApplicationARN})
		requireCode(t, err, model.ResourceNotFoundException)
		out, err := c.CreateApplication(t.Context(), newApplication("orders"))
		require.NoError(t, err, name)
		require.EqualValues(t, 1, *out.ApplicationDetail.ApplicationVersionId)
	}
	_, err := f.store.Application(t.Context(), store.ApplicationKey{AccountID: stranger, Region: region, Name: "orders"})
	require.NoError(t, err)
}

package apiserver_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/apiserver/model"
)

func newSQLApplication(name string, sql *model.SqlApplicationConfiguration) *model.CreateApplicationRequest {
	return &model.CreateApplicationRequest{
		ApplicationName: &name, RuntimeEnvironment: new(model.RuntimeEnvironmentSQL_1_0), ServiceExecutionRole: new(role),
		ApplicationConfiguration: &model.ApplicationConfiguration{SqlApplicationConfiguration: sql},
	}
}

func schema(format model.RecordFormatType, columns ...model.RecordColumn) *model.SourceSchema {
	if len(columns) == 0 {
		columns = []model.RecordColumn{{Name: new("A"), SqlType: new("INTEGER")}}
	}
	return &model.SourceSchema{RecordFormat: &model.RecordFormat{RecordFormatType: &format}, RecordColumns: columns}
}

// wholeSQL is a configuration with one part of each kind.
func wholeSQL() *model.SqlApplicationConfiguration {
	return &model.SqlApplicationConfiguration{
		Inputs: []model.Input{{
			NamePrefix: new("IN"), InputSchema: schema(model.RecordFormatTypeJSON), KinesisStreamsInput: &model.KinesisStreamsInput{ResourceARN: new(streamARN)},
		}},
		Outputs: []model.Output{{
			Name: new("OUT"), DestinationSchema: &model.DestinationSchema{RecordFormatType: new(model.RecordFormatTypeCSV)},
			LambdaOutput: &model.LambdaOutput{ResourceARN: new(functionARN)},
		}},
		ReferenceDataSources: []model.ReferenceDataSource{{
			TableName: new("REF"), ReferenceSchema: schema(model.RecordFormatTypeCSV),
			S3ReferenceDataSource: &model.S3ReferenceDataSource{BucketARN: new("arn:aws:s3:::reference"), FileKey: new("r.csv")},
		}},
	}
}

func TestSQL_CreateRefuses(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	in := func(change func(*model.Input)) func(*model.SqlApplicationConfiguration) {
		return func(c *model.SqlApplicationConfiguration) { change(&c.Inputs[0]) }
	}
	out := func(change func(*model.Output)) func(*model.SqlApplicationConfiguration) {
		return func(c *model.SqlApplicationConfiguration) { change(&c.Outputs[0]) }
	}
	ref := func(change func(*model.ReferenceDataSource)) func(*model.SqlApplicationConfiguration) {
		return func(c *model.SqlApplicationConfiguration) { change(&c.ReferenceDataSources[0]) }
	}
	column := func(name, sqlType string) model.RecordColumn {
		return model.RecordColumn{Name: &name, SqlType: &sqlType}
	}
	for name, test := range map[string]struct {
		change func(*model.SqlApplicationConfiguration)
		words  string
	}{
		"two inputs": {func(c *model.SqlApplicationConfiguration) { c.Inputs = append(c.Inputs, c.Inputs[0]) }, "at most 1 input"},
		"four outputs": {func(c *model.SqlApplicationConfiguration) {
			c.Outputs = append(c.Outputs, c.Outputs[0], c.Outputs[0], c.Outputs[0])
		}, "at most 3 output"},
		"two sources of reference data": {func(c *model.SqlApplicationConfiguration) {
			c.ReferenceDataSources = append(c.ReferenceDataSources, c.ReferenceDataSources[0])
		}, "at most 1 reference"},
		"an input from nowhere": {in(func(i *model.Input) { i.KinesisStreamsInput = nil }), "exactly one of KinesisStreamsInput and KinesisFirehoseInput"},
		"an input from two streams": {in(func(i *model.Input) {
			i.KinesisFirehoseInput = &model.KinesisFirehoseInput{ResourceARN: new("arn:aws:firehose:eu-west-1:123456789012:deliverystream/clicks")}
		}), "exactly one"},
		"a function for a stream": {in(func(i *model.Input) { i.KinesisStreamsInput.ResourceARN = new(functionARN) }), "a Kinesis stream"},
		"a stream without a region": {in(func(i *model.Input) {
			i.KinesisStreamsInput.ResourceARN = new("arn:aws:kinesis::123456789012:stream/a")
		}), "a Kinesis stream"},
		"a consumer of a stream": {in(func(i *model.Input) {
			i.KinesisStreamsInput.ResourceARN = new("arn:aws:kinesis:eu-west-1:123456789012:")
		}), "a Kinesis stream"},
		"a stream for a delivery": {in(func(i *model.Input) {
			i.KinesisStreamsInput, i.KinesisFirehoseInput = nil, &model.KinesisFirehoseInput{ResourceARN: new(streamARN)}
		}), "a Firehose delivery stream"},
		"a processor that is none": {in(func(i *model.Input) {
			i.InputProcessingConfiguration = &model.InputProcessingConfiguration{InputLambdaProcessor: &model.InputLambdaProcessor{ResourceARN: new(streamARN)}}
		}), "a Lambda function"},
		"a column twice": {in(func(i *model.Input) {
			i.InputSchema = schema(model.RecordFormatTypeJSON, column("A", "DATE"), column("A", "DATE"))
		}), "the column A twice"},
		"an unknown type": {in(func(i *model.Input) { i.InputSchema = schema(model.RecordFormatTypeJSON, column("A", "STRING")) }), `SqlType "STRING"`},
		"no type":         {in(func(i *model.Input) { i.InputSchema = schema(model.RecordFormatTypeJSON, column("A", "(8)")) }), `SqlType "(8)"`},
		"parameters of the other format": {in(func(i *model.Input) {
			i.InputSchema.RecordFormat.MappingParameters = &model.MappingParameters{CSVMappingParameters: &model.CSVMappingParameters{RecordRowDelimiter: new("\n"), RecordColumnDelimiter: new(",")}}
		}), "not those of RecordFormatType JSON"},
		"parameters of no format": {in(func(i *model.Input) {
			i.InputSchema.RecordFormat.MappingParameters = &model.MappingParameters{}
		}), "exactly one of JSONMappingParameters and CSVMappingParameters"},
		"an output to nowhere":       {out(func(o *model.Output) { o.LambdaOutput = nil }), "exactly one of KinesisStreamsOutput, KinesisFirehoseOutput and LambdaOutput"},
		"an output to a bucket":      {out(func(o *model.Output) { o.LambdaOutput.ResourceARN = new("arn:aws:s3:::a") }), "a Lambda function"},
		"reference data nowhere":     {ref(func(r *model.ReferenceDataSource) { r.S3ReferenceDataSource = nil }), "S3ReferenceDataSource"},
		"reference data unnamed":     {ref(func(r *model.ReferenceDataSource) { r.S3ReferenceDataSource.FileKey = nil }), "FileKey"},
		"reference data in a stream": {ref(func(r *model.ReferenceDataSource) { r.S3ReferenceDataSource.BucketARN = new(streamARN) }), "BucketARN"},
		"reference data of no type": {ref(func(r *model.ReferenceDataSource) {
			r.ReferenceSchema = schema(model.RecordFormatTypeCSV, column("A", "x"))
		}), "SqlType"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sql := wholeSQL()
			test.change(sql)
			_, err := f.api.CreateApplication(t.Context(), newSQLApplication("refused", sql))
			requireCode(t, err, model.InvalidArgumentException, test.words)
		})
	}
}

func TestSQL_CreateRefusesWhatIsOfFlink(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	for name, change := range map[string]func(*model.ApplicationConfiguration){
		"FlinkApplicationConfiguration": func(c *model.ApplicationConfiguration) {
			c.FlinkApplicationConfiguration = &model.FlinkApplicationConfiguration{}
		},
		"ZeppelinApplicationConfiguration": func(c *model.ApplicationConfiguration) {
			c.ZeppelinApplicationConfiguration = &model.ZeppelinApplicationConfiguration{}
		},
		"EnvironmentProperties": func(c *model.ApplicationConfiguration) {
			c.EnvironmentProperties = &model.EnvironmentProperties{PropertyGroups: []model.PropertyGroup{}}
		},
		"ApplicationSnapshotConfiguration": func(c *model.ApplicationConfiguration) {
			c.ApplicationSnapshotConfiguration = &model.ApplicationSnapshotConfiguration{SnapshotsEnabled: new(false)}
		},
		"ApplicationSystemRollbackConfiguration": func(c *model.ApplicationConfiguration) {
			c.ApplicationSystemRollbackConfiguration = &model.ApplicationSystemRollbackConfiguration{RollbackEnabled: new(false)}
		},
		"ApplicationEncryptionConfiguration": func(c *model.ApplicationConfiguration) {
			c.ApplicationEncryptionConfiguration = &model.ApplicationEncryptionConfiguration{KeyType: new(model.KeyTypeAWS_OWNED_KEY)}
		},
		"VpcConfigurations": func(c *model.ApplicationConfiguration) {
			c.VpcConfigurations = []model.VpcConfiguration{{SubnetIds: []string{"subnet-1"}, SecurityGroupIds: []string{"sg-1"}}}
		},
		"TextContent of CodeContentType PLAINTEXT": func(c *model.ApplicationConfiguration) {
			c.ApplicationCodeConfiguration = &model.ApplicationCodeConfiguration{
				CodeContentType: new(model.CodeContentTypeZIPFILE), CodeContent: &model.CodeContent{ZipFileContent: []byte("PK")},
			}
		},
	} {
		in := newSQLApplication("refused", wholeSQL())
		change(in.ApplicationConfiguration)
		_, err := f.api.CreateApplication(t.Context(), in)
		requireCode(t, err, model.InvalidArgumentException, name)
	}
}

func TestSQL_UpdateKeepsWhatItDoesNotName(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	_, err := f.api.CreateApplication(t.Context(), newSQLApplication("clicks", wholeSQL()))
	require.NoError(t, err)
	before := f.describe("clicks").ApplicationConfigurationDescription
	out, err := f.api.UpdateApplication(t.Context(), &model.UpdateApplicationRequest{
		ApplicationName: new("clicks"), CurrentApplicationVersionId: new(int64(1)),
		ApplicationConfigurationUpdate: &model.ApplicationConfigurationUpdate{SqlApplicationConfigurationUpdate: &model.SqlApplicationConfigurationUpdate{
			InputUpdates:               []model.InputUpdate{{InputId: new("1.1")}},
			OutputUpdates:              []model.OutputUpdate{{OutputId: new("1.1")}},
			ReferenceDataSourceUpdates: []model.ReferenceDataSourceUpdate{{ReferenceId: new("1.1")}},
		}},
	})
	require.NoError(t, err)
	require.EqualValues(t, 2, *out.ApplicationDetail.ApplicationVersionId)
	require.Equal(t, before, out.ApplicationDetail.ApplicationConfigurationDescription)
	require.Equal(t, []string{"IN_001"}, before.SqlApplicationConfigurationDescription.InputDescriptions[0].InAppStreamNames, "one reader where none is asked for")
}

func TestSQL_UpdateRefuses(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	_, err := f.api.CreateApplication(t.Context(), newSQLApplication("clicks", wholeSQL()))
	require.NoError(t, err)
	for name, test := range map[string]struct {
		update model.SqlApplicationConfigurationUpdate
		words  string
	}{
		"a processor where there is none": {model.SqlApplicationConfigurationUpdate{InputUpdates: []model.InputUpdate{{
			InputId: new("1.1"), InputProcessingConfigurationUpdate: &model.InputProcessingConfigurationUpdate{
				InputLambdaProcessorUpdate: &model.InputLambdaProcessorUpdate{ResourceARNUpdate: new(functionARN)},
			},
		}}}, "no processing configuration"},
		"two sources of an input": {model.SqlApplicationConfigurationUpdate{InputUpdates: []model.InputUpdate{{
			InputId: new("1.1"), KinesisStreamsInputUpdate: &model.KinesisStreamsInputUpdate{ResourceARNUpdate: new(streamARN)},
			KinesisFirehoseInputUpdate: &model.KinesisFirehoseInputUpdate{ResourceARNUpdate: new(streamARN)},
		}}}, "exactly one"},
		"a schema of the other format": {model.SqlApplicationConfigurationUpdate{InputUpdates: []model.InputUpdate{{
			InputId: new("1.1"), InputSchemaUpdate: &model.InputSchemaUpdate{RecordFormatUpdate: &model.RecordFormat{
				RecordFormatType:  new(model.RecordFormatTypeCSV),
				MappingParameters: &model.MappingParameters{JSONMappingParameters: &model.JSONMappingParameters{RecordRowPath: new("$")}},
			}},
		}}}, "RecordFormatType CSV"},
		"reference data in no bucket": {model.SqlApplicationConfigurationUpdate{ReferenceDataSourceUpdates: []model.ReferenceDataSourceUpdate{{
			ReferenceId: new("1.1"), S3ReferenceDataSourceUpdate: &model.S3ReferenceDataSourceUpdate{BucketARNUpdate: new("arn:aws:s3:::a/b")},
		}}}, "BucketARN"},
	} {
		_, err := f.api.UpdateApplication(t.Context(), &model.UpdateApplicationRequest{
			ApplicationName: new("clicks"), CurrentApplicationVersionId: new(int64(1)),
			ApplicationConfigurationUpdate: &model.ApplicationConfigurationUpdate{SqlApplicationConfigurationUpdate: &test.update},
		})
		require.Error(t, err, name)
		requireCode(t, err, model.InvalidArgumentException, test.words)
	}
	require.EqualValues(t, 1, *f.describe("clicks").ApplicationVersionId, "what is refused makes no version")
}

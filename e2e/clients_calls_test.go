package e2e

// call is one call of the scenario that every client goes through.
type call struct {
	operation  string
	parameters func(s *scene) object
	// until is asked of the answer; the call is made again until it holds. nil takes the first answer.
	until func(answer object) bool
	// refused is the error that the server answers with; empty for none.
	refused string
}

const (
	clientsScript = `CREATE TABLE numbers (n INT) WITH ('connector' = 'datagen', 'rows-per-second' = '5');
CREATE TABLE nowhere (n INT) WITH ('connector' = 'blackhole');
INSERT INTO nowhere SELECT n FROM numbers`
	clientsRole   = "arn:aws:iam::000000000000:role/clients"
	clientsBucket = "clients"
)

// with gives the same parameters in every scene.
func with(parameters object) func(*scene) object { return func(*scene) object { return parameters } }

// of adds the application's name to parameters.
func of(parameters object) func(*scene) object { return named("orders", parameters) }

// ofVersion adds the name of the application and its current version.
func ofVersion(parameters object) func(*scene) object { return versioned("orders", parameters) }

// ofLegacy is ofVersion of the application of SQL-1_0.
func ofLegacy(parameters object) func(*scene) object { return versioned("legacy", parameters) }

func named(name string, parameters object) func(*scene) object {
	return func(*scene) object {
		all := object{"ApplicationName": name}
		for k, v := range parameters {
			all[k] = v
		}
		return all
	}
}

func versioned(name string, parameters object) func(*scene) object {
	return func(s *scene) object {
		all := named(name, parameters)(s)
		all["CurrentApplicationVersionId"] = s.version(name)
		return all
	}
}

// is looks for a text in an answer.
func is(want string, path ...string) func(object) bool {
	return func(answer object) bool { return at(answer, path...) == want }
}

func statusIs(status string) func(object) bool {
	return is(status, "ApplicationDetail", "ApplicationStatus")
}

var records = object{
	"RecordFormat":   object{"RecordFormatType": "JSON", "MappingParameters": object{"JSONMappingParameters": object{"RecordRowPath": "$"}}},
	"RecordEncoding": "UTF-8",
	"RecordColumns":  []any{object{"Name": "id", "Mapping": "$.id", "SqlType": "INTEGER"}},
}

// calls are the scenario: the life of an application, and of one of SQL-1_0. Every operation of the contract is in it.
var calls = []call{
	{operation: "CreateApplication", parameters: of(object{
		"RuntimeEnvironment": "FLINK-1_20", "ServiceExecutionRole": clientsRole, "ApplicationDescription": "à la carte",
		"ApplicationConfiguration": object{
			"ApplicationCodeConfiguration": object{"CodeContentType": "PLAINTEXT", "CodeContent": object{"TextContent": clientsScript}},
			"EnvironmentProperties":        object{"PropertyGroups": []any{object{"PropertyGroupId": "g", "PropertyMap": object{"k": "v"}}}},
			"FlinkApplicationConfiguration": object{"ParallelismConfiguration": object{
				"ConfigurationType": "CUSTOM", "Parallelism": 2, "AutoScalingEnabled": false,
			}},
		},
		"Tags": []any{object{"Key": "team", "Value": "data"}, object{"Key": "cost"}},
	})},
	{operation: "CreateApplication", refused: "ResourceInUseException", parameters: of(object{
		"RuntimeEnvironment": "FLINK-1_20", "ServiceExecutionRole": clientsRole,
	})},
	{operation: "DescribeApplication", parameters: of(nil)},
	{operation: "DescribeApplication", parameters: named("nobody", nil), refused: "ResourceNotFoundException"},
	{operation: "ListApplications", parameters: with(object{})},
	{operation: "ListTagsForResource", parameters: func(s *scene) object { return object{"ResourceARN": s.arn("orders")} }},
	{operation: "TagResource", parameters: func(s *scene) object {
		return object{"ResourceARN": s.arn("orders"), "Tags": []any{object{"Key": "team", "Value": "ops"}, object{"Key": "new", "Value": "1"}}}
	}},
	{operation: "UntagResource", parameters: func(s *scene) object {
		return object{"ResourceARN": s.arn("orders"), "TagKeys": []any{"cost", "nothing"}}
	}},
	{operation: "ListTagsForResource", parameters: func(s *scene) object { return object{"ResourceARN": s.arn("orders")} }},
	{operation: "UpdateApplicationMaintenanceConfiguration", parameters: of(object{
		"ApplicationMaintenanceConfigurationUpdate": object{"ApplicationMaintenanceWindowStartTimeUpdate": "20:30"},
	})},
	{operation: "AddApplicationCloudWatchLoggingOption", parameters: ofVersion(object{"CloudWatchLoggingOption": object{
		"LogStreamARN": "arn:aws:logs:us-east-1:000000000000:log-group:clients:log-stream:orders",
	}})},
	{operation: "DeleteApplicationCloudWatchLoggingOption", parameters: ofVersion(object{"CloudWatchLoggingOptionId": "2.1"})},
	{operation: "AddApplicationVpcConfiguration", parameters: ofVersion(object{"VpcConfiguration": object{
		"SubnetIds": []any{"subnet-0a"}, "SecurityGroupIds": []any{"sg-0a", "sg-0b"},
	}})},
	{operation: "DeleteApplicationVpcConfiguration", parameters: ofVersion(object{"VpcConfigurationId": "4.1"})},
	{operation: "StartApplication", parameters: of(object{"RunConfiguration": object{
		"ApplicationRestoreConfiguration": object{"ApplicationRestoreType": "RESTORE_FROM_LATEST_SNAPSHOT"},
	}})},
	{operation: "DescribeApplication", parameters: of(object{"IncludeAdditionalDetails": false}), until: statusIs("RUNNING")},
	{operation: "StartApplication", parameters: of(nil), refused: "ResourceInUseException"},
	{operation: "CreateApplicationPresignedUrl", parameters: of(object{"UrlType": "FLINK_DASHBOARD_URL", "SessionExpirationDurationInSeconds": 1800})},
	{operation: "CreateApplicationSnapshot", parameters: of(object{"SnapshotName": "first"})},
	{operation: "DescribeApplicationSnapshot", parameters: of(object{"SnapshotName": "first"}), until: is("READY", "SnapshotDetails", "SnapshotStatus")},
	{operation: "ListApplicationSnapshots", parameters: of(nil)},
	{operation: "UpdateApplication", parameters: ofVersion(object{
		"ApplicationConfigurationUpdate": object{
			"ApplicationCodeConfigurationUpdate": object{"CodeContentUpdate": object{"TextContentUpdate": clientsScript + "\nWHERE n > 0"}},
		},
		"RunConfigurationUpdate": object{"FlinkRunConfiguration": object{"AllowNonRestoredState": true}},
	})},
	{operation: "DescribeApplication", parameters: of(nil), until: statusIs("RUNNING")},
	{operation: "UpdateApplication", parameters: of(object{"CurrentApplicationVersionId": 1, "ServiceExecutionRoleUpdate": clientsRole}), refused: "ConcurrentModificationException"},
	{operation: "ListApplicationVersions", parameters: of(nil)},
	{operation: "DescribeApplicationVersion", parameters: of(object{"ApplicationVersionId": 1})},
	{operation: "ListApplicationOperations", parameters: of(nil)},
	{operation: "DescribeApplicationOperation", parameters: func(s *scene) object {
		return named("orders", object{"OperationId": at(s.last("ListApplicationOperations"), "ApplicationOperationInfoList", "0", "OperationId")})(s)
	}},
	{operation: "RollbackApplication", parameters: ofVersion(nil)},
	{operation: "DescribeApplication", parameters: of(nil), until: statusIs("RUNNING")},
	{operation: "StopApplication", parameters: of(object{"Force": false})},
	{operation: "DescribeApplication", parameters: of(nil), until: statusIs("READY")},
	{operation: "DeleteApplicationSnapshot", parameters: func(s *scene) object {
		return named("orders", object{
			"SnapshotName": "first", "SnapshotCreationTimestamp": s.time("DescribeApplicationSnapshot", "SnapshotDetails", "SnapshotCreationTimestamp"),
		})(s)
	}},
	{operation: "DeleteApplication", parameters: func(s *scene) object {
		return named("orders", object{"CreateTimestamp": s.time("DescribeApplication", "ApplicationDetail", "CreateTimestamp")})(s)
	}},

	{operation: "CreateApplication", parameters: named("legacy", object{"RuntimeEnvironment": "SQL-1_0", "ServiceExecutionRole": clientsRole})},
	{operation: "AddApplicationInput", parameters: ofLegacy(object{"Input": object{
		"NamePrefix": "IN", "InputSchema": records, "InputParallelism": object{"Count": 2},
		"KinesisStreamsInput": object{"ResourceARN": "arn:aws:kinesis:us-east-1:000000000000:stream/orders"},
	}})},
	{operation: "AddApplicationInputProcessingConfiguration", parameters: ofLegacy(object{"InputId": "2.1", "InputProcessingConfiguration": object{
		"InputLambdaProcessor": object{"ResourceARN": "arn:aws:lambda:us-east-1:000000000000:function:clean"},
	}})},
	{operation: "DeleteApplicationInputProcessingConfiguration", parameters: ofLegacy(object{"InputId": "2.1"})},
	{operation: "AddApplicationOutput", parameters: ofLegacy(object{"Output": object{
		"Name": "OUT", "DestinationSchema": object{"RecordFormatType": "CSV"},
		"KinesisStreamsOutput": object{"ResourceARN": "arn:aws:kinesis:us-east-1:000000000000:stream/results"},
	}})},
	{operation: "DeleteApplicationOutput", parameters: ofLegacy(object{"OutputId": "5.1"})},
	{operation: "AddApplicationReferenceDataSource", parameters: ofLegacy(object{"ReferenceDataSource": object{
		"TableName": "PRICES", "ReferenceSchema": records,
		"S3ReferenceDataSource": object{"BucketARN": "arn:aws:s3:::" + clientsBucket, "FileKey": "records.json"},
	}})},
	{operation: "DeleteApplicationReferenceDataSource", parameters: ofLegacy(object{"ReferenceId": "7.1"})},
	{operation: "DescribeApplication", parameters: named("legacy", nil)},
	{operation: "DiscoverInputSchema", parameters: with(object{
		"ServiceExecutionRole": clientsRole,
		"S3Configuration":      object{"BucketARN": "arn:aws:s3:::" + clientsBucket, "FileKey": "records.json"},
	})},
}

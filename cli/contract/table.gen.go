// Code generated from openapi.yaml by apiserver/model/gen. DO NOT EDIT.

package contract

// Operations are the operations of the contract, in the order of their names.
var Operations = []*Operation{
	{Name: "AddApplicationCloudWatchLoggingOption", Summary: "Deliver the logs of an application to a CloudWatch Logs stream.",
		Input: shapeAddApplicationCloudWatchLoggingOptionRequest, Output: shapeAddApplicationCloudWatchLoggingOptionResponse},
	{Name: "AddApplicationInput", Summary: "Add the streaming input of an SQL-1_0 application.",
		Input: shapeAddApplicationInputRequest, Output: shapeAddApplicationInputResponse},
	{Name: "AddApplicationInputProcessingConfiguration", Summary: "Preprocess the records of an input.",
		Input: shapeAddApplicationInputProcessingConfigurationRequest, Output: shapeAddApplicationInputProcessingConfigurationResponse},
	{Name: "AddApplicationOutput", Summary: "Add an output to an SQL-1_0 application.",
		Input: shapeAddApplicationOutputRequest, Output: shapeAddApplicationOutputResponse},
	{Name: "AddApplicationReferenceDataSource", Summary: "Add a reference table to an SQL-1_0 application.",
		Input: shapeAddApplicationReferenceDataSourceRequest, Output: shapeAddApplicationReferenceDataSourceResponse},
	{Name: "AddApplicationVpcConfiguration", Summary: "Place an application in a VPC.",
		Input: shapeAddApplicationVpcConfigurationRequest, Output: shapeAddApplicationVpcConfigurationResponse},
	{Name: "CreateApplication", Summary: "Create an application. It is READY, at version 1; nothing runs yet.",
		Input: shapeCreateApplicationRequest, Output: shapeCreateApplicationResponse},
	{Name: "CreateApplicationPresignedUrl", Summary: "Get a URL of the application's dashboard.",
		Input: shapeCreateApplicationPresignedUrlRequest, Output: shapeCreateApplicationPresignedUrlResponse},
	{Name: "CreateApplicationSnapshot", Summary: "Take a snapshot of a running application.",
		Input: shapeCreateApplicationSnapshotRequest, Output: shapeCreateApplicationSnapshotResponse},
	{Name: "DeleteApplication", Summary: "Stop and delete an application with its snapshots.",
		Input: shapeDeleteApplicationRequest, Output: shapeDeleteApplicationResponse},
	{Name: "DeleteApplicationCloudWatchLoggingOption", Summary: "Stop delivering logs to a stream.",
		Input: shapeDeleteApplicationCloudWatchLoggingOptionRequest, Output: shapeDeleteApplicationCloudWatchLoggingOptionResponse},
	{Name: "DeleteApplicationInputProcessingConfiguration", Summary: "Stop preprocessing the records of an input.",
		Input: shapeDeleteApplicationInputProcessingConfigurationRequest, Output: shapeDeleteApplicationInputProcessingConfigurationResponse},
	{Name: "DeleteApplicationOutput", Summary: "Remove an output.",
		Input: shapeDeleteApplicationOutputRequest, Output: shapeDeleteApplicationOutputResponse},
	{Name: "DeleteApplicationReferenceDataSource", Summary: "Remove a reference table.",
		Input: shapeDeleteApplicationReferenceDataSourceRequest, Output: shapeDeleteApplicationReferenceDataSourceResponse},
	{Name: "DeleteApplicationSnapshot", Summary: "Delete a snapshot.",
		Input: shapeDeleteApplicationSnapshotRequest, Output: shapeDeleteApplicationSnapshotResponse},
	{Name: "DeleteApplicationVpcConfiguration", Summary: "Take an application out of a VPC.",
		Input: shapeDeleteApplicationVpcConfigurationRequest, Output: shapeDeleteApplicationVpcConfigurationResponse},
	{Name: "DescribeApplication", Summary: "Describe an application: status, version and whole configuration.",
		Input: shapeDescribeApplicationRequest, Output: shapeDescribeApplicationResponse},
	{Name: "DescribeApplicationOperation", Summary: "Describe an operation and its outcome.",
		Input: shapeDescribeApplicationOperationRequest, Output: shapeDescribeApplicationOperationResponse},
	{Name: "DescribeApplicationSnapshot", Summary: "Describe a snapshot.",
		Input: shapeDescribeApplicationSnapshotRequest, Output: shapeDescribeApplicationSnapshotResponse},
	{Name: "DescribeApplicationVersion", Summary: "Describe an application as one of its versions configured it.",
		Input: shapeDescribeApplicationVersionRequest, Output: shapeDescribeApplicationVersionResponse},
	{Name: "DiscoverInputSchema", Summary: "Infer the schema of a stream or object from a sample.",
		Input: shapeDiscoverInputSchemaRequest, Output: shapeDiscoverInputSchemaResponse},
	{Name: "ListApplicationOperations", Summary: "List what was done to an application, newest first.",
		Input: shapeListApplicationOperationsRequest, Output: shapeListApplicationOperationsResponse,
		Pagination: &Pagination{Input: "NextToken", Limit: "Limit", Output: "NextToken", List: "ApplicationOperationInfoList"}},
	{Name: "ListApplicationSnapshots", Summary: "List the snapshots of an application, oldest first.",
		Input: shapeListApplicationSnapshotsRequest, Output: shapeListApplicationSnapshotsResponse,
		Pagination: &Pagination{Input: "NextToken", Limit: "Limit", Output: "NextToken", List: "SnapshotSummaries"}},
	{Name: "ListApplicationVersions", Summary: "List the versions of an application, newest first.",
		Input: shapeListApplicationVersionsRequest, Output: shapeListApplicationVersionsResponse,
		Pagination: &Pagination{Input: "NextToken", Limit: "Limit", Output: "NextToken", List: "ApplicationVersionSummaries"}},
	{Name: "ListApplications", Summary: "List the applications of the account and region, in the order of their names.",
		Input: shapeListApplicationsRequest, Output: shapeListApplicationsResponse,
		Pagination: &Pagination{Input: "NextToken", Limit: "Limit", Output: "NextToken", List: "ApplicationSummaries"}},
	{Name: "ListTagsForResource", Summary: "List the tags of an application.",
		Input: shapeListTagsForResourceRequest, Output: shapeListTagsForResourceResponse},
	{Name: "RollbackApplication", Summary: "Go back to the previous version, with its code and the snapshot taken at the change.",
		Input: shapeRollbackApplicationRequest, Output: shapeRollbackApplicationResponse},
	{Name: "StartApplication", Summary: "Start an application.",
		Input: shapeStartApplicationRequest, Output: shapeStartApplicationResponse},
	{Name: "StopApplication", Summary: "Stop an application, with a snapshot first unless it is forced.",
		Input: shapeStopApplicationRequest, Output: shapeStopApplicationResponse},
	{Name: "TagResource", Summary: "Set tags of an application.",
		Input: shapeTagResourceRequest, Output: shapeTagResourceResponse},
	{Name: "UntagResource", Summary: "Remove tags from an application.",
		Input: shapeUntagResourceRequest, Output: shapeUntagResourceResponse},
	{Name: "UpdateApplication", Summary: "Change the configuration or the code. Makes a new version; a running application is moved to it.",
		Input: shapeUpdateApplicationRequest, Output: shapeUpdateApplicationResponse},
	{Name: "UpdateApplicationMaintenanceConfiguration", Summary: "Choose the daily window in which the service may patch an application.",
		Input: shapeUpdateApplicationMaintenanceConfigurationRequest, Output: shapeUpdateApplicationMaintenanceConfigurationResponse},
}

// Errors are the errors of the contract.
var Errors = []*Shape{
	shapeCodeValidationException,
	shapeConcurrentModificationException,
	shapeInvalidApplicationConfigurationException,
	shapeInvalidArgumentException,
	shapeInvalidRequestException,
	shapeLimitExceededException,
	shapeResourceInUseException,
	shapeResourceNotFoundException,
	shapeResourceProvisionedThroughputExceededException,
	shapeServiceUnavailableException,
	shapeTooManyTagsException,
	shapeUnableToDetectSchemaException,
	shapeUnsupportedOperationException,
}

var (
	shapeAccessArn         = &Shape{Name: "AccessArn", Kind: "string", Min: 20}
	shapeAccessArns        = &Shape{Name: "AccessArns", Kind: "list", Elem: shapeAccessArn}
	shapeAccessDescription = &Shape{Name: "AccessDescription", Kind: "string"}
	shapeAccessId          = &Shape{Name: "AccessId", Kind: "string"}
	shapeAccessKeyDetail   = &Shape{Name: "AccessKeyDetail", Kind: "struct", Members: []Member{
		{Name: "AccessKeyId", Shape: shapeAccessKeyId, Required: true},
		{Name: "UserName", Shape: shapeUserName, Required: false},
		{Name: "AccessKeyStatus", Shape: shapeAccessKeyStatus, Required: true},
		{Name: "CreateTimestamp", Shape: shapeTimestamp, Required: false},
	}}
	shapeAccessKeyDetails = &Shape{Name: "AccessKeyDetails", Kind: "list", Elem: shapeAccessKeyDetail}
	shapeAccessKeyId      = &Shape{Name: "AccessKeyId", Kind: "string", Min: 1}
	shapeAccessKeyStatus  = &Shape{Name: "AccessKeyStatus", Kind: "enum", Enum: []string{"Active", "Inactive"}}
	shapeAccessListLimit  = &Shape{Name: "AccessListLimit", Kind: "integer", Min: 1}
	shapeAccountDetail    = &Shape{Name: "AccountDetail", Kind: "struct", Members: []Member{
		{Name: "AccountId", Shape: shapeAccountId, Required: true},
		{Name: "AccountName", Shape: shapeAccountName, Required: false},
		{Name: "CreateTimestamp", Shape: shapeTimestamp, Required: false},
	}}
	shapeAccountDetails                               = &Shape{Name: "AccountDetails", Kind: "list", Elem: shapeAccountDetail}
	shapeAccountId                                    = &Shape{Name: "AccountId", Kind: "string", Min: 12}
	shapeAccountName                                  = &Shape{Name: "AccountName", Kind: "string"}
	shapeActionName                                   = &Shape{Name: "ActionName", Kind: "string", Min: 3}
	shapeActionNames                                  = &Shape{Name: "ActionNames", Kind: "list", Min: 1, Elem: shapeActionName}
	shapeAddApplicationCloudWatchLoggingOptionRequest = &Shape{Name: "AddApplicationCloudWatchLoggingOptionRequest", Kind: "struct", Members: []Member{
		{Name: "ApplicationName", Shape: shapeApplicationName, Required: true},
		{Name: "CurrentApplicationVersionId", Shape: shapeApplicationVersionId, Required: false},
		{Name: "CloudWatchLoggingOption", Shape: shapeCloudWatchLoggingOption, Required: true},
		{Name: "ConditionalToken", Shape: shapeConditionalToken, Required: false},
	}}
	shapeAddApplicationCloudWatchLoggingOptionResponse = &Shape{Name: "AddApplicationCloudWatchLoggingOptionResponse", Kind: "struct", Members: []Member{
		{Name: "ApplicationARN", Shape: shapeResourceARN, Required: false},
		{Name: "ApplicationVersionId", Shape: shapeApplicationVersionId, Required: false},
		{Name: "CloudWatchLoggingOptionDescriptions", Shape: shapeCloudWatchLoggingOptionDescriptions, Required: false},
		{Name: "OperationId", Shape: shapeOperationId, Required: false},
	}}
	shapeAddApplicationInputProcessingConfigurationRequest = &Shape{Name: "AddApplicationInputProcessingConfigurationRequest", Kind: "struct", Members: []Member{
		{Name: "ApplicationName", Shape: shapeApplicationName, Required: true},
		{Name: "CurrentApplicationVersionId", Shape: shapeApplicationVersionId, Required: true},
		{Name: "InputId", Shape: shapeId, Required: true},
		{Name: "InputProcessingConfiguration", Shape: shapeInputProcessingConfiguration, Required: true},
	}}
	shapeAddApplicationInputProcessingConfigurationResponse = &Shape{Name: "AddApplicationInputProcessingConfigurationResponse", Kind: "struct", Members: []Member{
		{Name: "ApplicationARN", Shape: shapeResourceARN, Required: false},
		{Name: "ApplicationVersionId", Shape: shapeApplicationVersionId, Required: false},
		{Name: "InputId", Shape: shapeId, Required: false},
		{Name: "InputProcessingConfigurationDescription", Shape: shapeInputProcessingConfigurationDescription, Required: false},
	}}
	shapeAddApplicationInputRequest = &Shape{Name: "AddApplicationInputRequest", Kind: "struct", Members: []Member{
		{Name: "ApplicationName", Shape: shapeApplicationName, Required: true},
		{Name: "CurrentApplicationVersionId", Shape: shapeApplicationVersionId, Required: true},
		{Name: "Input", Shape: shapeInput, Required: true},
	}}
	shapeAddApplicationInputResponse = &Shape{Name: "AddApplicationInputResponse", Kind: "struct", Members: []Member{
		{Name: "ApplicationARN", Shape: shapeResourceARN, Required: false},
		{Name: "ApplicationVersionId", Shape: shapeApplicationVersionId, Required: false},
		{Name: "InputDescriptions", Shape: shapeInputDescriptions, Required: false},
	}}
	shapeAddApplicationOutputRequest = &Shape{Name: "AddApplicationOutputRequest", Kind: "struct", Members: []Member{
		{Name: "ApplicationName", Shape: shapeApplicationName, Required: true},
		{Name: "CurrentApplicationVersionId", Shape: shapeApplicationVersionId, Required: true},
		{Name: "Output", Shape: shapeOutput, Required: true},
	}}
	shapeAddApplicationOutputResponse = &Shape{Name: "AddApplicationOutputResponse", Kind: "struct", Members: []Member{
		{Name: "ApplicationARN", Shape: shapeResourceARN, Required: false},
		{Name: "ApplicationVersionId", Shape: shapeApplicationVersionId, Required: false},
		{Name: "OutputDescriptions", Shape: shapeOutputDescriptions, Required: false},
	}}
	shapeAddApplicationReferenceDataSourceRequest = &Shape{Name: "AddApplicationReferenceDataSourceRequest", Kind: "struct", Members: []Member{
		{Name: "ApplicationName", Shape: shapeApplicationName, Required: true},
		{Name: "CurrentApplicationVersionId", Shape: shapeApplicationVersionId, Required: true},
		{Name: "ReferenceDataSource", Shape: shapeReferenceDataSource, Required: true},
	}}
	shapeAddApplicationReferenceDataSourceResponse = &Shape{Name: "AddApplicationReferenceDataSourceResponse", Kind: "struct", Members: []Member{
		{Name: "ApplicationARN", Shape: shapeResourceARN, Required: false},
		{Name: "ApplicationVersionId", Shape: shapeApplicationVersionId, Required: false},
		{Name: "ReferenceDataSourceDescriptions", Shape: shapeReferenceDataSourceDescriptions, Required: false},
	}}
	shapeAddApplicationVpcConfigurationRequest = &Shape{Name: "AddApplicationVpcConfigurationRequest", Kind: "struct", Members: []Member{
		{Name: "ApplicationName", Shape: shapeApplicationName, Required: true},
		{Name: "CurrentApplicationVersionId", Shape: shapeApplicationVersionId, Required: false},
		{Name: "VpcConfiguration", Shape: shapeVpcConfiguration, Required: true},
		{Name: "ConditionalToken", Shape: shapeConditionalToken, Required: false},
	}}
	shapeAddApplicationVpcConfigurationResponse = &Shape{Name: "AddApplicationVpcConfigurationResponse", Kind: "struct", Members: []Member{
		{Name: "ApplicationARN", Shape: shapeResourceARN, Required: false},
		{Name: "ApplicationVersionId", Shape: shapeApplicationVersionId, Required: false},
		{Name: "VpcConfigurationDescription", Shape: shapeVpcConfigurationDescription, Required: false},
		{Name: "OperationId", Shape: shapeOperationId, Required: false},
	}}
	shapeApplicationCodeConfiguration = &Shape{Name: "ApplicationCodeConfiguration", Kind: "struct", Members: []Member{
		{Name: "CodeContent", Shape: shapeCodeContent, Required: false},
		{Name: "CodeContentType", Shape: shapeCodeContentType, Required: true},
	}}
	shapeApplicationCodeConfigurationDescription = &Shape{Name: "ApplicationCodeConfigurationDescription", Kind: "struct", Members: []Member{
		{Name: "CodeContentType", Shape: shapeCodeContentType, Required: true},
		{Name: "CodeContentDescription", Shape: shapeCodeContentDescription, Required: false},
	}}
	shapeApplicationCodeConfigurationUpdate = &Shape{Name: "ApplicationCodeConfigurationUpdate", Kind: "struct", Members: []Member{
		{Name: "CodeContentTypeUpdate", Shape: shapeCodeContentType, Required: false},
		{Name: "CodeContentUpdate", Shape: shapeCodeContentUpdate, Required: false},
	}}
	shapeApplicationConfiguration = &Shape{Name: "ApplicationConfiguration", Kind: "struct", Members: []Member{
		{Name: "SqlApplicationConfiguration", Shape: shapeSqlApplicationConfiguration, Required: false},
		{Name: "FlinkApplicationConfiguration", Shape: shapeFlinkApplicationConfiguration, Required: false},
		{Name: "EnvironmentProperties", Shape: shapeEnvironmentProperties, Required: false},
		{Name: "ApplicationCodeConfiguration", Shape: shapeApplicationCodeConfiguration, Required: false},
		{Name: "ApplicationSnapshotConfiguration", Shape: shapeApplicationSnapshotConfiguration, Required: false},
		{Name: "ApplicationSystemRollbackConfiguration", Shape: shapeApplicationSystemRollbackConfiguration, Required: false},
		{Name: "VpcConfigurations", Shape: shapeVpcConfigurations, Required: false},
		{Name: "ZeppelinApplicationConfiguration", Shape: shapeZeppelinApplicationConfiguration, Required: false},
		{Name: "ApplicationEncryptionConfiguration", Shape: shapeApplicationEncryptionConfiguration, Required: false},
	}}
	shapeApplicationConfigurationDescription = &Shape{Name: "ApplicationConfigurationDescription", Kind: "struct", Members: []Member{
		{Name: "SqlApplicationConfigurationDescription", Shape: shapeSqlApplicationConfigurationDescription, Required: false},
		{Name: "ApplicationCodeConfigurationDescription", Shape: shapeApplicationCodeConfigurationDescription, Required: false},
		{Name: "RunConfigurationDescription", Shape: shapeRunConfigurationDescription, Required: false},
		{Name: "FlinkApplicationConfigurationDescription", Shape: shapeFlinkApplicationConfigurationDescription, Required: false},
		{Name: "EnvironmentPropertyDescriptions", Shape: shapeEnvironmentPropertyDescriptions, Required: false},
		{Name: "ApplicationSnapshotConfigurationDescription", Shape: shapeApplicationSnapshotConfigurationDescription, Required: false},
		{Name: "ApplicationSystemRollbackConfigurationDescription", Shape: shapeApplicationSystemRollbackConfigurationDescription, Required: false},
		{Name: "VpcConfigurationDescriptions", Shape: shapeVpcConfigurationDescriptions, Required: false},
		{Name: "ZeppelinApplicationConfigurationDescription", Shape: shapeZeppelinApplicationConfigurationDescription, Required: false},
		{Name: "ApplicationEncryptionConfigurationDescription", Shape: shapeApplicationEncryptionConfigurationDescription, Required: false},
	}}
	shapeApplicationConfigurationUpdate = &Shape{Name: "ApplicationConfigurationUpdate", Kind: "struct", Members: []Member{
		{Name: "SqlApplicationConfigurationUpdate", Shape: shapeSqlApplicationConfigurationUpdate, Required: false},
		{Name: "ApplicationCodeConfigurationUpdate", Shape: shapeApplicationCodeConfigurationUpdate, Required: false},
		{Name: "FlinkApplicationConfigurationUpdate", Shape: shapeFlinkApplicationConfigurationUpdate, Required: false},
		{Name: "EnvironmentPropertyUpdates", Shape: shapeEnvironmentPropertyUpdates, Required: false},
		{Name: "ApplicationSnapshotConfigurationUpdate", Shape: shapeApplicationSnapshotConfigurationUpdate, Required: false},
		{Name: "ApplicationSystemRollbackConfigurationUpdate", Shape: shapeApplicationSystemRollbackConfigurationUpdate, Required: false},
		{Name: "VpcConfigurationUpdates", Shape: shapeVpcConfigurationUpdates, Required: false},
		{Name: "ZeppelinApplicationConfigurationUpdate", Shape: shapeZeppelinApplicationConfigurationUpdate, Required: false},
		{Name: "ApplicationEncryptionConfigurationUpdate", Shape: shapeApplicationEncryptionConfigurationUpdate, Required: false},
	}}
	shapeApplicationDescription = &Shape{Name: "ApplicationDescription", Kind: "string"}
	shapeApplicationDetail      = &Shape{Name: "ApplicationDetail", Kind: "struct", Members: []Member{
		{Name: "ApplicationARN", Shape: shapeResourceARN, Required: true},
		{Name: "ApplicationDescription", Shape: shapeApplicationDescription, Required: false},
		{Name: "ApplicationName", Shape: shapeApplicationName, Required: true},
		{Name: "RuntimeEnvironment", Shape: shapeRuntimeEnvironment, Required: true},
		{Name: "ServiceExecutionRole", Shape: shapeRoleARN, Required: false},
		{Name: "ApplicationStatus", Shape: shapeApplicationStatus, Required: true},
		{Name: "ApplicationVersionId", Shape: shapeApplicationVersionId, Required: true},
		{Name: "CreateTimestamp", Shape: shapeTimestamp, Required: false},
		{Name: "LastUpdateTimestamp", Shape: shapeTimestamp, Required: false},
		{Name: "ApplicationConfigurationDescription", Shape: shapeApplicationConfigurationDescription, Required: false},
		{Name: "CloudWatchLoggingOptionDescriptions", Shape: shapeCloudWatchLoggingOptionDescriptions, Required: false},
		{Name: "ApplicationMaintenanceConfigurationDescription", Shape: shapeApplicationMaintenanceConfigurationDescription, Required: false},
		{Name: "ApplicationVersionUpdatedFrom", Shape: shapeApplicationVersionId, Required: false},
		{Name: "ApplicationVersionRolledBackFrom", Shape: shapeApplicationVersionId, Required: false},
		{Name: "ApplicationVersionCreateTimestamp", Shape: shapeTimestamp, Required: false},
		{Name: "ConditionalToken", Shape: shapeConditionalToken, Required: false},
		{Name: "ApplicationVersionRolledBackTo", Shape: shapeApplicationVersionId, Required: false},
		{Name: "ApplicationMode", Shape: shapeApplicationMode, Required: false},
		{Name: "ApplicationHealth", Shape: shapeApplicationHealth, Required: false},
		{Name: "ApplicationKey", Shape: shapeApplicationKey, Required: false},
	}}
	shapeApplicationEncryptionConfiguration = &Shape{Name: "ApplicationEncryptionConfiguration", Kind: "struct", Members: []Member{
		{Name: "KeyId", Shape: shapeKeyId, Required: false},
		{Name: "KeyType", Shape: shapeKeyType, Required: true},
	}}
	shapeApplicationEncryptionConfigurationDescription = &Shape{Name: "ApplicationEncryptionConfigurationDescription", Kind: "struct", Members: []Member{
		{Name: "KeyId", Shape: shapeKeyId, Required: false},
		{Name: "KeyType", Shape: shapeKeyType, Required: true},
	}}
	shapeApplicationEncryptionConfigurationUpdate = &Shape{Name: "ApplicationEncryptionConfigurationUpdate", Kind: "struct", Members: []Member{
		{Name: "KeyIdUpdate", Shape: shapeKeyId, Required: false},
		{Name: "KeyTypeUpdate", Shape: shapeKeyType, Required: true},
	}}
	shapeApplicationEvent = &Shape{Name: "ApplicationEvent", Kind: "struct", Members: []Member{
		{Name: "EventId", Shape: shapeEventId, Required: true},
		{Name: "EventTime", Shape: shapeTimestamp, Required: true},
		{Name: "EventType", Shape: shapeEventType, Required: true},
		{Name: "KeyARN", Shape: shapeResourceARN, Required: false},
		{Name: "KeyState", Shape: shapeKeyState, Required: false},
		{Name: "KeyStateReason", Shape: shapeText, Required: false},
		{Name: "ApplicationStatus", Shape: shapeApplicationStatus, Required: false},
		{Name: "PreviousApplicationStatus", Shape: shapeApplicationStatus, Required: false},
		{Name: "Health", Shape: shapeHealth, Required: false},
		{Name: "PreviousHealth", Shape: shapeHealth, Required: false},
		{Name: "HealthCause", Shape: shapeHealthCause, Required: false},
		{Name: "ApplicationVersionId", Shape: shapeApplicationVersionId, Required: false},
		{Name: "OperationId", Shape: shapeOperationId, Required: false},
		{Name: "Operation", Shape: shapeOperation, Required: false},
		{Name: "OperationStatus", Shape: shapeOperationStatus, Required: false},
		{Name: "Step", Shape: shapeStepName, Required: false},
		{Name: "StepOutcome", Shape: shapeStepOutcome, Required: false},
		{Name: "SnapshotName", Shape: shapeSnapshotName, Required: false},
		{Name: "SnapshotStatus", Shape: shapeSnapshotEventStatus, Required: false},
		{Name: "Message", Shape: shapeText, Required: false},
	}}
	shapeApplicationHealth = &Shape{Name: "ApplicationHealth", Kind: "struct", Members: []Member{
		{Name: "Health", Shape: shapeHealth, Required: true},
		{Name: "HealthCause", Shape: shapeHealthCause, Required: false},
		{Name: "HealthSince", Shape: shapeTimestamp, Required: true},
		{Name: "HealthReason", Shape: shapeText, Required: true},
	}}
	shapeApplicationHealthSummary = &Shape{Name: "ApplicationHealthSummary", Kind: "struct", Members: []Member{
		{Name: "ApplicationName", Shape: shapeApplicationName, Required: true},
		{Name: "ApplicationStatus", Shape: shapeApplicationStatus, Required: true},
		{Name: "Health", Shape: shapeHealth, Required: true},
		{Name: "HealthCause", Shape: shapeHealthCause, Required: false},
		{Name: "HealthSince", Shape: shapeTimestamp, Required: true},
		{Name: "HealthReason", Shape: shapeText, Required: true},
	}}
	shapeApplicationHealths = &Shape{Name: "ApplicationHealths", Kind: "list", Elem: shapeApplicationHealthSummary}
	shapeApplicationKey     = &Shape{Name: "ApplicationKey", Kind: "struct", Members: []Member{
		{Name: "KeyARN", Shape: shapeResourceARN, Required: true},
		{Name: "KeyProvider", Shape: shapeKeyProvider, Required: true},
		{Name: "KeyState", Shape: shapeKeyState, Required: false},
		{Name: "KeyStateReason", Shape: shapeText, Required: false},
		{Name: "KeyStateSince", Shape: shapeTimestamp, Required: false},
		{Name: "KeyCheckTimestamp", Shape: shapeTimestamp, Required: false},
		{Name: "KeyUsableTimestamp", Shape: shapeTimestamp, Required: false},
		{Name: "KeyDeletionTimestamp", Shape: shapeTimestamp, Required: false},
	}}
	shapeApplicationKeySummary = &Shape{Name: "ApplicationKeySummary", Kind: "struct", Members: []Member{
		{Name: "Key", Shape: shapeApplicationKey, Required: true},
		{Name: "ApplicationKeyUses", Shape: shapeApplicationKeyUses, Required: true},
	}}
	shapeApplicationKeyUse = &Shape{Name: "ApplicationKeyUse", Kind: "struct", Members: []Member{
		{Name: "ApplicationName", Shape: shapeApplicationName, Required: true},
		{Name: "KeyConfigured", Shape: shapeBooleanObject, Required: true},
		{Name: "KeyRunning", Shape: shapeBooleanObject, Required: true},
		{Name: "SnapshotCount", Shape: shapeSnapshotCount, Required: true},
	}}
	shapeApplicationKeyUses                             = &Shape{Name: "ApplicationKeyUses", Kind: "list", Elem: shapeApplicationKeyUse}
	shapeApplicationKeys                                = &Shape{Name: "ApplicationKeys", Kind: "list", Elem: shapeApplicationKeySummary}
	shapeApplicationMaintenanceConfigurationDescription = &Shape{Name: "ApplicationMaintenanceConfigurationDescription", Kind: "struct", Members: []Member{
		{Name: "ApplicationMaintenanceWindowStartTime", Shape: shapeApplicationMaintenanceWindowStartTime, Required: true},
		{Name: "ApplicationMaintenanceWindowEndTime", Shape: shapeApplicationMaintenanceWindowEndTime, Required: true},
	}}
	shapeApplicationMaintenanceConfigurationUpdate = &Shape{Name: "ApplicationMaintenanceConfigurationUpdate", Kind: "struct", Members: []Member{
		{Name: "ApplicationMaintenanceWindowStartTimeUpdate", Shape: shapeApplicationMaintenanceWindowStartTime, Required: true},
	}}
	shapeApplicationMaintenanceWindowEndTime   = &Shape{Name: "ApplicationMaintenanceWindowEndTime", Kind: "string", Min: 5}
	shapeApplicationMaintenanceWindowStartTime = &Shape{Name: "ApplicationMaintenanceWindowStartTime", Kind: "string", Min: 5}
	shapeApplicationMode                       = &Shape{Name: "ApplicationMode", Kind: "enum", Enum: []string{"STREAMING", "INTERACTIVE"}}
	shapeApplicationName                       = &Shape{Name: "ApplicationName", Kind: "string", Min: 1}
	shapeApplicationOperationInfo              = &Shape{Name: "ApplicationOperationInfo", Kind: "struct", Members: []Member{
		{Name: "Operation", Shape: shapeOperation, Required: false},
		{Name: "OperationId", Shape: shapeOperationId, Required: false},
		{Name: "StartTime", Shape: shapeTimestamp, Required: false},
		{Name: "EndTime", Shape: shapeTimestamp, Required: false},
		{Name: "OperationStatus", Shape: shapeOperationStatus, Required: false},
	}}
	shapeApplicationOperationInfoDetails = &Shape{Name: "ApplicationOperationInfoDetails", Kind: "struct", Members: []Member{
		{Name: "Operation", Shape: shapeOperation, Required: true},
		{Name: "StartTime", Shape: shapeTimestamp, Required: true},
		{Name: "EndTime", Shape: shapeTimestamp, Required: true},
		{Name: "OperationStatus", Shape: shapeOperationStatus, Required: true},
		{Name: "ApplicationVersionChangeDetails", Shape: shapeApplicationVersionChangeDetails, Required: false},
		{Name: "OperationFailureDetails", Shape: shapeOperationFailureDetails, Required: false},
	}}
	shapeApplicationOperationInfoList    = &Shape{Name: "ApplicationOperationInfoList", Kind: "list", Elem: shapeApplicationOperationInfo}
	shapeApplicationRestoreConfiguration = &Shape{Name: "ApplicationRestoreConfiguration", Kind: "struct", Members: []Member{
		{Name: "ApplicationRestoreType", Shape: shapeApplicationRestoreType, Required: true},
		{Name: "SnapshotName", Shape: shapeSnapshotName, Required: false},
	}}
	shapeApplicationRestoreType           = &Shape{Name: "ApplicationRestoreType", Kind: "enum", Enum: []string{"SKIP_RESTORE_FROM_SNAPSHOT", "RESTORE_FROM_LATEST_SNAPSHOT", "RESTORE_FROM_CUSTOM_SNAPSHOT"}}
	shapeApplicationSnapshotConfiguration = &Shape{Name: "ApplicationSnapshotConfiguration", Kind: "struct", Members: []Member{
		{Name: "SnapshotsEnabled", Shape: shapeBooleanObject, Required: true},
	}}
	shapeApplicationSnapshotConfigurationDescription = &Shape{Name: "ApplicationSnapshotConfigurationDescription", Kind: "struct", Members: []Member{
		{Name: "SnapshotsEnabled", Shape: shapeBooleanObject, Required: true},
	}}
	shapeApplicationSnapshotConfigurationUpdate = &Shape{Name: "ApplicationSnapshotConfigurationUpdate", Kind: "struct", Members: []Member{
		{Name: "SnapshotsEnabledUpdate", Shape: shapeBooleanObject, Required: true},
	}}
	shapeApplicationStatus    = &Shape{Name: "ApplicationStatus", Kind: "enum", Enum: []string{"DELETING", "STARTING", "STOPPING", "READY", "RUNNING", "UPDATING", "AUTOSCALING", "FORCE_STOPPING", "ROLLING_BACK", "MAINTENANCE", "ROLLED_BACK"}}
	shapeApplicationStatuses  = &Shape{Name: "ApplicationStatuses", Kind: "list", Min: 1, Elem: shapeApplicationStatus}
	shapeApplicationSummaries = &Shape{Name: "ApplicationSummaries", Kind: "list", Elem: shapeApplicationSummary}
	shapeApplicationSummary   = &Shape{Name: "ApplicationSummary", Kind: "struct", Members: []Member{
		{Name: "ApplicationName", Shape: shapeApplicationName, Required: true},
		{Name: "ApplicationARN", Shape: shapeResourceARN, Required: true},
		{Name: "ApplicationStatus", Shape: shapeApplicationStatus, Required: true},
		{Name: "ApplicationVersionId", Shape: shapeApplicationVersionId, Required: true},
		{Name: "RuntimeEnvironment", Shape: shapeRuntimeEnvironment, Required: true},
		{Name: "ApplicationMode", Shape: shapeApplicationMode, Required: false},
		{Name: "ApplicationHealth", Shape: shapeApplicationHealth, Required: false},
	}}
	shapeApplicationSystemRollbackConfiguration = &Shape{Name: "ApplicationSystemRollbackConfiguration", Kind: "struct", Members: []Member{
		{Name: "RollbackEnabled", Shape: shapeBooleanObject, Required: true},
	}}
	shapeApplicationSystemRollbackConfigurationDescription = &Shape{Name: "ApplicationSystemRollbackConfigurationDescription", Kind: "struct", Members: []Member{
		{Name: "RollbackEnabled", Shape: shapeBooleanObject, Required: true},
	}}
	shapeApplicationSystemRollbackConfigurationUpdate = &Shape{Name: "ApplicationSystemRollbackConfigurationUpdate", Kind: "struct", Members: []Member{
		{Name: "RollbackEnabledUpdate", Shape: shapeBooleanObject, Required: true},
	}}
	shapeApplicationVersionChangeDetails = &Shape{Name: "ApplicationVersionChangeDetails", Kind: "struct", Members: []Member{
		{Name: "ApplicationVersionUpdatedFrom", Shape: shapeApplicationVersionId, Required: true},
		{Name: "ApplicationVersionUpdatedTo", Shape: shapeApplicationVersionId, Required: true},
	}}
	shapeApplicationVersionId        = &Shape{Name: "ApplicationVersionId", Kind: "integer", Min: 1}
	shapeApplicationVersionSummaries = &Shape{Name: "ApplicationVersionSummaries", Kind: "list", Elem: shapeApplicationVersionSummary}
	shapeApplicationVersionSummary   = &Shape{Name: "ApplicationVersionSummary", Kind: "struct", Members: []Member{
		{Name: "ApplicationVersionId", Shape: shapeApplicationVersionId, Required: true},
		{Name: "ApplicationStatus", Shape: shapeApplicationStatus, Required: true},
	}}
	shapeArtifactType      = &Shape{Name: "ArtifactType", Kind: "enum", Enum: []string{"UDF", "DEPENDENCY_JAR"}}
	shapeAssumeRoleRequest = &Shape{Name: "AssumeRoleRequest", Kind: "struct", Members: []Member{
		{Name: "RoleName", Shape: shapeRoleName, Required: true},
		{Name: "SessionName", Shape: shapeRoleSessionName, Required: true},
		{Name: "DurationSeconds", Shape: shapeSessionDurationSeconds, Required: false},
		{Name: "ExternalId", Shape: shapeExternalId, Required: false},
		{Name: "Policy", Shape: shapeSessionPolicyDocument, Required: false},
	}}
	shapeAssumeRoleResponse = &Shape{Name: "AssumeRoleResponse", Kind: "struct", Members: []Member{
		{Name: "Credentials", Shape: shapeTemporaryCredentials, Required: true},
		{Name: "Arn", Shape: shapeAccessArn, Required: true},
	}}
	shapeAttachRolePolicyRequest = &Shape{Name: "AttachRolePolicyRequest", Kind: "struct", Members: []Member{
		{Name: "RoleName", Shape: shapeRoleName, Required: true},
		{Name: "PolicyArn", Shape: shapeAccessArn, Required: true},
	}}
	shapeAttachRolePolicyResponse = &Shape{Name: "AttachRolePolicyResponse", Kind: "struct"}
	shapeAttachUserPolicyRequest  = &Shape{Name: "AttachUserPolicyRequest", Kind: "struct", Members: []Member{
		{Name: "UserName", Shape: shapeUserName, Required: true},
		{Name: "PolicyArn", Shape: shapeAccessArn, Required: true},
	}}
	shapeAttachUserPolicyResponse = &Shape{Name: "AttachUserPolicyResponse", Kind: "struct"}
	shapeAttempts                 = &Shape{Name: "Attempts", Kind: "integer", Min: 1}
	shapeAuditAction              = &Shape{Name: "AuditAction", Kind: "string", Min: 1}
	shapeAuditEvent               = &Shape{Name: "AuditEvent", Kind: "struct", Members: []Member{
		{Name: "EventId", Shape: shapeAuditEventId, Required: true},
		{Name: "EventTime", Shape: shapeAuditText, Required: true},
		{Name: "AccountId", Shape: shapeAuditText, Required: false},
		{Name: "Region", Shape: shapeAuditText, Required: false},
		{Name: "Principal", Shape: shapeAuditText, Required: false},
		{Name: "AccessKeyId", Shape: shapeAuditText, Required: false},
		{Name: "SourceIp", Shape: shapeAuditText, Required: false},
		{Name: "RequestId", Shape: shapeAuditText, Required: false},
		{Name: "Action", Shape: shapeAuditText, Required: true},
		{Name: "Resource", Shape: shapeAuditText, Required: false},
		{Name: "ApplicationName", Shape: shapeAuditText, Required: false},
		{Name: "Outcome", Shape: shapeAuditOutcome, Required: true},
		{Name: "ErrorCode", Shape: shapeAuditText, Required: false},
		{Name: "Change", Shape: shapeBooleanObject, Required: true},
		{Name: "OperationId", Shape: shapeAuditText, Required: false},
		{Name: "Detail", Shape: shapeAuditText, Required: false},
	}}
	shapeAuditEventId         = &Shape{Name: "AuditEventId", Kind: "string", Min: 3}
	shapeAuditEvents          = &Shape{Name: "AuditEvents", Kind: "list", Elem: shapeAuditEvent}
	shapeAuditOutcome         = &Shape{Name: "AuditOutcome", Kind: "enum", Enum: []string{"Allowed", "Denied"}}
	shapeAuditPrincipal       = &Shape{Name: "AuditPrincipal", Kind: "string", Min: 1}
	shapeAuditText            = &Shape{Name: "AuditText", Kind: "string"}
	shapeAuditTime            = &Shape{Name: "AuditTime", Kind: "timestamp"}
	shapeAuthorizedUrl        = &Shape{Name: "AuthorizedUrl", Kind: "string", Min: 1}
	shapeBasePath             = &Shape{Name: "BasePath", Kind: "string", Min: 1}
	shapeBooleanObject        = &Shape{Name: "BooleanObject", Kind: "boolean"}
	shapeBucketARN            = &Shape{Name: "BucketARN", Kind: "string", Min: 1}
	shapeCSVMappingParameters = &Shape{Name: "CSVMappingParameters", Kind: "struct", Members: []Member{
		{Name: "RecordRowDelimiter", Shape: shapeRecordRowDelimiter, Required: true},
		{Name: "RecordColumnDelimiter", Shape: shapeRecordColumnDelimiter, Required: true},
	}}
	shapeCancelApplicationOperationRequest = &Shape{Name: "CancelApplicationOperationRequest", Kind: "struct", Members: []Member{
		{Name: "ApplicationName", Shape: shapeApplicationName, Required: true},
		{Name: "OperationId", Shape: shapeOperationId, Required: true},
	}}
	shapeCancelApplicationOperationResponse = &Shape{Name: "CancelApplicationOperationResponse", Kind: "struct", Members: []Member{
		{Name: "ApplicationARN", Shape: shapeResourceARN, Required: true},
		{Name: "ApplicationStatus", Shape: shapeApplicationStatus, Required: true},
		{Name: "ApplicationVersionId", Shape: shapeApplicationVersionId, Required: true},
		{Name: "OperationStatus", Shape: shapeOperationStatus, Required: true},
		{Name: "FollowingOperationId", Shape: shapeOperationId, Required: false},
	}}
	shapeCatalogConfiguration = &Shape{Name: "CatalogConfiguration", Kind: "struct", Members: []Member{
		{Name: "GlueDataCatalogConfiguration", Shape: shapeGlueDataCatalogConfiguration, Required: true},
	}}
	shapeCatalogConfigurationDescription = &Shape{Name: "CatalogConfigurationDescription", Kind: "struct", Members: []Member{
		{Name: "GlueDataCatalogConfigurationDescription", Shape: shapeGlueDataCatalogConfigurationDescription, Required: true},
	}}
	shapeCatalogConfigurationUpdate = &Shape{Name: "CatalogConfigurationUpdate", Kind: "struct", Members: []Member{
		{Name: "GlueDataCatalogConfigurationUpdate", Shape: shapeGlueDataCatalogConfigurationUpdate, Required: true},
	}}
	shapeCheckpointConfiguration = &Shape{Name: "CheckpointConfiguration", Kind: "struct", Members: []Member{
		{Name: "ConfigurationType", Shape: shapeConfigurationType, Required: true},
		{Name: "CheckpointingEnabled", Shape: shapeBooleanObject, Required: false},
		{Name: "CheckpointInterval", Shape: shapeCheckpointInterval, Required: false},
		{Name: "MinPauseBetweenCheckpoints", Shape: shapeMinPauseBetweenCheckpoints, Required: false},
	}}
	shapeCheckpointConfigurationDescription = &Shape{Name: "CheckpointConfigurationDescription", Kind: "struct", Members: []Member{
		{Name: "ConfigurationType", Shape: shapeConfigurationType, Required: false},
		{Name: "CheckpointingEnabled", Shape: shapeBooleanObject, Required: false},
		{Name: "CheckpointInterval", Shape: shapeCheckpointInterval, Required: false},
		{Name: "MinPauseBetweenCheckpoints", Shape: shapeMinPauseBetweenCheckpoints, Required: false},
	}}
	shapeCheckpointConfigurationUpdate = &Shape{Name: "CheckpointConfigurationUpdate", Kind: "struct", Members: []Member{
		{Name: "ConfigurationTypeUpdate", Shape: shapeConfigurationType, Required: false},
		{Name: "CheckpointingEnabledUpdate", Shape: shapeBooleanObject, Required: false},
		{Name: "CheckpointIntervalUpdate", Shape: shapeCheckpointInterval, Required: false},
		{Name: "MinPauseBetweenCheckpointsUpdate", Shape: shapeMinPauseBetweenCheckpoints, Required: false},
	}}
	shapeCheckpointInterval      = &Shape{Name: "CheckpointInterval", Kind: "integer", Min: 1}
	shapeCloudWatchLoggingOption = &Shape{Name: "CloudWatchLoggingOption", Kind: "struct", Members: []Member{
		{Name: "LogStreamARN", Shape: shapeLogStreamARN, Required: true},
	}}
	shapeCloudWatchLoggingOptionDescription = &Shape{Name: "CloudWatchLoggingOptionDescription", Kind: "struct", Members: []Member{
		{Name: "CloudWatchLoggingOptionId", Shape: shapeId, Required: false},
		{Name: "LogStreamARN", Shape: shapeLogStreamARN, Required: true},
		{Name: "RoleARN", Shape: shapeRoleARN, Required: false},
	}}
	shapeCloudWatchLoggingOptionDescriptions = &Shape{Name: "CloudWatchLoggingOptionDescriptions", Kind: "list", Elem: shapeCloudWatchLoggingOptionDescription}
	shapeCloudWatchLoggingOptionUpdate       = &Shape{Name: "CloudWatchLoggingOptionUpdate", Kind: "struct", Members: []Member{
		{Name: "CloudWatchLoggingOptionId", Shape: shapeId, Required: true},
		{Name: "LogStreamARNUpdate", Shape: shapeLogStreamARN, Required: false},
	}}
	shapeCloudWatchLoggingOptionUpdates = &Shape{Name: "CloudWatchLoggingOptionUpdates", Kind: "list", Elem: shapeCloudWatchLoggingOptionUpdate}
	shapeCloudWatchLoggingOptions       = &Shape{Name: "CloudWatchLoggingOptions", Kind: "list", Elem: shapeCloudWatchLoggingOption}
	shapeCodeContent                    = &Shape{Name: "CodeContent", Kind: "struct", Members: []Member{
		{Name: "TextContent", Shape: shapeTextContent, Required: false},
		{Name: "ZipFileContent", Shape: shapeZipFileContent, Required: false},
		{Name: "S3ContentLocation", Shape: shapeS3ContentLocation, Required: false},
	}}
	shapeCodeContentDescription = &Shape{Name: "CodeContentDescription", Kind: "struct", Members: []Member{
		{Name: "TextContent", Shape: shapeTextContent, Required: false},
		{Name: "CodeMD5", Shape: shapeCodeMD5, Required: false},
		{Name: "CodeSize", Shape: shapeCodeSize, Required: false},
		{Name: "S3ApplicationCodeLocationDescription", Shape: shapeS3ApplicationCodeLocationDescription, Required: false},
	}}
	shapeCodeContentType   = &Shape{Name: "CodeContentType", Kind: "enum", Enum: []string{"PLAINTEXT", "ZIPFILE"}}
	shapeCodeContentUpdate = &Shape{Name: "CodeContentUpdate", Kind: "struct", Members: []Member{
		{Name: "TextContentUpdate", Shape: shapeTextContent, Required: false},
		{Name: "ZipFileContentUpdate", Shape: shapeZipFileContent, Required: false},
		{Name: "S3ContentLocationUpdate", Shape: shapeS3ContentLocationUpdate, Required: false},
	}}
	shapeCodeMD5                 = &Shape{Name: "CodeMD5", Kind: "string", Min: 128}
	shapeCodeSize                = &Shape{Name: "CodeSize", Kind: "integer", Min: 0}
	shapeCodeValidationException = &Shape{Name: "CodeValidationException", Kind: "struct", Members: []Member{
		{Name: "Message", Shape: shapeErrorMessage, Required: false},
	}}
	shapeConcurrentModificationException = &Shape{Name: "ConcurrentModificationException", Kind: "struct", Members: []Member{
		{Name: "Message", Shape: shapeErrorMessage, Required: false},
	}}
	shapeConditionalToken       = &Shape{Name: "ConditionalToken", Kind: "string", Min: 1}
	shapeConfigurationType      = &Shape{Name: "ConfigurationType", Kind: "enum", Enum: []string{"DEFAULT", "CUSTOM"}}
	shapeContextKeyName         = &Shape{Name: "ContextKeyName", Kind: "string", Min: 5}
	shapeContextValue           = &Shape{Name: "ContextValue", Kind: "string"}
	shapeContextValues          = &Shape{Name: "ContextValues", Kind: "list", Min: 1, Elem: shapeContextValue}
	shapeCreateAccessKeyRequest = &Shape{Name: "CreateAccessKeyRequest", Kind: "struct", Members: []Member{
		{Name: "UserName", Shape: shapeUserName, Required: true},
	}}
	shapeCreateAccessKeyResponse = &Shape{Name: "CreateAccessKeyResponse", Kind: "struct", Members: []Member{
		{Name: "AccessKey", Shape: shapeNewAccessKey, Required: true},
	}}
	shapeCreateAccountRequest = &Shape{Name: "CreateAccountRequest", Kind: "struct", Members: []Member{
		{Name: "AccountId", Shape: shapeAccountId, Required: true},
		{Name: "AccountName", Shape: shapeAccountName, Required: false},
	}}
	shapeCreateAccountResponse = &Shape{Name: "CreateAccountResponse", Kind: "struct", Members: []Member{
		{Name: "Account", Shape: shapeAccountDetail, Required: true},
		{Name: "AccessKey", Shape: shapeNewAccessKey, Required: true},
	}}
	shapeCreateApplicationPresignedUrlRequest = &Shape{Name: "CreateApplicationPresignedUrlRequest", Kind: "struct", Members: []Member{
		{Name: "ApplicationName", Shape: shapeApplicationName, Required: true},
		{Name: "UrlType", Shape: shapeUrlType, Required: true},
		{Name: "SessionExpirationDurationInSeconds", Shape: shapeSessionExpirationDurationInSeconds, Required: false},
	}}
	shapeCreateApplicationPresignedUrlResponse = &Shape{Name: "CreateApplicationPresignedUrlResponse", Kind: "struct", Members: []Member{
		{Name: "AuthorizedUrl", Shape: shapeAuthorizedUrl, Required: false},
	}}
	shapeCreateApplicationRequest = &Shape{Name: "CreateApplicationRequest", Kind: "struct", Members: []Member{
		{Name: "ApplicationName", Shape: shapeApplicationName, Required: true},
		{Name: "ApplicationDescription", Shape: shapeApplicationDescription, Required: false},
		{Name: "RuntimeEnvironment", Shape: shapeRuntimeEnvironment, Required: true},
		{Name: "ServiceExecutionRole", Shape: shapeRoleARN, Required: true},
		{Name: "ApplicationConfiguration", Shape: shapeApplicationConfiguration, Required: false},
		{Name: "CloudWatchLoggingOptions", Shape: shapeCloudWatchLoggingOptions, Required: false},
		{Name: "Tags", Shape: shapeTags, Required: false},
		{Name: "ApplicationMode", Shape: shapeApplicationMode, Required: false},
	}}
	shapeCreateApplicationResponse = &Shape{Name: "CreateApplicationResponse", Kind: "struct", Members: []Member{
		{Name: "ApplicationDetail", Shape: shapeApplicationDetail, Required: true},
	}}
	shapeCreateApplicationSnapshotRequest = &Shape{Name: "CreateApplicationSnapshotRequest", Kind: "struct", Members: []Member{
		{Name: "ApplicationName", Shape: shapeApplicationName, Required: true},
		{Name: "SnapshotName", Shape: shapeSnapshotName, Required: true},
	}}
	shapeCreateApplicationSnapshotResponse = &Shape{Name: "CreateApplicationSnapshotResponse", Kind: "struct"}
	shapeCreatePolicyRequest               = &Shape{Name: "CreatePolicyRequest", Kind: "struct", Members: []Member{
		{Name: "PolicyName", Shape: shapePolicyName, Required: true},
		{Name: "PolicyDocument", Shape: shapePolicyDocument, Required: true},
		{Name: "Description", Shape: shapeAccessDescription, Required: false},
	}}
	shapeCreatePolicyResponse = &Shape{Name: "CreatePolicyResponse", Kind: "struct", Members: []Member{
		{Name: "Policy", Shape: shapePolicyDetail, Required: true},
	}}
	shapeCreateRoleRequest = &Shape{Name: "CreateRoleRequest", Kind: "struct", Members: []Member{
		{Name: "RoleName", Shape: shapeRoleName, Required: true},
		{Name: "TrustPolicy", Shape: shapePolicyDocument, Required: true},
		{Name: "Description", Shape: shapeAccessDescription, Required: false},
		{Name: "MaxSessionDuration", Shape: shapeMaxSessionDurationSeconds, Required: false},
	}}
	shapeCreateRoleResponse = &Shape{Name: "CreateRoleResponse", Kind: "struct", Members: []Member{
		{Name: "Role", Shape: shapeRoleDetail, Required: true},
	}}
	shapeCreateUserRequest = &Shape{Name: "CreateUserRequest", Kind: "struct", Members: []Member{
		{Name: "UserName", Shape: shapeUserName, Required: true},
		{Name: "Description", Shape: shapeAccessDescription, Required: false},
	}}
	shapeCreateUserResponse = &Shape{Name: "CreateUserResponse", Kind: "struct", Members: []Member{
		{Name: "User", Shape: shapeUserDetail, Required: true},
	}}
	shapeCustomArtifactConfiguration = &Shape{Name: "CustomArtifactConfiguration", Kind: "struct", Members: []Member{
		{Name: "ArtifactType", Shape: shapeArtifactType, Required: true},
		{Name: "S3ContentLocation", Shape: shapeS3ContentLocation, Required: false},
		{Name: "MavenReference", Shape: shapeMavenReference, Required: false},
	}}
	shapeCustomArtifactConfigurationDescription = &Shape{Name: "CustomArtifactConfigurationDescription", Kind: "struct", Members: []Member{
		{Name: "ArtifactType", Shape: shapeArtifactType, Required: false},
		{Name: "S3ContentLocationDescription", Shape: shapeS3ContentLocation, Required: false},
		{Name: "MavenReferenceDescription", Shape: shapeMavenReference, Required: false},
	}}
	shapeCustomArtifactsConfigurationDescriptionList = &Shape{Name: "CustomArtifactsConfigurationDescriptionList", Kind: "list", Elem: shapeCustomArtifactConfigurationDescription}
	shapeCustomArtifactsConfigurationList            = &Shape{Name: "CustomArtifactsConfigurationList", Kind: "list", Elem: shapeCustomArtifactConfiguration}
	shapeDatabaseARN                                 = &Shape{Name: "DatabaseARN", Kind: "string", Min: 1}
	shapeDeleteAccessKeyRequest                      = &Shape{Name: "DeleteAccessKeyRequest", Kind: "struct", Members: []Member{
		{Name: "UserName", Shape: shapeUserName, Required: true},
		{Name: "AccessKeyId", Shape: shapeAccessKeyId, Required: true},
	}}
	shapeDeleteAccessKeyResponse                         = &Shape{Name: "DeleteAccessKeyResponse", Kind: "struct"}
	shapeDeleteApplicationCloudWatchLoggingOptionRequest = &Shape{Name: "DeleteApplicationCloudWatchLoggingOptionRequest", Kind: "struct", Members: []Member{
		{Name: "ApplicationName", Shape: shapeApplicationName, Required: true},
		{Name: "CurrentApplicationVersionId", Shape: shapeApplicationVersionId, Required: false},
		{Name: "CloudWatchLoggingOptionId", Shape: shapeId, Required: true},
		{Name: "ConditionalToken", Shape: shapeConditionalToken, Required: false},
	}}
	shapeDeleteApplicationCloudWatchLoggingOptionResponse = &Shape{Name: "DeleteApplicationCloudWatchLoggingOptionResponse", Kind: "struct", Members: []Member{
		{Name: "ApplicationARN", Shape: shapeResourceARN, Required: false},
		{Name: "ApplicationVersionId", Shape: shapeApplicationVersionId, Required: false},
		{Name: "CloudWatchLoggingOptionDescriptions", Shape: shapeCloudWatchLoggingOptionDescriptions, Required: false},
		{Name: "OperationId", Shape: shapeOperationId, Required: false},
	}}
	shapeDeleteApplicationInputProcessingConfigurationRequest = &Shape{Name: "DeleteApplicationInputProcessingConfigurationRequest", Kind: "struct", Members: []Member{
		{Name: "ApplicationName", Shape: shapeApplicationName, Required: true},
		{Name: "CurrentApplicationVersionId", Shape: shapeApplicationVersionId, Required: true},
		{Name: "InputId", Shape: shapeId, Required: true},
	}}
	shapeDeleteApplicationInputProcessingConfigurationResponse = &Shape{Name: "DeleteApplicationInputProcessingConfigurationResponse", Kind: "struct", Members: []Member{
		{Name: "ApplicationARN", Shape: shapeResourceARN, Required: false},
		{Name: "ApplicationVersionId", Shape: shapeApplicationVersionId, Required: false},
	}}
	shapeDeleteApplicationOutputRequest = &Shape{Name: "DeleteApplicationOutputRequest", Kind: "struct", Members: []Member{
		{Name: "ApplicationName", Shape: shapeApplicationName, Required: true},
		{Name: "CurrentApplicationVersionId", Shape: shapeApplicationVersionId, Required: true},
		{Name: "OutputId", Shape: shapeId, Required: true},
	}}
	shapeDeleteApplicationOutputResponse = &Shape{Name: "DeleteApplicationOutputResponse", Kind: "struct", Members: []Member{
		{Name: "ApplicationARN", Shape: shapeResourceARN, Required: false},
		{Name: "ApplicationVersionId", Shape: shapeApplicationVersionId, Required: false},
	}}
	shapeDeleteApplicationReferenceDataSourceRequest = &Shape{Name: "DeleteApplicationReferenceDataSourceRequest", Kind: "struct", Members: []Member{
		{Name: "ApplicationName", Shape: shapeApplicationName, Required: true},
		{Name: "CurrentApplicationVersionId", Shape: shapeApplicationVersionId, Required: true},
		{Name: "ReferenceId", Shape: shapeId, Required: true},
	}}
	shapeDeleteApplicationReferenceDataSourceResponse = &Shape{Name: "DeleteApplicationReferenceDataSourceResponse", Kind: "struct", Members: []Member{
		{Name: "ApplicationARN", Shape: shapeResourceARN, Required: false},
		{Name: "ApplicationVersionId", Shape: shapeApplicationVersionId, Required: false},
	}}
	shapeDeleteApplicationRequest = &Shape{Name: "DeleteApplicationRequest", Kind: "struct", Members: []Member{
		{Name: "ApplicationName", Shape: shapeApplicationName, Required: true},
		{Name: "CreateTimestamp", Shape: shapeTimestamp, Required: true},
	}}
	shapeDeleteApplicationResponse        = &Shape{Name: "DeleteApplicationResponse", Kind: "struct"}
	shapeDeleteApplicationSnapshotRequest = &Shape{Name: "DeleteApplicationSnapshotRequest", Kind: "struct", Members: []Member{
		{Name: "ApplicationName", Shape: shapeApplicationName, Required: true},
		{Name: "SnapshotName", Shape: shapeSnapshotName, Required: true},
		{Name: "SnapshotCreationTimestamp", Shape: shapeTimestamp, Required: true},
	}}
	shapeDeleteApplicationSnapshotResponse        = &Shape{Name: "DeleteApplicationSnapshotResponse", Kind: "struct"}
	shapeDeleteApplicationVpcConfigurationRequest = &Shape{Name: "DeleteApplicationVpcConfigurationRequest", Kind: "struct", Members: []Member{
		{Name: "ApplicationName", Shape: shapeApplicationName, Required: true},
		{Name: "CurrentApplicationVersionId", Shape: shapeApplicationVersionId, Required: false},
		{Name: "VpcConfigurationId", Shape: shapeId, Required: true},
		{Name: "ConditionalToken", Shape: shapeConditionalToken, Required: false},
	}}
	shapeDeleteApplicationVpcConfigurationResponse = &Shape{Name: "DeleteApplicationVpcConfigurationResponse", Kind: "struct", Members: []Member{
		{Name: "ApplicationARN", Shape: shapeResourceARN, Required: false},
		{Name: "ApplicationVersionId", Shape: shapeApplicationVersionId, Required: false},
		{Name: "OperationId", Shape: shapeOperationId, Required: false},
	}}
	shapeDeletePolicyRequest = &Shape{Name: "DeletePolicyRequest", Kind: "struct", Members: []Member{
		{Name: "PolicyName", Shape: shapePolicyName, Required: true},
	}}
	shapeDeletePolicyResponse = &Shape{Name: "DeletePolicyResponse", Kind: "struct"}
	shapeDeleteRoleRequest    = &Shape{Name: "DeleteRoleRequest", Kind: "struct", Members: []Member{
		{Name: "RoleName", Shape: shapeRoleName, Required: true},
	}}
	shapeDeleteRoleResponse             = &Shape{Name: "DeleteRoleResponse", Kind: "struct"}
	shapeDeleteSnapshotRetentionRequest = &Shape{Name: "DeleteSnapshotRetentionRequest", Kind: "struct", Members: []Member{
		{Name: "ApplicationName", Shape: shapeApplicationName, Required: true},
	}}
	shapeDeleteUserRequest = &Shape{Name: "DeleteUserRequest", Kind: "struct", Members: []Member{
		{Name: "UserName", Shape: shapeUserName, Required: true},
	}}
	shapeDeleteUserResponse               = &Shape{Name: "DeleteUserResponse", Kind: "struct"}
	shapeDeployAsApplicationConfiguration = &Shape{Name: "DeployAsApplicationConfiguration", Kind: "struct", Members: []Member{
		{Name: "S3ContentLocation", Shape: shapeS3ContentBaseLocation, Required: true},
	}}
	shapeDeployAsApplicationConfigurationDescription = &Shape{Name: "DeployAsApplicationConfigurationDescription", Kind: "struct", Members: []Member{
		{Name: "S3ContentLocationDescription", Shape: shapeS3ContentBaseLocationDescription, Required: true},
	}}
	shapeDeployAsApplicationConfigurationUpdate = &Shape{Name: "DeployAsApplicationConfigurationUpdate", Kind: "struct", Members: []Member{
		{Name: "S3ContentLocationUpdate", Shape: shapeS3ContentBaseLocationUpdate, Required: false},
	}}
	shapeDescribeApplicationHealthRequest = &Shape{Name: "DescribeApplicationHealthRequest", Kind: "struct", Members: []Member{
		{Name: "ApplicationName", Shape: shapeApplicationName, Required: true},
	}}
	shapeDescribeApplicationHealthResponse = &Shape{Name: "DescribeApplicationHealthResponse", Kind: "struct", Members: []Member{
		{Name: "ApplicationStatus", Shape: shapeApplicationStatus, Required: true},
		{Name: "Health", Shape: shapeHealth, Required: false},
		{Name: "HealthCause", Shape: shapeHealthCause, Required: false},
		{Name: "HealthSince", Shape: shapeTimestamp, Required: false},
		{Name: "HealthReason", Shape: shapeText, Required: false},
	}}
	shapeDescribeApplicationOperationRequest = &Shape{Name: "DescribeApplicationOperationRequest", Kind: "struct", Members: []Member{
		{Name: "ApplicationName", Shape: shapeApplicationName, Required: true},
		{Name: "OperationId", Shape: shapeOperationId, Required: true},
	}}
	shapeDescribeApplicationOperationResponse = &Shape{Name: "DescribeApplicationOperationResponse", Kind: "struct", Members: []Member{
		{Name: "ApplicationOperationInfoDetails", Shape: shapeApplicationOperationInfoDetails, Required: false},
	}}
	shapeDescribeApplicationRequest = &Shape{Name: "DescribeApplicationRequest", Kind: "struct", Members: []Member{
		{Name: "ApplicationName", Shape: shapeApplicationName, Required: true},
		{Name: "IncludeAdditionalDetails", Shape: shapeBooleanObject, Required: false},
	}}
	shapeDescribeApplicationResponse = &Shape{Name: "DescribeApplicationResponse", Kind: "struct", Members: []Member{
		{Name: "ApplicationDetail", Shape: shapeApplicationDetail, Required: true},
	}}
	shapeDescribeApplicationSnapshotRequest = &Shape{Name: "DescribeApplicationSnapshotRequest", Kind: "struct", Members: []Member{
		{Name: "ApplicationName", Shape: shapeApplicationName, Required: true},
		{Name: "SnapshotName", Shape: shapeSnapshotName, Required: true},
	}}
	shapeDescribeApplicationSnapshotResponse = &Shape{Name: "DescribeApplicationSnapshotResponse", Kind: "struct", Members: []Member{
		{Name: "SnapshotDetails", Shape: shapeSnapshotDetails, Required: true},
	}}
	shapeDescribeApplicationVersionRequest = &Shape{Name: "DescribeApplicationVersionRequest", Kind: "struct", Members: []Member{
		{Name: "ApplicationName", Shape: shapeApplicationName, Required: true},
		{Name: "ApplicationVersionId", Shape: shapeApplicationVersionId, Required: true},
	}}
	shapeDescribeApplicationVersionResponse = &Shape{Name: "DescribeApplicationVersionResponse", Kind: "struct", Members: []Member{
		{Name: "ApplicationVersionDetail", Shape: shapeApplicationDetail, Required: false},
	}}
	shapeDescribePolicyRequest = &Shape{Name: "DescribePolicyRequest", Kind: "struct", Members: []Member{
		{Name: "PolicyName", Shape: shapePolicyName, Required: true},
	}}
	shapeDescribePolicyResponse = &Shape{Name: "DescribePolicyResponse", Kind: "struct", Members: []Member{
		{Name: "Policy", Shape: shapePolicyDetail, Required: true},
		{Name: "AttachedTo", Shape: shapeAccessArns, Required: true},
	}}
	shapeDescribeRoleRequest = &Shape{Name: "DescribeRoleRequest", Kind: "struct", Members: []Member{
		{Name: "RoleName", Shape: shapeRoleName, Required: true},
	}}
	shapeDescribeRoleResponse = &Shape{Name: "DescribeRoleResponse", Kind: "struct", Members: []Member{
		{Name: "Role", Shape: shapeRoleDetail, Required: true},
		{Name: "AttachedPolicies", Shape: shapeAccessArns, Required: true},
	}}
	shapeDescribeRootKeyRequest  = &Shape{Name: "DescribeRootKeyRequest", Kind: "struct"}
	shapeDescribeRootKeyResponse = &Shape{Name: "DescribeRootKeyResponse", Kind: "struct", Members: []Member{
		{Name: "RootKeyId", Shape: shapeText, Required: true},
		{Name: "RootKeyExchangeStatus", Shape: shapeRootKeyExchangeStatus, Required: true},
		{Name: "SealedByFormerKeys", Shape: shapeSnapshotSize, Required: true},
		{Name: "RequestedBy", Shape: shapeText, Required: false},
		{Name: "BeginTimestamp", Shape: shapeTimestamp, Required: false},
		{Name: "CompleteTimestamp", Shape: shapeTimestamp, Required: false},
	}}
	shapeDescribeSnapshotRecordRequest = &Shape{Name: "DescribeSnapshotRecordRequest", Kind: "struct", Members: []Member{
		{Name: "ApplicationName", Shape: shapeApplicationName, Required: true},
		{Name: "SnapshotName", Shape: shapeSnapshotName, Required: true},
	}}
	shapeDescribeSnapshotRecordResponse = &Shape{Name: "DescribeSnapshotRecordResponse", Kind: "struct", Members: []Member{
		{Name: "SnapshotRecord", Shape: shapeSnapshotRecord, Required: true},
	}}
	shapeDescribeSnapshotRetentionRequest = &Shape{Name: "DescribeSnapshotRetentionRequest", Kind: "struct", Members: []Member{
		{Name: "ApplicationName", Shape: shapeApplicationName, Required: true},
	}}
	shapeDescribeSnapshotRetentionResponse = &Shape{Name: "DescribeSnapshotRetentionResponse", Kind: "struct", Members: []Member{
		{Name: "KeepCount", Shape: shapeSnapshotKeepCount, Required: false},
		{Name: "KeepSeconds", Shape: shapeSnapshotKeepSeconds, Required: false},
		{Name: "KeepManual", Shape: shapeBooleanObject, Required: false},
		{Name: "RetentionSource", Shape: shapeSnapshotRetentionSource, Required: true},
	}}
	shapeDescribeUserRequest = &Shape{Name: "DescribeUserRequest", Kind: "struct", Members: []Member{
		{Name: "UserName", Shape: shapeUserName, Required: true},
	}}
	shapeDescribeUserResponse = &Shape{Name: "DescribeUserResponse", Kind: "struct", Members: []Member{
		{Name: "User", Shape: shapeUserDetail, Required: true},
		{Name: "AccessKeys", Shape: shapeAccessKeyDetails, Required: true},
		{Name: "AttachedPolicies", Shape: shapeAccessArns, Required: true},
	}}
	shapeDestinationSchema = &Shape{Name: "DestinationSchema", Kind: "struct", Members: []Member{
		{Name: "RecordFormatType", Shape: shapeRecordFormatType, Required: true},
	}}
	shapeDetachRolePolicyRequest = &Shape{Name: "DetachRolePolicyRequest", Kind: "struct", Members: []Member{
		{Name: "RoleName", Shape: shapeRoleName, Required: true},
		{Name: "PolicyArn", Shape: shapeAccessArn, Required: true},
	}}
	shapeDetachRolePolicyResponse = &Shape{Name: "DetachRolePolicyResponse", Kind: "struct"}
	shapeDetachUserPolicyRequest  = &Shape{Name: "DetachUserPolicyRequest", Kind: "struct", Members: []Member{
		{Name: "UserName", Shape: shapeUserName, Required: true},
		{Name: "PolicyArn", Shape: shapeAccessArn, Required: true},
	}}
	shapeDetachUserPolicyResponse   = &Shape{Name: "DetachUserPolicyResponse", Kind: "struct"}
	shapeDiscoverInputSchemaRequest = &Shape{Name: "DiscoverInputSchemaRequest", Kind: "struct", Members: []Member{
		{Name: "ResourceARN", Shape: shapeResourceARN, Required: false},
		{Name: "ServiceExecutionRole", Shape: shapeRoleARN, Required: true},
		{Name: "InputStartingPositionConfiguration", Shape: shapeInputStartingPositionConfiguration, Required: false},
		{Name: "S3Configuration", Shape: shapeS3Configuration, Required: false},
		{Name: "InputProcessingConfiguration", Shape: shapeInputProcessingConfiguration, Required: false},
	}}
	shapeDiscoverInputSchemaResponse = &Shape{Name: "DiscoverInputSchemaResponse", Kind: "struct", Members: []Member{
		{Name: "InputSchema", Shape: shapeSourceSchema, Required: false},
		{Name: "ParsedInputRecords", Shape: shapeParsedInputRecords, Required: false},
		{Name: "ProcessedInputRecords", Shape: shapeProcessedInputRecords, Required: false},
		{Name: "RawInputRecords", Shape: shapeRawInputRecords, Required: false},
	}}
	shapeEngineBuild           = &Shape{Name: "EngineBuild", Kind: "string"}
	shapeEngineBuilds          = &Shape{Name: "EngineBuilds", Kind: "list", Elem: shapeEngineBuild}
	shapeEnvironmentProperties = &Shape{Name: "EnvironmentProperties", Kind: "struct", Members: []Member{
		{Name: "PropertyGroups", Shape: shapePropertyGroups, Required: true},
	}}
	shapeEnvironmentPropertyDescriptions = &Shape{Name: "EnvironmentPropertyDescriptions", Kind: "struct", Members: []Member{
		{Name: "PropertyGroupDescriptions", Shape: shapePropertyGroups, Required: false},
	}}
	shapeEnvironmentPropertyUpdates = &Shape{Name: "EnvironmentPropertyUpdates", Kind: "struct", Members: []Member{
		{Name: "PropertyGroups", Shape: shapePropertyGroups, Required: true},
	}}
	shapeErrorInfo = &Shape{Name: "ErrorInfo", Kind: "struct", Members: []Member{
		{Name: "ErrorString", Shape: shapeErrorString, Required: false},
	}}
	shapeErrorMessage                     = &Shape{Name: "ErrorMessage", Kind: "string"}
	shapeErrorString                      = &Shape{Name: "ErrorString", Kind: "string", Min: 1}
	shapeEventId                          = &Shape{Name: "EventId", Kind: "string", Min: 1}
	shapeEventType                        = &Shape{Name: "EventType", Kind: "enum", Enum: []string{"STATUS", "HEALTH", "VERSION", "OPERATION", "STEP", "SNAPSHOT", "KEY"}}
	shapeExportApplicationSnapshotRequest = &Shape{Name: "ExportApplicationSnapshotRequest", Kind: "struct", Members: []Member{
		{Name: "ApplicationName", Shape: shapeApplicationName, Required: true},
		{Name: "SnapshotName", Shape: shapeSnapshotName, Required: true},
		{Name: "WithPassphrase", Shape: shapeBooleanObject, Required: false},
	}}
	shapeExportApplicationSnapshotResponse = &Shape{Name: "ExportApplicationSnapshotResponse", Kind: "struct", Members: []Member{
		{Name: "DownloadUrl", Shape: shapeTransferUrl, Required: true},
		{Name: "SizeInBytes", Shape: shapeSnapshotSize, Required: true},
	}}
	shapeExternalId                    = &Shape{Name: "ExternalId", Kind: "string", Min: 2}
	shapeFileKey                       = &Shape{Name: "FileKey", Kind: "string", Min: 1}
	shapeFlinkApplicationConfiguration = &Shape{Name: "FlinkApplicationConfiguration", Kind: "struct", Members: []Member{
		{Name: "CheckpointConfiguration", Shape: shapeCheckpointConfiguration, Required: false},
		{Name: "MonitoringConfiguration", Shape: shapeMonitoringConfiguration, Required: false},
		{Name: "ParallelismConfiguration", Shape: shapeParallelismConfiguration, Required: false},
	}}
	shapeFlinkApplicationConfigurationDescription = &Shape{Name: "FlinkApplicationConfigurationDescription", Kind: "struct", Members: []Member{
		{Name: "CheckpointConfigurationDescription", Shape: shapeCheckpointConfigurationDescription, Required: false},
		{Name: "MonitoringConfigurationDescription", Shape: shapeMonitoringConfigurationDescription, Required: false},
		{Name: "ParallelismConfigurationDescription", Shape: shapeParallelismConfigurationDescription, Required: false},
		{Name: "JobPlanDescription", Shape: shapeJobPlanDescription, Required: false},
	}}
	shapeFlinkApplicationConfigurationUpdate = &Shape{Name: "FlinkApplicationConfigurationUpdate", Kind: "struct", Members: []Member{
		{Name: "CheckpointConfigurationUpdate", Shape: shapeCheckpointConfigurationUpdate, Required: false},
		{Name: "MonitoringConfigurationUpdate", Shape: shapeMonitoringConfigurationUpdate, Required: false},
		{Name: "ParallelismConfigurationUpdate", Shape: shapeParallelismConfigurationUpdate, Required: false},
	}}
	shapeFlinkRunConfiguration = &Shape{Name: "FlinkRunConfiguration", Kind: "struct", Members: []Member{
		{Name: "AllowNonRestoredState", Shape: shapeBooleanObject, Required: false},
	}}
	shapeFollowApplicationEventsRequest = &Shape{Name: "FollowApplicationEventsRequest", Kind: "struct", Members: []Member{
		{Name: "ApplicationName", Shape: shapeApplicationName, Required: true},
		{Name: "LastEventId", Shape: shapeEventId, Required: false},
	}}
	shapeFollowApplicationLogRequest = &Shape{Name: "FollowApplicationLogRequest", Kind: "struct", Members: []Member{
		{Name: "ApplicationName", Shape: shapeApplicationName, Required: true},
		{Name: "LogLevel", Shape: shapeLogLevel, Required: false},
		{Name: "LogSource", Shape: shapeLogSource, Required: false},
		{Name: "Logger", Shape: shapeLoggerName, Required: false},
		{Name: "ApplicationVersionId", Shape: shapeApplicationVersionId, Required: false},
		{Name: "Text", Shape: shapeLogText, Required: false},
		{Name: "Pattern", Shape: shapeLogPattern, Required: false},
		{Name: "Tail", Shape: shapeLogTail, Required: false},
		{Name: "LastEventId", Shape: shapeLogEventId, Required: false},
	}}
	shapeFollowAuditEventsRequest = &Shape{Name: "FollowAuditEventsRequest", Kind: "struct", Members: []Member{
		{Name: "StartTime", Shape: shapeTimestamp, Required: false},
		{Name: "Principal", Shape: shapeAuditPrincipal, Required: false},
		{Name: "Action", Shape: shapeAuditAction, Required: false},
		{Name: "Application", Shape: shapeApplicationName, Required: false},
		{Name: "Outcome", Shape: shapeAuditOutcome, Required: false},
		{Name: "ChangesOnly", Shape: shapeBooleanObject, Required: false},
		{Name: "LastEventId", Shape: shapeAuditEventId, Required: false},
	}}
	shapeGetCallerIdentityRequest  = &Shape{Name: "GetCallerIdentityRequest", Kind: "struct"}
	shapeGetCallerIdentityResponse = &Shape{Name: "GetCallerIdentityResponse", Kind: "struct", Members: []Member{
		{Name: "Arn", Shape: shapeAccessArn, Required: true},
		{Name: "UserId", Shape: shapeAccessId, Required: true},
		{Name: "AccountId", Shape: shapeAccountId, Required: true},
		{Name: "Region", Shape: shapeAuditText, Required: false},
	}}
	shapeGetSessionTokenRequest = &Shape{Name: "GetSessionTokenRequest", Kind: "struct", Members: []Member{
		{Name: "DurationSeconds", Shape: shapeSessionDurationSeconds, Required: false},
	}}
	shapeGetSessionTokenResponse = &Shape{Name: "GetSessionTokenResponse", Kind: "struct", Members: []Member{
		{Name: "Credentials", Shape: shapeTemporaryCredentials, Required: true},
	}}
	shapeGlueDataCatalogConfiguration = &Shape{Name: "GlueDataCatalogConfiguration", Kind: "struct", Members: []Member{
		{Name: "DatabaseARN", Shape: shapeDatabaseARN, Required: true},
	}}
	shapeGlueDataCatalogConfigurationDescription = &Shape{Name: "GlueDataCatalogConfigurationDescription", Kind: "struct", Members: []Member{
		{Name: "DatabaseARN", Shape: shapeDatabaseARN, Required: true},
	}}
	shapeGlueDataCatalogConfigurationUpdate = &Shape{Name: "GlueDataCatalogConfigurationUpdate", Kind: "struct", Members: []Member{
		{Name: "DatabaseARNUpdate", Shape: shapeDatabaseARN, Required: true},
	}}
	shapeHealth                           = &Shape{Name: "Health", Kind: "enum", Enum: []string{"HEALTHY", "BEHIND", "STALLED", "RESTARTING"}}
	shapeHealthCause                      = &Shape{Name: "HealthCause", Kind: "enum", Enum: []string{"FAILURE", "UNREACHABLE", "INPUT", "CHECKPOINTS", "WATERMARK"}}
	shapeId                               = &Shape{Name: "Id", Kind: "string", Min: 1}
	shapeImportApplicationSnapshotRequest = &Shape{Name: "ImportApplicationSnapshotRequest", Kind: "struct", Members: []Member{
		{Name: "ApplicationName", Shape: shapeApplicationName, Required: true},
		{Name: "SnapshotName", Shape: shapeSnapshotName, Required: true},
		{Name: "SourceApplicationARN", Shape: shapeResourceARN, Required: false},
		{Name: "SourceKeyProvider", Shape: shapeText, Required: false},
		{Name: "SourceKeyARN", Shape: shapeText, Required: false},
	}}
	shapeImportApplicationSnapshotResponse = &Shape{Name: "ImportApplicationSnapshotResponse", Kind: "struct", Members: []Member{
		{Name: "UploadUrl", Shape: shapeTransferUrl, Required: true},
	}}
	shapeInAppStreamName  = &Shape{Name: "InAppStreamName", Kind: "string", Min: 1}
	shapeInAppStreamNames = &Shape{Name: "InAppStreamNames", Kind: "list", Elem: shapeInAppStreamName}
	shapeInAppTableName   = &Shape{Name: "InAppTableName", Kind: "string", Min: 1}
	shapeInput            = &Shape{Name: "Input", Kind: "struct", Members: []Member{
		{Name: "NamePrefix", Shape: shapeInAppStreamName, Required: true},
		{Name: "InputProcessingConfiguration", Shape: shapeInputProcessingConfiguration, Required: false},
		{Name: "KinesisStreamsInput", Shape: shapeKinesisStreamsInput, Required: false},
		{Name: "KinesisFirehoseInput", Shape: shapeKinesisFirehoseInput, Required: false},
		{Name: "InputParallelism", Shape: shapeInputParallelism, Required: false},
		{Name: "InputSchema", Shape: shapeSourceSchema, Required: true},
	}}
	shapeInputDescription = &Shape{Name: "InputDescription", Kind: "struct", Members: []Member{
		{Name: "InputId", Shape: shapeId, Required: false},
		{Name: "NamePrefix", Shape: shapeInAppStreamName, Required: false},
		{Name: "InAppStreamNames", Shape: shapeInAppStreamNames, Required: false},
		{Name: "InputProcessingConfigurationDescription", Shape: shapeInputProcessingConfigurationDescription, Required: false},
		{Name: "KinesisStreamsInputDescription", Shape: shapeKinesisStreamsInputDescription, Required: false},
		{Name: "KinesisFirehoseInputDescription", Shape: shapeKinesisFirehoseInputDescription, Required: false},
		{Name: "InputSchema", Shape: shapeSourceSchema, Required: false},
		{Name: "InputParallelism", Shape: shapeInputParallelism, Required: false},
		{Name: "InputStartingPositionConfiguration", Shape: shapeInputStartingPositionConfiguration, Required: false},
	}}
	shapeInputDescriptions    = &Shape{Name: "InputDescriptions", Kind: "list", Elem: shapeInputDescription}
	shapeInputLambdaProcessor = &Shape{Name: "InputLambdaProcessor", Kind: "struct", Members: []Member{
		{Name: "ResourceARN", Shape: shapeResourceARN, Required: true},
	}}
	shapeInputLambdaProcessorDescription = &Shape{Name: "InputLambdaProcessorDescription", Kind: "struct", Members: []Member{
		{Name: "ResourceARN", Shape: shapeResourceARN, Required: true},
		{Name: "RoleARN", Shape: shapeRoleARN, Required: false},
	}}
	shapeInputLambdaProcessorUpdate = &Shape{Name: "InputLambdaProcessorUpdate", Kind: "struct", Members: []Member{
		{Name: "ResourceARNUpdate", Shape: shapeResourceARN, Required: true},
	}}
	shapeInputParallelism = &Shape{Name: "InputParallelism", Kind: "struct", Members: []Member{
		{Name: "Count", Shape: shapeInputParallelismCount, Required: false},
	}}
	shapeInputParallelismCount  = &Shape{Name: "InputParallelismCount", Kind: "integer", Min: 1}
	shapeInputParallelismUpdate = &Shape{Name: "InputParallelismUpdate", Kind: "struct", Members: []Member{
		{Name: "CountUpdate", Shape: shapeInputParallelismCount, Required: true},
	}}
	shapeInputProcessingConfiguration = &Shape{Name: "InputProcessingConfiguration", Kind: "struct", Members: []Member{
		{Name: "InputLambdaProcessor", Shape: shapeInputLambdaProcessor, Required: true},
	}}
	shapeInputProcessingConfigurationDescription = &Shape{Name: "InputProcessingConfigurationDescription", Kind: "struct", Members: []Member{
		{Name: "InputLambdaProcessorDescription", Shape: shapeInputLambdaProcessorDescription, Required: false},
	}}
	shapeInputProcessingConfigurationUpdate = &Shape{Name: "InputProcessingConfigurationUpdate", Kind: "struct", Members: []Member{
		{Name: "InputLambdaProcessorUpdate", Shape: shapeInputLambdaProcessorUpdate, Required: true},
	}}
	shapeInputSchemaUpdate = &Shape{Name: "InputSchemaUpdate", Kind: "struct", Members: []Member{
		{Name: "RecordFormatUpdate", Shape: shapeRecordFormat, Required: false},
		{Name: "RecordEncodingUpdate", Shape: shapeRecordEncoding, Required: false},
		{Name: "RecordColumnUpdates", Shape: shapeRecordColumns, Required: false},
	}}
	shapeInputStartingPosition              = &Shape{Name: "InputStartingPosition", Kind: "enum", Enum: []string{"NOW", "TRIM_HORIZON", "LAST_STOPPED_POINT"}}
	shapeInputStartingPositionConfiguration = &Shape{Name: "InputStartingPositionConfiguration", Kind: "struct", Members: []Member{
		{Name: "InputStartingPosition", Shape: shapeInputStartingPosition, Required: false},
	}}
	shapeInputUpdate = &Shape{Name: "InputUpdate", Kind: "struct", Members: []Member{
		{Name: "InputId", Shape: shapeId, Required: true},
		{Name: "NamePrefixUpdate", Shape: shapeInAppStreamName, Required: false},
		{Name: "InputProcessingConfigurationUpdate", Shape: shapeInputProcessingConfigurationUpdate, Required: false},
		{Name: "KinesisStreamsInputUpdate", Shape: shapeKinesisStreamsInputUpdate, Required: false},
		{Name: "KinesisFirehoseInputUpdate", Shape: shapeKinesisFirehoseInputUpdate, Required: false},
		{Name: "InputSchemaUpdate", Shape: shapeInputSchemaUpdate, Required: false},
		{Name: "InputParallelismUpdate", Shape: shapeInputParallelismUpdate, Required: false},
	}}
	shapeInputUpdates                             = &Shape{Name: "InputUpdates", Kind: "list", Elem: shapeInputUpdate}
	shapeInputs                                   = &Shape{Name: "Inputs", Kind: "list", Elem: shapeInput}
	shapeInvalidApplicationConfigurationException = &Shape{Name: "InvalidApplicationConfigurationException", Kind: "struct", Members: []Member{
		{Name: "Message", Shape: shapeErrorMessage, Required: false},
	}}
	shapeInvalidArgumentException = &Shape{Name: "InvalidArgumentException", Kind: "struct", Members: []Member{
		{Name: "Message", Shape: shapeErrorMessage, Required: false},
	}}
	shapeInvalidRequestException = &Shape{Name: "InvalidRequestException", Kind: "struct", Members: []Member{
		{Name: "Message", Shape: shapeErrorMessage, Required: false},
	}}
	shapeJSONMappingParameters = &Shape{Name: "JSONMappingParameters", Kind: "struct", Members: []Member{
		{Name: "RecordRowPath", Shape: shapeRecordRowPath, Required: true},
	}}
	shapeJobPlanDescription   = &Shape{Name: "JobPlanDescription", Kind: "string"}
	shapeKeyId                = &Shape{Name: "KeyId", Kind: "string", Min: 1}
	shapeKeyProvider          = &Shape{Name: "KeyProvider", Kind: "string"}
	shapeKeyState             = &Shape{Name: "KeyState", Kind: "enum", Enum: []string{"USABLE", "DISABLED", "PENDING_DELETION", "NOT_FOUND", "DENIED", "THROTTLED", "UNREACHABLE", "INVALID"}}
	shapeKeyType              = &Shape{Name: "KeyType", Kind: "enum", Enum: []string{"AWS_OWNED_KEY", "CUSTOMER_MANAGED_KEY"}}
	shapeKinesisAnalyticsARN  = &Shape{Name: "KinesisAnalyticsARN", Kind: "string", Min: 1}
	shapeKinesisFirehoseInput = &Shape{Name: "KinesisFirehoseInput", Kind: "struct", Members: []Member{
		{Name: "ResourceARN", Shape: shapeResourceARN, Required: true},
	}}
	shapeKinesisFirehoseInputDescription = &Shape{Name: "KinesisFirehoseInputDescription", Kind: "struct", Members: []Member{
		{Name: "ResourceARN", Shape: shapeResourceARN, Required: true},
		{Name: "RoleARN", Shape: shapeRoleARN, Required: false},
	}}
	shapeKinesisFirehoseInputUpdate = &Shape{Name: "KinesisFirehoseInputUpdate", Kind: "struct", Members: []Member{
		{Name: "ResourceARNUpdate", Shape: shapeResourceARN, Required: true},
	}}
	shapeKinesisFirehoseOutput = &Shape{Name: "KinesisFirehoseOutput", Kind: "struct", Members: []Member{
		{Name: "ResourceARN", Shape: shapeResourceARN, Required: true},
	}}
	shapeKinesisFirehoseOutputDescription = &Shape{Name: "KinesisFirehoseOutputDescription", Kind: "struct", Members: []Member{
		{Name: "ResourceARN", Shape: shapeResourceARN, Required: true},
		{Name: "RoleARN", Shape: shapeRoleARN, Required: false},
	}}
	shapeKinesisFirehoseOutputUpdate = &Shape{Name: "KinesisFirehoseOutputUpdate", Kind: "struct", Members: []Member{
		{Name: "ResourceARNUpdate", Shape: shapeResourceARN, Required: true},
	}}
	shapeKinesisStreamsInput = &Shape{Name: "KinesisStreamsInput", Kind: "struct", Members: []Member{
		{Name: "ResourceARN", Shape: shapeResourceARN, Required: true},
	}}
	shapeKinesisStreamsInputDescription = &Shape{Name: "KinesisStreamsInputDescription", Kind: "struct", Members: []Member{
		{Name: "ResourceARN", Shape: shapeResourceARN, Required: true},
		{Name: "RoleARN", Shape: shapeRoleARN, Required: false},
	}}
	shapeKinesisStreamsInputUpdate = &Shape{Name: "KinesisStreamsInputUpdate", Kind: "struct", Members: []Member{
		{Name: "ResourceARNUpdate", Shape: shapeResourceARN, Required: true},
	}}
	shapeKinesisStreamsOutput = &Shape{Name: "KinesisStreamsOutput", Kind: "struct", Members: []Member{
		{Name: "ResourceARN", Shape: shapeResourceARN, Required: true},
	}}
	shapeKinesisStreamsOutputDescription = &Shape{Name: "KinesisStreamsOutputDescription", Kind: "struct", Members: []Member{
		{Name: "ResourceARN", Shape: shapeResourceARN, Required: true},
		{Name: "RoleARN", Shape: shapeRoleARN, Required: false},
	}}
	shapeKinesisStreamsOutputUpdate = &Shape{Name: "KinesisStreamsOutputUpdate", Kind: "struct", Members: []Member{
		{Name: "ResourceARNUpdate", Shape: shapeResourceARN, Required: true},
	}}
	shapeKpuMilliseconds = &Shape{Name: "KpuMilliseconds", Kind: "integer", Min: 0}
	shapeLambdaOutput    = &Shape{Name: "LambdaOutput", Kind: "struct", Members: []Member{
		{Name: "ResourceARN", Shape: shapeResourceARN, Required: true},
	}}
	shapeLambdaOutputDescription = &Shape{Name: "LambdaOutputDescription", Kind: "struct", Members: []Member{
		{Name: "ResourceARN", Shape: shapeResourceARN, Required: true},
		{Name: "RoleARN", Shape: shapeRoleARN, Required: false},
	}}
	shapeLambdaOutputUpdate = &Shape{Name: "LambdaOutputUpdate", Kind: "struct", Members: []Member{
		{Name: "ResourceARNUpdate", Shape: shapeResourceARN, Required: true},
	}}
	shapeLimitExceededException = &Shape{Name: "LimitExceededException", Kind: "struct", Members: []Member{
		{Name: "Message", Shape: shapeErrorMessage, Required: false},
	}}
	shapeListAccessKeysRequest = &Shape{Name: "ListAccessKeysRequest", Kind: "struct", Members: []Member{
		{Name: "UserName", Shape: shapeUserName, Required: true},
	}}
	shapeListAccessKeysResponse = &Shape{Name: "ListAccessKeysResponse", Kind: "struct", Members: []Member{
		{Name: "AccessKeys", Shape: shapeAccessKeyDetails, Required: true},
	}}
	shapeListAccountsRequest = &Shape{Name: "ListAccountsRequest", Kind: "struct", Members: []Member{
		{Name: "Limit", Shape: shapeAccessListLimit, Required: false},
		{Name: "NextToken", Shape: shapeNextToken, Required: false},
	}}
	shapeListAccountsResponse = &Shape{Name: "ListAccountsResponse", Kind: "struct", Members: []Member{
		{Name: "Accounts", Shape: shapeAccountDetails, Required: true},
		{Name: "NextToken", Shape: shapeNextToken, Required: false},
	}}
	shapeListApplicationHealthRequest = &Shape{Name: "ListApplicationHealthRequest", Kind: "struct", Members: []Member{
		{Name: "Health", Shape: shapeHealth, Required: false},
		{Name: "Limit", Shape: shapeListApplicationsInputLimit, Required: false},
		{Name: "NextToken", Shape: shapeApplicationName, Required: false},
	}}
	shapeListApplicationHealthResponse = &Shape{Name: "ListApplicationHealthResponse", Kind: "struct", Members: []Member{
		{Name: "ApplicationHealths", Shape: shapeApplicationHealths, Required: true},
		{Name: "NextToken", Shape: shapeApplicationName, Required: false},
	}}
	shapeListApplicationKeysRequest = &Shape{Name: "ListApplicationKeysRequest", Kind: "struct", Members: []Member{
		{Name: "Limit", Shape: shapeAccessListLimit, Required: false},
		{Name: "NextToken", Shape: shapeNextToken, Required: false},
	}}
	shapeListApplicationKeysResponse = &Shape{Name: "ListApplicationKeysResponse", Kind: "struct", Members: []Member{
		{Name: "ApplicationKeys", Shape: shapeApplicationKeys, Required: true},
		{Name: "NextToken", Shape: shapeNextToken, Required: false},
	}}
	shapeListApplicationLogDeliveriesRequest = &Shape{Name: "ListApplicationLogDeliveriesRequest", Kind: "struct", Members: []Member{
		{Name: "ApplicationName", Shape: shapeApplicationName, Required: true},
	}}
	shapeListApplicationLogDeliveriesResponse = &Shape{Name: "ListApplicationLogDeliveriesResponse", Kind: "struct", Members: []Member{
		{Name: "LogDeliveries", Shape: shapeLogDeliveries, Required: false},
	}}
	shapeListApplicationLogEventsInputLimit = &Shape{Name: "ListApplicationLogEventsInputLimit", Kind: "integer", Min: 1}
	shapeListApplicationLogEventsRequest    = &Shape{Name: "ListApplicationLogEventsRequest", Kind: "struct", Members: []Member{
		{Name: "ApplicationName", Shape: shapeApplicationName, Required: true},
		{Name: "StartTime", Shape: shapeTimestamp, Required: false},
		{Name: "EndTime", Shape: shapeTimestamp, Required: false},
		{Name: "LogLevel", Shape: shapeLogLevel, Required: false},
		{Name: "LogSource", Shape: shapeLogSource, Required: false},
		{Name: "Logger", Shape: shapeLoggerName, Required: false},
		{Name: "ApplicationVersionId", Shape: shapeApplicationVersionId, Required: false},
		{Name: "Text", Shape: shapeLogText, Required: false},
		{Name: "Pattern", Shape: shapeLogPattern, Required: false},
		{Name: "Order", Shape: shapeLogOrder, Required: false},
		{Name: "Limit", Shape: shapeListApplicationLogEventsInputLimit, Required: false},
		{Name: "NextToken", Shape: shapeNextToken, Required: false},
	}}
	shapeListApplicationLogEventsResponse = &Shape{Name: "ListApplicationLogEventsResponse", Kind: "struct", Members: []Member{
		{Name: "LogEvents", Shape: shapeLogEvents, Required: false},
		{Name: "NextToken", Shape: shapeNextToken, Required: false},
	}}
	shapeListApplicationOperationsInputLimit = &Shape{Name: "ListApplicationOperationsInputLimit", Kind: "integer", Min: 1}
	shapeListApplicationOperationsRequest    = &Shape{Name: "ListApplicationOperationsRequest", Kind: "struct", Members: []Member{
		{Name: "ApplicationName", Shape: shapeApplicationName, Required: true},
		{Name: "Limit", Shape: shapeListApplicationOperationsInputLimit, Required: false},
		{Name: "NextToken", Shape: shapeNextToken, Required: false},
		{Name: "Operation", Shape: shapeOperation, Required: false},
		{Name: "OperationStatus", Shape: shapeOperationStatus, Required: false},
	}}
	shapeListApplicationOperationsResponse = &Shape{Name: "ListApplicationOperationsResponse", Kind: "struct", Members: []Member{
		{Name: "ApplicationOperationInfoList", Shape: shapeApplicationOperationInfoList, Required: false},
		{Name: "NextToken", Shape: shapeNextToken, Required: false},
	}}
	shapeListApplicationSnapshotsRequest = &Shape{Name: "ListApplicationSnapshotsRequest", Kind: "struct", Members: []Member{
		{Name: "ApplicationName", Shape: shapeApplicationName, Required: true},
		{Name: "Limit", Shape: shapeListSnapshotsInputLimit, Required: false},
		{Name: "NextToken", Shape: shapeNextToken, Required: false},
	}}
	shapeListApplicationSnapshotsResponse = &Shape{Name: "ListApplicationSnapshotsResponse", Kind: "struct", Members: []Member{
		{Name: "SnapshotSummaries", Shape: shapeSnapshotSummaries, Required: false},
		{Name: "NextToken", Shape: shapeNextToken, Required: false},
	}}
	shapeListApplicationVersionsInputLimit = &Shape{Name: "ListApplicationVersionsInputLimit", Kind: "integer", Min: 1}
	shapeListApplicationVersionsRequest    = &Shape{Name: "ListApplicationVersionsRequest", Kind: "struct", Members: []Member{
		{Name: "ApplicationName", Shape: shapeApplicationName, Required: true},
		{Name: "Limit", Shape: shapeListApplicationVersionsInputLimit, Required: false},
		{Name: "NextToken", Shape: shapeNextToken, Required: false},
	}}
	shapeListApplicationVersionsResponse = &Shape{Name: "ListApplicationVersionsResponse", Kind: "struct", Members: []Member{
		{Name: "ApplicationVersionSummaries", Shape: shapeApplicationVersionSummaries, Required: false},
		{Name: "NextToken", Shape: shapeNextToken, Required: false},
	}}
	shapeListApplicationsInputLimit = &Shape{Name: "ListApplicationsInputLimit", Kind: "integer", Min: 1}
	shapeListApplicationsRequest    = &Shape{Name: "ListApplicationsRequest", Kind: "struct", Members: []Member{
		{Name: "Limit", Shape: shapeListApplicationsInputLimit, Required: false},
		{Name: "NextToken", Shape: shapeApplicationName, Required: false},
	}}
	shapeListApplicationsResponse = &Shape{Name: "ListApplicationsResponse", Kind: "struct", Members: []Member{
		{Name: "ApplicationSummaries", Shape: shapeApplicationSummaries, Required: true},
		{Name: "NextToken", Shape: shapeApplicationName, Required: false},
	}}
	shapeListAuditEventsRequest = &Shape{Name: "ListAuditEventsRequest", Kind: "struct", Members: []Member{
		{Name: "StartTime", Shape: shapeTimestamp, Required: false},
		{Name: "EndTime", Shape: shapeTimestamp, Required: false},
		{Name: "Principal", Shape: shapeAuditPrincipal, Required: false},
		{Name: "Action", Shape: shapeAuditAction, Required: false},
		{Name: "Application", Shape: shapeApplicationName, Required: false},
		{Name: "Outcome", Shape: shapeAuditOutcome, Required: false},
		{Name: "ChangesOnly", Shape: shapeBooleanObject, Required: false},
		{Name: "Limit", Shape: shapeAccessListLimit, Required: false},
		{Name: "NextToken", Shape: shapeNextToken, Required: false},
	}}
	shapeListAuditEventsResponse = &Shape{Name: "ListAuditEventsResponse", Kind: "struct", Members: []Member{
		{Name: "AuditEvents", Shape: shapeAuditEvents, Required: true},
		{Name: "NextToken", Shape: shapeNextToken, Required: false},
	}}
	shapeListMaintenanceRequest = &Shape{Name: "ListMaintenanceRequest", Kind: "struct", Members: []Member{
		{Name: "Limit", Shape: shapeAccessListLimit, Required: false},
		{Name: "NextToken", Shape: shapeNextToken, Required: false},
	}}
	shapeListMaintenanceResponse = &Shape{Name: "ListMaintenanceResponse", Kind: "struct", Members: []Member{
		{Name: "EngineBuilds", Shape: shapeEngineBuilds, Required: true},
		{Name: "MaintenanceItems", Shape: shapeMaintenanceItems, Required: true},
		{Name: "NextToken", Shape: shapeNextToken, Required: false},
	}}
	shapeListOperationRecordsRequest = &Shape{Name: "ListOperationRecordsRequest", Kind: "struct", Members: []Member{
		{Name: "ApplicationName", Shape: shapeApplicationName, Required: true},
		{Name: "Limit", Shape: shapeListApplicationOperationsInputLimit, Required: false},
		{Name: "NextToken", Shape: shapeNextToken, Required: false},
		{Name: "Operation", Shape: shapeOperation, Required: false},
		{Name: "OperationStatus", Shape: shapeOperationStatus, Required: false},
	}}
	shapeListOperationRecordsResponse = &Shape{Name: "ListOperationRecordsResponse", Kind: "struct", Members: []Member{
		{Name: "OperationRecords", Shape: shapeOperationRecords, Required: true},
		{Name: "NextToken", Shape: shapeNextToken, Required: false},
	}}
	shapeListOperationStepsRequest = &Shape{Name: "ListOperationStepsRequest", Kind: "struct", Members: []Member{
		{Name: "ApplicationName", Shape: shapeApplicationName, Required: true},
		{Name: "OperationId", Shape: shapeOperationId, Required: true},
	}}
	shapeListOperationStepsResponse = &Shape{Name: "ListOperationStepsResponse", Kind: "struct", Members: []Member{
		{Name: "Steps", Shape: shapeOperationSteps, Required: true},
		{Name: "DurationMilliseconds", Shape: shapeMilliseconds, Required: true},
		{Name: "DowntimeMilliseconds", Shape: shapeMilliseconds, Required: false},
		{Name: "OperationRecord", Shape: shapeOperationRecord, Required: false},
	}}
	shapeListPoliciesRequest = &Shape{Name: "ListPoliciesRequest", Kind: "struct", Members: []Member{
		{Name: "Limit", Shape: shapeAccessListLimit, Required: false},
		{Name: "NextToken", Shape: shapeNextToken, Required: false},
	}}
	shapeListPoliciesResponse = &Shape{Name: "ListPoliciesResponse", Kind: "struct", Members: []Member{
		{Name: "Policies", Shape: shapePolicyDetails, Required: true},
		{Name: "NextToken", Shape: shapeNextToken, Required: false},
	}}
	shapeListRolesRequest = &Shape{Name: "ListRolesRequest", Kind: "struct", Members: []Member{
		{Name: "Limit", Shape: shapeAccessListLimit, Required: false},
		{Name: "NextToken", Shape: shapeNextToken, Required: false},
	}}
	shapeListRolesResponse = &Shape{Name: "ListRolesResponse", Kind: "struct", Members: []Member{
		{Name: "Roles", Shape: shapeRoleDetails, Required: true},
		{Name: "NextToken", Shape: shapeNextToken, Required: false},
	}}
	shapeListSnapshotRecordsRequest = &Shape{Name: "ListSnapshotRecordsRequest", Kind: "struct", Members: []Member{
		{Name: "ApplicationName", Shape: shapeApplicationName, Required: true},
		{Name: "Limit", Shape: shapeListSnapshotsInputLimit, Required: false},
		{Name: "NextToken", Shape: shapeNextToken, Required: false},
		{Name: "SnapshotOrigin", Shape: shapeSnapshotOrigin, Required: false},
	}}
	shapeListSnapshotRecordsResponse = &Shape{Name: "ListSnapshotRecordsResponse", Kind: "struct", Members: []Member{
		{Name: "SnapshotRecords", Shape: shapeSnapshotRecords, Required: true},
		{Name: "NextToken", Shape: shapeNextToken, Required: false},
	}}
	shapeListSnapshotsInputLimit    = &Shape{Name: "ListSnapshotsInputLimit", Kind: "integer", Min: 1}
	shapeListTagsForResourceRequest = &Shape{Name: "ListTagsForResourceRequest", Kind: "struct", Members: []Member{
		{Name: "ResourceARN", Shape: shapeKinesisAnalyticsARN, Required: true},
	}}
	shapeListTagsForResourceResponse = &Shape{Name: "ListTagsForResourceResponse", Kind: "struct", Members: []Member{
		{Name: "Tags", Shape: shapeListedTags, Required: false},
	}}
	shapeListUsageRequest = &Shape{Name: "ListUsageRequest", Kind: "struct", Members: []Member{
		{Name: "StartMonth", Shape: shapeMonth, Required: false},
		{Name: "EndMonth", Shape: shapeMonth, Required: false},
		{Name: "Application", Shape: shapeApplicationName, Required: false},
		{Name: "Limit", Shape: shapeAccessListLimit, Required: false},
		{Name: "NextToken", Shape: shapeNextToken, Required: false},
	}}
	shapeListUsageResponse = &Shape{Name: "ListUsageResponse", Kind: "struct", Members: []Member{
		{Name: "UsageItems", Shape: shapeUsageItems, Required: true},
		{Name: "NextToken", Shape: shapeNextToken, Required: false},
	}}
	shapeListUsersRequest = &Shape{Name: "ListUsersRequest", Kind: "struct", Members: []Member{
		{Name: "Limit", Shape: shapeAccessListLimit, Required: false},
		{Name: "NextToken", Shape: shapeNextToken, Required: false},
	}}
	shapeListUsersResponse = &Shape{Name: "ListUsersResponse", Kind: "struct", Members: []Member{
		{Name: "Users", Shape: shapeUserDetails, Required: true},
		{Name: "NextToken", Shape: shapeNextToken, Required: false},
	}}
	shapeListedTags    = &Shape{Name: "ListedTags", Kind: "list", Elem: shapeTag}
	shapeLogDeliveries = &Shape{Name: "LogDeliveries", Kind: "list", Elem: shapeLogDelivery}
	shapeLogDelivery   = &Shape{Name: "LogDelivery", Kind: "struct", Members: []Member{
		{Name: "LogStreamARN", Shape: shapeLogStreamARN, Required: true},
		{Name: "Delivered", Shape: shapeLogEventCount, Required: true},
		{Name: "Dropped", Shape: shapeLogEventCount, Required: true},
		{Name: "Pending", Shape: shapeLogEventCount, Required: true},
		{Name: "LastDeliveryTime", Shape: shapeTimestamp, Required: false},
		{Name: "Failure", Shape: shapeLogMessage, Required: false},
		{Name: "FailingSince", Shape: shapeTimestamp, Required: false},
	}}
	shapeLogEvent = &Shape{Name: "LogEvent", Kind: "struct", Members: []Member{
		{Name: "EventId", Shape: shapeLogEventId, Required: true},
		{Name: "TimestampMillis", Shape: shapeLogTimestampMillis, Required: true},
		{Name: "MessageType", Shape: shapeLogLevel, Required: true},
		{Name: "Message", Shape: shapeLogMessage, Required: true},
		{Name: "LogSource", Shape: shapeLogSource, Required: true},
		{Name: "ApplicationVersionId", Shape: shapeApplicationVersionId, Required: false},
		{Name: "Logger", Shape: shapeLogMessage, Required: false},
		{Name: "LocationInformation", Shape: shapeLogMessage, Required: false},
		{Name: "ThreadName", Shape: shapeLogMessage, Required: false},
		{Name: "ThrowableInformation", Shape: shapeLogThrowable, Required: false},
	}}
	shapeLogEventCount      = &Shape{Name: "LogEventCount", Kind: "integer", Min: 0}
	shapeLogEventId         = &Shape{Name: "LogEventId", Kind: "string", Min: 1}
	shapeLogEvents          = &Shape{Name: "LogEvents", Kind: "list", Elem: shapeLogEvent}
	shapeLogLevel           = &Shape{Name: "LogLevel", Kind: "enum", Enum: []string{"INFO", "WARN", "ERROR", "DEBUG"}}
	shapeLogMessage         = &Shape{Name: "LogMessage", Kind: "string"}
	shapeLogOrder           = &Shape{Name: "LogOrder", Kind: "enum", Enum: []string{"OLDEST_FIRST", "NEWEST_FIRST"}}
	shapeLogPattern         = &Shape{Name: "LogPattern", Kind: "string", Min: 1}
	shapeLogSource          = &Shape{Name: "LogSource", Kind: "enum", Enum: []string{"LOG", "STDOUT", "STDERR"}}
	shapeLogStreamARN       = &Shape{Name: "LogStreamARN", Kind: "string", Min: 1}
	shapeLogTail            = &Shape{Name: "LogTail", Kind: "integer", Min: 0}
	shapeLogText            = &Shape{Name: "LogText", Kind: "string", Min: 1}
	shapeLogThrowable       = &Shape{Name: "LogThrowable", Kind: "list", Elem: shapeLogMessage}
	shapeLogTimestampMillis = &Shape{Name: "LogTimestampMillis", Kind: "integer"}
	shapeLoggerName         = &Shape{Name: "LoggerName", Kind: "string", Min: 1}
	shapeMaintenanceItem    = &Shape{Name: "MaintenanceItem", Kind: "struct", Members: []Member{
		{Name: "ApplicationName", Shape: shapeApplicationName, Required: true},
		{Name: "ApplicationARN", Shape: shapeResourceARN, Required: true},
		{Name: "EngineBuild", Shape: shapeEngineBuild, Required: true},
		{Name: "PlannedTime", Shape: shapeTimestamp, Required: true},
		{Name: "Message", Shape: shapeMaintenanceMessage, Required: false},
	}}
	shapeMaintenanceItems   = &Shape{Name: "MaintenanceItems", Kind: "list", Elem: shapeMaintenanceItem}
	shapeMaintenanceMessage = &Shape{Name: "MaintenanceMessage", Kind: "string"}
	shapeMappingParameters  = &Shape{Name: "MappingParameters", Kind: "struct", Members: []Member{
		{Name: "JSONMappingParameters", Shape: shapeJSONMappingParameters, Required: false},
		{Name: "CSVMappingParameters", Shape: shapeCSVMappingParameters, Required: false},
	}}
	shapeMavenArtifactId = &Shape{Name: "MavenArtifactId", Kind: "string", Min: 1}
	shapeMavenGroupId    = &Shape{Name: "MavenGroupId", Kind: "string", Min: 1}
	shapeMavenReference  = &Shape{Name: "MavenReference", Kind: "struct", Members: []Member{
		{Name: "GroupId", Shape: shapeMavenGroupId, Required: true},
		{Name: "ArtifactId", Shape: shapeMavenArtifactId, Required: true},
		{Name: "Version", Shape: shapeMavenVersion, Required: true},
	}}
	shapeMavenVersion               = &Shape{Name: "MavenVersion", Kind: "string", Min: 1}
	shapeMaxSessionDurationSeconds  = &Shape{Name: "MaxSessionDurationSeconds", Kind: "integer", Min: 3600}
	shapeMetricsLevel               = &Shape{Name: "MetricsLevel", Kind: "enum", Enum: []string{"APPLICATION", "TASK", "OPERATOR", "PARALLELISM"}}
	shapeMilliseconds               = &Shape{Name: "Milliseconds", Kind: "integer", Min: 0}
	shapeMinPauseBetweenCheckpoints = &Shape{Name: "MinPauseBetweenCheckpoints", Kind: "integer", Min: 0}
	shapeMonitoringConfiguration    = &Shape{Name: "MonitoringConfiguration", Kind: "struct", Members: []Member{
		{Name: "ConfigurationType", Shape: shapeConfigurationType, Required: true},
		{Name: "MetricsLevel", Shape: shapeMetricsLevel, Required: false},
		{Name: "LogLevel", Shape: shapeLogLevel, Required: false},
	}}
	shapeMonitoringConfigurationDescription = &Shape{Name: "MonitoringConfigurationDescription", Kind: "struct", Members: []Member{
		{Name: "ConfigurationType", Shape: shapeConfigurationType, Required: false},
		{Name: "MetricsLevel", Shape: shapeMetricsLevel, Required: false},
		{Name: "LogLevel", Shape: shapeLogLevel, Required: false},
	}}
	shapeMonitoringConfigurationUpdate = &Shape{Name: "MonitoringConfigurationUpdate", Kind: "struct", Members: []Member{
		{Name: "ConfigurationTypeUpdate", Shape: shapeConfigurationType, Required: false},
		{Name: "MetricsLevelUpdate", Shape: shapeMetricsLevel, Required: false},
		{Name: "LogLevelUpdate", Shape: shapeLogLevel, Required: false},
	}}
	shapeMonth        = &Shape{Name: "Month", Kind: "string", Min: 7}
	shapeNewAccessKey = &Shape{Name: "NewAccessKey", Kind: "struct", Members: []Member{
		{Name: "AccessKeyId", Shape: shapeAccessKeyId, Required: true},
		{Name: "SecretAccessKey", Shape: shapeSecretAccessKey, Required: true},
		{Name: "UserName", Shape: shapeUserName, Required: false},
	}}
	shapeNextToken               = &Shape{Name: "NextToken", Kind: "string", Min: 1}
	shapeObjectVersion           = &Shape{Name: "ObjectVersion", Kind: "string"}
	shapeOperation               = &Shape{Name: "Operation", Kind: "string", Min: 1}
	shapeOperationFailureDetails = &Shape{Name: "OperationFailureDetails", Kind: "struct", Members: []Member{
		{Name: "RollbackOperationId", Shape: shapeOperationId, Required: false},
		{Name: "ErrorInfo", Shape: shapeErrorInfo, Required: false},
	}}
	shapeOperationId     = &Shape{Name: "OperationId", Kind: "string", Min: 1}
	shapeOperationRecord = &Shape{Name: "OperationRecord", Kind: "struct", Members: []Member{
		{Name: "OperationId", Shape: shapeOperationId, Required: true},
		{Name: "Operation", Shape: shapeOperation, Required: true},
		{Name: "OperationStatus", Shape: shapeOperationStatus, Required: true},
		{Name: "StartTime", Shape: shapeTimestamp, Required: true},
		{Name: "EndTime", Shape: shapeTimestamp, Required: false},
		{Name: "DurationMilliseconds", Shape: shapeMilliseconds, Required: false},
		{Name: "DowntimeMilliseconds", Shape: shapeMilliseconds, Required: false},
		{Name: "RequestedBy", Shape: shapeText, Required: false},
		{Name: "CancelledBy", Shape: shapeText, Required: false},
		{Name: "Cancellable", Shape: shapeBooleanObject, Required: true},
		{Name: "ApplicationVersionUpdatedFrom", Shape: shapeApplicationVersionId, Required: false},
		{Name: "ApplicationVersionUpdatedTo", Shape: shapeApplicationVersionId, Required: false},
		{Name: "Message", Shape: shapeText, Required: false},
		{Name: "RollbackOperationId", Shape: shapeOperationId, Required: false},
	}}
	shapeOperationRecords = &Shape{Name: "OperationRecords", Kind: "list", Elem: shapeOperationRecord}
	shapeOperationStatus  = &Shape{Name: "OperationStatus", Kind: "enum", Enum: []string{"IN_PROGRESS", "CANCELLED", "SUCCESSFUL", "FAILED"}}
	shapeOperationStep    = &Shape{Name: "OperationStep", Kind: "struct", Members: []Member{
		{Name: "StepName", Shape: shapeStepName, Required: true},
		{Name: "StepOutcome", Shape: shapeStepOutcome, Required: true},
		{Name: "StartTime", Shape: shapeTimestamp, Required: true},
		{Name: "OffsetMilliseconds", Shape: shapeMilliseconds, Required: true},
		{Name: "DurationMilliseconds", Shape: shapeMilliseconds, Required: true},
		{Name: "Attempts", Shape: shapeAttempts, Required: true},
		{Name: "Message", Shape: shapeText, Required: false},
	}}
	shapeOperationSteps = &Shape{Name: "OperationSteps", Kind: "list", Elem: shapeOperationStep}
	shapeOutput         = &Shape{Name: "Output", Kind: "struct", Members: []Member{
		{Name: "Name", Shape: shapeInAppStreamName, Required: true},
		{Name: "KinesisStreamsOutput", Shape: shapeKinesisStreamsOutput, Required: false},
		{Name: "KinesisFirehoseOutput", Shape: shapeKinesisFirehoseOutput, Required: false},
		{Name: "LambdaOutput", Shape: shapeLambdaOutput, Required: false},
		{Name: "DestinationSchema", Shape: shapeDestinationSchema, Required: true},
	}}
	shapeOutputDescription = &Shape{Name: "OutputDescription", Kind: "struct", Members: []Member{
		{Name: "OutputId", Shape: shapeId, Required: false},
		{Name: "Name", Shape: shapeInAppStreamName, Required: false},
		{Name: "KinesisStreamsOutputDescription", Shape: shapeKinesisStreamsOutputDescription, Required: false},
		{Name: "KinesisFirehoseOutputDescription", Shape: shapeKinesisFirehoseOutputDescription, Required: false},
		{Name: "LambdaOutputDescription", Shape: shapeLambdaOutputDescription, Required: false},
		{Name: "DestinationSchema", Shape: shapeDestinationSchema, Required: false},
	}}
	shapeOutputDescriptions = &Shape{Name: "OutputDescriptions", Kind: "list", Elem: shapeOutputDescription}
	shapeOutputUpdate       = &Shape{Name: "OutputUpdate", Kind: "struct", Members: []Member{
		{Name: "OutputId", Shape: shapeId, Required: true},
		{Name: "NameUpdate", Shape: shapeInAppStreamName, Required: false},
		{Name: "KinesisStreamsOutputUpdate", Shape: shapeKinesisStreamsOutputUpdate, Required: false},
		{Name: "KinesisFirehoseOutputUpdate", Shape: shapeKinesisFirehoseOutputUpdate, Required: false},
		{Name: "LambdaOutputUpdate", Shape: shapeLambdaOutputUpdate, Required: false},
		{Name: "DestinationSchemaUpdate", Shape: shapeDestinationSchema, Required: false},
	}}
	shapeOutputUpdates            = &Shape{Name: "OutputUpdates", Kind: "list", Elem: shapeOutputUpdate}
	shapeOutputs                  = &Shape{Name: "Outputs", Kind: "list", Elem: shapeOutput}
	shapeParallelism              = &Shape{Name: "Parallelism", Kind: "integer", Min: 1}
	shapeParallelismConfiguration = &Shape{Name: "ParallelismConfiguration", Kind: "struct", Members: []Member{
		{Name: "ConfigurationType", Shape: shapeConfigurationType, Required: true},
		{Name: "Parallelism", Shape: shapeParallelism, Required: false},
		{Name: "ParallelismPerKPU", Shape: shapeParallelismPerKPU, Required: false},
		{Name: "AutoScalingEnabled", Shape: shapeBooleanObject, Required: false},
	}}
	shapeParallelismConfigurationDescription = &Shape{Name: "ParallelismConfigurationDescription", Kind: "struct", Members: []Member{
		{Name: "ConfigurationType", Shape: shapeConfigurationType, Required: false},
		{Name: "Parallelism", Shape: shapeParallelism, Required: false},
		{Name: "ParallelismPerKPU", Shape: shapeParallelismPerKPU, Required: false},
		{Name: "CurrentParallelism", Shape: shapeParallelism, Required: false},
		{Name: "AutoScalingEnabled", Shape: shapeBooleanObject, Required: false},
	}}
	shapeParallelismConfigurationUpdate = &Shape{Name: "ParallelismConfigurationUpdate", Kind: "struct", Members: []Member{
		{Name: "ConfigurationTypeUpdate", Shape: shapeConfigurationType, Required: false},
		{Name: "ParallelismUpdate", Shape: shapeParallelism, Required: false},
		{Name: "ParallelismPerKPUUpdate", Shape: shapeParallelismPerKPU, Required: false},
		{Name: "AutoScalingEnabledUpdate", Shape: shapeBooleanObject, Required: false},
	}}
	shapeParallelismPerKPU      = &Shape{Name: "ParallelismPerKPU", Kind: "integer", Min: 1}
	shapeParsedInputRecord      = &Shape{Name: "ParsedInputRecord", Kind: "list", Elem: shapeParsedInputRecordField}
	shapeParsedInputRecordField = &Shape{Name: "ParsedInputRecordField", Kind: "string"}
	shapeParsedInputRecords     = &Shape{Name: "ParsedInputRecords", Kind: "list", Elem: shapeParsedInputRecord}
	shapePolicyDetail           = &Shape{Name: "PolicyDetail", Kind: "struct", Members: []Member{
		{Name: "PolicyName", Shape: shapePolicyName, Required: true},
		{Name: "PolicyArn", Shape: shapeAccessArn, Required: true},
		{Name: "Description", Shape: shapeAccessDescription, Required: false},
		{Name: "PolicyDocument", Shape: shapePolicyDocument, Required: false},
		{Name: "BuiltIn", Shape: shapeBooleanObject, Required: true},
		{Name: "CreateTimestamp", Shape: shapeTimestamp, Required: false},
		{Name: "LastUpdateTimestamp", Shape: shapeTimestamp, Required: false},
	}}
	shapePolicyDetails         = &Shape{Name: "PolicyDetails", Kind: "list", Elem: shapePolicyDetail}
	shapePolicyDocument        = &Shape{Name: "PolicyDocument", Kind: "string", Min: 1}
	shapePolicyName            = &Shape{Name: "PolicyName", Kind: "string", Min: 1}
	shapeProcessedInputRecord  = &Shape{Name: "ProcessedInputRecord", Kind: "string"}
	shapeProcessedInputRecords = &Shape{Name: "ProcessedInputRecords", Kind: "list", Elem: shapeProcessedInputRecord}
	shapePropertyGroup         = &Shape{Name: "PropertyGroup", Kind: "struct", Members: []Member{
		{Name: "PropertyGroupId", Shape: shapeId, Required: true},
		{Name: "PropertyMap", Shape: shapePropertyMap, Required: true},
	}}
	shapePropertyGroups  = &Shape{Name: "PropertyGroups", Kind: "list", Elem: shapePropertyGroup}
	shapePropertyKey     = &Shape{Name: "PropertyKey", Kind: "string", Min: 1}
	shapePropertyMap     = &Shape{Name: "PropertyMap", Kind: "map", Min: 1, Key: shapePropertyKey, Elem: shapePropertyValue}
	shapePropertyValue   = &Shape{Name: "PropertyValue", Kind: "string", Min: 1}
	shapeRawInputRecord  = &Shape{Name: "RawInputRecord", Kind: "string"}
	shapeRawInputRecords = &Shape{Name: "RawInputRecords", Kind: "list", Elem: shapeRawInputRecord}
	shapeRecordColumn    = &Shape{Name: "RecordColumn", Kind: "struct", Members: []Member{
		{Name: "Name", Shape: shapeRecordColumnName, Required: true},
		{Name: "Mapping", Shape: shapeRecordColumnMapping, Required: false},
		{Name: "SqlType", Shape: shapeRecordColumnSqlType, Required: true},
	}}
	shapeRecordColumnDelimiter = &Shape{Name: "RecordColumnDelimiter", Kind: "string", Min: 1}
	shapeRecordColumnMapping   = &Shape{Name: "RecordColumnMapping", Kind: "string"}
	shapeRecordColumnName      = &Shape{Name: "RecordColumnName", Kind: "string", Min: 1}
	shapeRecordColumnSqlType   = &Shape{Name: "RecordColumnSqlType", Kind: "string", Min: 1}
	shapeRecordColumns         = &Shape{Name: "RecordColumns", Kind: "list", Min: 1, Elem: shapeRecordColumn}
	shapeRecordEncoding        = &Shape{Name: "RecordEncoding", Kind: "string", Min: 5}
	shapeRecordFormat          = &Shape{Name: "RecordFormat", Kind: "struct", Members: []Member{
		{Name: "RecordFormatType", Shape: shapeRecordFormatType, Required: true},
		{Name: "MappingParameters", Shape: shapeMappingParameters, Required: false},
	}}
	shapeRecordFormatType    = &Shape{Name: "RecordFormatType", Kind: "enum", Enum: []string{"JSON", "CSV"}}
	shapeRecordRowDelimiter  = &Shape{Name: "RecordRowDelimiter", Kind: "string", Min: 1}
	shapeRecordRowPath       = &Shape{Name: "RecordRowPath", Kind: "string", Min: 1}
	shapeReferenceDataSource = &Shape{Name: "ReferenceDataSource", Kind: "struct", Members: []Member{
		{Name: "TableName", Shape: shapeInAppTableName, Required: true},
		{Name: "S3ReferenceDataSource", Shape: shapeS3ReferenceDataSource, Required: false},
		{Name: "ReferenceSchema", Shape: shapeSourceSchema, Required: true},
	}}
	shapeReferenceDataSourceDescription = &Shape{Name: "ReferenceDataSourceDescription", Kind: "struct", Members: []Member{
		{Name: "ReferenceId", Shape: shapeId, Required: true},
		{Name: "TableName", Shape: shapeInAppTableName, Required: true},
		{Name: "S3ReferenceDataSourceDescription", Shape: shapeS3ReferenceDataSourceDescription, Required: true},
		{Name: "ReferenceSchema", Shape: shapeSourceSchema, Required: false},
	}}
	shapeReferenceDataSourceDescriptions = &Shape{Name: "ReferenceDataSourceDescriptions", Kind: "list", Elem: shapeReferenceDataSourceDescription}
	shapeReferenceDataSourceUpdate       = &Shape{Name: "ReferenceDataSourceUpdate", Kind: "struct", Members: []Member{
		{Name: "ReferenceId", Shape: shapeId, Required: true},
		{Name: "TableNameUpdate", Shape: shapeInAppTableName, Required: false},
		{Name: "S3ReferenceDataSourceUpdate", Shape: shapeS3ReferenceDataSourceUpdate, Required: false},
		{Name: "ReferenceSchemaUpdate", Shape: shapeSourceSchema, Required: false},
	}}
	shapeReferenceDataSourceUpdates = &Shape{Name: "ReferenceDataSourceUpdates", Kind: "list", Elem: shapeReferenceDataSourceUpdate}
	shapeReferenceDataSources       = &Shape{Name: "ReferenceDataSources", Kind: "list", Elem: shapeReferenceDataSource}
	shapeResourceARN                = &Shape{Name: "ResourceARN", Kind: "string", Min: 1}
	shapeResourceInUseException     = &Shape{Name: "ResourceInUseException", Kind: "struct", Members: []Member{
		{Name: "Message", Shape: shapeErrorMessage, Required: false},
	}}
	shapeResourceName              = &Shape{Name: "ResourceName", Kind: "string", Min: 1}
	shapeResourceNames             = &Shape{Name: "ResourceNames", Kind: "list", Min: 1, Elem: shapeResourceName}
	shapeResourceNotFoundException = &Shape{Name: "ResourceNotFoundException", Kind: "struct", Members: []Member{
		{Name: "Message", Shape: shapeErrorMessage, Required: false},
	}}
	shapeResourceProvisionedThroughputExceededException = &Shape{Name: "ResourceProvisionedThroughputExceededException", Kind: "struct", Members: []Member{
		{Name: "Message", Shape: shapeErrorMessage, Required: false},
	}}
	shapeRevokeRoleSessionsRequest = &Shape{Name: "RevokeRoleSessionsRequest", Kind: "struct", Members: []Member{
		{Name: "RoleName", Shape: shapeRoleName, Required: true},
	}}
	shapeRevokeRoleSessionsResponse = &Shape{Name: "RevokeRoleSessionsResponse", Kind: "struct"}
	shapeRevokeUserSessionsRequest  = &Shape{Name: "RevokeUserSessionsRequest", Kind: "struct", Members: []Member{
		{Name: "UserName", Shape: shapeUserName, Required: true},
	}}
	shapeRevokeUserSessionsResponse = &Shape{Name: "RevokeUserSessionsResponse", Kind: "struct"}
	shapeRoleARN                    = &Shape{Name: "RoleARN", Kind: "string", Min: 1}
	shapeRoleDetail                 = &Shape{Name: "RoleDetail", Kind: "struct", Members: []Member{
		{Name: "RoleName", Shape: shapeRoleName, Required: true},
		{Name: "RoleId", Shape: shapeAccessId, Required: false},
		{Name: "Arn", Shape: shapeAccessArn, Required: true},
		{Name: "Description", Shape: shapeAccessDescription, Required: false},
		{Name: "TrustPolicy", Shape: shapePolicyDocument, Required: true},
		{Name: "MaxSessionDuration", Shape: shapeMaxSessionDurationSeconds, Required: false},
		{Name: "CreateTimestamp", Shape: shapeTimestamp, Required: false},
	}}
	shapeRoleDetails                = &Shape{Name: "RoleDetails", Kind: "list", Elem: shapeRoleDetail}
	shapeRoleName                   = &Shape{Name: "RoleName", Kind: "string", Min: 1}
	shapeRoleSessionName            = &Shape{Name: "RoleSessionName", Kind: "string", Min: 2}
	shapeRollbackApplicationRequest = &Shape{Name: "RollbackApplicationRequest", Kind: "struct", Members: []Member{
		{Name: "ApplicationName", Shape: shapeApplicationName, Required: true},
		{Name: "CurrentApplicationVersionId", Shape: shapeApplicationVersionId, Required: true},
	}}
	shapeRollbackApplicationResponse = &Shape{Name: "RollbackApplicationResponse", Kind: "struct", Members: []Member{
		{Name: "ApplicationDetail", Shape: shapeApplicationDetail, Required: true},
		{Name: "OperationId", Shape: shapeOperationId, Required: false},
	}}
	shapeRootKeyExchangeStatus            = &Shape{Name: "RootKeyExchangeStatus", Kind: "enum", Enum: []string{"NONE", "DISTRIBUTING", "SEALING", "COMPLETE"}}
	shapeRotateRootKeyRequest             = &Shape{Name: "RotateRootKeyRequest", Kind: "struct"}
	shapeRunApplicationMaintenanceRequest = &Shape{Name: "RunApplicationMaintenanceRequest", Kind: "struct", Members: []Member{
		{Name: "ApplicationName", Shape: shapeApplicationName, Required: true},
	}}
	shapeRunApplicationMaintenanceResponse = &Shape{Name: "RunApplicationMaintenanceResponse", Kind: "struct", Members: []Member{
		{Name: "ApplicationARN", Shape: shapeResourceARN, Required: true},
		{Name: "ApplicationStatus", Shape: shapeApplicationStatus, Required: true},
		{Name: "OperationId", Shape: shapeOperationId, Required: true},
	}}
	shapeRunConfiguration = &Shape{Name: "RunConfiguration", Kind: "struct", Members: []Member{
		{Name: "FlinkRunConfiguration", Shape: shapeFlinkRunConfiguration, Required: false},
		{Name: "SqlRunConfigurations", Shape: shapeSqlRunConfigurations, Required: false},
		{Name: "ApplicationRestoreConfiguration", Shape: shapeApplicationRestoreConfiguration, Required: false},
	}}
	shapeRunConfigurationDescription = &Shape{Name: "RunConfigurationDescription", Kind: "struct", Members: []Member{
		{Name: "ApplicationRestoreConfigurationDescription", Shape: shapeApplicationRestoreConfiguration, Required: false},
		{Name: "FlinkRunConfigurationDescription", Shape: shapeFlinkRunConfiguration, Required: false},
	}}
	shapeRunConfigurationUpdate = &Shape{Name: "RunConfigurationUpdate", Kind: "struct", Members: []Member{
		{Name: "FlinkRunConfiguration", Shape: shapeFlinkRunConfiguration, Required: false},
		{Name: "ApplicationRestoreConfiguration", Shape: shapeApplicationRestoreConfiguration, Required: false},
	}}
	shapeRuntimeEnvironment                   = &Shape{Name: "RuntimeEnvironment", Kind: "enum", Enum: []string{"SQL-1_0", "FLINK-1_6", "FLINK-1_8", "ZEPPELIN-FLINK-1_0", "FLINK-1_11", "FLINK-1_13", "ZEPPELIN-FLINK-2_0", "FLINK-1_15", "ZEPPELIN-FLINK-3_0", "FLINK-1_18", "FLINK-1_19", "FLINK-1_20", "FLINK-2_2"}}
	shapeS3ApplicationCodeLocationDescription = &Shape{Name: "S3ApplicationCodeLocationDescription", Kind: "struct", Members: []Member{
		{Name: "BucketARN", Shape: shapeBucketARN, Required: true},
		{Name: "FileKey", Shape: shapeFileKey, Required: true},
		{Name: "ObjectVersion", Shape: shapeObjectVersion, Required: false},
	}}
	shapeS3Configuration = &Shape{Name: "S3Configuration", Kind: "struct", Members: []Member{
		{Name: "BucketARN", Shape: shapeBucketARN, Required: true},
		{Name: "FileKey", Shape: shapeFileKey, Required: true},
	}}
	shapeS3ContentBaseLocation = &Shape{Name: "S3ContentBaseLocation", Kind: "struct", Members: []Member{
		{Name: "BucketARN", Shape: shapeBucketARN, Required: true},
		{Name: "BasePath", Shape: shapeBasePath, Required: false},
	}}
	shapeS3ContentBaseLocationDescription = &Shape{Name: "S3ContentBaseLocationDescription", Kind: "struct", Members: []Member{
		{Name: "BucketARN", Shape: shapeBucketARN, Required: true},
		{Name: "BasePath", Shape: shapeBasePath, Required: false},
	}}
	shapeS3ContentBaseLocationUpdate = &Shape{Name: "S3ContentBaseLocationUpdate", Kind: "struct", Members: []Member{
		{Name: "BucketARNUpdate", Shape: shapeBucketARN, Required: false},
		{Name: "BasePathUpdate", Shape: shapeBasePath, Required: false},
	}}
	shapeS3ContentLocation = &Shape{Name: "S3ContentLocation", Kind: "struct", Members: []Member{
		{Name: "BucketARN", Shape: shapeBucketARN, Required: true},
		{Name: "FileKey", Shape: shapeFileKey, Required: true},
		{Name: "ObjectVersion", Shape: shapeObjectVersion, Required: false},
	}}
	shapeS3ContentLocationUpdate = &Shape{Name: "S3ContentLocationUpdate", Kind: "struct", Members: []Member{
		{Name: "BucketARNUpdate", Shape: shapeBucketARN, Required: false},
		{Name: "FileKeyUpdate", Shape: shapeFileKey, Required: false},
		{Name: "ObjectVersionUpdate", Shape: shapeObjectVersion, Required: false},
	}}
	shapeS3ReferenceDataSource = &Shape{Name: "S3ReferenceDataSource", Kind: "struct", Members: []Member{
		{Name: "BucketARN", Shape: shapeBucketARN, Required: false},
		{Name: "FileKey", Shape: shapeFileKey, Required: false},
	}}
	shapeS3ReferenceDataSourceDescription = &Shape{Name: "S3ReferenceDataSourceDescription", Kind: "struct", Members: []Member{
		{Name: "BucketARN", Shape: shapeBucketARN, Required: true},
		{Name: "FileKey", Shape: shapeFileKey, Required: true},
		{Name: "ReferenceRoleARN", Shape: shapeRoleARN, Required: false},
	}}
	shapeS3ReferenceDataSourceUpdate = &Shape{Name: "S3ReferenceDataSourceUpdate", Kind: "struct", Members: []Member{
		{Name: "BucketARNUpdate", Shape: shapeBucketARN, Required: false},
		{Name: "FileKeyUpdate", Shape: shapeFileKey, Required: false},
	}}
	shapeSecretAccessKey             = &Shape{Name: "SecretAccessKey", Kind: "string"}
	shapeSecurityGroupId             = &Shape{Name: "SecurityGroupId", Kind: "string"}
	shapeSecurityGroupIds            = &Shape{Name: "SecurityGroupIds", Kind: "list", Min: 1, Elem: shapeSecurityGroupId}
	shapeServiceUnavailableException = &Shape{Name: "ServiceUnavailableException", Kind: "struct", Members: []Member{
		{Name: "Message", Shape: shapeErrorMessage, Required: false},
	}}
	shapeSessionDurationSeconds             = &Shape{Name: "SessionDurationSeconds", Kind: "integer", Min: 900}
	shapeSessionExpirationDurationInSeconds = &Shape{Name: "SessionExpirationDurationInSeconds", Kind: "integer", Min: 1800}
	shapeSessionPolicyDocument              = &Shape{Name: "SessionPolicyDocument", Kind: "string", Min: 1}
	shapeSessionToken                       = &Shape{Name: "SessionToken", Kind: "string"}
	shapeSimulateAccessRequest              = &Shape{Name: "SimulateAccessRequest", Kind: "struct", Members: []Member{
		{Name: "PrincipalArn", Shape: shapeAccessArn, Required: false},
		{Name: "ActionNames", Shape: shapeActionNames, Required: true},
		{Name: "ResourceArns", Shape: shapeResourceNames, Required: false},
		{Name: "Context", Shape: shapeSimulationContext, Required: false},
	}}
	shapeSimulateAccessResponse = &Shape{Name: "SimulateAccessResponse", Kind: "struct", Members: []Member{
		{Name: "Results", Shape: shapeSimulationResults, Required: true},
	}}
	shapeSimulatedDecision      = &Shape{Name: "SimulatedDecision", Kind: "enum", Enum: []string{"allowed", "explicitDeny", "implicitDeny"}}
	shapeSimulationContext      = &Shape{Name: "SimulationContext", Kind: "list", Min: 1, Elem: shapeSimulationContextEntry}
	shapeSimulationContextEntry = &Shape{Name: "SimulationContextEntry", Kind: "struct", Members: []Member{
		{Name: "ContextKeyName", Shape: shapeContextKeyName, Required: true},
		{Name: "ContextValues", Shape: shapeContextValues, Required: true},
	}}
	shapeSimulationResult = &Shape{Name: "SimulationResult", Kind: "struct", Members: []Member{
		{Name: "ActionName", Shape: shapeActionName, Required: true},
		{Name: "Resource", Shape: shapeResourceName, Required: true},
		{Name: "Decision", Shape: shapeSimulatedDecision, Required: true},
		{Name: "Reason", Shape: shapeAuditText, Required: true},
		{Name: "PolicyArn", Shape: shapeAuditText, Required: false},
		{Name: "Statement", Shape: shapeAuditText, Required: false},
	}}
	shapeSimulationResults = &Shape{Name: "SimulationResults", Kind: "list", Elem: shapeSimulationResult}
	shapeSnapshotCount     = &Shape{Name: "SnapshotCount", Kind: "integer", Min: 0}
	shapeSnapshotDetails   = &Shape{Name: "SnapshotDetails", Kind: "struct", Members: []Member{
		{Name: "SnapshotName", Shape: shapeSnapshotName, Required: true},
		{Name: "SnapshotStatus", Shape: shapeSnapshotStatus, Required: true},
		{Name: "ApplicationVersionId", Shape: shapeApplicationVersionId, Required: true},
		{Name: "SnapshotCreationTimestamp", Shape: shapeTimestamp, Required: false},
		{Name: "RuntimeEnvironment", Shape: shapeRuntimeEnvironment, Required: false},
		{Name: "ApplicationEncryptionConfigurationDescription", Shape: shapeApplicationEncryptionConfigurationDescription, Required: false},
	}}
	shapeSnapshotEventStatus = &Shape{Name: "SnapshotEventStatus", Kind: "enum", Enum: []string{"CREATING", "READY", "DELETING", "FAILED", "DELETED"}}
	shapeSnapshotFiles       = &Shape{Name: "SnapshotFiles", Kind: "integer", Min: 0}
	shapeSnapshotKeepCount   = &Shape{Name: "SnapshotKeepCount", Kind: "integer", Min: 1}
	shapeSnapshotKeepSeconds = &Shape{Name: "SnapshotKeepSeconds", Kind: "integer", Min: 1}
	shapeSnapshotName        = &Shape{Name: "SnapshotName", Kind: "string", Min: 1}
	shapeSnapshotOrigin      = &Shape{Name: "SnapshotOrigin", Kind: "enum", Enum: []string{"MANUAL", "STOP", "UPDATE", "AUTOSCALING", "ROLLBACK", "MAINTENANCE", "IMPORT", "UNKNOWN"}}
	shapeSnapshotParallelism = &Shape{Name: "SnapshotParallelism", Kind: "integer", Min: 1}
	shapeSnapshotRecord      = &Shape{Name: "SnapshotRecord", Kind: "struct", Members: []Member{
		{Name: "SnapshotName", Shape: shapeSnapshotName, Required: true},
		{Name: "SnapshotStatus", Shape: shapeSnapshotStatus, Required: true},
		{Name: "ApplicationVersionId", Shape: shapeApplicationVersionId, Required: true},
		{Name: "SnapshotCreationTimestamp", Shape: shapeTimestamp, Required: true},
		{Name: "RuntimeEnvironment", Shape: shapeRuntimeEnvironment, Required: true},
		{Name: "ApplicationEncryptionConfigurationDescription", Shape: shapeApplicationEncryptionConfigurationDescription, Required: false},
		{Name: "SnapshotOrigin", Shape: shapeSnapshotOrigin, Required: true},
		{Name: "OperationId", Shape: shapeOperationId, Required: false},
		{Name: "SizeInBytes", Shape: shapeSnapshotSize, Required: false},
		{Name: "Parallelism", Shape: shapeSnapshotParallelism, Required: false},
		{Name: "InUse", Shape: shapeText, Required: false},
		{Name: "Message", Shape: shapeText, Required: false},
		{Name: "Verification", Shape: shapeSnapshotVerification, Required: false},
	}}
	shapeSnapshotRecords         = &Shape{Name: "SnapshotRecords", Kind: "list", Elem: shapeSnapshotRecord}
	shapeSnapshotRetentionSource = &Shape{Name: "SnapshotRetentionSource", Kind: "enum", Enum: []string{"APPLICATION", "INSTALLATION"}}
	shapeSnapshotSize            = &Shape{Name: "SnapshotSize", Kind: "integer", Min: 0}
	shapeSnapshotStatus          = &Shape{Name: "SnapshotStatus", Kind: "enum", Enum: []string{"CREATING", "READY", "DELETING", "FAILED"}}
	shapeSnapshotSummaries       = &Shape{Name: "SnapshotSummaries", Kind: "list", Elem: shapeSnapshotDetails}
	shapeSnapshotVerification    = &Shape{Name: "SnapshotVerification", Kind: "struct", Members: []Member{
		{Name: "VerificationTimestamp", Shape: shapeTimestamp, Required: true},
		{Name: "Intact", Shape: shapeBooleanObject, Required: true},
		{Name: "FilesVerified", Shape: shapeSnapshotFiles, Required: true},
		{Name: "Message", Shape: shapeText, Required: false},
	}}
	shapeSourceSchema = &Shape{Name: "SourceSchema", Kind: "struct", Members: []Member{
		{Name: "RecordFormat", Shape: shapeRecordFormat, Required: true},
		{Name: "RecordEncoding", Shape: shapeRecordEncoding, Required: false},
		{Name: "RecordColumns", Shape: shapeRecordColumns, Required: true},
	}}
	shapeSqlApplicationConfiguration = &Shape{Name: "SqlApplicationConfiguration", Kind: "struct", Members: []Member{
		{Name: "Inputs", Shape: shapeInputs, Required: false},
		{Name: "Outputs", Shape: shapeOutputs, Required: false},
		{Name: "ReferenceDataSources", Shape: shapeReferenceDataSources, Required: false},
	}}
	shapeSqlApplicationConfigurationDescription = &Shape{Name: "SqlApplicationConfigurationDescription", Kind: "struct", Members: []Member{
		{Name: "InputDescriptions", Shape: shapeInputDescriptions, Required: false},
		{Name: "OutputDescriptions", Shape: shapeOutputDescriptions, Required: false},
		{Name: "ReferenceDataSourceDescriptions", Shape: shapeReferenceDataSourceDescriptions, Required: false},
	}}
	shapeSqlApplicationConfigurationUpdate = &Shape{Name: "SqlApplicationConfigurationUpdate", Kind: "struct", Members: []Member{
		{Name: "InputUpdates", Shape: shapeInputUpdates, Required: false},
		{Name: "OutputUpdates", Shape: shapeOutputUpdates, Required: false},
		{Name: "ReferenceDataSourceUpdates", Shape: shapeReferenceDataSourceUpdates, Required: false},
	}}
	shapeSqlRunConfiguration = &Shape{Name: "SqlRunConfiguration", Kind: "struct", Members: []Member{
		{Name: "InputId", Shape: shapeId, Required: true},
		{Name: "InputStartingPositionConfiguration", Shape: shapeInputStartingPositionConfiguration, Required: true},
	}}
	shapeSqlRunConfigurations    = &Shape{Name: "SqlRunConfigurations", Kind: "list", Elem: shapeSqlRunConfiguration}
	shapeStartApplicationRequest = &Shape{Name: "StartApplicationRequest", Kind: "struct", Members: []Member{
		{Name: "ApplicationName", Shape: shapeApplicationName, Required: true},
		{Name: "RunConfiguration", Shape: shapeRunConfiguration, Required: false},
	}}
	shapeStartApplicationResponse = &Shape{Name: "StartApplicationResponse", Kind: "struct", Members: []Member{
		{Name: "OperationId", Shape: shapeOperationId, Required: false},
	}}
	shapeStepName               = &Shape{Name: "StepName", Kind: "string"}
	shapeStepOutcome            = &Shape{Name: "StepOutcome", Kind: "enum", Enum: []string{"IN_PROGRESS", "SUCCEEDED", "FAILED", "SKIPPED"}}
	shapeStopApplicationRequest = &Shape{Name: "StopApplicationRequest", Kind: "struct", Members: []Member{
		{Name: "ApplicationName", Shape: shapeApplicationName, Required: true},
		{Name: "Force", Shape: shapeBooleanObject, Required: false},
	}}
	shapeStopApplicationResponse = &Shape{Name: "StopApplicationResponse", Kind: "struct", Members: []Member{
		{Name: "OperationId", Shape: shapeOperationId, Required: false},
	}}
	shapeSubnetId  = &Shape{Name: "SubnetId", Kind: "string"}
	shapeSubnetIds = &Shape{Name: "SubnetIds", Kind: "list", Min: 1, Elem: shapeSubnetId}
	shapeTag       = &Shape{Name: "Tag", Kind: "struct", Members: []Member{
		{Name: "Key", Shape: shapeTagKey, Required: true},
		{Name: "Value", Shape: shapeTagValue, Required: false},
	}}
	shapeTagKey             = &Shape{Name: "TagKey", Kind: "string", Min: 1}
	shapeTagKeys            = &Shape{Name: "TagKeys", Kind: "list", Min: 1, Elem: shapeTagKey}
	shapeTagResourceRequest = &Shape{Name: "TagResourceRequest", Kind: "struct", Members: []Member{
		{Name: "ResourceARN", Shape: shapeKinesisAnalyticsARN, Required: true},
		{Name: "Tags", Shape: shapeTags, Required: true},
	}}
	shapeTagResourceResponse  = &Shape{Name: "TagResourceResponse", Kind: "struct"}
	shapeTagValue             = &Shape{Name: "TagValue", Kind: "string"}
	shapeTags                 = &Shape{Name: "Tags", Kind: "list", Min: 1, Elem: shapeTag}
	shapeTemporaryCredentials = &Shape{Name: "TemporaryCredentials", Kind: "struct", Members: []Member{
		{Name: "AccessKeyId", Shape: shapeAccessKeyId, Required: true},
		{Name: "SecretAccessKey", Shape: shapeSecretAccessKey, Required: true},
		{Name: "SessionToken", Shape: shapeSessionToken, Required: true},
		{Name: "Expiration", Shape: shapeTimestamp, Required: true},
	}}
	shapeText                 = &Shape{Name: "Text", Kind: "string"}
	shapeTextContent          = &Shape{Name: "TextContent", Kind: "string"}
	shapeTimestamp            = &Shape{Name: "Timestamp", Kind: "timestamp"}
	shapeTooManyTagsException = &Shape{Name: "TooManyTagsException", Kind: "struct", Members: []Member{
		{Name: "message", Shape: shapeErrorMessage, Required: false},
	}}
	shapeTransferUrl                   = &Shape{Name: "TransferUrl", Kind: "string", Min: 1}
	shapeUnableToDetectSchemaException = &Shape{Name: "UnableToDetectSchemaException", Kind: "struct", Members: []Member{
		{Name: "Message", Shape: shapeErrorMessage, Required: false},
		{Name: "RawInputRecords", Shape: shapeRawInputRecords, Required: false},
		{Name: "ProcessedInputRecords", Shape: shapeProcessedInputRecords, Required: false},
	}}
	shapeUnsupportedOperationException = &Shape{Name: "UnsupportedOperationException", Kind: "struct", Members: []Member{
		{Name: "Message", Shape: shapeErrorMessage, Required: false},
	}}
	shapeUntagResourceRequest = &Shape{Name: "UntagResourceRequest", Kind: "struct", Members: []Member{
		{Name: "ResourceARN", Shape: shapeKinesisAnalyticsARN, Required: true},
		{Name: "TagKeys", Shape: shapeTagKeys, Required: true},
	}}
	shapeUntagResourceResponse  = &Shape{Name: "UntagResourceResponse", Kind: "struct"}
	shapeUpdateAccessKeyRequest = &Shape{Name: "UpdateAccessKeyRequest", Kind: "struct", Members: []Member{
		{Name: "UserName", Shape: shapeUserName, Required: true},
		{Name: "AccessKeyId", Shape: shapeAccessKeyId, Required: true},
		{Name: "AccessKeyStatus", Shape: shapeAccessKeyStatus, Required: true},
	}}
	shapeUpdateAccessKeyResponse                          = &Shape{Name: "UpdateAccessKeyResponse", Kind: "struct"}
	shapeUpdateApplicationMaintenanceConfigurationRequest = &Shape{Name: "UpdateApplicationMaintenanceConfigurationRequest", Kind: "struct", Members: []Member{
		{Name: "ApplicationName", Shape: shapeApplicationName, Required: true},
		{Name: "ApplicationMaintenanceConfigurationUpdate", Shape: shapeApplicationMaintenanceConfigurationUpdate, Required: true},
	}}
	shapeUpdateApplicationMaintenanceConfigurationResponse = &Shape{Name: "UpdateApplicationMaintenanceConfigurationResponse", Kind: "struct", Members: []Member{
		{Name: "ApplicationARN", Shape: shapeResourceARN, Required: false},
		{Name: "ApplicationMaintenanceConfigurationDescription", Shape: shapeApplicationMaintenanceConfigurationDescription, Required: false},
	}}
	shapeUpdateApplicationRequest = &Shape{Name: "UpdateApplicationRequest", Kind: "struct", Members: []Member{
		{Name: "ApplicationName", Shape: shapeApplicationName, Required: true},
		{Name: "CurrentApplicationVersionId", Shape: shapeApplicationVersionId, Required: false},
		{Name: "ApplicationConfigurationUpdate", Shape: shapeApplicationConfigurationUpdate, Required: false},
		{Name: "ServiceExecutionRoleUpdate", Shape: shapeRoleARN, Required: false},
		{Name: "RunConfigurationUpdate", Shape: shapeRunConfigurationUpdate, Required: false},
		{Name: "CloudWatchLoggingOptionUpdates", Shape: shapeCloudWatchLoggingOptionUpdates, Required: false},
		{Name: "ConditionalToken", Shape: shapeConditionalToken, Required: false},
		{Name: "RuntimeEnvironmentUpdate", Shape: shapeRuntimeEnvironment, Required: false},
	}}
	shapeUpdateApplicationResponse = &Shape{Name: "UpdateApplicationResponse", Kind: "struct", Members: []Member{
		{Name: "ApplicationDetail", Shape: shapeApplicationDetail, Required: true},
		{Name: "OperationId", Shape: shapeOperationId, Required: false},
	}}
	shapeUpdatePolicyRequest = &Shape{Name: "UpdatePolicyRequest", Kind: "struct", Members: []Member{
		{Name: "PolicyName", Shape: shapePolicyName, Required: true},
		{Name: "PolicyDocument", Shape: shapePolicyDocument, Required: false},
		{Name: "Description", Shape: shapeAccessDescription, Required: false},
	}}
	shapeUpdatePolicyResponse = &Shape{Name: "UpdatePolicyResponse", Kind: "struct", Members: []Member{
		{Name: "Policy", Shape: shapePolicyDetail, Required: true},
	}}
	shapeUpdateRoleRequest = &Shape{Name: "UpdateRoleRequest", Kind: "struct", Members: []Member{
		{Name: "RoleName", Shape: shapeRoleName, Required: true},
		{Name: "TrustPolicy", Shape: shapePolicyDocument, Required: false},
		{Name: "Description", Shape: shapeAccessDescription, Required: false},
		{Name: "MaxSessionDuration", Shape: shapeMaxSessionDurationSeconds, Required: false},
	}}
	shapeUpdateRoleResponse = &Shape{Name: "UpdateRoleResponse", Kind: "struct", Members: []Member{
		{Name: "Role", Shape: shapeRoleDetail, Required: true},
	}}
	shapeUpdateSnapshotRetentionRequest = &Shape{Name: "UpdateSnapshotRetentionRequest", Kind: "struct", Members: []Member{
		{Name: "ApplicationName", Shape: shapeApplicationName, Required: true},
		{Name: "KeepCount", Shape: shapeSnapshotKeepCount, Required: false},
		{Name: "KeepSeconds", Shape: shapeSnapshotKeepSeconds, Required: false},
		{Name: "KeepManual", Shape: shapeBooleanObject, Required: false},
	}}
	shapeUrlType   = &Shape{Name: "UrlType", Kind: "enum", Enum: []string{"FLINK_DASHBOARD_URL", "ZEPPELIN_UI_URL"}}
	shapeUsageItem = &Shape{Name: "UsageItem", Kind: "struct", Members: []Member{
		{Name: "Month", Shape: shapeMonth, Required: true},
		{Name: "ApplicationName", Shape: shapeApplicationName, Required: true},
		{Name: "ApplicationARN", Shape: shapeResourceARN, Required: true},
		{Name: "KpuMilliseconds", Shape: shapeKpuMilliseconds, Required: true},
		{Name: "OrchestrationKpuMilliseconds", Shape: shapeKpuMilliseconds, Required: true},
	}}
	shapeUsageItems = &Shape{Name: "UsageItems", Kind: "list", Elem: shapeUsageItem}
	shapeUserDetail = &Shape{Name: "UserDetail", Kind: "struct", Members: []Member{
		{Name: "UserName", Shape: shapeUserName, Required: true},
		{Name: "UserId", Shape: shapeAccessId, Required: false},
		{Name: "Arn", Shape: shapeAccessArn, Required: true},
		{Name: "Description", Shape: shapeAccessDescription, Required: false},
		{Name: "CreateTimestamp", Shape: shapeTimestamp, Required: false},
	}}
	shapeUserDetails                      = &Shape{Name: "UserDetails", Kind: "list", Elem: shapeUserDetail}
	shapeUserName                         = &Shape{Name: "UserName", Kind: "string", Min: 1}
	shapeVerifyApplicationSnapshotRequest = &Shape{Name: "VerifyApplicationSnapshotRequest", Kind: "struct", Members: []Member{
		{Name: "ApplicationName", Shape: shapeApplicationName, Required: true},
		{Name: "SnapshotName", Shape: shapeSnapshotName, Required: true},
	}}
	shapeVerifyApplicationSnapshotResponse = &Shape{Name: "VerifyApplicationSnapshotResponse", Kind: "struct", Members: []Member{
		{Name: "SnapshotRecord", Shape: shapeSnapshotRecord, Required: true},
	}}
	shapeVpcConfiguration = &Shape{Name: "VpcConfiguration", Kind: "struct", Members: []Member{
		{Name: "SubnetIds", Shape: shapeSubnetIds, Required: true},
		{Name: "SecurityGroupIds", Shape: shapeSecurityGroupIds, Required: true},
	}}
	shapeVpcConfigurationDescription = &Shape{Name: "VpcConfigurationDescription", Kind: "struct", Members: []Member{
		{Name: "VpcConfigurationId", Shape: shapeId, Required: true},
		{Name: "VpcId", Shape: shapeVpcId, Required: true},
		{Name: "SubnetIds", Shape: shapeSubnetIds, Required: true},
		{Name: "SecurityGroupIds", Shape: shapeSecurityGroupIds, Required: true},
	}}
	shapeVpcConfigurationDescriptions = &Shape{Name: "VpcConfigurationDescriptions", Kind: "list", Elem: shapeVpcConfigurationDescription}
	shapeVpcConfigurationUpdate       = &Shape{Name: "VpcConfigurationUpdate", Kind: "struct", Members: []Member{
		{Name: "VpcConfigurationId", Shape: shapeId, Required: true},
		{Name: "SubnetIdUpdates", Shape: shapeSubnetIds, Required: false},
		{Name: "SecurityGroupIdUpdates", Shape: shapeSecurityGroupIds, Required: false},
	}}
	shapeVpcConfigurationUpdates   = &Shape{Name: "VpcConfigurationUpdates", Kind: "list", Elem: shapeVpcConfigurationUpdate}
	shapeVpcConfigurations         = &Shape{Name: "VpcConfigurations", Kind: "list", Elem: shapeVpcConfiguration}
	shapeVpcId                     = &Shape{Name: "VpcId", Kind: "string"}
	shapeWaitForApplicationRequest = &Shape{Name: "WaitForApplicationRequest", Kind: "struct", Members: []Member{
		{Name: "ApplicationName", Shape: shapeApplicationName, Required: true},
		{Name: "ApplicationStatus", Shape: shapeApplicationStatuses, Required: false},
		{Name: "ApplicationVersionId", Shape: shapeApplicationVersionId, Required: false},
		{Name: "OperationId", Shape: shapeOperationId, Required: false},
		{Name: "TimeoutSeconds", Shape: shapeWaitTimeoutSeconds, Required: false},
	}}
	shapeWaitForApplicationResponse = &Shape{Name: "WaitForApplicationResponse", Kind: "struct", Members: []Member{
		{Name: "Reached", Shape: shapeBooleanObject, Required: true},
		{Name: "ApplicationDetail", Shape: shapeApplicationDetail, Required: true},
		{Name: "OperationStatus", Shape: shapeOperationStatus, Required: false},
		{Name: "Message", Shape: shapeText, Required: false},
	}}
	shapeWaitTimeoutSeconds               = &Shape{Name: "WaitTimeoutSeconds", Kind: "integer", Min: 0}
	shapeZeppelinApplicationConfiguration = &Shape{Name: "ZeppelinApplicationConfiguration", Kind: "struct", Members: []Member{
		{Name: "MonitoringConfiguration", Shape: shapeZeppelinMonitoringConfiguration, Required: false},
		{Name: "CatalogConfiguration", Shape: shapeCatalogConfiguration, Required: false},
		{Name: "DeployAsApplicationConfiguration", Shape: shapeDeployAsApplicationConfiguration, Required: false},
		{Name: "CustomArtifactsConfiguration", Shape: shapeCustomArtifactsConfigurationList, Required: false},
	}}
	shapeZeppelinApplicationConfigurationDescription = &Shape{Name: "ZeppelinApplicationConfigurationDescription", Kind: "struct", Members: []Member{
		{Name: "MonitoringConfigurationDescription", Shape: shapeZeppelinMonitoringConfigurationDescription, Required: true},
		{Name: "CatalogConfigurationDescription", Shape: shapeCatalogConfigurationDescription, Required: false},
		{Name: "DeployAsApplicationConfigurationDescription", Shape: shapeDeployAsApplicationConfigurationDescription, Required: false},
		{Name: "CustomArtifactsConfigurationDescription", Shape: shapeCustomArtifactsConfigurationDescriptionList, Required: false},
	}}
	shapeZeppelinApplicationConfigurationUpdate = &Shape{Name: "ZeppelinApplicationConfigurationUpdate", Kind: "struct", Members: []Member{
		{Name: "MonitoringConfigurationUpdate", Shape: shapeZeppelinMonitoringConfigurationUpdate, Required: false},
		{Name: "CatalogConfigurationUpdate", Shape: shapeCatalogConfigurationUpdate, Required: false},
		{Name: "DeployAsApplicationConfigurationUpdate", Shape: shapeDeployAsApplicationConfigurationUpdate, Required: false},
		{Name: "CustomArtifactsConfigurationUpdate", Shape: shapeCustomArtifactsConfigurationList, Required: false},
	}}
	shapeZeppelinMonitoringConfiguration = &Shape{Name: "ZeppelinMonitoringConfiguration", Kind: "struct", Members: []Member{
		{Name: "LogLevel", Shape: shapeLogLevel, Required: true},
	}}
	shapeZeppelinMonitoringConfigurationDescription = &Shape{Name: "ZeppelinMonitoringConfigurationDescription", Kind: "struct", Members: []Member{
		{Name: "LogLevel", Shape: shapeLogLevel, Required: false},
	}}
	shapeZeppelinMonitoringConfigurationUpdate = &Shape{Name: "ZeppelinMonitoringConfigurationUpdate", Kind: "struct", Members: []Member{
		{Name: "LogLevelUpdate", Shape: shapeLogLevel, Required: true},
	}}
	shapeZipFileContent = &Shape{Name: "ZipFileContent", Kind: "blob"}
)

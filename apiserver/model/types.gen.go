// Code generated from openapi.yaml by apiserver/model/gen. DO NOT EDIT.

package model

// AccessKeyDetail is the shape of that name in the contract.
type AccessKeyDetail struct {
	AccessKeyId     *string          `json:"AccessKeyId,omitzero"`
	AccessKeyStatus *AccessKeyStatus `json:"AccessKeyStatus,omitzero"`
	CreateTimestamp *Timestamp       `json:"CreateTimestamp,omitzero"`
	UserName        *string          `json:"UserName,omitzero"`
}

// AccountDetail is the shape of that name in the contract.
type AccountDetail struct {
	AccountId       *string    `json:"AccountId,omitzero"`
	AccountName     *string    `json:"AccountName,omitzero"`
	CreateTimestamp *Timestamp `json:"CreateTimestamp,omitzero"`
}

// AddApplicationCloudWatchLoggingOptionRequest is the shape of that name in the contract.
type AddApplicationCloudWatchLoggingOptionRequest struct {
	ApplicationName             *string                  `json:"ApplicationName,omitzero"`
	CloudWatchLoggingOption     *CloudWatchLoggingOption `json:"CloudWatchLoggingOption,omitzero"`
	ConditionalToken            *string                  `json:"ConditionalToken,omitzero"`
	CurrentApplicationVersionId *int64                   `json:"CurrentApplicationVersionId,omitzero"`
}

// AddApplicationCloudWatchLoggingOptionResponse is the shape of that name in the contract.
type AddApplicationCloudWatchLoggingOptionResponse struct {
	ApplicationARN                      *string                              `json:"ApplicationARN,omitzero"`
	ApplicationVersionId                *int64                               `json:"ApplicationVersionId,omitzero"`
	CloudWatchLoggingOptionDescriptions []CloudWatchLoggingOptionDescription `json:"CloudWatchLoggingOptionDescriptions,omitzero"`
	OperationId                         *string                              `json:"OperationId,omitzero"`
}

// AddApplicationInputProcessingConfigurationRequest is the shape of that name in the contract.
type AddApplicationInputProcessingConfigurationRequest struct {
	ApplicationName              *string                       `json:"ApplicationName,omitzero"`
	CurrentApplicationVersionId  *int64                        `json:"CurrentApplicationVersionId,omitzero"`
	InputId                      *string                       `json:"InputId,omitzero"`
	InputProcessingConfiguration *InputProcessingConfiguration `json:"InputProcessingConfiguration,omitzero"`
}

// AddApplicationInputProcessingConfigurationResponse is the shape of that name in the contract.
type AddApplicationInputProcessingConfigurationResponse struct {
	ApplicationARN                          *string                                  `json:"ApplicationARN,omitzero"`
	ApplicationVersionId                    *int64                                   `json:"ApplicationVersionId,omitzero"`
	InputId                                 *string                                  `json:"InputId,omitzero"`
	InputProcessingConfigurationDescription *InputProcessingConfigurationDescription `json:"InputProcessingConfigurationDescription,omitzero"`
}

// AddApplicationInputRequest is the shape of that name in the contract.
type AddApplicationInputRequest struct {
	ApplicationName             *string `json:"ApplicationName,omitzero"`
	CurrentApplicationVersionId *int64  `json:"CurrentApplicationVersionId,omitzero"`
	Input                       *Input  `json:"Input,omitzero"`
}

// AddApplicationInputResponse is the shape of that name in the contract.
type AddApplicationInputResponse struct {
	ApplicationARN       *string            `json:"ApplicationARN,omitzero"`
	ApplicationVersionId *int64             `json:"ApplicationVersionId,omitzero"`
	InputDescriptions    []InputDescription `json:"InputDescriptions,omitzero"`
}

// AddApplicationOutputRequest is the shape of that name in the contract.
type AddApplicationOutputRequest struct {
	ApplicationName             *string `json:"ApplicationName,omitzero"`
	CurrentApplicationVersionId *int64  `json:"CurrentApplicationVersionId,omitzero"`
	Output                      *Output `json:"Output,omitzero"`
}

// AddApplicationOutputResponse is the shape of that name in the contract.
type AddApplicationOutputResponse struct {
	ApplicationARN       *string             `json:"ApplicationARN,omitzero"`
	ApplicationVersionId *int64              `json:"ApplicationVersionId,omitzero"`
	OutputDescriptions   []OutputDescription `json:"OutputDescriptions,omitzero"`
}

// AddApplicationReferenceDataSourceRequest is the shape of that name in the contract.
type AddApplicationReferenceDataSourceRequest struct {
	ApplicationName             *string              `json:"ApplicationName,omitzero"`
	CurrentApplicationVersionId *int64               `json:"CurrentApplicationVersionId,omitzero"`
	ReferenceDataSource         *ReferenceDataSource `json:"ReferenceDataSource,omitzero"`
}

// AddApplicationReferenceDataSourceResponse is the shape of that name in the contract.
type AddApplicationReferenceDataSourceResponse struct {
	ApplicationARN                  *string                          `json:"ApplicationARN,omitzero"`
	ApplicationVersionId            *int64                           `json:"ApplicationVersionId,omitzero"`
	ReferenceDataSourceDescriptions []ReferenceDataSourceDescription `json:"ReferenceDataSourceDescriptions,omitzero"`
}

// AddApplicationVpcConfigurationRequest is the shape of that name in the contract.
type AddApplicationVpcConfigurationRequest struct {
	ApplicationName             *string           `json:"ApplicationName,omitzero"`
	ConditionalToken            *string           `json:"ConditionalToken,omitzero"`
	CurrentApplicationVersionId *int64            `json:"CurrentApplicationVersionId,omitzero"`
	VpcConfiguration            *VpcConfiguration `json:"VpcConfiguration,omitzero"`
}

// AddApplicationVpcConfigurationResponse is the shape of that name in the contract.
type AddApplicationVpcConfigurationResponse struct {
	ApplicationARN              *string                      `json:"ApplicationARN,omitzero"`
	ApplicationVersionId        *int64                       `json:"ApplicationVersionId,omitzero"`
	OperationId                 *string                      `json:"OperationId,omitzero"`
	VpcConfigurationDescription *VpcConfigurationDescription `json:"VpcConfigurationDescription,omitzero"`
}

// ApplicationCodeConfiguration is the shape of that name in the contract.
type ApplicationCodeConfiguration struct {
	CodeContent     *CodeContent     `json:"CodeContent,omitzero"`
	CodeContentType *CodeContentType `json:"CodeContentType,omitzero"`
}

// ApplicationCodeConfigurationDescription is the shape of that name in the contract.
type ApplicationCodeConfigurationDescription struct {
	CodeContentDescription *CodeContentDescription `json:"CodeContentDescription,omitzero"`
	CodeContentType        *CodeContentType        `json:"CodeContentType,omitzero"`
}

// ApplicationCodeConfigurationUpdate is the shape of that name in the contract.
type ApplicationCodeConfigurationUpdate struct {
	CodeContentTypeUpdate *CodeContentType   `json:"CodeContentTypeUpdate,omitzero"`
	CodeContentUpdate     *CodeContentUpdate `json:"CodeContentUpdate,omitzero"`
}

// ApplicationConfiguration is the shape of that name in the contract.
type ApplicationConfiguration struct {
	ApplicationCodeConfiguration           *ApplicationCodeConfiguration           `json:"ApplicationCodeConfiguration,omitzero"`
	ApplicationEncryptionConfiguration     *ApplicationEncryptionConfiguration     `json:"ApplicationEncryptionConfiguration,omitzero"`
	ApplicationSnapshotConfiguration       *ApplicationSnapshotConfiguration       `json:"ApplicationSnapshotConfiguration,omitzero"`
	ApplicationSystemRollbackConfiguration *ApplicationSystemRollbackConfiguration `json:"ApplicationSystemRollbackConfiguration,omitzero"`
	EnvironmentProperties                  *EnvironmentProperties                  `json:"EnvironmentProperties,omitzero"`
	FlinkApplicationConfiguration          *FlinkApplicationConfiguration          `json:"FlinkApplicationConfiguration,omitzero"`
	SqlApplicationConfiguration            *SqlApplicationConfiguration            `json:"SqlApplicationConfiguration,omitzero"`
	VpcConfigurations                      []VpcConfiguration                      `json:"VpcConfigurations,omitzero"`
	ZeppelinApplicationConfiguration       *ZeppelinApplicationConfiguration       `json:"ZeppelinApplicationConfiguration,omitzero"`
}

// ApplicationConfigurationDescription is the shape of that name in the contract.
type ApplicationConfigurationDescription struct {
	ApplicationCodeConfigurationDescription           *ApplicationCodeConfigurationDescription           `json:"ApplicationCodeConfigurationDescription,omitzero"`
	ApplicationEncryptionConfigurationDescription     *ApplicationEncryptionConfigurationDescription     `json:"ApplicationEncryptionConfigurationDescription,omitzero"`
	ApplicationSnapshotConfigurationDescription       *ApplicationSnapshotConfigurationDescription       `json:"ApplicationSnapshotConfigurationDescription,omitzero"`
	ApplicationSystemRollbackConfigurationDescription *ApplicationSystemRollbackConfigurationDescription `json:"ApplicationSystemRollbackConfigurationDescription,omitzero"`
	EnvironmentPropertyDescriptions                   *EnvironmentPropertyDescriptions                   `json:"EnvironmentPropertyDescriptions,omitzero"`
	FlinkApplicationConfigurationDescription          *FlinkApplicationConfigurationDescription          `json:"FlinkApplicationConfigurationDescription,omitzero"`
	RunConfigurationDescription                       *RunConfigurationDescription                       `json:"RunConfigurationDescription,omitzero"`
	SqlApplicationConfigurationDescription            *SqlApplicationConfigurationDescription            `json:"SqlApplicationConfigurationDescription,omitzero"`
	VpcConfigurationDescriptions                      []VpcConfigurationDescription                      `json:"VpcConfigurationDescriptions,omitzero"`
	ZeppelinApplicationConfigurationDescription       *ZeppelinApplicationConfigurationDescription       `json:"ZeppelinApplicationConfigurationDescription,omitzero"`
}

// ApplicationConfigurationUpdate is the shape of that name in the contract.
type ApplicationConfigurationUpdate struct {
	ApplicationCodeConfigurationUpdate           *ApplicationCodeConfigurationUpdate           `json:"ApplicationCodeConfigurationUpdate,omitzero"`
	ApplicationEncryptionConfigurationUpdate     *ApplicationEncryptionConfigurationUpdate     `json:"ApplicationEncryptionConfigurationUpdate,omitzero"`
	ApplicationSnapshotConfigurationUpdate       *ApplicationSnapshotConfigurationUpdate       `json:"ApplicationSnapshotConfigurationUpdate,omitzero"`
	ApplicationSystemRollbackConfigurationUpdate *ApplicationSystemRollbackConfigurationUpdate `json:"ApplicationSystemRollbackConfigurationUpdate,omitzero"`
	EnvironmentPropertyUpdates                   *EnvironmentPropertyUpdates                   `json:"EnvironmentPropertyUpdates,omitzero"`
	FlinkApplicationConfigurationUpdate          *FlinkApplicationConfigurationUpdate          `json:"FlinkApplicationConfigurationUpdate,omitzero"`
	SqlApplicationConfigurationUpdate            *SqlApplicationConfigurationUpdate            `json:"SqlApplicationConfigurationUpdate,omitzero"`
	VpcConfigurationUpdates                      []VpcConfigurationUpdate                      `json:"VpcConfigurationUpdates,omitzero"`
	ZeppelinApplicationConfigurationUpdate       *ZeppelinApplicationConfigurationUpdate       `json:"ZeppelinApplicationConfigurationUpdate,omitzero"`
}

// ApplicationDetail is the shape of that name in the contract.
type ApplicationDetail struct {
	ApplicationARN                                 *string                                         `json:"ApplicationARN,omitzero"`
	ApplicationConfigurationDescription            *ApplicationConfigurationDescription            `json:"ApplicationConfigurationDescription,omitzero"`
	ApplicationDescription                         *string                                         `json:"ApplicationDescription,omitzero"`
	ApplicationHealth                              *ApplicationHealth                              `json:"ApplicationHealth,omitzero"`
	ApplicationKey                                 *ApplicationKey                                 `json:"ApplicationKey,omitzero"`
	ApplicationMaintenanceConfigurationDescription *ApplicationMaintenanceConfigurationDescription `json:"ApplicationMaintenanceConfigurationDescription,omitzero"`
	ApplicationMode                                *ApplicationMode                                `json:"ApplicationMode,omitzero"`
	ApplicationName                                *string                                         `json:"ApplicationName,omitzero"`
	ApplicationStatus                              *ApplicationStatus                              `json:"ApplicationStatus,omitzero"`
	ApplicationVersionCreateTimestamp              *Timestamp                                      `json:"ApplicationVersionCreateTimestamp,omitzero"`
	ApplicationVersionId                           *int64                                          `json:"ApplicationVersionId,omitzero"`
	ApplicationVersionRolledBackFrom               *int64                                          `json:"ApplicationVersionRolledBackFrom,omitzero"`
	ApplicationVersionRolledBackTo                 *int64                                          `json:"ApplicationVersionRolledBackTo,omitzero"`
	ApplicationVersionUpdatedFrom                  *int64                                          `json:"ApplicationVersionUpdatedFrom,omitzero"`
	CloudWatchLoggingOptionDescriptions            []CloudWatchLoggingOptionDescription            `json:"CloudWatchLoggingOptionDescriptions,omitzero"`
	ConditionalToken                               *string                                         `json:"ConditionalToken,omitzero"`
	CreateTimestamp                                *Timestamp                                      `json:"CreateTimestamp,omitzero"`
	LastUpdateTimestamp                            *Timestamp                                      `json:"LastUpdateTimestamp,omitzero"`
	RuntimeEnvironment                             *RuntimeEnvironment                             `json:"RuntimeEnvironment,omitzero"`
	ServiceExecutionRole                           *string                                         `json:"ServiceExecutionRole,omitzero"`
}

// ApplicationEncryptionConfiguration is the shape of that name in the contract.
type ApplicationEncryptionConfiguration struct {
	KeyId   *string  `json:"KeyId,omitzero"`
	KeyType *KeyType `json:"KeyType,omitzero"`
}

// ApplicationEncryptionConfigurationDescription is the shape of that name in the contract.
type ApplicationEncryptionConfigurationDescription struct {
	KeyId   *string  `json:"KeyId,omitzero"`
	KeyType *KeyType `json:"KeyType,omitzero"`
}

// ApplicationEncryptionConfigurationUpdate is the shape of that name in the contract.
type ApplicationEncryptionConfigurationUpdate struct {
	KeyIdUpdate   *string  `json:"KeyIdUpdate,omitzero"`
	KeyTypeUpdate *KeyType `json:"KeyTypeUpdate,omitzero"`
}

// ApplicationEvent is the shape of that name in the contract.
type ApplicationEvent struct {
	ApplicationStatus         *ApplicationStatus   `json:"ApplicationStatus,omitzero"`
	ApplicationVersionId      *int64               `json:"ApplicationVersionId,omitzero"`
	EventId                   *string              `json:"EventId,omitzero"`
	EventTime                 *Timestamp           `json:"EventTime,omitzero"`
	EventType                 *EventType           `json:"EventType,omitzero"`
	Health                    *Health              `json:"Health,omitzero"`
	HealthCause               *HealthCause         `json:"HealthCause,omitzero"`
	KeyARN                    *string              `json:"KeyARN,omitzero"`
	KeyState                  *KeyState            `json:"KeyState,omitzero"`
	KeyStateReason            *string              `json:"KeyStateReason,omitzero"`
	Message                   *string              `json:"Message,omitzero"`
	Operation                 *string              `json:"Operation,omitzero"`
	OperationId               *string              `json:"OperationId,omitzero"`
	OperationStatus           *OperationStatus     `json:"OperationStatus,omitzero"`
	PreviousApplicationStatus *ApplicationStatus   `json:"PreviousApplicationStatus,omitzero"`
	PreviousHealth            *Health              `json:"PreviousHealth,omitzero"`
	SnapshotName              *string              `json:"SnapshotName,omitzero"`
	SnapshotStatus            *SnapshotEventStatus `json:"SnapshotStatus,omitzero"`
	Step                      *string              `json:"Step,omitzero"`
	StepOutcome               *StepOutcome         `json:"StepOutcome,omitzero"`
}

// ApplicationHealth is the shape of that name in the contract.
type ApplicationHealth struct {
	Health       *Health      `json:"Health,omitzero"`
	HealthCause  *HealthCause `json:"HealthCause,omitzero"`
	HealthReason *string      `json:"HealthReason,omitzero"`
	HealthSince  *Timestamp   `json:"HealthSince,omitzero"`
}

// ApplicationHealthSummary is the shape of that name in the contract.
type ApplicationHealthSummary struct {
	ApplicationName   *string            `json:"ApplicationName,omitzero"`
	ApplicationStatus *ApplicationStatus `json:"ApplicationStatus,omitzero"`
	Health            *Health            `json:"Health,omitzero"`
	HealthCause       *HealthCause       `json:"HealthCause,omitzero"`
	HealthReason      *string            `json:"HealthReason,omitzero"`
	HealthSince       *Timestamp         `json:"HealthSince,omitzero"`
}

// ApplicationKey is the shape of that name in the contract.
type ApplicationKey struct {
	KeyARN               *string    `json:"KeyARN,omitzero"`
	KeyCheckTimestamp    *Timestamp `json:"KeyCheckTimestamp,omitzero"`
	KeyDeletionTimestamp *Timestamp `json:"KeyDeletionTimestamp,omitzero"`
	KeyProvider          *string    `json:"KeyProvider,omitzero"`
	KeyState             *KeyState  `json:"KeyState,omitzero"`
	KeyStateReason       *string    `json:"KeyStateReason,omitzero"`
	KeyStateSince        *Timestamp `json:"KeyStateSince,omitzero"`
	KeyUsableTimestamp   *Timestamp `json:"KeyUsableTimestamp,omitzero"`
}

// ApplicationKeySummary is the shape of that name in the contract.
type ApplicationKeySummary struct {
	ApplicationKeyUses []ApplicationKeyUse `json:"ApplicationKeyUses,omitzero"`
	Key                *ApplicationKey     `json:"Key,omitzero"`
}

// ApplicationKeyUse is the shape of that name in the contract.
type ApplicationKeyUse struct {
	ApplicationName *string `json:"ApplicationName,omitzero"`
	KeyConfigured   *bool   `json:"KeyConfigured,omitzero"`
	KeyRunning      *bool   `json:"KeyRunning,omitzero"`
	SnapshotCount   *int64  `json:"SnapshotCount,omitzero"`
}

// ApplicationMaintenanceConfigurationDescription is the shape of that name in the contract.
type ApplicationMaintenanceConfigurationDescription struct {
	ApplicationMaintenanceWindowEndTime   *string `json:"ApplicationMaintenanceWindowEndTime,omitzero"`
	ApplicationMaintenanceWindowStartTime *string `json:"ApplicationMaintenanceWindowStartTime,omitzero"`
}

// ApplicationMaintenanceConfigurationUpdate is the shape of that name in the contract.
type ApplicationMaintenanceConfigurationUpdate struct {
	ApplicationMaintenanceWindowStartTimeUpdate *string `json:"ApplicationMaintenanceWindowStartTimeUpdate,omitzero"`
}

// ApplicationOperationInfo is the shape of that name in the contract.
type ApplicationOperationInfo struct {
	EndTime         *Timestamp       `json:"EndTime,omitzero"`
	Operation       *string          `json:"Operation,omitzero"`
	OperationId     *string          `json:"OperationId,omitzero"`
	OperationStatus *OperationStatus `json:"OperationStatus,omitzero"`
	StartTime       *Timestamp       `json:"StartTime,omitzero"`
}

// ApplicationOperationInfoDetails is the shape of that name in the contract.
type ApplicationOperationInfoDetails struct {
	ApplicationVersionChangeDetails *ApplicationVersionChangeDetails `json:"ApplicationVersionChangeDetails,omitzero"`
	EndTime                         *Timestamp                       `json:"EndTime,omitzero"`
	Operation                       *string                          `json:"Operation,omitzero"`
	OperationFailureDetails         *OperationFailureDetails         `json:"OperationFailureDetails,omitzero"`
	OperationStatus                 *OperationStatus                 `json:"OperationStatus,omitzero"`
	StartTime                       *Timestamp                       `json:"StartTime,omitzero"`
}

// ApplicationRestoreConfiguration is the shape of that name in the contract.
type ApplicationRestoreConfiguration struct {
	ApplicationRestoreType *ApplicationRestoreType `json:"ApplicationRestoreType,omitzero"`
	SnapshotName           *string                 `json:"SnapshotName,omitzero"`
}

// ApplicationSnapshotConfiguration is the shape of that name in the contract.
type ApplicationSnapshotConfiguration struct {
	SnapshotsEnabled *bool `json:"SnapshotsEnabled,omitzero"`
}

// ApplicationSnapshotConfigurationDescription is the shape of that name in the contract.
type ApplicationSnapshotConfigurationDescription struct {
	SnapshotsEnabled *bool `json:"SnapshotsEnabled,omitzero"`
}

// ApplicationSnapshotConfigurationUpdate is the shape of that name in the contract.
type ApplicationSnapshotConfigurationUpdate struct {
	SnapshotsEnabledUpdate *bool `json:"SnapshotsEnabledUpdate,omitzero"`
}

// ApplicationSummary is the shape of that name in the contract.
type ApplicationSummary struct {
	ApplicationARN       *string             `json:"ApplicationARN,omitzero"`
	ApplicationHealth    *ApplicationHealth  `json:"ApplicationHealth,omitzero"`
	ApplicationMode      *ApplicationMode    `json:"ApplicationMode,omitzero"`
	ApplicationName      *string             `json:"ApplicationName,omitzero"`
	ApplicationStatus    *ApplicationStatus  `json:"ApplicationStatus,omitzero"`
	ApplicationVersionId *int64              `json:"ApplicationVersionId,omitzero"`
	RuntimeEnvironment   *RuntimeEnvironment `json:"RuntimeEnvironment,omitzero"`
}

// ApplicationSystemRollbackConfiguration is the shape of that name in the contract.
type ApplicationSystemRollbackConfiguration struct {
	RollbackEnabled *bool `json:"RollbackEnabled,omitzero"`
}

// ApplicationSystemRollbackConfigurationDescription is the shape of that name in the contract.
type ApplicationSystemRollbackConfigurationDescription struct {
	RollbackEnabled *bool `json:"RollbackEnabled,omitzero"`
}

// ApplicationSystemRollbackConfigurationUpdate is the shape of that name in the contract.
type ApplicationSystemRollbackConfigurationUpdate struct {
	RollbackEnabledUpdate *bool `json:"RollbackEnabledUpdate,omitzero"`
}

// ApplicationVersionChangeDetails is the shape of that name in the contract.
type ApplicationVersionChangeDetails struct {
	ApplicationVersionUpdatedFrom *int64 `json:"ApplicationVersionUpdatedFrom,omitzero"`
	ApplicationVersionUpdatedTo   *int64 `json:"ApplicationVersionUpdatedTo,omitzero"`
}

// ApplicationVersionSummary is the shape of that name in the contract.
type ApplicationVersionSummary struct {
	ApplicationStatus    *ApplicationStatus `json:"ApplicationStatus,omitzero"`
	ApplicationVersionId *int64             `json:"ApplicationVersionId,omitzero"`
}

// AssumeRoleRequest is the shape of that name in the contract.
type AssumeRoleRequest struct {
	DurationSeconds *int64  `json:"DurationSeconds,omitzero"`
	ExternalId      *string `json:"ExternalId,omitzero"`
	Policy          *string `json:"Policy,omitzero"`
	RoleName        *string `json:"RoleName,omitzero"`
	SessionName     *string `json:"SessionName,omitzero"`
}

// AssumeRoleResponse is the shape of that name in the contract.
type AssumeRoleResponse struct {
	Arn         *string               `json:"Arn,omitzero"`
	Credentials *TemporaryCredentials `json:"Credentials,omitzero"`
}

// AttachRolePolicyRequest is the shape of that name in the contract.
type AttachRolePolicyRequest struct {
	PolicyArn *string `json:"PolicyArn,omitzero"`
	RoleName  *string `json:"RoleName,omitzero"`
}

// AttachRolePolicyResponse is the shape of that name in the contract.
type AttachRolePolicyResponse struct {
}

// AttachUserPolicyRequest is the shape of that name in the contract.
type AttachUserPolicyRequest struct {
	PolicyArn *string `json:"PolicyArn,omitzero"`
	UserName  *string `json:"UserName,omitzero"`
}

// AttachUserPolicyResponse is the shape of that name in the contract.
type AttachUserPolicyResponse struct {
}

// AuditEvent is the shape of that name in the contract.
type AuditEvent struct {
	AccessKeyId     *string       `json:"AccessKeyId,omitzero"`
	AccountId       *string       `json:"AccountId,omitzero"`
	Action          *string       `json:"Action,omitzero"`
	ApplicationName *string       `json:"ApplicationName,omitzero"`
	Change          *bool         `json:"Change,omitzero"`
	Detail          *string       `json:"Detail,omitzero"`
	ErrorCode       *string       `json:"ErrorCode,omitzero"`
	EventId         *string       `json:"EventId,omitzero"`
	EventTime       *string       `json:"EventTime,omitzero"`
	OperationId     *string       `json:"OperationId,omitzero"`
	Outcome         *AuditOutcome `json:"Outcome,omitzero"`
	Principal       *string       `json:"Principal,omitzero"`
	Region          *string       `json:"Region,omitzero"`
	RequestId       *string       `json:"RequestId,omitzero"`
	Resource        *string       `json:"Resource,omitzero"`
	SourceIp        *string       `json:"SourceIp,omitzero"`
}

// CSVMappingParameters is the shape of that name in the contract.
type CSVMappingParameters struct {
	RecordColumnDelimiter *string `json:"RecordColumnDelimiter,omitzero"`
	RecordRowDelimiter    *string `json:"RecordRowDelimiter,omitzero"`
}

// CancelApplicationOperationRequest is the shape of that name in the contract.
type CancelApplicationOperationRequest struct {
	ApplicationName *string `json:"ApplicationName,omitzero"`
	OperationId     *string `json:"OperationId,omitzero"`
}

// CancelApplicationOperationResponse is the shape of that name in the contract.
type CancelApplicationOperationResponse struct {
	ApplicationARN       *string            `json:"ApplicationARN,omitzero"`
	ApplicationStatus    *ApplicationStatus `json:"ApplicationStatus,omitzero"`
	ApplicationVersionId *int64             `json:"ApplicationVersionId,omitzero"`
	FollowingOperationId *string            `json:"FollowingOperationId,omitzero"`
	OperationStatus      *OperationStatus   `json:"OperationStatus,omitzero"`
}

// CatalogConfiguration is the shape of that name in the contract.
type CatalogConfiguration struct {
	GlueDataCatalogConfiguration *GlueDataCatalogConfiguration `json:"GlueDataCatalogConfiguration,omitzero"`
}

// CatalogConfigurationDescription is the shape of that name in the contract.
type CatalogConfigurationDescription struct {
	GlueDataCatalogConfigurationDescription *GlueDataCatalogConfigurationDescription `json:"GlueDataCatalogConfigurationDescription,omitzero"`
}

// CatalogConfigurationUpdate is the shape of that name in the contract.
type CatalogConfigurationUpdate struct {
	GlueDataCatalogConfigurationUpdate *GlueDataCatalogConfigurationUpdate `json:"GlueDataCatalogConfigurationUpdate,omitzero"`
}

// CheckpointConfiguration is the shape of that name in the contract.
type CheckpointConfiguration struct {
	CheckpointInterval         *int64             `json:"CheckpointInterval,omitzero"`
	CheckpointingEnabled       *bool              `json:"CheckpointingEnabled,omitzero"`
	ConfigurationType          *ConfigurationType `json:"ConfigurationType,omitzero"`
	MinPauseBetweenCheckpoints *int64             `json:"MinPauseBetweenCheckpoints,omitzero"`
}

// CheckpointConfigurationDescription is the shape of that name in the contract.
type CheckpointConfigurationDescription struct {
	CheckpointInterval         *int64             `json:"CheckpointInterval,omitzero"`
	CheckpointingEnabled       *bool              `json:"CheckpointingEnabled,omitzero"`
	ConfigurationType          *ConfigurationType `json:"ConfigurationType,omitzero"`
	MinPauseBetweenCheckpoints *int64             `json:"MinPauseBetweenCheckpoints,omitzero"`
}

// CheckpointConfigurationUpdate is the shape of that name in the contract.
type CheckpointConfigurationUpdate struct {
	CheckpointIntervalUpdate         *int64             `json:"CheckpointIntervalUpdate,omitzero"`
	CheckpointingEnabledUpdate       *bool              `json:"CheckpointingEnabledUpdate,omitzero"`
	ConfigurationTypeUpdate          *ConfigurationType `json:"ConfigurationTypeUpdate,omitzero"`
	MinPauseBetweenCheckpointsUpdate *int64             `json:"MinPauseBetweenCheckpointsUpdate,omitzero"`
}

// CloudWatchLoggingOption is the shape of that name in the contract.
type CloudWatchLoggingOption struct {
	LogStreamARN *string `json:"LogStreamARN,omitzero"`
}

// CloudWatchLoggingOptionDescription is the shape of that name in the contract.
type CloudWatchLoggingOptionDescription struct {
	CloudWatchLoggingOptionId *string `json:"CloudWatchLoggingOptionId,omitzero"`
	LogStreamARN              *string `json:"LogStreamARN,omitzero"`
	RoleARN                   *string `json:"RoleARN,omitzero"`
}

// CloudWatchLoggingOptionUpdate is the shape of that name in the contract.
type CloudWatchLoggingOptionUpdate struct {
	CloudWatchLoggingOptionId *string `json:"CloudWatchLoggingOptionId,omitzero"`
	LogStreamARNUpdate        *string `json:"LogStreamARNUpdate,omitzero"`
}

// CodeContent is the shape of that name in the contract.
type CodeContent struct {
	S3ContentLocation *S3ContentLocation `json:"S3ContentLocation,omitzero"`
	TextContent       *string            `json:"TextContent,omitzero"`
	ZipFileContent    []byte             `json:"ZipFileContent,omitzero"`
}

// CodeContentDescription is the shape of that name in the contract.
type CodeContentDescription struct {
	CodeMD5                              *string                               `json:"CodeMD5,omitzero"`
	CodeSize                             *int64                                `json:"CodeSize,omitzero"`
	S3ApplicationCodeLocationDescription *S3ApplicationCodeLocationDescription `json:"S3ApplicationCodeLocationDescription,omitzero"`
	TextContent                          *string                               `json:"TextContent,omitzero"`
}

// CodeContentUpdate is the shape of that name in the contract.
type CodeContentUpdate struct {
	S3ContentLocationUpdate *S3ContentLocationUpdate `json:"S3ContentLocationUpdate,omitzero"`
	TextContentUpdate       *string                  `json:"TextContentUpdate,omitzero"`
	ZipFileContentUpdate    []byte                   `json:"ZipFileContentUpdate,omitzero"`
}

// CreateAccessKeyRequest is the shape of that name in the contract.
type CreateAccessKeyRequest struct {
	UserName *string `json:"UserName,omitzero"`
}

// CreateAccessKeyResponse is the shape of that name in the contract.
type CreateAccessKeyResponse struct {
	AccessKey *NewAccessKey `json:"AccessKey,omitzero"`
}

// CreateAccountRequest is the shape of that name in the contract.
type CreateAccountRequest struct {
	AccountId   *string `json:"AccountId,omitzero"`
	AccountName *string `json:"AccountName,omitzero"`
}

// CreateAccountResponse is the shape of that name in the contract.
type CreateAccountResponse struct {
	AccessKey *NewAccessKey  `json:"AccessKey,omitzero"`
	Account   *AccountDetail `json:"Account,omitzero"`
}

// CreateApplicationPresignedUrlRequest is the shape of that name in the contract.
type CreateApplicationPresignedUrlRequest struct {
	ApplicationName                    *string  `json:"ApplicationName,omitzero"`
	SessionExpirationDurationInSeconds *int64   `json:"SessionExpirationDurationInSeconds,omitzero"`
	UrlType                            *UrlType `json:"UrlType,omitzero"`
}

// CreateApplicationPresignedUrlResponse is the shape of that name in the contract.
type CreateApplicationPresignedUrlResponse struct {
	AuthorizedUrl *string `json:"AuthorizedUrl,omitzero"`
}

// CreateApplicationRequest is the shape of that name in the contract.
type CreateApplicationRequest struct {
	ApplicationConfiguration *ApplicationConfiguration `json:"ApplicationConfiguration,omitzero"`
	ApplicationDescription   *string                   `json:"ApplicationDescription,omitzero"`
	ApplicationMode          *ApplicationMode          `json:"ApplicationMode,omitzero"`
	ApplicationName          *string                   `json:"ApplicationName,omitzero"`
	CloudWatchLoggingOptions []CloudWatchLoggingOption `json:"CloudWatchLoggingOptions,omitzero"`
	RuntimeEnvironment       *RuntimeEnvironment       `json:"RuntimeEnvironment,omitzero"`
	ServiceExecutionRole     *string                   `json:"ServiceExecutionRole,omitzero"`
	Tags                     []Tag                     `json:"Tags,omitzero"`
}

// CreateApplicationResponse is the shape of that name in the contract.
type CreateApplicationResponse struct {
	ApplicationDetail *ApplicationDetail `json:"ApplicationDetail,omitzero"`
}

// CreateApplicationSnapshotRequest is the shape of that name in the contract.
type CreateApplicationSnapshotRequest struct {
	ApplicationName *string `json:"ApplicationName,omitzero"`
	SnapshotName    *string `json:"SnapshotName,omitzero"`
}

// CreateApplicationSnapshotResponse is the shape of that name in the contract.
type CreateApplicationSnapshotResponse struct {
}

// CreatePolicyRequest is the shape of that name in the contract.
type CreatePolicyRequest struct {
	Description    *string `json:"Description,omitzero"`
	PolicyDocument *string `json:"PolicyDocument,omitzero"`
	PolicyName     *string `json:"PolicyName,omitzero"`
}

// CreatePolicyResponse is the shape of that name in the contract.
type CreatePolicyResponse struct {
	Policy *PolicyDetail `json:"Policy,omitzero"`
}

// CreateRoleRequest is the shape of that name in the contract.
type CreateRoleRequest struct {
	Description        *string `json:"Description,omitzero"`
	MaxSessionDuration *int64  `json:"MaxSessionDuration,omitzero"`
	RoleName           *string `json:"RoleName,omitzero"`
	TrustPolicy        *string `json:"TrustPolicy,omitzero"`
}

// CreateRoleResponse is the shape of that name in the contract.
type CreateRoleResponse struct {
	Role *RoleDetail `json:"Role,omitzero"`
}

// CreateUserRequest is the shape of that name in the contract.
type CreateUserRequest struct {
	Description *string `json:"Description,omitzero"`
	UserName    *string `json:"UserName,omitzero"`
}

// CreateUserResponse is the shape of that name in the contract.
type CreateUserResponse struct {
	User *UserDetail `json:"User,omitzero"`
}

// CustomArtifactConfiguration is the shape of that name in the contract.
type CustomArtifactConfiguration struct {
	ArtifactType      *ArtifactType      `json:"ArtifactType,omitzero"`
	MavenReference    *MavenReference    `json:"MavenReference,omitzero"`
	S3ContentLocation *S3ContentLocation `json:"S3ContentLocation,omitzero"`
}

// CustomArtifactConfigurationDescription is the shape of that name in the contract.
type CustomArtifactConfigurationDescription struct {
	ArtifactType                 *ArtifactType      `json:"ArtifactType,omitzero"`
	MavenReferenceDescription    *MavenReference    `json:"MavenReferenceDescription,omitzero"`
	S3ContentLocationDescription *S3ContentLocation `json:"S3ContentLocationDescription,omitzero"`
}

// DeleteAccessKeyRequest is the shape of that name in the contract.
type DeleteAccessKeyRequest struct {
	AccessKeyId *string `json:"AccessKeyId,omitzero"`
	UserName    *string `json:"UserName,omitzero"`
}

// DeleteAccessKeyResponse is the shape of that name in the contract.
type DeleteAccessKeyResponse struct {
}

// DeleteApplicationCloudWatchLoggingOptionRequest is the shape of that name in the contract.
type DeleteApplicationCloudWatchLoggingOptionRequest struct {
	ApplicationName             *string `json:"ApplicationName,omitzero"`
	CloudWatchLoggingOptionId   *string `json:"CloudWatchLoggingOptionId,omitzero"`
	ConditionalToken            *string `json:"ConditionalToken,omitzero"`
	CurrentApplicationVersionId *int64  `json:"CurrentApplicationVersionId,omitzero"`
}

// DeleteApplicationCloudWatchLoggingOptionResponse is the shape of that name in the contract.
type DeleteApplicationCloudWatchLoggingOptionResponse struct {
	ApplicationARN                      *string                              `json:"ApplicationARN,omitzero"`
	ApplicationVersionId                *int64                               `json:"ApplicationVersionId,omitzero"`
	CloudWatchLoggingOptionDescriptions []CloudWatchLoggingOptionDescription `json:"CloudWatchLoggingOptionDescriptions,omitzero"`
	OperationId                         *string                              `json:"OperationId,omitzero"`
}

// DeleteApplicationInputProcessingConfigurationRequest is the shape of that name in the contract.
type DeleteApplicationInputProcessingConfigurationRequest struct {
	ApplicationName             *string `json:"ApplicationName,omitzero"`
	CurrentApplicationVersionId *int64  `json:"CurrentApplicationVersionId,omitzero"`
	InputId                     *string `json:"InputId,omitzero"`
}

// DeleteApplicationInputProcessingConfigurationResponse is the shape of that name in the contract.
type DeleteApplicationInputProcessingConfigurationResponse struct {
	ApplicationARN       *string `json:"ApplicationARN,omitzero"`
	ApplicationVersionId *int64  `json:"ApplicationVersionId,omitzero"`
}

// DeleteApplicationOutputRequest is the shape of that name in the contract.
type DeleteApplicationOutputRequest struct {
	ApplicationName             *string `json:"ApplicationName,omitzero"`
	CurrentApplicationVersionId *int64  `json:"CurrentApplicationVersionId,omitzero"`
	OutputId                    *string `json:"OutputId,omitzero"`
}

// DeleteApplicationOutputResponse is the shape of that name in the contract.
type DeleteApplicationOutputResponse struct {
	ApplicationARN       *string `json:"ApplicationARN,omitzero"`
	ApplicationVersionId *int64  `json:"ApplicationVersionId,omitzero"`
}

// DeleteApplicationReferenceDataSourceRequest is the shape of that name in the contract.
type DeleteApplicationReferenceDataSourceRequest struct {
	ApplicationName             *string `json:"ApplicationName,omitzero"`
	CurrentApplicationVersionId *int64  `json:"CurrentApplicationVersionId,omitzero"`
	ReferenceId                 *string `json:"ReferenceId,omitzero"`
}

// DeleteApplicationReferenceDataSourceResponse is the shape of that name in the contract.
type DeleteApplicationReferenceDataSourceResponse struct {
	ApplicationARN       *string `json:"ApplicationARN,omitzero"`
	ApplicationVersionId *int64  `json:"ApplicationVersionId,omitzero"`
}

// DeleteApplicationRequest is the shape of that name in the contract.
type DeleteApplicationRequest struct {
	ApplicationName *string    `json:"ApplicationName,omitzero"`
	CreateTimestamp *Timestamp `json:"CreateTimestamp,omitzero"`
}

// DeleteApplicationResponse is the shape of that name in the contract.
type DeleteApplicationResponse struct {
}

// DeleteApplicationSnapshotRequest is the shape of that name in the contract.
type DeleteApplicationSnapshotRequest struct {
	ApplicationName           *string    `json:"ApplicationName,omitzero"`
	SnapshotCreationTimestamp *Timestamp `json:"SnapshotCreationTimestamp,omitzero"`
	SnapshotName              *string    `json:"SnapshotName,omitzero"`
}

// DeleteApplicationSnapshotResponse is the shape of that name in the contract.
type DeleteApplicationSnapshotResponse struct {
}

// DeleteApplicationVpcConfigurationRequest is the shape of that name in the contract.
type DeleteApplicationVpcConfigurationRequest struct {
	ApplicationName             *string `json:"ApplicationName,omitzero"`
	ConditionalToken            *string `json:"ConditionalToken,omitzero"`
	CurrentApplicationVersionId *int64  `json:"CurrentApplicationVersionId,omitzero"`
	VpcConfigurationId          *string `json:"VpcConfigurationId,omitzero"`
}

// DeleteApplicationVpcConfigurationResponse is the shape of that name in the contract.
type DeleteApplicationVpcConfigurationResponse struct {
	ApplicationARN       *string `json:"ApplicationARN,omitzero"`
	ApplicationVersionId *int64  `json:"ApplicationVersionId,omitzero"`
	OperationId          *string `json:"OperationId,omitzero"`
}

// DeletePolicyRequest is the shape of that name in the contract.
type DeletePolicyRequest struct {
	PolicyName *string `json:"PolicyName,omitzero"`
}

// DeletePolicyResponse is the shape of that name in the contract.
type DeletePolicyResponse struct {
}

// DeleteRoleRequest is the shape of that name in the contract.
type DeleteRoleRequest struct {
	RoleName *string `json:"RoleName,omitzero"`
}

// DeleteRoleResponse is the shape of that name in the contract.
type DeleteRoleResponse struct {
}

// DeleteSnapshotRetentionRequest is the shape of that name in the contract.
type DeleteSnapshotRetentionRequest struct {
	ApplicationName *string `json:"ApplicationName,omitzero"`
}

// DeleteUserRequest is the shape of that name in the contract.
type DeleteUserRequest struct {
	UserName *string `json:"UserName,omitzero"`
}

// DeleteUserResponse is the shape of that name in the contract.
type DeleteUserResponse struct {
}

// DeployAsApplicationConfiguration is the shape of that name in the contract.
type DeployAsApplicationConfiguration struct {
	S3ContentLocation *S3ContentBaseLocation `json:"S3ContentLocation,omitzero"`
}

// DeployAsApplicationConfigurationDescription is the shape of that name in the contract.
type DeployAsApplicationConfigurationDescription struct {
	S3ContentLocationDescription *S3ContentBaseLocationDescription `json:"S3ContentLocationDescription,omitzero"`
}

// DeployAsApplicationConfigurationUpdate is the shape of that name in the contract.
type DeployAsApplicationConfigurationUpdate struct {
	S3ContentLocationUpdate *S3ContentBaseLocationUpdate `json:"S3ContentLocationUpdate,omitzero"`
}

// DescribeApplicationHealthRequest is the shape of that name in the contract.
type DescribeApplicationHealthRequest struct {
	ApplicationName *string `json:"ApplicationName,omitzero"`
}

// DescribeApplicationHealthResponse is the shape of that name in the contract.
type DescribeApplicationHealthResponse struct {
	ApplicationStatus *ApplicationStatus `json:"ApplicationStatus,omitzero"`
	Health            *Health            `json:"Health,omitzero"`
	HealthCause       *HealthCause       `json:"HealthCause,omitzero"`
	HealthReason      *string            `json:"HealthReason,omitzero"`
	HealthSince       *Timestamp         `json:"HealthSince,omitzero"`
}

// DescribeApplicationOperationRequest is the shape of that name in the contract.
type DescribeApplicationOperationRequest struct {
	ApplicationName *string `json:"ApplicationName,omitzero"`
	OperationId     *string `json:"OperationId,omitzero"`
}

// DescribeApplicationOperationResponse is the shape of that name in the contract.
type DescribeApplicationOperationResponse struct {
	ApplicationOperationInfoDetails *ApplicationOperationInfoDetails `json:"ApplicationOperationInfoDetails,omitzero"`
}

// DescribeApplicationRequest is the shape of that name in the contract.
type DescribeApplicationRequest struct {
	ApplicationName          *string `json:"ApplicationName,omitzero"`
	IncludeAdditionalDetails *bool   `json:"IncludeAdditionalDetails,omitzero"`
}

// DescribeApplicationResponse is the shape of that name in the contract.
type DescribeApplicationResponse struct {
	ApplicationDetail *ApplicationDetail `json:"ApplicationDetail,omitzero"`
}

// DescribeApplicationSnapshotRequest is the shape of that name in the contract.
type DescribeApplicationSnapshotRequest struct {
	ApplicationName *string `json:"ApplicationName,omitzero"`
	SnapshotName    *string `json:"SnapshotName,omitzero"`
}

// DescribeApplicationSnapshotResponse is the shape of that name in the contract.
type DescribeApplicationSnapshotResponse struct {
	SnapshotDetails *SnapshotDetails `json:"SnapshotDetails,omitzero"`
}

// DescribeApplicationVersionRequest is the shape of that name in the contract.
type DescribeApplicationVersionRequest struct {
	ApplicationName      *string `json:"ApplicationName,omitzero"`
	ApplicationVersionId *int64  `json:"ApplicationVersionId,omitzero"`
}

// DescribeApplicationVersionResponse is the shape of that name in the contract.
type DescribeApplicationVersionResponse struct {
	ApplicationVersionDetail *ApplicationDetail `json:"ApplicationVersionDetail,omitzero"`
}

// DescribePolicyRequest is the shape of that name in the contract.
type DescribePolicyRequest struct {
	PolicyName *string `json:"PolicyName,omitzero"`
}

// DescribePolicyResponse is the shape of that name in the contract.
type DescribePolicyResponse struct {
	AttachedTo []string      `json:"AttachedTo,omitzero"`
	Policy     *PolicyDetail `json:"Policy,omitzero"`
}

// DescribeRoleRequest is the shape of that name in the contract.
type DescribeRoleRequest struct {
	RoleName *string `json:"RoleName,omitzero"`
}

// DescribeRoleResponse is the shape of that name in the contract.
type DescribeRoleResponse struct {
	AttachedPolicies []string    `json:"AttachedPolicies,omitzero"`
	Role             *RoleDetail `json:"Role,omitzero"`
}

// DescribeRootKeyRequest is the shape of that name in the contract.
type DescribeRootKeyRequest struct {
}

// DescribeRootKeyResponse is the shape of that name in the contract.
type DescribeRootKeyResponse struct {
	BeginTimestamp        *Timestamp             `json:"BeginTimestamp,omitzero"`
	CompleteTimestamp     *Timestamp             `json:"CompleteTimestamp,omitzero"`
	RequestedBy           *string                `json:"RequestedBy,omitzero"`
	RootKeyExchangeStatus *RootKeyExchangeStatus `json:"RootKeyExchangeStatus,omitzero"`
	RootKeyId             *string                `json:"RootKeyId,omitzero"`
	SealedByFormerKeys    *int64                 `json:"SealedByFormerKeys,omitzero"`
}

// DescribeSnapshotRecordRequest is the shape of that name in the contract.
type DescribeSnapshotRecordRequest struct {
	ApplicationName *string `json:"ApplicationName,omitzero"`
	SnapshotName    *string `json:"SnapshotName,omitzero"`
}

// DescribeSnapshotRecordResponse is the shape of that name in the contract.
type DescribeSnapshotRecordResponse struct {
	SnapshotRecord *SnapshotRecord `json:"SnapshotRecord,omitzero"`
}

// DescribeSnapshotRetentionRequest is the shape of that name in the contract.
type DescribeSnapshotRetentionRequest struct {
	ApplicationName *string `json:"ApplicationName,omitzero"`
}

// DescribeSnapshotRetentionResponse is the shape of that name in the contract.
type DescribeSnapshotRetentionResponse struct {
	KeepCount       *int64                   `json:"KeepCount,omitzero"`
	KeepManual      *bool                    `json:"KeepManual,omitzero"`
	KeepSeconds     *int64                   `json:"KeepSeconds,omitzero"`
	RetentionSource *SnapshotRetentionSource `json:"RetentionSource,omitzero"`
}

// DescribeUserRequest is the shape of that name in the contract.
type DescribeUserRequest struct {
	UserName *string `json:"UserName,omitzero"`
}

// DescribeUserResponse is the shape of that name in the contract.
type DescribeUserResponse struct {
	AccessKeys       []AccessKeyDetail `json:"AccessKeys,omitzero"`
	AttachedPolicies []string          `json:"AttachedPolicies,omitzero"`
	User             *UserDetail       `json:"User,omitzero"`
}

// DestinationSchema is the shape of that name in the contract.
type DestinationSchema struct {
	RecordFormatType *RecordFormatType `json:"RecordFormatType,omitzero"`
}

// DetachRolePolicyRequest is the shape of that name in the contract.
type DetachRolePolicyRequest struct {
	PolicyArn *string `json:"PolicyArn,omitzero"`
	RoleName  *string `json:"RoleName,omitzero"`
}

// DetachRolePolicyResponse is the shape of that name in the contract.
type DetachRolePolicyResponse struct {
}

// DetachUserPolicyRequest is the shape of that name in the contract.
type DetachUserPolicyRequest struct {
	PolicyArn *string `json:"PolicyArn,omitzero"`
	UserName  *string `json:"UserName,omitzero"`
}

// DetachUserPolicyResponse is the shape of that name in the contract.
type DetachUserPolicyResponse struct {
}

// DiscoverInputSchemaRequest is the shape of that name in the contract.
type DiscoverInputSchemaRequest struct {
	InputProcessingConfiguration       *InputProcessingConfiguration       `json:"InputProcessingConfiguration,omitzero"`
	InputStartingPositionConfiguration *InputStartingPositionConfiguration `json:"InputStartingPositionConfiguration,omitzero"`
	ResourceARN                        *string                             `json:"ResourceARN,omitzero"`
	S3Configuration                    *S3Configuration                    `json:"S3Configuration,omitzero"`
	ServiceExecutionRole               *string                             `json:"ServiceExecutionRole,omitzero"`
}

// DiscoverInputSchemaResponse is the shape of that name in the contract.
type DiscoverInputSchemaResponse struct {
	InputSchema           *SourceSchema `json:"InputSchema,omitzero"`
	ParsedInputRecords    [][]string    `json:"ParsedInputRecords,omitzero"`
	ProcessedInputRecords []string      `json:"ProcessedInputRecords,omitzero"`
	RawInputRecords       []string      `json:"RawInputRecords,omitzero"`
}

// EnvironmentProperties is the shape of that name in the contract.
type EnvironmentProperties struct {
	PropertyGroups []PropertyGroup `json:"PropertyGroups,omitzero"`
}

// EnvironmentPropertyDescriptions is the shape of that name in the contract.
type EnvironmentPropertyDescriptions struct {
	PropertyGroupDescriptions []PropertyGroup `json:"PropertyGroupDescriptions,omitzero"`
}

// EnvironmentPropertyUpdates is the shape of that name in the contract.
type EnvironmentPropertyUpdates struct {
	PropertyGroups []PropertyGroup `json:"PropertyGroups,omitzero"`
}

// ErrorInfo is the shape of that name in the contract.
type ErrorInfo struct {
	ErrorString *string `json:"ErrorString,omitzero"`
}

// ExportApplicationSnapshotRequest is the shape of that name in the contract.
type ExportApplicationSnapshotRequest struct {
	ApplicationName *string `json:"ApplicationName,omitzero"`
	SnapshotName    *string `json:"SnapshotName,omitzero"`
	WithPassphrase  *bool   `json:"WithPassphrase,omitzero"`
}

// ExportApplicationSnapshotResponse is the shape of that name in the contract.
type ExportApplicationSnapshotResponse struct {
	DownloadUrl *string `json:"DownloadUrl,omitzero"`
	SizeInBytes *int64  `json:"SizeInBytes,omitzero"`
}

// FlinkApplicationConfiguration is the shape of that name in the contract.
type FlinkApplicationConfiguration struct {
	CheckpointConfiguration  *CheckpointConfiguration  `json:"CheckpointConfiguration,omitzero"`
	MonitoringConfiguration  *MonitoringConfiguration  `json:"MonitoringConfiguration,omitzero"`
	ParallelismConfiguration *ParallelismConfiguration `json:"ParallelismConfiguration,omitzero"`
}

// FlinkApplicationConfigurationDescription is the shape of that name in the contract.
type FlinkApplicationConfigurationDescription struct {
	CheckpointConfigurationDescription  *CheckpointConfigurationDescription  `json:"CheckpointConfigurationDescription,omitzero"`
	JobPlanDescription                  *string                              `json:"JobPlanDescription,omitzero"`
	MonitoringConfigurationDescription  *MonitoringConfigurationDescription  `json:"MonitoringConfigurationDescription,omitzero"`
	ParallelismConfigurationDescription *ParallelismConfigurationDescription `json:"ParallelismConfigurationDescription,omitzero"`
}

// FlinkApplicationConfigurationUpdate is the shape of that name in the contract.
type FlinkApplicationConfigurationUpdate struct {
	CheckpointConfigurationUpdate  *CheckpointConfigurationUpdate  `json:"CheckpointConfigurationUpdate,omitzero"`
	MonitoringConfigurationUpdate  *MonitoringConfigurationUpdate  `json:"MonitoringConfigurationUpdate,omitzero"`
	ParallelismConfigurationUpdate *ParallelismConfigurationUpdate `json:"ParallelismConfigurationUpdate,omitzero"`
}

// FlinkRunConfiguration is the shape of that name in the contract.
type FlinkRunConfiguration struct {
	AllowNonRestoredState *bool `json:"AllowNonRestoredState,omitzero"`
}

// FollowApplicationEventsRequest is the shape of that name in the contract.
type FollowApplicationEventsRequest struct {
	ApplicationName *string `json:"ApplicationName,omitzero"`
	LastEventId     *string `json:"LastEventId,omitzero"`
}

// FollowApplicationLogRequest is the shape of that name in the contract.
type FollowApplicationLogRequest struct {
	ApplicationName      *string    `json:"ApplicationName,omitzero"`
	ApplicationVersionId *int64     `json:"ApplicationVersionId,omitzero"`
	LastEventId          *string    `json:"LastEventId,omitzero"`
	LogLevel             *LogLevel  `json:"LogLevel,omitzero"`
	LogSource            *LogSource `json:"LogSource,omitzero"`
	Logger               *string    `json:"Logger,omitzero"`
	Pattern              *string    `json:"Pattern,omitzero"`
	Tail                 *int64     `json:"Tail,omitzero"`
	Text                 *string    `json:"Text,omitzero"`
}

// FollowAuditEventsRequest is the shape of that name in the contract.
type FollowAuditEventsRequest struct {
	Action      *string       `json:"Action,omitzero"`
	Application *string       `json:"Application,omitzero"`
	ChangesOnly *bool         `json:"ChangesOnly,omitzero"`
	LastEventId *string       `json:"LastEventId,omitzero"`
	Outcome     *AuditOutcome `json:"Outcome,omitzero"`
	Principal   *string       `json:"Principal,omitzero"`
	StartTime   *Timestamp    `json:"StartTime,omitzero"`
}

// GetCallerIdentityRequest is the shape of that name in the contract.
type GetCallerIdentityRequest struct {
}

// GetCallerIdentityResponse is the shape of that name in the contract.
type GetCallerIdentityResponse struct {
	AccountId *string `json:"AccountId,omitzero"`
	Arn       *string `json:"Arn,omitzero"`
	Region    *string `json:"Region,omitzero"`
	UserId    *string `json:"UserId,omitzero"`
}

// GetSessionTokenRequest is the shape of that name in the contract.
type GetSessionTokenRequest struct {
	DurationSeconds *int64 `json:"DurationSeconds,omitzero"`
}

// GetSessionTokenResponse is the shape of that name in the contract.
type GetSessionTokenResponse struct {
	Credentials *TemporaryCredentials `json:"Credentials,omitzero"`
}

// GlueDataCatalogConfiguration is the shape of that name in the contract.
type GlueDataCatalogConfiguration struct {
	DatabaseARN *string `json:"DatabaseARN,omitzero"`
}

// GlueDataCatalogConfigurationDescription is the shape of that name in the contract.
type GlueDataCatalogConfigurationDescription struct {
	DatabaseARN *string `json:"DatabaseARN,omitzero"`
}

// GlueDataCatalogConfigurationUpdate is the shape of that name in the contract.
type GlueDataCatalogConfigurationUpdate struct {
	DatabaseARNUpdate *string `json:"DatabaseARNUpdate,omitzero"`
}

// ImportApplicationSnapshotRequest is the shape of that name in the contract.
type ImportApplicationSnapshotRequest struct {
	ApplicationName      *string `json:"ApplicationName,omitzero"`
	SnapshotName         *string `json:"SnapshotName,omitzero"`
	SourceApplicationARN *string `json:"SourceApplicationARN,omitzero"`
	SourceKeyARN         *string `json:"SourceKeyARN,omitzero"`
	SourceKeyProvider    *string `json:"SourceKeyProvider,omitzero"`
}

// ImportApplicationSnapshotResponse is the shape of that name in the contract.
type ImportApplicationSnapshotResponse struct {
	UploadUrl *string `json:"UploadUrl,omitzero"`
}

// Input is the shape of that name in the contract.
type Input struct {
	InputParallelism             *InputParallelism             `json:"InputParallelism,omitzero"`
	InputProcessingConfiguration *InputProcessingConfiguration `json:"InputProcessingConfiguration,omitzero"`
	InputSchema                  *SourceSchema                 `json:"InputSchema,omitzero"`
	KinesisFirehoseInput         *KinesisFirehoseInput         `json:"KinesisFirehoseInput,omitzero"`
	KinesisStreamsInput          *KinesisStreamsInput          `json:"KinesisStreamsInput,omitzero"`
	NamePrefix                   *string                       `json:"NamePrefix,omitzero"`
}

// InputDescription is the shape of that name in the contract.
type InputDescription struct {
	InAppStreamNames                        []string                                 `json:"InAppStreamNames,omitzero"`
	InputId                                 *string                                  `json:"InputId,omitzero"`
	InputParallelism                        *InputParallelism                        `json:"InputParallelism,omitzero"`
	InputProcessingConfigurationDescription *InputProcessingConfigurationDescription `json:"InputProcessingConfigurationDescription,omitzero"`
	InputSchema                             *SourceSchema                            `json:"InputSchema,omitzero"`
	InputStartingPositionConfiguration      *InputStartingPositionConfiguration      `json:"InputStartingPositionConfiguration,omitzero"`
	KinesisFirehoseInputDescription         *KinesisFirehoseInputDescription         `json:"KinesisFirehoseInputDescription,omitzero"`
	KinesisStreamsInputDescription          *KinesisStreamsInputDescription          `json:"KinesisStreamsInputDescription,omitzero"`
	NamePrefix                              *string                                  `json:"NamePrefix,omitzero"`
}

// InputLambdaProcessor is the shape of that name in the contract.
type InputLambdaProcessor struct {
	ResourceARN *string `json:"ResourceARN,omitzero"`
}

// InputLambdaProcessorDescription is the shape of that name in the contract.
type InputLambdaProcessorDescription struct {
	ResourceARN *string `json:"ResourceARN,omitzero"`
	RoleARN     *string `json:"RoleARN,omitzero"`
}

// InputLambdaProcessorUpdate is the shape of that name in the contract.
type InputLambdaProcessorUpdate struct {
	ResourceARNUpdate *string `json:"ResourceARNUpdate,omitzero"`
}

// InputParallelism is the shape of that name in the contract.
type InputParallelism struct {
	Count *int64 `json:"Count,omitzero"`
}

// InputParallelismUpdate is the shape of that name in the contract.
type InputParallelismUpdate struct {
	CountUpdate *int64 `json:"CountUpdate,omitzero"`
}

// InputProcessingConfiguration is the shape of that name in the contract.
type InputProcessingConfiguration struct {
	InputLambdaProcessor *InputLambdaProcessor `json:"InputLambdaProcessor,omitzero"`
}

// InputProcessingConfigurationDescription is the shape of that name in the contract.
type InputProcessingConfigurationDescription struct {
	InputLambdaProcessorDescription *InputLambdaProcessorDescription `json:"InputLambdaProcessorDescription,omitzero"`
}

// InputProcessingConfigurationUpdate is the shape of that name in the contract.
type InputProcessingConfigurationUpdate struct {
	InputLambdaProcessorUpdate *InputLambdaProcessorUpdate `json:"InputLambdaProcessorUpdate,omitzero"`
}

// InputSchemaUpdate is the shape of that name in the contract.
type InputSchemaUpdate struct {
	RecordColumnUpdates  []RecordColumn `json:"RecordColumnUpdates,omitzero"`
	RecordEncodingUpdate *string        `json:"RecordEncodingUpdate,omitzero"`
	RecordFormatUpdate   *RecordFormat  `json:"RecordFormatUpdate,omitzero"`
}

// InputStartingPositionConfiguration is the shape of that name in the contract.
type InputStartingPositionConfiguration struct {
	InputStartingPosition *InputStartingPosition `json:"InputStartingPosition,omitzero"`
}

// InputUpdate is the shape of that name in the contract.
type InputUpdate struct {
	InputId                            *string                             `json:"InputId,omitzero"`
	InputParallelismUpdate             *InputParallelismUpdate             `json:"InputParallelismUpdate,omitzero"`
	InputProcessingConfigurationUpdate *InputProcessingConfigurationUpdate `json:"InputProcessingConfigurationUpdate,omitzero"`
	InputSchemaUpdate                  *InputSchemaUpdate                  `json:"InputSchemaUpdate,omitzero"`
	KinesisFirehoseInputUpdate         *KinesisFirehoseInputUpdate         `json:"KinesisFirehoseInputUpdate,omitzero"`
	KinesisStreamsInputUpdate          *KinesisStreamsInputUpdate          `json:"KinesisStreamsInputUpdate,omitzero"`
	NamePrefixUpdate                   *string                             `json:"NamePrefixUpdate,omitzero"`
}

// JSONMappingParameters is the shape of that name in the contract.
type JSONMappingParameters struct {
	RecordRowPath *string `json:"RecordRowPath,omitzero"`
}

// KinesisFirehoseInput is the shape of that name in the contract.
type KinesisFirehoseInput struct {
	ResourceARN *string `json:"ResourceARN,omitzero"`
}

// KinesisFirehoseInputDescription is the shape of that name in the contract.
type KinesisFirehoseInputDescription struct {
	ResourceARN *string `json:"ResourceARN,omitzero"`
	RoleARN     *string `json:"RoleARN,omitzero"`
}

// KinesisFirehoseInputUpdate is the shape of that name in the contract.
type KinesisFirehoseInputUpdate struct {
	ResourceARNUpdate *string `json:"ResourceARNUpdate,omitzero"`
}

// KinesisFirehoseOutput is the shape of that name in the contract.
type KinesisFirehoseOutput struct {
	ResourceARN *string `json:"ResourceARN,omitzero"`
}

// KinesisFirehoseOutputDescription is the shape of that name in the contract.
type KinesisFirehoseOutputDescription struct {
	ResourceARN *string `json:"ResourceARN,omitzero"`
	RoleARN     *string `json:"RoleARN,omitzero"`
}

// KinesisFirehoseOutputUpdate is the shape of that name in the contract.
type KinesisFirehoseOutputUpdate struct {
	ResourceARNUpdate *string `json:"ResourceARNUpdate,omitzero"`
}

// KinesisStreamsInput is the shape of that name in the contract.
type KinesisStreamsInput struct {
	ResourceARN *string `json:"ResourceARN,omitzero"`
}

// KinesisStreamsInputDescription is the shape of that name in the contract.
type KinesisStreamsInputDescription struct {
	ResourceARN *string `json:"ResourceARN,omitzero"`
	RoleARN     *string `json:"RoleARN,omitzero"`
}

// KinesisStreamsInputUpdate is the shape of that name in the contract.
type KinesisStreamsInputUpdate struct {
	ResourceARNUpdate *string `json:"ResourceARNUpdate,omitzero"`
}

// KinesisStreamsOutput is the shape of that name in the contract.
type KinesisStreamsOutput struct {
	ResourceARN *string `json:"ResourceARN,omitzero"`
}

// KinesisStreamsOutputDescription is the shape of that name in the contract.
type KinesisStreamsOutputDescription struct {
	ResourceARN *string `json:"ResourceARN,omitzero"`
	RoleARN     *string `json:"RoleARN,omitzero"`
}

// KinesisStreamsOutputUpdate is the shape of that name in the contract.
type KinesisStreamsOutputUpdate struct {
	ResourceARNUpdate *string `json:"ResourceARNUpdate,omitzero"`
}

// LambdaOutput is the shape of that name in the contract.
type LambdaOutput struct {
	ResourceARN *string `json:"ResourceARN,omitzero"`
}

// LambdaOutputDescription is the shape of that name in the contract.
type LambdaOutputDescription struct {
	ResourceARN *string `json:"ResourceARN,omitzero"`
	RoleARN     *string `json:"RoleARN,omitzero"`
}

// LambdaOutputUpdate is the shape of that name in the contract.
type LambdaOutputUpdate struct {
	ResourceARNUpdate *string `json:"ResourceARNUpdate,omitzero"`
}

// ListAccessKeysRequest is the shape of that name in the contract.
type ListAccessKeysRequest struct {
	UserName *string `json:"UserName,omitzero"`
}

// ListAccessKeysResponse is the shape of that name in the contract.
type ListAccessKeysResponse struct {
	AccessKeys []AccessKeyDetail `json:"AccessKeys,omitzero"`
}

// ListAccountsRequest is the shape of that name in the contract.
type ListAccountsRequest struct {
	Limit     *int64  `json:"Limit,omitzero"`
	NextToken *string `json:"NextToken,omitzero"`
}

// ListAccountsResponse is the shape of that name in the contract.
type ListAccountsResponse struct {
	Accounts  []AccountDetail `json:"Accounts,omitzero"`
	NextToken *string         `json:"NextToken,omitzero"`
}

// ListApplicationHealthRequest is the shape of that name in the contract.
type ListApplicationHealthRequest struct {
	Health    *Health `json:"Health,omitzero"`
	Limit     *int64  `json:"Limit,omitzero"`
	NextToken *string `json:"NextToken,omitzero"`
}

// ListApplicationHealthResponse is the shape of that name in the contract.
type ListApplicationHealthResponse struct {
	ApplicationHealths []ApplicationHealthSummary `json:"ApplicationHealths,omitzero"`
	NextToken          *string                    `json:"NextToken,omitzero"`
}

// ListApplicationKeysRequest is the shape of that name in the contract.
type ListApplicationKeysRequest struct {
	Limit     *int64  `json:"Limit,omitzero"`
	NextToken *string `json:"NextToken,omitzero"`
}

// ListApplicationKeysResponse is the shape of that name in the contract.
type ListApplicationKeysResponse struct {
	ApplicationKeys []ApplicationKeySummary `json:"ApplicationKeys,omitzero"`
	NextToken       *string                 `json:"NextToken,omitzero"`
}

// ListApplicationLogDeliveriesRequest is the shape of that name in the contract.
type ListApplicationLogDeliveriesRequest struct {
	ApplicationName *string `json:"ApplicationName,omitzero"`
}

// ListApplicationLogDeliveriesResponse is the shape of that name in the contract.
type ListApplicationLogDeliveriesResponse struct {
	LogDeliveries []LogDelivery `json:"LogDeliveries,omitzero"`
}

// ListApplicationLogEventsRequest is the shape of that name in the contract.
type ListApplicationLogEventsRequest struct {
	ApplicationName      *string    `json:"ApplicationName,omitzero"`
	ApplicationVersionId *int64     `json:"ApplicationVersionId,omitzero"`
	EndTime              *Timestamp `json:"EndTime,omitzero"`
	Limit                *int64     `json:"Limit,omitzero"`
	LogLevel             *LogLevel  `json:"LogLevel,omitzero"`
	LogSource            *LogSource `json:"LogSource,omitzero"`
	Logger               *string    `json:"Logger,omitzero"`
	NextToken            *string    `json:"NextToken,omitzero"`
	Order                *LogOrder  `json:"Order,omitzero"`
	Pattern              *string    `json:"Pattern,omitzero"`
	StartTime            *Timestamp `json:"StartTime,omitzero"`
	Text                 *string    `json:"Text,omitzero"`
}

// ListApplicationLogEventsResponse is the shape of that name in the contract.
type ListApplicationLogEventsResponse struct {
	LogEvents []LogEvent `json:"LogEvents,omitzero"`
	NextToken *string    `json:"NextToken,omitzero"`
}

// ListApplicationOperationsRequest is the shape of that name in the contract.
type ListApplicationOperationsRequest struct {
	ApplicationName *string          `json:"ApplicationName,omitzero"`
	Limit           *int64           `json:"Limit,omitzero"`
	NextToken       *string          `json:"NextToken,omitzero"`
	Operation       *string          `json:"Operation,omitzero"`
	OperationStatus *OperationStatus `json:"OperationStatus,omitzero"`
}

// ListApplicationOperationsResponse is the shape of that name in the contract.
type ListApplicationOperationsResponse struct {
	ApplicationOperationInfoList []ApplicationOperationInfo `json:"ApplicationOperationInfoList,omitzero"`
	NextToken                    *string                    `json:"NextToken,omitzero"`
}

// ListApplicationSnapshotsRequest is the shape of that name in the contract.
type ListApplicationSnapshotsRequest struct {
	ApplicationName *string `json:"ApplicationName,omitzero"`
	Limit           *int64  `json:"Limit,omitzero"`
	NextToken       *string `json:"NextToken,omitzero"`
}

// ListApplicationSnapshotsResponse is the shape of that name in the contract.
type ListApplicationSnapshotsResponse struct {
	NextToken         *string           `json:"NextToken,omitzero"`
	SnapshotSummaries []SnapshotDetails `json:"SnapshotSummaries,omitzero"`
}

// ListApplicationVersionsRequest is the shape of that name in the contract.
type ListApplicationVersionsRequest struct {
	ApplicationName *string `json:"ApplicationName,omitzero"`
	Limit           *int64  `json:"Limit,omitzero"`
	NextToken       *string `json:"NextToken,omitzero"`
}

// ListApplicationVersionsResponse is the shape of that name in the contract.
type ListApplicationVersionsResponse struct {
	ApplicationVersionSummaries []ApplicationVersionSummary `json:"ApplicationVersionSummaries,omitzero"`
	NextToken                   *string                     `json:"NextToken,omitzero"`
}

// ListApplicationsRequest is the shape of that name in the contract.
type ListApplicationsRequest struct {
	Limit     *int64  `json:"Limit,omitzero"`
	NextToken *string `json:"NextToken,omitzero"`
}

// ListApplicationsResponse is the shape of that name in the contract.
type ListApplicationsResponse struct {
	ApplicationSummaries []ApplicationSummary `json:"ApplicationSummaries,omitzero"`
	NextToken            *string              `json:"NextToken,omitzero"`
}

// ListAuditEventsRequest is the shape of that name in the contract.
type ListAuditEventsRequest struct {
	Action      *string       `json:"Action,omitzero"`
	Application *string       `json:"Application,omitzero"`
	ChangesOnly *bool         `json:"ChangesOnly,omitzero"`
	EndTime     *Timestamp    `json:"EndTime,omitzero"`
	Limit       *int64        `json:"Limit,omitzero"`
	NextToken   *string       `json:"NextToken,omitzero"`
	Outcome     *AuditOutcome `json:"Outcome,omitzero"`
	Principal   *string       `json:"Principal,omitzero"`
	StartTime   *Timestamp    `json:"StartTime,omitzero"`
}

// ListAuditEventsResponse is the shape of that name in the contract.
type ListAuditEventsResponse struct {
	AuditEvents []AuditEvent `json:"AuditEvents,omitzero"`
	NextToken   *string      `json:"NextToken,omitzero"`
}

// ListMaintenanceRequest is the shape of that name in the contract.
type ListMaintenanceRequest struct {
	Limit     *int64  `json:"Limit,omitzero"`
	NextToken *string `json:"NextToken,omitzero"`
}

// ListMaintenanceResponse is the shape of that name in the contract.
type ListMaintenanceResponse struct {
	EngineBuilds     []string          `json:"EngineBuilds,omitzero"`
	MaintenanceItems []MaintenanceItem `json:"MaintenanceItems,omitzero"`
	NextToken        *string           `json:"NextToken,omitzero"`
}

// ListOperationRecordsRequest is the shape of that name in the contract.
type ListOperationRecordsRequest struct {
	ApplicationName *string          `json:"ApplicationName,omitzero"`
	Limit           *int64           `json:"Limit,omitzero"`
	NextToken       *string          `json:"NextToken,omitzero"`
	Operation       *string          `json:"Operation,omitzero"`
	OperationStatus *OperationStatus `json:"OperationStatus,omitzero"`
}

// ListOperationRecordsResponse is the shape of that name in the contract.
type ListOperationRecordsResponse struct {
	NextToken        *string           `json:"NextToken,omitzero"`
	OperationRecords []OperationRecord `json:"OperationRecords,omitzero"`
}

// ListOperationStepsRequest is the shape of that name in the contract.
type ListOperationStepsRequest struct {
	ApplicationName *string `json:"ApplicationName,omitzero"`
	OperationId     *string `json:"OperationId,omitzero"`
}

// ListOperationStepsResponse is the shape of that name in the contract.
type ListOperationStepsResponse struct {
	DowntimeMilliseconds *int64           `json:"DowntimeMilliseconds,omitzero"`
	DurationMilliseconds *int64           `json:"DurationMilliseconds,omitzero"`
	OperationRecord      *OperationRecord `json:"OperationRecord,omitzero"`
	Steps                []OperationStep  `json:"Steps,omitzero"`
}

// ListPoliciesRequest is the shape of that name in the contract.
type ListPoliciesRequest struct {
	Limit     *int64  `json:"Limit,omitzero"`
	NextToken *string `json:"NextToken,omitzero"`
}

// ListPoliciesResponse is the shape of that name in the contract.
type ListPoliciesResponse struct {
	NextToken *string        `json:"NextToken,omitzero"`
	Policies  []PolicyDetail `json:"Policies,omitzero"`
}

// ListRolesRequest is the shape of that name in the contract.
type ListRolesRequest struct {
	Limit     *int64  `json:"Limit,omitzero"`
	NextToken *string `json:"NextToken,omitzero"`
}

// ListRolesResponse is the shape of that name in the contract.
type ListRolesResponse struct {
	NextToken *string      `json:"NextToken,omitzero"`
	Roles     []RoleDetail `json:"Roles,omitzero"`
}

// ListSnapshotRecordsRequest is the shape of that name in the contract.
type ListSnapshotRecordsRequest struct {
	ApplicationName *string         `json:"ApplicationName,omitzero"`
	Limit           *int64          `json:"Limit,omitzero"`
	NextToken       *string         `json:"NextToken,omitzero"`
	SnapshotOrigin  *SnapshotOrigin `json:"SnapshotOrigin,omitzero"`
}

// ListSnapshotRecordsResponse is the shape of that name in the contract.
type ListSnapshotRecordsResponse struct {
	NextToken       *string          `json:"NextToken,omitzero"`
	SnapshotRecords []SnapshotRecord `json:"SnapshotRecords,omitzero"`
}

// ListTagsForResourceRequest is the shape of that name in the contract.
type ListTagsForResourceRequest struct {
	ResourceARN *string `json:"ResourceARN,omitzero"`
}

// ListTagsForResourceResponse is the shape of that name in the contract.
type ListTagsForResourceResponse struct {
	Tags []Tag `json:"Tags,omitzero"`
}

// ListUsageRequest is the shape of that name in the contract.
type ListUsageRequest struct {
	Application *string `json:"Application,omitzero"`
	EndMonth    *string `json:"EndMonth,omitzero"`
	Limit       *int64  `json:"Limit,omitzero"`
	NextToken   *string `json:"NextToken,omitzero"`
	StartMonth  *string `json:"StartMonth,omitzero"`
}

// ListUsageResponse is the shape of that name in the contract.
type ListUsageResponse struct {
	NextToken  *string     `json:"NextToken,omitzero"`
	UsageItems []UsageItem `json:"UsageItems,omitzero"`
}

// ListUsersRequest is the shape of that name in the contract.
type ListUsersRequest struct {
	Limit     *int64  `json:"Limit,omitzero"`
	NextToken *string `json:"NextToken,omitzero"`
}

// ListUsersResponse is the shape of that name in the contract.
type ListUsersResponse struct {
	NextToken *string      `json:"NextToken,omitzero"`
	Users     []UserDetail `json:"Users,omitzero"`
}

// LogDelivery is the shape of that name in the contract.
type LogDelivery struct {
	Delivered        *int64     `json:"Delivered,omitzero"`
	Dropped          *int64     `json:"Dropped,omitzero"`
	FailingSince     *Timestamp `json:"FailingSince,omitzero"`
	Failure          *string    `json:"Failure,omitzero"`
	LastDeliveryTime *Timestamp `json:"LastDeliveryTime,omitzero"`
	LogStreamARN     *string    `json:"LogStreamARN,omitzero"`
	Pending          *int64     `json:"Pending,omitzero"`
}

// LogEvent is the shape of that name in the contract.
type LogEvent struct {
	ApplicationVersionId *int64     `json:"ApplicationVersionId,omitzero"`
	EventId              *string    `json:"EventId,omitzero"`
	LocationInformation  *string    `json:"LocationInformation,omitzero"`
	LogSource            *LogSource `json:"LogSource,omitzero"`
	Logger               *string    `json:"Logger,omitzero"`
	Message              *string    `json:"Message,omitzero"`
	MessageType          *LogLevel  `json:"MessageType,omitzero"`
	ThreadName           *string    `json:"ThreadName,omitzero"`
	ThrowableInformation []string   `json:"ThrowableInformation,omitzero"`
	TimestampMillis      *int64     `json:"TimestampMillis,omitzero"`
}

// MaintenanceItem is the shape of that name in the contract.
type MaintenanceItem struct {
	ApplicationARN  *string    `json:"ApplicationARN,omitzero"`
	ApplicationName *string    `json:"ApplicationName,omitzero"`
	EngineBuild     *string    `json:"EngineBuild,omitzero"`
	Message         *string    `json:"Message,omitzero"`
	PlannedTime     *Timestamp `json:"PlannedTime,omitzero"`
}

// MappingParameters is the shape of that name in the contract.
type MappingParameters struct {
	CSVMappingParameters  *CSVMappingParameters  `json:"CSVMappingParameters,omitzero"`
	JSONMappingParameters *JSONMappingParameters `json:"JSONMappingParameters,omitzero"`
}

// MavenReference is the shape of that name in the contract.
type MavenReference struct {
	ArtifactId *string `json:"ArtifactId,omitzero"`
	GroupId    *string `json:"GroupId,omitzero"`
	Version    *string `json:"Version,omitzero"`
}

// MonitoringConfiguration is the shape of that name in the contract.
type MonitoringConfiguration struct {
	ConfigurationType *ConfigurationType `json:"ConfigurationType,omitzero"`
	LogLevel          *LogLevel          `json:"LogLevel,omitzero"`
	MetricsLevel      *MetricsLevel      `json:"MetricsLevel,omitzero"`
}

// MonitoringConfigurationDescription is the shape of that name in the contract.
type MonitoringConfigurationDescription struct {
	ConfigurationType *ConfigurationType `json:"ConfigurationType,omitzero"`
	LogLevel          *LogLevel          `json:"LogLevel,omitzero"`
	MetricsLevel      *MetricsLevel      `json:"MetricsLevel,omitzero"`
}

// MonitoringConfigurationUpdate is the shape of that name in the contract.
type MonitoringConfigurationUpdate struct {
	ConfigurationTypeUpdate *ConfigurationType `json:"ConfigurationTypeUpdate,omitzero"`
	LogLevelUpdate          *LogLevel          `json:"LogLevelUpdate,omitzero"`
	MetricsLevelUpdate      *MetricsLevel      `json:"MetricsLevelUpdate,omitzero"`
}

// NewAccessKey is the shape of that name in the contract.
type NewAccessKey struct {
	AccessKeyId     *string `json:"AccessKeyId,omitzero"`
	SecretAccessKey *string `json:"SecretAccessKey,omitzero"`
	UserName        *string `json:"UserName,omitzero"`
}

// OperationFailureDetails is the shape of that name in the contract.
type OperationFailureDetails struct {
	ErrorInfo           *ErrorInfo `json:"ErrorInfo,omitzero"`
	RollbackOperationId *string    `json:"RollbackOperationId,omitzero"`
}

// OperationRecord is the shape of that name in the contract.
type OperationRecord struct {
	ApplicationVersionUpdatedFrom *int64           `json:"ApplicationVersionUpdatedFrom,omitzero"`
	ApplicationVersionUpdatedTo   *int64           `json:"ApplicationVersionUpdatedTo,omitzero"`
	Cancellable                   *bool            `json:"Cancellable,omitzero"`
	CancelledBy                   *string          `json:"CancelledBy,omitzero"`
	DowntimeMilliseconds          *int64           `json:"DowntimeMilliseconds,omitzero"`
	DurationMilliseconds          *int64           `json:"DurationMilliseconds,omitzero"`
	EndTime                       *Timestamp       `json:"EndTime,omitzero"`
	Message                       *string          `json:"Message,omitzero"`
	Operation                     *string          `json:"Operation,omitzero"`
	OperationId                   *string          `json:"OperationId,omitzero"`
	OperationStatus               *OperationStatus `json:"OperationStatus,omitzero"`
	RequestedBy                   *string          `json:"RequestedBy,omitzero"`
	RollbackOperationId           *string          `json:"RollbackOperationId,omitzero"`
	StartTime                     *Timestamp       `json:"StartTime,omitzero"`
}

// OperationStep is the shape of that name in the contract.
type OperationStep struct {
	Attempts             *int64       `json:"Attempts,omitzero"`
	DurationMilliseconds *int64       `json:"DurationMilliseconds,omitzero"`
	Message              *string      `json:"Message,omitzero"`
	OffsetMilliseconds   *int64       `json:"OffsetMilliseconds,omitzero"`
	StartTime            *Timestamp   `json:"StartTime,omitzero"`
	StepName             *string      `json:"StepName,omitzero"`
	StepOutcome          *StepOutcome `json:"StepOutcome,omitzero"`
}

// Output is the shape of that name in the contract.
type Output struct {
	DestinationSchema     *DestinationSchema     `json:"DestinationSchema,omitzero"`
	KinesisFirehoseOutput *KinesisFirehoseOutput `json:"KinesisFirehoseOutput,omitzero"`
	KinesisStreamsOutput  *KinesisStreamsOutput  `json:"KinesisStreamsOutput,omitzero"`
	LambdaOutput          *LambdaOutput          `json:"LambdaOutput,omitzero"`
	Name                  *string                `json:"Name,omitzero"`
}

// OutputDescription is the shape of that name in the contract.
type OutputDescription struct {
	DestinationSchema                *DestinationSchema                `json:"DestinationSchema,omitzero"`
	KinesisFirehoseOutputDescription *KinesisFirehoseOutputDescription `json:"KinesisFirehoseOutputDescription,omitzero"`
	KinesisStreamsOutputDescription  *KinesisStreamsOutputDescription  `json:"KinesisStreamsOutputDescription,omitzero"`
	LambdaOutputDescription          *LambdaOutputDescription          `json:"LambdaOutputDescription,omitzero"`
	Name                             *string                           `json:"Name,omitzero"`
	OutputId                         *string                           `json:"OutputId,omitzero"`
}

// OutputUpdate is the shape of that name in the contract.
type OutputUpdate struct {
	DestinationSchemaUpdate     *DestinationSchema           `json:"DestinationSchemaUpdate,omitzero"`
	KinesisFirehoseOutputUpdate *KinesisFirehoseOutputUpdate `json:"KinesisFirehoseOutputUpdate,omitzero"`
	KinesisStreamsOutputUpdate  *KinesisStreamsOutputUpdate  `json:"KinesisStreamsOutputUpdate,omitzero"`
	LambdaOutputUpdate          *LambdaOutputUpdate          `json:"LambdaOutputUpdate,omitzero"`
	NameUpdate                  *string                      `json:"NameUpdate,omitzero"`
	OutputId                    *string                      `json:"OutputId,omitzero"`
}

// ParallelismConfiguration is the shape of that name in the contract.
type ParallelismConfiguration struct {
	AutoScalingEnabled *bool              `json:"AutoScalingEnabled,omitzero"`
	ConfigurationType  *ConfigurationType `json:"ConfigurationType,omitzero"`
	Parallelism        *int64             `json:"Parallelism,omitzero"`
	ParallelismPerKPU  *int64             `json:"ParallelismPerKPU,omitzero"`
}

// ParallelismConfigurationDescription is the shape of that name in the contract.
type ParallelismConfigurationDescription struct {
	AutoScalingEnabled *bool              `json:"AutoScalingEnabled,omitzero"`
	ConfigurationType  *ConfigurationType `json:"ConfigurationType,omitzero"`
	CurrentParallelism *int64             `json:"CurrentParallelism,omitzero"`
	Parallelism        *int64             `json:"Parallelism,omitzero"`
	ParallelismPerKPU  *int64             `json:"ParallelismPerKPU,omitzero"`
}

// ParallelismConfigurationUpdate is the shape of that name in the contract.
type ParallelismConfigurationUpdate struct {
	AutoScalingEnabledUpdate *bool              `json:"AutoScalingEnabledUpdate,omitzero"`
	ConfigurationTypeUpdate  *ConfigurationType `json:"ConfigurationTypeUpdate,omitzero"`
	ParallelismPerKPUUpdate  *int64             `json:"ParallelismPerKPUUpdate,omitzero"`
	ParallelismUpdate        *int64             `json:"ParallelismUpdate,omitzero"`
}

// PolicyDetail is the shape of that name in the contract.
type PolicyDetail struct {
	BuiltIn             *bool      `json:"BuiltIn,omitzero"`
	CreateTimestamp     *Timestamp `json:"CreateTimestamp,omitzero"`
	Description         *string    `json:"Description,omitzero"`
	LastUpdateTimestamp *Timestamp `json:"LastUpdateTimestamp,omitzero"`
	PolicyArn           *string    `json:"PolicyArn,omitzero"`
	PolicyDocument      *string    `json:"PolicyDocument,omitzero"`
	PolicyName          *string    `json:"PolicyName,omitzero"`
}

// PropertyGroup is the shape of that name in the contract.
type PropertyGroup struct {
	PropertyGroupId *string           `json:"PropertyGroupId,omitzero"`
	PropertyMap     map[string]string `json:"PropertyMap,omitzero"`
}

// RecordColumn is the shape of that name in the contract.
type RecordColumn struct {
	Mapping *string `json:"Mapping,omitzero"`
	Name    *string `json:"Name,omitzero"`
	SqlType *string `json:"SqlType,omitzero"`
}

// RecordFormat is the shape of that name in the contract.
type RecordFormat struct {
	MappingParameters *MappingParameters `json:"MappingParameters,omitzero"`
	RecordFormatType  *RecordFormatType  `json:"RecordFormatType,omitzero"`
}

// ReferenceDataSource is the shape of that name in the contract.
type ReferenceDataSource struct {
	ReferenceSchema       *SourceSchema          `json:"ReferenceSchema,omitzero"`
	S3ReferenceDataSource *S3ReferenceDataSource `json:"S3ReferenceDataSource,omitzero"`
	TableName             *string                `json:"TableName,omitzero"`
}

// ReferenceDataSourceDescription is the shape of that name in the contract.
type ReferenceDataSourceDescription struct {
	ReferenceId                      *string                           `json:"ReferenceId,omitzero"`
	ReferenceSchema                  *SourceSchema                     `json:"ReferenceSchema,omitzero"`
	S3ReferenceDataSourceDescription *S3ReferenceDataSourceDescription `json:"S3ReferenceDataSourceDescription,omitzero"`
	TableName                        *string                           `json:"TableName,omitzero"`
}

// ReferenceDataSourceUpdate is the shape of that name in the contract.
type ReferenceDataSourceUpdate struct {
	ReferenceId                 *string                      `json:"ReferenceId,omitzero"`
	ReferenceSchemaUpdate       *SourceSchema                `json:"ReferenceSchemaUpdate,omitzero"`
	S3ReferenceDataSourceUpdate *S3ReferenceDataSourceUpdate `json:"S3ReferenceDataSourceUpdate,omitzero"`
	TableNameUpdate             *string                      `json:"TableNameUpdate,omitzero"`
}

// RevokeRoleSessionsRequest is the shape of that name in the contract.
type RevokeRoleSessionsRequest struct {
	RoleName *string `json:"RoleName,omitzero"`
}

// RevokeRoleSessionsResponse is the shape of that name in the contract.
type RevokeRoleSessionsResponse struct {
}

// RevokeUserSessionsRequest is the shape of that name in the contract.
type RevokeUserSessionsRequest struct {
	UserName *string `json:"UserName,omitzero"`
}

// RevokeUserSessionsResponse is the shape of that name in the contract.
type RevokeUserSessionsResponse struct {
}

// RoleDetail is the shape of that name in the contract.
type RoleDetail struct {
	Arn                *string    `json:"Arn,omitzero"`
	CreateTimestamp    *Timestamp `json:"CreateTimestamp,omitzero"`
	Description        *string    `json:"Description,omitzero"`
	MaxSessionDuration *int64     `json:"MaxSessionDuration,omitzero"`
	RoleId             *string    `json:"RoleId,omitzero"`
	RoleName           *string    `json:"RoleName,omitzero"`
	TrustPolicy        *string    `json:"TrustPolicy,omitzero"`
}

// RollbackApplicationRequest is the shape of that name in the contract.
type RollbackApplicationRequest struct {
	ApplicationName             *string `json:"ApplicationName,omitzero"`
	CurrentApplicationVersionId *int64  `json:"CurrentApplicationVersionId,omitzero"`
}

// RollbackApplicationResponse is the shape of that name in the contract.
type RollbackApplicationResponse struct {
	ApplicationDetail *ApplicationDetail `json:"ApplicationDetail,omitzero"`
	OperationId       *string            `json:"OperationId,omitzero"`
}

// RotateRootKeyRequest is the shape of that name in the contract.
type RotateRootKeyRequest struct {
}

// RunApplicationMaintenanceRequest is the shape of that name in the contract.
type RunApplicationMaintenanceRequest struct {
	ApplicationName *string `json:"ApplicationName,omitzero"`
}

// RunApplicationMaintenanceResponse is the shape of that name in the contract.
type RunApplicationMaintenanceResponse struct {
	ApplicationARN    *string            `json:"ApplicationARN,omitzero"`
	ApplicationStatus *ApplicationStatus `json:"ApplicationStatus,omitzero"`
	OperationId       *string            `json:"OperationId,omitzero"`
}

// RunConfiguration is the shape of that name in the contract.
type RunConfiguration struct {
	ApplicationRestoreConfiguration *ApplicationRestoreConfiguration `json:"ApplicationRestoreConfiguration,omitzero"`
	FlinkRunConfiguration           *FlinkRunConfiguration           `json:"FlinkRunConfiguration,omitzero"`
	SqlRunConfigurations            []SqlRunConfiguration            `json:"SqlRunConfigurations,omitzero"`
}

// RunConfigurationDescription is the shape of that name in the contract.
type RunConfigurationDescription struct {
	ApplicationRestoreConfigurationDescription *ApplicationRestoreConfiguration `json:"ApplicationRestoreConfigurationDescription,omitzero"`
	FlinkRunConfigurationDescription           *FlinkRunConfiguration           `json:"FlinkRunConfigurationDescription,omitzero"`
}

// RunConfigurationUpdate is the shape of that name in the contract.
type RunConfigurationUpdate struct {
	ApplicationRestoreConfiguration *ApplicationRestoreConfiguration `json:"ApplicationRestoreConfiguration,omitzero"`
	FlinkRunConfiguration           *FlinkRunConfiguration           `json:"FlinkRunConfiguration,omitzero"`
}

// S3ApplicationCodeLocationDescription is the shape of that name in the contract.
type S3ApplicationCodeLocationDescription struct {
	BucketARN     *string `json:"BucketARN,omitzero"`
	FileKey       *string `json:"FileKey,omitzero"`
	ObjectVersion *string `json:"ObjectVersion,omitzero"`
}

// S3Configuration is the shape of that name in the contract.
type S3Configuration struct {
	BucketARN *string `json:"BucketARN,omitzero"`
	FileKey   *string `json:"FileKey,omitzero"`
}

// S3ContentBaseLocation is the shape of that name in the contract.
type S3ContentBaseLocation struct {
	BasePath  *string `json:"BasePath,omitzero"`
	BucketARN *string `json:"BucketARN,omitzero"`
}

// S3ContentBaseLocationDescription is the shape of that name in the contract.
type S3ContentBaseLocationDescription struct {
	BasePath  *string `json:"BasePath,omitzero"`
	BucketARN *string `json:"BucketARN,omitzero"`
}

// S3ContentBaseLocationUpdate is the shape of that name in the contract.
type S3ContentBaseLocationUpdate struct {
	BasePathUpdate  *string `json:"BasePathUpdate,omitzero"`
	BucketARNUpdate *string `json:"BucketARNUpdate,omitzero"`
}

// S3ContentLocation is the shape of that name in the contract.
type S3ContentLocation struct {
	BucketARN     *string `json:"BucketARN,omitzero"`
	FileKey       *string `json:"FileKey,omitzero"`
	ObjectVersion *string `json:"ObjectVersion,omitzero"`
}

// S3ContentLocationUpdate is the shape of that name in the contract.
type S3ContentLocationUpdate struct {
	BucketARNUpdate     *string `json:"BucketARNUpdate,omitzero"`
	FileKeyUpdate       *string `json:"FileKeyUpdate,omitzero"`
	ObjectVersionUpdate *string `json:"ObjectVersionUpdate,omitzero"`
}

// S3ReferenceDataSource is the shape of that name in the contract.
type S3ReferenceDataSource struct {
	BucketARN *string `json:"BucketARN,omitzero"`
	FileKey   *string `json:"FileKey,omitzero"`
}

// S3ReferenceDataSourceDescription is the shape of that name in the contract.
type S3ReferenceDataSourceDescription struct {
	BucketARN        *string `json:"BucketARN,omitzero"`
	FileKey          *string `json:"FileKey,omitzero"`
	ReferenceRoleARN *string `json:"ReferenceRoleARN,omitzero"`
}

// S3ReferenceDataSourceUpdate is the shape of that name in the contract.
type S3ReferenceDataSourceUpdate struct {
	BucketARNUpdate *string `json:"BucketARNUpdate,omitzero"`
	FileKeyUpdate   *string `json:"FileKeyUpdate,omitzero"`
}

// SimulateAccessRequest is the shape of that name in the contract.
type SimulateAccessRequest struct {
	ActionNames  []string                 `json:"ActionNames,omitzero"`
	Context      []SimulationContextEntry `json:"Context,omitzero"`
	PrincipalArn *string                  `json:"PrincipalArn,omitzero"`
	ResourceArns []string                 `json:"ResourceArns,omitzero"`
}

// SimulateAccessResponse is the shape of that name in the contract.
type SimulateAccessResponse struct {
	Results []SimulationResult `json:"Results,omitzero"`
}

// SimulationContextEntry is the shape of that name in the contract.
type SimulationContextEntry struct {
	ContextKeyName *string  `json:"ContextKeyName,omitzero"`
	ContextValues  []string `json:"ContextValues,omitzero"`
}

// SimulationResult is the shape of that name in the contract.
type SimulationResult struct {
	ActionName *string            `json:"ActionName,omitzero"`
	Decision   *SimulatedDecision `json:"Decision,omitzero"`
	PolicyArn  *string            `json:"PolicyArn,omitzero"`
	Reason     *string            `json:"Reason,omitzero"`
	Resource   *string            `json:"Resource,omitzero"`
	Statement  *string            `json:"Statement,omitzero"`
}

// SnapshotDetails is the shape of that name in the contract.
type SnapshotDetails struct {
	ApplicationEncryptionConfigurationDescription *ApplicationEncryptionConfigurationDescription `json:"ApplicationEncryptionConfigurationDescription,omitzero"`
	ApplicationVersionId                          *int64                                         `json:"ApplicationVersionId,omitzero"`
	RuntimeEnvironment                            *RuntimeEnvironment                            `json:"RuntimeEnvironment,omitzero"`
	SnapshotCreationTimestamp                     *Timestamp                                     `json:"SnapshotCreationTimestamp,omitzero"`
	SnapshotName                                  *string                                        `json:"SnapshotName,omitzero"`
	SnapshotStatus                                *SnapshotStatus                                `json:"SnapshotStatus,omitzero"`
}

// SnapshotRecord is the shape of that name in the contract.
type SnapshotRecord struct {
	ApplicationEncryptionConfigurationDescription *ApplicationEncryptionConfigurationDescription `json:"ApplicationEncryptionConfigurationDescription,omitzero"`
	ApplicationVersionId                          *int64                                         `json:"ApplicationVersionId,omitzero"`
	InUse                                         *string                                        `json:"InUse,omitzero"`
	Message                                       *string                                        `json:"Message,omitzero"`
	OperationId                                   *string                                        `json:"OperationId,omitzero"`
	Parallelism                                   *int64                                         `json:"Parallelism,omitzero"`
	RuntimeEnvironment                            *RuntimeEnvironment                            `json:"RuntimeEnvironment,omitzero"`
	SizeInBytes                                   *int64                                         `json:"SizeInBytes,omitzero"`
	SnapshotCreationTimestamp                     *Timestamp                                     `json:"SnapshotCreationTimestamp,omitzero"`
	SnapshotName                                  *string                                        `json:"SnapshotName,omitzero"`
	SnapshotOrigin                                *SnapshotOrigin                                `json:"SnapshotOrigin,omitzero"`
	SnapshotStatus                                *SnapshotStatus                                `json:"SnapshotStatus,omitzero"`
	Verification                                  *SnapshotVerification                          `json:"Verification,omitzero"`
}

// SnapshotVerification is the shape of that name in the contract.
type SnapshotVerification struct {
	FilesVerified         *int64     `json:"FilesVerified,omitzero"`
	Intact                *bool      `json:"Intact,omitzero"`
	Message               *string    `json:"Message,omitzero"`
	VerificationTimestamp *Timestamp `json:"VerificationTimestamp,omitzero"`
}

// SourceSchema is the shape of that name in the contract.
type SourceSchema struct {
	RecordColumns  []RecordColumn `json:"RecordColumns,omitzero"`
	RecordEncoding *string        `json:"RecordEncoding,omitzero"`
	RecordFormat   *RecordFormat  `json:"RecordFormat,omitzero"`
}

// SqlApplicationConfiguration is the shape of that name in the contract.
type SqlApplicationConfiguration struct {
	Inputs               []Input               `json:"Inputs,omitzero"`
	Outputs              []Output              `json:"Outputs,omitzero"`
	ReferenceDataSources []ReferenceDataSource `json:"ReferenceDataSources,omitzero"`
}

// SqlApplicationConfigurationDescription is the shape of that name in the contract.
type SqlApplicationConfigurationDescription struct {
	InputDescriptions               []InputDescription               `json:"InputDescriptions,omitzero"`
	OutputDescriptions              []OutputDescription              `json:"OutputDescriptions,omitzero"`
	ReferenceDataSourceDescriptions []ReferenceDataSourceDescription `json:"ReferenceDataSourceDescriptions,omitzero"`
}

// SqlApplicationConfigurationUpdate is the shape of that name in the contract.
type SqlApplicationConfigurationUpdate struct {
	InputUpdates               []InputUpdate               `json:"InputUpdates,omitzero"`
	OutputUpdates              []OutputUpdate              `json:"OutputUpdates,omitzero"`
	ReferenceDataSourceUpdates []ReferenceDataSourceUpdate `json:"ReferenceDataSourceUpdates,omitzero"`
}

// SqlRunConfiguration is the shape of that name in the contract.
type SqlRunConfiguration struct {
	InputId                            *string                             `json:"InputId,omitzero"`
	InputStartingPositionConfiguration *InputStartingPositionConfiguration `json:"InputStartingPositionConfiguration,omitzero"`
}

// StartApplicationRequest is the shape of that name in the contract.
type StartApplicationRequest struct {
	ApplicationName  *string           `json:"ApplicationName,omitzero"`
	RunConfiguration *RunConfiguration `json:"RunConfiguration,omitzero"`
}

// StartApplicationResponse is the shape of that name in the contract.
type StartApplicationResponse struct {
	OperationId *string `json:"OperationId,omitzero"`
}

// StopApplicationRequest is the shape of that name in the contract.
type StopApplicationRequest struct {
	ApplicationName *string `json:"ApplicationName,omitzero"`
	Force           *bool   `json:"Force,omitzero"`
}

// StopApplicationResponse is the shape of that name in the contract.
type StopApplicationResponse struct {
	OperationId *string `json:"OperationId,omitzero"`
}

// Tag is the shape of that name in the contract.
type Tag struct {
	Key   *string `json:"Key,omitzero"`
	Value *string `json:"Value,omitzero"`
}

// TagResourceRequest is the shape of that name in the contract.
type TagResourceRequest struct {
	ResourceARN *string `json:"ResourceARN,omitzero"`
	Tags        []Tag   `json:"Tags,omitzero"`
}

// TagResourceResponse is the shape of that name in the contract.
type TagResourceResponse struct {
}

// TemporaryCredentials is the shape of that name in the contract.
type TemporaryCredentials struct {
	AccessKeyId     *string    `json:"AccessKeyId,omitzero"`
	Expiration      *Timestamp `json:"Expiration,omitzero"`
	SecretAccessKey *string    `json:"SecretAccessKey,omitzero"`
	SessionToken    *string    `json:"SessionToken,omitzero"`
}

// UntagResourceRequest is the shape of that name in the contract.
type UntagResourceRequest struct {
	ResourceARN *string  `json:"ResourceARN,omitzero"`
	TagKeys     []string `json:"TagKeys,omitzero"`
}

// UntagResourceResponse is the shape of that name in the contract.
type UntagResourceResponse struct {
}

// UpdateAccessKeyRequest is the shape of that name in the contract.
type UpdateAccessKeyRequest struct {
	AccessKeyId     *string          `json:"AccessKeyId,omitzero"`
	AccessKeyStatus *AccessKeyStatus `json:"AccessKeyStatus,omitzero"`
	UserName        *string          `json:"UserName,omitzero"`
}

// UpdateAccessKeyResponse is the shape of that name in the contract.
type UpdateAccessKeyResponse struct {
}

// UpdateApplicationMaintenanceConfigurationRequest is the shape of that name in the contract.
type UpdateApplicationMaintenanceConfigurationRequest struct {
	ApplicationMaintenanceConfigurationUpdate *ApplicationMaintenanceConfigurationUpdate `json:"ApplicationMaintenanceConfigurationUpdate,omitzero"`
	ApplicationName                           *string                                    `json:"ApplicationName,omitzero"`
}

// UpdateApplicationMaintenanceConfigurationResponse is the shape of that name in the contract.
type UpdateApplicationMaintenanceConfigurationResponse struct {
	ApplicationARN                                 *string                                         `json:"ApplicationARN,omitzero"`
	ApplicationMaintenanceConfigurationDescription *ApplicationMaintenanceConfigurationDescription `json:"ApplicationMaintenanceConfigurationDescription,omitzero"`
}

// UpdateApplicationRequest is the shape of that name in the contract.
type UpdateApplicationRequest struct {
	ApplicationConfigurationUpdate *ApplicationConfigurationUpdate `json:"ApplicationConfigurationUpdate,omitzero"`
	ApplicationName                *string                         `json:"ApplicationName,omitzero"`
	CloudWatchLoggingOptionUpdates []CloudWatchLoggingOptionUpdate `json:"CloudWatchLoggingOptionUpdates,omitzero"`
	ConditionalToken               *string                         `json:"ConditionalToken,omitzero"`
	CurrentApplicationVersionId    *int64                          `json:"CurrentApplicationVersionId,omitzero"`
	RunConfigurationUpdate         *RunConfigurationUpdate         `json:"RunConfigurationUpdate,omitzero"`
	RuntimeEnvironmentUpdate       *RuntimeEnvironment             `json:"RuntimeEnvironmentUpdate,omitzero"`
	ServiceExecutionRoleUpdate     *string                         `json:"ServiceExecutionRoleUpdate,omitzero"`
}

// UpdateApplicationResponse is the shape of that name in the contract.
type UpdateApplicationResponse struct {
	ApplicationDetail *ApplicationDetail `json:"ApplicationDetail,omitzero"`
	OperationId       *string            `json:"OperationId,omitzero"`
}

// UpdatePolicyRequest is the shape of that name in the contract.
type UpdatePolicyRequest struct {
	Description    *string `json:"Description,omitzero"`
	PolicyDocument *string `json:"PolicyDocument,omitzero"`
	PolicyName     *string `json:"PolicyName,omitzero"`
}

// UpdatePolicyResponse is the shape of that name in the contract.
type UpdatePolicyResponse struct {
	Policy *PolicyDetail `json:"Policy,omitzero"`
}

// UpdateRoleRequest is the shape of that name in the contract.
type UpdateRoleRequest struct {
	Description        *string `json:"Description,omitzero"`
	MaxSessionDuration *int64  `json:"MaxSessionDuration,omitzero"`
	RoleName           *string `json:"RoleName,omitzero"`
	TrustPolicy        *string `json:"TrustPolicy,omitzero"`
}

// UpdateRoleResponse is the shape of that name in the contract.
type UpdateRoleResponse struct {
	Role *RoleDetail `json:"Role,omitzero"`
}

// UpdateSnapshotRetentionRequest is the shape of that name in the contract.
type UpdateSnapshotRetentionRequest struct {
	ApplicationName *string `json:"ApplicationName,omitzero"`
	KeepCount       *int64  `json:"KeepCount,omitzero"`
	KeepManual      *bool   `json:"KeepManual,omitzero"`
	KeepSeconds     *int64  `json:"KeepSeconds,omitzero"`
}

// UsageItem is the shape of that name in the contract.
type UsageItem struct {
	ApplicationARN               *string `json:"ApplicationARN,omitzero"`
	ApplicationName              *string `json:"ApplicationName,omitzero"`
	KpuMilliseconds              *int64  `json:"KpuMilliseconds,omitzero"`
	Month                        *string `json:"Month,omitzero"`
	OrchestrationKpuMilliseconds *int64  `json:"OrchestrationKpuMilliseconds,omitzero"`
}

// UserDetail is the shape of that name in the contract.
type UserDetail struct {
	Arn             *string    `json:"Arn,omitzero"`
	CreateTimestamp *Timestamp `json:"CreateTimestamp,omitzero"`
	Description     *string    `json:"Description,omitzero"`
	UserId          *string    `json:"UserId,omitzero"`
	UserName        *string    `json:"UserName,omitzero"`
}

// VerifyApplicationSnapshotRequest is the shape of that name in the contract.
type VerifyApplicationSnapshotRequest struct {
	ApplicationName *string `json:"ApplicationName,omitzero"`
	SnapshotName    *string `json:"SnapshotName,omitzero"`
}

// VerifyApplicationSnapshotResponse is the shape of that name in the contract.
type VerifyApplicationSnapshotResponse struct {
	SnapshotRecord *SnapshotRecord `json:"SnapshotRecord,omitzero"`
}

// VpcConfiguration is the shape of that name in the contract.
type VpcConfiguration struct {
	SecurityGroupIds []string `json:"SecurityGroupIds,omitzero"`
	SubnetIds        []string `json:"SubnetIds,omitzero"`
}

// VpcConfigurationDescription is the shape of that name in the contract.
type VpcConfigurationDescription struct {
	SecurityGroupIds   []string `json:"SecurityGroupIds,omitzero"`
	SubnetIds          []string `json:"SubnetIds,omitzero"`
	VpcConfigurationId *string  `json:"VpcConfigurationId,omitzero"`
	VpcId              *string  `json:"VpcId,omitzero"`
}

// VpcConfigurationUpdate is the shape of that name in the contract.
type VpcConfigurationUpdate struct {
	SecurityGroupIdUpdates []string `json:"SecurityGroupIdUpdates,omitzero"`
	SubnetIdUpdates        []string `json:"SubnetIdUpdates,omitzero"`
	VpcConfigurationId     *string  `json:"VpcConfigurationId,omitzero"`
}

// WaitForApplicationRequest is the shape of that name in the contract.
type WaitForApplicationRequest struct {
	ApplicationName      *string             `json:"ApplicationName,omitzero"`
	ApplicationStatus    []ApplicationStatus `json:"ApplicationStatus,omitzero"`
	ApplicationVersionId *int64              `json:"ApplicationVersionId,omitzero"`
	OperationId          *string             `json:"OperationId,omitzero"`
	TimeoutSeconds       *int64              `json:"TimeoutSeconds,omitzero"`
}

// WaitForApplicationResponse is the shape of that name in the contract.
type WaitForApplicationResponse struct {
	ApplicationDetail *ApplicationDetail `json:"ApplicationDetail,omitzero"`
	Message           *string            `json:"Message,omitzero"`
	OperationStatus   *OperationStatus   `json:"OperationStatus,omitzero"`
	Reached           *bool              `json:"Reached,omitzero"`
}

// ZeppelinApplicationConfiguration is the shape of that name in the contract.
type ZeppelinApplicationConfiguration struct {
	CatalogConfiguration             *CatalogConfiguration             `json:"CatalogConfiguration,omitzero"`
	CustomArtifactsConfiguration     []CustomArtifactConfiguration     `json:"CustomArtifactsConfiguration,omitzero"`
	DeployAsApplicationConfiguration *DeployAsApplicationConfiguration `json:"DeployAsApplicationConfiguration,omitzero"`
	MonitoringConfiguration          *ZeppelinMonitoringConfiguration  `json:"MonitoringConfiguration,omitzero"`
}

// ZeppelinApplicationConfigurationDescription is the shape of that name in the contract.
type ZeppelinApplicationConfigurationDescription struct {
	CatalogConfigurationDescription             *CatalogConfigurationDescription             `json:"CatalogConfigurationDescription,omitzero"`
	CustomArtifactsConfigurationDescription     []CustomArtifactConfigurationDescription     `json:"CustomArtifactsConfigurationDescription,omitzero"`
	DeployAsApplicationConfigurationDescription *DeployAsApplicationConfigurationDescription `json:"DeployAsApplicationConfigurationDescription,omitzero"`
	MonitoringConfigurationDescription          *ZeppelinMonitoringConfigurationDescription  `json:"MonitoringConfigurationDescription,omitzero"`
}

// ZeppelinApplicationConfigurationUpdate is the shape of that name in the contract.
type ZeppelinApplicationConfigurationUpdate struct {
	CatalogConfigurationUpdate             *CatalogConfigurationUpdate             `json:"CatalogConfigurationUpdate,omitzero"`
	CustomArtifactsConfigurationUpdate     []CustomArtifactConfiguration           `json:"CustomArtifactsConfigurationUpdate,omitzero"`
	DeployAsApplicationConfigurationUpdate *DeployAsApplicationConfigurationUpdate `json:"DeployAsApplicationConfigurationUpdate,omitzero"`
	MonitoringConfigurationUpdate          *ZeppelinMonitoringConfigurationUpdate  `json:"MonitoringConfigurationUpdate,omitzero"`
}

// ZeppelinMonitoringConfiguration is the shape of that name in the contract.
type ZeppelinMonitoringConfiguration struct {
	LogLevel *LogLevel `json:"LogLevel,omitzero"`
}

// ZeppelinMonitoringConfigurationDescription is the shape of that name in the contract.
type ZeppelinMonitoringConfigurationDescription struct {
	LogLevel *LogLevel `json:"LogLevel,omitzero"`
}

// ZeppelinMonitoringConfigurationUpdate is the shape of that name in the contract.
type ZeppelinMonitoringConfigurationUpdate struct {
	LogLevelUpdate *LogLevel `json:"LogLevelUpdate,omitzero"`
}

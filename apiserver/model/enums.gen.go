// Code generated from openapi.yaml by apiserver/model/gen. DO NOT EDIT.

package model

// AccessKeyStatus is the enumeration of that name in the contract.
type AccessKeyStatus string

// The values of AccessKeyStatus.
const (
	AccessKeyStatusActive   AccessKeyStatus = "Active"
	AccessKeyStatusInactive AccessKeyStatus = "Inactive"
)

// ApplicationMode is the enumeration of that name in the contract.
type ApplicationMode string

// The values of ApplicationMode.
const (
	ApplicationModeSTREAMING   ApplicationMode = "STREAMING"
	ApplicationModeINTERACTIVE ApplicationMode = "INTERACTIVE"
)

// ApplicationRestoreType is the enumeration of that name in the contract.
type ApplicationRestoreType string

// The values of ApplicationRestoreType.
const (
	ApplicationRestoreTypeSKIP_RESTORE_FROM_SNAPSHOT   ApplicationRestoreType = "SKIP_RESTORE_FROM_SNAPSHOT"
	ApplicationRestoreTypeRESTORE_FROM_LATEST_SNAPSHOT ApplicationRestoreType = "RESTORE_FROM_LATEST_SNAPSHOT"
	ApplicationRestoreTypeRESTORE_FROM_CUSTOM_SNAPSHOT ApplicationRestoreType = "RESTORE_FROM_CUSTOM_SNAPSHOT"
)

// ApplicationStatus is the enumeration of that name in the contract.
type ApplicationStatus string

// The values of ApplicationStatus.
const (
	ApplicationStatusDELETING       ApplicationStatus = "DELETING"
	ApplicationStatusSTARTING       ApplicationStatus = "STARTING"
	ApplicationStatusSTOPPING       ApplicationStatus = "STOPPING"
	ApplicationStatusREADY          ApplicationStatus = "READY"
	ApplicationStatusRUNNING        ApplicationStatus = "RUNNING"
	ApplicationStatusUPDATING       ApplicationStatus = "UPDATING"
	ApplicationStatusAUTOSCALING    ApplicationStatus = "AUTOSCALING"
	ApplicationStatusFORCE_STOPPING ApplicationStatus = "FORCE_STOPPING"
	ApplicationStatusROLLING_BACK   ApplicationStatus = "ROLLING_BACK"
	ApplicationStatusMAINTENANCE    ApplicationStatus = "MAINTENANCE"
	ApplicationStatusROLLED_BACK    ApplicationStatus = "ROLLED_BACK"
)

// ArtifactType is the enumeration of that name in the contract.
type ArtifactType string

// The values of ArtifactType.
const (
	ArtifactTypeUDF            ArtifactType = "UDF"
	ArtifactTypeDEPENDENCY_JAR ArtifactType = "DEPENDENCY_JAR"
)

// AuditOutcome is the enumeration of that name in the contract.
type AuditOutcome string

// The values of AuditOutcome.
const (
	AuditOutcomeAllowed AuditOutcome = "Allowed"
	AuditOutcomeDenied  AuditOutcome = "Denied"
)

// CodeContentType is the enumeration of that name in the contract.
type CodeContentType string

// The values of CodeContentType.
const (
	CodeContentTypePLAINTEXT CodeContentType = "PLAINTEXT"
	CodeContentTypeZIPFILE   CodeContentType = "ZIPFILE"
)

// ConfigurationType is the enumeration of that name in the contract.
type ConfigurationType string

// The values of ConfigurationType.
const (
	ConfigurationTypeDEFAULT ConfigurationType = "DEFAULT"
	ConfigurationTypeCUSTOM  ConfigurationType = "CUSTOM"
)

// EventType is the enumeration of that name in the contract.
type EventType string

// The values of EventType.
const (
	EventTypeSTATUS    EventType = "STATUS"
	EventTypeHEALTH    EventType = "HEALTH"
	EventTypeVERSION   EventType = "VERSION"
	EventTypeOPERATION EventType = "OPERATION"
	EventTypeSTEP      EventType = "STEP"
	EventTypeSNAPSHOT  EventType = "SNAPSHOT"
	EventTypeKEY       EventType = "KEY"
)

// Health is the enumeration of that name in the contract.
type Health string

// The values of Health.
const (
	HealthHEALTHY    Health = "HEALTHY"
	HealthBEHIND     Health = "BEHIND"
	HealthSTALLED    Health = "STALLED"
	HealthRESTARTING Health = "RESTARTING"
)

// HealthCause is the enumeration of that name in the contract.
type HealthCause string

// The values of HealthCause.
const (
	HealthCauseFAILURE     HealthCause = "FAILURE"
	HealthCauseUNREACHABLE HealthCause = "UNREACHABLE"
	HealthCauseINPUT       HealthCause = "INPUT"
	HealthCauseCHECKPOINTS HealthCause = "CHECKPOINTS"
	HealthCauseWATERMARK   HealthCause = "WATERMARK"
)

// InputStartingPosition is the enumeration of that name in the contract.
type InputStartingPosition string

// The values of InputStartingPosition.
const (
	InputStartingPositionNOW                InputStartingPosition = "NOW"
	InputStartingPositionTRIM_HORIZON       InputStartingPosition = "TRIM_HORIZON"
	InputStartingPositionLAST_STOPPED_POINT InputStartingPosition = "LAST_STOPPED_POINT"
)

// KeyState is the enumeration of that name in the contract.
type KeyState string

// The values of KeyState.
const (
	KeyStateUSABLE           KeyState = "USABLE"
	KeyStateDISABLED         KeyState = "DISABLED"
	KeyStatePENDING_DELETION KeyState = "PENDING_DELETION"
	KeyStateNOT_FOUND        KeyState = "NOT_FOUND"
	KeyStateDENIED           KeyState = "DENIED"
	KeyStateTHROTTLED        KeyState = "THROTTLED"
	KeyStateUNREACHABLE      KeyState = "UNREACHABLE"
	KeyStateINVALID          KeyState = "INVALID"
)

// KeyType is the enumeration of that name in the contract.
type KeyType string

// The values of KeyType.
const (
	KeyTypeAWS_OWNED_KEY        KeyType = "AWS_OWNED_KEY"
	KeyTypeCUSTOMER_MANAGED_KEY KeyType = "CUSTOMER_MANAGED_KEY"
)

// LogLevel is the enumeration of that name in the contract.
type LogLevel string

// The values of LogLevel.
const (
	LogLevelINFO  LogLevel = "INFO"
	LogLevelWARN  LogLevel = "WARN"
	LogLevelERROR LogLevel = "ERROR"
	LogLevelDEBUG LogLevel = "DEBUG"
)

// LogOrder is the enumeration of that name in the contract.
type LogOrder string

// The values of LogOrder.
const (
	LogOrderOLDEST_FIRST LogOrder = "OLDEST_FIRST"
	LogOrderNEWEST_FIRST LogOrder = "NEWEST_FIRST"
)

// LogSource is the enumeration of that name in the contract.
type LogSource string

// The values of LogSource.
const (
	LogSourceLOG    LogSource = "LOG"
	LogSourceSTDOUT LogSource = "STDOUT"
	LogSourceSTDERR LogSource = "STDERR"
)

// MetricsLevel is the enumeration of that name in the contract.
type MetricsLevel string

// The values of MetricsLevel.
const (
	MetricsLevelAPPLICATION MetricsLevel = "APPLICATION"
	MetricsLevelTASK        MetricsLevel = "TASK"
	MetricsLevelOPERATOR    MetricsLevel = "OPERATOR"
	MetricsLevelPARALLELISM MetricsLevel = "PARALLELISM"
)

// OperationStatus is the enumeration of that name in the contract.
type OperationStatus string

// The values of OperationStatus.
const (
	OperationStatusIN_PROGRESS OperationStatus = "IN_PROGRESS"
	OperationStatusCANCELLED   OperationStatus = "CANCELLED"
	OperationStatusSUCCESSFUL  OperationStatus = "SUCCESSFUL"
	OperationStatusFAILED      OperationStatus = "FAILED"
)

// RecordFormatType is the enumeration of that name in the contract.
type RecordFormatType string

// The values of RecordFormatType.
const (
	RecordFormatTypeJSON RecordFormatType = "JSON"
	RecordFormatTypeCSV  RecordFormatType = "CSV"
)

// RootKeyExchangeStatus is the enumeration of that name in the contract.
type RootKeyExchangeStatus string

// The values of RootKeyExchangeStatus.
const (
	RootKeyExchangeStatusNONE         RootKeyExchangeStatus = "NONE"
	RootKeyExchangeStatusDISTRIBUTING RootKeyExchangeStatus = "DISTRIBUTING"
	RootKeyExchangeStatusSEALING      RootKeyExchangeStatus = "SEALING"
	RootKeyExchangeStatusCOMPLETE     RootKeyExchangeStatus = "COMPLETE"
)

// RuntimeEnvironment is the enumeration of that name in the contract.
type RuntimeEnvironment string

// The values of RuntimeEnvironment.
const (
	RuntimeEnvironmentSQL_1_0            RuntimeEnvironment = "SQL-1_0"
	RuntimeEnvironmentFLINK_1_6          RuntimeEnvironment = "FLINK-1_6"
	RuntimeEnvironmentFLINK_1_8          RuntimeEnvironment = "FLINK-1_8"
	RuntimeEnvironmentZEPPELIN_FLINK_1_0 RuntimeEnvironment = "ZEPPELIN-FLINK-1_0"
	RuntimeEnvironmentFLINK_1_11         RuntimeEnvironment = "FLINK-1_11"
	RuntimeEnvironmentFLINK_1_13         RuntimeEnvironment = "FLINK-1_13"
	RuntimeEnvironmentZEPPELIN_FLINK_2_0 RuntimeEnvironment = "ZEPPELIN-FLINK-2_0"
	RuntimeEnvironmentFLINK_1_15         RuntimeEnvironment = "FLINK-1_15"
	RuntimeEnvironmentZEPPELIN_FLINK_3_0 RuntimeEnvironment = "ZEPPELIN-FLINK-3_0"
	RuntimeEnvironmentFLINK_1_18         RuntimeEnvironment = "FLINK-1_18"
	RuntimeEnvironmentFLINK_1_19         RuntimeEnvironment = "FLINK-1_19"
	RuntimeEnvironmentFLINK_1_20         RuntimeEnvironment = "FLINK-1_20"
	RuntimeEnvironmentFLINK_2_2          RuntimeEnvironment = "FLINK-2_2"
)

// SimulatedDecision is the enumeration of that name in the contract.
type SimulatedDecision string

// The values of SimulatedDecision.
const (
	SimulatedDecisionallowed      SimulatedDecision = "allowed"
	SimulatedDecisionexplicitDeny SimulatedDecision = "explicitDeny"
	SimulatedDecisionimplicitDeny SimulatedDecision = "implicitDeny"
)

// SnapshotEventStatus is the enumeration of that name in the contract.
type SnapshotEventStatus string

// The values of SnapshotEventStatus.
const (
	SnapshotEventStatusCREATING SnapshotEventStatus = "CREATING"
	SnapshotEventStatusREADY    SnapshotEventStatus = "READY"
	SnapshotEventStatusDELETING SnapshotEventStatus = "DELETING"
	SnapshotEventStatusFAILED   SnapshotEventStatus = "FAILED"
	SnapshotEventStatusDELETED  SnapshotEventStatus = "DELETED"
)

// SnapshotOrigin is the enumeration of that name in the contract.
type SnapshotOrigin string

// The values of SnapshotOrigin.
const (
	SnapshotOriginMANUAL      SnapshotOrigin = "MANUAL"
	SnapshotOriginSTOP        SnapshotOrigin = "STOP"
	SnapshotOriginUPDATE      SnapshotOrigin = "UPDATE"
	SnapshotOriginAUTOSCALING SnapshotOrigin = "AUTOSCALING"
	SnapshotOriginROLLBACK    SnapshotOrigin = "ROLLBACK"
	SnapshotOriginMAINTENANCE SnapshotOrigin = "MAINTENANCE"
	SnapshotOriginIMPORT      SnapshotOrigin = "IMPORT"
	SnapshotOriginUNKNOWN     SnapshotOrigin = "UNKNOWN"
)

// SnapshotRetentionSource is the enumeration of that name in the contract.
type SnapshotRetentionSource string

// The values of SnapshotRetentionSource.
const (
	SnapshotRetentionSourceAPPLICATION  SnapshotRetentionSource = "APPLICATION"
	SnapshotRetentionSourceINSTALLATION SnapshotRetentionSource = "INSTALLATION"
)

// SnapshotStatus is the enumeration of that name in the contract.
type SnapshotStatus string

// The values of SnapshotStatus.
const (
	SnapshotStatusCREATING SnapshotStatus = "CREATING"
	SnapshotStatusREADY    SnapshotStatus = "READY"
	SnapshotStatusDELETING SnapshotStatus = "DELETING"
	SnapshotStatusFAILED   SnapshotStatus = "FAILED"
)

// StepOutcome is the enumeration of that name in the contract.
type StepOutcome string

// The values of StepOutcome.
const (
	StepOutcomeIN_PROGRESS StepOutcome = "IN_PROGRESS"
	StepOutcomeSUCCEEDED   StepOutcome = "SUCCEEDED"
	StepOutcomeFAILED      StepOutcome = "FAILED"
	StepOutcomeSKIPPED     StepOutcome = "SKIPPED"
)

// UrlType is the enumeration of that name in the contract.
type UrlType string

// The values of UrlType.
const (
	UrlTypeFLINK_DASHBOARD_URL UrlType = "FLINK_DASHBOARD_URL"
	UrlTypeZEPPELIN_UI_URL     UrlType = "ZEPPELIN_UI_URL"
)

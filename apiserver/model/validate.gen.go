// Code generated from openapi.yaml by apiserver/model/gen. DO NOT EDIT.

package model

import "regexp"

// The patterns of the contract, made to match whole values.
var (
	patternAccessArn                             = pattern{text: "arn:aws:(iam|sts):.*", whole: regexp.MustCompile("^(?:arn:aws:(iam|sts):.*)$")}
	patternAccessKeyId                           = pattern{text: "[A-Za-z0-9_.-]+", whole: regexp.MustCompile("^(?:[A-Za-z0-9_.-]+)$")}
	patternAccountId                             = pattern{text: "[0-9]+", whole: regexp.MustCompile("^(?:[0-9]+)$")}
	patternApplicationMaintenanceWindowStartTime = pattern{text: "([01][0-9]|2[0-3]):[0-5][0-9]", whole: regexp.MustCompile("^(?:([01][0-9]|2[0-3]):[0-5][0-9])$")}
	patternApplicationName                       = pattern{text: "[a-zA-Z0-9_.-]+", whole: regexp.MustCompile("^(?:[a-zA-Z0-9_.-]+)$")}
	patternAuditAction                           = pattern{text: "[A-Za-z0-9*]+", whole: regexp.MustCompile("^(?:[A-Za-z0-9*]+)$")}
	patternAuditEventId                          = pattern{text: "[0-9]{1,20}-[0-9]{1,20}", whole: regexp.MustCompile("^(?:[0-9]{1,20}-[0-9]{1,20})$")}
	patternBasePath                              = pattern{text: "[a-zA-Z0-9/!-_.*'()]+", whole: regexp.MustCompile("^(?:[a-zA-Z0-9/!-_.*'()]+)$")}
	patternBucketARN                             = pattern{text: "arn:.*", whole: regexp.MustCompile("^(?:arn:.*)$")}
	patternConditionalToken                      = pattern{text: "[a-zA-Z0-9-_+/=]+", whole: regexp.MustCompile("^(?:[a-zA-Z0-9-_+/=]+)$")}
	patternDatabaseARN                           = pattern{text: "arn:.*", whole: regexp.MustCompile("^(?:arn:.*)$")}
	patternEventId                               = pattern{text: "[0-9]+", whole: regexp.MustCompile("^(?:[0-9]+)$")}
	patternExternalId                            = pattern{text: "[A-Za-z0-9+=,.@:/_-]+", whole: regexp.MustCompile("^(?:[A-Za-z0-9+=,.@:/_-]+)$")}
	patternId                                    = pattern{text: "[a-zA-Z0-9_.-]+", whole: regexp.MustCompile("^(?:[a-zA-Z0-9_.-]+)$")}
	patternInAppStreamName                       = pattern{text: "[^-\\s<>&]*", whole: regexp.MustCompile("^(?:[^-\\s<>&]*)$")}
	patternKinesisAnalyticsARN                   = pattern{text: "arn:.*", whole: regexp.MustCompile("^(?:arn:.*)$")}
	patternLogEventId                            = pattern{text: "[0-9]+", whole: regexp.MustCompile("^(?:[0-9]+)$")}
	patternLogStreamARN                          = pattern{text: "arn:.*", whole: regexp.MustCompile("^(?:arn:.*)$")}
	patternMavenArtifactId                       = pattern{text: "[a-zA-Z0-9_.-]+", whole: regexp.MustCompile("^(?:[a-zA-Z0-9_.-]+)$")}
	patternMavenGroupId                          = pattern{text: "[a-zA-Z0-9_.-]+", whole: regexp.MustCompile("^(?:[a-zA-Z0-9_.-]+)$")}
	patternMavenVersion                          = pattern{text: "[a-zA-Z0-9_.-]+", whole: regexp.MustCompile("^(?:[a-zA-Z0-9_.-]+)$")}
	patternMonth                                 = pattern{text: "^[0-9]{4}-(0[1-9]|1[0-2])$", whole: regexp.MustCompile("^(?:^[0-9]{4}-(0[1-9]|1[0-2])$)$")}
	patternPolicyName                            = pattern{text: "[A-Za-z0-9+=,.@_-]+", whole: regexp.MustCompile("^(?:[A-Za-z0-9+=,.@_-]+)$")}
	patternRecordColumnName                      = pattern{text: "[^-\\s<>&]*", whole: regexp.MustCompile("^(?:[^-\\s<>&]*)$")}
	patternRecordEncoding                        = pattern{text: "UTF-8", whole: regexp.MustCompile("^(?:UTF-8)$")}
	patternRecordRowPath                         = pattern{text: "\\$\\S*", whole: regexp.MustCompile("^(?:\\$\\S*)$")}
	patternResourceARN                           = pattern{text: "arn:.*", whole: regexp.MustCompile("^(?:arn:.*)$")}
	patternRoleARN                               = pattern{text: "arn:.*", whole: regexp.MustCompile("^(?:arn:.*)$")}
	patternRoleName                              = pattern{text: "[A-Za-z0-9+=,.@_-]+", whole: regexp.MustCompile("^(?:[A-Za-z0-9+=,.@_-]+)$")}
	patternRoleSessionName                       = pattern{text: "[A-Za-z0-9+=,.@_-]+", whole: regexp.MustCompile("^(?:[A-Za-z0-9+=,.@_-]+)$")}
	patternSnapshotName                          = pattern{text: "[a-zA-Z0-9_.-]+", whole: regexp.MustCompile("^(?:[a-zA-Z0-9_.-]+)$")}
	patternUserName                              = pattern{text: "[A-Za-z0-9+=,.@_-]+", whole: regexp.MustCompile("^(?:[A-Za-z0-9+=,.@_-]+)$")}
)

func (s *AddApplicationCloudWatchLoggingOptionRequest) check(c *checker, p *path) {
	if s.ApplicationName == nil {
		c.missing(p.member("ApplicationName"))
	}
	if s.ApplicationName != nil {
		c.min(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 1, *s.ApplicationName)
		c.max(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 128, *s.ApplicationName)
		c.pattern(p.member("ApplicationName"), *s.ApplicationName, patternApplicationName)
	}
	if s.CloudWatchLoggingOption == nil {
		c.missing(p.member("CloudWatchLoggingOption"))
	}
	if s.CloudWatchLoggingOption != nil {
		s.CloudWatchLoggingOption.check(c, p.member("CloudWatchLoggingOption"))
	}
	if s.ConditionalToken != nil {
		c.min(p.member("ConditionalToken"), "length", characters(*s.ConditionalToken), 1, *s.ConditionalToken)
		c.max(p.member("ConditionalToken"), "length", characters(*s.ConditionalToken), 512, *s.ConditionalToken)
		c.pattern(p.member("ConditionalToken"), *s.ConditionalToken, patternConditionalToken)
	}
	if s.CurrentApplicationVersionId != nil {
		c.min(p.member("CurrentApplicationVersionId"), "value", *s.CurrentApplicationVersionId, 1, decimal(*s.CurrentApplicationVersionId))
		c.max(p.member("CurrentApplicationVersionId"), "value", *s.CurrentApplicationVersionId, 999999999, decimal(*s.CurrentApplicationVersionId))
	}
}

func (s *AddApplicationInputProcessingConfigurationRequest) check(c *checker, p *path) {
	if s.ApplicationName == nil {
		c.missing(p.member("ApplicationName"))
	}
	if s.ApplicationName != nil {
		c.min(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 1, *s.ApplicationName)
		c.max(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 128, *s.ApplicationName)
		c.pattern(p.member("ApplicationName"), *s.ApplicationName, patternApplicationName)
	}
	if s.CurrentApplicationVersionId == nil {
		c.missing(p.member("CurrentApplicationVersionId"))
	}
	if s.CurrentApplicationVersionId != nil {
		c.min(p.member("CurrentApplicationVersionId"), "value", *s.CurrentApplicationVersionId, 1, decimal(*s.CurrentApplicationVersionId))
		c.max(p.member("CurrentApplicationVersionId"), "value", *s.CurrentApplicationVersionId, 999999999, decimal(*s.CurrentApplicationVersionId))
	}
	if s.InputId == nil {
		c.missing(p.member("InputId"))
	}
	if s.InputId != nil {
		c.min(p.member("InputId"), "length", characters(*s.InputId), 1, *s.InputId)
		c.max(p.member("InputId"), "length", characters(*s.InputId), 50, *s.InputId)
		c.pattern(p.member("InputId"), *s.InputId, patternId)
	}
	if s.InputProcessingConfiguration == nil {
		c.missing(p.member("InputProcessingConfiguration"))
	}
	if s.InputProcessingConfiguration != nil {
		s.InputProcessingConfiguration.check(c, p.member("InputProcessingConfiguration"))
	}
}

func (s *AddApplicationInputRequest) check(c *checker, p *path) {
	if s.ApplicationName == nil {
		c.missing(p.member("ApplicationName"))
	}
	if s.ApplicationName != nil {
		c.min(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 1, *s.ApplicationName)
		c.max(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 128, *s.ApplicationName)
		c.pattern(p.member("ApplicationName"), *s.ApplicationName, patternApplicationName)
	}
	if s.CurrentApplicationVersionId == nil {
		c.missing(p.member("CurrentApplicationVersionId"))
	}
	if s.CurrentApplicationVersionId != nil {
		c.min(p.member("CurrentApplicationVersionId"), "value", *s.CurrentApplicationVersionId, 1, decimal(*s.CurrentApplicationVersionId))
		c.max(p.member("CurrentApplicationVersionId"), "value", *s.CurrentApplicationVersionId, 999999999, decimal(*s.CurrentApplicationVersionId))
	}
	if s.Input == nil {
		c.missing(p.member("Input"))
	}
	if s.Input != nil {
		s.Input.check(c, p.member("Input"))
	}
}

func (s *AddApplicationOutputRequest) check(c *checker, p *path) {
	if s.ApplicationName == nil {
		c.missing(p.member("ApplicationName"))
	}
	if s.ApplicationName != nil {
		c.min(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 1, *s.ApplicationName)
		c.max(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 128, *s.ApplicationName)
		c.pattern(p.member("ApplicationName"), *s.ApplicationName, patternApplicationName)
	}
	if s.CurrentApplicationVersionId == nil {
		c.missing(p.member("CurrentApplicationVersionId"))
	}
	if s.CurrentApplicationVersionId != nil {
		c.min(p.member("CurrentApplicationVersionId"), "value", *s.CurrentApplicationVersionId, 1, decimal(*s.CurrentApplicationVersionId))
		c.max(p.member("CurrentApplicationVersionId"), "value", *s.CurrentApplicationVersionId, 999999999, decimal(*s.CurrentApplicationVersionId))
	}
	if s.Output == nil {
		c.missing(p.member("Output"))
	}
	if s.Output != nil {
		s.Output.check(c, p.member("Output"))
	}
}

func (s *AddApplicationReferenceDataSourceRequest) check(c *checker, p *path) {
	if s.ApplicationName == nil {
		c.missing(p.member("ApplicationName"))
	}
	if s.ApplicationName != nil {
		c.min(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 1, *s.ApplicationName)
		c.max(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 128, *s.ApplicationName)
		c.pattern(p.member("ApplicationName"), *s.ApplicationName, patternApplicationName)
	}
	if s.CurrentApplicationVersionId == nil {
		c.missing(p.member("CurrentApplicationVersionId"))
	}
	if s.CurrentApplicationVersionId != nil {
		c.min(p.member("CurrentApplicationVersionId"), "value", *s.CurrentApplicationVersionId, 1, decimal(*s.CurrentApplicationVersionId))
		c.max(p.member("CurrentApplicationVersionId"), "value", *s.CurrentApplicationVersionId, 999999999, decimal(*s.CurrentApplicationVersionId))
	}
	if s.ReferenceDataSource == nil {
		c.missing(p.member("ReferenceDataSource"))
	}
	if s.ReferenceDataSource != nil {
		s.ReferenceDataSource.check(c, p.member("ReferenceDataSource"))
	}
}

func (s *AddApplicationVpcConfigurationRequest) check(c *checker, p *path) {
	if s.ApplicationName == nil {
		c.missing(p.member("ApplicationName"))
	}
	if s.ApplicationName != nil {
		c.min(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 1, *s.ApplicationName)
		c.max(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 128, *s.ApplicationName)
		c.pattern(p.member("ApplicationName"), *s.ApplicationName, patternApplicationName)
	}
	if s.ConditionalToken != nil {
		c.min(p.member("ConditionalToken"), "length", characters(*s.ConditionalToken), 1, *s.ConditionalToken)
		c.max(p.member("ConditionalToken"), "length", characters(*s.ConditionalToken), 512, *s.ConditionalToken)
		c.pattern(p.member("ConditionalToken"), *s.ConditionalToken, patternConditionalToken)
	}
	if s.CurrentApplicationVersionId != nil {
		c.min(p.member("CurrentApplicationVersionId"), "value", *s.CurrentApplicationVersionId, 1, decimal(*s.CurrentApplicationVersionId))
		c.max(p.member("CurrentApplicationVersionId"), "value", *s.CurrentApplicationVersionId, 999999999, decimal(*s.CurrentApplicationVersionId))
	}
	if s.VpcConfiguration == nil {
		c.missing(p.member("VpcConfiguration"))
	}
	if s.VpcConfiguration != nil {
		s.VpcConfiguration.check(c, p.member("VpcConfiguration"))
	}
}

func (s *ApplicationCodeConfiguration) check(c *checker, p *path) {
	if s.CodeContent != nil {
		s.CodeContent.check(c, p.member("CodeContent"))
	}
	if s.CodeContentType == nil {
		c.missing(p.member("CodeContentType"))
	}
	if s.CodeContentType != nil {
		c.enum(p.member("CodeContentType"), string(*s.CodeContentType), "PLAINTEXT", "ZIPFILE")
	}
}

func (s *ApplicationCodeConfigurationUpdate) check(c *checker, p *path) {
	if s.CodeContentTypeUpdate != nil {
		c.enum(p.member("CodeContentTypeUpdate"), string(*s.CodeContentTypeUpdate), "PLAINTEXT", "ZIPFILE")
	}
	if s.CodeContentUpdate != nil {
		s.CodeContentUpdate.check(c, p.member("CodeContentUpdate"))
	}
}

func (s *ApplicationConfiguration) check(c *checker, p *path) {
	if s.ApplicationCodeConfiguration != nil {
		s.ApplicationCodeConfiguration.check(c, p.member("ApplicationCodeConfiguration"))
	}
	if s.ApplicationEncryptionConfiguration != nil {
		s.ApplicationEncryptionConfiguration.check(c, p.member("ApplicationEncryptionConfiguration"))
	}
	if s.ApplicationSnapshotConfiguration != nil {
		s.ApplicationSnapshotConfiguration.check(c, p.member("ApplicationSnapshotConfiguration"))
	}
	if s.ApplicationSystemRollbackConfiguration != nil {
		s.ApplicationSystemRollbackConfiguration.check(c, p.member("ApplicationSystemRollbackConfiguration"))
	}
	if s.EnvironmentProperties != nil {
		s.EnvironmentProperties.check(c, p.member("EnvironmentProperties"))
	}
	if s.FlinkApplicationConfiguration != nil {
		s.FlinkApplicationConfiguration.check(c, p.member("FlinkApplicationConfiguration"))
	}
	if s.SqlApplicationConfiguration != nil {
		s.SqlApplicationConfiguration.check(c, p.member("SqlApplicationConfiguration"))
	}
	if s.VpcConfigurations != nil {
		for i := range s.VpcConfigurations {
			at := p.member("VpcConfigurations").element(i)
			(&s.VpcConfigurations[i]).check(c, at)
		}
	}
	if s.ZeppelinApplicationConfiguration != nil {
		s.ZeppelinApplicationConfiguration.check(c, p.member("ZeppelinApplicationConfiguration"))
	}
}

func (s *ApplicationConfigurationUpdate) check(c *checker, p *path) {
	if s.ApplicationCodeConfigurationUpdate != nil {
		s.ApplicationCodeConfigurationUpdate.check(c, p.member("ApplicationCodeConfigurationUpdate"))
	}
	if s.ApplicationEncryptionConfigurationUpdate != nil {
		s.ApplicationEncryptionConfigurationUpdate.check(c, p.member("ApplicationEncryptionConfigurationUpdate"))
	}
	if s.ApplicationSnapshotConfigurationUpdate != nil {
		s.ApplicationSnapshotConfigurationUpdate.check(c, p.member("ApplicationSnapshotConfigurationUpdate"))
	}
	if s.ApplicationSystemRollbackConfigurationUpdate != nil {
		s.ApplicationSystemRollbackConfigurationUpdate.check(c, p.member("ApplicationSystemRollbackConfigurationUpdate"))
	}
	if s.EnvironmentPropertyUpdates != nil {
		s.EnvironmentPropertyUpdates.check(c, p.member("EnvironmentPropertyUpdates"))
	}
	if s.FlinkApplicationConfigurationUpdate != nil {
		s.FlinkApplicationConfigurationUpdate.check(c, p.member("FlinkApplicationConfigurationUpdate"))
	}
	if s.SqlApplicationConfigurationUpdate != nil {
		s.SqlApplicationConfigurationUpdate.check(c, p.member("SqlApplicationConfigurationUpdate"))
	}
	if s.VpcConfigurationUpdates != nil {
		for i := range s.VpcConfigurationUpdates {
			at := p.member("VpcConfigurationUpdates").element(i)
			(&s.VpcConfigurationUpdates[i]).check(c, at)
		}
	}
	if s.ZeppelinApplicationConfigurationUpdate != nil {
		s.ZeppelinApplicationConfigurationUpdate.check(c, p.member("ZeppelinApplicationConfigurationUpdate"))
	}
}

func (s *ApplicationEncryptionConfiguration) check(c *checker, p *path) {
	if s.KeyId != nil {
		c.min(p.member("KeyId"), "length", characters(*s.KeyId), 1, *s.KeyId)
		c.max(p.member("KeyId"), "length", characters(*s.KeyId), 2048, *s.KeyId)
	}
	if s.KeyType == nil {
		c.missing(p.member("KeyType"))
	}
	if s.KeyType != nil {
		c.enum(p.member("KeyType"), string(*s.KeyType), "AWS_OWNED_KEY", "CUSTOMER_MANAGED_KEY")
	}
}

func (s *ApplicationEncryptionConfigurationUpdate) check(c *checker, p *path) {
	if s.KeyIdUpdate != nil {
		c.min(p.member("KeyIdUpdate"), "length", characters(*s.KeyIdUpdate), 1, *s.KeyIdUpdate)
		c.max(p.member("KeyIdUpdate"), "length", characters(*s.KeyIdUpdate), 2048, *s.KeyIdUpdate)
	}
	if s.KeyTypeUpdate == nil {
		c.missing(p.member("KeyTypeUpdate"))
	}
	if s.KeyTypeUpdate != nil {
		c.enum(p.member("KeyTypeUpdate"), string(*s.KeyTypeUpdate), "AWS_OWNED_KEY", "CUSTOMER_MANAGED_KEY")
	}
}

func (s *ApplicationMaintenanceConfigurationUpdate) check(c *checker, p *path) {
	if s.ApplicationMaintenanceWindowStartTimeUpdate == nil {
		c.missing(p.member("ApplicationMaintenanceWindowStartTimeUpdate"))
	}
	if s.ApplicationMaintenanceWindowStartTimeUpdate != nil {
		c.min(p.member("ApplicationMaintenanceWindowStartTimeUpdate"), "length", characters(*s.ApplicationMaintenanceWindowStartTimeUpdate), 5, *s.ApplicationMaintenanceWindowStartTimeUpdate)
		c.max(p.member("ApplicationMaintenanceWindowStartTimeUpdate"), "length", characters(*s.ApplicationMaintenanceWindowStartTimeUpdate), 5, *s.ApplicationMaintenanceWindowStartTimeUpdate)
		c.pattern(p.member("ApplicationMaintenanceWindowStartTimeUpdate"), *s.ApplicationMaintenanceWindowStartTimeUpdate, patternApplicationMaintenanceWindowStartTime)
	}
}

func (s *ApplicationRestoreConfiguration) check(c *checker, p *path) {
	if s.ApplicationRestoreType == nil {
		c.missing(p.member("ApplicationRestoreType"))
	}
	if s.ApplicationRestoreType != nil {
		c.enum(p.member("ApplicationRestoreType"), string(*s.ApplicationRestoreType), "SKIP_RESTORE_FROM_SNAPSHOT", "RESTORE_FROM_LATEST_SNAPSHOT", "RESTORE_FROM_CUSTOM_SNAPSHOT")
	}
	if s.SnapshotName != nil {
		c.min(p.member("SnapshotName"), "length", characters(*s.SnapshotName), 1, *s.SnapshotName)
		c.max(p.member("SnapshotName"), "length", characters(*s.SnapshotName), 256, *s.SnapshotName)
		c.pattern(p.member("SnapshotName"), *s.SnapshotName, patternSnapshotName)
	}
}

func (s *ApplicationSnapshotConfiguration) check(c *checker, p *path) {
	if s.SnapshotsEnabled == nil {
		c.missing(p.member("SnapshotsEnabled"))
	}
}

func (s *ApplicationSnapshotConfigurationUpdate) check(c *checker, p *path) {
	if s.SnapshotsEnabledUpdate == nil {
		c.missing(p.member("SnapshotsEnabledUpdate"))
	}
}

func (s *ApplicationSystemRollbackConfiguration) check(c *checker, p *path) {
	if s.RollbackEnabled == nil {
		c.missing(p.member("RollbackEnabled"))
	}
}

func (s *ApplicationSystemRollbackConfigurationUpdate) check(c *checker, p *path) {
	if s.RollbackEnabledUpdate == nil {
		c.missing(p.member("RollbackEnabledUpdate"))
	}
}

func (s *AssumeRoleRequest) check(c *checker, p *path) {
	if s.DurationSeconds != nil {
		c.min(p.member("DurationSeconds"), "value", *s.DurationSeconds, 900, decimal(*s.DurationSeconds))
		c.max(p.member("DurationSeconds"), "value", *s.DurationSeconds, 129600, decimal(*s.DurationSeconds))
	}
	if s.ExternalId != nil {
		c.min(p.member("ExternalId"), "length", characters(*s.ExternalId), 2, *s.ExternalId)
		c.max(p.member("ExternalId"), "length", characters(*s.ExternalId), 1224, *s.ExternalId)
		c.pattern(p.member("ExternalId"), *s.ExternalId, patternExternalId)
	}
	if s.Policy != nil {
		c.min(p.member("Policy"), "length", characters(*s.Policy), 1, *s.Policy)
		c.max(p.member("Policy"), "length", characters(*s.Policy), 20480, *s.Policy)
	}
	if s.RoleName == nil {
		c.missing(p.member("RoleName"))
	}
	if s.RoleName != nil {
		c.min(p.member("RoleName"), "length", characters(*s.RoleName), 1, *s.RoleName)
		c.max(p.member("RoleName"), "length", characters(*s.RoleName), 64, *s.RoleName)
		c.pattern(p.member("RoleName"), *s.RoleName, patternRoleName)
	}
	if s.SessionName == nil {
		c.missing(p.member("SessionName"))
	}
	if s.SessionName != nil {
		c.min(p.member("SessionName"), "length", characters(*s.SessionName), 2, *s.SessionName)
		c.max(p.member("SessionName"), "length", characters(*s.SessionName), 64, *s.SessionName)
		c.pattern(p.member("SessionName"), *s.SessionName, patternRoleSessionName)
	}
}

func (s *AttachRolePolicyRequest) check(c *checker, p *path) {
	if s.PolicyArn == nil {
		c.missing(p.member("PolicyArn"))
	}
	if s.PolicyArn != nil {
		c.min(p.member("PolicyArn"), "length", characters(*s.PolicyArn), 20, *s.PolicyArn)
		c.max(p.member("PolicyArn"), "length", characters(*s.PolicyArn), 2048, *s.PolicyArn)
		c.pattern(p.member("PolicyArn"), *s.PolicyArn, patternAccessArn)
	}
	if s.RoleName == nil {
		c.missing(p.member("RoleName"))
	}
	if s.RoleName != nil {
		c.min(p.member("RoleName"), "length", characters(*s.RoleName), 1, *s.RoleName)
		c.max(p.member("RoleName"), "length", characters(*s.RoleName), 64, *s.RoleName)
		c.pattern(p.member("RoleName"), *s.RoleName, patternRoleName)
	}
}

func (s *AttachUserPolicyRequest) check(c *checker, p *path) {
	if s.PolicyArn == nil {
		c.missing(p.member("PolicyArn"))
	}
	if s.PolicyArn != nil {
		c.min(p.member("PolicyArn"), "length", characters(*s.PolicyArn), 20, *s.PolicyArn)
		c.max(p.member("PolicyArn"), "length", characters(*s.PolicyArn), 2048, *s.PolicyArn)
		c.pattern(p.member("PolicyArn"), *s.PolicyArn, patternAccessArn)
	}
	if s.UserName == nil {
		c.missing(p.member("UserName"))
	}
	if s.UserName != nil {
		c.min(p.member("UserName"), "length", characters(*s.UserName), 1, *s.UserName)
		c.max(p.member("UserName"), "length", characters(*s.UserName), 64, *s.UserName)
		c.pattern(p.member("UserName"), *s.UserName, patternUserName)
	}
}

func (s *CSVMappingParameters) check(c *checker, p *path) {
	if s.RecordColumnDelimiter == nil {
		c.missing(p.member("RecordColumnDelimiter"))
	}
	if s.RecordColumnDelimiter != nil {
		c.min(p.member("RecordColumnDelimiter"), "length", characters(*s.RecordColumnDelimiter), 1, *s.RecordColumnDelimiter)
		c.max(p.member("RecordColumnDelimiter"), "length", characters(*s.RecordColumnDelimiter), 1024, *s.RecordColumnDelimiter)
	}
	if s.RecordRowDelimiter == nil {
		c.missing(p.member("RecordRowDelimiter"))
	}
	if s.RecordRowDelimiter != nil {
		c.min(p.member("RecordRowDelimiter"), "length", characters(*s.RecordRowDelimiter), 1, *s.RecordRowDelimiter)
		c.max(p.member("RecordRowDelimiter"), "length", characters(*s.RecordRowDelimiter), 1024, *s.RecordRowDelimiter)
	}
}

func (s *CancelApplicationOperationRequest) check(c *checker, p *path) {
	if s.ApplicationName == nil {
		c.missing(p.member("ApplicationName"))
	}
	if s.ApplicationName != nil {
		c.min(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 1, *s.ApplicationName)
		c.max(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 128, *s.ApplicationName)
		c.pattern(p.member("ApplicationName"), *s.ApplicationName, patternApplicationName)
	}
	if s.OperationId == nil {
		c.missing(p.member("OperationId"))
	}
	if s.OperationId != nil {
		c.min(p.member("OperationId"), "length", characters(*s.OperationId), 1, *s.OperationId)
		c.max(p.member("OperationId"), "length", characters(*s.OperationId), 64, *s.OperationId)
	}
}

func (s *CatalogConfiguration) check(c *checker, p *path) {
	if s.GlueDataCatalogConfiguration == nil {
		c.missing(p.member("GlueDataCatalogConfiguration"))
	}
	if s.GlueDataCatalogConfiguration != nil {
		s.GlueDataCatalogConfiguration.check(c, p.member("GlueDataCatalogConfiguration"))
	}
}

func (s *CatalogConfigurationUpdate) check(c *checker, p *path) {
	if s.GlueDataCatalogConfigurationUpdate == nil {
		c.missing(p.member("GlueDataCatalogConfigurationUpdate"))
	}
	if s.GlueDataCatalogConfigurationUpdate != nil {
		s.GlueDataCatalogConfigurationUpdate.check(c, p.member("GlueDataCatalogConfigurationUpdate"))
	}
}

func (s *CheckpointConfiguration) check(c *checker, p *path) {
	if s.CheckpointInterval != nil {
		c.min(p.member("CheckpointInterval"), "value", *s.CheckpointInterval, 1, decimal(*s.CheckpointInterval))
	}
	if s.ConfigurationType == nil {
		c.missing(p.member("ConfigurationType"))
	}
	if s.ConfigurationType != nil {
		c.enum(p.member("ConfigurationType"), string(*s.ConfigurationType), "DEFAULT", "CUSTOM")
	}
	if s.MinPauseBetweenCheckpoints != nil {
		c.min(p.member("MinPauseBetweenCheckpoints"), "value", *s.MinPauseBetweenCheckpoints, 0, decimal(*s.MinPauseBetweenCheckpoints))
	}
}

func (s *CheckpointConfigurationUpdate) check(c *checker, p *path) {
	if s.CheckpointIntervalUpdate != nil {
		c.min(p.member("CheckpointIntervalUpdate"), "value", *s.CheckpointIntervalUpdate, 1, decimal(*s.CheckpointIntervalUpdate))
	}
	if s.ConfigurationTypeUpdate != nil {
		c.enum(p.member("ConfigurationTypeUpdate"), string(*s.ConfigurationTypeUpdate), "DEFAULT", "CUSTOM")
	}
	if s.MinPauseBetweenCheckpointsUpdate != nil {
		c.min(p.member("MinPauseBetweenCheckpointsUpdate"), "value", *s.MinPauseBetweenCheckpointsUpdate, 0, decimal(*s.MinPauseBetweenCheckpointsUpdate))
	}
}

func (s *CloudWatchLoggingOption) check(c *checker, p *path) {
	if s.LogStreamARN == nil {
		c.missing(p.member("LogStreamARN"))
	}
	if s.LogStreamARN != nil {
		c.min(p.member("LogStreamARN"), "length", characters(*s.LogStreamARN), 1, *s.LogStreamARN)
		c.max(p.member("LogStreamARN"), "length", characters(*s.LogStreamARN), 2048, *s.LogStreamARN)
		c.pattern(p.member("LogStreamARN"), *s.LogStreamARN, patternLogStreamARN)
	}
}

func (s *CloudWatchLoggingOptionUpdate) check(c *checker, p *path) {
	if s.CloudWatchLoggingOptionId == nil {
		c.missing(p.member("CloudWatchLoggingOptionId"))
	}
	if s.CloudWatchLoggingOptionId != nil {
		c.min(p.member("CloudWatchLoggingOptionId"), "length", characters(*s.CloudWatchLoggingOptionId), 1, *s.CloudWatchLoggingOptionId)
		c.max(p.member("CloudWatchLoggingOptionId"), "length", characters(*s.CloudWatchLoggingOptionId), 50, *s.CloudWatchLoggingOptionId)
		c.pattern(p.member("CloudWatchLoggingOptionId"), *s.CloudWatchLoggingOptionId, patternId)
	}
	if s.LogStreamARNUpdate != nil {
		c.min(p.member("LogStreamARNUpdate"), "length", characters(*s.LogStreamARNUpdate), 1, *s.LogStreamARNUpdate)
		c.max(p.member("LogStreamARNUpdate"), "length", characters(*s.LogStreamARNUpdate), 2048, *s.LogStreamARNUpdate)
		c.pattern(p.member("LogStreamARNUpdate"), *s.LogStreamARNUpdate, patternLogStreamARN)
	}
}

func (s *CodeContent) check(c *checker, p *path) {
	if s.S3ContentLocation != nil {
		s.S3ContentLocation.check(c, p.member("S3ContentLocation"))
	}
	if s.TextContent != nil {
		c.max(p.member("TextContent"), "length", characters(*s.TextContent), 102400, *s.TextContent)
	}
	if s.ZipFileContent != nil {
		c.max(p.member("ZipFileContent"), "length", int64(len(s.ZipFileContent)), 52428800, "<binary>")
	}
}

func (s *CodeContentUpdate) check(c *checker, p *path) {
	if s.S3ContentLocationUpdate != nil {
		s.S3ContentLocationUpdate.check(c, p.member("S3ContentLocationUpdate"))
	}
	if s.TextContentUpdate != nil {
		c.max(p.member("TextContentUpdate"), "length", characters(*s.TextContentUpdate), 102400, *s.TextContentUpdate)
	}
	if s.ZipFileContentUpdate != nil {
		c.max(p.member("ZipFileContentUpdate"), "length", int64(len(s.ZipFileContentUpdate)), 52428800, "<binary>")
	}
}

func (s *CreateAccessKeyRequest) check(c *checker, p *path) {
	if s.UserName == nil {
		c.missing(p.member("UserName"))
	}
	if s.UserName != nil {
		c.min(p.member("UserName"), "length", characters(*s.UserName), 1, *s.UserName)
		c.max(p.member("UserName"), "length", characters(*s.UserName), 64, *s.UserName)
		c.pattern(p.member("UserName"), *s.UserName, patternUserName)
	}
}

func (s *CreateAccountRequest) check(c *checker, p *path) {
	if s.AccountId == nil {
		c.missing(p.member("AccountId"))
	}
	if s.AccountId != nil {
		c.min(p.member("AccountId"), "length", characters(*s.AccountId), 12, *s.AccountId)
		c.max(p.member("AccountId"), "length", characters(*s.AccountId), 12, *s.AccountId)
		c.pattern(p.member("AccountId"), *s.AccountId, patternAccountId)
	}
	if s.AccountName != nil {
		c.max(p.member("AccountName"), "length", characters(*s.AccountName), 128, *s.AccountName)
	}
}

func (s *CreateApplicationPresignedUrlRequest) check(c *checker, p *path) {
	if s.ApplicationName == nil {
		c.missing(p.member("ApplicationName"))
	}
	if s.ApplicationName != nil {
		c.min(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 1, *s.ApplicationName)
		c.max(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 128, *s.ApplicationName)
		c.pattern(p.member("ApplicationName"), *s.ApplicationName, patternApplicationName)
	}
	if s.SessionExpirationDurationInSeconds != nil {
		c.min(p.member("SessionExpirationDurationInSeconds"), "value", *s.SessionExpirationDurationInSeconds, 1800, decimal(*s.SessionExpirationDurationInSeconds))
		c.max(p.member("SessionExpirationDurationInSeconds"), "value", *s.SessionExpirationDurationInSeconds, 43200, decimal(*s.SessionExpirationDurationInSeconds))
	}
	if s.UrlType == nil {
		c.missing(p.member("UrlType"))
	}
	if s.UrlType != nil {
		c.enum(p.member("UrlType"), string(*s.UrlType), "FLINK_DASHBOARD_URL", "ZEPPELIN_UI_URL")
	}
}

func (s *CreateApplicationRequest) check(c *checker, p *path) {
	if s.ApplicationConfiguration != nil {
		s.ApplicationConfiguration.check(c, p.member("ApplicationConfiguration"))
	}
	if s.ApplicationDescription != nil {
		c.max(p.member("ApplicationDescription"), "length", characters(*s.ApplicationDescription), 1024, *s.ApplicationDescription)
	}
	if s.ApplicationMode != nil {
		c.enum(p.member("ApplicationMode"), string(*s.ApplicationMode), "STREAMING", "INTERACTIVE")
	}
	if s.ApplicationName == nil {
		c.missing(p.member("ApplicationName"))
	}
	if s.ApplicationName != nil {
		c.min(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 1, *s.ApplicationName)
		c.max(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 128, *s.ApplicationName)
		c.pattern(p.member("ApplicationName"), *s.ApplicationName, patternApplicationName)
	}
	if s.CloudWatchLoggingOptions != nil {
		for i := range s.CloudWatchLoggingOptions {
			at := p.member("CloudWatchLoggingOptions").element(i)
			(&s.CloudWatchLoggingOptions[i]).check(c, at)
		}
	}
	if s.RuntimeEnvironment == nil {
		c.missing(p.member("RuntimeEnvironment"))
	}
	if s.RuntimeEnvironment != nil {
		c.enum(p.member("RuntimeEnvironment"), string(*s.RuntimeEnvironment), "SQL-1_0", "FLINK-1_6", "FLINK-1_8", "ZEPPELIN-FLINK-1_0", "FLINK-1_11", "FLINK-1_13", "ZEPPELIN-FLINK-2_0", "FLINK-1_15", "ZEPPELIN-FLINK-3_0", "FLINK-1_18", "FLINK-1_19", "FLINK-1_20", "FLINK-2_2")
	}
	if s.ServiceExecutionRole == nil {
		c.missing(p.member("ServiceExecutionRole"))
	}
	if s.ServiceExecutionRole != nil {
		c.min(p.member("ServiceExecutionRole"), "length", characters(*s.ServiceExecutionRole), 1, *s.ServiceExecutionRole)
		c.max(p.member("ServiceExecutionRole"), "length", characters(*s.ServiceExecutionRole), 2048, *s.ServiceExecutionRole)
		c.pattern(p.member("ServiceExecutionRole"), *s.ServiceExecutionRole, patternRoleARN)
	}
	if s.Tags != nil {
		c.min(p.member("Tags"), "length", int64(len(s.Tags)), 1, "<list>")
		c.max(p.member("Tags"), "length", int64(len(s.Tags)), 200, "<list>")
		for i := range s.Tags {
			at := p.member("Tags").element(i)
			(&s.Tags[i]).check(c, at)
		}
	}
}

func (s *CreateApplicationSnapshotRequest) check(c *checker, p *path) {
	if s.ApplicationName == nil {
		c.missing(p.member("ApplicationName"))
	}
	if s.ApplicationName != nil {
		c.min(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 1, *s.ApplicationName)
		c.max(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 128, *s.ApplicationName)
		c.pattern(p.member("ApplicationName"), *s.ApplicationName, patternApplicationName)
	}
	if s.SnapshotName == nil {
		c.missing(p.member("SnapshotName"))
	}
	if s.SnapshotName != nil {
		c.min(p.member("SnapshotName"), "length", characters(*s.SnapshotName), 1, *s.SnapshotName)
		c.max(p.member("SnapshotName"), "length", characters(*s.SnapshotName), 256, *s.SnapshotName)
		c.pattern(p.member("SnapshotName"), *s.SnapshotName, patternSnapshotName)
	}
}

func (s *CreatePolicyRequest) check(c *checker, p *path) {
	if s.Description != nil {
		c.max(p.member("Description"), "length", characters(*s.Description), 1000, *s.Description)
	}
	if s.PolicyDocument == nil {
		c.missing(p.member("PolicyDocument"))
	}
	if s.PolicyDocument != nil {
		c.min(p.member("PolicyDocument"), "length", characters(*s.PolicyDocument), 1, *s.PolicyDocument)
		c.max(p.member("PolicyDocument"), "length", characters(*s.PolicyDocument), 61440, *s.PolicyDocument)
	}
	if s.PolicyName == nil {
		c.missing(p.member("PolicyName"))
	}
	if s.PolicyName != nil {
		c.min(p.member("PolicyName"), "length", characters(*s.PolicyName), 1, *s.PolicyName)
		c.max(p.member("PolicyName"), "length", characters(*s.PolicyName), 64, *s.PolicyName)
		c.pattern(p.member("PolicyName"), *s.PolicyName, patternPolicyName)
	}
}

func (s *CreateRoleRequest) check(c *checker, p *path) {
	if s.Description != nil {
		c.max(p.member("Description"), "length", characters(*s.Description), 1000, *s.Description)
	}
	if s.MaxSessionDuration != nil {
		c.min(p.member("MaxSessionDuration"), "value", *s.MaxSessionDuration, 3600, decimal(*s.MaxSessionDuration))
		c.max(p.member("MaxSessionDuration"), "value", *s.MaxSessionDuration, 43200, decimal(*s.MaxSessionDuration))
	}
	if s.RoleName == nil {
		c.missing(p.member("RoleName"))
	}
	if s.RoleName != nil {
		c.min(p.member("RoleName"), "length", characters(*s.RoleName), 1, *s.RoleName)
		c.max(p.member("RoleName"), "length", characters(*s.RoleName), 64, *s.RoleName)
		c.pattern(p.member("RoleName"), *s.RoleName, patternRoleName)
	}
	if s.TrustPolicy == nil {
		c.missing(p.member("TrustPolicy"))
	}
	if s.TrustPolicy != nil {
		c.min(p.member("TrustPolicy"), "length", characters(*s.TrustPolicy), 1, *s.TrustPolicy)
		c.max(p.member("TrustPolicy"), "length", characters(*s.TrustPolicy), 61440, *s.TrustPolicy)
	}
}

func (s *CreateUserRequest) check(c *checker, p *path) {
	if s.Description != nil {
		c.max(p.member("Description"), "length", characters(*s.Description), 1000, *s.Description)
	}
	if s.UserName == nil {
		c.missing(p.member("UserName"))
	}
	if s.UserName != nil {
		c.min(p.member("UserName"), "length", characters(*s.UserName), 1, *s.UserName)
		c.max(p.member("UserName"), "length", characters(*s.UserName), 64, *s.UserName)
		c.pattern(p.member("UserName"), *s.UserName, patternUserName)
	}
}

func (s *CustomArtifactConfiguration) check(c *checker, p *path) {
	if s.ArtifactType == nil {
		c.missing(p.member("ArtifactType"))
	}
	if s.ArtifactType != nil {
		c.enum(p.member("ArtifactType"), string(*s.ArtifactType), "UDF", "DEPENDENCY_JAR")
	}
	if s.MavenReference != nil {
		s.MavenReference.check(c, p.member("MavenReference"))
	}
	if s.S3ContentLocation != nil {
		s.S3ContentLocation.check(c, p.member("S3ContentLocation"))
	}
}

func (s *DeleteAccessKeyRequest) check(c *checker, p *path) {
	if s.AccessKeyId == nil {
		c.missing(p.member("AccessKeyId"))
	}
	if s.AccessKeyId != nil {
		c.min(p.member("AccessKeyId"), "length", characters(*s.AccessKeyId), 1, *s.AccessKeyId)
		c.max(p.member("AccessKeyId"), "length", characters(*s.AccessKeyId), 128, *s.AccessKeyId)
		c.pattern(p.member("AccessKeyId"), *s.AccessKeyId, patternAccessKeyId)
	}
	if s.UserName == nil {
		c.missing(p.member("UserName"))
	}
	if s.UserName != nil {
		c.min(p.member("UserName"), "length", characters(*s.UserName), 1, *s.UserName)
		c.max(p.member("UserName"), "length", characters(*s.UserName), 64, *s.UserName)
		c.pattern(p.member("UserName"), *s.UserName, patternUserName)
	}
}

func (s *DeleteApplicationCloudWatchLoggingOptionRequest) check(c *checker, p *path) {
	if s.ApplicationName == nil {
		c.missing(p.member("ApplicationName"))
	}
	if s.ApplicationName != nil {
		c.min(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 1, *s.ApplicationName)
		c.max(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 128, *s.ApplicationName)
		c.pattern(p.member("ApplicationName"), *s.ApplicationName, patternApplicationName)
	}
	if s.CloudWatchLoggingOptionId == nil {
		c.missing(p.member("CloudWatchLoggingOptionId"))
	}
	if s.CloudWatchLoggingOptionId != nil {
		c.min(p.member("CloudWatchLoggingOptionId"), "length", characters(*s.CloudWatchLoggingOptionId), 1, *s.CloudWatchLoggingOptionId)
		c.max(p.member("CloudWatchLoggingOptionId"), "length", characters(*s.CloudWatchLoggingOptionId), 50, *s.CloudWatchLoggingOptionId)
		c.pattern(p.member("CloudWatchLoggingOptionId"), *s.CloudWatchLoggingOptionId, patternId)
	}
	if s.ConditionalToken != nil {
		c.min(p.member("ConditionalToken"), "length", characters(*s.ConditionalToken), 1, *s.ConditionalToken)
		c.max(p.member("ConditionalToken"), "length", characters(*s.ConditionalToken), 512, *s.ConditionalToken)
		c.pattern(p.member("ConditionalToken"), *s.ConditionalToken, patternConditionalToken)
	}
	if s.CurrentApplicationVersionId != nil {
		c.min(p.member("CurrentApplicationVersionId"), "value", *s.CurrentApplicationVersionId, 1, decimal(*s.CurrentApplicationVersionId))
		c.max(p.member("CurrentApplicationVersionId"), "value", *s.CurrentApplicationVersionId, 999999999, decimal(*s.CurrentApplicationVersionId))
	}
}

func (s *DeleteApplicationInputProcessingConfigurationRequest) check(c *checker, p *path) {
	if s.ApplicationName == nil {
		c.missing(p.member("ApplicationName"))
	}
	if s.ApplicationName != nil {
		c.min(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 1, *s.ApplicationName)
		c.max(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 128, *s.ApplicationName)
		c.pattern(p.member("ApplicationName"), *s.ApplicationName, patternApplicationName)
	}
	if s.CurrentApplicationVersionId == nil {
		c.missing(p.member("CurrentApplicationVersionId"))
	}
	if s.CurrentApplicationVersionId != nil {
		c.min(p.member("CurrentApplicationVersionId"), "value", *s.CurrentApplicationVersionId, 1, decimal(*s.CurrentApplicationVersionId))
		c.max(p.member("CurrentApplicationVersionId"), "value", *s.CurrentApplicationVersionId, 999999999, decimal(*s.CurrentApplicationVersionId))
	}
	if s.InputId == nil {
		c.missing(p.member("InputId"))
	}
	if s.InputId != nil {
		c.min(p.member("InputId"), "length", characters(*s.InputId), 1, *s.InputId)
		c.max(p.member("InputId"), "length", characters(*s.InputId), 50, *s.InputId)
		c.pattern(p.member("InputId"), *s.InputId, patternId)
	}
}

func (s *DeleteApplicationOutputRequest) check(c *checker, p *path) {
	if s.ApplicationName == nil {
		c.missing(p.member("ApplicationName"))
	}
	if s.ApplicationName != nil {
		c.min(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 1, *s.ApplicationName)
		c.max(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 128, *s.ApplicationName)
		c.pattern(p.member("ApplicationName"), *s.ApplicationName, patternApplicationName)
	}
	if s.CurrentApplicationVersionId == nil {
		c.missing(p.member("CurrentApplicationVersionId"))
	}
	if s.CurrentApplicationVersionId != nil {
		c.min(p.member("CurrentApplicationVersionId"), "value", *s.CurrentApplicationVersionId, 1, decimal(*s.CurrentApplicationVersionId))
		c.max(p.member("CurrentApplicationVersionId"), "value", *s.CurrentApplicationVersionId, 999999999, decimal(*s.CurrentApplicationVersionId))
	}
	if s.OutputId == nil {
		c.missing(p.member("OutputId"))
	}
	if s.OutputId != nil {
		c.min(p.member("OutputId"), "length", characters(*s.OutputId), 1, *s.OutputId)
		c.max(p.member("OutputId"), "length", characters(*s.OutputId), 50, *s.OutputId)
		c.pattern(p.member("OutputId"), *s.OutputId, patternId)
	}
}

func (s *DeleteApplicationReferenceDataSourceRequest) check(c *checker, p *path) {
	if s.ApplicationName == nil {
		c.missing(p.member("ApplicationName"))
	}
	if s.ApplicationName != nil {
		c.min(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 1, *s.ApplicationName)
		c.max(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 128, *s.ApplicationName)
		c.pattern(p.member("ApplicationName"), *s.ApplicationName, patternApplicationName)
	}
	if s.CurrentApplicationVersionId == nil {
		c.missing(p.member("CurrentApplicationVersionId"))
	}
	if s.CurrentApplicationVersionId != nil {
		c.min(p.member("CurrentApplicationVersionId"), "value", *s.CurrentApplicationVersionId, 1, decimal(*s.CurrentApplicationVersionId))
		c.max(p.member("CurrentApplicationVersionId"), "value", *s.CurrentApplicationVersionId, 999999999, decimal(*s.CurrentApplicationVersionId))
	}
	if s.ReferenceId == nil {
		c.missing(p.member("ReferenceId"))
	}
	if s.ReferenceId != nil {
		c.min(p.member("ReferenceId"), "length", characters(*s.ReferenceId), 1, *s.ReferenceId)
		c.max(p.member("ReferenceId"), "length", characters(*s.ReferenceId), 50, *s.ReferenceId)
		c.pattern(p.member("ReferenceId"), *s.ReferenceId, patternId)
	}
}

func (s *DeleteApplicationRequest) check(c *checker, p *path) {
	if s.ApplicationName == nil {
		c.missing(p.member("ApplicationName"))
	}
	if s.ApplicationName != nil {
		c.min(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 1, *s.ApplicationName)
		c.max(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 128, *s.ApplicationName)
		c.pattern(p.member("ApplicationName"), *s.ApplicationName, patternApplicationName)
	}
	if s.CreateTimestamp == nil {
		c.missing(p.member("CreateTimestamp"))
	}
}

func (s *DeleteApplicationSnapshotRequest) check(c *checker, p *path) {
	if s.ApplicationName == nil {
		c.missing(p.member("ApplicationName"))
	}
	if s.ApplicationName != nil {
		c.min(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 1, *s.ApplicationName)
		c.max(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 128, *s.ApplicationName)
		c.pattern(p.member("ApplicationName"), *s.ApplicationName, patternApplicationName)
	}
	if s.SnapshotCreationTimestamp == nil {
		c.missing(p.member("SnapshotCreationTimestamp"))
	}
	if s.SnapshotName == nil {
		c.missing(p.member("SnapshotName"))
	}
	if s.SnapshotName != nil {
		c.min(p.member("SnapshotName"), "length", characters(*s.SnapshotName), 1, *s.SnapshotName)
		c.max(p.member("SnapshotName"), "length", characters(*s.SnapshotName), 256, *s.SnapshotName)
		c.pattern(p.member("SnapshotName"), *s.SnapshotName, patternSnapshotName)
	}
}

func (s *DeleteApplicationVpcConfigurationRequest) check(c *checker, p *path) {
	if s.ApplicationName == nil {
		c.missing(p.member("ApplicationName"))
	}
	if s.ApplicationName != nil {
		c.min(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 1, *s.ApplicationName)
		c.max(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 128, *s.ApplicationName)
		c.pattern(p.member("ApplicationName"), *s.ApplicationName, patternApplicationName)
	}
	if s.ConditionalToken != nil {
		c.min(p.member("ConditionalToken"), "length", characters(*s.ConditionalToken), 1, *s.ConditionalToken)
		c.max(p.member("ConditionalToken"), "length", characters(*s.ConditionalToken), 512, *s.ConditionalToken)
		c.pattern(p.member("ConditionalToken"), *s.ConditionalToken, patternConditionalToken)
	}
	if s.CurrentApplicationVersionId != nil {
		c.min(p.member("CurrentApplicationVersionId"), "value", *s.CurrentApplicationVersionId, 1, decimal(*s.CurrentApplicationVersionId))
		c.max(p.member("CurrentApplicationVersionId"), "value", *s.CurrentApplicationVersionId, 999999999, decimal(*s.CurrentApplicationVersionId))
	}
	if s.VpcConfigurationId == nil {
		c.missing(p.member("VpcConfigurationId"))
	}
	if s.VpcConfigurationId != nil {
		c.min(p.member("VpcConfigurationId"), "length", characters(*s.VpcConfigurationId), 1, *s.VpcConfigurationId)
		c.max(p.member("VpcConfigurationId"), "length", characters(*s.VpcConfigurationId), 50, *s.VpcConfigurationId)
		c.pattern(p.member("VpcConfigurationId"), *s.VpcConfigurationId, patternId)
	}
}

func (s *DeletePolicyRequest) check(c *checker, p *path) {
	if s.PolicyName == nil {
		c.missing(p.member("PolicyName"))
	}
	if s.PolicyName != nil {
		c.min(p.member("PolicyName"), "length", characters(*s.PolicyName), 1, *s.PolicyName)
		c.max(p.member("PolicyName"), "length", characters(*s.PolicyName), 64, *s.PolicyName)
		c.pattern(p.member("PolicyName"), *s.PolicyName, patternPolicyName)
	}
}

func (s *DeleteRoleRequest) check(c *checker, p *path) {
	if s.RoleName == nil {
		c.missing(p.member("RoleName"))
	}
	if s.RoleName != nil {
		c.min(p.member("RoleName"), "length", characters(*s.RoleName), 1, *s.RoleName)
		c.max(p.member("RoleName"), "length", characters(*s.RoleName), 64, *s.RoleName)
		c.pattern(p.member("RoleName"), *s.RoleName, patternRoleName)
	}
}

func (s *DeleteSnapshotRetentionRequest) check(c *checker, p *path) {
	if s.ApplicationName == nil {
		c.missing(p.member("ApplicationName"))
	}
	if s.ApplicationName != nil {
		c.min(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 1, *s.ApplicationName)
		c.max(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 128, *s.ApplicationName)
		c.pattern(p.member("ApplicationName"), *s.ApplicationName, patternApplicationName)
	}
}

func (s *DeleteUserRequest) check(c *checker, p *path) {
	if s.UserName == nil {
		c.missing(p.member("UserName"))
	}
	if s.UserName != nil {
		c.min(p.member("UserName"), "length", characters(*s.UserName), 1, *s.UserName)
		c.max(p.member("UserName"), "length", characters(*s.UserName), 64, *s.UserName)
		c.pattern(p.member("UserName"), *s.UserName, patternUserName)
	}
}

func (s *DeployAsApplicationConfiguration) check(c *checker, p *path) {
	if s.S3ContentLocation == nil {
		c.missing(p.member("S3ContentLocation"))
	}
	if s.S3ContentLocation != nil {
		s.S3ContentLocation.check(c, p.member("S3ContentLocation"))
	}
}

func (s *DeployAsApplicationConfigurationUpdate) check(c *checker, p *path) {
	if s.S3ContentLocationUpdate != nil {
		s.S3ContentLocationUpdate.check(c, p.member("S3ContentLocationUpdate"))
	}
}

func (s *DescribeApplicationHealthRequest) check(c *checker, p *path) {
	if s.ApplicationName == nil {
		c.missing(p.member("ApplicationName"))
	}
	if s.ApplicationName != nil {
		c.min(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 1, *s.ApplicationName)
		c.max(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 128, *s.ApplicationName)
		c.pattern(p.member("ApplicationName"), *s.ApplicationName, patternApplicationName)
	}
}

func (s *DescribeApplicationOperationRequest) check(c *checker, p *path) {
	if s.ApplicationName == nil {
		c.missing(p.member("ApplicationName"))
	}
	if s.ApplicationName != nil {
		c.min(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 1, *s.ApplicationName)
		c.max(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 128, *s.ApplicationName)
		c.pattern(p.member("ApplicationName"), *s.ApplicationName, patternApplicationName)
	}
	if s.OperationId == nil {
		c.missing(p.member("OperationId"))
	}
	if s.OperationId != nil {
		c.min(p.member("OperationId"), "length", characters(*s.OperationId), 1, *s.OperationId)
		c.max(p.member("OperationId"), "length", characters(*s.OperationId), 64, *s.OperationId)
	}
}

func (s *DescribeApplicationRequest) check(c *checker, p *path) {
	if s.ApplicationName == nil {
		c.missing(p.member("ApplicationName"))
	}
	if s.ApplicationName != nil {
		c.min(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 1, *s.ApplicationName)
		c.max(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 128, *s.ApplicationName)
		c.pattern(p.member("ApplicationName"), *s.ApplicationName, patternApplicationName)
	}
}

func (s *DescribeApplicationSnapshotRequest) check(c *checker, p *path) {
	if s.ApplicationName == nil {
		c.missing(p.member("ApplicationName"))
	}
	if s.ApplicationName != nil {
		c.min(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 1, *s.ApplicationName)
		c.max(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 128, *s.ApplicationName)
		c.pattern(p.member("ApplicationName"), *s.ApplicationName, patternApplicationName)
	}
	if s.SnapshotName == nil {
		c.missing(p.member("SnapshotName"))
	}
	if s.SnapshotName != nil {
		c.min(p.member("SnapshotName"), "length", characters(*s.SnapshotName), 1, *s.SnapshotName)
		c.max(p.member("SnapshotName"), "length", characters(*s.SnapshotName), 256, *s.SnapshotName)
		c.pattern(p.member("SnapshotName"), *s.SnapshotName, patternSnapshotName)
	}
}

func (s *DescribeApplicationVersionRequest) check(c *checker, p *path) {
	if s.ApplicationName == nil {
		c.missing(p.member("ApplicationName"))
	}
	if s.ApplicationName != nil {
		c.min(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 1, *s.ApplicationName)
		c.max(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 128, *s.ApplicationName)
		c.pattern(p.member("ApplicationName"), *s.ApplicationName, patternApplicationName)
	}
	if s.ApplicationVersionId == nil {
		c.missing(p.member("ApplicationVersionId"))
	}
	if s.ApplicationVersionId != nil {
		c.min(p.member("ApplicationVersionId"), "value", *s.ApplicationVersionId, 1, decimal(*s.ApplicationVersionId))
		c.max(p.member("ApplicationVersionId"), "value", *s.ApplicationVersionId, 999999999, decimal(*s.ApplicationVersionId))
	}
}

func (s *DescribePolicyRequest) check(c *checker, p *path) {
	if s.PolicyName == nil {
		c.missing(p.member("PolicyName"))
	}
	if s.PolicyName != nil {
		c.min(p.member("PolicyName"), "length", characters(*s.PolicyName), 1, *s.PolicyName)
		c.max(p.member("PolicyName"), "length", characters(*s.PolicyName), 64, *s.PolicyName)
		c.pattern(p.member("PolicyName"), *s.PolicyName, patternPolicyName)
	}
}

func (s *DescribeRoleRequest) check(c *checker, p *path) {
	if s.RoleName == nil {
		c.missing(p.member("RoleName"))
	}
	if s.RoleName != nil {
		c.min(p.member("RoleName"), "length", characters(*s.RoleName), 1, *s.RoleName)
		c.max(p.member("RoleName"), "length", characters(*s.RoleName), 64, *s.RoleName)
		c.pattern(p.member("RoleName"), *s.RoleName, patternRoleName)
	}
}

func (s *DescribeRootKeyRequest) check(c *checker, p *path) {
}

func (s *DescribeSnapshotRecordRequest) check(c *checker, p *path) {
	if s.ApplicationName == nil {
		c.missing(p.member("ApplicationName"))
	}
	if s.ApplicationName != nil {
		c.min(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 1, *s.ApplicationName)
		c.max(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 128, *s.ApplicationName)
		c.pattern(p.member("ApplicationName"), *s.ApplicationName, patternApplicationName)
	}
	if s.SnapshotName == nil {
		c.missing(p.member("SnapshotName"))
	}
	if s.SnapshotName != nil {
		c.min(p.member("SnapshotName"), "length", characters(*s.SnapshotName), 1, *s.SnapshotName)
		c.max(p.member("SnapshotName"), "length", characters(*s.SnapshotName), 256, *s.SnapshotName)
		c.pattern(p.member("SnapshotName"), *s.SnapshotName, patternSnapshotName)
	}
}

func (s *DescribeSnapshotRetentionRequest) check(c *checker, p *path) {
	if s.ApplicationName == nil {
		c.missing(p.member("ApplicationName"))
	}
	if s.ApplicationName != nil {
		c.min(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 1, *s.ApplicationName)
		c.max(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 128, *s.ApplicationName)
		c.pattern(p.member("ApplicationName"), *s.ApplicationName, patternApplicationName)
	}
}

func (s *DescribeUserRequest) check(c *checker, p *path) {
	if s.UserName == nil {
		c.missing(p.member("UserName"))
	}
	if s.UserName != nil {
		c.min(p.member("UserName"), "length", characters(*s.UserName), 1, *s.UserName)
		c.max(p.member("UserName"), "length", characters(*s.UserName), 64, *s.UserName)
		c.pattern(p.member("UserName"), *s.UserName, patternUserName)
	}
}

func (s *DestinationSchema) check(c *checker, p *path) {
	if s.RecordFormatType == nil {
		c.missing(p.member("RecordFormatType"))
	}
	if s.RecordFormatType != nil {
		c.enum(p.member("RecordFormatType"), string(*s.RecordFormatType), "JSON", "CSV")
	}
}

func (s *DetachRolePolicyRequest) check(c *checker, p *path) {
	if s.PolicyArn == nil {
		c.missing(p.member("PolicyArn"))
	}
	if s.PolicyArn != nil {
		c.min(p.member("PolicyArn"), "length", characters(*s.PolicyArn), 20, *s.PolicyArn)
		c.max(p.member("PolicyArn"), "length", characters(*s.PolicyArn), 2048, *s.PolicyArn)
		c.pattern(p.member("PolicyArn"), *s.PolicyArn, patternAccessArn)
	}
	if s.RoleName == nil {
		c.missing(p.member("RoleName"))
	}
	if s.RoleName != nil {
		c.min(p.member("RoleName"), "length", characters(*s.RoleName), 1, *s.RoleName)
		c.max(p.member("RoleName"), "length", characters(*s.RoleName), 64, *s.RoleName)
		c.pattern(p.member("RoleName"), *s.RoleName, patternRoleName)
	}
}

func (s *DetachUserPolicyRequest) check(c *checker, p *path) {
	if s.PolicyArn == nil {
		c.missing(p.member("PolicyArn"))
	}
	if s.PolicyArn != nil {
		c.min(p.member("PolicyArn"), "length", characters(*s.PolicyArn), 20, *s.PolicyArn)
		c.max(p.member("PolicyArn"), "length", characters(*s.PolicyArn), 2048, *s.PolicyArn)
		c.pattern(p.member("PolicyArn"), *s.PolicyArn, patternAccessArn)
	}
	if s.UserName == nil {
		c.missing(p.member("UserName"))
	}
	if s.UserName != nil {
		c.min(p.member("UserName"), "length", characters(*s.UserName), 1, *s.UserName)
		c.max(p.member("UserName"), "length", characters(*s.UserName), 64, *s.UserName)
		c.pattern(p.member("UserName"), *s.UserName, patternUserName)
	}
}

func (s *DiscoverInputSchemaRequest) check(c *checker, p *path) {
	if s.InputProcessingConfiguration != nil {
		s.InputProcessingConfiguration.check(c, p.member("InputProcessingConfiguration"))
	}
	if s.InputStartingPositionConfiguration != nil {
		s.InputStartingPositionConfiguration.check(c, p.member("InputStartingPositionConfiguration"))
	}
	if s.ResourceARN != nil {
		c.min(p.member("ResourceARN"), "length", characters(*s.ResourceARN), 1, *s.ResourceARN)
		c.max(p.member("ResourceARN"), "length", characters(*s.ResourceARN), 2048, *s.ResourceARN)
		c.pattern(p.member("ResourceARN"), *s.ResourceARN, patternResourceARN)
	}
	if s.S3Configuration != nil {
		s.S3Configuration.check(c, p.member("S3Configuration"))
	}
	if s.ServiceExecutionRole == nil {
		c.missing(p.member("ServiceExecutionRole"))
	}
	if s.ServiceExecutionRole != nil {
		c.min(p.member("ServiceExecutionRole"), "length", characters(*s.ServiceExecutionRole), 1, *s.ServiceExecutionRole)
		c.max(p.member("ServiceExecutionRole"), "length", characters(*s.ServiceExecutionRole), 2048, *s.ServiceExecutionRole)
		c.pattern(p.member("ServiceExecutionRole"), *s.ServiceExecutionRole, patternRoleARN)
	}
}

func (s *EnvironmentProperties) check(c *checker, p *path) {
	if s.PropertyGroups == nil {
		c.missing(p.member("PropertyGroups"))
	}
	if s.PropertyGroups != nil {
		c.max(p.member("PropertyGroups"), "length", int64(len(s.PropertyGroups)), 50, "<list>")
		for i := range s.PropertyGroups {
			at := p.member("PropertyGroups").element(i)
			(&s.PropertyGroups[i]).check(c, at)
		}
	}
}

func (s *EnvironmentPropertyUpdates) check(c *checker, p *path) {
	if s.PropertyGroups == nil {
		c.missing(p.member("PropertyGroups"))
	}
	if s.PropertyGroups != nil {
		c.max(p.member("PropertyGroups"), "length", int64(len(s.PropertyGroups)), 50, "<list>")
		for i := range s.PropertyGroups {
			at := p.member("PropertyGroups").element(i)
			(&s.PropertyGroups[i]).check(c, at)
		}
	}
}

func (s *ExportApplicationSnapshotRequest) check(c *checker, p *path) {
	if s.ApplicationName == nil {
		c.missing(p.member("ApplicationName"))
	}
	if s.ApplicationName != nil {
		c.min(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 1, *s.ApplicationName)
		c.max(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 128, *s.ApplicationName)
		c.pattern(p.member("ApplicationName"), *s.ApplicationName, patternApplicationName)
	}
	if s.SnapshotName == nil {
		c.missing(p.member("SnapshotName"))
	}
	if s.SnapshotName != nil {
		c.min(p.member("SnapshotName"), "length", characters(*s.SnapshotName), 1, *s.SnapshotName)
		c.max(p.member("SnapshotName"), "length", characters(*s.SnapshotName), 256, *s.SnapshotName)
		c.pattern(p.member("SnapshotName"), *s.SnapshotName, patternSnapshotName)
	}
}

func (s *FlinkApplicationConfiguration) check(c *checker, p *path) {
	if s.CheckpointConfiguration != nil {
		s.CheckpointConfiguration.check(c, p.member("CheckpointConfiguration"))
	}
	if s.MonitoringConfiguration != nil {
		s.MonitoringConfiguration.check(c, p.member("MonitoringConfiguration"))
	}
	if s.ParallelismConfiguration != nil {
		s.ParallelismConfiguration.check(c, p.member("ParallelismConfiguration"))
	}
}

func (s *FlinkApplicationConfigurationUpdate) check(c *checker, p *path) {
	if s.CheckpointConfigurationUpdate != nil {
		s.CheckpointConfigurationUpdate.check(c, p.member("CheckpointConfigurationUpdate"))
	}
	if s.MonitoringConfigurationUpdate != nil {
		s.MonitoringConfigurationUpdate.check(c, p.member("MonitoringConfigurationUpdate"))
	}
	if s.ParallelismConfigurationUpdate != nil {
		s.ParallelismConfigurationUpdate.check(c, p.member("ParallelismConfigurationUpdate"))
	}
}

func (s *FlinkRunConfiguration) check(c *checker, p *path) {
}

func (s *FollowApplicationEventsRequest) check(c *checker, p *path) {
	if s.ApplicationName == nil {
		c.missing(p.member("ApplicationName"))
	}
	if s.ApplicationName != nil {
		c.min(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 1, *s.ApplicationName)
		c.max(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 128, *s.ApplicationName)
		c.pattern(p.member("ApplicationName"), *s.ApplicationName, patternApplicationName)
	}
	if s.LastEventId != nil {
		c.min(p.member("LastEventId"), "length", characters(*s.LastEventId), 1, *s.LastEventId)
		c.max(p.member("LastEventId"), "length", characters(*s.LastEventId), 19, *s.LastEventId)
		c.pattern(p.member("LastEventId"), *s.LastEventId, patternEventId)
	}
}

func (s *FollowApplicationLogRequest) check(c *checker, p *path) {
	if s.ApplicationName == nil {
		c.missing(p.member("ApplicationName"))
	}
	if s.ApplicationName != nil {
		c.min(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 1, *s.ApplicationName)
		c.max(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 128, *s.ApplicationName)
		c.pattern(p.member("ApplicationName"), *s.ApplicationName, patternApplicationName)
	}
	if s.ApplicationVersionId != nil {
		c.min(p.member("ApplicationVersionId"), "value", *s.ApplicationVersionId, 1, decimal(*s.ApplicationVersionId))
		c.max(p.member("ApplicationVersionId"), "value", *s.ApplicationVersionId, 999999999, decimal(*s.ApplicationVersionId))
	}
	if s.LastEventId != nil {
		c.min(p.member("LastEventId"), "length", characters(*s.LastEventId), 1, *s.LastEventId)
		c.max(p.member("LastEventId"), "length", characters(*s.LastEventId), 19, *s.LastEventId)
		c.pattern(p.member("LastEventId"), *s.LastEventId, patternLogEventId)
	}
	if s.LogLevel != nil {
		c.enum(p.member("LogLevel"), string(*s.LogLevel), "INFO", "WARN", "ERROR", "DEBUG")
	}
	if s.LogSource != nil {
		c.enum(p.member("LogSource"), string(*s.LogSource), "LOG", "STDOUT", "STDERR")
	}
	if s.Logger != nil {
		c.min(p.member("Logger"), "length", characters(*s.Logger), 1, *s.Logger)
		c.max(p.member("Logger"), "length", characters(*s.Logger), 256, *s.Logger)
	}
	if s.Pattern != nil {
		c.min(p.member("Pattern"), "length", characters(*s.Pattern), 1, *s.Pattern)
		c.max(p.member("Pattern"), "length", characters(*s.Pattern), 512, *s.Pattern)
	}
	if s.Tail != nil {
		c.min(p.member("Tail"), "value", *s.Tail, 0, decimal(*s.Tail))
		c.max(p.member("Tail"), "value", *s.Tail, 10000, decimal(*s.Tail))
	}
	if s.Text != nil {
		c.min(p.member("Text"), "length", characters(*s.Text), 1, *s.Text)
		c.max(p.member("Text"), "length", characters(*s.Text), 512, *s.Text)
	}
}

func (s *FollowAuditEventsRequest) check(c *checker, p *path) {
	if s.Action != nil {
		c.min(p.member("Action"), "length", characters(*s.Action), 1, *s.Action)
		c.max(p.member("Action"), "length", characters(*s.Action), 128, *s.Action)
		c.pattern(p.member("Action"), *s.Action, patternAuditAction)
	}
	if s.Application != nil {
		c.min(p.member("Application"), "length", characters(*s.Application), 1, *s.Application)
		c.max(p.member("Application"), "length", characters(*s.Application), 128, *s.Application)
		c.pattern(p.member("Application"), *s.Application, patternApplicationName)
	}
	if s.LastEventId != nil {
		c.min(p.member("LastEventId"), "length", characters(*s.LastEventId), 3, *s.LastEventId)
		c.max(p.member("LastEventId"), "length", characters(*s.LastEventId), 41, *s.LastEventId)
		c.pattern(p.member("LastEventId"), *s.LastEventId, patternAuditEventId)
	}
	if s.Outcome != nil {
		c.enum(p.member("Outcome"), string(*s.Outcome), "Allowed", "Denied")
	}
	if s.Principal != nil {
		c.min(p.member("Principal"), "length", characters(*s.Principal), 1, *s.Principal)
		c.max(p.member("Principal"), "length", characters(*s.Principal), 2048, *s.Principal)
	}
}

func (s *GetCallerIdentityRequest) check(c *checker, p *path) {
}

func (s *GetSessionTokenRequest) check(c *checker, p *path) {
	if s.DurationSeconds != nil {
		c.min(p.member("DurationSeconds"), "value", *s.DurationSeconds, 900, decimal(*s.DurationSeconds))
		c.max(p.member("DurationSeconds"), "value", *s.DurationSeconds, 129600, decimal(*s.DurationSeconds))
	}
}

func (s *GlueDataCatalogConfiguration) check(c *checker, p *path) {
	if s.DatabaseARN == nil {
		c.missing(p.member("DatabaseARN"))
	}
	if s.DatabaseARN != nil {
		c.min(p.member("DatabaseARN"), "length", characters(*s.DatabaseARN), 1, *s.DatabaseARN)
		c.max(p.member("DatabaseARN"), "length", characters(*s.DatabaseARN), 2048, *s.DatabaseARN)
		c.pattern(p.member("DatabaseARN"), *s.DatabaseARN, patternDatabaseARN)
	}
}

func (s *GlueDataCatalogConfigurationUpdate) check(c *checker, p *path) {
	if s.DatabaseARNUpdate == nil {
		c.missing(p.member("DatabaseARNUpdate"))
	}
	if s.DatabaseARNUpdate != nil {
		c.min(p.member("DatabaseARNUpdate"), "length", characters(*s.DatabaseARNUpdate), 1, *s.DatabaseARNUpdate)
		c.max(p.member("DatabaseARNUpdate"), "length", characters(*s.DatabaseARNUpdate), 2048, *s.DatabaseARNUpdate)
		c.pattern(p.member("DatabaseARNUpdate"), *s.DatabaseARNUpdate, patternDatabaseARN)
	}
}

func (s *ImportApplicationSnapshotRequest) check(c *checker, p *path) {
	if s.ApplicationName == nil {
		c.missing(p.member("ApplicationName"))
	}
	if s.ApplicationName != nil {
		c.min(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 1, *s.ApplicationName)
		c.max(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 128, *s.ApplicationName)
		c.pattern(p.member("ApplicationName"), *s.ApplicationName, patternApplicationName)
	}
	if s.SnapshotName == nil {
		c.missing(p.member("SnapshotName"))
	}
	if s.SnapshotName != nil {
		c.min(p.member("SnapshotName"), "length", characters(*s.SnapshotName), 1, *s.SnapshotName)
		c.max(p.member("SnapshotName"), "length", characters(*s.SnapshotName), 256, *s.SnapshotName)
		c.pattern(p.member("SnapshotName"), *s.SnapshotName, patternSnapshotName)
	}
	if s.SourceApplicationARN != nil {
		c.min(p.member("SourceApplicationARN"), "length", characters(*s.SourceApplicationARN), 1, *s.SourceApplicationARN)
		c.max(p.member("SourceApplicationARN"), "length", characters(*s.SourceApplicationARN), 2048, *s.SourceApplicationARN)
		c.pattern(p.member("SourceApplicationARN"), *s.SourceApplicationARN, patternResourceARN)
	}
}

func (s *Input) check(c *checker, p *path) {
	if s.InputParallelism != nil {
		s.InputParallelism.check(c, p.member("InputParallelism"))
	}
	if s.InputProcessingConfiguration != nil {
		s.InputProcessingConfiguration.check(c, p.member("InputProcessingConfiguration"))
	}
	if s.InputSchema == nil {
		c.missing(p.member("InputSchema"))
	}
	if s.InputSchema != nil {
		s.InputSchema.check(c, p.member("InputSchema"))
	}
	if s.KinesisFirehoseInput != nil {
		s.KinesisFirehoseInput.check(c, p.member("KinesisFirehoseInput"))
	}
	if s.KinesisStreamsInput != nil {
		s.KinesisStreamsInput.check(c, p.member("KinesisStreamsInput"))
	}
	if s.NamePrefix == nil {
		c.missing(p.member("NamePrefix"))
	}
	if s.NamePrefix != nil {
		c.min(p.member("NamePrefix"), "length", characters(*s.NamePrefix), 1, *s.NamePrefix)
		c.max(p.member("NamePrefix"), "length", characters(*s.NamePrefix), 32, *s.NamePrefix)
		c.pattern(p.member("NamePrefix"), *s.NamePrefix, patternInAppStreamName)
	}
}

func (s *InputLambdaProcessor) check(c *checker, p *path) {
	if s.ResourceARN == nil {
		c.missing(p.member("ResourceARN"))
	}
	if s.ResourceARN != nil {
		c.min(p.member("ResourceARN"), "length", characters(*s.ResourceARN), 1, *s.ResourceARN)
		c.max(p.member("ResourceARN"), "length", characters(*s.ResourceARN), 2048, *s.ResourceARN)
		c.pattern(p.member("ResourceARN"), *s.ResourceARN, patternResourceARN)
	}
}

func (s *InputLambdaProcessorUpdate) check(c *checker, p *path) {
	if s.ResourceARNUpdate == nil {
		c.missing(p.member("ResourceARNUpdate"))
	}
	if s.ResourceARNUpdate != nil {
		c.min(p.member("ResourceARNUpdate"), "length", characters(*s.ResourceARNUpdate), 1, *s.ResourceARNUpdate)
		c.max(p.member("ResourceARNUpdate"), "length", characters(*s.ResourceARNUpdate), 2048, *s.ResourceARNUpdate)
		c.pattern(p.member("ResourceARNUpdate"), *s.ResourceARNUpdate, patternResourceARN)
	}
}

func (s *InputParallelism) check(c *checker, p *path) {
	if s.Count != nil {
		c.min(p.member("Count"), "value", *s.Count, 1, decimal(*s.Count))
		c.max(p.member("Count"), "value", *s.Count, 64, decimal(*s.Count))
	}
}

func (s *InputParallelismUpdate) check(c *checker, p *path) {
	if s.CountUpdate == nil {
		c.missing(p.member("CountUpdate"))
	}
	if s.CountUpdate != nil {
		c.min(p.member("CountUpdate"), "value", *s.CountUpdate, 1, decimal(*s.CountUpdate))
		c.max(p.member("CountUpdate"), "value", *s.CountUpdate, 64, decimal(*s.CountUpdate))
	}
}

func (s *InputProcessingConfiguration) check(c *checker, p *path) {
	if s.InputLambdaProcessor == nil {
		c.missing(p.member("InputLambdaProcessor"))
	}
	if s.InputLambdaProcessor != nil {
		s.InputLambdaProcessor.check(c, p.member("InputLambdaProcessor"))
	}
}

func (s *InputProcessingConfigurationUpdate) check(c *checker, p *path) {
	if s.InputLambdaProcessorUpdate == nil {
		c.missing(p.member("InputLambdaProcessorUpdate"))
	}
	if s.InputLambdaProcessorUpdate != nil {
		s.InputLambdaProcessorUpdate.check(c, p.member("InputLambdaProcessorUpdate"))
	}
}

func (s *InputSchemaUpdate) check(c *checker, p *path) {
	if s.RecordColumnUpdates != nil {
		c.min(p.member("RecordColumnUpdates"), "length", int64(len(s.RecordColumnUpdates)), 1, "<list>")
		c.max(p.member("RecordColumnUpdates"), "length", int64(len(s.RecordColumnUpdates)), 1000, "<list>")
		for i := range s.RecordColumnUpdates {
			at := p.member("RecordColumnUpdates").element(i)
			(&s.RecordColumnUpdates[i]).check(c, at)
		}
	}
	if s.RecordEncodingUpdate != nil {
		c.min(p.member("RecordEncodingUpdate"), "length", characters(*s.RecordEncodingUpdate), 5, *s.RecordEncodingUpdate)
		c.max(p.member("RecordEncodingUpdate"), "length", characters(*s.RecordEncodingUpdate), 5, *s.RecordEncodingUpdate)
		c.pattern(p.member("RecordEncodingUpdate"), *s.RecordEncodingUpdate, patternRecordEncoding)
	}
	if s.RecordFormatUpdate != nil {
		s.RecordFormatUpdate.check(c, p.member("RecordFormatUpdate"))
	}
}

func (s *InputStartingPositionConfiguration) check(c *checker, p *path) {
	if s.InputStartingPosition != nil {
		c.enum(p.member("InputStartingPosition"), string(*s.InputStartingPosition), "NOW", "TRIM_HORIZON", "LAST_STOPPED_POINT")
	}
}

func (s *InputUpdate) check(c *checker, p *path) {
	if s.InputId == nil {
		c.missing(p.member("InputId"))
	}
	if s.InputId != nil {
		c.min(p.member("InputId"), "length", characters(*s.InputId), 1, *s.InputId)
		c.max(p.member("InputId"), "length", characters(*s.InputId), 50, *s.InputId)
		c.pattern(p.member("InputId"), *s.InputId, patternId)
	}
	if s.InputParallelismUpdate != nil {
		s.InputParallelismUpdate.check(c, p.member("InputParallelismUpdate"))
	}
	if s.InputProcessingConfigurationUpdate != nil {
		s.InputProcessingConfigurationUpdate.check(c, p.member("InputProcessingConfigurationUpdate"))
	}
	if s.InputSchemaUpdate != nil {
		s.InputSchemaUpdate.check(c, p.member("InputSchemaUpdate"))
	}
	if s.KinesisFirehoseInputUpdate != nil {
		s.KinesisFirehoseInputUpdate.check(c, p.member("KinesisFirehoseInputUpdate"))
	}
	if s.KinesisStreamsInputUpdate != nil {
		s.KinesisStreamsInputUpdate.check(c, p.member("KinesisStreamsInputUpdate"))
	}
	if s.NamePrefixUpdate != nil {
		c.min(p.member("NamePrefixUpdate"), "length", characters(*s.NamePrefixUpdate), 1, *s.NamePrefixUpdate)
		c.max(p.member("NamePrefixUpdate"), "length", characters(*s.NamePrefixUpdate), 32, *s.NamePrefixUpdate)
		c.pattern(p.member("NamePrefixUpdate"), *s.NamePrefixUpdate, patternInAppStreamName)
	}
}

func (s *JSONMappingParameters) check(c *checker, p *path) {
	if s.RecordRowPath == nil {
		c.missing(p.member("RecordRowPath"))
	}
	if s.RecordRowPath != nil {
		c.min(p.member("RecordRowPath"), "length", characters(*s.RecordRowPath), 1, *s.RecordRowPath)
		c.max(p.member("RecordRowPath"), "length", characters(*s.RecordRowPath), 65535, *s.RecordRowPath)
		c.pattern(p.member("RecordRowPath"), *s.RecordRowPath, patternRecordRowPath)
	}
}

func (s *KinesisFirehoseInput) check(c *checker, p *path) {
	if s.ResourceARN == nil {
		c.missing(p.member("ResourceARN"))
	}
	if s.ResourceARN != nil {
		c.min(p.member("ResourceARN"), "length", characters(*s.ResourceARN), 1, *s.ResourceARN)
		c.max(p.member("ResourceARN"), "length", characters(*s.ResourceARN), 2048, *s.ResourceARN)
		c.pattern(p.member("ResourceARN"), *s.ResourceARN, patternResourceARN)
	}
}

func (s *KinesisFirehoseInputUpdate) check(c *checker, p *path) {
	if s.ResourceARNUpdate == nil {
		c.missing(p.member("ResourceARNUpdate"))
	}
	if s.ResourceARNUpdate != nil {
		c.min(p.member("ResourceARNUpdate"), "length", characters(*s.ResourceARNUpdate), 1, *s.ResourceARNUpdate)
		c.max(p.member("ResourceARNUpdate"), "length", characters(*s.ResourceARNUpdate), 2048, *s.ResourceARNUpdate)
		c.pattern(p.member("ResourceARNUpdate"), *s.ResourceARNUpdate, patternResourceARN)
	}
}

func (s *KinesisFirehoseOutput) check(c *checker, p *path) {
	if s.ResourceARN == nil {
		c.missing(p.member("ResourceARN"))
	}
	if s.ResourceARN != nil {
		c.min(p.member("ResourceARN"), "length", characters(*s.ResourceARN), 1, *s.ResourceARN)
		c.max(p.member("ResourceARN"), "length", characters(*s.ResourceARN), 2048, *s.ResourceARN)
		c.pattern(p.member("ResourceARN"), *s.ResourceARN, patternResourceARN)
	}
}

func (s *KinesisFirehoseOutputUpdate) check(c *checker, p *path) {
	if s.ResourceARNUpdate == nil {
		c.missing(p.member("ResourceARNUpdate"))
	}
	if s.ResourceARNUpdate != nil {
		c.min(p.member("ResourceARNUpdate"), "length", characters(*s.ResourceARNUpdate), 1, *s.ResourceARNUpdate)
		c.max(p.member("ResourceARNUpdate"), "length", characters(*s.ResourceARNUpdate), 2048, *s.ResourceARNUpdate)
		c.pattern(p.member("ResourceARNUpdate"), *s.ResourceARNUpdate, patternResourceARN)
	}
}

func (s *KinesisStreamsInput) check(c *checker, p *path) {
	if s.ResourceARN == nil {
		c.missing(p.member("ResourceARN"))
	}
	if s.ResourceARN != nil {
		c.min(p.member("ResourceARN"), "length", characters(*s.ResourceARN), 1, *s.ResourceARN)
		c.max(p.member("ResourceARN"), "length", characters(*s.ResourceARN), 2048, *s.ResourceARN)
		c.pattern(p.member("ResourceARN"), *s.ResourceARN, patternResourceARN)
	}
}

func (s *KinesisStreamsInputUpdate) check(c *checker, p *path) {
	if s.ResourceARNUpdate == nil {
		c.missing(p.member("ResourceARNUpdate"))
	}
	if s.ResourceARNUpdate != nil {
		c.min(p.member("ResourceARNUpdate"), "length", characters(*s.ResourceARNUpdate), 1, *s.ResourceARNUpdate)
		c.max(p.member("ResourceARNUpdate"), "length", characters(*s.ResourceARNUpdate), 2048, *s.ResourceARNUpdate)
		c.pattern(p.member("ResourceARNUpdate"), *s.ResourceARNUpdate, patternResourceARN)
	}
}

func (s *KinesisStreamsOutput) check(c *checker, p *path) {
	if s.ResourceARN == nil {
		c.missing(p.member("ResourceARN"))
	}
	if s.ResourceARN != nil {
		c.min(p.member("ResourceARN"), "length", characters(*s.ResourceARN), 1, *s.ResourceARN)
		c.max(p.member("ResourceARN"), "length", characters(*s.ResourceARN), 2048, *s.ResourceARN)
		c.pattern(p.member("ResourceARN"), *s.ResourceARN, patternResourceARN)
	}
}

func (s *KinesisStreamsOutputUpdate) check(c *checker, p *path) {
	if s.ResourceARNUpdate == nil {
		c.missing(p.member("ResourceARNUpdate"))
	}
	if s.ResourceARNUpdate != nil {
		c.min(p.member("ResourceARNUpdate"), "length", characters(*s.ResourceARNUpdate), 1, *s.ResourceARNUpdate)
		c.max(p.member("ResourceARNUpdate"), "length", characters(*s.ResourceARNUpdate), 2048, *s.ResourceARNUpdate)
		c.pattern(p.member("ResourceARNUpdate"), *s.ResourceARNUpdate, patternResourceARN)
	}
}

func (s *LambdaOutput) check(c *checker, p *path) {
	if s.ResourceARN == nil {
		c.missing(p.member("ResourceARN"))
	}
	if s.ResourceARN != nil {
		c.min(p.member("ResourceARN"), "length", characters(*s.ResourceARN), 1, *s.ResourceARN)
		c.max(p.member("ResourceARN"), "length", characters(*s.ResourceARN), 2048, *s.ResourceARN)
		c.pattern(p.member("ResourceARN"), *s.ResourceARN, patternResourceARN)
	}
}

func (s *LambdaOutputUpdate) check(c *checker, p *path) {
	if s.ResourceARNUpdate == nil {
		c.missing(p.member("ResourceARNUpdate"))
	}
	if s.ResourceARNUpdate != nil {
		c.min(p.member("ResourceARNUpdate"), "length", characters(*s.ResourceARNUpdate), 1, *s.ResourceARNUpdate)
		c.max(p.member("ResourceARNUpdate"), "length", characters(*s.ResourceARNUpdate), 2048, *s.ResourceARNUpdate)
		c.pattern(p.member("ResourceARNUpdate"), *s.ResourceARNUpdate, patternResourceARN)
	}
}

func (s *ListAccessKeysRequest) check(c *checker, p *path) {
	if s.UserName == nil {
		c.missing(p.member("UserName"))
	}
	if s.UserName != nil {
		c.min(p.member("UserName"), "length", characters(*s.UserName), 1, *s.UserName)
		c.max(p.member("UserName"), "length", characters(*s.UserName), 64, *s.UserName)
		c.pattern(p.member("UserName"), *s.UserName, patternUserName)
	}
}

func (s *ListAccountsRequest) check(c *checker, p *path) {
	if s.Limit != nil {
		c.min(p.member("Limit"), "value", *s.Limit, 1, decimal(*s.Limit))
		c.max(p.member("Limit"), "value", *s.Limit, 1000, decimal(*s.Limit))
	}
	if s.NextToken != nil {
		c.min(p.member("NextToken"), "length", characters(*s.NextToken), 1, *s.NextToken)
		c.max(p.member("NextToken"), "length", characters(*s.NextToken), 512, *s.NextToken)
	}
}

func (s *ListApplicationHealthRequest) check(c *checker, p *path) {
	if s.Health != nil {
		c.enum(p.member("Health"), string(*s.Health), "HEALTHY", "BEHIND", "STALLED", "RESTARTING")
	}
	if s.Limit != nil {
		c.min(p.member("Limit"), "value", *s.Limit, 1, decimal(*s.Limit))
		c.max(p.member("Limit"), "value", *s.Limit, 50, decimal(*s.Limit))
	}
	if s.NextToken != nil {
		c.min(p.member("NextToken"), "length", characters(*s.NextToken), 1, *s.NextToken)
		c.max(p.member("NextToken"), "length", characters(*s.NextToken), 128, *s.NextToken)
		c.pattern(p.member("NextToken"), *s.NextToken, patternApplicationName)
	}
}

func (s *ListApplicationKeysRequest) check(c *checker, p *path) {
	if s.Limit != nil {
		c.min(p.member("Limit"), "value", *s.Limit, 1, decimal(*s.Limit))
		c.max(p.member("Limit"), "value", *s.Limit, 1000, decimal(*s.Limit))
	}
	if s.NextToken != nil {
		c.min(p.member("NextToken"), "length", characters(*s.NextToken), 1, *s.NextToken)
		c.max(p.member("NextToken"), "length", characters(*s.NextToken), 512, *s.NextToken)
	}
}

func (s *ListApplicationLogDeliveriesRequest) check(c *checker, p *path) {
	if s.ApplicationName == nil {
		c.missing(p.member("ApplicationName"))
	}
	if s.ApplicationName != nil {
		c.min(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 1, *s.ApplicationName)
		c.max(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 128, *s.ApplicationName)
		c.pattern(p.member("ApplicationName"), *s.ApplicationName, patternApplicationName)
	}
}

func (s *ListApplicationLogEventsRequest) check(c *checker, p *path) {
	if s.ApplicationName == nil {
		c.missing(p.member("ApplicationName"))
	}
	if s.ApplicationName != nil {
		c.min(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 1, *s.ApplicationName)
		c.max(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 128, *s.ApplicationName)
		c.pattern(p.member("ApplicationName"), *s.ApplicationName, patternApplicationName)
	}
	if s.ApplicationVersionId != nil {
		c.min(p.member("ApplicationVersionId"), "value", *s.ApplicationVersionId, 1, decimal(*s.ApplicationVersionId))
		c.max(p.member("ApplicationVersionId"), "value", *s.ApplicationVersionId, 999999999, decimal(*s.ApplicationVersionId))
	}
	if s.Limit != nil {
		c.min(p.member("Limit"), "value", *s.Limit, 1, decimal(*s.Limit))
		c.max(p.member("Limit"), "value", *s.Limit, 10000, decimal(*s.Limit))
	}
	if s.LogLevel != nil {
		c.enum(p.member("LogLevel"), string(*s.LogLevel), "INFO", "WARN", "ERROR", "DEBUG")
	}
	if s.LogSource != nil {
		c.enum(p.member("LogSource"), string(*s.LogSource), "LOG", "STDOUT", "STDERR")
	}
	if s.Logger != nil {
		c.min(p.member("Logger"), "length", characters(*s.Logger), 1, *s.Logger)
		c.max(p.member("Logger"), "length", characters(*s.Logger), 256, *s.Logger)
	}
	if s.NextToken != nil {
		c.min(p.member("NextToken"), "length", characters(*s.NextToken), 1, *s.NextToken)
		c.max(p.member("NextToken"), "length", characters(*s.NextToken), 512, *s.NextToken)
	}
	if s.Order != nil {
		c.enum(p.member("Order"), string(*s.Order), "OLDEST_FIRST", "NEWEST_FIRST")
	}
	if s.Pattern != nil {
		c.min(p.member("Pattern"), "length", characters(*s.Pattern), 1, *s.Pattern)
		c.max(p.member("Pattern"), "length", characters(*s.Pattern), 512, *s.Pattern)
	}
	if s.Text != nil {
		c.min(p.member("Text"), "length", characters(*s.Text), 1, *s.Text)
		c.max(p.member("Text"), "length", characters(*s.Text), 512, *s.Text)
	}
}

func (s *ListApplicationOperationsRequest) check(c *checker, p *path) {
	if s.ApplicationName == nil {
		c.missing(p.member("ApplicationName"))
	}
	if s.ApplicationName != nil {
		c.min(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 1, *s.ApplicationName)
		c.max(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 128, *s.ApplicationName)
		c.pattern(p.member("ApplicationName"), *s.ApplicationName, patternApplicationName)
	}
	if s.Limit != nil {
		c.min(p.member("Limit"), "value", *s.Limit, 1, decimal(*s.Limit))
		c.max(p.member("Limit"), "value", *s.Limit, 50, decimal(*s.Limit))
	}
	if s.NextToken != nil {
		c.min(p.member("NextToken"), "length", characters(*s.NextToken), 1, *s.NextToken)
		c.max(p.member("NextToken"), "length", characters(*s.NextToken), 512, *s.NextToken)
	}
	if s.Operation != nil {
		c.min(p.member("Operation"), "length", characters(*s.Operation), 1, *s.Operation)
		c.max(p.member("Operation"), "length", characters(*s.Operation), 64, *s.Operation)
	}
	if s.OperationStatus != nil {
		c.enum(p.member("OperationStatus"), string(*s.OperationStatus), "IN_PROGRESS", "CANCELLED", "SUCCESSFUL", "FAILED")
	}
}

func (s *ListApplicationSnapshotsRequest) check(c *checker, p *path) {
	if s.ApplicationName == nil {
		c.missing(p.member("ApplicationName"))
	}
	if s.ApplicationName != nil {
		c.min(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 1, *s.ApplicationName)
		c.max(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 128, *s.ApplicationName)
		c.pattern(p.member("ApplicationName"), *s.ApplicationName, patternApplicationName)
	}
	if s.Limit != nil {
		c.min(p.member("Limit"), "value", *s.Limit, 1, decimal(*s.Limit))
		c.max(p.member("Limit"), "value", *s.Limit, 50, decimal(*s.Limit))
	}
	if s.NextToken != nil {
		c.min(p.member("NextToken"), "length", characters(*s.NextToken), 1, *s.NextToken)
		c.max(p.member("NextToken"), "length", characters(*s.NextToken), 512, *s.NextToken)
	}
}

func (s *ListApplicationVersionsRequest) check(c *checker, p *path) {
	if s.ApplicationName == nil {
		c.missing(p.member("ApplicationName"))
	}
	if s.ApplicationName != nil {
		c.min(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 1, *s.ApplicationName)
		c.max(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 128, *s.ApplicationName)
		c.pattern(p.member("ApplicationName"), *s.ApplicationName, patternApplicationName)
	}
	if s.Limit != nil {
		c.min(p.member("Limit"), "value", *s.Limit, 1, decimal(*s.Limit))
		c.max(p.member("Limit"), "value", *s.Limit, 50, decimal(*s.Limit))
	}
	if s.NextToken != nil {
		c.min(p.member("NextToken"), "length", characters(*s.NextToken), 1, *s.NextToken)
		c.max(p.member("NextToken"), "length", characters(*s.NextToken), 512, *s.NextToken)
	}
}

func (s *ListApplicationsRequest) check(c *checker, p *path) {
	if s.Limit != nil {
		c.min(p.member("Limit"), "value", *s.Limit, 1, decimal(*s.Limit))
		c.max(p.member("Limit"), "value", *s.Limit, 50, decimal(*s.Limit))
	}
	if s.NextToken != nil {
		c.min(p.member("NextToken"), "length", characters(*s.NextToken), 1, *s.NextToken)
		c.max(p.member("NextToken"), "length", characters(*s.NextToken), 128, *s.NextToken)
		c.pattern(p.member("NextToken"), *s.NextToken, patternApplicationName)
	}
}

func (s *ListAuditEventsRequest) check(c *checker, p *path) {
	if s.Action != nil {
		c.min(p.member("Action"), "length", characters(*s.Action), 1, *s.Action)
		c.max(p.member("Action"), "length", characters(*s.Action), 128, *s.Action)
		c.pattern(p.member("Action"), *s.Action, patternAuditAction)
	}
	if s.Application != nil {
		c.min(p.member("Application"), "length", characters(*s.Application), 1, *s.Application)
		c.max(p.member("Application"), "length", characters(*s.Application), 128, *s.Application)
		c.pattern(p.member("Application"), *s.Application, patternApplicationName)
	}
	if s.Limit != nil {
		c.min(p.member("Limit"), "value", *s.Limit, 1, decimal(*s.Limit))
		c.max(p.member("Limit"), "value", *s.Limit, 1000, decimal(*s.Limit))
	}
	if s.NextToken != nil {
		c.min(p.member("NextToken"), "length", characters(*s.NextToken), 1, *s.NextToken)
		c.max(p.member("NextToken"), "length", characters(*s.NextToken), 512, *s.NextToken)
	}
	if s.Outcome != nil {
		c.enum(p.member("Outcome"), string(*s.Outcome), "Allowed", "Denied")
	}
	if s.Principal != nil {
		c.min(p.member("Principal"), "length", characters(*s.Principal), 1, *s.Principal)
		c.max(p.member("Principal"), "length", characters(*s.Principal), 2048, *s.Principal)
	}
}

func (s *ListMaintenanceRequest) check(c *checker, p *path) {
	if s.Limit != nil {
		c.min(p.member("Limit"), "value", *s.Limit, 1, decimal(*s.Limit))
		c.max(p.member("Limit"), "value", *s.Limit, 1000, decimal(*s.Limit))
	}
	if s.NextToken != nil {
		c.min(p.member("NextToken"), "length", characters(*s.NextToken), 1, *s.NextToken)
		c.max(p.member("NextToken"), "length", characters(*s.NextToken), 512, *s.NextToken)
	}
}

func (s *ListOperationRecordsRequest) check(c *checker, p *path) {
	if s.ApplicationName == nil {
		c.missing(p.member("ApplicationName"))
	}
	if s.ApplicationName != nil {
		c.min(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 1, *s.ApplicationName)
		c.max(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 128, *s.ApplicationName)
		c.pattern(p.member("ApplicationName"), *s.ApplicationName, patternApplicationName)
	}
	if s.Limit != nil {
		c.min(p.member("Limit"), "value", *s.Limit, 1, decimal(*s.Limit))
		c.max(p.member("Limit"), "value", *s.Limit, 50, decimal(*s.Limit))
	}
	if s.NextToken != nil {
		c.min(p.member("NextToken"), "length", characters(*s.NextToken), 1, *s.NextToken)
		c.max(p.member("NextToken"), "length", characters(*s.NextToken), 512, *s.NextToken)
	}
	if s.Operation != nil {
		c.min(p.member("Operation"), "length", characters(*s.Operation), 1, *s.Operation)
		c.max(p.member("Operation"), "length", characters(*s.Operation), 64, *s.Operation)
	}
	if s.OperationStatus != nil {
		c.enum(p.member("OperationStatus"), string(*s.OperationStatus), "IN_PROGRESS", "CANCELLED", "SUCCESSFUL", "FAILED")
	}
}

func (s *ListOperationStepsRequest) check(c *checker, p *path) {
	if s.ApplicationName == nil {
		c.missing(p.member("ApplicationName"))
	}
	if s.ApplicationName != nil {
		c.min(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 1, *s.ApplicationName)
		c.max(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 128, *s.ApplicationName)
		c.pattern(p.member("ApplicationName"), *s.ApplicationName, patternApplicationName)
	}
	if s.OperationId == nil {
		c.missing(p.member("OperationId"))
	}
	if s.OperationId != nil {
		c.min(p.member("OperationId"), "length", characters(*s.OperationId), 1, *s.OperationId)
		c.max(p.member("OperationId"), "length", characters(*s.OperationId), 64, *s.OperationId)
	}
}

func (s *ListPoliciesRequest) check(c *checker, p *path) {
	if s.Limit != nil {
		c.min(p.member("Limit"), "value", *s.Limit, 1, decimal(*s.Limit))
		c.max(p.member("Limit"), "value", *s.Limit, 1000, decimal(*s.Limit))
	}
	if s.NextToken != nil {
		c.min(p.member("NextToken"), "length", characters(*s.NextToken), 1, *s.NextToken)
		c.max(p.member("NextToken"), "length", characters(*s.NextToken), 512, *s.NextToken)
	}
}

func (s *ListRolesRequest) check(c *checker, p *path) {
	if s.Limit != nil {
		c.min(p.member("Limit"), "value", *s.Limit, 1, decimal(*s.Limit))
		c.max(p.member("Limit"), "value", *s.Limit, 1000, decimal(*s.Limit))
	}
	if s.NextToken != nil {
		c.min(p.member("NextToken"), "length", characters(*s.NextToken), 1, *s.NextToken)
		c.max(p.member("NextToken"), "length", characters(*s.NextToken), 512, *s.NextToken)
	}
}

func (s *ListSnapshotRecordsRequest) check(c *checker, p *path) {
	if s.ApplicationName == nil {
		c.missing(p.member("ApplicationName"))
	}
	if s.ApplicationName != nil {
		c.min(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 1, *s.ApplicationName)
		c.max(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 128, *s.ApplicationName)
		c.pattern(p.member("ApplicationName"), *s.ApplicationName, patternApplicationName)
	}
	if s.Limit != nil {
		c.min(p.member("Limit"), "value", *s.Limit, 1, decimal(*s.Limit))
		c.max(p.member("Limit"), "value", *s.Limit, 50, decimal(*s.Limit))
	}
	if s.NextToken != nil {
		c.min(p.member("NextToken"), "length", characters(*s.NextToken), 1, *s.NextToken)
		c.max(p.member("NextToken"), "length", characters(*s.NextToken), 512, *s.NextToken)
	}
	if s.SnapshotOrigin != nil {
		c.enum(p.member("SnapshotOrigin"), string(*s.SnapshotOrigin), "MANUAL", "STOP", "UPDATE", "AUTOSCALING", "ROLLBACK", "MAINTENANCE", "IMPORT", "UNKNOWN")
	}
}

func (s *ListTagsForResourceRequest) check(c *checker, p *path) {
	if s.ResourceARN == nil {
		c.missing(p.member("ResourceARN"))
	}
	if s.ResourceARN != nil {
		c.min(p.member("ResourceARN"), "length", characters(*s.ResourceARN), 1, *s.ResourceARN)
		c.max(p.member("ResourceARN"), "length", characters(*s.ResourceARN), 2048, *s.ResourceARN)
		c.pattern(p.member("ResourceARN"), *s.ResourceARN, patternKinesisAnalyticsARN)
	}
}

func (s *ListUsageRequest) check(c *checker, p *path) {
	if s.Application != nil {
		c.min(p.member("Application"), "length", characters(*s.Application), 1, *s.Application)
		c.max(p.member("Application"), "length", characters(*s.Application), 128, *s.Application)
		c.pattern(p.member("Application"), *s.Application, patternApplicationName)
	}
	if s.EndMonth != nil {
		c.min(p.member("EndMonth"), "length", characters(*s.EndMonth), 7, *s.EndMonth)
		c.max(p.member("EndMonth"), "length", characters(*s.EndMonth), 7, *s.EndMonth)
		c.pattern(p.member("EndMonth"), *s.EndMonth, patternMonth)
	}
	if s.Limit != nil {
		c.min(p.member("Limit"), "value", *s.Limit, 1, decimal(*s.Limit))
		c.max(p.member("Limit"), "value", *s.Limit, 1000, decimal(*s.Limit))
	}
	if s.NextToken != nil {
		c.min(p.member("NextToken"), "length", characters(*s.NextToken), 1, *s.NextToken)
		c.max(p.member("NextToken"), "length", characters(*s.NextToken), 512, *s.NextToken)
	}
	if s.StartMonth != nil {
		c.min(p.member("StartMonth"), "length", characters(*s.StartMonth), 7, *s.StartMonth)
		c.max(p.member("StartMonth"), "length", characters(*s.StartMonth), 7, *s.StartMonth)
		c.pattern(p.member("StartMonth"), *s.StartMonth, patternMonth)
	}
}

func (s *ListUsersRequest) check(c *checker, p *path) {
	if s.Limit != nil {
		c.min(p.member("Limit"), "value", *s.Limit, 1, decimal(*s.Limit))
		c.max(p.member("Limit"), "value", *s.Limit, 1000, decimal(*s.Limit))
	}
	if s.NextToken != nil {
		c.min(p.member("NextToken"), "length", characters(*s.NextToken), 1, *s.NextToken)
		c.max(p.member("NextToken"), "length", characters(*s.NextToken), 512, *s.NextToken)
	}
}

func (s *MappingParameters) check(c *checker, p *path) {
	if s.CSVMappingParameters != nil {
		s.CSVMappingParameters.check(c, p.member("CSVMappingParameters"))
	}
	if s.JSONMappingParameters != nil {
		s.JSONMappingParameters.check(c, p.member("JSONMappingParameters"))
	}
}

func (s *MavenReference) check(c *checker, p *path) {
	if s.ArtifactId == nil {
		c.missing(p.member("ArtifactId"))
	}
	if s.ArtifactId != nil {
		c.min(p.member("ArtifactId"), "length", characters(*s.ArtifactId), 1, *s.ArtifactId)
		c.max(p.member("ArtifactId"), "length", characters(*s.ArtifactId), 256, *s.ArtifactId)
		c.pattern(p.member("ArtifactId"), *s.ArtifactId, patternMavenArtifactId)
	}
	if s.GroupId == nil {
		c.missing(p.member("GroupId"))
	}
	if s.GroupId != nil {
		c.min(p.member("GroupId"), "length", characters(*s.GroupId), 1, *s.GroupId)
		c.max(p.member("GroupId"), "length", characters(*s.GroupId), 256, *s.GroupId)
		c.pattern(p.member("GroupId"), *s.GroupId, patternMavenGroupId)
	}
	if s.Version == nil {
		c.missing(p.member("Version"))
	}
	if s.Version != nil {
		c.min(p.member("Version"), "length", characters(*s.Version), 1, *s.Version)
		c.max(p.member("Version"), "length", characters(*s.Version), 256, *s.Version)
		c.pattern(p.member("Version"), *s.Version, patternMavenVersion)
	}
}

func (s *MonitoringConfiguration) check(c *checker, p *path) {
	if s.ConfigurationType == nil {
		c.missing(p.member("ConfigurationType"))
	}
	if s.ConfigurationType != nil {
		c.enum(p.member("ConfigurationType"), string(*s.ConfigurationType), "DEFAULT", "CUSTOM")
	}
	if s.LogLevel != nil {
		c.enum(p.member("LogLevel"), string(*s.LogLevel), "INFO", "WARN", "ERROR", "DEBUG")
	}
	if s.MetricsLevel != nil {
		c.enum(p.member("MetricsLevel"), string(*s.MetricsLevel), "APPLICATION", "TASK", "OPERATOR", "PARALLELISM")
	}
}

func (s *MonitoringConfigurationUpdate) check(c *checker, p *path) {
	if s.ConfigurationTypeUpdate != nil {
		c.enum(p.member("ConfigurationTypeUpdate"), string(*s.ConfigurationTypeUpdate), "DEFAULT", "CUSTOM")
	}
	if s.LogLevelUpdate != nil {
		c.enum(p.member("LogLevelUpdate"), string(*s.LogLevelUpdate), "INFO", "WARN", "ERROR", "DEBUG")
	}
	if s.MetricsLevelUpdate != nil {
		c.enum(p.member("MetricsLevelUpdate"), string(*s.MetricsLevelUpdate), "APPLICATION", "TASK", "OPERATOR", "PARALLELISM")
	}
}

func (s *Output) check(c *checker, p *path) {
	if s.DestinationSchema == nil {
		c.missing(p.member("DestinationSchema"))
	}
	if s.DestinationSchema != nil {
		s.DestinationSchema.check(c, p.member("DestinationSchema"))
	}
	if s.KinesisFirehoseOutput != nil {
		s.KinesisFirehoseOutput.check(c, p.member("KinesisFirehoseOutput"))
	}
	if s.KinesisStreamsOutput != nil {
		s.KinesisStreamsOutput.check(c, p.member("KinesisStreamsOutput"))
	}
	if s.LambdaOutput != nil {
		s.LambdaOutput.check(c, p.member("LambdaOutput"))
	}
	if s.Name == nil {
		c.missing(p.member("Name"))
	}
	if s.Name != nil {
		c.min(p.member("Name"), "length", characters(*s.Name), 1, *s.Name)
		c.max(p.member("Name"), "length", characters(*s.Name), 32, *s.Name)
		c.pattern(p.member("Name"), *s.Name, patternInAppStreamName)
	}
}

func (s *OutputUpdate) check(c *checker, p *path) {
	if s.DestinationSchemaUpdate != nil {
		s.DestinationSchemaUpdate.check(c, p.member("DestinationSchemaUpdate"))
	}
	if s.KinesisFirehoseOutputUpdate != nil {
		s.KinesisFirehoseOutputUpdate.check(c, p.member("KinesisFirehoseOutputUpdate"))
	}
	if s.KinesisStreamsOutputUpdate != nil {
		s.KinesisStreamsOutputUpdate.check(c, p.member("KinesisStreamsOutputUpdate"))
	}
	if s.LambdaOutputUpdate != nil {
		s.LambdaOutputUpdate.check(c, p.member("LambdaOutputUpdate"))
	}
	if s.NameUpdate != nil {
		c.min(p.member("NameUpdate"), "length", characters(*s.NameUpdate), 1, *s.NameUpdate)
		c.max(p.member("NameUpdate"), "length", characters(*s.NameUpdate), 32, *s.NameUpdate)
		c.pattern(p.member("NameUpdate"), *s.NameUpdate, patternInAppStreamName)
	}
	if s.OutputId == nil {
		c.missing(p.member("OutputId"))
	}
	if s.OutputId != nil {
		c.min(p.member("OutputId"), "length", characters(*s.OutputId), 1, *s.OutputId)
		c.max(p.member("OutputId"), "length", characters(*s.OutputId), 50, *s.OutputId)
		c.pattern(p.member("OutputId"), *s.OutputId, patternId)
	}
}

func (s *ParallelismConfiguration) check(c *checker, p *path) {
	if s.ConfigurationType == nil {
		c.missing(p.member("ConfigurationType"))
	}
	if s.ConfigurationType != nil {
		c.enum(p.member("ConfigurationType"), string(*s.ConfigurationType), "DEFAULT", "CUSTOM")
	}
	if s.Parallelism != nil {
		c.min(p.member("Parallelism"), "value", *s.Parallelism, 1, decimal(*s.Parallelism))
	}
	if s.ParallelismPerKPU != nil {
		c.min(p.member("ParallelismPerKPU"), "value", *s.ParallelismPerKPU, 1, decimal(*s.ParallelismPerKPU))
	}
}

func (s *ParallelismConfigurationUpdate) check(c *checker, p *path) {
	if s.ConfigurationTypeUpdate != nil {
		c.enum(p.member("ConfigurationTypeUpdate"), string(*s.ConfigurationTypeUpdate), "DEFAULT", "CUSTOM")
	}
	if s.ParallelismPerKPUUpdate != nil {
		c.min(p.member("ParallelismPerKPUUpdate"), "value", *s.ParallelismPerKPUUpdate, 1, decimal(*s.ParallelismPerKPUUpdate))
	}
	if s.ParallelismUpdate != nil {
		c.min(p.member("ParallelismUpdate"), "value", *s.ParallelismUpdate, 1, decimal(*s.ParallelismUpdate))
	}
}

func (s *PropertyGroup) check(c *checker, p *path) {
	if s.PropertyGroupId == nil {
		c.missing(p.member("PropertyGroupId"))
	}
	if s.PropertyGroupId != nil {
		c.min(p.member("PropertyGroupId"), "length", characters(*s.PropertyGroupId), 1, *s.PropertyGroupId)
		c.max(p.member("PropertyGroupId"), "length", characters(*s.PropertyGroupId), 50, *s.PropertyGroupId)
		c.pattern(p.member("PropertyGroupId"), *s.PropertyGroupId, patternId)
	}
	if s.PropertyMap == nil {
		c.missing(p.member("PropertyMap"))
	}
	if s.PropertyMap != nil {
		c.min(p.member("PropertyMap"), "length", int64(len(s.PropertyMap)), 1, "<map>")
		c.max(p.member("PropertyMap"), "length", int64(len(s.PropertyMap)), 50, "<map>")
		for _, key := range sortedKeys(s.PropertyMap) {
			at := p.member("PropertyMap").key(key)
			c.min(at, "length", characters(key), 1, key)
			c.max(at, "length", characters(key), 2048, key)
			c.min(at, "length", characters(s.PropertyMap[key]), 1, s.PropertyMap[key])
			c.max(at, "length", characters(s.PropertyMap[key]), 2048, s.PropertyMap[key])
		}
	}
}

func (s *RecordColumn) check(c *checker, p *path) {
	if s.Mapping != nil {
		c.max(p.member("Mapping"), "length", characters(*s.Mapping), 65535, *s.Mapping)
	}
	if s.Name == nil {
		c.missing(p.member("Name"))
	}
	if s.Name != nil {
		c.min(p.member("Name"), "length", characters(*s.Name), 1, *s.Name)
		c.max(p.member("Name"), "length", characters(*s.Name), 256, *s.Name)
		c.pattern(p.member("Name"), *s.Name, patternRecordColumnName)
	}
	if s.SqlType == nil {
		c.missing(p.member("SqlType"))
	}
	if s.SqlType != nil {
		c.min(p.member("SqlType"), "length", characters(*s.SqlType), 1, *s.SqlType)
		c.max(p.member("SqlType"), "length", characters(*s.SqlType), 100, *s.SqlType)
	}
}

func (s *RecordFormat) check(c *checker, p *path) {
	if s.MappingParameters != nil {
		s.MappingParameters.check(c, p.member("MappingParameters"))
	}
	if s.RecordFormatType == nil {
		c.missing(p.member("RecordFormatType"))
	}
	if s.RecordFormatType != nil {
		c.enum(p.member("RecordFormatType"), string(*s.RecordFormatType), "JSON", "CSV")
	}
}

func (s *ReferenceDataSource) check(c *checker, p *path) {
	if s.ReferenceSchema == nil {
		c.missing(p.member("ReferenceSchema"))
	}
	if s.ReferenceSchema != nil {
		s.ReferenceSchema.check(c, p.member("ReferenceSchema"))
	}
	if s.S3ReferenceDataSource != nil {
		s.S3ReferenceDataSource.check(c, p.member("S3ReferenceDataSource"))
	}
	if s.TableName == nil {
		c.missing(p.member("TableName"))
	}
	if s.TableName != nil {
		c.min(p.member("TableName"), "length", characters(*s.TableName), 1, *s.TableName)
		c.max(p.member("TableName"), "length", characters(*s.TableName), 32, *s.TableName)
	}
}

func (s *ReferenceDataSourceUpdate) check(c *checker, p *path) {
	if s.ReferenceId == nil {
		c.missing(p.member("ReferenceId"))
	}
	if s.ReferenceId != nil {
		c.min(p.member("ReferenceId"), "length", characters(*s.ReferenceId), 1, *s.ReferenceId)
		c.max(p.member("ReferenceId"), "length", characters(*s.ReferenceId), 50, *s.ReferenceId)
		c.pattern(p.member("ReferenceId"), *s.ReferenceId, patternId)
	}
	if s.ReferenceSchemaUpdate != nil {
		s.ReferenceSchemaUpdate.check(c, p.member("ReferenceSchemaUpdate"))
	}
	if s.S3ReferenceDataSourceUpdate != nil {
		s.S3ReferenceDataSourceUpdate.check(c, p.member("S3ReferenceDataSourceUpdate"))
	}
	if s.TableNameUpdate != nil {
		c.min(p.member("TableNameUpdate"), "length", characters(*s.TableNameUpdate), 1, *s.TableNameUpdate)
		c.max(p.member("TableNameUpdate"), "length", characters(*s.TableNameUpdate), 32, *s.TableNameUpdate)
	}
}

func (s *RevokeRoleSessionsRequest) check(c *checker, p *path) {
	if s.RoleName == nil {
		c.missing(p.member("RoleName"))
	}
	if s.RoleName != nil {
		c.min(p.member("RoleName"), "length", characters(*s.RoleName), 1, *s.RoleName)
		c.max(p.member("RoleName"), "length", characters(*s.RoleName), 64, *s.RoleName)
		c.pattern(p.member("RoleName"), *s.RoleName, patternRoleName)
	}
}

func (s *RevokeUserSessionsRequest) check(c *checker, p *path) {
	if s.UserName == nil {
		c.missing(p.member("UserName"))
	}
	if s.UserName != nil {
		c.min(p.member("UserName"), "length", characters(*s.UserName), 1, *s.UserName)
		c.max(p.member("UserName"), "length", characters(*s.UserName), 64, *s.UserName)
		c.pattern(p.member("UserName"), *s.UserName, patternUserName)
	}
}

func (s *RollbackApplicationRequest) check(c *checker, p *path) {
	if s.ApplicationName == nil {
		c.missing(p.member("ApplicationName"))
	}
	if s.ApplicationName != nil {
		c.min(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 1, *s.ApplicationName)
		c.max(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 128, *s.ApplicationName)
		c.pattern(p.member("ApplicationName"), *s.ApplicationName, patternApplicationName)
	}
	if s.CurrentApplicationVersionId == nil {
		c.missing(p.member("CurrentApplicationVersionId"))
	}
	if s.CurrentApplicationVersionId != nil {
		c.min(p.member("CurrentApplicationVersionId"), "value", *s.CurrentApplicationVersionId, 1, decimal(*s.CurrentApplicationVersionId))
		c.max(p.member("CurrentApplicationVersionId"), "value", *s.CurrentApplicationVersionId, 999999999, decimal(*s.CurrentApplicationVersionId))
	}
}

func (s *RotateRootKeyRequest) check(c *checker, p *path) {
}

func (s *RunApplicationMaintenanceRequest) check(c *checker, p *path) {
	if s.ApplicationName == nil {
		c.missing(p.member("ApplicationName"))
	}
	if s.ApplicationName != nil {
		c.min(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 1, *s.ApplicationName)
		c.max(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 128, *s.ApplicationName)
		c.pattern(p.member("ApplicationName"), *s.ApplicationName, patternApplicationName)
	}
}

func (s *RunConfiguration) check(c *checker, p *path) {
	if s.ApplicationRestoreConfiguration != nil {
		s.ApplicationRestoreConfiguration.check(c, p.member("ApplicationRestoreConfiguration"))
	}
	if s.FlinkRunConfiguration != nil {
		s.FlinkRunConfiguration.check(c, p.member("FlinkRunConfiguration"))
	}
	if s.SqlRunConfigurations != nil {
		for i := range s.SqlRunConfigurations {
			at := p.member("SqlRunConfigurations").element(i)
			(&s.SqlRunConfigurations[i]).check(c, at)
		}
	}
}

func (s *RunConfigurationUpdate) check(c *checker, p *path) {
	if s.ApplicationRestoreConfiguration != nil {
		s.ApplicationRestoreConfiguration.check(c, p.member("ApplicationRestoreConfiguration"))
	}
	if s.FlinkRunConfiguration != nil {
		s.FlinkRunConfiguration.check(c, p.member("FlinkRunConfiguration"))
	}
}

func (s *S3Configuration) check(c *checker, p *path) {
	if s.BucketARN == nil {
		c.missing(p.member("BucketARN"))
	}
	if s.BucketARN != nil {
		c.min(p.member("BucketARN"), "length", characters(*s.BucketARN), 1, *s.BucketARN)
		c.max(p.member("BucketARN"), "length", characters(*s.BucketARN), 2048, *s.BucketARN)
		c.pattern(p.member("BucketARN"), *s.BucketARN, patternBucketARN)
	}
	if s.FileKey == nil {
		c.missing(p.member("FileKey"))
	}
	if s.FileKey != nil {
		c.min(p.member("FileKey"), "length", characters(*s.FileKey), 1, *s.FileKey)
		c.max(p.member("FileKey"), "length", characters(*s.FileKey), 1024, *s.FileKey)
	}
}

func (s *S3ContentBaseLocation) check(c *checker, p *path) {
	if s.BasePath != nil {
		c.min(p.member("BasePath"), "length", characters(*s.BasePath), 1, *s.BasePath)
		c.max(p.member("BasePath"), "length", characters(*s.BasePath), 1024, *s.BasePath)
		c.pattern(p.member("BasePath"), *s.BasePath, patternBasePath)
	}
	if s.BucketARN == nil {
		c.missing(p.member("BucketARN"))
	}
	if s.BucketARN != nil {
		c.min(p.member("BucketARN"), "length", characters(*s.BucketARN), 1, *s.BucketARN)
		c.max(p.member("BucketARN"), "length", characters(*s.BucketARN), 2048, *s.BucketARN)
		c.pattern(p.member("BucketARN"), *s.BucketARN, patternBucketARN)
	}
}

func (s *S3ContentBaseLocationUpdate) check(c *checker, p *path) {
	if s.BasePathUpdate != nil {
		c.min(p.member("BasePathUpdate"), "length", characters(*s.BasePathUpdate), 1, *s.BasePathUpdate)
		c.max(p.member("BasePathUpdate"), "length", characters(*s.BasePathUpdate), 1024, *s.BasePathUpdate)
		c.pattern(p.member("BasePathUpdate"), *s.BasePathUpdate, patternBasePath)
	}
	if s.BucketARNUpdate != nil {
		c.min(p.member("BucketARNUpdate"), "length", characters(*s.BucketARNUpdate), 1, *s.BucketARNUpdate)
		c.max(p.member("BucketARNUpdate"), "length", characters(*s.BucketARNUpdate), 2048, *s.BucketARNUpdate)
		c.pattern(p.member("BucketARNUpdate"), *s.BucketARNUpdate, patternBucketARN)
	}
}

func (s *S3ContentLocation) check(c *checker, p *path) {
	if s.BucketARN == nil {
		c.missing(p.member("BucketARN"))
	}
	if s.BucketARN != nil {
		c.min(p.member("BucketARN"), "length", characters(*s.BucketARN), 1, *s.BucketARN)
		c.max(p.member("BucketARN"), "length", characters(*s.BucketARN), 2048, *s.BucketARN)
		c.pattern(p.member("BucketARN"), *s.BucketARN, patternBucketARN)
	}
	if s.FileKey == nil {
		c.missing(p.member("FileKey"))
	}
	if s.FileKey != nil {
		c.min(p.member("FileKey"), "length", characters(*s.FileKey), 1, *s.FileKey)
		c.max(p.member("FileKey"), "length", characters(*s.FileKey), 1024, *s.FileKey)
	}
	if s.ObjectVersion != nil {
		c.max(p.member("ObjectVersion"), "length", characters(*s.ObjectVersion), 1024, *s.ObjectVersion)
	}
}

func (s *S3ContentLocationUpdate) check(c *checker, p *path) {
	if s.BucketARNUpdate != nil {
		c.min(p.member("BucketARNUpdate"), "length", characters(*s.BucketARNUpdate), 1, *s.BucketARNUpdate)
		c.max(p.member("BucketARNUpdate"), "length", characters(*s.BucketARNUpdate), 2048, *s.BucketARNUpdate)
		c.pattern(p.member("BucketARNUpdate"), *s.BucketARNUpdate, patternBucketARN)
	}
	if s.FileKeyUpdate != nil {
		c.min(p.member("FileKeyUpdate"), "length", characters(*s.FileKeyUpdate), 1, *s.FileKeyUpdate)
		c.max(p.member("FileKeyUpdate"), "length", characters(*s.FileKeyUpdate), 1024, *s.FileKeyUpdate)
	}
	if s.ObjectVersionUpdate != nil {
		c.max(p.member("ObjectVersionUpdate"), "length", characters(*s.ObjectVersionUpdate), 1024, *s.ObjectVersionUpdate)
	}
}

func (s *S3ReferenceDataSource) check(c *checker, p *path) {
	if s.BucketARN != nil {
		c.min(p.member("BucketARN"), "length", characters(*s.BucketARN), 1, *s.BucketARN)
		c.max(p.member("BucketARN"), "length", characters(*s.BucketARN), 2048, *s.BucketARN)
		c.pattern(p.member("BucketARN"), *s.BucketARN, patternBucketARN)
	}
	if s.FileKey != nil {
		c.min(p.member("FileKey"), "length", characters(*s.FileKey), 1, *s.FileKey)
		c.max(p.member("FileKey"), "length", characters(*s.FileKey), 1024, *s.FileKey)
	}
}

func (s *S3ReferenceDataSourceUpdate) check(c *checker, p *path) {
	if s.BucketARNUpdate != nil {
		c.min(p.member("BucketARNUpdate"), "length", characters(*s.BucketARNUpdate), 1, *s.BucketARNUpdate)
		c.max(p.member("BucketARNUpdate"), "length", characters(*s.BucketARNUpdate), 2048, *s.BucketARNUpdate)
		c.pattern(p.member("BucketARNUpdate"), *s.BucketARNUpdate, patternBucketARN)
	}
	if s.FileKeyUpdate != nil {
		c.min(p.member("FileKeyUpdate"), "length", characters(*s.FileKeyUpdate), 1, *s.FileKeyUpdate)
		c.max(p.member("FileKeyUpdate"), "length", characters(*s.FileKeyUpdate), 1024, *s.FileKeyUpdate)
	}
}

func (s *SimulateAccessRequest) check(c *checker, p *path) {
	if s.ActionNames == nil {
		c.missing(p.member("ActionNames"))
	}
	if s.ActionNames != nil {
		c.min(p.member("ActionNames"), "length", int64(len(s.ActionNames)), 1, "<list>")
		c.max(p.member("ActionNames"), "length", int64(len(s.ActionNames)), 100, "<list>")
		for i := range s.ActionNames {
			at := p.member("ActionNames").element(i)
			c.min(at, "length", characters(s.ActionNames[i]), 3, s.ActionNames[i])
			c.max(at, "length", characters(s.ActionNames[i]), 128, s.ActionNames[i])
		}
	}
	if s.Context != nil {
		c.min(p.member("Context"), "length", int64(len(s.Context)), 1, "<list>")
		c.max(p.member("Context"), "length", int64(len(s.Context)), 100, "<list>")
		for i := range s.Context {
			at := p.member("Context").element(i)
			(&s.Context[i]).check(c, at)
		}
	}
	if s.PrincipalArn != nil {
		c.min(p.member("PrincipalArn"), "length", characters(*s.PrincipalArn), 20, *s.PrincipalArn)
		c.max(p.member("PrincipalArn"), "length", characters(*s.PrincipalArn), 2048, *s.PrincipalArn)
		c.pattern(p.member("PrincipalArn"), *s.PrincipalArn, patternAccessArn)
	}
	if s.ResourceArns != nil {
		c.min(p.member("ResourceArns"), "length", int64(len(s.ResourceArns)), 1, "<list>")
		c.max(p.member("ResourceArns"), "length", int64(len(s.ResourceArns)), 100, "<list>")
		for i := range s.ResourceArns {
			at := p.member("ResourceArns").element(i)
			c.min(at, "length", characters(s.ResourceArns[i]), 1, s.ResourceArns[i])
			c.max(at, "length", characters(s.ResourceArns[i]), 2048, s.ResourceArns[i])
		}
	}
}

func (s *SimulationContextEntry) check(c *checker, p *path) {
	if s.ContextKeyName == nil {
		c.missing(p.member("ContextKeyName"))
	}
	if s.ContextKeyName != nil {
		c.min(p.member("ContextKeyName"), "length", characters(*s.ContextKeyName), 5, *s.ContextKeyName)
		c.max(p.member("ContextKeyName"), "length", characters(*s.ContextKeyName), 256, *s.ContextKeyName)
	}
	if s.ContextValues == nil {
		c.missing(p.member("ContextValues"))
	}
	if s.ContextValues != nil {
		c.min(p.member("ContextValues"), "length", int64(len(s.ContextValues)), 1, "<list>")
		c.max(p.member("ContextValues"), "length", int64(len(s.ContextValues)), 100, "<list>")
		for i := range s.ContextValues {
			at := p.member("ContextValues").element(i)
			c.max(at, "length", characters(s.ContextValues[i]), 2048, s.ContextValues[i])
		}
	}
}

func (s *SourceSchema) check(c *checker, p *path) {
	if s.RecordColumns == nil {
		c.missing(p.member("RecordColumns"))
	}
	if s.RecordColumns != nil {
		c.min(p.member("RecordColumns"), "length", int64(len(s.RecordColumns)), 1, "<list>")
		c.max(p.member("RecordColumns"), "length", int64(len(s.RecordColumns)), 1000, "<list>")
		for i := range s.RecordColumns {
			at := p.member("RecordColumns").element(i)
			(&s.RecordColumns[i]).check(c, at)
		}
	}
	if s.RecordEncoding != nil {
		c.min(p.member("RecordEncoding"), "length", characters(*s.RecordEncoding), 5, *s.RecordEncoding)
		c.max(p.member("RecordEncoding"), "length", characters(*s.RecordEncoding), 5, *s.RecordEncoding)
		c.pattern(p.member("RecordEncoding"), *s.RecordEncoding, patternRecordEncoding)
	}
	if s.RecordFormat == nil {
		c.missing(p.member("RecordFormat"))
	}
	if s.RecordFormat != nil {
		s.RecordFormat.check(c, p.member("RecordFormat"))
	}
}

func (s *SqlApplicationConfiguration) check(c *checker, p *path) {
	if s.Inputs != nil {
		for i := range s.Inputs {
			at := p.member("Inputs").element(i)
			(&s.Inputs[i]).check(c, at)
		}
	}
	if s.Outputs != nil {
		for i := range s.Outputs {
			at := p.member("Outputs").element(i)
			(&s.Outputs[i]).check(c, at)
		}
	}
	if s.ReferenceDataSources != nil {
		for i := range s.ReferenceDataSources {
			at := p.member("ReferenceDataSources").element(i)
			(&s.ReferenceDataSources[i]).check(c, at)
		}
	}
}

func (s *SqlApplicationConfigurationUpdate) check(c *checker, p *path) {
	if s.InputUpdates != nil {
		for i := range s.InputUpdates {
			at := p.member("InputUpdates").element(i)
			(&s.InputUpdates[i]).check(c, at)
		}
	}
	if s.OutputUpdates != nil {
		for i := range s.OutputUpdates {
			at := p.member("OutputUpdates").element(i)
			(&s.OutputUpdates[i]).check(c, at)
		}
	}
	if s.ReferenceDataSourceUpdates != nil {
		for i := range s.ReferenceDataSourceUpdates {
			at := p.member("ReferenceDataSourceUpdates").element(i)
			(&s.ReferenceDataSourceUpdates[i]).check(c, at)
		}
	}
}

func (s *SqlRunConfiguration) check(c *checker, p *path) {
	if s.InputId == nil {
		c.missing(p.member("InputId"))
	}
	if s.InputId != nil {
		c.min(p.member("InputId"), "length", characters(*s.InputId), 1, *s.InputId)
		c.max(p.member("InputId"), "length", characters(*s.InputId), 50, *s.InputId)
		c.pattern(p.member("InputId"), *s.InputId, patternId)
	}
	if s.InputStartingPositionConfiguration == nil {
		c.missing(p.member("InputStartingPositionConfiguration"))
	}
	if s.InputStartingPositionConfiguration != nil {
		s.InputStartingPositionConfiguration.check(c, p.member("InputStartingPositionConfiguration"))
	}
}

func (s *StartApplicationRequest) check(c *checker, p *path) {
	if s.ApplicationName == nil {
		c.missing(p.member("ApplicationName"))
	}
	if s.ApplicationName != nil {
		c.min(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 1, *s.ApplicationName)
		c.max(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 128, *s.ApplicationName)
		c.pattern(p.member("ApplicationName"), *s.ApplicationName, patternApplicationName)
	}
	if s.RunConfiguration != nil {
		s.RunConfiguration.check(c, p.member("RunConfiguration"))
	}
}

func (s *StopApplicationRequest) check(c *checker, p *path) {
	if s.ApplicationName == nil {
		c.missing(p.member("ApplicationName"))
	}
	if s.ApplicationName != nil {
		c.min(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 1, *s.ApplicationName)
		c.max(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 128, *s.ApplicationName)
		c.pattern(p.member("ApplicationName"), *s.ApplicationName, patternApplicationName)
	}
}

func (s *Tag) check(c *checker, p *path) {
	if s.Key == nil {
		c.missing(p.member("Key"))
	}
	if s.Key != nil {
		c.min(p.member("Key"), "length", characters(*s.Key), 1, *s.Key)
		c.max(p.member("Key"), "length", characters(*s.Key), 128, *s.Key)
	}
	if s.Value != nil {
		c.max(p.member("Value"), "length", characters(*s.Value), 256, *s.Value)
	}
}

func (s *TagResourceRequest) check(c *checker, p *path) {
	if s.ResourceARN == nil {
		c.missing(p.member("ResourceARN"))
	}
	if s.ResourceARN != nil {
		c.min(p.member("ResourceARN"), "length", characters(*s.ResourceARN), 1, *s.ResourceARN)
		c.max(p.member("ResourceARN"), "length", characters(*s.ResourceARN), 2048, *s.ResourceARN)
		c.pattern(p.member("ResourceARN"), *s.ResourceARN, patternKinesisAnalyticsARN)
	}
	if s.Tags == nil {
		c.missing(p.member("Tags"))
	}
	if s.Tags != nil {
		c.min(p.member("Tags"), "length", int64(len(s.Tags)), 1, "<list>")
		c.max(p.member("Tags"), "length", int64(len(s.Tags)), 200, "<list>")
		for i := range s.Tags {
			at := p.member("Tags").element(i)
			(&s.Tags[i]).check(c, at)
		}
	}
}

func (s *UntagResourceRequest) check(c *checker, p *path) {
	if s.ResourceARN == nil {
		c.missing(p.member("ResourceARN"))
	}
	if s.ResourceARN != nil {
		c.min(p.member("ResourceARN"), "length", characters(*s.ResourceARN), 1, *s.ResourceARN)
		c.max(p.member("ResourceARN"), "length", characters(*s.ResourceARN), 2048, *s.ResourceARN)
		c.pattern(p.member("ResourceARN"), *s.ResourceARN, patternKinesisAnalyticsARN)
	}
	if s.TagKeys == nil {
		c.missing(p.member("TagKeys"))
	}
	if s.TagKeys != nil {
		c.min(p.member("TagKeys"), "length", int64(len(s.TagKeys)), 1, "<list>")
		c.max(p.member("TagKeys"), "length", int64(len(s.TagKeys)), 200, "<list>")
		for i := range s.TagKeys {
			at := p.member("TagKeys").element(i)
			c.min(at, "length", characters(s.TagKeys[i]), 1, s.TagKeys[i])
			c.max(at, "length", characters(s.TagKeys[i]), 128, s.TagKeys[i])
		}
	}
}

func (s *UpdateAccessKeyRequest) check(c *checker, p *path) {
	if s.AccessKeyId == nil {
		c.missing(p.member("AccessKeyId"))
	}
	if s.AccessKeyId != nil {
		c.min(p.member("AccessKeyId"), "length", characters(*s.AccessKeyId), 1, *s.AccessKeyId)
		c.max(p.member("AccessKeyId"), "length", characters(*s.AccessKeyId), 128, *s.AccessKeyId)
		c.pattern(p.member("AccessKeyId"), *s.AccessKeyId, patternAccessKeyId)
	}
	if s.AccessKeyStatus == nil {
		c.missing(p.member("AccessKeyStatus"))
	}
	if s.AccessKeyStatus != nil {
		c.enum(p.member("AccessKeyStatus"), string(*s.AccessKeyStatus), "Active", "Inactive")
	}
	if s.UserName == nil {
		c.missing(p.member("UserName"))
	}
	if s.UserName != nil {
		c.min(p.member("UserName"), "length", characters(*s.UserName), 1, *s.UserName)
		c.max(p.member("UserName"), "length", characters(*s.UserName), 64, *s.UserName)
		c.pattern(p.member("UserName"), *s.UserName, patternUserName)
	}
}

func (s *UpdateApplicationMaintenanceConfigurationRequest) check(c *checker, p *path) {
	if s.ApplicationMaintenanceConfigurationUpdate == nil {
		c.missing(p.member("ApplicationMaintenanceConfigurationUpdate"))
	}
	if s.ApplicationMaintenanceConfigurationUpdate != nil {
		s.ApplicationMaintenanceConfigurationUpdate.check(c, p.member("ApplicationMaintenanceConfigurationUpdate"))
	}
	if s.ApplicationName == nil {
		c.missing(p.member("ApplicationName"))
	}
	if s.ApplicationName != nil {
		c.min(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 1, *s.ApplicationName)
		c.max(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 128, *s.ApplicationName)
		c.pattern(p.member("ApplicationName"), *s.ApplicationName, patternApplicationName)
	}
}

func (s *UpdateApplicationRequest) check(c *checker, p *path) {
	if s.ApplicationConfigurationUpdate != nil {
		s.ApplicationConfigurationUpdate.check(c, p.member("ApplicationConfigurationUpdate"))
	}
	if s.ApplicationName == nil {
		c.missing(p.member("ApplicationName"))
	}
	if s.ApplicationName != nil {
		c.min(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 1, *s.ApplicationName)
		c.max(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 128, *s.ApplicationName)
		c.pattern(p.member("ApplicationName"), *s.ApplicationName, patternApplicationName)
	}
	if s.CloudWatchLoggingOptionUpdates != nil {
		for i := range s.CloudWatchLoggingOptionUpdates {
			at := p.member("CloudWatchLoggingOptionUpdates").element(i)
			(&s.CloudWatchLoggingOptionUpdates[i]).check(c, at)
		}
	}
	if s.ConditionalToken != nil {
		c.min(p.member("ConditionalToken"), "length", characters(*s.ConditionalToken), 1, *s.ConditionalToken)
		c.max(p.member("ConditionalToken"), "length", characters(*s.ConditionalToken), 512, *s.ConditionalToken)
		c.pattern(p.member("ConditionalToken"), *s.ConditionalToken, patternConditionalToken)
	}
	if s.CurrentApplicationVersionId != nil {
		c.min(p.member("CurrentApplicationVersionId"), "value", *s.CurrentApplicationVersionId, 1, decimal(*s.CurrentApplicationVersionId))
		c.max(p.member("CurrentApplicationVersionId"), "value", *s.CurrentApplicationVersionId, 999999999, decimal(*s.CurrentApplicationVersionId))
	}
	if s.RunConfigurationUpdate != nil {
		s.RunConfigurationUpdate.check(c, p.member("RunConfigurationUpdate"))
	}
	if s.RuntimeEnvironmentUpdate != nil {
		c.enum(p.member("RuntimeEnvironmentUpdate"), string(*s.RuntimeEnvironmentUpdate), "SQL-1_0", "FLINK-1_6", "FLINK-1_8", "ZEPPELIN-FLINK-1_0", "FLINK-1_11", "FLINK-1_13", "ZEPPELIN-FLINK-2_0", "FLINK-1_15", "ZEPPELIN-FLINK-3_0", "FLINK-1_18", "FLINK-1_19", "FLINK-1_20", "FLINK-2_2")
	}
	if s.ServiceExecutionRoleUpdate != nil {
		c.min(p.member("ServiceExecutionRoleUpdate"), "length", characters(*s.ServiceExecutionRoleUpdate), 1, *s.ServiceExecutionRoleUpdate)
		c.max(p.member("ServiceExecutionRoleUpdate"), "length", characters(*s.ServiceExecutionRoleUpdate), 2048, *s.ServiceExecutionRoleUpdate)
		c.pattern(p.member("ServiceExecutionRoleUpdate"), *s.ServiceExecutionRoleUpdate, patternRoleARN)
	}
}

func (s *UpdatePolicyRequest) check(c *checker, p *path) {
	if s.Description != nil {
		c.max(p.member("Description"), "length", characters(*s.Description), 1000, *s.Description)
	}
	if s.PolicyDocument != nil {
		c.min(p.member("PolicyDocument"), "length", characters(*s.PolicyDocument), 1, *s.PolicyDocument)
		c.max(p.member("PolicyDocument"), "length", characters(*s.PolicyDocument), 61440, *s.PolicyDocument)
	}
	if s.PolicyName == nil {
		c.missing(p.member("PolicyName"))
	}
	if s.PolicyName != nil {
		c.min(p.member("PolicyName"), "length", characters(*s.PolicyName), 1, *s.PolicyName)
		c.max(p.member("PolicyName"), "length", characters(*s.PolicyName), 64, *s.PolicyName)
		c.pattern(p.member("PolicyName"), *s.PolicyName, patternPolicyName)
	}
}

func (s *UpdateRoleRequest) check(c *checker, p *path) {
	if s.Description != nil {
		c.max(p.member("Description"), "length", characters(*s.Description), 1000, *s.Description)
	}
	if s.MaxSessionDuration != nil {
		c.min(p.member("MaxSessionDuration"), "value", *s.MaxSessionDuration, 3600, decimal(*s.MaxSessionDuration))
		c.max(p.member("MaxSessionDuration"), "value", *s.MaxSessionDuration, 43200, decimal(*s.MaxSessionDuration))
	}
	if s.RoleName == nil {
		c.missing(p.member("RoleName"))
	}
	if s.RoleName != nil {
		c.min(p.member("RoleName"), "length", characters(*s.RoleName), 1, *s.RoleName)
		c.max(p.member("RoleName"), "length", characters(*s.RoleName), 64, *s.RoleName)
		c.pattern(p.member("RoleName"), *s.RoleName, patternRoleName)
	}
	if s.TrustPolicy != nil {
		c.min(p.member("TrustPolicy"), "length", characters(*s.TrustPolicy), 1, *s.TrustPolicy)
		c.max(p.member("TrustPolicy"), "length", characters(*s.TrustPolicy), 61440, *s.TrustPolicy)
	}
}

func (s *UpdateSnapshotRetentionRequest) check(c *checker, p *path) {
	if s.ApplicationName == nil {
		c.missing(p.member("ApplicationName"))
	}
	if s.ApplicationName != nil {
		c.min(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 1, *s.ApplicationName)
		c.max(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 128, *s.ApplicationName)
		c.pattern(p.member("ApplicationName"), *s.ApplicationName, patternApplicationName)
	}
	if s.KeepCount != nil {
		c.min(p.member("KeepCount"), "value", *s.KeepCount, 1, decimal(*s.KeepCount))
		c.max(p.member("KeepCount"), "value", *s.KeepCount, 1000000, decimal(*s.KeepCount))
	}
	if s.KeepSeconds != nil {
		c.min(p.member("KeepSeconds"), "value", *s.KeepSeconds, 1, decimal(*s.KeepSeconds))
		c.max(p.member("KeepSeconds"), "value", *s.KeepSeconds, 3153600000, decimal(*s.KeepSeconds))
	}
}

func (s *VerifyApplicationSnapshotRequest) check(c *checker, p *path) {
	if s.ApplicationName == nil {
		c.missing(p.member("ApplicationName"))
	}
	if s.ApplicationName != nil {
		c.min(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 1, *s.ApplicationName)
		c.max(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 128, *s.ApplicationName)
		c.pattern(p.member("ApplicationName"), *s.ApplicationName, patternApplicationName)
	}
	if s.SnapshotName == nil {
		c.missing(p.member("SnapshotName"))
	}
	if s.SnapshotName != nil {
		c.min(p.member("SnapshotName"), "length", characters(*s.SnapshotName), 1, *s.SnapshotName)
		c.max(p.member("SnapshotName"), "length", characters(*s.SnapshotName), 256, *s.SnapshotName)
		c.pattern(p.member("SnapshotName"), *s.SnapshotName, patternSnapshotName)
	}
}

func (s *VpcConfiguration) check(c *checker, p *path) {
	if s.SecurityGroupIds == nil {
		c.missing(p.member("SecurityGroupIds"))
	}
	if s.SecurityGroupIds != nil {
		c.min(p.member("SecurityGroupIds"), "length", int64(len(s.SecurityGroupIds)), 1, "<list>")
		c.max(p.member("SecurityGroupIds"), "length", int64(len(s.SecurityGroupIds)), 5, "<list>")
	}
	if s.SubnetIds == nil {
		c.missing(p.member("SubnetIds"))
	}
	if s.SubnetIds != nil {
		c.min(p.member("SubnetIds"), "length", int64(len(s.SubnetIds)), 1, "<list>")
		c.max(p.member("SubnetIds"), "length", int64(len(s.SubnetIds)), 16, "<list>")
	}
}

func (s *VpcConfigurationUpdate) check(c *checker, p *path) {
	if s.SecurityGroupIdUpdates != nil {
		c.min(p.member("SecurityGroupIdUpdates"), "length", int64(len(s.SecurityGroupIdUpdates)), 1, "<list>")
		c.max(p.member("SecurityGroupIdUpdates"), "length", int64(len(s.SecurityGroupIdUpdates)), 5, "<list>")
	}
	if s.SubnetIdUpdates != nil {
		c.min(p.member("SubnetIdUpdates"), "length", int64(len(s.SubnetIdUpdates)), 1, "<list>")
		c.max(p.member("SubnetIdUpdates"), "length", int64(len(s.SubnetIdUpdates)), 16, "<list>")
	}
	if s.VpcConfigurationId == nil {
		c.missing(p.member("VpcConfigurationId"))
	}
	if s.VpcConfigurationId != nil {
		c.min(p.member("VpcConfigurationId"), "length", characters(*s.VpcConfigurationId), 1, *s.VpcConfigurationId)
		c.max(p.member("VpcConfigurationId"), "length", characters(*s.VpcConfigurationId), 50, *s.VpcConfigurationId)
		c.pattern(p.member("VpcConfigurationId"), *s.VpcConfigurationId, patternId)
	}
}

func (s *WaitForApplicationRequest) check(c *checker, p *path) {
	if s.ApplicationName == nil {
		c.missing(p.member("ApplicationName"))
	}
	if s.ApplicationName != nil {
		c.min(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 1, *s.ApplicationName)
		c.max(p.member("ApplicationName"), "length", characters(*s.ApplicationName), 128, *s.ApplicationName)
		c.pattern(p.member("ApplicationName"), *s.ApplicationName, patternApplicationName)
	}
	if s.ApplicationStatus != nil {
		c.min(p.member("ApplicationStatus"), "length", int64(len(s.ApplicationStatus)), 1, "<list>")
		c.max(p.member("ApplicationStatus"), "length", int64(len(s.ApplicationStatus)), 11, "<list>")
		for i := range s.ApplicationStatus {
			at := p.member("ApplicationStatus").element(i)
			c.enum(at, string(s.ApplicationStatus[i]), "DELETING", "STARTING", "STOPPING", "READY", "RUNNING", "UPDATING", "AUTOSCALING", "FORCE_STOPPING", "ROLLING_BACK", "MAINTENANCE", "ROLLED_BACK")
		}
	}
	if s.ApplicationVersionId != nil {
		c.min(p.member("ApplicationVersionId"), "value", *s.ApplicationVersionId, 1, decimal(*s.ApplicationVersionId))
		c.max(p.member("ApplicationVersionId"), "value", *s.ApplicationVersionId, 999999999, decimal(*s.ApplicationVersionId))
	}
	if s.OperationId != nil {
		c.min(p.member("OperationId"), "length", characters(*s.OperationId), 1, *s.OperationId)
		c.max(p.member("OperationId"), "length", characters(*s.OperationId), 64, *s.OperationId)
	}
	if s.TimeoutSeconds != nil {
		c.min(p.member("TimeoutSeconds"), "value", *s.TimeoutSeconds, 0, decimal(*s.TimeoutSeconds))
		c.max(p.member("TimeoutSeconds"), "value", *s.TimeoutSeconds, 240, decimal(*s.TimeoutSeconds))
	}
}

func (s *ZeppelinApplicationConfiguration) check(c *checker, p *path) {
	if s.CatalogConfiguration != nil {
		s.CatalogConfiguration.check(c, p.member("CatalogConfiguration"))
	}
	if s.CustomArtifactsConfiguration != nil {
		c.max(p.member("CustomArtifactsConfiguration"), "length", int64(len(s.CustomArtifactsConfiguration)), 50, "<list>")
		for i := range s.CustomArtifactsConfiguration {
			at := p.member("CustomArtifactsConfiguration").element(i)
			(&s.CustomArtifactsConfiguration[i]).check(c, at)
		}
	}
	if s.DeployAsApplicationConfiguration != nil {
		s.DeployAsApplicationConfiguration.check(c, p.member("DeployAsApplicationConfiguration"))
	}
	if s.MonitoringConfiguration != nil {
		s.MonitoringConfiguration.check(c, p.member("MonitoringConfiguration"))
	}
}

func (s *ZeppelinApplicationConfigurationUpdate) check(c *checker, p *path) {
	if s.CatalogConfigurationUpdate != nil {
		s.CatalogConfigurationUpdate.check(c, p.member("CatalogConfigurationUpdate"))
	}
	if s.CustomArtifactsConfigurationUpdate != nil {
		c.max(p.member("CustomArtifactsConfigurationUpdate"), "length", int64(len(s.CustomArtifactsConfigurationUpdate)), 50, "<list>")
		for i := range s.CustomArtifactsConfigurationUpdate {
			at := p.member("CustomArtifactsConfigurationUpdate").element(i)
			(&s.CustomArtifactsConfigurationUpdate[i]).check(c, at)
		}
	}
	if s.DeployAsApplicationConfigurationUpdate != nil {
		s.DeployAsApplicationConfigurationUpdate.check(c, p.member("DeployAsApplicationConfigurationUpdate"))
	}
	if s.MonitoringConfigurationUpdate != nil {
		s.MonitoringConfigurationUpdate.check(c, p.member("MonitoringConfigurationUpdate"))
	}
}

func (s *ZeppelinMonitoringConfiguration) check(c *checker, p *path) {
	if s.LogLevel == nil {
		c.missing(p.member("LogLevel"))
	}
	if s.LogLevel != nil {
		c.enum(p.member("LogLevel"), string(*s.LogLevel), "INFO", "WARN", "ERROR", "DEBUG")
	}
}

func (s *ZeppelinMonitoringConfigurationUpdate) check(c *checker, p *path) {
	if s.LogLevelUpdate == nil {
		c.missing(p.member("LogLevelUpdate"))
	}
	if s.LogLevelUpdate != nil {
		c.enum(p.member("LogLevelUpdate"), string(*s.LogLevelUpdate), "INFO", "WARN", "ERROR", "DEBUG")
	}
}

// Code generated from openapi.yaml by apiserver/model/gen. DO NOT EDIT.

package model

func decodeAddApplicationCloudWatchLoggingOptionRequest(d *decoder, p *path, v node) *AddApplicationCloudWatchLoggingOptionRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &AddApplicationCloudWatchLoggingOptionRequest{
		ApplicationName:             d.string(p.member("ApplicationName"), o["ApplicationName"]),
		CloudWatchLoggingOption:     decodeCloudWatchLoggingOption(d, p.member("CloudWatchLoggingOption"), o["CloudWatchLoggingOption"]),
		ConditionalToken:            d.string(p.member("ConditionalToken"), o["ConditionalToken"]),
		CurrentApplicationVersionId: d.integer(p.member("CurrentApplicationVersionId"), o["CurrentApplicationVersionId"]),
	}
}

func decodeAddApplicationInputProcessingConfigurationRequest(d *decoder, p *path, v node) *AddApplicationInputProcessingConfigurationRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &AddApplicationInputProcessingConfigurationRequest{
		ApplicationName:              d.string(p.member("ApplicationName"), o["ApplicationName"]),
		CurrentApplicationVersionId:  d.integer(p.member("CurrentApplicationVersionId"), o["CurrentApplicationVersionId"]),
		InputId:                      d.string(p.member("InputId"), o["InputId"]),
		InputProcessingConfiguration: decodeInputProcessingConfiguration(d, p.member("InputProcessingConfiguration"), o["InputProcessingConfiguration"]),
	}
}

func decodeAddApplicationInputRequest(d *decoder, p *path, v node) *AddApplicationInputRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &AddApplicationInputRequest{
		ApplicationName:             d.string(p.member("ApplicationName"), o["ApplicationName"]),
		CurrentApplicationVersionId: d.integer(p.member("CurrentApplicationVersionId"), o["CurrentApplicationVersionId"]),
		Input:                       decodeInput(d, p.member("Input"), o["Input"]),
	}
}

func decodeAddApplicationOutputRequest(d *decoder, p *path, v node) *AddApplicationOutputRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &AddApplicationOutputRequest{
		ApplicationName:             d.string(p.member("ApplicationName"), o["ApplicationName"]),
		CurrentApplicationVersionId: d.integer(p.member("CurrentApplicationVersionId"), o["CurrentApplicationVersionId"]),
		Output:                      decodeOutput(d, p.member("Output"), o["Output"]),
	}
}

func decodeAddApplicationReferenceDataSourceRequest(d *decoder, p *path, v node) *AddApplicationReferenceDataSourceRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &AddApplicationReferenceDataSourceRequest{
		ApplicationName:             d.string(p.member("ApplicationName"), o["ApplicationName"]),
		CurrentApplicationVersionId: d.integer(p.member("CurrentApplicationVersionId"), o["CurrentApplicationVersionId"]),
		ReferenceDataSource:         decodeReferenceDataSource(d, p.member("ReferenceDataSource"), o["ReferenceDataSource"]),
	}
}

func decodeAddApplicationVpcConfigurationRequest(d *decoder, p *path, v node) *AddApplicationVpcConfigurationRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &AddApplicationVpcConfigurationRequest{
		ApplicationName:             d.string(p.member("ApplicationName"), o["ApplicationName"]),
		ConditionalToken:            d.string(p.member("ConditionalToken"), o["ConditionalToken"]),
		CurrentApplicationVersionId: d.integer(p.member("CurrentApplicationVersionId"), o["CurrentApplicationVersionId"]),
		VpcConfiguration:            decodeVpcConfiguration(d, p.member("VpcConfiguration"), o["VpcConfiguration"]),
	}
}

func decodeApplicationCodeConfiguration(d *decoder, p *path, v node) *ApplicationCodeConfiguration {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &ApplicationCodeConfiguration{
		CodeContent:     decodeCodeContent(d, p.member("CodeContent"), o["CodeContent"]),
		CodeContentType: (*CodeContentType)(d.string(p.member("CodeContentType"), o["CodeContentType"])),
	}
}

func decodeApplicationCodeConfigurationUpdate(d *decoder, p *path, v node) *ApplicationCodeConfigurationUpdate {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &ApplicationCodeConfigurationUpdate{
		CodeContentTypeUpdate: (*CodeContentType)(d.string(p.member("CodeContentTypeUpdate"), o["CodeContentTypeUpdate"])),
		CodeContentUpdate:     decodeCodeContentUpdate(d, p.member("CodeContentUpdate"), o["CodeContentUpdate"]),
	}
}

func decodeApplicationConfiguration(d *decoder, p *path, v node) *ApplicationConfiguration {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &ApplicationConfiguration{
		ApplicationCodeConfiguration:           decodeApplicationCodeConfiguration(d, p.member("ApplicationCodeConfiguration"), o["ApplicationCodeConfiguration"]),
		ApplicationEncryptionConfiguration:     decodeApplicationEncryptionConfiguration(d, p.member("ApplicationEncryptionConfiguration"), o["ApplicationEncryptionConfiguration"]),
		ApplicationSnapshotConfiguration:       decodeApplicationSnapshotConfiguration(d, p.member("ApplicationSnapshotConfiguration"), o["ApplicationSnapshotConfiguration"]),
		ApplicationSystemRollbackConfiguration: decodeApplicationSystemRollbackConfiguration(d, p.member("ApplicationSystemRollbackConfiguration"), o["ApplicationSystemRollbackConfiguration"]),
		EnvironmentProperties:                  decodeEnvironmentProperties(d, p.member("EnvironmentProperties"), o["EnvironmentProperties"]),
		FlinkApplicationConfiguration:          decodeFlinkApplicationConfiguration(d, p.member("FlinkApplicationConfiguration"), o["FlinkApplicationConfiguration"]),
		SqlApplicationConfiguration:            decodeSqlApplicationConfiguration(d, p.member("SqlApplicationConfiguration"), o["SqlApplicationConfiguration"]),
		VpcConfigurations:                      decodeList[VpcConfiguration](d, p.member("VpcConfigurations"), o["VpcConfigurations"], func(d *decoder, p *path, v node) *VpcConfiguration { return decodeVpcConfiguration(d, p, v) }),
		ZeppelinApplicationConfiguration:       decodeZeppelinApplicationConfiguration(d, p.member("ZeppelinApplicationConfiguration"), o["ZeppelinApplicationConfiguration"]),
	}
}

func decodeApplicationConfigurationUpdate(d *decoder, p *path, v node) *ApplicationConfigurationUpdate {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &ApplicationConfigurationUpdate{
		ApplicationCodeConfigurationUpdate:           decodeApplicationCodeConfigurationUpdate(d, p.member("ApplicationCodeConfigurationUpdate"), o["ApplicationCodeConfigurationUpdate"]),
		ApplicationEncryptionConfigurationUpdate:     decodeApplicationEncryptionConfigurationUpdate(d, p.member("ApplicationEncryptionConfigurationUpdate"), o["ApplicationEncryptionConfigurationUpdate"]),
		ApplicationSnapshotConfigurationUpdate:       decodeApplicationSnapshotConfigurationUpdate(d, p.member("ApplicationSnapshotConfigurationUpdate"), o["ApplicationSnapshotConfigurationUpdate"]),
		ApplicationSystemRollbackConfigurationUpdate: decodeApplicationSystemRollbackConfigurationUpdate(d, p.member("ApplicationSystemRollbackConfigurationUpdate"), o["ApplicationSystemRollbackConfigurationUpdate"]),
		EnvironmentPropertyUpdates:                   decodeEnvironmentPropertyUpdates(d, p.member("EnvironmentPropertyUpdates"), o["EnvironmentPropertyUpdates"]),
		FlinkApplicationConfigurationUpdate:          decodeFlinkApplicationConfigurationUpdate(d, p.member("FlinkApplicationConfigurationUpdate"), o["FlinkApplicationConfigurationUpdate"]),
		SqlApplicationConfigurationUpdate:            decodeSqlApplicationConfigurationUpdate(d, p.member("SqlApplicationConfigurationUpdate"), o["SqlApplicationConfigurationUpdate"]),
		VpcConfigurationUpdates: decodeList[VpcConfigurationUpdate](d, p.member("VpcConfigurationUpdates"), o["VpcConfigurationUpdates"], func(d *decoder, p *path, v node) *VpcConfigurationUpdate {
			return decodeVpcConfigurationUpdate(d, p, v)
		}),
		ZeppelinApplicationConfigurationUpdate: decodeZeppelinApplicationConfigurationUpdate(d, p.member("ZeppelinApplicationConfigurationUpdate"), o["ZeppelinApplicationConfigurationUpdate"]),
	}
}

func decodeApplicationEncryptionConfiguration(d *decoder, p *path, v node) *ApplicationEncryptionConfiguration {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &ApplicationEncryptionConfiguration{
		KeyId:   d.string(p.member("KeyId"), o["KeyId"]),
		KeyType: (*KeyType)(d.string(p.member("KeyType"), o["KeyType"])),
	}
}

func decodeApplicationEncryptionConfigurationUpdate(d *decoder, p *path, v node) *ApplicationEncryptionConfigurationUpdate {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &ApplicationEncryptionConfigurationUpdate{
		KeyIdUpdate:   d.string(p.member("KeyIdUpdate"), o["KeyIdUpdate"]),
		KeyTypeUpdate: (*KeyType)(d.string(p.member("KeyTypeUpdate"), o["KeyTypeUpdate"])),
	}
}

func decodeApplicationMaintenanceConfigurationUpdate(d *decoder, p *path, v node) *ApplicationMaintenanceConfigurationUpdate {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &ApplicationMaintenanceConfigurationUpdate{
		ApplicationMaintenanceWindowStartTimeUpdate: d.string(p.member("ApplicationMaintenanceWindowStartTimeUpdate"), o["ApplicationMaintenanceWindowStartTimeUpdate"]),
	}
}

func decodeApplicationRestoreConfiguration(d *decoder, p *path, v node) *ApplicationRestoreConfiguration {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &ApplicationRestoreConfiguration{
		ApplicationRestoreType: (*ApplicationRestoreType)(d.string(p.member("ApplicationRestoreType"), o["ApplicationRestoreType"])),
		SnapshotName:           d.string(p.member("SnapshotName"), o["SnapshotName"]),
	}
}

func decodeApplicationSnapshotConfiguration(d *decoder, p *path, v node) *ApplicationSnapshotConfiguration {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &ApplicationSnapshotConfiguration{
		SnapshotsEnabled: d.boolean(p.member("SnapshotsEnabled"), o["SnapshotsEnabled"]),
	}
}

func decodeApplicationSnapshotConfigurationUpdate(d *decoder, p *path, v node) *ApplicationSnapshotConfigurationUpdate {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &ApplicationSnapshotConfigurationUpdate{
		SnapshotsEnabledUpdate: d.boolean(p.member("SnapshotsEnabledUpdate"), o["SnapshotsEnabledUpdate"]),
	}
}

func decodeApplicationSystemRollbackConfiguration(d *decoder, p *path, v node) *ApplicationSystemRollbackConfiguration {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &ApplicationSystemRollbackConfiguration{
		RollbackEnabled: d.boolean(p.member("RollbackEnabled"), o["RollbackEnabled"]),
	}
}

func decodeApplicationSystemRollbackConfigurationUpdate(d *decoder, p *path, v node) *ApplicationSystemRollbackConfigurationUpdate {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &ApplicationSystemRollbackConfigurationUpdate{
		RollbackEnabledUpdate: d.boolean(p.member("RollbackEnabledUpdate"), o["RollbackEnabledUpdate"]),
	}
}

func decodeAssumeRoleRequest(d *decoder, p *path, v node) *AssumeRoleRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &AssumeRoleRequest{
		DurationSeconds: d.int32(p.member("DurationSeconds"), o["DurationSeconds"]),
		ExternalId:      d.string(p.member("ExternalId"), o["ExternalId"]),
		Policy:          d.string(p.member("Policy"), o["Policy"]),
		RoleName:        d.string(p.member("RoleName"), o["RoleName"]),
		SessionName:     d.string(p.member("SessionName"), o["SessionName"]),
	}
}

func decodeAttachRolePolicyRequest(d *decoder, p *path, v node) *AttachRolePolicyRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &AttachRolePolicyRequest{
		PolicyArn: d.string(p.member("PolicyArn"), o["PolicyArn"]),
		RoleName:  d.string(p.member("RoleName"), o["RoleName"]),
	}
}

func decodeAttachUserPolicyRequest(d *decoder, p *path, v node) *AttachUserPolicyRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &AttachUserPolicyRequest{
		PolicyArn: d.string(p.member("PolicyArn"), o["PolicyArn"]),
		UserName:  d.string(p.member("UserName"), o["UserName"]),
	}
}

func decodeCSVMappingParameters(d *decoder, p *path, v node) *CSVMappingParameters {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &CSVMappingParameters{
		RecordColumnDelimiter: d.string(p.member("RecordColumnDelimiter"), o["RecordColumnDelimiter"]),
		RecordRowDelimiter:    d.string(p.member("RecordRowDelimiter"), o["RecordRowDelimiter"]),
	}
}

func decodeCancelApplicationOperationRequest(d *decoder, p *path, v node) *CancelApplicationOperationRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &CancelApplicationOperationRequest{
		ApplicationName: d.string(p.member("ApplicationName"), o["ApplicationName"]),
		OperationId:     d.string(p.member("OperationId"), o["OperationId"]),
	}
}

func decodeCatalogConfiguration(d *decoder, p *path, v node) *CatalogConfiguration {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &CatalogConfiguration{
		GlueDataCatalogConfiguration: decodeGlueDataCatalogConfiguration(d, p.member("GlueDataCatalogConfiguration"), o["GlueDataCatalogConfiguration"]),
	}
}

func decodeCatalogConfigurationUpdate(d *decoder, p *path, v node) *CatalogConfigurationUpdate {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &CatalogConfigurationUpdate{
		GlueDataCatalogConfigurationUpdate: decodeGlueDataCatalogConfigurationUpdate(d, p.member("GlueDataCatalogConfigurationUpdate"), o["GlueDataCatalogConfigurationUpdate"]),
	}
}

func decodeCheckpointConfiguration(d *decoder, p *path, v node) *CheckpointConfiguration {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &CheckpointConfiguration{
		CheckpointInterval:         d.integer(p.member("CheckpointInterval"), o["CheckpointInterval"]),
		CheckpointingEnabled:       d.boolean(p.member("CheckpointingEnabled"), o["CheckpointingEnabled"]),
		ConfigurationType:          (*ConfigurationType)(d.string(p.member("ConfigurationType"), o["ConfigurationType"])),
		MinPauseBetweenCheckpoints: d.integer(p.member("MinPauseBetweenCheckpoints"), o["MinPauseBetweenCheckpoints"]),
	}
}

func decodeCheckpointConfigurationUpdate(d *decoder, p *path, v node) *CheckpointConfigurationUpdate {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &CheckpointConfigurationUpdate{
		CheckpointIntervalUpdate:         d.integer(p.member("CheckpointIntervalUpdate"), o["CheckpointIntervalUpdate"]),
		CheckpointingEnabledUpdate:       d.boolean(p.member("CheckpointingEnabledUpdate"), o["CheckpointingEnabledUpdate"]),
		ConfigurationTypeUpdate:          (*ConfigurationType)(d.string(p.member("ConfigurationTypeUpdate"), o["ConfigurationTypeUpdate"])),
		MinPauseBetweenCheckpointsUpdate: d.integer(p.member("MinPauseBetweenCheckpointsUpdate"), o["MinPauseBetweenCheckpointsUpdate"]),
	}
}

func decodeCloudWatchLoggingOption(d *decoder, p *path, v node) *CloudWatchLoggingOption {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &CloudWatchLoggingOption{
		LogStreamARN: d.string(p.member("LogStreamARN"), o["LogStreamARN"]),
	}
}

func decodeCloudWatchLoggingOptionUpdate(d *decoder, p *path, v node) *CloudWatchLoggingOptionUpdate {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &CloudWatchLoggingOptionUpdate{
		CloudWatchLoggingOptionId: d.string(p.member("CloudWatchLoggingOptionId"), o["CloudWatchLoggingOptionId"]),
		LogStreamARNUpdate:        d.string(p.member("LogStreamARNUpdate"), o["LogStreamARNUpdate"]),
	}
}

func decodeCodeContent(d *decoder, p *path, v node) *CodeContent {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &CodeContent{
		S3ContentLocation: decodeS3ContentLocation(d, p.member("S3ContentLocation"), o["S3ContentLocation"]),
		TextContent:       d.string(p.member("TextContent"), o["TextContent"]),
		ZipFileContent:    d.blob(p.member("ZipFileContent"), o["ZipFileContent"]),
	}
}

func decodeCodeContentUpdate(d *decoder, p *path, v node) *CodeContentUpdate {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &CodeContentUpdate{
		S3ContentLocationUpdate: decodeS3ContentLocationUpdate(d, p.member("S3ContentLocationUpdate"), o["S3ContentLocationUpdate"]),
		TextContentUpdate:       d.string(p.member("TextContentUpdate"), o["TextContentUpdate"]),
		ZipFileContentUpdate:    d.blob(p.member("ZipFileContentUpdate"), o["ZipFileContentUpdate"]),
	}
}

func decodeCreateAccessKeyRequest(d *decoder, p *path, v node) *CreateAccessKeyRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &CreateAccessKeyRequest{
		UserName: d.string(p.member("UserName"), o["UserName"]),
	}
}

func decodeCreateAccountRequest(d *decoder, p *path, v node) *CreateAccountRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &CreateAccountRequest{
		AccountId:   d.string(p.member("AccountId"), o["AccountId"]),
		AccountName: d.string(p.member("AccountName"), o["AccountName"]),
	}
}

func decodeCreateApplicationPresignedUrlRequest(d *decoder, p *path, v node) *CreateApplicationPresignedUrlRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &CreateApplicationPresignedUrlRequest{
		ApplicationName:                    d.string(p.member("ApplicationName"), o["ApplicationName"]),
		SessionExpirationDurationInSeconds: d.integer(p.member("SessionExpirationDurationInSeconds"), o["SessionExpirationDurationInSeconds"]),
		UrlType:                            (*UrlType)(d.string(p.member("UrlType"), o["UrlType"])),
	}
}

func decodeCreateApplicationRequest(d *decoder, p *path, v node) *CreateApplicationRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &CreateApplicationRequest{
		ApplicationConfiguration: decodeApplicationConfiguration(d, p.member("ApplicationConfiguration"), o["ApplicationConfiguration"]),
		ApplicationDescription:   d.string(p.member("ApplicationDescription"), o["ApplicationDescription"]),
		ApplicationMode:          (*ApplicationMode)(d.string(p.member("ApplicationMode"), o["ApplicationMode"])),
		ApplicationName:          d.string(p.member("ApplicationName"), o["ApplicationName"]),
		CloudWatchLoggingOptions: decodeList[CloudWatchLoggingOption](d, p.member("CloudWatchLoggingOptions"), o["CloudWatchLoggingOptions"], func(d *decoder, p *path, v node) *CloudWatchLoggingOption {
			return decodeCloudWatchLoggingOption(d, p, v)
		}),
		RuntimeEnvironment:   (*RuntimeEnvironment)(d.string(p.member("RuntimeEnvironment"), o["RuntimeEnvironment"])),
		ServiceExecutionRole: d.string(p.member("ServiceExecutionRole"), o["ServiceExecutionRole"]),
		Tags:                 decodeList[Tag](d, p.member("Tags"), o["Tags"], func(d *decoder, p *path, v node) *Tag { return decodeTag(d, p, v) }),
	}
}

func decodeCreateApplicationSnapshotRequest(d *decoder, p *path, v node) *CreateApplicationSnapshotRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &CreateApplicationSnapshotRequest{
		ApplicationName: d.string(p.member("ApplicationName"), o["ApplicationName"]),
		SnapshotName:    d.string(p.member("SnapshotName"), o["SnapshotName"]),
	}
}

func decodeCreatePolicyRequest(d *decoder, p *path, v node) *CreatePolicyRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &CreatePolicyRequest{
		Description:    d.string(p.member("Description"), o["Description"]),
		PolicyDocument: d.string(p.member("PolicyDocument"), o["PolicyDocument"]),
		PolicyName:     d.string(p.member("PolicyName"), o["PolicyName"]),
	}
}

func decodeCreateRoleRequest(d *decoder, p *path, v node) *CreateRoleRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &CreateRoleRequest{
		Description:        d.string(p.member("Description"), o["Description"]),
		MaxSessionDuration: d.int32(p.member("MaxSessionDuration"), o["MaxSessionDuration"]),
		RoleName:           d.string(p.member("RoleName"), o["RoleName"]),
		TrustPolicy:        d.string(p.member("TrustPolicy"), o["TrustPolicy"]),
	}
}

func decodeCreateUserRequest(d *decoder, p *path, v node) *CreateUserRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &CreateUserRequest{
		Description: d.string(p.member("Description"), o["Description"]),
		UserName:    d.string(p.member("UserName"), o["UserName"]),
	}
}

func decodeCustomArtifactConfiguration(d *decoder, p *path, v node) *CustomArtifactConfiguration {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &CustomArtifactConfiguration{
		ArtifactType:      (*ArtifactType)(d.string(p.member("ArtifactType"), o["ArtifactType"])),
		MavenReference:    decodeMavenReference(d, p.member("MavenReference"), o["MavenReference"]),
		S3ContentLocation: decodeS3ContentLocation(d, p.member("S3ContentLocation"), o["S3ContentLocation"]),
	}
}

func decodeDeleteAccessKeyRequest(d *decoder, p *path, v node) *DeleteAccessKeyRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &DeleteAccessKeyRequest{
		AccessKeyId: d.string(p.member("AccessKeyId"), o["AccessKeyId"]),
		UserName:    d.string(p.member("UserName"), o["UserName"]),
	}
}

func decodeDeleteApplicationCloudWatchLoggingOptionRequest(d *decoder, p *path, v node) *DeleteApplicationCloudWatchLoggingOptionRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &DeleteApplicationCloudWatchLoggingOptionRequest{
		ApplicationName:             d.string(p.member("ApplicationName"), o["ApplicationName"]),
		CloudWatchLoggingOptionId:   d.string(p.member("CloudWatchLoggingOptionId"), o["CloudWatchLoggingOptionId"]),
		ConditionalToken:            d.string(p.member("ConditionalToken"), o["ConditionalToken"]),
		CurrentApplicationVersionId: d.integer(p.member("CurrentApplicationVersionId"), o["CurrentApplicationVersionId"]),
	}
}

func decodeDeleteApplicationInputProcessingConfigurationRequest(d *decoder, p *path, v node) *DeleteApplicationInputProcessingConfigurationRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &DeleteApplicationInputProcessingConfigurationRequest{
		ApplicationName:             d.string(p.member("ApplicationName"), o["ApplicationName"]),
		CurrentApplicationVersionId: d.integer(p.member("CurrentApplicationVersionId"), o["CurrentApplicationVersionId"]),
		InputId:                     d.string(p.member("InputId"), o["InputId"]),
	}
}

func decodeDeleteApplicationOutputRequest(d *decoder, p *path, v node) *DeleteApplicationOutputRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &DeleteApplicationOutputRequest{
		ApplicationName:             d.string(p.member("ApplicationName"), o["ApplicationName"]),
		CurrentApplicationVersionId: d.integer(p.member("CurrentApplicationVersionId"), o["CurrentApplicationVersionId"]),
		OutputId:                    d.string(p.member("OutputId"), o["OutputId"]),
	}
}

func decodeDeleteApplicationReferenceDataSourceRequest(d *decoder, p *path, v node) *DeleteApplicationReferenceDataSourceRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &DeleteApplicationReferenceDataSourceRequest{
		ApplicationName:             d.string(p.member("ApplicationName"), o["ApplicationName"]),
		CurrentApplicationVersionId: d.integer(p.member("CurrentApplicationVersionId"), o["CurrentApplicationVersionId"]),
		ReferenceId:                 d.string(p.member("ReferenceId"), o["ReferenceId"]),
	}
}

func decodeDeleteApplicationRequest(d *decoder, p *path, v node) *DeleteApplicationRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &DeleteApplicationRequest{
		ApplicationName: d.string(p.member("ApplicationName"), o["ApplicationName"]),
		CreateTimestamp: d.timestamp(p.member("CreateTimestamp"), o["CreateTimestamp"]),
	}
}

func decodeDeleteApplicationSnapshotRequest(d *decoder, p *path, v node) *DeleteApplicationSnapshotRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &DeleteApplicationSnapshotRequest{
		ApplicationName:           d.string(p.member("ApplicationName"), o["ApplicationName"]),
		SnapshotCreationTimestamp: d.timestamp(p.member("SnapshotCreationTimestamp"), o["SnapshotCreationTimestamp"]),
		SnapshotName:              d.string(p.member("SnapshotName"), o["SnapshotName"]),
	}
}

func decodeDeleteApplicationVpcConfigurationRequest(d *decoder, p *path, v node) *DeleteApplicationVpcConfigurationRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &DeleteApplicationVpcConfigurationRequest{
		ApplicationName:             d.string(p.member("ApplicationName"), o["ApplicationName"]),
		ConditionalToken:            d.string(p.member("ConditionalToken"), o["ConditionalToken"]),
		CurrentApplicationVersionId: d.integer(p.member("CurrentApplicationVersionId"), o["CurrentApplicationVersionId"]),
		VpcConfigurationId:          d.string(p.member("VpcConfigurationId"), o["VpcConfigurationId"]),
	}
}

func decodeDeletePolicyRequest(d *decoder, p *path, v node) *DeletePolicyRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &DeletePolicyRequest{
		PolicyName: d.string(p.member("PolicyName"), o["PolicyName"]),
	}
}

func decodeDeleteRoleRequest(d *decoder, p *path, v node) *DeleteRoleRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &DeleteRoleRequest{
		RoleName: d.string(p.member("RoleName"), o["RoleName"]),
	}
}

func decodeDeleteSnapshotRetentionRequest(d *decoder, p *path, v node) *DeleteSnapshotRetentionRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &DeleteSnapshotRetentionRequest{
		ApplicationName: d.string(p.member("ApplicationName"), o["ApplicationName"]),
	}
}

func decodeDeleteUserRequest(d *decoder, p *path, v node) *DeleteUserRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &DeleteUserRequest{
		UserName: d.string(p.member("UserName"), o["UserName"]),
	}
}

func decodeDeployAsApplicationConfiguration(d *decoder, p *path, v node) *DeployAsApplicationConfiguration {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &DeployAsApplicationConfiguration{
		S3ContentLocation: decodeS3ContentBaseLocation(d, p.member("S3ContentLocation"), o["S3ContentLocation"]),
	}
}

func decodeDeployAsApplicationConfigurationUpdate(d *decoder, p *path, v node) *DeployAsApplicationConfigurationUpdate {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &DeployAsApplicationConfigurationUpdate{
		S3ContentLocationUpdate: decodeS3ContentBaseLocationUpdate(d, p.member("S3ContentLocationUpdate"), o["S3ContentLocationUpdate"]),
	}
}

func decodeDescribeApplicationHealthRequest(d *decoder, p *path, v node) *DescribeApplicationHealthRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &DescribeApplicationHealthRequest{
		ApplicationName: d.string(p.member("ApplicationName"), o["ApplicationName"]),
	}
}

func decodeDescribeApplicationOperationRequest(d *decoder, p *path, v node) *DescribeApplicationOperationRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &DescribeApplicationOperationRequest{
		ApplicationName: d.string(p.member("ApplicationName"), o["ApplicationName"]),
		OperationId:     d.string(p.member("OperationId"), o["OperationId"]),
	}
}

func decodeDescribeApplicationRequest(d *decoder, p *path, v node) *DescribeApplicationRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &DescribeApplicationRequest{
		ApplicationName:          d.string(p.member("ApplicationName"), o["ApplicationName"]),
		IncludeAdditionalDetails: d.boolean(p.member("IncludeAdditionalDetails"), o["IncludeAdditionalDetails"]),
	}
}

func decodeDescribeApplicationSnapshotRequest(d *decoder, p *path, v node) *DescribeApplicationSnapshotRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &DescribeApplicationSnapshotRequest{
		ApplicationName: d.string(p.member("ApplicationName"), o["ApplicationName"]),
		SnapshotName:    d.string(p.member("SnapshotName"), o["SnapshotName"]),
	}
}

func decodeDescribeApplicationVersionRequest(d *decoder, p *path, v node) *DescribeApplicationVersionRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &DescribeApplicationVersionRequest{
		ApplicationName:      d.string(p.member("ApplicationName"), o["ApplicationName"]),
		ApplicationVersionId: d.integer(p.member("ApplicationVersionId"), o["ApplicationVersionId"]),
	}
}

func decodeDescribePolicyRequest(d *decoder, p *path, v node) *DescribePolicyRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &DescribePolicyRequest{
		PolicyName: d.string(p.member("PolicyName"), o["PolicyName"]),
	}
}

func decodeDescribeRoleRequest(d *decoder, p *path, v node) *DescribeRoleRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &DescribeRoleRequest{
		RoleName: d.string(p.member("RoleName"), o["RoleName"]),
	}
}

func decodeDescribeRootKeyRequest(d *decoder, p *path, v node) *DescribeRootKeyRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	_ = o
	return &DescribeRootKeyRequest{}
}

func decodeDescribeSnapshotRecordRequest(d *decoder, p *path, v node) *DescribeSnapshotRecordRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &DescribeSnapshotRecordRequest{
		ApplicationName: d.string(p.member("ApplicationName"), o["ApplicationName"]),
		SnapshotName:    d.string(p.member("SnapshotName"), o["SnapshotName"]),
	}
}

func decodeDescribeSnapshotRetentionRequest(d *decoder, p *path, v node) *DescribeSnapshotRetentionRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &DescribeSnapshotRetentionRequest{
		ApplicationName: d.string(p.member("ApplicationName"), o["ApplicationName"]),
	}
}

func decodeDescribeUserRequest(d *decoder, p *path, v node) *DescribeUserRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &DescribeUserRequest{
		UserName: d.string(p.member("UserName"), o["UserName"]),
	}
}

func decodeDestinationSchema(d *decoder, p *path, v node) *DestinationSchema {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &DestinationSchema{
		RecordFormatType: (*RecordFormatType)(d.string(p.member("RecordFormatType"), o["RecordFormatType"])),
	}
}

func decodeDetachRolePolicyRequest(d *decoder, p *path, v node) *DetachRolePolicyRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &DetachRolePolicyRequest{
		PolicyArn: d.string(p.member("PolicyArn"), o["PolicyArn"]),
		RoleName:  d.string(p.member("RoleName"), o["RoleName"]),
	}
}

func decodeDetachUserPolicyRequest(d *decoder, p *path, v node) *DetachUserPolicyRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &DetachUserPolicyRequest{
		PolicyArn: d.string(p.member("PolicyArn"), o["PolicyArn"]),
		UserName:  d.string(p.member("UserName"), o["UserName"]),
	}
}

func decodeDiscoverInputSchemaRequest(d *decoder, p *path, v node) *DiscoverInputSchemaRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &DiscoverInputSchemaRequest{
		InputProcessingConfiguration:       decodeInputProcessingConfiguration(d, p.member("InputProcessingConfiguration"), o["InputProcessingConfiguration"]),
		InputStartingPositionConfiguration: decodeInputStartingPositionConfiguration(d, p.member("InputStartingPositionConfiguration"), o["InputStartingPositionConfiguration"]),
		ResourceARN:                        d.string(p.member("ResourceARN"), o["ResourceARN"]),
		S3Configuration:                    decodeS3Configuration(d, p.member("S3Configuration"), o["S3Configuration"]),
		ServiceExecutionRole:               d.string(p.member("ServiceExecutionRole"), o["ServiceExecutionRole"]),
	}
}

func decodeEnvironmentProperties(d *decoder, p *path, v node) *EnvironmentProperties {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &EnvironmentProperties{
		PropertyGroups: decodeList[PropertyGroup](d, p.member("PropertyGroups"), o["PropertyGroups"], func(d *decoder, p *path, v node) *PropertyGroup { return decodePropertyGroup(d, p, v) }),
	}
}

func decodeEnvironmentPropertyUpdates(d *decoder, p *path, v node) *EnvironmentPropertyUpdates {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &EnvironmentPropertyUpdates{
		PropertyGroups: decodeList[PropertyGroup](d, p.member("PropertyGroups"), o["PropertyGroups"], func(d *decoder, p *path, v node) *PropertyGroup { return decodePropertyGroup(d, p, v) }),
	}
}

func decodeExportApplicationSnapshotRequest(d *decoder, p *path, v node) *ExportApplicationSnapshotRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &ExportApplicationSnapshotRequest{
		ApplicationName: d.string(p.member("ApplicationName"), o["ApplicationName"]),
		SnapshotName:    d.string(p.member("SnapshotName"), o["SnapshotName"]),
		WithPassphrase:  d.boolean(p.member("WithPassphrase"), o["WithPassphrase"]),
	}
}

func decodeFlinkApplicationConfiguration(d *decoder, p *path, v node) *FlinkApplicationConfiguration {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &FlinkApplicationConfiguration{
		CheckpointConfiguration:  decodeCheckpointConfiguration(d, p.member("CheckpointConfiguration"), o["CheckpointConfiguration"]),
		MonitoringConfiguration:  decodeMonitoringConfiguration(d, p.member("MonitoringConfiguration"), o["MonitoringConfiguration"]),
		ParallelismConfiguration: decodeParallelismConfiguration(d, p.member("ParallelismConfiguration"), o["ParallelismConfiguration"]),
	}
}

func decodeFlinkApplicationConfigurationUpdate(d *decoder, p *path, v node) *FlinkApplicationConfigurationUpdate {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &FlinkApplicationConfigurationUpdate{
		CheckpointConfigurationUpdate:  decodeCheckpointConfigurationUpdate(d, p.member("CheckpointConfigurationUpdate"), o["CheckpointConfigurationUpdate"]),
		MonitoringConfigurationUpdate:  decodeMonitoringConfigurationUpdate(d, p.member("MonitoringConfigurationUpdate"), o["MonitoringConfigurationUpdate"]),
		ParallelismConfigurationUpdate: decodeParallelismConfigurationUpdate(d, p.member("ParallelismConfigurationUpdate"), o["ParallelismConfigurationUpdate"]),
	}
}

func decodeFlinkRunConfiguration(d *decoder, p *path, v node) *FlinkRunConfiguration {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &FlinkRunConfiguration{
		AllowNonRestoredState: d.boolean(p.member("AllowNonRestoredState"), o["AllowNonRestoredState"]),
	}
}

func decodeFollowApplicationEventsRequest(d *decoder, p *path, v node) *FollowApplicationEventsRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &FollowApplicationEventsRequest{
		ApplicationName: d.string(p.member("ApplicationName"), o["ApplicationName"]),
		LastEventId:     d.string(p.member("LastEventId"), o["LastEventId"]),
	}
}

func decodeFollowApplicationLogRequest(d *decoder, p *path, v node) *FollowApplicationLogRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &FollowApplicationLogRequest{
		ApplicationName:      d.string(p.member("ApplicationName"), o["ApplicationName"]),
		ApplicationVersionId: d.integer(p.member("ApplicationVersionId"), o["ApplicationVersionId"]),
		LastEventId:          d.string(p.member("LastEventId"), o["LastEventId"]),
		LogLevel:             (*LogLevel)(d.string(p.member("LogLevel"), o["LogLevel"])),
		LogSource:            (*LogSource)(d.string(p.member("LogSource"), o["LogSource"])),
		Logger:               d.string(p.member("Logger"), o["Logger"]),
		Pattern:              d.string(p.member("Pattern"), o["Pattern"]),
		Tail:                 d.int32(p.member("Tail"), o["Tail"]),
		Text:                 d.string(p.member("Text"), o["Text"]),
	}
}

func decodeFollowAuditEventsRequest(d *decoder, p *path, v node) *FollowAuditEventsRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &FollowAuditEventsRequest{
		Action:      d.string(p.member("Action"), o["Action"]),
		Application: d.string(p.member("Application"), o["Application"]),
		ChangesOnly: d.boolean(p.member("ChangesOnly"), o["ChangesOnly"]),
		LastEventId: d.string(p.member("LastEventId"), o["LastEventId"]),
		Outcome:     (*AuditOutcome)(d.string(p.member("Outcome"), o["Outcome"])),
		Principal:   d.string(p.member("Principal"), o["Principal"]),
		StartTime:   d.timestamp(p.member("StartTime"), o["StartTime"]),
	}
}

func decodeGetCallerIdentityRequest(d *decoder, p *path, v node) *GetCallerIdentityRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	_ = o
	return &GetCallerIdentityRequest{}
}

func decodeGetSessionTokenRequest(d *decoder, p *path, v node) *GetSessionTokenRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &GetSessionTokenRequest{
		DurationSeconds: d.int32(p.member("DurationSeconds"), o["DurationSeconds"]),
	}
}

func decodeGlueDataCatalogConfiguration(d *decoder, p *path, v node) *GlueDataCatalogConfiguration {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &GlueDataCatalogConfiguration{
		DatabaseARN: d.string(p.member("DatabaseARN"), o["DatabaseARN"]),
	}
}

func decodeGlueDataCatalogConfigurationUpdate(d *decoder, p *path, v node) *GlueDataCatalogConfigurationUpdate {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &GlueDataCatalogConfigurationUpdate{
		DatabaseARNUpdate: d.string(p.member("DatabaseARNUpdate"), o["DatabaseARNUpdate"]),
	}
}

func decodeImportApplicationSnapshotRequest(d *decoder, p *path, v node) *ImportApplicationSnapshotRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &ImportApplicationSnapshotRequest{
		ApplicationName:      d.string(p.member("ApplicationName"), o["ApplicationName"]),
		SnapshotName:         d.string(p.member("SnapshotName"), o["SnapshotName"]),
		SourceApplicationARN: d.string(p.member("SourceApplicationARN"), o["SourceApplicationARN"]),
		SourceKeyARN:         d.string(p.member("SourceKeyARN"), o["SourceKeyARN"]),
		SourceKeyProvider:    d.string(p.member("SourceKeyProvider"), o["SourceKeyProvider"]),
	}
}

func decodeInput(d *decoder, p *path, v node) *Input {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &Input{
		InputParallelism:             decodeInputParallelism(d, p.member("InputParallelism"), o["InputParallelism"]),
		InputProcessingConfiguration: decodeInputProcessingConfiguration(d, p.member("InputProcessingConfiguration"), o["InputProcessingConfiguration"]),
		InputSchema:                  decodeSourceSchema(d, p.member("InputSchema"), o["InputSchema"]),
		KinesisFirehoseInput:         decodeKinesisFirehoseInput(d, p.member("KinesisFirehoseInput"), o["KinesisFirehoseInput"]),
		KinesisStreamsInput:          decodeKinesisStreamsInput(d, p.member("KinesisStreamsInput"), o["KinesisStreamsInput"]),
		NamePrefix:                   d.string(p.member("NamePrefix"), o["NamePrefix"]),
	}
}

func decodeInputLambdaProcessor(d *decoder, p *path, v node) *InputLambdaProcessor {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &InputLambdaProcessor{
		ResourceARN: d.string(p.member("ResourceARN"), o["ResourceARN"]),
	}
}

func decodeInputLambdaProcessorUpdate(d *decoder, p *path, v node) *InputLambdaProcessorUpdate {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &InputLambdaProcessorUpdate{
		ResourceARNUpdate: d.string(p.member("ResourceARNUpdate"), o["ResourceARNUpdate"]),
	}
}

func decodeInputParallelism(d *decoder, p *path, v node) *InputParallelism {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &InputParallelism{
		Count: d.int32(p.member("Count"), o["Count"]),
	}
}

func decodeInputParallelismUpdate(d *decoder, p *path, v node) *InputParallelismUpdate {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &InputParallelismUpdate{
		CountUpdate: d.int32(p.member("CountUpdate"), o["CountUpdate"]),
	}
}

func decodeInputProcessingConfiguration(d *decoder, p *path, v node) *InputProcessingConfiguration {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &InputProcessingConfiguration{
		InputLambdaProcessor: decodeInputLambdaProcessor(d, p.member("InputLambdaProcessor"), o["InputLambdaProcessor"]),
	}
}

func decodeInputProcessingConfigurationUpdate(d *decoder, p *path, v node) *InputProcessingConfigurationUpdate {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &InputProcessingConfigurationUpdate{
		InputLambdaProcessorUpdate: decodeInputLambdaProcessorUpdate(d, p.member("InputLambdaProcessorUpdate"), o["InputLambdaProcessorUpdate"]),
	}
}

func decodeInputSchemaUpdate(d *decoder, p *path, v node) *InputSchemaUpdate {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &InputSchemaUpdate{
		RecordColumnUpdates:  decodeList[RecordColumn](d, p.member("RecordColumnUpdates"), o["RecordColumnUpdates"], func(d *decoder, p *path, v node) *RecordColumn { return decodeRecordColumn(d, p, v) }),
		RecordEncodingUpdate: d.string(p.member("RecordEncodingUpdate"), o["RecordEncodingUpdate"]),
		RecordFormatUpdate:   decodeRecordFormat(d, p.member("RecordFormatUpdate"), o["RecordFormatUpdate"]),
	}
}

func decodeInputStartingPositionConfiguration(d *decoder, p *path, v node) *InputStartingPositionConfiguration {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &InputStartingPositionConfiguration{
		InputStartingPosition: (*InputStartingPosition)(d.string(p.member("InputStartingPosition"), o["InputStartingPosition"])),
	}
}

func decodeInputUpdate(d *decoder, p *path, v node) *InputUpdate {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &InputUpdate{
		InputId:                            d.string(p.member("InputId"), o["InputId"]),
		InputParallelismUpdate:             decodeInputParallelismUpdate(d, p.member("InputParallelismUpdate"), o["InputParallelismUpdate"]),
		InputProcessingConfigurationUpdate: decodeInputProcessingConfigurationUpdate(d, p.member("InputProcessingConfigurationUpdate"), o["InputProcessingConfigurationUpdate"]),
		InputSchemaUpdate:                  decodeInputSchemaUpdate(d, p.member("InputSchemaUpdate"), o["InputSchemaUpdate"]),
		KinesisFirehoseInputUpdate:         decodeKinesisFirehoseInputUpdate(d, p.member("KinesisFirehoseInputUpdate"), o["KinesisFirehoseInputUpdate"]),
		KinesisStreamsInputUpdate:          decodeKinesisStreamsInputUpdate(d, p.member("KinesisStreamsInputUpdate"), o["KinesisStreamsInputUpdate"]),
		NamePrefixUpdate:                   d.string(p.member("NamePrefixUpdate"), o["NamePrefixUpdate"]),
	}
}

func decodeJSONMappingParameters(d *decoder, p *path, v node) *JSONMappingParameters {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &JSONMappingParameters{
		RecordRowPath: d.string(p.member("RecordRowPath"), o["RecordRowPath"]),
	}
}

func decodeKinesisFirehoseInput(d *decoder, p *path, v node) *KinesisFirehoseInput {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &KinesisFirehoseInput{
		ResourceARN: d.string(p.member("ResourceARN"), o["ResourceARN"]),
	}
}

func decodeKinesisFirehoseInputUpdate(d *decoder, p *path, v node) *KinesisFirehoseInputUpdate {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &KinesisFirehoseInputUpdate{
		ResourceARNUpdate: d.string(p.member("ResourceARNUpdate"), o["ResourceARNUpdate"]),
	}
}

func decodeKinesisFirehoseOutput(d *decoder, p *path, v node) *KinesisFirehoseOutput {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &KinesisFirehoseOutput{
		ResourceARN: d.string(p.member("ResourceARN"), o["ResourceARN"]),
	}
}

func decodeKinesisFirehoseOutputUpdate(d *decoder, p *path, v node) *KinesisFirehoseOutputUpdate {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &KinesisFirehoseOutputUpdate{
		ResourceARNUpdate: d.string(p.member("ResourceARNUpdate"), o["ResourceARNUpdate"]),
	}
}

func decodeKinesisStreamsInput(d *decoder, p *path, v node) *KinesisStreamsInput {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &KinesisStreamsInput{
		ResourceARN: d.string(p.member("ResourceARN"), o["ResourceARN"]),
	}
}

func decodeKinesisStreamsInputUpdate(d *decoder, p *path, v node) *KinesisStreamsInputUpdate {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &KinesisStreamsInputUpdate{
		ResourceARNUpdate: d.string(p.member("ResourceARNUpdate"), o["ResourceARNUpdate"]),
	}
}

func decodeKinesisStreamsOutput(d *decoder, p *path, v node) *KinesisStreamsOutput {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &KinesisStreamsOutput{
		ResourceARN: d.string(p.member("ResourceARN"), o["ResourceARN"]),
	}
}

func decodeKinesisStreamsOutputUpdate(d *decoder, p *path, v node) *KinesisStreamsOutputUpdate {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &KinesisStreamsOutputUpdate{
		ResourceARNUpdate: d.string(p.member("ResourceARNUpdate"), o["ResourceARNUpdate"]),
	}
}

func decodeLambdaOutput(d *decoder, p *path, v node) *LambdaOutput {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &LambdaOutput{
		ResourceARN: d.string(p.member("ResourceARN"), o["ResourceARN"]),
	}
}

func decodeLambdaOutputUpdate(d *decoder, p *path, v node) *LambdaOutputUpdate {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &LambdaOutputUpdate{
		ResourceARNUpdate: d.string(p.member("ResourceARNUpdate"), o["ResourceARNUpdate"]),
	}
}

func decodeListAccessKeysRequest(d *decoder, p *path, v node) *ListAccessKeysRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &ListAccessKeysRequest{
		UserName: d.string(p.member("UserName"), o["UserName"]),
	}
}

func decodeListAccountsRequest(d *decoder, p *path, v node) *ListAccountsRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &ListAccountsRequest{
		Limit:     d.int32(p.member("Limit"), o["Limit"]),
		NextToken: d.string(p.member("NextToken"), o["NextToken"]),
	}
}

func decodeListApplicationHealthRequest(d *decoder, p *path, v node) *ListApplicationHealthRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &ListApplicationHealthRequest{
		Health:    (*Health)(d.string(p.member("Health"), o["Health"])),
		Limit:     d.int32(p.member("Limit"), o["Limit"]),
		NextToken: d.string(p.member("NextToken"), o["NextToken"]),
	}
}

func decodeListApplicationKeysRequest(d *decoder, p *path, v node) *ListApplicationKeysRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &ListApplicationKeysRequest{
		Limit:     d.int32(p.member("Limit"), o["Limit"]),
		NextToken: d.string(p.member("NextToken"), o["NextToken"]),
	}
}

func decodeListApplicationLogDeliveriesRequest(d *decoder, p *path, v node) *ListApplicationLogDeliveriesRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &ListApplicationLogDeliveriesRequest{
		ApplicationName: d.string(p.member("ApplicationName"), o["ApplicationName"]),
	}
}

func decodeListApplicationLogEventsRequest(d *decoder, p *path, v node) *ListApplicationLogEventsRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &ListApplicationLogEventsRequest{
		ApplicationName:      d.string(p.member("ApplicationName"), o["ApplicationName"]),
		ApplicationVersionId: d.integer(p.member("ApplicationVersionId"), o["ApplicationVersionId"]),
		EndTime:              d.timestamp(p.member("EndTime"), o["EndTime"]),
		Limit:                d.int32(p.member("Limit"), o["Limit"]),
		LogLevel:             (*LogLevel)(d.string(p.member("LogLevel"), o["LogLevel"])),
		LogSource:            (*LogSource)(d.string(p.member("LogSource"), o["LogSource"])),
		Logger:               d.string(p.member("Logger"), o["Logger"]),
		NextToken:            d.string(p.member("NextToken"), o["NextToken"]),
		Order:                (*LogOrder)(d.string(p.member("Order"), o["Order"])),
		Pattern:              d.string(p.member("Pattern"), o["Pattern"]),
		StartTime:            d.timestamp(p.member("StartTime"), o["StartTime"]),
		Text:                 d.string(p.member("Text"), o["Text"]),
	}
}

func decodeListApplicationOperationsRequest(d *decoder, p *path, v node) *ListApplicationOperationsRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &ListApplicationOperationsRequest{
		ApplicationName: d.string(p.member("ApplicationName"), o["ApplicationName"]),
		Limit:           d.int32(p.member("Limit"), o["Limit"]),
		NextToken:       d.string(p.member("NextToken"), o["NextToken"]),
		Operation:       d.string(p.member("Operation"), o["Operation"]),
		OperationStatus: (*OperationStatus)(d.string(p.member("OperationStatus"), o["OperationStatus"])),
	}
}

func decodeListApplicationSnapshotsRequest(d *decoder, p *path, v node) *ListApplicationSnapshotsRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &ListApplicationSnapshotsRequest{
		ApplicationName: d.string(p.member("ApplicationName"), o["ApplicationName"]),
		Limit:           d.int32(p.member("Limit"), o["Limit"]),
		NextToken:       d.string(p.member("NextToken"), o["NextToken"]),
	}
}

func decodeListApplicationVersionsRequest(d *decoder, p *path, v node) *ListApplicationVersionsRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &ListApplicationVersionsRequest{
		ApplicationName: d.string(p.member("ApplicationName"), o["ApplicationName"]),
		Limit:           d.int32(p.member("Limit"), o["Limit"]),
		NextToken:       d.string(p.member("NextToken"), o["NextToken"]),
	}
}

func decodeListApplicationsRequest(d *decoder, p *path, v node) *ListApplicationsRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &ListApplicationsRequest{
		Limit:     d.int32(p.member("Limit"), o["Limit"]),
		NextToken: d.string(p.member("NextToken"), o["NextToken"]),
	}
}

func decodeListAuditEventsRequest(d *decoder, p *path, v node) *ListAuditEventsRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &ListAuditEventsRequest{
		Action:      d.string(p.member("Action"), o["Action"]),
		Application: d.string(p.member("Application"), o["Application"]),
		ChangesOnly: d.boolean(p.member("ChangesOnly"), o["ChangesOnly"]),
		EndTime:     d.timestamp(p.member("EndTime"), o["EndTime"]),
		Limit:       d.int32(p.member("Limit"), o["Limit"]),
		NextToken:   d.string(p.member("NextToken"), o["NextToken"]),
		Outcome:     (*AuditOutcome)(d.string(p.member("Outcome"), o["Outcome"])),
		Principal:   d.string(p.member("Principal"), o["Principal"]),
		StartTime:   d.timestamp(p.member("StartTime"), o["StartTime"]),
	}
}

func decodeListMaintenanceRequest(d *decoder, p *path, v node) *ListMaintenanceRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &ListMaintenanceRequest{
		Limit:     d.int32(p.member("Limit"), o["Limit"]),
		NextToken: d.string(p.member("NextToken"), o["NextToken"]),
	}
}

func decodeListOperationRecordsRequest(d *decoder, p *path, v node) *ListOperationRecordsRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &ListOperationRecordsRequest{
		ApplicationName: d.string(p.member("ApplicationName"), o["ApplicationName"]),
		Limit:           d.int32(p.member("Limit"), o["Limit"]),
		NextToken:       d.string(p.member("NextToken"), o["NextToken"]),
		Operation:       d.string(p.member("Operation"), o["Operation"]),
		OperationStatus: (*OperationStatus)(d.string(p.member("OperationStatus"), o["OperationStatus"])),
	}
}

func decodeListOperationStepsRequest(d *decoder, p *path, v node) *ListOperationStepsRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &ListOperationStepsRequest{
		ApplicationName: d.string(p.member("ApplicationName"), o["ApplicationName"]),
		OperationId:     d.string(p.member("OperationId"), o["OperationId"]),
	}
}

func decodeListPoliciesRequest(d *decoder, p *path, v node) *ListPoliciesRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &ListPoliciesRequest{
		Limit:     d.int32(p.member("Limit"), o["Limit"]),
		NextToken: d.string(p.member("NextToken"), o["NextToken"]),
	}
}

func decodeListRolesRequest(d *decoder, p *path, v node) *ListRolesRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &ListRolesRequest{
		Limit:     d.int32(p.member("Limit"), o["Limit"]),
		NextToken: d.string(p.member("NextToken"), o["NextToken"]),
	}
}

func decodeListSnapshotRecordsRequest(d *decoder, p *path, v node) *ListSnapshotRecordsRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &ListSnapshotRecordsRequest{
		ApplicationName: d.string(p.member("ApplicationName"), o["ApplicationName"]),
		Limit:           d.int32(p.member("Limit"), o["Limit"]),
		NextToken:       d.string(p.member("NextToken"), o["NextToken"]),
		SnapshotOrigin:  (*SnapshotOrigin)(d.string(p.member("SnapshotOrigin"), o["SnapshotOrigin"])),
	}
}

func decodeListTagsForResourceRequest(d *decoder, p *path, v node) *ListTagsForResourceRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &ListTagsForResourceRequest{
		ResourceARN: d.string(p.member("ResourceARN"), o["ResourceARN"]),
	}
}

func decodeListUsageRequest(d *decoder, p *path, v node) *ListUsageRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &ListUsageRequest{
		Application: d.string(p.member("Application"), o["Application"]),
		EndMonth:    d.string(p.member("EndMonth"), o["EndMonth"]),
		Limit:       d.int32(p.member("Limit"), o["Limit"]),
		NextToken:   d.string(p.member("NextToken"), o["NextToken"]),
		StartMonth:  d.string(p.member("StartMonth"), o["StartMonth"]),
	}
}

func decodeListUsersRequest(d *decoder, p *path, v node) *ListUsersRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &ListUsersRequest{
		Limit:     d.int32(p.member("Limit"), o["Limit"]),
		NextToken: d.string(p.member("NextToken"), o["NextToken"]),
	}
}

func decodeMappingParameters(d *decoder, p *path, v node) *MappingParameters {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &MappingParameters{
		CSVMappingParameters:  decodeCSVMappingParameters(d, p.member("CSVMappingParameters"), o["CSVMappingParameters"]),
		JSONMappingParameters: decodeJSONMappingParameters(d, p.member("JSONMappingParameters"), o["JSONMappingParameters"]),
	}
}

func decodeMavenReference(d *decoder, p *path, v node) *MavenReference {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &MavenReference{
		ArtifactId: d.string(p.member("ArtifactId"), o["ArtifactId"]),
		GroupId:    d.string(p.member("GroupId"), o["GroupId"]),
		Version:    d.string(p.member("Version"), o["Version"]),
	}
}

func decodeMonitoringConfiguration(d *decoder, p *path, v node) *MonitoringConfiguration {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &MonitoringConfiguration{
		ConfigurationType: (*ConfigurationType)(d.string(p.member("ConfigurationType"), o["ConfigurationType"])),
		LogLevel:          (*LogLevel)(d.string(p.member("LogLevel"), o["LogLevel"])),
		MetricsLevel:      (*MetricsLevel)(d.string(p.member("MetricsLevel"), o["MetricsLevel"])),
	}
}

func decodeMonitoringConfigurationUpdate(d *decoder, p *path, v node) *MonitoringConfigurationUpdate {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &MonitoringConfigurationUpdate{
		ConfigurationTypeUpdate: (*ConfigurationType)(d.string(p.member("ConfigurationTypeUpdate"), o["ConfigurationTypeUpdate"])),
		LogLevelUpdate:          (*LogLevel)(d.string(p.member("LogLevelUpdate"), o["LogLevelUpdate"])),
		MetricsLevelUpdate:      (*MetricsLevel)(d.string(p.member("MetricsLevelUpdate"), o["MetricsLevelUpdate"])),
	}
}

func decodeOutput(d *decoder, p *path, v node) *Output {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &Output{
		DestinationSchema:     decodeDestinationSchema(d, p.member("DestinationSchema"), o["DestinationSchema"]),
		KinesisFirehoseOutput: decodeKinesisFirehoseOutput(d, p.member("KinesisFirehoseOutput"), o["KinesisFirehoseOutput"]),
		KinesisStreamsOutput:  decodeKinesisStreamsOutput(d, p.member("KinesisStreamsOutput"), o["KinesisStreamsOutput"]),
		LambdaOutput:          decodeLambdaOutput(d, p.member("LambdaOutput"), o["LambdaOutput"]),
		Name:                  d.string(p.member("Name"), o["Name"]),
	}
}

func decodeOutputUpdate(d *decoder, p *path, v node) *OutputUpdate {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &OutputUpdate{
		DestinationSchemaUpdate:     decodeDestinationSchema(d, p.member("DestinationSchemaUpdate"), o["DestinationSchemaUpdate"]),
		KinesisFirehoseOutputUpdate: decodeKinesisFirehoseOutputUpdate(d, p.member("KinesisFirehoseOutputUpdate"), o["KinesisFirehoseOutputUpdate"]),
		KinesisStreamsOutputUpdate:  decodeKinesisStreamsOutputUpdate(d, p.member("KinesisStreamsOutputUpdate"), o["KinesisStreamsOutputUpdate"]),
		LambdaOutputUpdate:          decodeLambdaOutputUpdate(d, p.member("LambdaOutputUpdate"), o["LambdaOutputUpdate"]),
		NameUpdate:                  d.string(p.member("NameUpdate"), o["NameUpdate"]),
		OutputId:                    d.string(p.member("OutputId"), o["OutputId"]),
	}
}

func decodeParallelismConfiguration(d *decoder, p *path, v node) *ParallelismConfiguration {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &ParallelismConfiguration{
		AutoScalingEnabled: d.boolean(p.member("AutoScalingEnabled"), o["AutoScalingEnabled"]),
		ConfigurationType:  (*ConfigurationType)(d.string(p.member("ConfigurationType"), o["ConfigurationType"])),
		Parallelism:        d.int32(p.member("Parallelism"), o["Parallelism"]),
		ParallelismPerKPU:  d.int32(p.member("ParallelismPerKPU"), o["ParallelismPerKPU"]),
	}
}

func decodeParallelismConfigurationUpdate(d *decoder, p *path, v node) *ParallelismConfigurationUpdate {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &ParallelismConfigurationUpdate{
		AutoScalingEnabledUpdate: d.boolean(p.member("AutoScalingEnabledUpdate"), o["AutoScalingEnabledUpdate"]),
		ConfigurationTypeUpdate:  (*ConfigurationType)(d.string(p.member("ConfigurationTypeUpdate"), o["ConfigurationTypeUpdate"])),
		ParallelismPerKPUUpdate:  d.int32(p.member("ParallelismPerKPUUpdate"), o["ParallelismPerKPUUpdate"]),
		ParallelismUpdate:        d.int32(p.member("ParallelismUpdate"), o["ParallelismUpdate"]),
	}
}

func decodePropertyGroup(d *decoder, p *path, v node) *PropertyGroup {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &PropertyGroup{
		PropertyGroupId: d.string(p.member("PropertyGroupId"), o["PropertyGroupId"]),
		PropertyMap:     decodeMap[string](d, p.member("PropertyMap"), o["PropertyMap"], func(d *decoder, p *path, v node) *string { return d.string(p, v) }),
	}
}

func decodeRecordColumn(d *decoder, p *path, v node) *RecordColumn {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &RecordColumn{
		Mapping: d.string(p.member("Mapping"), o["Mapping"]),
		Name:    d.string(p.member("Name"), o["Name"]),
		SqlType: d.string(p.member("SqlType"), o["SqlType"]),
	}
}

func decodeRecordFormat(d *decoder, p *path, v node) *RecordFormat {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &RecordFormat{
		MappingParameters: decodeMappingParameters(d, p.member("MappingParameters"), o["MappingParameters"]),
		RecordFormatType:  (*RecordFormatType)(d.string(p.member("RecordFormatType"), o["RecordFormatType"])),
	}
}

func decodeReferenceDataSource(d *decoder, p *path, v node) *ReferenceDataSource {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &ReferenceDataSource{
		ReferenceSchema:       decodeSourceSchema(d, p.member("ReferenceSchema"), o["ReferenceSchema"]),
		S3ReferenceDataSource: decodeS3ReferenceDataSource(d, p.member("S3ReferenceDataSource"), o["S3ReferenceDataSource"]),
		TableName:             d.string(p.member("TableName"), o["TableName"]),
	}
}

func decodeReferenceDataSourceUpdate(d *decoder, p *path, v node) *ReferenceDataSourceUpdate {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &ReferenceDataSourceUpdate{
		ReferenceId:                 d.string(p.member("ReferenceId"), o["ReferenceId"]),
		ReferenceSchemaUpdate:       decodeSourceSchema(d, p.member("ReferenceSchemaUpdate"), o["ReferenceSchemaUpdate"]),
		S3ReferenceDataSourceUpdate: decodeS3ReferenceDataSourceUpdate(d, p.member("S3ReferenceDataSourceUpdate"), o["S3ReferenceDataSourceUpdate"]),
		TableNameUpdate:             d.string(p.member("TableNameUpdate"), o["TableNameUpdate"]),
	}
}

func decodeRevokeRoleSessionsRequest(d *decoder, p *path, v node) *RevokeRoleSessionsRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &RevokeRoleSessionsRequest{
		RoleName: d.string(p.member("RoleName"), o["RoleName"]),
	}
}

func decodeRevokeUserSessionsRequest(d *decoder, p *path, v node) *RevokeUserSessionsRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &RevokeUserSessionsRequest{
		UserName: d.string(p.member("UserName"), o["UserName"]),
	}
}

func decodeRollbackApplicationRequest(d *decoder, p *path, v node) *RollbackApplicationRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &RollbackApplicationRequest{
		ApplicationName:             d.string(p.member("ApplicationName"), o["ApplicationName"]),
		CurrentApplicationVersionId: d.integer(p.member("CurrentApplicationVersionId"), o["CurrentApplicationVersionId"]),
	}
}

func decodeRotateRootKeyRequest(d *decoder, p *path, v node) *RotateRootKeyRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	_ = o
	return &RotateRootKeyRequest{}
}

func decodeRunApplicationMaintenanceRequest(d *decoder, p *path, v node) *RunApplicationMaintenanceRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &RunApplicationMaintenanceRequest{
		ApplicationName: d.string(p.member("ApplicationName"), o["ApplicationName"]),
	}
}

func decodeRunConfiguration(d *decoder, p *path, v node) *RunConfiguration {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &RunConfiguration{
		ApplicationRestoreConfiguration: decodeApplicationRestoreConfiguration(d, p.member("ApplicationRestoreConfiguration"), o["ApplicationRestoreConfiguration"]),
		FlinkRunConfiguration:           decodeFlinkRunConfiguration(d, p.member("FlinkRunConfiguration"), o["FlinkRunConfiguration"]),
		SqlRunConfigurations:            decodeList[SqlRunConfiguration](d, p.member("SqlRunConfigurations"), o["SqlRunConfigurations"], func(d *decoder, p *path, v node) *SqlRunConfiguration { return decodeSqlRunConfiguration(d, p, v) }),
	}
}

func decodeRunConfigurationUpdate(d *decoder, p *path, v node) *RunConfigurationUpdate {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &RunConfigurationUpdate{
		ApplicationRestoreConfiguration: decodeApplicationRestoreConfiguration(d, p.member("ApplicationRestoreConfiguration"), o["ApplicationRestoreConfiguration"]),
		FlinkRunConfiguration:           decodeFlinkRunConfiguration(d, p.member("FlinkRunConfiguration"), o["FlinkRunConfiguration"]),
	}
}

func decodeS3Configuration(d *decoder, p *path, v node) *S3Configuration {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &S3Configuration{
		BucketARN: d.string(p.member("BucketARN"), o["BucketARN"]),
		FileKey:   d.string(p.member("FileKey"), o["FileKey"]),
	}
}

func decodeS3ContentBaseLocation(d *decoder, p *path, v node) *S3ContentBaseLocation {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &S3ContentBaseLocation{
		BasePath:  d.string(p.member("BasePath"), o["BasePath"]),
		BucketARN: d.string(p.member("BucketARN"), o["BucketARN"]),
	}
}

func decodeS3ContentBaseLocationUpdate(d *decoder, p *path, v node) *S3ContentBaseLocationUpdate {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &S3ContentBaseLocationUpdate{
		BasePathUpdate:  d.string(p.member("BasePathUpdate"), o["BasePathUpdate"]),
		BucketARNUpdate: d.string(p.member("BucketARNUpdate"), o["BucketARNUpdate"]),
	}
}

func decodeS3ContentLocation(d *decoder, p *path, v node) *S3ContentLocation {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &S3ContentLocation{
		BucketARN:     d.string(p.member("BucketARN"), o["BucketARN"]),
		FileKey:       d.string(p.member("FileKey"), o["FileKey"]),
		ObjectVersion: d.string(p.member("ObjectVersion"), o["ObjectVersion"]),
	}
}

func decodeS3ContentLocationUpdate(d *decoder, p *path, v node) *S3ContentLocationUpdate {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &S3ContentLocationUpdate{
		BucketARNUpdate:     d.string(p.member("BucketARNUpdate"), o["BucketARNUpdate"]),
		FileKeyUpdate:       d.string(p.member("FileKeyUpdate"), o["FileKeyUpdate"]),
		ObjectVersionUpdate: d.string(p.member("ObjectVersionUpdate"), o["ObjectVersionUpdate"]),
	}
}

func decodeS3ReferenceDataSource(d *decoder, p *path, v node) *S3ReferenceDataSource {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &S3ReferenceDataSource{
		BucketARN: d.string(p.member("BucketARN"), o["BucketARN"]),
		FileKey:   d.string(p.member("FileKey"), o["FileKey"]),
	}
}

func decodeS3ReferenceDataSourceUpdate(d *decoder, p *path, v node) *S3ReferenceDataSourceUpdate {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &S3ReferenceDataSourceUpdate{
		BucketARNUpdate: d.string(p.member("BucketARNUpdate"), o["BucketARNUpdate"]),
		FileKeyUpdate:   d.string(p.member("FileKeyUpdate"), o["FileKeyUpdate"]),
	}
}

func decodeSimulateAccessRequest(d *decoder, p *path, v node) *SimulateAccessRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &SimulateAccessRequest{
		ActionNames: decodeList[string](d, p.member("ActionNames"), o["ActionNames"], func(d *decoder, p *path, v node) *string { return d.string(p, v) }),
		Context: decodeList[SimulationContextEntry](d, p.member("Context"), o["Context"], func(d *decoder, p *path, v node) *SimulationContextEntry {
			return decodeSimulationContextEntry(d, p, v)
		}),
		PrincipalArn: d.string(p.member("PrincipalArn"), o["PrincipalArn"]),
		ResourceArns: decodeList[string](d, p.member("ResourceArns"), o["ResourceArns"], func(d *decoder, p *path, v node) *string { return d.string(p, v) }),
	}
}

func decodeSimulationContextEntry(d *decoder, p *path, v node) *SimulationContextEntry {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &SimulationContextEntry{
		ContextKeyName: d.string(p.member("ContextKeyName"), o["ContextKeyName"]),
		ContextValues:  decodeList[string](d, p.member("ContextValues"), o["ContextValues"], func(d *decoder, p *path, v node) *string { return d.string(p, v) }),
	}
}

func decodeSourceSchema(d *decoder, p *path, v node) *SourceSchema {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &SourceSchema{
		RecordColumns:  decodeList[RecordColumn](d, p.member("RecordColumns"), o["RecordColumns"], func(d *decoder, p *path, v node) *RecordColumn { return decodeRecordColumn(d, p, v) }),
		RecordEncoding: d.string(p.member("RecordEncoding"), o["RecordEncoding"]),
		RecordFormat:   decodeRecordFormat(d, p.member("RecordFormat"), o["RecordFormat"]),
	}
}

func decodeSqlApplicationConfiguration(d *decoder, p *path, v node) *SqlApplicationConfiguration {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &SqlApplicationConfiguration{
		Inputs:               decodeList[Input](d, p.member("Inputs"), o["Inputs"], func(d *decoder, p *path, v node) *Input { return decodeInput(d, p, v) }),
		Outputs:              decodeList[Output](d, p.member("Outputs"), o["Outputs"], func(d *decoder, p *path, v node) *Output { return decodeOutput(d, p, v) }),
		ReferenceDataSources: decodeList[ReferenceDataSource](d, p.member("ReferenceDataSources"), o["ReferenceDataSources"], func(d *decoder, p *path, v node) *ReferenceDataSource { return decodeReferenceDataSource(d, p, v) }),
	}
}

func decodeSqlApplicationConfigurationUpdate(d *decoder, p *path, v node) *SqlApplicationConfigurationUpdate {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &SqlApplicationConfigurationUpdate{
		InputUpdates:  decodeList[InputUpdate](d, p.member("InputUpdates"), o["InputUpdates"], func(d *decoder, p *path, v node) *InputUpdate { return decodeInputUpdate(d, p, v) }),
		OutputUpdates: decodeList[OutputUpdate](d, p.member("OutputUpdates"), o["OutputUpdates"], func(d *decoder, p *path, v node) *OutputUpdate { return decodeOutputUpdate(d, p, v) }),
		ReferenceDataSourceUpdates: decodeList[ReferenceDataSourceUpdate](d, p.member("ReferenceDataSourceUpdates"), o["ReferenceDataSourceUpdates"], func(d *decoder, p *path, v node) *ReferenceDataSourceUpdate {
			return decodeReferenceDataSourceUpdate(d, p, v)
		}),
	}
}

func decodeSqlRunConfiguration(d *decoder, p *path, v node) *SqlRunConfiguration {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &SqlRunConfiguration{
		InputId:                            d.string(p.member("InputId"), o["InputId"]),
		InputStartingPositionConfiguration: decodeInputStartingPositionConfiguration(d, p.member("InputStartingPositionConfiguration"), o["InputStartingPositionConfiguration"]),
	}
}

func decodeStartApplicationRequest(d *decoder, p *path, v node) *StartApplicationRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &StartApplicationRequest{
		ApplicationName:  d.string(p.member("ApplicationName"), o["ApplicationName"]),
		RunConfiguration: decodeRunConfiguration(d, p.member("RunConfiguration"), o["RunConfiguration"]),
	}
}

func decodeStopApplicationRequest(d *decoder, p *path, v node) *StopApplicationRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &StopApplicationRequest{
		ApplicationName: d.string(p.member("ApplicationName"), o["ApplicationName"]),
		Force:           d.boolean(p.member("Force"), o["Force"]),
	}
}

func decodeTag(d *decoder, p *path, v node) *Tag {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &Tag{
		Key:   d.string(p.member("Key"), o["Key"]),
		Value: d.string(p.member("Value"), o["Value"]),
	}
}

func decodeTagResourceRequest(d *decoder, p *path, v node) *TagResourceRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &TagResourceRequest{
		ResourceARN: d.string(p.member("ResourceARN"), o["ResourceARN"]),
		Tags:        decodeList[Tag](d, p.member("Tags"), o["Tags"], func(d *decoder, p *path, v node) *Tag { return decodeTag(d, p, v) }),
	}
}

func decodeUntagResourceRequest(d *decoder, p *path, v node) *UntagResourceRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &UntagResourceRequest{
		ResourceARN: d.string(p.member("ResourceARN"), o["ResourceARN"]),
		TagKeys:     decodeList[string](d, p.member("TagKeys"), o["TagKeys"], func(d *decoder, p *path, v node) *string { return d.string(p, v) }),
	}
}

func decodeUpdateAccessKeyRequest(d *decoder, p *path, v node) *UpdateAccessKeyRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &UpdateAccessKeyRequest{
		AccessKeyId:     d.string(p.member("AccessKeyId"), o["AccessKeyId"]),
		AccessKeyStatus: (*AccessKeyStatus)(d.string(p.member("AccessKeyStatus"), o["AccessKeyStatus"])),
		UserName:        d.string(p.member("UserName"), o["UserName"]),
	}
}

func decodeUpdateApplicationMaintenanceConfigurationRequest(d *decoder, p *path, v node) *UpdateApplicationMaintenanceConfigurationRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &UpdateApplicationMaintenanceConfigurationRequest{
		ApplicationMaintenanceConfigurationUpdate: decodeApplicationMaintenanceConfigurationUpdate(d, p.member("ApplicationMaintenanceConfigurationUpdate"), o["ApplicationMaintenanceConfigurationUpdate"]),
		ApplicationName: d.string(p.member("ApplicationName"), o["ApplicationName"]),
	}
}

func decodeUpdateApplicationRequest(d *decoder, p *path, v node) *UpdateApplicationRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &UpdateApplicationRequest{
		ApplicationConfigurationUpdate: decodeApplicationConfigurationUpdate(d, p.member("ApplicationConfigurationUpdate"), o["ApplicationConfigurationUpdate"]),
		ApplicationName:                d.string(p.member("ApplicationName"), o["ApplicationName"]),
		CloudWatchLoggingOptionUpdates: decodeList[CloudWatchLoggingOptionUpdate](d, p.member("CloudWatchLoggingOptionUpdates"), o["CloudWatchLoggingOptionUpdates"], func(d *decoder, p *path, v node) *CloudWatchLoggingOptionUpdate {
			return decodeCloudWatchLoggingOptionUpdate(d, p, v)
		}),
		ConditionalToken:            d.string(p.member("ConditionalToken"), o["ConditionalToken"]),
		CurrentApplicationVersionId: d.integer(p.member("CurrentApplicationVersionId"), o["CurrentApplicationVersionId"]),
		RunConfigurationUpdate:      decodeRunConfigurationUpdate(d, p.member("RunConfigurationUpdate"), o["RunConfigurationUpdate"]),
		RuntimeEnvironmentUpdate:    (*RuntimeEnvironment)(d.string(p.member("RuntimeEnvironmentUpdate"), o["RuntimeEnvironmentUpdate"])),
		ServiceExecutionRoleUpdate:  d.string(p.member("ServiceExecutionRoleUpdate"), o["ServiceExecutionRoleUpdate"]),
	}
}

func decodeUpdatePolicyRequest(d *decoder, p *path, v node) *UpdatePolicyRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &UpdatePolicyRequest{
		Description:    d.string(p.member("Description"), o["Description"]),
		PolicyDocument: d.string(p.member("PolicyDocument"), o["PolicyDocument"]),
		PolicyName:     d.string(p.member("PolicyName"), o["PolicyName"]),
	}
}

func decodeUpdateRoleRequest(d *decoder, p *path, v node) *UpdateRoleRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &UpdateRoleRequest{
		Description:        d.string(p.member("Description"), o["Description"]),
		MaxSessionDuration: d.int32(p.member("MaxSessionDuration"), o["MaxSessionDuration"]),
		RoleName:           d.string(p.member("RoleName"), o["RoleName"]),
		TrustPolicy:        d.string(p.member("TrustPolicy"), o["TrustPolicy"]),
	}
}

func decodeUpdateSnapshotRetentionRequest(d *decoder, p *path, v node) *UpdateSnapshotRetentionRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &UpdateSnapshotRetentionRequest{
		ApplicationName: d.string(p.member("ApplicationName"), o["ApplicationName"]),
		KeepCount:       d.int32(p.member("KeepCount"), o["KeepCount"]),
		KeepManual:      d.boolean(p.member("KeepManual"), o["KeepManual"]),
		KeepSeconds:     d.integer(p.member("KeepSeconds"), o["KeepSeconds"]),
	}
}

func decodeVerifyApplicationSnapshotRequest(d *decoder, p *path, v node) *VerifyApplicationSnapshotRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &VerifyApplicationSnapshotRequest{
		ApplicationName: d.string(p.member("ApplicationName"), o["ApplicationName"]),
		SnapshotName:    d.string(p.member("SnapshotName"), o["SnapshotName"]),
	}
}

func decodeVpcConfiguration(d *decoder, p *path, v node) *VpcConfiguration {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &VpcConfiguration{
		SecurityGroupIds: decodeList[string](d, p.member("SecurityGroupIds"), o["SecurityGroupIds"], func(d *decoder, p *path, v node) *string { return d.string(p, v) }),
		SubnetIds:        decodeList[string](d, p.member("SubnetIds"), o["SubnetIds"], func(d *decoder, p *path, v node) *string { return d.string(p, v) }),
	}
}

func decodeVpcConfigurationUpdate(d *decoder, p *path, v node) *VpcConfigurationUpdate {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &VpcConfigurationUpdate{
		SecurityGroupIdUpdates: decodeList[string](d, p.member("SecurityGroupIdUpdates"), o["SecurityGroupIdUpdates"], func(d *decoder, p *path, v node) *string { return d.string(p, v) }),
		SubnetIdUpdates:        decodeList[string](d, p.member("SubnetIdUpdates"), o["SubnetIdUpdates"], func(d *decoder, p *path, v node) *string { return d.string(p, v) }),
		VpcConfigurationId:     d.string(p.member("VpcConfigurationId"), o["VpcConfigurationId"]),
	}
}

func decodeWaitForApplicationRequest(d *decoder, p *path, v node) *WaitForApplicationRequest {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &WaitForApplicationRequest{
		ApplicationName:      d.string(p.member("ApplicationName"), o["ApplicationName"]),
		ApplicationStatus:    decodeList[ApplicationStatus](d, p.member("ApplicationStatus"), o["ApplicationStatus"], func(d *decoder, p *path, v node) *ApplicationStatus { return (*ApplicationStatus)(d.string(p, v)) }),
		ApplicationVersionId: d.integer(p.member("ApplicationVersionId"), o["ApplicationVersionId"]),
		OperationId:          d.string(p.member("OperationId"), o["OperationId"]),
		TimeoutSeconds:       d.int32(p.member("TimeoutSeconds"), o["TimeoutSeconds"]),
	}
}

func decodeZeppelinApplicationConfiguration(d *decoder, p *path, v node) *ZeppelinApplicationConfiguration {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &ZeppelinApplicationConfiguration{
		CatalogConfiguration: decodeCatalogConfiguration(d, p.member("CatalogConfiguration"), o["CatalogConfiguration"]),
		CustomArtifactsConfiguration: decodeList[CustomArtifactConfiguration](d, p.member("CustomArtifactsConfiguration"), o["CustomArtifactsConfiguration"], func(d *decoder, p *path, v node) *CustomArtifactConfiguration {
			return decodeCustomArtifactConfiguration(d, p, v)
		}),
		DeployAsApplicationConfiguration: decodeDeployAsApplicationConfiguration(d, p.member("DeployAsApplicationConfiguration"), o["DeployAsApplicationConfiguration"]),
		MonitoringConfiguration:          decodeZeppelinMonitoringConfiguration(d, p.member("MonitoringConfiguration"), o["MonitoringConfiguration"]),
	}
}

func decodeZeppelinApplicationConfigurationUpdate(d *decoder, p *path, v node) *ZeppelinApplicationConfigurationUpdate {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &ZeppelinApplicationConfigurationUpdate{
		CatalogConfigurationUpdate: decodeCatalogConfigurationUpdate(d, p.member("CatalogConfigurationUpdate"), o["CatalogConfigurationUpdate"]),
		CustomArtifactsConfigurationUpdate: decodeList[CustomArtifactConfiguration](d, p.member("CustomArtifactsConfigurationUpdate"), o["CustomArtifactsConfigurationUpdate"], func(d *decoder, p *path, v node) *CustomArtifactConfiguration {
			return decodeCustomArtifactConfiguration(d, p, v)
		}),
		DeployAsApplicationConfigurationUpdate: decodeDeployAsApplicationConfigurationUpdate(d, p.member("DeployAsApplicationConfigurationUpdate"), o["DeployAsApplicationConfigurationUpdate"]),
		MonitoringConfigurationUpdate:          decodeZeppelinMonitoringConfigurationUpdate(d, p.member("MonitoringConfigurationUpdate"), o["MonitoringConfigurationUpdate"]),
	}
}

func decodeZeppelinMonitoringConfiguration(d *decoder, p *path, v node) *ZeppelinMonitoringConfiguration {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &ZeppelinMonitoringConfiguration{
		LogLevel: (*LogLevel)(d.string(p.member("LogLevel"), o["LogLevel"])),
	}
}

func decodeZeppelinMonitoringConfigurationUpdate(d *decoder, p *path, v node) *ZeppelinMonitoringConfigurationUpdate {
	o, ok := d.object(p, v)
	if !ok {
		return nil
	}
	return &ZeppelinMonitoringConfigurationUpdate{
		LogLevelUpdate: (*LogLevel)(d.string(p.member("LogLevelUpdate"), o["LogLevelUpdate"])),
	}
}

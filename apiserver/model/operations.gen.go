// Code generated from openapi.yaml by apiserver/model/gen. DO NOT EDIT.

package model

import "context"

// Handler does the operations of the contract. Requests were decoded and validated.
type Handler interface {
	// Deliver the logs of an application to a CloudWatch Logs stream.
	AddApplicationCloudWatchLoggingOption(ctx context.Context, in *AddApplicationCloudWatchLoggingOptionRequest) (*AddApplicationCloudWatchLoggingOptionResponse, error)
	// Add the streaming input of an SQL-1_0 application.
	AddApplicationInput(ctx context.Context, in *AddApplicationInputRequest) (*AddApplicationInputResponse, error)
	// Preprocess the records of an input.
	AddApplicationInputProcessingConfiguration(ctx context.Context, in *AddApplicationInputProcessingConfigurationRequest) (*AddApplicationInputProcessingConfigurationResponse, error)
	// Add an output to an SQL-1_0 application.
	AddApplicationOutput(ctx context.Context, in *AddApplicationOutputRequest) (*AddApplicationOutputResponse, error)
	// Add a reference table to an SQL-1_0 application.
	AddApplicationReferenceDataSource(ctx context.Context, in *AddApplicationReferenceDataSourceRequest) (*AddApplicationReferenceDataSourceResponse, error)
	// Place an application in a VPC.
	AddApplicationVpcConfiguration(ctx context.Context, in *AddApplicationVpcConfigurationRequest) (*AddApplicationVpcConfigurationResponse, error)
	// Begin a session of a role, which gives credentials for a while.
	AssumeRole(ctx context.Context, in *AssumeRoleRequest) (*AssumeRoleResponse, error)
	// Attach a policy to a role.
	AttachRolePolicy(ctx context.Context, in *AttachRolePolicyRequest) (*AttachRolePolicyResponse, error)
	// Attach a policy to a user.
	AttachUserPolicy(ctx context.Context, in *AttachUserPolicyRequest) (*AttachUserPolicyResponse, error)
	// Cancel an operation that is in progress.
	CancelApplicationOperation(ctx context.Context, in *CancelApplicationOperationRequest) (*CancelApplicationOperationResponse, error)
	// Create an access key of a user. The secret is told this once.
	CreateAccessKey(ctx context.Context, in *CreateAccessKeyRequest) (*CreateAccessKeyResponse, error)
	// Create an account, with an access key of its root.
	CreateAccount(ctx context.Context, in *CreateAccountRequest) (*CreateAccountResponse, error)
	// Create an application. It is READY, at version 1; nothing runs yet.
	CreateApplication(ctx context.Context, in *CreateApplicationRequest) (*CreateApplicationResponse, error)
	// Get a URL of the application's dashboard.
	CreateApplicationPresignedUrl(ctx context.Context, in *CreateApplicationPresignedUrlRequest) (*CreateApplicationPresignedUrlResponse, error)
	// Take a snapshot of a running application.
	CreateApplicationSnapshot(ctx context.Context, in *CreateApplicationSnapshotRequest) (*CreateApplicationSnapshotResponse, error)
	// Create a policy. What is not understood in it is refused, with its place.
	CreatePolicy(ctx context.Context, in *CreatePolicyRequest) (*CreatePolicyResponse, error)
	// Create a role. Its trust policy says who may assume it.
	CreateRole(ctx context.Context, in *CreateRoleRequest) (*CreateRoleResponse, error)
	// Create a user. It has no access key and may do nothing yet.
	CreateUser(ctx context.Context, in *CreateUserRequest) (*CreateUserResponse, error)
	// Delete an access key.
	DeleteAccessKey(ctx context.Context, in *DeleteAccessKeyRequest) (*DeleteAccessKeyResponse, error)
	// Stop and delete an application with its snapshots.
	DeleteApplication(ctx context.Context, in *DeleteApplicationRequest) (*DeleteApplicationResponse, error)
	// Stop delivering logs to a stream.
	DeleteApplicationCloudWatchLoggingOption(ctx context.Context, in *DeleteApplicationCloudWatchLoggingOptionRequest) (*DeleteApplicationCloudWatchLoggingOptionResponse, error)
	// Stop preprocessing the records of an input.
	DeleteApplicationInputProcessingConfiguration(ctx context.Context, in *DeleteApplicationInputProcessingConfigurationRequest) (*DeleteApplicationInputProcessingConfigurationResponse, error)
	// Remove an output.
	DeleteApplicationOutput(ctx context.Context, in *DeleteApplicationOutputRequest) (*DeleteApplicationOutputResponse, error)
	// Remove a reference table.
	DeleteApplicationReferenceDataSource(ctx context.Context, in *DeleteApplicationReferenceDataSourceRequest) (*DeleteApplicationReferenceDataSourceResponse, error)
	// Delete a snapshot.
	DeleteApplicationSnapshot(ctx context.Context, in *DeleteApplicationSnapshotRequest) (*DeleteApplicationSnapshotResponse, error)
	// Take an application out of a VPC.
	DeleteApplicationVpcConfiguration(ctx context.Context, in *DeleteApplicationVpcConfigurationRequest) (*DeleteApplicationVpcConfigurationResponse, error)
	// Delete a policy that is attached to nobody.
	DeletePolicy(ctx context.Context, in *DeletePolicyRequest) (*DeletePolicyResponse, error)
	// Delete a role. Its sessions end.
	DeleteRole(ctx context.Context, in *DeleteRoleRequest) (*DeleteRoleResponse, error)
	// Keep the snapshots of an application for as long as the server was started with.
	DeleteSnapshotRetention(ctx context.Context, in *DeleteSnapshotRetentionRequest) (*DescribeSnapshotRetentionResponse, error)
	// Delete a user with its access keys. Its sessions end.
	DeleteUser(ctx context.Context, in *DeleteUserRequest) (*DeleteUserResponse, error)
	// Describe an application: status, version and whole configuration.
	DescribeApplication(ctx context.Context, in *DescribeApplicationRequest) (*DescribeApplicationResponse, error)
	// Tell how the job of an application gets on.
	DescribeApplicationHealth(ctx context.Context, in *DescribeApplicationHealthRequest) (*DescribeApplicationHealthResponse, error)
	// Describe an operation and its outcome.
	DescribeApplicationOperation(ctx context.Context, in *DescribeApplicationOperationRequest) (*DescribeApplicationOperationResponse, error)
	// Describe a snapshot.
	DescribeApplicationSnapshot(ctx context.Context, in *DescribeApplicationSnapshotRequest) (*DescribeApplicationSnapshotResponse, error)
	// Describe an application as one of its versions configured it.
	DescribeApplicationVersion(ctx context.Context, in *DescribeApplicationVersionRequest) (*DescribeApplicationVersionResponse, error)
	// Describe a policy and whom it is attached to.
	DescribePolicy(ctx context.Context, in *DescribePolicyRequest) (*DescribePolicyResponse, error)
	// Describe a role and its policies.
	DescribeRole(ctx context.Context, in *DescribeRoleRequest) (*DescribeRoleResponse, error)
	// Tell how an exchange of the root key gets on.
	DescribeRootKey(ctx context.Context, in *DescribeRootKeyRequest) (*DescribeRootKeyResponse, error)
	// Describe a snapshot with all that is known of it.
	DescribeSnapshotRecord(ctx context.Context, in *DescribeSnapshotRecordRequest) (*DescribeSnapshotRecordResponse, error)
	// Tell for how long the snapshots of an application are kept.
	DescribeSnapshotRetention(ctx context.Context, in *DescribeSnapshotRetentionRequest) (*DescribeSnapshotRetentionResponse, error)
	// Describe a user, its access keys and policies.
	DescribeUser(ctx context.Context, in *DescribeUserRequest) (*DescribeUserResponse, error)
	// Detach a policy from a role.
	DetachRolePolicy(ctx context.Context, in *DetachRolePolicyRequest) (*DetachRolePolicyResponse, error)
	// Detach a policy from a user.
	DetachUserPolicy(ctx context.Context, in *DetachUserPolicyRequest) (*DetachUserPolicyResponse, error)
	// Infer the schema of a stream or object from a sample.
	DiscoverInputSchema(ctx context.Context, in *DiscoverInputSchemaRequest) (*DiscoverInputSchemaResponse, error)
	// Give out a URL that the files of a snapshot are downloaded from, as one archive.
	ExportApplicationSnapshot(ctx context.Context, in *ExportApplicationSnapshotRequest) (*ExportApplicationSnapshotResponse, error)
	// Follow what happens to an application, as server-sent events or lines of JSON.
	FollowApplicationEvents(ctx context.Context, in *FollowApplicationEventsRequest) (Stream[ApplicationEvent], error)
	// Follow an application's log.
	FollowApplicationLog(ctx context.Context, in *FollowApplicationLogRequest) (Stream[LogEvent], error)
	// Follow the audit log.
	FollowAuditEvents(ctx context.Context, in *FollowAuditEventsRequest) (Stream[AuditEvent], error)
	// Tell who the caller is.
	GetCallerIdentity(ctx context.Context, in *GetCallerIdentityRequest) (*GetCallerIdentityResponse, error)
	// Begin a session of oneself, which gives credentials for a while.
	GetSessionToken(ctx context.Context, in *GetSessionTokenRequest) (*GetSessionTokenResponse, error)
	// Give out a URL that an exported snapshot is uploaded to.
	ImportApplicationSnapshot(ctx context.Context, in *ImportApplicationSnapshotRequest) (*ImportApplicationSnapshotResponse, error)
	// List the access keys of a user, the oldest first.
	ListAccessKeys(ctx context.Context, in *ListAccessKeysRequest) (*ListAccessKeysResponse, error)
	// List the accounts, in the order of their numbers.
	ListAccounts(ctx context.Context, in *ListAccountsRequest) (*ListAccountsResponse, error)
	// List the health of the applications that have a job, in the order of their names; of all, or of those in one health.
	ListApplicationHealth(ctx context.Context, in *ListApplicationHealthRequest) (*ListApplicationHealthResponse, error)
	// List the customer managed keys that protect something of applications, how they are, and what each protects.
	ListApplicationKeys(ctx context.Context, in *ListApplicationKeysRequest) (*ListApplicationKeysResponse, error)
	// Tell how the delivery of an application's log to CloudWatch Logs goes.
	ListApplicationLogDeliveries(ctx context.Context, in *ListApplicationLogDeliveriesRequest) (*ListApplicationLogDeliveriesResponse, error)
	// List events of an application's log.
	ListApplicationLogEvents(ctx context.Context, in *ListApplicationLogEventsRequest) (*ListApplicationLogEventsResponse, error)
	// List what was done to an application, newest first.
	ListApplicationOperations(ctx context.Context, in *ListApplicationOperationsRequest) (*ListApplicationOperationsResponse, error)
	// List the snapshots of an application, oldest first.
	ListApplicationSnapshots(ctx context.Context, in *ListApplicationSnapshotsRequest) (*ListApplicationSnapshotsResponse, error)
	// List the versions of an application, newest first.
	ListApplicationVersions(ctx context.Context, in *ListApplicationVersionsRequest) (*ListApplicationVersionsResponse, error)
	// List the applications of the account and region, in the order of their names.
	ListApplications(ctx context.Context, in *ListApplicationsRequest) (*ListApplicationsResponse, error)
	// List what was done in the account and what was denied, newest first.
	ListAuditEvents(ctx context.Context, in *ListAuditEventsRequest) (*ListAuditEventsResponse, error)
	// List the running applications whose cluster is of an older build of its engine, and when each is replaced.
	ListMaintenance(ctx context.Context, in *ListMaintenanceRequest) (*ListMaintenanceResponse, error)
	// List what was done to an application with who asked for it, newest first.
	ListOperationRecords(ctx context.Context, in *ListOperationRecordsRequest) (*ListOperationRecordsResponse, error)
	// List what an operation did, step by step, with times.
	ListOperationSteps(ctx context.Context, in *ListOperationStepsRequest) (*ListOperationStepsResponse, error)
	// List the policies that are built in and those of the account, in the order of their names.
	ListPolicies(ctx context.Context, in *ListPoliciesRequest) (*ListPoliciesResponse, error)
	// List the roles of the account, in the order of their names.
	ListRoles(ctx context.Context, in *ListRolesRequest) (*ListRolesResponse, error)
	// List the snapshots of an application with all that is known of them, newest first.
	ListSnapshotRecords(ctx context.Context, in *ListSnapshotRecordsRequest) (*ListSnapshotRecordsResponse, error)
	// List the tags of an application.
	ListTagsForResource(ctx context.Context, in *ListTagsForResourceRequest) (*ListTagsForResourceResponse, error)
	// List the KPUs that applications used, by month and application.
	ListUsage(ctx context.Context, in *ListUsageRequest) (*ListUsageResponse, error)
	// List the users of the account, in the order of their names.
	ListUsers(ctx context.Context, in *ListUsersRequest) (*ListUsersResponse, error)
	// End the sessions of a role that began before now.
	RevokeRoleSessions(ctx context.Context, in *RevokeRoleSessionsRequest) (*RevokeRoleSessionsResponse, error)
	// End the sessions of a user that began before now.
	RevokeUserSessions(ctx context.Context, in *RevokeUserSessionsRequest) (*RevokeUserSessionsResponse, error)
	// Go back to the previous version, with its code and the snapshot taken at the change.
	RollbackApplication(ctx context.Context, in *RollbackApplicationRequest) (*RollbackApplicationResponse, error)
	// Exchange the root key for a new one while the server works.
	RotateRootKey(ctx context.Context, in *RotateRootKeyRequest) (*DescribeRootKeyResponse, error)
	// Replace the cluster of a running application by one of the newest build of its engine now, outside of its window, too.
	RunApplicationMaintenance(ctx context.Context, in *RunApplicationMaintenanceRequest) (*RunApplicationMaintenanceResponse, error)
	// Tell whether a user or role may do something, and why.
	SimulateAccess(ctx context.Context, in *SimulateAccessRequest) (*SimulateAccessResponse, error)
	// Start an application.
	StartApplication(ctx context.Context, in *StartApplicationRequest) (*StartApplicationResponse, error)
	// Stop an application, with a snapshot first unless it is forced.
	StopApplication(ctx context.Context, in *StopApplicationRequest) (*StopApplicationResponse, error)
	// Set tags of an application.
	TagResource(ctx context.Context, in *TagResourceRequest) (*TagResourceResponse, error)
	// Remove tags from an application.
	UntagResource(ctx context.Context, in *UntagResourceRequest) (*UntagResourceResponse, error)
	// Disable an access key, or enable it again.
	UpdateAccessKey(ctx context.Context, in *UpdateAccessKeyRequest) (*UpdateAccessKeyResponse, error)
	// Change the configuration or the code. Makes a new version; a running application is moved to it.
	UpdateApplication(ctx context.Context, in *UpdateApplicationRequest) (*UpdateApplicationResponse, error)
	// Choose the daily window in which the service may patch an application.
	UpdateApplicationMaintenanceConfiguration(ctx context.Context, in *UpdateApplicationMaintenanceConfigurationRequest) (*UpdateApplicationMaintenanceConfigurationResponse, error)
	// Change a policy, for whomever it is attached to.
	UpdatePolicy(ctx context.Context, in *UpdatePolicyRequest) (*UpdatePolicyResponse, error)
	// Change a role.
	UpdateRole(ctx context.Context, in *UpdateRoleRequest) (*UpdateRoleResponse, error)
	// Set for how long the snapshots of an application are kept.
	UpdateSnapshotRetention(ctx context.Context, in *UpdateSnapshotRetentionRequest) (*DescribeSnapshotRetentionResponse, error)
	// Read all files of a snapshot and tell whether they are as they were written.
	VerifyApplicationSnapshot(ctx context.Context, in *VerifyApplicationSnapshotRequest) (*VerifyApplicationSnapshotResponse, error)
	// Wait until an application has one of the statuses, a version, or an operation has ended.
	WaitForApplication(ctx context.Context, in *WaitForApplicationRequest) (*WaitForApplicationResponse, error)
}

// UnimplementedHandler answers every operation with UnsupportedOperationException. A handler embeds it for those that it
// does not have yet.
type UnimplementedHandler struct{}

// AddApplicationCloudWatchLoggingOption implements Handler.
func (UnimplementedHandler) AddApplicationCloudWatchLoggingOption(context.Context, *AddApplicationCloudWatchLoggingOptionRequest) (*AddApplicationCloudWatchLoggingOptionResponse, error) {
	return nil, unsupported("AddApplicationCloudWatchLoggingOption")
}

// AddApplicationInput implements Handler.
func (UnimplementedHandler) AddApplicationInput(context.Context, *AddApplicationInputRequest) (*AddApplicationInputResponse, error) {
	return nil, unsupported("AddApplicationInput")
}

// AddApplicationInputProcessingConfiguration implements Handler.
func (UnimplementedHandler) AddApplicationInputProcessingConfiguration(context.Context, *AddApplicationInputProcessingConfigurationRequest) (*AddApplicationInputProcessingConfigurationResponse, error) {
	return nil, unsupported("AddApplicationInputProcessingConfiguration")
}

// AddApplicationOutput implements Handler.
func (UnimplementedHandler) AddApplicationOutput(context.Context, *AddApplicationOutputRequest) (*AddApplicationOutputResponse, error) {
	return nil, unsupported("AddApplicationOutput")
}

// AddApplicationReferenceDataSource implements Handler.
func (UnimplementedHandler) AddApplicationReferenceDataSource(context.Context, *AddApplicationReferenceDataSourceRequest) (*AddApplicationReferenceDataSourceResponse, error) {
	return nil, unsupported("AddApplicationReferenceDataSource")
}

// AddApplicationVpcConfiguration implements Handler.
func (UnimplementedHandler) AddApplicationVpcConfiguration(context.Context, *AddApplicationVpcConfigurationRequest) (*AddApplicationVpcConfigurationResponse, error) {
	return nil, unsupported("AddApplicationVpcConfiguration")
}

// AssumeRole implements Handler.
func (UnimplementedHandler) AssumeRole(context.Context, *AssumeRoleRequest) (*AssumeRoleResponse, error) {
	return nil, unsupported("AssumeRole")
}

// AttachRolePolicy implements Handler.
func (UnimplementedHandler) AttachRolePolicy(context.Context, *AttachRolePolicyRequest) (*AttachRolePolicyResponse, error) {
	return nil, unsupported("AttachRolePolicy")
}

// AttachUserPolicy implements Handler.
func (UnimplementedHandler) AttachUserPolicy(context.Context, *AttachUserPolicyRequest) (*AttachUserPolicyResponse, error) {
	return nil, unsupported("AttachUserPolicy")
}

// CancelApplicationOperation implements Handler.
func (UnimplementedHandler) CancelApplicationOperation(context.Context, *CancelApplicationOperationRequest) (*CancelApplicationOperationResponse, error) {
	return nil, unsupported("CancelApplicationOperation")
}

// CreateAccessKey implements Handler.
func (UnimplementedHandler) CreateAccessKey(context.Context, *CreateAccessKeyRequest) (*CreateAccessKeyResponse, error) {
	return nil, unsupported("CreateAccessKey")
}

// CreateAccount implements Handler.
func (UnimplementedHandler) CreateAccount(context.Context, *CreateAccountRequest) (*CreateAccountResponse, error) {
	return nil, unsupported("CreateAccount")
}

// CreateApplication implements Handler.
func (UnimplementedHandler) CreateApplication(context.Context, *CreateApplicationRequest) (*CreateApplicationResponse, error) {
	return nil, unsupported("CreateApplication")
}

// CreateApplicationPresignedUrl implements Handler.
func (UnimplementedHandler) CreateApplicationPresignedUrl(context.Context, *CreateApplicationPresignedUrlRequest) (*CreateApplicationPresignedUrlResponse, error) {
	return nil, unsupported("CreateApplicationPresignedUrl")
}

// CreateApplicationSnapshot implements Handler.
func (UnimplementedHandler) CreateApplicationSnapshot(context.Context, *CreateApplicationSnapshotRequest) (*CreateApplicationSnapshotResponse, error) {
	return nil, unsupported("CreateApplicationSnapshot")
}

// CreatePolicy implements Handler.
func (UnimplementedHandler) CreatePolicy(context.Context, *CreatePolicyRequest) (*CreatePolicyResponse, error) {
	return nil, unsupported("CreatePolicy")
}

// CreateRole implements Handler.
func (UnimplementedHandler) CreateRole(context.Context, *CreateRoleRequest) (*CreateRoleResponse, error) {
	return nil, unsupported("CreateRole")
}

// CreateUser implements Handler.
func (UnimplementedHandler) CreateUser(context.Context, *CreateUserRequest) (*CreateUserResponse, error) {
	return nil, unsupported("CreateUser")
}

// DeleteAccessKey implements Handler.
func (UnimplementedHandler) DeleteAccessKey(context.Context, *DeleteAccessKeyRequest) (*DeleteAccessKeyResponse, error) {
	return nil, unsupported("DeleteAccessKey")
}

// DeleteApplication implements Handler.
func (UnimplementedHandler) DeleteApplication(context.Context, *DeleteApplicationRequest) (*DeleteApplicationResponse, error) {
	return nil, unsupported("DeleteApplication")
}

// DeleteApplicationCloudWatchLoggingOption implements Handler.
func (UnimplementedHandler) DeleteApplicationCloudWatchLoggingOption(context.Context, *DeleteApplicationCloudWatchLoggingOptionRequest) (*DeleteApplicationCloudWatchLoggingOptionResponse, error) {
	return nil, unsupported("DeleteApplicationCloudWatchLoggingOption")
}

// DeleteApplicationInputProcessingConfiguration implements Handler.
func (UnimplementedHandler) DeleteApplicationInputProcessingConfiguration(context.Context, *DeleteApplicationInputProcessingConfigurationRequest) (*DeleteApplicationInputProcessingConfigurationResponse, error) {
	return nil, unsupported("DeleteApplicationInputProcessingConfiguration")
}

// DeleteApplicationOutput implements Handler.
func (UnimplementedHandler) DeleteApplicationOutput(context.Context, *DeleteApplicationOutputRequest) (*DeleteApplicationOutputResponse, error) {
	return nil, unsupported("DeleteApplicationOutput")
}

// DeleteApplicationReferenceDataSource implements Handler.
func (UnimplementedHandler) DeleteApplicationReferenceDataSource(context.Context, *DeleteApplicationReferenceDataSourceRequest) (*DeleteApplicationReferenceDataSourceResponse, error) {
	return nil, unsupported("DeleteApplicationReferenceDataSource")
}

// DeleteApplicationSnapshot implements Handler.
func (UnimplementedHandler) DeleteApplicationSnapshot(context.Context, *DeleteApplicationSnapshotRequest) (*DeleteApplicationSnapshotResponse, error) {
	return nil, unsupported("DeleteApplicationSnapshot")
}

// DeleteApplicationVpcConfiguration implements Handler.
func (UnimplementedHandler) DeleteApplicationVpcConfiguration(context.Context, *DeleteApplicationVpcConfigurationRequest) (*DeleteApplicationVpcConfigurationResponse, error) {
	return nil, unsupported("DeleteApplicationVpcConfiguration")
}

// DeletePolicy implements Handler.
func (UnimplementedHandler) DeletePolicy(context.Context, *DeletePolicyRequest) (*DeletePolicyResponse, error) {
	return nil, unsupported("DeletePolicy")
}

// DeleteRole implements Handler.
func (UnimplementedHandler) DeleteRole(context.Context, *DeleteRoleRequest) (*DeleteRoleResponse, error) {
	return nil, unsupported("DeleteRole")
}

// DeleteSnapshotRetention implements Handler.
func (UnimplementedHandler) DeleteSnapshotRetention(context.Context, *DeleteSnapshotRetentionRequest) (*DescribeSnapshotRetentionResponse, error) {
	return nil, unsupported("DeleteSnapshotRetention")
}

// DeleteUser implements Handler.
func (UnimplementedHandler) DeleteUser(context.Context, *DeleteUserRequest) (*DeleteUserResponse, error) {
	return nil, unsupported("DeleteUser")
}

// DescribeApplication implements Handler.
func (UnimplementedHandler) DescribeApplication(context.Context, *DescribeApplicationRequest) (*DescribeApplicationResponse, error) {
	return nil, unsupported("DescribeApplication")
}

// DescribeApplicationHealth implements Handler.
func (UnimplementedHandler) DescribeApplicationHealth(context.Context, *DescribeApplicationHealthRequest) (*DescribeApplicationHealthResponse, error) {
	return nil, unsupported("DescribeApplicationHealth")
}

// DescribeApplicationOperation implements Handler.
func (UnimplementedHandler) DescribeApplicationOperation(context.Context, *DescribeApplicationOperationRequest) (*DescribeApplicationOperationResponse, error) {
	return nil, unsupported("DescribeApplicationOperation")
}

// DescribeApplicationSnapshot implements Handler.
func (UnimplementedHandler) DescribeApplicationSnapshot(context.Context, *DescribeApplicationSnapshotRequest) (*DescribeApplicationSnapshotResponse, error) {
	return nil, unsupported("DescribeApplicationSnapshot")
}

// DescribeApplicationVersion implements Handler.
func (UnimplementedHandler) DescribeApplicationVersion(context.Context, *DescribeApplicationVersionRequest) (*DescribeApplicationVersionResponse, error) {
	return nil, unsupported("DescribeApplicationVersion")
}

// DescribePolicy implements Handler.
func (UnimplementedHandler) DescribePolicy(context.Context, *DescribePolicyRequest) (*DescribePolicyResponse, error) {
	return nil, unsupported("DescribePolicy")
}

// DescribeRole implements Handler.
func (UnimplementedHandler) DescribeRole(context.Context, *DescribeRoleRequest) (*DescribeRoleResponse, error) {
	return nil, unsupported("DescribeRole")
}

// DescribeRootKey implements Handler.
func (UnimplementedHandler) DescribeRootKey(context.Context, *DescribeRootKeyRequest) (*DescribeRootKeyResponse, error) {
	return nil, unsupported("DescribeRootKey")
}

// DescribeSnapshotRecord implements Handler.
func (UnimplementedHandler) DescribeSnapshotRecord(context.Context, *DescribeSnapshotRecordRequest) (*DescribeSnapshotRecordResponse, error) {
	return nil, unsupported("DescribeSnapshotRecord")
}

// DescribeSnapshotRetention implements Handler.
func (UnimplementedHandler) DescribeSnapshotRetention(context.Context, *DescribeSnapshotRetentionRequest) (*DescribeSnapshotRetentionResponse, error) {
	return nil, unsupported("DescribeSnapshotRetention")
}

// DescribeUser implements Handler.
func (UnimplementedHandler) DescribeUser(context.Context, *DescribeUserRequest) (*DescribeUserResponse, error) {
	return nil, unsupported("DescribeUser")
}

// DetachRolePolicy implements Handler.
func (UnimplementedHandler) DetachRolePolicy(context.Context, *DetachRolePolicyRequest) (*DetachRolePolicyResponse, error) {
	return nil, unsupported("DetachRolePolicy")
}

// DetachUserPolicy implements Handler.
func (UnimplementedHandler) DetachUserPolicy(context.Context, *DetachUserPolicyRequest) (*DetachUserPolicyResponse, error) {
	return nil, unsupported("DetachUserPolicy")
}

// DiscoverInputSchema implements Handler.
func (UnimplementedHandler) DiscoverInputSchema(context.Context, *DiscoverInputSchemaRequest) (*DiscoverInputSchemaResponse, error) {
	return nil, unsupported("DiscoverInputSchema")
}

// ExportApplicationSnapshot implements Handler.
func (UnimplementedHandler) ExportApplicationSnapshot(context.Context, *ExportApplicationSnapshotRequest) (*ExportApplicationSnapshotResponse, error) {
	return nil, unsupported("ExportApplicationSnapshot")
}

// FollowApplicationEvents implements Handler.
func (UnimplementedHandler) FollowApplicationEvents(context.Context, *FollowApplicationEventsRequest) (Stream[ApplicationEvent], error) {
	return nil, unsupported("FollowApplicationEvents")
}

// FollowApplicationLog implements Handler.
func (UnimplementedHandler) FollowApplicationLog(context.Context, *FollowApplicationLogRequest) (Stream[LogEvent], error) {
	return nil, unsupported("FollowApplicationLog")
}

// FollowAuditEvents implements Handler.
func (UnimplementedHandler) FollowAuditEvents(context.Context, *FollowAuditEventsRequest) (Stream[AuditEvent], error) {
	return nil, unsupported("FollowAuditEvents")
}

// GetCallerIdentity implements Handler.
func (UnimplementedHandler) GetCallerIdentity(context.Context, *GetCallerIdentityRequest) (*GetCallerIdentityResponse, error) {
	return nil, unsupported("GetCallerIdentity")
}

// GetSessionToken implements Handler.
func (UnimplementedHandler) GetSessionToken(context.Context, *GetSessionTokenRequest) (*GetSessionTokenResponse, error) {
	return nil, unsupported("GetSessionToken")
}

// ImportApplicationSnapshot implements Handler.
func (UnimplementedHandler) ImportApplicationSnapshot(context.Context, *ImportApplicationSnapshotRequest) (*ImportApplicationSnapshotResponse, error) {
	return nil, unsupported("ImportApplicationSnapshot")
}

// ListAccessKeys implements Handler.
func (UnimplementedHandler) ListAccessKeys(context.Context, *ListAccessKeysRequest) (*ListAccessKeysResponse, error) {
	return nil, unsupported("ListAccessKeys")
}

// ListAccounts implements Handler.
func (UnimplementedHandler) ListAccounts(context.Context, *ListAccountsRequest) (*ListAccountsResponse, error) {
	return nil, unsupported("ListAccounts")
}

// ListApplicationHealth implements Handler.
func (UnimplementedHandler) ListApplicationHealth(context.Context, *ListApplicationHealthRequest) (*ListApplicationHealthResponse, error) {
	return nil, unsupported("ListApplicationHealth")
}

// ListApplicationKeys implements Handler.
func (UnimplementedHandler) ListApplicationKeys(context.Context, *ListApplicationKeysRequest) (*ListApplicationKeysResponse, error) {
	return nil, unsupported("ListApplicationKeys")
}

// ListApplicationLogDeliveries implements Handler.
func (UnimplementedHandler) ListApplicationLogDeliveries(context.Context, *ListApplicationLogDeliveriesRequest) (*ListApplicationLogDeliveriesResponse, error) {
	return nil, unsupported("ListApplicationLogDeliveries")
}

// ListApplicationLogEvents implements Handler.
func (UnimplementedHandler) ListApplicationLogEvents(context.Context, *ListApplicationLogEventsRequest) (*ListApplicationLogEventsResponse, error) {
	return nil, unsupported("ListApplicationLogEvents")
}

// ListApplicationOperations implements Handler.
func (UnimplementedHandler) ListApplicationOperations(context.Context, *ListApplicationOperationsRequest) (*ListApplicationOperationsResponse, error) {
	return nil, unsupported("ListApplicationOperations")
}

// ListApplicationSnapshots implements Handler.
func (UnimplementedHandler) ListApplicationSnapshots(context.Context, *ListApplicationSnapshotsRequest) (*ListApplicationSnapshotsResponse, error) {
	return nil, unsupported("ListApplicationSnapshots")
}

// ListApplicationVersions implements Handler.
func (UnimplementedHandler) ListApplicationVersions(context.Context, *ListApplicationVersionsRequest) (*ListApplicationVersionsResponse, error) {
	return nil, unsupported("ListApplicationVersions")
}

// ListApplications implements Handler.
func (UnimplementedHandler) ListApplications(context.Context, *ListApplicationsRequest) (*ListApplicationsResponse, error) {
	return nil, unsupported("ListApplications")
}

// ListAuditEvents implements Handler.
func (UnimplementedHandler) ListAuditEvents(context.Context, *ListAuditEventsRequest) (*ListAuditEventsResponse, error) {
	return nil, unsupported("ListAuditEvents")
}

// ListMaintenance implements Handler.
func (UnimplementedHandler) ListMaintenance(context.Context, *ListMaintenanceRequest) (*ListMaintenanceResponse, error) {
	return nil, unsupported("ListMaintenance")
}

// ListOperationRecords implements Handler.
func (UnimplementedHandler) ListOperationRecords(context.Context, *ListOperationRecordsRequest) (*ListOperationRecordsResponse, error) {
	return nil, unsupported("ListOperationRecords")
}

// ListOperationSteps implements Handler.
func (UnimplementedHandler) ListOperationSteps(context.Context, *ListOperationStepsRequest) (*ListOperationStepsResponse, error) {
	return nil, unsupported("ListOperationSteps")
}

// ListPolicies implements Handler.
func (UnimplementedHandler) ListPolicies(context.Context, *ListPoliciesRequest) (*ListPoliciesResponse, error) {
	return nil, unsupported("ListPolicies")
}

// ListRoles implements Handler.
func (UnimplementedHandler) ListRoles(context.Context, *ListRolesRequest) (*ListRolesResponse, error) {
	return nil, unsupported("ListRoles")
}

// ListSnapshotRecords implements Handler.
func (UnimplementedHandler) ListSnapshotRecords(context.Context, *ListSnapshotRecordsRequest) (*ListSnapshotRecordsResponse, error) {
	return nil, unsupported("ListSnapshotRecords")
}

// ListTagsForResource implements Handler.
func (UnimplementedHandler) ListTagsForResource(context.Context, *ListTagsForResourceRequest) (*ListTagsForResourceResponse, error) {
	return nil, unsupported("ListTagsForResource")
}

// ListUsage implements Handler.
func (UnimplementedHandler) ListUsage(context.Context, *ListUsageRequest) (*ListUsageResponse, error) {
	return nil, unsupported("ListUsage")
}

// ListUsers implements Handler.
func (UnimplementedHandler) ListUsers(context.Context, *ListUsersRequest) (*ListUsersResponse, error) {
	return nil, unsupported("ListUsers")
}

// RevokeRoleSessions implements Handler.
func (UnimplementedHandler) RevokeRoleSessions(context.Context, *RevokeRoleSessionsRequest) (*RevokeRoleSessionsResponse, error) {
	return nil, unsupported("RevokeRoleSessions")
}

// RevokeUserSessions implements Handler.
func (UnimplementedHandler) RevokeUserSessions(context.Context, *RevokeUserSessionsRequest) (*RevokeUserSessionsResponse, error) {
	return nil, unsupported("RevokeUserSessions")
}

// RollbackApplication implements Handler.
func (UnimplementedHandler) RollbackApplication(context.Context, *RollbackApplicationRequest) (*RollbackApplicationResponse, error) {
	return nil, unsupported("RollbackApplication")
}

// RotateRootKey implements Handler.
func (UnimplementedHandler) RotateRootKey(context.Context, *RotateRootKeyRequest) (*DescribeRootKeyResponse, error) {
	return nil, unsupported("RotateRootKey")
}

// RunApplicationMaintenance implements Handler.
func (UnimplementedHandler) RunApplicationMaintenance(context.Context, *RunApplicationMaintenanceRequest) (*RunApplicationMaintenanceResponse, error) {
	return nil, unsupported("RunApplicationMaintenance")
}

// SimulateAccess implements Handler.
func (UnimplementedHandler) SimulateAccess(context.Context, *SimulateAccessRequest) (*SimulateAccessResponse, error) {
	return nil, unsupported("SimulateAccess")
}

// StartApplication implements Handler.
func (UnimplementedHandler) StartApplication(context.Context, *StartApplicationRequest) (*StartApplicationResponse, error) {
	return nil, unsupported("StartApplication")
}

// StopApplication implements Handler.
func (UnimplementedHandler) StopApplication(context.Context, *StopApplicationRequest) (*StopApplicationResponse, error) {
	return nil, unsupported("StopApplication")
}

// TagResource implements Handler.
func (UnimplementedHandler) TagResource(context.Context, *TagResourceRequest) (*TagResourceResponse, error) {
	return nil, unsupported("TagResource")
}

// UntagResource implements Handler.
func (UnimplementedHandler) UntagResource(context.Context, *UntagResourceRequest) (*UntagResourceResponse, error) {
	return nil, unsupported("UntagResource")
}

// UpdateAccessKey implements Handler.
func (UnimplementedHandler) UpdateAccessKey(context.Context, *UpdateAccessKeyRequest) (*UpdateAccessKeyResponse, error) {
	return nil, unsupported("UpdateAccessKey")
}

// UpdateApplication implements Handler.
func (UnimplementedHandler) UpdateApplication(context.Context, *UpdateApplicationRequest) (*UpdateApplicationResponse, error) {
	return nil, unsupported("UpdateApplication")
}

// UpdateApplicationMaintenanceConfiguration implements Handler.
func (UnimplementedHandler) UpdateApplicationMaintenanceConfiguration(context.Context, *UpdateApplicationMaintenanceConfigurationRequest) (*UpdateApplicationMaintenanceConfigurationResponse, error) {
	return nil, unsupported("UpdateApplicationMaintenanceConfiguration")
}

// UpdatePolicy implements Handler.
func (UnimplementedHandler) UpdatePolicy(context.Context, *UpdatePolicyRequest) (*UpdatePolicyResponse, error) {
	return nil, unsupported("UpdatePolicy")
}

// UpdateRole implements Handler.
func (UnimplementedHandler) UpdateRole(context.Context, *UpdateRoleRequest) (*UpdateRoleResponse, error) {
	return nil, unsupported("UpdateRole")
}

// UpdateSnapshotRetention implements Handler.
func (UnimplementedHandler) UpdateSnapshotRetention(context.Context, *UpdateSnapshotRetentionRequest) (*DescribeSnapshotRetentionResponse, error) {
	return nil, unsupported("UpdateSnapshotRetention")
}

// VerifyApplicationSnapshot implements Handler.
func (UnimplementedHandler) VerifyApplicationSnapshot(context.Context, *VerifyApplicationSnapshotRequest) (*VerifyApplicationSnapshotResponse, error) {
	return nil, unsupported("VerifyApplicationSnapshot")
}

// WaitForApplication implements Handler.
func (UnimplementedHandler) WaitForApplication(context.Context, *WaitForApplicationRequest) (*WaitForApplicationResponse, error) {
	return nil, unsupported("WaitForApplication")
}

// Operations are the operations of the contract, in the order of their names.
var Operations = []*Operation{
	{
		Name: "AddApplicationCloudWatchLoggingOption", Method: "POST", Path: "/v1/applications/{ApplicationName}/cloudwatch-logging-options", HasBody: true, Own: false, Stream: false,
		Errors: []ErrorCode{ResourceNotFoundException, ResourceInUseException, InvalidArgumentException, ConcurrentModificationException, InvalidRequestException, InvalidApplicationConfigurationException},
		Parameters: []Parameter{
			{Name: "ApplicationName", In: "path", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeAddApplicationCloudWatchLoggingOptionRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.AddApplicationCloudWatchLoggingOption(ctx, in.(*AddApplicationCloudWatchLoggingOptionRequest))
		},
	},
	{
		Name: "AddApplicationInput", Method: "POST", Path: "/v1/applications/{ApplicationName}/inputs", HasBody: true, Own: false, Stream: false,
		Errors: []ErrorCode{ResourceNotFoundException, ResourceInUseException, InvalidArgumentException, ConcurrentModificationException, CodeValidationException, InvalidRequestException},
		Parameters: []Parameter{
			{Name: "ApplicationName", In: "path", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeAddApplicationInputRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.AddApplicationInput(ctx, in.(*AddApplicationInputRequest))
		},
	},
	{
		Name: "AddApplicationInputProcessingConfiguration", Method: "PUT", Path: "/v1/applications/{ApplicationName}/inputs/{InputId}/processing-configuration", HasBody: true, Own: false, Stream: false,
		Errors: []ErrorCode{ResourceNotFoundException, ResourceInUseException, InvalidArgumentException, ConcurrentModificationException, InvalidRequestException},
		Parameters: []Parameter{
			{Name: "ApplicationName", In: "path", Kind: "string", Many: false},
			{Name: "InputId", In: "path", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeAddApplicationInputProcessingConfigurationRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.AddApplicationInputProcessingConfiguration(ctx, in.(*AddApplicationInputProcessingConfigurationRequest))
		},
	},
	{
		Name: "AddApplicationOutput", Method: "POST", Path: "/v1/applications/{ApplicationName}/outputs", HasBody: true, Own: false, Stream: false,
		Errors: []ErrorCode{ResourceNotFoundException, ResourceInUseException, InvalidArgumentException, ConcurrentModificationException, InvalidRequestException},
		Parameters: []Parameter{
			{Name: "ApplicationName", In: "path", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeAddApplicationOutputRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.AddApplicationOutput(ctx, in.(*AddApplicationOutputRequest))
		},
	},
	{
		Name: "AddApplicationReferenceDataSource", Method: "POST", Path: "/v1/applications/{ApplicationName}/reference-data-sources", HasBody: true, Own: false, Stream: false,
		Errors: []ErrorCode{ResourceNotFoundException, ResourceInUseException, InvalidArgumentException, ConcurrentModificationException, InvalidRequestException},
		Parameters: []Parameter{
			{Name: "ApplicationName", In: "path", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeAddApplicationReferenceDataSourceRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.AddApplicationReferenceDataSource(ctx, in.(*AddApplicationReferenceDataSourceRequest))
		},
	},
	{
		Name: "AddApplicationVpcConfiguration", Method: "POST", Path: "/v1/applications/{ApplicationName}/vpc-configurations", HasBody: true, Own: false, Stream: false,
		Errors: []ErrorCode{ResourceNotFoundException, ResourceInUseException, InvalidArgumentException, ConcurrentModificationException, InvalidApplicationConfigurationException},
		Parameters: []Parameter{
			{Name: "ApplicationName", In: "path", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeAddApplicationVpcConfigurationRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.AddApplicationVpcConfiguration(ctx, in.(*AddApplicationVpcConfigurationRequest))
		},
	},
	{
		Name: "AssumeRole", Method: "POST", Path: "/v1/access/roles/{RoleName}/sessions", HasBody: true, Own: true, Stream: false,
		Errors: []ErrorCode{InvalidArgumentException, ResourceNotFoundException},
		Parameters: []Parameter{
			{Name: "RoleName", In: "path", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeAssumeRoleRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.AssumeRole(ctx, in.(*AssumeRoleRequest))
		},
	},
	{
		Name: "AttachRolePolicy", Method: "POST", Path: "/v1/access/roles/{RoleName}/policies", HasBody: true, Own: true, Stream: false,
		Errors: []ErrorCode{InvalidArgumentException, ResourceNotFoundException, LimitExceededException},
		Parameters: []Parameter{
			{Name: "RoleName", In: "path", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeAttachRolePolicyRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.AttachRolePolicy(ctx, in.(*AttachRolePolicyRequest))
		},
	},
	{
		Name: "AttachUserPolicy", Method: "POST", Path: "/v1/access/users/{UserName}/policies", HasBody: true, Own: true, Stream: false,
		Errors: []ErrorCode{InvalidArgumentException, ResourceNotFoundException, LimitExceededException},
		Parameters: []Parameter{
			{Name: "UserName", In: "path", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeAttachUserPolicyRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.AttachUserPolicy(ctx, in.(*AttachUserPolicyRequest))
		},
	},
	{
		Name: "CancelApplicationOperation", Method: "POST", Path: "/v1/applications/{ApplicationName}/operations/{OperationId}/cancel", HasBody: false, Own: true, Stream: false,
		Errors: []ErrorCode{InvalidArgumentException, InvalidRequestException, ResourceInUseException, ResourceNotFoundException},
		Parameters: []Parameter{
			{Name: "ApplicationName", In: "path", Kind: "string", Many: false},
			{Name: "OperationId", In: "path", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeCancelApplicationOperationRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.CancelApplicationOperation(ctx, in.(*CancelApplicationOperationRequest))
		},
	},
	{
		Name: "CreateAccessKey", Method: "POST", Path: "/v1/access/users/{UserName}/access-keys", HasBody: false, Own: true, Stream: false,
		Errors: []ErrorCode{InvalidArgumentException, ResourceNotFoundException, LimitExceededException},
		Parameters: []Parameter{
			{Name: "UserName", In: "path", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeCreateAccessKeyRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.CreateAccessKey(ctx, in.(*CreateAccessKeyRequest))
		},
	},
	{
		Name: "CreateAccount", Method: "POST", Path: "/v1/access/accounts", HasBody: true, Own: true, Stream: false,
		Errors: []ErrorCode{InvalidArgumentException, ResourceInUseException},
		decode: func(d *decoder, v node) request {
			if in := decodeCreateAccountRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.CreateAccount(ctx, in.(*CreateAccountRequest))
		},
	},
	{
		Name: "CreateApplication", Method: "POST", Path: "/v1/applications", HasBody: true, Own: false, Stream: false,
		Errors: []ErrorCode{CodeValidationException, ResourceInUseException, LimitExceededException, InvalidArgumentException, InvalidRequestException, TooManyTagsException, ConcurrentModificationException, UnsupportedOperationException},
		decode: func(d *decoder, v node) request {
			if in := decodeCreateApplicationRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.CreateApplication(ctx, in.(*CreateApplicationRequest))
		},
	},
	{
		Name: "CreateApplicationPresignedUrl", Method: "POST", Path: "/v1/applications/{ApplicationName}/presigned-urls", HasBody: true, Own: false, Stream: false,
		Errors: []ErrorCode{ResourceNotFoundException, ResourceInUseException, InvalidArgumentException},
		Parameters: []Parameter{
			{Name: "ApplicationName", In: "path", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeCreateApplicationPresignedUrlRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.CreateApplicationPresignedUrl(ctx, in.(*CreateApplicationPresignedUrlRequest))
		},
	},
	{
		Name: "CreateApplicationSnapshot", Method: "POST", Path: "/v1/applications/{ApplicationName}/snapshots", HasBody: true, Own: false, Stream: false,
		Errors: []ErrorCode{ResourceInUseException, ResourceNotFoundException, LimitExceededException, InvalidArgumentException, UnsupportedOperationException, InvalidRequestException, InvalidApplicationConfigurationException},
		Parameters: []Parameter{
			{Name: "ApplicationName", In: "path", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeCreateApplicationSnapshotRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.CreateApplicationSnapshot(ctx, in.(*CreateApplicationSnapshotRequest))
		},
	},
	{
		Name: "CreatePolicy", Method: "POST", Path: "/v1/access/policies", HasBody: true, Own: true, Stream: false,
		Errors: []ErrorCode{InvalidArgumentException, ResourceInUseException},
		decode: func(d *decoder, v node) request {
			if in := decodeCreatePolicyRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.CreatePolicy(ctx, in.(*CreatePolicyRequest))
		},
	},
	{
		Name: "CreateRole", Method: "POST", Path: "/v1/access/roles", HasBody: true, Own: true, Stream: false,
		Errors: []ErrorCode{InvalidArgumentException, ResourceInUseException},
		decode: func(d *decoder, v node) request {
			if in := decodeCreateRoleRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.CreateRole(ctx, in.(*CreateRoleRequest))
		},
	},
	{
		Name: "CreateUser", Method: "POST", Path: "/v1/access/users", HasBody: true, Own: true, Stream: false,
		Errors: []ErrorCode{InvalidArgumentException, ResourceInUseException},
		decode: func(d *decoder, v node) request {
			if in := decodeCreateUserRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.CreateUser(ctx, in.(*CreateUserRequest))
		},
	},
	{
		Name: "DeleteAccessKey", Method: "DELETE", Path: "/v1/access/users/{UserName}/access-keys/{AccessKeyId}", HasBody: false, Own: true, Stream: false,
		Errors: []ErrorCode{InvalidArgumentException, ResourceNotFoundException, ResourceInUseException},
		Parameters: []Parameter{
			{Name: "UserName", In: "path", Kind: "string", Many: false},
			{Name: "AccessKeyId", In: "path", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeDeleteAccessKeyRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.DeleteAccessKey(ctx, in.(*DeleteAccessKeyRequest))
		},
	},
	{
		Name: "DeleteApplication", Method: "DELETE", Path: "/v1/applications/{ApplicationName}", HasBody: false, Own: false, Stream: false,
		Errors: []ErrorCode{ConcurrentModificationException, ResourceNotFoundException, ResourceInUseException, InvalidArgumentException, InvalidRequestException, InvalidApplicationConfigurationException},
		Parameters: []Parameter{
			{Name: "ApplicationName", In: "path", Kind: "string", Many: false},
			{Name: "CreateTimestamp", In: "query", Kind: "timestamp", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeDeleteApplicationRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.DeleteApplication(ctx, in.(*DeleteApplicationRequest))
		},
	},
	{
		Name: "DeleteApplicationCloudWatchLoggingOption", Method: "DELETE", Path: "/v1/applications/{ApplicationName}/cloudwatch-logging-options/{CloudWatchLoggingOptionId}", HasBody: false, Own: false, Stream: false,
		Errors: []ErrorCode{ResourceNotFoundException, ResourceInUseException, InvalidArgumentException, ConcurrentModificationException, InvalidRequestException, InvalidApplicationConfigurationException},
		Parameters: []Parameter{
			{Name: "ApplicationName", In: "path", Kind: "string", Many: false},
			{Name: "CloudWatchLoggingOptionId", In: "path", Kind: "string", Many: false},
			{Name: "CurrentApplicationVersionId", In: "query", Kind: "integer", Many: false},
			{Name: "ConditionalToken", In: "query", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeDeleteApplicationCloudWatchLoggingOptionRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.DeleteApplicationCloudWatchLoggingOption(ctx, in.(*DeleteApplicationCloudWatchLoggingOptionRequest))
		},
	},
	{
		Name: "DeleteApplicationInputProcessingConfiguration", Method: "DELETE", Path: "/v1/applications/{ApplicationName}/inputs/{InputId}/processing-configuration", HasBody: false, Own: false, Stream: false,
		Errors: []ErrorCode{ResourceNotFoundException, ResourceInUseException, InvalidArgumentException, ConcurrentModificationException, InvalidRequestException},
		Parameters: []Parameter{
			{Name: "ApplicationName", In: "path", Kind: "string", Many: false},
			{Name: "InputId", In: "path", Kind: "string", Many: false},
			{Name: "CurrentApplicationVersionId", In: "query", Kind: "integer", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeDeleteApplicationInputProcessingConfigurationRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.DeleteApplicationInputProcessingConfiguration(ctx, in.(*DeleteApplicationInputProcessingConfigurationRequest))
		},
	},
	{
		Name: "DeleteApplicationOutput", Method: "DELETE", Path: "/v1/applications/{ApplicationName}/outputs/{OutputId}", HasBody: false, Own: false, Stream: false,
		Errors: []ErrorCode{ResourceNotFoundException, ResourceInUseException, InvalidArgumentException, ConcurrentModificationException, InvalidRequestException},
		Parameters: []Parameter{
			{Name: "ApplicationName", In: "path", Kind: "string", Many: false},
			{Name: "OutputId", In: "path", Kind: "string", Many: false},
			{Name: "CurrentApplicationVersionId", In: "query", Kind: "integer", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeDeleteApplicationOutputRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.DeleteApplicationOutput(ctx, in.(*DeleteApplicationOutputRequest))
		},
	},
	{
		Name: "DeleteApplicationReferenceDataSource", Method: "DELETE", Path: "/v1/applications/{ApplicationName}/reference-data-sources/{ReferenceId}", HasBody: false, Own: false, Stream: false,
		Errors: []ErrorCode{ResourceNotFoundException, ResourceInUseException, InvalidArgumentException, ConcurrentModificationException, InvalidRequestException},
		Parameters: []Parameter{
			{Name: "ApplicationName", In: "path", Kind: "string", Many: false},
			{Name: "ReferenceId", In: "path", Kind: "string", Many: false},
			{Name: "CurrentApplicationVersionId", In: "query", Kind: "integer", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeDeleteApplicationReferenceDataSourceRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.DeleteApplicationReferenceDataSource(ctx, in.(*DeleteApplicationReferenceDataSourceRequest))
		},
	},
	{
		Name: "DeleteApplicationSnapshot", Method: "DELETE", Path: "/v1/applications/{ApplicationName}/snapshots/{SnapshotName}", HasBody: false, Own: false, Stream: false,
		Errors: []ErrorCode{ResourceInUseException, InvalidArgumentException, UnsupportedOperationException, InvalidRequestException, ResourceNotFoundException, ConcurrentModificationException},
		Parameters: []Parameter{
			{Name: "ApplicationName", In: "path", Kind: "string", Many: false},
			{Name: "SnapshotName", In: "path", Kind: "string", Many: false},
			{Name: "SnapshotCreationTimestamp", In: "query", Kind: "timestamp", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeDeleteApplicationSnapshotRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.DeleteApplicationSnapshot(ctx, in.(*DeleteApplicationSnapshotRequest))
		},
	},
	{
		Name: "DeleteApplicationVpcConfiguration", Method: "DELETE", Path: "/v1/applications/{ApplicationName}/vpc-configurations/{VpcConfigurationId}", HasBody: false, Own: false, Stream: false,
		Errors: []ErrorCode{ResourceNotFoundException, ResourceInUseException, InvalidArgumentException, ConcurrentModificationException, InvalidApplicationConfigurationException},
		Parameters: []Parameter{
			{Name: "ApplicationName", In: "path", Kind: "string", Many: false},
			{Name: "VpcConfigurationId", In: "path", Kind: "string", Many: false},
			{Name: "CurrentApplicationVersionId", In: "query", Kind: "integer", Many: false},
			{Name: "ConditionalToken", In: "query", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeDeleteApplicationVpcConfigurationRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.DeleteApplicationVpcConfiguration(ctx, in.(*DeleteApplicationVpcConfigurationRequest))
		},
	},
	{
		Name: "DeletePolicy", Method: "DELETE", Path: "/v1/access/policies/{PolicyName}", HasBody: false, Own: true, Stream: false,
		Errors: []ErrorCode{InvalidArgumentException, ResourceNotFoundException, ResourceInUseException},
		Parameters: []Parameter{
			{Name: "PolicyName", In: "path", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeDeletePolicyRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.DeletePolicy(ctx, in.(*DeletePolicyRequest))
		},
	},
	{
		Name: "DeleteRole", Method: "DELETE", Path: "/v1/access/roles/{RoleName}", HasBody: false, Own: true, Stream: false,
		Errors: []ErrorCode{InvalidArgumentException, ResourceNotFoundException},
		Parameters: []Parameter{
			{Name: "RoleName", In: "path", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeDeleteRoleRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.DeleteRole(ctx, in.(*DeleteRoleRequest))
		},
	},
	{
		Name: "DeleteSnapshotRetention", Method: "DELETE", Path: "/v1/applications/{ApplicationName}/snapshot-retention", HasBody: false, Own: true, Stream: false,
		Errors: []ErrorCode{InvalidArgumentException, ResourceNotFoundException, UnsupportedOperationException},
		Parameters: []Parameter{
			{Name: "ApplicationName", In: "path", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeDeleteSnapshotRetentionRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.DeleteSnapshotRetention(ctx, in.(*DeleteSnapshotRetentionRequest))
		},
	},
	{
		Name: "DeleteUser", Method: "DELETE", Path: "/v1/access/users/{UserName}", HasBody: false, Own: true, Stream: false,
		Errors: []ErrorCode{InvalidArgumentException, ResourceNotFoundException},
		Parameters: []Parameter{
			{Name: "UserName", In: "path", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeDeleteUserRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.DeleteUser(ctx, in.(*DeleteUserRequest))
		},
	},
	{
		Name: "DescribeApplication", Method: "GET", Path: "/v1/applications/{ApplicationName}", HasBody: false, Own: false, Stream: false,
		Errors: []ErrorCode{ResourceNotFoundException, InvalidArgumentException, InvalidRequestException},
		Parameters: []Parameter{
			{Name: "ApplicationName", In: "path", Kind: "string", Many: false},
			{Name: "IncludeAdditionalDetails", In: "query", Kind: "boolean", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeDescribeApplicationRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.DescribeApplication(ctx, in.(*DescribeApplicationRequest))
		},
	},
	{
		Name: "DescribeApplicationHealth", Method: "GET", Path: "/v1/applications/{ApplicationName}/health", HasBody: false, Own: true, Stream: false,
		Errors: []ErrorCode{InvalidArgumentException, ResourceNotFoundException},
		Parameters: []Parameter{
			{Name: "ApplicationName", In: "path", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeDescribeApplicationHealthRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.DescribeApplicationHealth(ctx, in.(*DescribeApplicationHealthRequest))
		},
	},
	{
		Name: "DescribeApplicationOperation", Method: "GET", Path: "/v1/applications/{ApplicationName}/operations/{OperationId}", HasBody: false, Own: false, Stream: false,
		Errors: []ErrorCode{InvalidArgumentException, ResourceNotFoundException, UnsupportedOperationException},
		Parameters: []Parameter{
			{Name: "ApplicationName", In: "path", Kind: "string", Many: false},
			{Name: "OperationId", In: "path", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeDescribeApplicationOperationRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.DescribeApplicationOperation(ctx, in.(*DescribeApplicationOperationRequest))
		},
	},
	{
		Name: "DescribeApplicationSnapshot", Method: "GET", Path: "/v1/applications/{ApplicationName}/snapshots/{SnapshotName}", HasBody: false, Own: false, Stream: false,
		Errors: []ErrorCode{ResourceNotFoundException, InvalidArgumentException, UnsupportedOperationException},
		Parameters: []Parameter{
			{Name: "ApplicationName", In: "path", Kind: "string", Many: false},
			{Name: "SnapshotName", In: "path", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeDescribeApplicationSnapshotRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.DescribeApplicationSnapshot(ctx, in.(*DescribeApplicationSnapshotRequest))
		},
	},
	{
		Name: "DescribeApplicationVersion", Method: "GET", Path: "/v1/applications/{ApplicationName}/versions/{ApplicationVersionId}", HasBody: false, Own: false, Stream: false,
		Errors: []ErrorCode{InvalidArgumentException, ResourceNotFoundException, UnsupportedOperationException},
		Parameters: []Parameter{
			{Name: "ApplicationName", In: "path", Kind: "string", Many: false},
			{Name: "ApplicationVersionId", In: "path", Kind: "integer", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeDescribeApplicationVersionRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.DescribeApplicationVersion(ctx, in.(*DescribeApplicationVersionRequest))
		},
	},
	{
		Name: "DescribePolicy", Method: "GET", Path: "/v1/access/policies/{PolicyName}", HasBody: false, Own: true, Stream: false,
		Errors: []ErrorCode{InvalidArgumentException, ResourceNotFoundException},
		Parameters: []Parameter{
			{Name: "PolicyName", In: "path", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeDescribePolicyRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.DescribePolicy(ctx, in.(*DescribePolicyRequest))
		},
	},
	{
		Name: "DescribeRole", Method: "GET", Path: "/v1/access/roles/{RoleName}", HasBody: false, Own: true, Stream: false,
		Errors: []ErrorCode{InvalidArgumentException, ResourceNotFoundException},
		Parameters: []Parameter{
			{Name: "RoleName", In: "path", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeDescribeRoleRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.DescribeRole(ctx, in.(*DescribeRoleRequest))
		},
	},
	{
		Name: "DescribeRootKey", Method: "GET", Path: "/v1/root-key", HasBody: false, Own: true, Stream: false,
		Errors: []ErrorCode{InvalidArgumentException},
		decode: func(d *decoder, v node) request {
			if in := decodeDescribeRootKeyRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.DescribeRootKey(ctx, in.(*DescribeRootKeyRequest))
		},
	},
	{
		Name: "DescribeSnapshotRecord", Method: "GET", Path: "/v1/applications/{ApplicationName}/snapshot-records/{SnapshotName}", HasBody: false, Own: true, Stream: false,
		Errors: []ErrorCode{InvalidArgumentException, ResourceNotFoundException, UnsupportedOperationException},
		Parameters: []Parameter{
			{Name: "ApplicationName", In: "path", Kind: "string", Many: false},
			{Name: "SnapshotName", In: "path", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeDescribeSnapshotRecordRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.DescribeSnapshotRecord(ctx, in.(*DescribeSnapshotRecordRequest))
		},
	},
	{
		Name: "DescribeSnapshotRetention", Method: "GET", Path: "/v1/applications/{ApplicationName}/snapshot-retention", HasBody: false, Own: true, Stream: false,
		Errors: []ErrorCode{InvalidArgumentException, ResourceNotFoundException, UnsupportedOperationException},
		Parameters: []Parameter{
			{Name: "ApplicationName", In: "path", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeDescribeSnapshotRetentionRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.DescribeSnapshotRetention(ctx, in.(*DescribeSnapshotRetentionRequest))
		},
	},
	{
		Name: "DescribeUser", Method: "GET", Path: "/v1/access/users/{UserName}", HasBody: false, Own: true, Stream: false,
		Errors: []ErrorCode{InvalidArgumentException, ResourceNotFoundException},
		Parameters: []Parameter{
			{Name: "UserName", In: "path", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeDescribeUserRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.DescribeUser(ctx, in.(*DescribeUserRequest))
		},
	},
	{
		Name: "DetachRolePolicy", Method: "DELETE", Path: "/v1/access/roles/{RoleName}/policies", HasBody: false, Own: true, Stream: false,
		Errors: []ErrorCode{InvalidArgumentException, ResourceNotFoundException},
		Parameters: []Parameter{
			{Name: "RoleName", In: "path", Kind: "string", Many: false},
			{Name: "PolicyArn", In: "query", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeDetachRolePolicyRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.DetachRolePolicy(ctx, in.(*DetachRolePolicyRequest))
		},
	},
	{
		Name: "DetachUserPolicy", Method: "DELETE", Path: "/v1/access/users/{UserName}/policies", HasBody: false, Own: true, Stream: false,
		Errors: []ErrorCode{InvalidArgumentException, ResourceNotFoundException},
		Parameters: []Parameter{
			{Name: "UserName", In: "path", Kind: "string", Many: false},
			{Name: "PolicyArn", In: "query", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeDetachUserPolicyRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.DetachUserPolicy(ctx, in.(*DetachUserPolicyRequest))
		},
	},
	{
		Name: "DiscoverInputSchema", Method: "POST", Path: "/v1/input-schemas/discover", HasBody: true, Own: false, Stream: false,
		Errors: []ErrorCode{InvalidArgumentException, UnableToDetectSchemaException, ResourceProvisionedThroughputExceededException, ServiceUnavailableException, InvalidRequestException, UnsupportedOperationException},
		decode: func(d *decoder, v node) request {
			if in := decodeDiscoverInputSchemaRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.DiscoverInputSchema(ctx, in.(*DiscoverInputSchemaRequest))
		},
	},
	{
		Name: "ExportApplicationSnapshot", Method: "POST", Path: "/v1/applications/{ApplicationName}/snapshot-records/{SnapshotName}/export", HasBody: true, Own: true, Stream: false,
		Errors: []ErrorCode{InvalidApplicationConfigurationException, InvalidArgumentException, ResourceInUseException, ResourceNotFoundException, UnsupportedOperationException},
		Parameters: []Parameter{
			{Name: "ApplicationName", In: "path", Kind: "string", Many: false},
			{Name: "SnapshotName", In: "path", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeExportApplicationSnapshotRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.ExportApplicationSnapshot(ctx, in.(*ExportApplicationSnapshotRequest))
		},
	},
	{
		Name: "FollowApplicationEvents", Method: "GET", Path: "/v1/applications/{ApplicationName}/events", HasBody: false, Own: true, Stream: true,
		Errors: []ErrorCode{InvalidArgumentException, ResourceNotFoundException},
		Parameters: []Parameter{
			{Name: "ApplicationName", In: "path", Kind: "string", Many: false},
			{Name: "LastEventId", In: "query", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeFollowApplicationEventsRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.FollowApplicationEvents(ctx, in.(*FollowApplicationEventsRequest))
		},
	},
	{
		Name: "FollowApplicationLog", Method: "GET", Path: "/v1/applications/{ApplicationName}/logs/stream", HasBody: false, Own: true, Stream: true,
		Errors: []ErrorCode{InvalidArgumentException, ResourceNotFoundException},
		Parameters: []Parameter{
			{Name: "ApplicationName", In: "path", Kind: "string", Many: false},
			{Name: "LogLevel", In: "query", Kind: "enum", Many: false},
			{Name: "LogSource", In: "query", Kind: "enum", Many: false},
			{Name: "Logger", In: "query", Kind: "string", Many: false},
			{Name: "ApplicationVersionId", In: "query", Kind: "integer", Many: false},
			{Name: "Text", In: "query", Kind: "string", Many: false},
			{Name: "Pattern", In: "query", Kind: "string", Many: false},
			{Name: "Tail", In: "query", Kind: "integer", Many: false},
			{Name: "LastEventId", In: "query", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeFollowApplicationLogRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.FollowApplicationLog(ctx, in.(*FollowApplicationLogRequest))
		},
	},
	{
		Name: "FollowAuditEvents", Method: "GET", Path: "/v1/audit/stream", HasBody: false, Own: true, Stream: true,
		Errors: []ErrorCode{InvalidArgumentException},
		Parameters: []Parameter{
			{Name: "StartTime", In: "query", Kind: "timestamp", Many: false},
			{Name: "Principal", In: "query", Kind: "string", Many: false},
			{Name: "Action", In: "query", Kind: "string", Many: false},
			{Name: "Application", In: "query", Kind: "string", Many: false},
			{Name: "Outcome", In: "query", Kind: "enum", Many: false},
			{Name: "ChangesOnly", In: "query", Kind: "boolean", Many: false},
			{Name: "LastEventId", In: "query", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeFollowAuditEventsRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.FollowAuditEvents(ctx, in.(*FollowAuditEventsRequest))
		},
	},
	{
		Name: "GetCallerIdentity", Method: "GET", Path: "/v1/access/whoami", HasBody: false, Own: true, Stream: false,
		Errors: []ErrorCode{InvalidArgumentException},
		decode: func(d *decoder, v node) request {
			if in := decodeGetCallerIdentityRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.GetCallerIdentity(ctx, in.(*GetCallerIdentityRequest))
		},
	},
	{
		Name: "GetSessionToken", Method: "POST", Path: "/v1/access/sessions", HasBody: true, Own: true, Stream: false,
		Errors: []ErrorCode{InvalidArgumentException},
		decode: func(d *decoder, v node) request {
			if in := decodeGetSessionTokenRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.GetSessionToken(ctx, in.(*GetSessionTokenRequest))
		},
	},
	{
		Name: "ImportApplicationSnapshot", Method: "POST", Path: "/v1/applications/{ApplicationName}/snapshot-imports", HasBody: true, Own: true, Stream: false,
		Errors: []ErrorCode{InvalidApplicationConfigurationException, InvalidArgumentException, LimitExceededException, ResourceInUseException, ResourceNotFoundException, UnsupportedOperationException},
		Parameters: []Parameter{
			{Name: "ApplicationName", In: "path", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeImportApplicationSnapshotRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.ImportApplicationSnapshot(ctx, in.(*ImportApplicationSnapshotRequest))
		},
	},
	{
		Name: "ListAccessKeys", Method: "GET", Path: "/v1/access/users/{UserName}/access-keys", HasBody: false, Own: true, Stream: false,
		Errors: []ErrorCode{InvalidArgumentException, ResourceNotFoundException},
		Parameters: []Parameter{
			{Name: "UserName", In: "path", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeListAccessKeysRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.ListAccessKeys(ctx, in.(*ListAccessKeysRequest))
		},
	},
	{
		Name: "ListAccounts", Method: "GET", Path: "/v1/access/accounts", HasBody: false, Own: true, Stream: false,
		Errors: []ErrorCode{InvalidArgumentException},
		Parameters: []Parameter{
			{Name: "Limit", In: "query", Kind: "integer", Many: false},
			{Name: "NextToken", In: "query", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeListAccountsRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.ListAccounts(ctx, in.(*ListAccountsRequest))
		},
	},
	{
		Name: "ListApplicationHealth", Method: "GET", Path: "/v1/application-health", HasBody: false, Own: true, Stream: false,
		Errors: []ErrorCode{InvalidArgumentException},
		Parameters: []Parameter{
			{Name: "Health", In: "query", Kind: "enum", Many: false},
			{Name: "Limit", In: "query", Kind: "integer", Many: false},
			{Name: "NextToken", In: "query", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeListApplicationHealthRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.ListApplicationHealth(ctx, in.(*ListApplicationHealthRequest))
		},
	},
	{
		Name: "ListApplicationKeys", Method: "GET", Path: "/v1/keys", HasBody: false, Own: true, Stream: false,
		Errors: []ErrorCode{InvalidArgumentException},
		Parameters: []Parameter{
			{Name: "Limit", In: "query", Kind: "integer", Many: false},
			{Name: "NextToken", In: "query", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeListApplicationKeysRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.ListApplicationKeys(ctx, in.(*ListApplicationKeysRequest))
		},
	},
	{
		Name: "ListApplicationLogDeliveries", Method: "GET", Path: "/v1/applications/{ApplicationName}/log-deliveries", HasBody: false, Own: true, Stream: false,
		Errors: []ErrorCode{InvalidArgumentException, ResourceNotFoundException},
		Parameters: []Parameter{
			{Name: "ApplicationName", In: "path", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeListApplicationLogDeliveriesRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.ListApplicationLogDeliveries(ctx, in.(*ListApplicationLogDeliveriesRequest))
		},
	},
	{
		Name: "ListApplicationLogEvents", Method: "GET", Path: "/v1/applications/{ApplicationName}/logs", HasBody: false, Own: true, Stream: false,
		Errors: []ErrorCode{InvalidArgumentException, ResourceNotFoundException},
		Parameters: []Parameter{
			{Name: "ApplicationName", In: "path", Kind: "string", Many: false},
			{Name: "StartTime", In: "query", Kind: "timestamp", Many: false},
			{Name: "EndTime", In: "query", Kind: "timestamp", Many: false},
			{Name: "LogLevel", In: "query", Kind: "enum", Many: false},
			{Name: "LogSource", In: "query", Kind: "enum", Many: false},
			{Name: "Logger", In: "query", Kind: "string", Many: false},
			{Name: "ApplicationVersionId", In: "query", Kind: "integer", Many: false},
			{Name: "Text", In: "query", Kind: "string", Many: false},
			{Name: "Pattern", In: "query", Kind: "string", Many: false},
			{Name: "Order", In: "query", Kind: "enum", Many: false},
			{Name: "Limit", In: "query", Kind: "integer", Many: false},
			{Name: "NextToken", In: "query", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeListApplicationLogEventsRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.ListApplicationLogEvents(ctx, in.(*ListApplicationLogEventsRequest))
		},
	},
	{
		Name: "ListApplicationOperations", Method: "GET", Path: "/v1/applications/{ApplicationName}/operations", HasBody: false, Own: false, Stream: false,
		Errors: []ErrorCode{InvalidArgumentException, ResourceNotFoundException, UnsupportedOperationException},
		Parameters: []Parameter{
			{Name: "ApplicationName", In: "path", Kind: "string", Many: false},
			{Name: "Limit", In: "query", Kind: "integer", Many: false},
			{Name: "NextToken", In: "query", Kind: "string", Many: false},
			{Name: "Operation", In: "query", Kind: "string", Many: false},
			{Name: "OperationStatus", In: "query", Kind: "enum", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeListApplicationOperationsRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.ListApplicationOperations(ctx, in.(*ListApplicationOperationsRequest))
		},
	},
	{
		Name: "ListApplicationSnapshots", Method: "GET", Path: "/v1/applications/{ApplicationName}/snapshots", HasBody: false, Own: false, Stream: false,
		Errors: []ErrorCode{InvalidArgumentException, UnsupportedOperationException},
		Parameters: []Parameter{
			{Name: "ApplicationName", In: "path", Kind: "string", Many: false},
			{Name: "Limit", In: "query", Kind: "integer", Many: false},
			{Name: "NextToken", In: "query", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeListApplicationSnapshotsRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.ListApplicationSnapshots(ctx, in.(*ListApplicationSnapshotsRequest))
		},
	},
	{
		Name: "ListApplicationVersions", Method: "GET", Path: "/v1/applications/{ApplicationName}/versions", HasBody: false, Own: false, Stream: false,
		Errors: []ErrorCode{InvalidArgumentException, ResourceNotFoundException, UnsupportedOperationException},
		Parameters: []Parameter{
			{Name: "ApplicationName", In: "path", Kind: "string", Many: false},
			{Name: "Limit", In: "query", Kind: "integer", Many: false},
			{Name: "NextToken", In: "query", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeListApplicationVersionsRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.ListApplicationVersions(ctx, in.(*ListApplicationVersionsRequest))
		},
	},
	{
		Name: "ListApplications", Method: "GET", Path: "/v1/applications", HasBody: false, Own: false, Stream: false,
		Errors: []ErrorCode{InvalidRequestException},
		Parameters: []Parameter{
			{Name: "Limit", In: "query", Kind: "integer", Many: false},
			{Name: "NextToken", In: "query", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeListApplicationsRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.ListApplications(ctx, in.(*ListApplicationsRequest))
		},
	},
	{
		Name: "ListAuditEvents", Method: "GET", Path: "/v1/audit", HasBody: false, Own: true, Stream: false,
		Errors: []ErrorCode{InvalidArgumentException},
		Parameters: []Parameter{
			{Name: "StartTime", In: "query", Kind: "timestamp", Many: false},
			{Name: "EndTime", In: "query", Kind: "timestamp", Many: false},
			{Name: "Principal", In: "query", Kind: "string", Many: false},
			{Name: "Action", In: "query", Kind: "string", Many: false},
			{Name: "Application", In: "query", Kind: "string", Many: false},
			{Name: "Outcome", In: "query", Kind: "enum", Many: false},
			{Name: "ChangesOnly", In: "query", Kind: "boolean", Many: false},
			{Name: "Limit", In: "query", Kind: "integer", Many: false},
			{Name: "NextToken", In: "query", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeListAuditEventsRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.ListAuditEvents(ctx, in.(*ListAuditEventsRequest))
		},
	},
	{
		Name: "ListMaintenance", Method: "GET", Path: "/v1/maintenance", HasBody: false, Own: true, Stream: false,
		Errors: []ErrorCode{InvalidArgumentException},
		Parameters: []Parameter{
			{Name: "Limit", In: "query", Kind: "integer", Many: false},
			{Name: "NextToken", In: "query", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeListMaintenanceRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.ListMaintenance(ctx, in.(*ListMaintenanceRequest))
		},
	},
	{
		Name: "ListOperationRecords", Method: "GET", Path: "/v1/applications/{ApplicationName}/operation-records", HasBody: false, Own: true, Stream: false,
		Errors: []ErrorCode{InvalidArgumentException, ResourceNotFoundException},
		Parameters: []Parameter{
			{Name: "ApplicationName", In: "path", Kind: "string", Many: false},
			{Name: "Limit", In: "query", Kind: "integer", Many: false},
			{Name: "NextToken", In: "query", Kind: "string", Many: false},
			{Name: "Operation", In: "query", Kind: "string", Many: false},
			{Name: "OperationStatus", In: "query", Kind: "enum", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeListOperationRecordsRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.ListOperationRecords(ctx, in.(*ListOperationRecordsRequest))
		},
	},
	{
		Name: "ListOperationSteps", Method: "GET", Path: "/v1/applications/{ApplicationName}/operations/{OperationId}/steps", HasBody: false, Own: true, Stream: false,
		Errors: []ErrorCode{InvalidArgumentException, ResourceNotFoundException},
		Parameters: []Parameter{
			{Name: "ApplicationName", In: "path", Kind: "string", Many: false},
			{Name: "OperationId", In: "path", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeListOperationStepsRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.ListOperationSteps(ctx, in.(*ListOperationStepsRequest))
		},
	},
	{
		Name: "ListPolicies", Method: "GET", Path: "/v1/access/policies", HasBody: false, Own: true, Stream: false,
		Errors: []ErrorCode{InvalidArgumentException},
		Parameters: []Parameter{
			{Name: "Limit", In: "query", Kind: "integer", Many: false},
			{Name: "NextToken", In: "query", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeListPoliciesRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.ListPolicies(ctx, in.(*ListPoliciesRequest))
		},
	},
	{
		Name: "ListRoles", Method: "GET", Path: "/v1/access/roles", HasBody: false, Own: true, Stream: false,
		Errors: []ErrorCode{InvalidArgumentException},
		Parameters: []Parameter{
			{Name: "Limit", In: "query", Kind: "integer", Many: false},
			{Name: "NextToken", In: "query", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeListRolesRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.ListRoles(ctx, in.(*ListRolesRequest))
		},
	},
	{
		Name: "ListSnapshotRecords", Method: "GET", Path: "/v1/applications/{ApplicationName}/snapshot-records", HasBody: false, Own: true, Stream: false,
		Errors: []ErrorCode{InvalidArgumentException, ResourceNotFoundException, UnsupportedOperationException},
		Parameters: []Parameter{
			{Name: "ApplicationName", In: "path", Kind: "string", Many: false},
			{Name: "Limit", In: "query", Kind: "integer", Many: false},
			{Name: "NextToken", In: "query", Kind: "string", Many: false},
			{Name: "SnapshotOrigin", In: "query", Kind: "enum", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeListSnapshotRecordsRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.ListSnapshotRecords(ctx, in.(*ListSnapshotRecordsRequest))
		},
	},
	{
		Name: "ListTagsForResource", Method: "GET", Path: "/v1/tags", HasBody: false, Own: false, Stream: false,
		Errors: []ErrorCode{ResourceNotFoundException, InvalidArgumentException, ConcurrentModificationException},
		Parameters: []Parameter{
			{Name: "ResourceARN", In: "query", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeListTagsForResourceRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.ListTagsForResource(ctx, in.(*ListTagsForResourceRequest))
		},
	},
	{
		Name: "ListUsage", Method: "GET", Path: "/v1/usage", HasBody: false, Own: true, Stream: false,
		Errors: []ErrorCode{InvalidArgumentException},
		Parameters: []Parameter{
			{Name: "StartMonth", In: "query", Kind: "string", Many: false},
			{Name: "EndMonth", In: "query", Kind: "string", Many: false},
			{Name: "Application", In: "query", Kind: "string", Many: false},
			{Name: "Limit", In: "query", Kind: "integer", Many: false},
			{Name: "NextToken", In: "query", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeListUsageRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.ListUsage(ctx, in.(*ListUsageRequest))
		},
	},
	{
		Name: "ListUsers", Method: "GET", Path: "/v1/access/users", HasBody: false, Own: true, Stream: false,
		Errors: []ErrorCode{InvalidArgumentException},
		Parameters: []Parameter{
			{Name: "Limit", In: "query", Kind: "integer", Many: false},
			{Name: "NextToken", In: "query", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeListUsersRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.ListUsers(ctx, in.(*ListUsersRequest))
		},
	},
	{
		Name: "RevokeRoleSessions", Method: "DELETE", Path: "/v1/access/roles/{RoleName}/sessions", HasBody: false, Own: true, Stream: false,
		Errors: []ErrorCode{InvalidArgumentException, ResourceNotFoundException},
		Parameters: []Parameter{
			{Name: "RoleName", In: "path", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeRevokeRoleSessionsRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.RevokeRoleSessions(ctx, in.(*RevokeRoleSessionsRequest))
		},
	},
	{
		Name: "RevokeUserSessions", Method: "DELETE", Path: "/v1/access/users/{UserName}/sessions", HasBody: false, Own: true, Stream: false,
		Errors: []ErrorCode{InvalidArgumentException, ResourceNotFoundException},
		Parameters: []Parameter{
			{Name: "UserName", In: "path", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeRevokeUserSessionsRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.RevokeUserSessions(ctx, in.(*RevokeUserSessionsRequest))
		},
	},
	{
		Name: "RollbackApplication", Method: "POST", Path: "/v1/applications/{ApplicationName}/rollback", HasBody: true, Own: false, Stream: false,
		Errors: []ErrorCode{ResourceNotFoundException, InvalidArgumentException, ResourceInUseException, InvalidRequestException, ConcurrentModificationException, UnsupportedOperationException},
		Parameters: []Parameter{
			{Name: "ApplicationName", In: "path", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeRollbackApplicationRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.RollbackApplication(ctx, in.(*RollbackApplicationRequest))
		},
	},
	{
		Name: "RotateRootKey", Method: "POST", Path: "/v1/root-key/rotate", HasBody: false, Own: true, Stream: false,
		Errors: []ErrorCode{InvalidArgumentException, ResourceInUseException},
		decode: func(d *decoder, v node) request {
			if in := decodeRotateRootKeyRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.RotateRootKey(ctx, in.(*RotateRootKeyRequest))
		},
	},
	{
		Name: "RunApplicationMaintenance", Method: "POST", Path: "/v1/applications/{ApplicationName}/maintenance", HasBody: false, Own: true, Stream: false,
		Errors: []ErrorCode{InvalidArgumentException, InvalidRequestException, ResourceInUseException, ResourceNotFoundException},
		Parameters: []Parameter{
			{Name: "ApplicationName", In: "path", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeRunApplicationMaintenanceRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.RunApplicationMaintenance(ctx, in.(*RunApplicationMaintenanceRequest))
		},
	},
	{
		Name: "SimulateAccess", Method: "POST", Path: "/v1/access/simulate", HasBody: true, Own: true, Stream: false,
		Errors: []ErrorCode{InvalidArgumentException, ResourceNotFoundException},
		decode: func(d *decoder, v node) request {
			if in := decodeSimulateAccessRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.SimulateAccess(ctx, in.(*SimulateAccessRequest))
		},
	},
	{
		Name: "StartApplication", Method: "POST", Path: "/v1/applications/{ApplicationName}/start", HasBody: true, Own: false, Stream: false,
		Errors: []ErrorCode{ResourceNotFoundException, ResourceInUseException, InvalidArgumentException, InvalidApplicationConfigurationException, InvalidRequestException},
		Parameters: []Parameter{
			{Name: "ApplicationName", In: "path", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeStartApplicationRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.StartApplication(ctx, in.(*StartApplicationRequest))
		},
	},
	{
		Name: "StopApplication", Method: "POST", Path: "/v1/applications/{ApplicationName}/stop", HasBody: true, Own: false, Stream: false,
		Errors: []ErrorCode{ResourceNotFoundException, ResourceInUseException, InvalidArgumentException, InvalidRequestException, InvalidApplicationConfigurationException, ConcurrentModificationException},
		Parameters: []Parameter{
			{Name: "ApplicationName", In: "path", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeStopApplicationRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.StopApplication(ctx, in.(*StopApplicationRequest))
		},
	},
	{
		Name: "TagResource", Method: "POST", Path: "/v1/tags", HasBody: true, Own: false, Stream: false,
		Errors: []ErrorCode{ResourceNotFoundException, ResourceInUseException, TooManyTagsException, InvalidArgumentException, ConcurrentModificationException},
		decode: func(d *decoder, v node) request {
			if in := decodeTagResourceRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.TagResource(ctx, in.(*TagResourceRequest))
		},
	},
	{
		Name: "UntagResource", Method: "DELETE", Path: "/v1/tags", HasBody: false, Own: false, Stream: false,
		Errors: []ErrorCode{ResourceNotFoundException, ResourceInUseException, TooManyTagsException, InvalidArgumentException, ConcurrentModificationException},
		Parameters: []Parameter{
			{Name: "ResourceARN", In: "query", Kind: "string", Many: false},
			{Name: "TagKeys", In: "query", Kind: "string", Many: true},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeUntagResourceRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.UntagResource(ctx, in.(*UntagResourceRequest))
		},
	},
	{
		Name: "UpdateAccessKey", Method: "PATCH", Path: "/v1/access/users/{UserName}/access-keys/{AccessKeyId}", HasBody: true, Own: true, Stream: false,
		Errors: []ErrorCode{InvalidArgumentException, ResourceNotFoundException, ResourceInUseException},
		Parameters: []Parameter{
			{Name: "UserName", In: "path", Kind: "string", Many: false},
			{Name: "AccessKeyId", In: "path", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeUpdateAccessKeyRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.UpdateAccessKey(ctx, in.(*UpdateAccessKeyRequest))
		},
	},
	{
		Name: "UpdateApplication", Method: "PATCH", Path: "/v1/applications/{ApplicationName}", HasBody: true, Own: false, Stream: false,
		Errors: []ErrorCode{CodeValidationException, ResourceNotFoundException, ResourceInUseException, InvalidArgumentException, ConcurrentModificationException, InvalidRequestException, InvalidApplicationConfigurationException, LimitExceededException},
		Parameters: []Parameter{
			{Name: "ApplicationName", In: "path", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeUpdateApplicationRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.UpdateApplication(ctx, in.(*UpdateApplicationRequest))
		},
	},
	{
		Name: "UpdateApplicationMaintenanceConfiguration", Method: "PUT", Path: "/v1/applications/{ApplicationName}/maintenance-configuration", HasBody: true, Own: false, Stream: false,
		Errors: []ErrorCode{ResourceNotFoundException, ResourceInUseException, InvalidArgumentException, ConcurrentModificationException, UnsupportedOperationException},
		Parameters: []Parameter{
			{Name: "ApplicationName", In: "path", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeUpdateApplicationMaintenanceConfigurationRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.UpdateApplicationMaintenanceConfiguration(ctx, in.(*UpdateApplicationMaintenanceConfigurationRequest))
		},
	},
	{
		Name: "UpdatePolicy", Method: "PATCH", Path: "/v1/access/policies/{PolicyName}", HasBody: true, Own: true, Stream: false,
		Errors: []ErrorCode{InvalidArgumentException, ResourceNotFoundException},
		Parameters: []Parameter{
			{Name: "PolicyName", In: "path", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeUpdatePolicyRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.UpdatePolicy(ctx, in.(*UpdatePolicyRequest))
		},
	},
	{
		Name: "UpdateRole", Method: "PATCH", Path: "/v1/access/roles/{RoleName}", HasBody: true, Own: true, Stream: false,
		Errors: []ErrorCode{InvalidArgumentException, ResourceNotFoundException},
		Parameters: []Parameter{
			{Name: "RoleName", In: "path", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeUpdateRoleRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.UpdateRole(ctx, in.(*UpdateRoleRequest))
		},
	},
	{
		Name: "UpdateSnapshotRetention", Method: "PUT", Path: "/v1/applications/{ApplicationName}/snapshot-retention", HasBody: true, Own: true, Stream: false,
		Errors: []ErrorCode{InvalidArgumentException, ResourceNotFoundException, UnsupportedOperationException},
		Parameters: []Parameter{
			{Name: "ApplicationName", In: "path", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeUpdateSnapshotRetentionRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.UpdateSnapshotRetention(ctx, in.(*UpdateSnapshotRetentionRequest))
		},
	},
	{
		Name: "VerifyApplicationSnapshot", Method: "POST", Path: "/v1/applications/{ApplicationName}/snapshot-records/{SnapshotName}/verify", HasBody: false, Own: true, Stream: false,
		Errors: []ErrorCode{InvalidApplicationConfigurationException, InvalidArgumentException, ResourceInUseException, ResourceNotFoundException, UnsupportedOperationException},
		Parameters: []Parameter{
			{Name: "ApplicationName", In: "path", Kind: "string", Many: false},
			{Name: "SnapshotName", In: "path", Kind: "string", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeVerifyApplicationSnapshotRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.VerifyApplicationSnapshot(ctx, in.(*VerifyApplicationSnapshotRequest))
		},
	},
	{
		Name: "WaitForApplication", Method: "GET", Path: "/v1/applications/{ApplicationName}/wait", HasBody: false, Own: true, Stream: false,
		Errors: []ErrorCode{InvalidArgumentException, ResourceNotFoundException},
		Parameters: []Parameter{
			{Name: "ApplicationName", In: "path", Kind: "string", Many: false},
			{Name: "ApplicationStatus", In: "query", Kind: "enum", Many: true},
			{Name: "ApplicationVersionId", In: "query", Kind: "integer", Many: false},
			{Name: "OperationId", In: "query", Kind: "string", Many: false},
			{Name: "TimeoutSeconds", In: "query", Kind: "integer", Many: false},
		},
		decode: func(d *decoder, v node) request {
			if in := decodeWaitForApplicationRequest(d, nil, v); in != nil {
				return in
			}
			return nil
		},
		call: func(ctx context.Context, h Handler, in any) (any, error) {
			return h.WaitForApplication(ctx, in.(*WaitForApplicationRequest))
		},
	},
}

// Code generated from openapi.yaml by apiserver/model/gen. DO NOT EDIT.

package client

import (
	"context"
	"iter"

	"github.com/penstock/penstock/apiserver/model"
)

// AddApplicationCloudWatchLoggingOption calls the operation of that name. Deliver the logs of an application to a CloudWatch Logs stream.
func (c *Client) AddApplicationCloudWatchLoggingOption(ctx context.Context, in *model.AddApplicationCloudWatchLoggingOptionRequest) (*model.AddApplicationCloudWatchLoggingOptionResponse, error) {
	return call[model.AddApplicationCloudWatchLoggingOptionResponse](ctx, c, "AddApplicationCloudWatchLoggingOption", in)
}

// AddApplicationInput calls the operation of that name. Add the streaming input of an SQL-1_0 application.
func (c *Client) AddApplicationInput(ctx context.Context, in *model.AddApplicationInputRequest) (*model.AddApplicationInputResponse, error) {
	return call[model.AddApplicationInputResponse](ctx, c, "AddApplicationInput", in)
}

// AddApplicationInputProcessingConfiguration calls the operation of that name. Preprocess the records of an input.
func (c *Client) AddApplicationInputProcessingConfiguration(ctx context.Context, in *model.AddApplicationInputProcessingConfigurationRequest) (*model.AddApplicationInputProcessingConfigurationResponse, error) {
	return call[model.AddApplicationInputProcessingConfigurationResponse](ctx, c, "AddApplicationInputProcessingConfiguration", in)
}

// AddApplicationOutput calls the operation of that name. Add an output to an SQL-1_0 application.
func (c *Client) AddApplicationOutput(ctx context.Context, in *model.AddApplicationOutputRequest) (*model.AddApplicationOutputResponse, error) {
	return call[model.AddApplicationOutputResponse](ctx, c, "AddApplicationOutput", in)
}

// AddApplicationReferenceDataSource calls the operation of that name. Add a reference table to an SQL-1_0 application.
func (c *Client) AddApplicationReferenceDataSource(ctx context.Context, in *model.AddApplicationReferenceDataSourceRequest) (*model.AddApplicationReferenceDataSourceResponse, error) {
	return call[model.AddApplicationReferenceDataSourceResponse](ctx, c, "AddApplicationReferenceDataSource", in)
}

// AddApplicationVpcConfiguration calls the operation of that name. Place an application in a VPC.
func (c *Client) AddApplicationVpcConfiguration(ctx context.Context, in *model.AddApplicationVpcConfigurationRequest) (*model.AddApplicationVpcConfigurationResponse, error) {
	return call[model.AddApplicationVpcConfigurationResponse](ctx, c, "AddApplicationVpcConfiguration", in)
}

// AssumeRole calls the operation of that name. Begin a session of a role, which gives credentials for a while.
func (c *Client) AssumeRole(ctx context.Context, in *model.AssumeRoleRequest) (*model.AssumeRoleResponse, error) {
	return callREST[model.AssumeRoleResponse](ctx, c, "AssumeRole", in)
}

// AttachRolePolicy calls the operation of that name. Attach a policy to a role.
func (c *Client) AttachRolePolicy(ctx context.Context, in *model.AttachRolePolicyRequest) (*model.AttachRolePolicyResponse, error) {
	return callREST[model.AttachRolePolicyResponse](ctx, c, "AttachRolePolicy", in)
}

// AttachUserPolicy calls the operation of that name. Attach a policy to a user.
func (c *Client) AttachUserPolicy(ctx context.Context, in *model.AttachUserPolicyRequest) (*model.AttachUserPolicyResponse, error) {
	return callREST[model.AttachUserPolicyResponse](ctx, c, "AttachUserPolicy", in)
}

// CancelApplicationOperation calls the operation of that name. Cancel an operation that is in progress.
func (c *Client) CancelApplicationOperation(ctx context.Context, in *model.CancelApplicationOperationRequest) (*model.CancelApplicationOperationResponse, error) {
	return callREST[model.CancelApplicationOperationResponse](ctx, c, "CancelApplicationOperation", in)
}

// CreateAccessKey calls the operation of that name. Create an access key of a user. The secret is told this once.
func (c *Client) CreateAccessKey(ctx context.Context, in *model.CreateAccessKeyRequest) (*model.CreateAccessKeyResponse, error) {
	return callREST[model.CreateAccessKeyResponse](ctx, c, "CreateAccessKey", in)
}

// CreateAccount calls the operation of that name. Create an account, with an access key of its root.
func (c *Client) CreateAccount(ctx context.Context, in *model.CreateAccountRequest) (*model.CreateAccountResponse, error) {
	return callREST[model.CreateAccountResponse](ctx, c, "CreateAccount", in)
}

// CreateApplication calls the operation of that name. Create an application. It is READY, at version 1; nothing runs yet.
func (c *Client) CreateApplication(ctx context.Context, in *model.CreateApplicationRequest) (*model.CreateApplicationResponse, error) {
	return call[model.CreateApplicationResponse](ctx, c, "CreateApplication", in)
}

// CreateApplicationPresignedUrl calls the operation of that name. Get a URL of the application's dashboard.
func (c *Client) CreateApplicationPresignedUrl(ctx context.Context, in *model.CreateApplicationPresignedUrlRequest) (*model.CreateApplicationPresignedUrlResponse, error) {
	return call[model.CreateApplicationPresignedUrlResponse](ctx, c, "CreateApplicationPresignedUrl", in)
}

// CreateApplicationSnapshot calls the operation of that name. Take a snapshot of a running application.
func (c *Client) CreateApplicationSnapshot(ctx context.Context, in *model.CreateApplicationSnapshotRequest) (*model.CreateApplicationSnapshotResponse, error) {
	return call[model.CreateApplicationSnapshotResponse](ctx, c, "CreateApplicationSnapshot", in)
}

// CreatePolicy calls the operation of that name. Create a policy. What is not understood in it is refused, with its place.
func (c *Client) CreatePolicy(ctx context.Context, in *model.CreatePolicyRequest) (*model.CreatePolicyResponse, error) {
	return callREST[model.CreatePolicyResponse](ctx, c, "CreatePolicy", in)
}

// CreateRole calls the operation of that name. Create a role. Its trust policy says who may assume it.
func (c *Client) CreateRole(ctx context.Context, in *model.CreateRoleRequest) (*model.CreateRoleResponse, error) {
	return callREST[model.CreateRoleResponse](ctx, c, "CreateRole", in)
}

// CreateUser calls the operation of that name. Create a user. It has no access key and may do nothing yet.
func (c *Client) CreateUser(ctx context.Context, in *model.CreateUserRequest) (*model.CreateUserResponse, error) {
	return callREST[model.CreateUserResponse](ctx, c, "CreateUser", in)
}

// DeleteAccessKey calls the operation of that name. Delete an access key.
func (c *Client) DeleteAccessKey(ctx context.Context, in *model.DeleteAccessKeyRequest) (*model.DeleteAccessKeyResponse, error) {
	return callREST[model.DeleteAccessKeyResponse](ctx, c, "DeleteAccessKey", in)
}

// DeleteApplication calls the operation of that name. Stop and delete an application with its snapshots.
func (c *Client) DeleteApplication(ctx context.Context, in *model.DeleteApplicationRequest) (*model.DeleteApplicationResponse, error) {
	return call[model.DeleteApplicationResponse](ctx, c, "DeleteApplication", in)
}

// DeleteApplicationCloudWatchLoggingOption calls the operation of that name. Stop delivering logs to a stream.
func (c *Client) DeleteApplicationCloudWatchLoggingOption(ctx context.Context, in *model.DeleteApplicationCloudWatchLoggingOptionRequest) (*model.DeleteApplicationCloudWatchLoggingOptionResponse, error) {
	return call[model.DeleteApplicationCloudWatchLoggingOptionResponse](ctx, c, "DeleteApplicationCloudWatchLoggingOption", in)
}

// DeleteApplicationInputProcessingConfiguration calls the operation of that name. Stop preprocessing the records of an input.
func (c *Client) DeleteApplicationInputProcessingConfiguration(ctx context.Context, in *model.DeleteApplicationInputProcessingConfigurationRequest) (*model.DeleteApplicationInputProcessingConfigurationResponse, error) {
	return call[model.DeleteApplicationInputProcessingConfigurationResponse](ctx, c, "DeleteApplicationInputProcessingConfiguration", in)
}

// DeleteApplicationOutput calls the operation of that name. Remove an output.
func (c *Client) DeleteApplicationOutput(ctx context.Context, in *model.DeleteApplicationOutputRequest) (*model.DeleteApplicationOutputResponse, error) {
	return call[model.DeleteApplicationOutputResponse](ctx, c, "DeleteApplicationOutput", in)
}

// DeleteApplicationReferenceDataSource calls the operation of that name. Remove a reference table.
func (c *Client) DeleteApplicationReferenceDataSource(ctx context.Context, in *model.DeleteApplicationReferenceDataSourceRequest) (*model.DeleteApplicationReferenceDataSourceResponse, error) {
	return call[model.DeleteApplicationReferenceDataSourceResponse](ctx, c, "DeleteApplicationReferenceDataSource", in)
}

// DeleteApplicationSnapshot calls the operation of that name. Delete a snapshot.
func (c *Client) DeleteApplicationSnapshot(ctx context.Context, in *model.DeleteApplicationSnapshotRequest) (*model.DeleteApplicationSnapshotResponse, error) {
	return call[model.DeleteApplicationSnapshotResponse](ctx, c, "DeleteApplicationSnapshot", in)
}

// DeleteApplicationVpcConfiguration calls the operation of that name. Take an application out of a VPC.
func (c *Client) DeleteApplicationVpcConfiguration(ctx context.Context, in *model.DeleteApplicationVpcConfigurationRequest) (*model.DeleteApplicationVpcConfigurationResponse, error) {
	return call[model.DeleteApplicationVpcConfigurationResponse](ctx, c, "DeleteApplicationVpcConfiguration", in)
}

// DeletePolicy calls the operation of that name. Delete a policy that is attached to nobody.
func (c *Client) DeletePolicy(ctx context.Context, in *model.DeletePolicyRequest) (*model.DeletePolicyResponse, error) {
	return callREST[model.DeletePolicyResponse](ctx, c, "DeletePolicy", in)
}

// DeleteRole calls the operation of that name. Delete a role. Its sessions end.
func (c *Client) DeleteRole(ctx context.Context, in *model.DeleteRoleRequest) (*model.DeleteRoleResponse, error) {
	return callREST[model.DeleteRoleResponse](ctx, c, "DeleteRole", in)
}

// DeleteSnapshotRetention calls the operation of that name. Keep the snapshots of an application for as long as the server was started with.
func (c *Client) DeleteSnapshotRetention(ctx context.Context, in *model.DeleteSnapshotRetentionRequest) (*model.DescribeSnapshotRetentionResponse, error) {
	return callREST[model.DescribeSnapshotRetentionResponse](ctx, c, "DeleteSnapshotRetention", in)
}

// DeleteUser calls the operation of that name. Delete a user with its access keys. Its sessions end.
func (c *Client) DeleteUser(ctx context.Context, in *model.DeleteUserRequest) (*model.DeleteUserResponse, error) {
	return callREST[model.DeleteUserResponse](ctx, c, "DeleteUser", in)
}

// DescribeApplication calls the operation of that name. Describe an application: status, version and whole configuration.
func (c *Client) DescribeApplication(ctx context.Context, in *model.DescribeApplicationRequest) (*model.DescribeApplicationResponse, error) {
	return call[model.DescribeApplicationResponse](ctx, c, "DescribeApplication", in)
}

// DescribeApplicationHealth calls the operation of that name. Tell how the job of an application gets on.
func (c *Client) DescribeApplicationHealth(ctx context.Context, in *model.DescribeApplicationHealthRequest) (*model.DescribeApplicationHealthResponse, error) {
	return callREST[model.DescribeApplicationHealthResponse](ctx, c, "DescribeApplicationHealth", in)
}

// DescribeApplicationOperation calls the operation of that name. Describe an operation and its outcome.
func (c *Client) DescribeApplicationOperation(ctx context.Context, in *model.DescribeApplicationOperationRequest) (*model.DescribeApplicationOperationResponse, error) {
	return call[model.DescribeApplicationOperationResponse](ctx, c, "DescribeApplicationOperation", in)
}

// DescribeApplicationSnapshot calls the operation of that name. Describe a snapshot.
func (c *Client) DescribeApplicationSnapshot(ctx context.Context, in *model.DescribeApplicationSnapshotRequest) (*model.DescribeApplicationSnapshotResponse, error) {
	return call[model.DescribeApplicationSnapshotResponse](ctx, c, "DescribeApplicationSnapshot", in)
}

// DescribeApplicationVersion calls the operation of that name. Describe an application as one of its versions configured it.
func (c *Client) DescribeApplicationVersion(ctx context.Context, in *model.DescribeApplicationVersionRequest) (*model.DescribeApplicationVersionResponse, error) {
	return call[model.DescribeApplicationVersionResponse](ctx, c, "DescribeApplicationVersion", in)
}

// DescribePolicy calls the operation of that name. Describe a policy and whom it is attached to.
func (c *Client) DescribePolicy(ctx context.Context, in *model.DescribePolicyRequest) (*model.DescribePolicyResponse, error) {
	return callREST[model.DescribePolicyResponse](ctx, c, "DescribePolicy", in)
}

// DescribeRole calls the operation of that name. Describe a role and its policies.
func (c *Client) DescribeRole(ctx context.Context, in *model.DescribeRoleRequest) (*model.DescribeRoleResponse, error) {
	return callREST[model.DescribeRoleResponse](ctx, c, "DescribeRole", in)
}

// DescribeRootKey calls the operation of that name. Tell how an exchange of the root key gets on.
func (c *Client) DescribeRootKey(ctx context.Context, in *model.DescribeRootKeyRequest) (*model.DescribeRootKeyResponse, error) {
	return callREST[model.DescribeRootKeyResponse](ctx, c, "DescribeRootKey", in)
}

// DescribeSnapshotRecord calls the operation of that name. Describe a snapshot with all that is known of it.
func (c *Client) DescribeSnapshotRecord(ctx context.Context, in *model.DescribeSnapshotRecordRequest) (*model.DescribeSnapshotRecordResponse, error) {
	return callREST[model.DescribeSnapshotRecordResponse](ctx, c, "DescribeSnapshotRecord", in)
}

// DescribeSnapshotRetention calls the operation of that name. Tell for how long the snapshots of an application are kept.
func (c *Client) DescribeSnapshotRetention(ctx context.Context, in *model.DescribeSnapshotRetentionRequest) (*model.DescribeSnapshotRetentionResponse, error) {
	return callREST[model.DescribeSnapshotRetentionResponse](ctx, c, "DescribeSnapshotRetention", in)
}

// DescribeUser calls the operation of that name. Describe a user, its access keys and policies.
func (c *Client) DescribeUser(ctx context.Context, in *model.DescribeUserRequest) (*model.DescribeUserResponse, error) {
	return callREST[model.DescribeUserResponse](ctx, c, "DescribeUser", in)
}

// DetachRolePolicy calls the operation of that name. Detach a policy from a role.
func (c *Client) DetachRolePolicy(ctx context.Context, in *model.DetachRolePolicyRequest) (*model.DetachRolePolicyResponse, error) {
	return callREST[model.DetachRolePolicyResponse](ctx, c, "DetachRolePolicy", in)
}

// DetachUserPolicy calls the operation of that name. Detach a policy from a user.
func (c *Client) DetachUserPolicy(ctx context.Context, in *model.DetachUserPolicyRequest) (*model.DetachUserPolicyResponse, error) {
	return callREST[model.DetachUserPolicyResponse](ctx, c, "DetachUserPolicy", in)
}

// DiscoverInputSchema calls the operation of that name. Infer the schema of a stream or object from a sample.
func (c *Client) DiscoverInputSchema(ctx context.Context, in *model.DiscoverInputSchemaRequest) (*model.DiscoverInputSchemaResponse, error) {
	return call[model.DiscoverInputSchemaResponse](ctx, c, "DiscoverInputSchema", in)
}

// ExportApplicationSnapshot calls the operation of that name. Give out a URL that the files of a snapshot are downloaded from, as one archive.
func (c *Client) ExportApplicationSnapshot(ctx context.Context, in *model.ExportApplicationSnapshotRequest) (*model.ExportApplicationSnapshotResponse, error) {
	return callREST[model.ExportApplicationSnapshotResponse](ctx, c, "ExportApplicationSnapshot", in)
}

// FollowApplicationEvents calls the operation of that name. Follow what happens to an application, as server-sent events or lines of JSON.
func (c *Client) FollowApplicationEvents(ctx context.Context, in *model.FollowApplicationEventsRequest) iter.Seq2[*model.ApplicationEvent, error] {
	return stream[model.ApplicationEvent](ctx, c, "FollowApplicationEvents", in)
}

// FollowApplicationLog calls the operation of that name. Follow an application's log.
func (c *Client) FollowApplicationLog(ctx context.Context, in *model.FollowApplicationLogRequest) iter.Seq2[*model.LogEvent, error] {
	return stream[model.LogEvent](ctx, c, "FollowApplicationLog", in)
}

// FollowAuditEvents calls the operation of that name. Follow the audit log.
func (c *Client) FollowAuditEvents(ctx context.Context, in *model.FollowAuditEventsRequest) iter.Seq2[*model.AuditEvent, error] {
	return stream[model.AuditEvent](ctx, c, "FollowAuditEvents", in)
}

// GetCallerIdentity calls the operation of that name. Tell who the caller is.
func (c *Client) GetCallerIdentity(ctx context.Context, in *model.GetCallerIdentityRequest) (*model.GetCallerIdentityResponse, error) {
	return callREST[model.GetCallerIdentityResponse](ctx, c, "GetCallerIdentity", in)
}

// GetSessionToken calls the operation of that name. Begin a session of oneself, which gives credentials for a while.
func (c *Client) GetSessionToken(ctx context.Context, in *model.GetSessionTokenRequest) (*model.GetSessionTokenResponse, error) {
	return callREST[model.GetSessionTokenResponse](ctx, c, "GetSessionToken", in)
}

// ImportApplicationSnapshot calls the operation of that name. Give out a URL that an exported snapshot is uploaded to.
func (c *Client) ImportApplicationSnapshot(ctx context.Context, in *model.ImportApplicationSnapshotRequest) (*model.ImportApplicationSnapshotResponse, error) {
	return callREST[model.ImportApplicationSnapshotResponse](ctx, c, "ImportApplicationSnapshot", in)
}

// ListAccessKeys calls the operation of that name. List the access keys of a user, the oldest first.
func (c *Client) ListAccessKeys(ctx context.Context, in *model.ListAccessKeysRequest) (*model.ListAccessKeysResponse, error) {
	return callREST[model.ListAccessKeysResponse](ctx, c, "ListAccessKeys", in)
}

// ListAccounts calls the operation of that name. List the accounts, in the order of their numbers.
func (c *Client) ListAccounts(ctx context.Context, in *model.ListAccountsRequest) (*model.ListAccountsResponse, error) {
	return callREST[model.ListAccountsResponse](ctx, c, "ListAccounts", in)
}

// ListApplicationHealth calls the operation of that name. List the health of the applications that have a job, in the order of their names; of all, or of those in one health.
func (c *Client) ListApplicationHealth(ctx context.Context, in *model.ListApplicationHealthRequest) (*model.ListApplicationHealthResponse, error) {
	return callREST[model.ListApplicationHealthResponse](ctx, c, "ListApplicationHealth", in)
}

// ListApplicationKeys calls the operation of that name. List the customer managed keys that protect something of applications, how they are, and what each protects.
func (c *Client) ListApplicationKeys(ctx context.Context, in *model.ListApplicationKeysRequest) (*model.ListApplicationKeysResponse, error) {
	return callREST[model.ListApplicationKeysResponse](ctx, c, "ListApplicationKeys", in)
}

// ListApplicationLogDeliveries calls the operation of that name. Tell how the delivery of an application's log to CloudWatch Logs goes.
func (c *Client) ListApplicationLogDeliveries(ctx context.Context, in *model.ListApplicationLogDeliveriesRequest) (*model.ListApplicationLogDeliveriesResponse, error) {
	return callREST[model.ListApplicationLogDeliveriesResponse](ctx, c, "ListApplicationLogDeliveries", in)
}

// ListApplicationLogEvents calls the operation of that name. List events of an application's log.
func (c *Client) ListApplicationLogEvents(ctx context.Context, in *model.ListApplicationLogEventsRequest) (*model.ListApplicationLogEventsResponse, error) {
	return callREST[model.ListApplicationLogEventsResponse](ctx, c, "ListApplicationLogEvents", in)
}

// ListApplicationOperations calls the operation of that name. List what was done to an application, newest first.
func (c *Client) ListApplicationOperations(ctx context.Context, in *model.ListApplicationOperationsRequest) (*model.ListApplicationOperationsResponse, error) {
	return call[model.ListApplicationOperationsResponse](ctx, c, "ListApplicationOperations", in)
}

// ListApplicationSnapshots calls the operation of that name. List the snapshots of an application, oldest first.
func (c *Client) ListApplicationSnapshots(ctx context.Context, in *model.ListApplicationSnapshotsRequest) (*model.ListApplicationSnapshotsResponse, error) {
	return call[model.ListApplicationSnapshotsResponse](ctx, c, "ListApplicationSnapshots", in)
}

// ListApplicationVersions calls the operation of that name. List the versions of an application, newest first.
func (c *Client) ListApplicationVersions(ctx context.Context, in *model.ListApplicationVersionsRequest) (*model.ListApplicationVersionsResponse, error) {
	return call[model.ListApplicationVersionsResponse](ctx, c, "ListApplicationVersions", in)
}

// ListApplications calls the operation of that name. List the applications of the account and region, in the order of their names.
func (c *Client) ListApplications(ctx context.Context, in *model.ListApplicationsRequest) (*model.ListApplicationsResponse, error) {
	return call[model.ListApplicationsResponse](ctx, c, "ListApplications", in)
}

// ListAuditEvents calls the operation of that name. List what was done in the account and what was denied, newest first.
func (c *Client) ListAuditEvents(ctx context.Context, in *model.ListAuditEventsRequest) (*model.ListAuditEventsResponse, error) {
	return callREST[model.ListAuditEventsResponse](ctx, c, "ListAuditEvents", in)
}

// ListMaintenance calls the operation of that name. List the running applications whose cluster is of an older build of its engine, and when each is replaced.
func (c *Client) ListMaintenance(ctx context.Context, in *model.ListMaintenanceRequest) (*model.ListMaintenanceResponse, error) {
	return callREST[model.ListMaintenanceResponse](ctx, c, "ListMaintenance", in)
}

// ListOperationRecords calls the operation of that name. List what was done to an application with who asked for it, newest first.
func (c *Client) ListOperationRecords(ctx context.Context, in *model.ListOperationRecordsRequest) (*model.ListOperationRecordsResponse, error) {
	return callREST[model.ListOperationRecordsResponse](ctx, c, "ListOperationRecords", in)
}

// ListOperationSteps calls the operation of that name. List what an operation did, step by step, with times.
func (c *Client) ListOperationSteps(ctx context.Context, in *model.ListOperationStepsRequest) (*model.ListOperationStepsResponse, error) {
	return callREST[model.ListOperationStepsResponse](ctx, c, "ListOperationSteps", in)
}

// ListPolicies calls the operation of that name. List the policies that are built in and those of the account, in the order of their names.
func (c *Client) ListPolicies(ctx context.Context, in *model.ListPoliciesRequest) (*model.ListPoliciesResponse, error) {
	return callREST[model.ListPoliciesResponse](ctx, c, "ListPolicies", in)
}

// ListRoles calls the operation of that name. List the roles of the account, in the order of their names.
func (c *Client) ListRoles(ctx context.Context, in *model.ListRolesRequest) (*model.ListRolesResponse, error) {
	return callREST[model.ListRolesResponse](ctx, c, "ListRoles", in)
}

// ListSnapshotRecords calls the operation of that name. List the snapshots of an application with all that is known of them, newest first.
func (c *Client) ListSnapshotRecords(ctx context.Context, in *model.ListSnapshotRecordsRequest) (*model.ListSnapshotRecordsResponse, error) {
	return callREST[model.ListSnapshotRecordsResponse](ctx, c, "ListSnapshotRecords", in)
}

// ListTagsForResource calls the operation of that name. List the tags of an application.
func (c *Client) ListTagsForResource(ctx context.Context, in *model.ListTagsForResourceRequest) (*model.ListTagsForResourceResponse, error) {
	return call[model.ListTagsForResourceResponse](ctx, c, "ListTagsForResource", in)
}

// ListUsage calls the operation of that name. List the KPUs that applications used, by month and application.
func (c *Client) ListUsage(ctx context.Context, in *model.ListUsageRequest) (*model.ListUsageResponse, error) {
	return callREST[model.ListUsageResponse](ctx, c, "ListUsage", in)
}

// ListUsers calls the operation of that name. List the users of the account, in the order of their names.
func (c *Client) ListUsers(ctx context.Context, in *model.ListUsersRequest) (*model.ListUsersResponse, error) {
	return callREST[model.ListUsersResponse](ctx, c, "ListUsers", in)
}

// RevokeRoleSessions calls the operation of that name. End the sessions of a role that began before now.
func (c *Client) RevokeRoleSessions(ctx context.Context, in *model.RevokeRoleSessionsRequest) (*model.RevokeRoleSessionsResponse, error) {
	return callREST[model.RevokeRoleSessionsResponse](ctx, c, "RevokeRoleSessions", in)
}

// RevokeUserSessions calls the operation of that name. End the sessions of a user that began before now.
func (c *Client) RevokeUserSessions(ctx context.Context, in *model.RevokeUserSessionsRequest) (*model.RevokeUserSessionsResponse, error) {
	return callREST[model.RevokeUserSessionsResponse](ctx, c, "RevokeUserSessions", in)
}

// RollbackApplication calls the operation of that name. Go back to the previous version, with its code and the snapshot taken at the change.
func (c *Client) RollbackApplication(ctx context.Context, in *model.RollbackApplicationRequest) (*model.RollbackApplicationResponse, error) {
	return call[model.RollbackApplicationResponse](ctx, c, "RollbackApplication", in)
}

// RotateRootKey calls the operation of that name. Exchange the root key for a new one while the server works.
func (c *Client) RotateRootKey(ctx context.Context, in *model.RotateRootKeyRequest) (*model.DescribeRootKeyResponse, error) {
	return callREST[model.DescribeRootKeyResponse](ctx, c, "RotateRootKey", in)
}

// RunApplicationMaintenance calls the operation of that name. Replace the cluster of a running application by one of the newest build of its engine now, outside of its window, too.
func (c *Client) RunApplicationMaintenance(ctx context.Context, in *model.RunApplicationMaintenanceRequest) (*model.RunApplicationMaintenanceResponse, error) {
	return callREST[model.RunApplicationMaintenanceResponse](ctx, c, "RunApplicationMaintenance", in)
}

// SimulateAccess calls the operation of that name. Tell whether a user or role may do something, and why.
func (c *Client) SimulateAccess(ctx context.Context, in *model.SimulateAccessRequest) (*model.SimulateAccessResponse, error) {
	return callREST[model.SimulateAccessResponse](ctx, c, "SimulateAccess", in)
}

// StartApplication calls the operation of that name. Start an application.
func (c *Client) StartApplication(ctx context.Context, in *model.StartApplicationRequest) (*model.StartApplicationResponse, error) {
	return call[model.StartApplicationResponse](ctx, c, "StartApplication", in)
}

// StopApplication calls the operation of that name. Stop an application, with a snapshot first unless it is forced.
func (c *Client) StopApplication(ctx context.Context, in *model.StopApplicationRequest) (*model.StopApplicationResponse, error) {
	return call[model.StopApplicationResponse](ctx, c, "StopApplication", in)
}

// TagResource calls the operation of that name. Set tags of an application.
func (c *Client) TagResource(ctx context.Context, in *model.TagResourceRequest) (*model.TagResourceResponse, error) {
	return call[model.TagResourceResponse](ctx, c, "TagResource", in)
}

// UntagResource calls the operation of that name. Remove tags from an application.
func (c *Client) UntagResource(ctx context.Context, in *model.UntagResourceRequest) (*model.UntagResourceResponse, error) {
	return call[model.UntagResourceResponse](ctx, c, "UntagResource", in)
}

// UpdateAccessKey calls the operation of that name. Disable an access key, or enable it again.
func (c *Client) UpdateAccessKey(ctx context.Context, in *model.UpdateAccessKeyRequest) (*model.UpdateAccessKeyResponse, error) {
	return callREST[model.UpdateAccessKeyResponse](ctx, c, "UpdateAccessKey", in)
}

// UpdateApplication calls the operation of that name. Change the configuration or the code. Makes a new version; a running application is moved to it.
func (c *Client) UpdateApplication(ctx context.Context, in *model.UpdateApplicationRequest) (*model.UpdateApplicationResponse, error) {
	return call[model.UpdateApplicationResponse](ctx, c, "UpdateApplication", in)
}

// UpdateApplicationMaintenanceConfiguration calls the operation of that name. Choose the daily window in which the service may patch an application.
func (c *Client) UpdateApplicationMaintenanceConfiguration(ctx context.Context, in *model.UpdateApplicationMaintenanceConfigurationRequest) (*model.UpdateApplicationMaintenanceConfigurationResponse, error) {
	return call[model.UpdateApplicationMaintenanceConfigurationResponse](ctx, c, "UpdateApplicationMaintenanceConfiguration", in)
}

// UpdatePolicy calls the operation of that name. Change a policy, for whomever it is attached to.
func (c *Client) UpdatePolicy(ctx context.Context, in *model.UpdatePolicyRequest) (*model.UpdatePolicyResponse, error) {
	return callREST[model.UpdatePolicyResponse](ctx, c, "UpdatePolicy", in)
}

// UpdateRole calls the operation of that name. Change a role.
func (c *Client) UpdateRole(ctx context.Context, in *model.UpdateRoleRequest) (*model.UpdateRoleResponse, error) {
	return callREST[model.UpdateRoleResponse](ctx, c, "UpdateRole", in)
}

// UpdateSnapshotRetention calls the operation of that name. Set for how long the snapshots of an application are kept.
func (c *Client) UpdateSnapshotRetention(ctx context.Context, in *model.UpdateSnapshotRetentionRequest) (*model.DescribeSnapshotRetentionResponse, error) {
	return callREST[model.DescribeSnapshotRetentionResponse](ctx, c, "UpdateSnapshotRetention", in)
}

// VerifyApplicationSnapshot calls the operation of that name. Read all files of a snapshot and tell whether they are as they were written.
func (c *Client) VerifyApplicationSnapshot(ctx context.Context, in *model.VerifyApplicationSnapshotRequest) (*model.VerifyApplicationSnapshotResponse, error) {
	return callREST[model.VerifyApplicationSnapshotResponse](ctx, c, "VerifyApplicationSnapshot", in)
}

// WaitForApplication calls the operation of that name. Wait until an application has one of the statuses, a version, or an operation has ended.
func (c *Client) WaitForApplication(ctx context.Context, in *model.WaitForApplicationRequest) (*model.WaitForApplicationResponse, error) {
	return callREST[model.WaitForApplicationResponse](ctx, c, "WaitForApplication", in)
}

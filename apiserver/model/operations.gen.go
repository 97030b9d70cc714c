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
	// Create an application. It is READY, at version 1; nothing runs yet.
	CreateApplication(ctx context.Context, in *CreateApplicationRequest) (*CreateApplicationResponse, error)
	// Get a URL of the application's dashboard.
	CreateApplicationPresignedUrl(ctx context.Context, in *CreateApplicationPresignedUrlRequest) (*CreateApplicationPresignedUrlResponse, error)
	// Take a snapshot of a running application.
	CreateApplicationSnapshot(ctx context.Context, in *CreateApplicationSnapshotRequest) (*CreateApplicationSnapshotResponse, error)
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
	// Describe an application: status, version and whole configuration.
	DescribeApplication(ctx context.Context, in *DescribeApplicationRequest) (*DescribeApplicationResponse, error)
	// Describe an operation and its outcome.
	DescribeApplicationOperation(ctx context.Context, in *DescribeApplicationOperationRequest) (*DescribeApplicationOperationResponse, error)
	// Describe a snapshot.
	DescribeApplicationSnapshot(ctx context.Context, in *DescribeApplicationSnapshotRequest) (*DescribeApplicationSnapshotResponse, error)
	// Describe an application as one of its versions configured it.
	DescribeApplicationVersion(ctx context.Context, in *DescribeApplicationVersionRequest) (*DescribeApplicationVersionResponse, error)
	// Infer the schema of a stream or object from a sample.
	DiscoverInputSchema(ctx context.Context, in *DiscoverInputSchemaRequest) (*DiscoverInputSchemaResponse, error)
	// Follow what happens to an application, as server-sent events or lines of JSON.
	FollowApplicationEvents(ctx context.Context, in *FollowApplicationEventsRequest) (Stream[ApplicationEvent], error)
	// Follow an application's log.
	FollowApplicationLog(ctx context.Context, in *FollowApplicationLogRequest) (Stream[LogEvent], error)
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
	// List what an operation did, step by step, with times.
	ListOperationSteps(ctx context.Context, in *ListOperationStepsRequest) (*ListOperationStepsResponse, error)
	// List the tags of an application.
	ListTagsForResource(ctx context.Context, in *ListTagsForResourceRequest) (*ListTagsForResourceResponse, error)
	// Go back to the previous version, with its code and the snapshot taken at the change.
	RollbackApplication(ctx context.Context, in *RollbackApplicationRequest) (*RollbackApplicationResponse, error)
	// Start an application.
	StartApplication(ctx context.Context, in *StartApplicationRequest) (*StartApplicationResponse, error)
	// Stop an application, with a snapshot first unless it is forced.
	StopApplication(ctx context.Context, in *StopApplicationRequest) (*StopApplicationResponse, error)
	// Set tags of an application.
	TagResource(ctx context.Context, in *TagResourceRequest) (*TagResourceResponse, error)
	// Remove tags from an application.
	UntagResource(ctx context.Context, in *UntagResourceRequest) (*UntagResourceResponse, error)
	// Change the configuration or the code. Makes a new version; a running application is moved to it.
	UpdateApplication(ctx context.Context, in *UpdateApplicationRequest) (*UpdateApplicationResponse, error)
	// Choose the daily window in which the service may patch an application.
	UpdateApplicationMaintenanceConfiguration(ctx context.Context, in *UpdateApplicationMaintenanceConfigurationRequest) (*UpdateApplicationMaintenanceConfigurationResponse, error)
	// Wait until an application has one of the statuses, or an operation has ended.
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

// DescribeApplication implements Handler.
func (UnimplementedHandler) DescribeApplication(context.Context, *DescribeApplicationRequest) (*DescribeApplicationResponse, error) {
	return nil, unsupported("DescribeApplication")
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

// DiscoverInputSchema implements Handler.
func (UnimplementedHandler) DiscoverInputSchema(context.Context, *DiscoverInputSchemaRequest) (*DiscoverInputSchemaResponse, error) {
	return nil, unsupported("DiscoverInputSchema")
}

// FollowApplicationEvents implements Handler.
func (UnimplementedHandler) FollowApplicationEvents(context.Context, *FollowApplicationEventsRequest) (Stream[ApplicationEvent], error) {
	return nil, unsupported("FollowApplicationEvents")
}

// FollowApplicationLog implements Handler.
func (UnimplementedHandler) FollowApplicationLog(context.Context, *FollowApplicationLogRequest) (Stream[LogEvent], error) {
	return nil, unsupported("FollowApplicationLog")
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

// ListOperationSteps implements Handler.
func (UnimplementedHandler) ListOperationSteps(context.Context, *ListOperationStepsRequest) (*ListOperationStepsResponse, error) {
	return nil, unsupported("ListOperationSteps")
}

// ListTagsForResource implements Handler.
func (UnimplementedHandler) ListTagsForResource(context.Context, *ListTagsForResourceRequest) (*ListTagsForResourceResponse, error) {
	return nil, unsupported("ListTagsForResource")
}

// RollbackApplication implements Handler.
func (UnimplementedHandler) RollbackApplication(context.Context, *RollbackApplicationRequest) (*RollbackApplicationResponse, error) {
	return nil, unsupported("RollbackApplication")
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

// UpdateApplication implements Handler.
func (UnimplementedHandler) UpdateApplication(context.Context, *UpdateApplicationRequest) (*UpdateApplicationResponse, error) {
	return nil, unsupported("UpdateApplication")
}

// UpdateApplicationMaintenanceConfiguration implements Handler.
func (UnimplementedHandler) UpdateApplicationMaintenanceConfiguration(context.Context, *UpdateApplicationMaintenanceConfigurationRequest) (*UpdateApplicationMaintenanceConfigurationResponse, error) {
	return nil, unsupported("UpdateApplicationMaintenanceConfiguration")
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
		Name: "WaitForApplication", Method: "GET", Path: "/v1/applications/{ApplicationName}/wait", HasBody: false, Own: true, Stream: false,
		Errors: []ErrorCode{InvalidArgumentException, ResourceNotFoundException},
		Parameters: []Parameter{
			{Name: "ApplicationName", In: "path", Kind: "string", Many: false},
			{Name: "ApplicationStatus", In: "query", Kind: "enum", Many: true},
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

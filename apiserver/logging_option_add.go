package apiserver

import (
	"context"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle"
)

// AddApplicationCloudWatchLoggingOption adds a stream of CloudWatch Logs that the application's log goes to.
func (s *Service) AddApplicationCloudWatchLoggingOption(ctx context.Context, in *model.AddApplicationCloudWatchLoggingOptionRequest,
) (*model.AddApplicationCloudWatchLoggingOptionResponse, error) {
	var described []model.CloudWatchLoggingOptionDescription
	changed, err := s.changePart(ctx, partChange{
		kind: lifecycle.OperationAddLogging, name: in.ApplicationName,
		version: in.CurrentApplicationVersionId, token: in.ConditionalToken,
		edit: func(doc *document, version int64) error {
			err := s.addLoggingOptions(doc, version, []model.CloudWatchLoggingOption{*in.CloudWatchLoggingOption})
			described = doc.LoggingOptions
			return err
		},
	})
	if err != nil {
		return nil, err
	}
	return &model.AddApplicationCloudWatchLoggingOptionResponse{
		ApplicationARN: changed.arn, ApplicationVersionId: changed.version, OperationId: changed.operationID,
		CloudWatchLoggingOptionDescriptions: described,
	}, nil
}

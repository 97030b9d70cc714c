package apiserver

import (
	"context"
	"slices"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle"
)

// DeleteApplicationCloudWatchLoggingOption deletes a stream of CloudWatch Logs from those that the application's log goes to.
func (s *Service) DeleteApplicationCloudWatchLoggingOption(ctx context.Context, in *model.DeleteApplicationCloudWatchLoggingOptionRequest,
) (*model.DeleteApplicationCloudWatchLoggingOptionResponse, error) {
	changed, err := s.changePart(ctx, partChange{
		kind: lifecycle.OperationDeleteLogging, name: in.ApplicationName,
		version: in.CurrentApplicationVersionId, token: in.ConditionalToken,
		edit: func(doc *document, _ int64) error {
			i, err := findLoggingOption(doc, *in.CloudWatchLoggingOptionId)
			if err != nil {
				return err
			}
			doc.LoggingOptions = slices.Delete(doc.LoggingOptions, i, i+1)
			return nil
		},
	})
	if err != nil {
		return nil, err
	}
	return &model.DeleteApplicationCloudWatchLoggingOptionResponse{
		ApplicationARN: changed.arn, ApplicationVersionId: changed.version, OperationId: changed.operationID,
	}, nil
}

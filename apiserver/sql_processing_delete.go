package apiserver

import (
	"context"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle/fault"
)

// DeleteApplicationInputProcessingConfiguration takes the Lambda function away from before an application of SQL-1_0.
func (s *Service) DeleteApplicationInputProcessingConfiguration(ctx context.Context, in *model.DeleteApplicationInputProcessingConfigurationRequest,
) (*model.DeleteApplicationInputProcessingConfigurationResponse, error) {
	changed, err := s.changePart(ctx, partChange{
		kind: "DeleteApplicationInputProcessingConfiguration", name: in.ApplicationName, version: in.CurrentApplicationVersionId,
		open: onlySQL("InputProcessingConfiguration"),
		edit: func(doc *document, _ int64) error {
			input, err := findInput(sqlParts(doc.Configuration), *in.InputId)
			if err != nil {
				return err
			}
			if input.InputProcessingConfigurationDescription == nil {
				return fault.InvalidArgument("Input %s has no processing configuration", *in.InputId)
			}
			input.InputProcessingConfigurationDescription = nil
			return nil
		},
	})
	if err != nil {
		return nil, err
	}
	return &model.DeleteApplicationInputProcessingConfigurationResponse{ApplicationARN: changed.arn, ApplicationVersionId: changed.version}, nil
}

package apiserver

import (
	"context"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle/fault"
)

// AddApplicationInputProcessingConfiguration puts a Lambda function between a streaming source and an application of SQL-1_0.
func (s *Service) AddApplicationInputProcessingConfiguration(ctx context.Context, in *model.AddApplicationInputProcessingConfigurationRequest,
) (*model.AddApplicationInputProcessingConfigurationResponse, error) {
	var described *model.InputProcessingConfigurationDescription
	changed, err := s.changePart(ctx, partChange{
		kind: "AddApplicationInputProcessingConfiguration", name: in.ApplicationName, version: in.CurrentApplicationVersionId,
		open: onlySQL("InputProcessingConfiguration"),
		edit: func(doc *document, _ int64) error {
			input, err := findInput(sqlParts(doc.Configuration), *in.InputId)
			if err != nil {
				return err
			}
			if input.InputProcessingConfigurationDescription != nil {
				return fault.InvalidArgument("Input %s has a processing configuration already; UpdateApplication changes it", *in.InputId)
			}
			described, err = describeProcessing(in.InputProcessingConfiguration.InputLambdaProcessor.ResourceARN)
			input.InputProcessingConfigurationDescription = described
			return err
		},
	})
	if err != nil {
		return nil, err
	}
	return &model.AddApplicationInputProcessingConfigurationResponse{
		ApplicationARN: changed.arn, ApplicationVersionId: changed.version, InputId: in.InputId,
		InputProcessingConfigurationDescription: described,
	}, nil
}

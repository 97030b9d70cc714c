package apiserver

import (
	"context"

	"github.com/penstock/penstock/apiserver/model"
)

// AddApplicationInput adds a streaming source to an application of SQL-1_0.
func (s *Service) AddApplicationInput(ctx context.Context, in *model.AddApplicationInputRequest) (*model.AddApplicationInputResponse, error) {
	var described []model.InputDescription
	changed, err := s.changePart(ctx, partChange{
		kind: "AddApplicationInput", name: in.ApplicationName, version: in.CurrentApplicationVersionId, open: onlySQL("Input"),
		edit: func(doc *document, version int64) error {
			parts := sqlParts(doc.Configuration)
			err := s.addInputs(parts, version, []model.Input{*in.Input})
			described = parts.InputDescriptions
			return err
		},
	})
	if err != nil {
		return nil, err
	}
	return &model.AddApplicationInputResponse{
		ApplicationARN: changed.arn, ApplicationVersionId: changed.version, InputDescriptions: described,
	}, nil
}

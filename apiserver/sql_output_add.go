package apiserver

import (
	"context"

	"github.com/penstock/penstock/apiserver/model"
)

// AddApplicationOutput adds a destination to an application of SQL-1_0.
func (s *Service) AddApplicationOutput(ctx context.Context, in *model.AddApplicationOutputRequest) (*model.AddApplicationOutputResponse, error) {
	var described []model.OutputDescription
	changed, err := s.changePart(ctx, partChange{
		kind: "AddApplicationOutput", name: in.ApplicationName, version: in.CurrentApplicationVersionId, open: onlySQL("Output"),
		edit: func(doc *document, version int64) error {
			parts := sqlParts(doc.Configuration)
			err := s.addOutputs(parts, version, []model.Output{*in.Output})
			described = parts.OutputDescriptions
			return err
		},
	})
	if err != nil {
		return nil, err
	}
	return &model.AddApplicationOutputResponse{
		ApplicationARN: changed.arn, ApplicationVersionId: changed.version, OutputDescriptions: described,
	}, nil
}

package apiserver

import (
	"context"
	"slices"

	"github.com/penstock/penstock/apiserver/model"
)

// DeleteApplicationOutput deletes a destination of an application of SQL-1_0.
func (s *Service) DeleteApplicationOutput(ctx context.Context, in *model.DeleteApplicationOutputRequest) (*model.DeleteApplicationOutputResponse, error) {
	changed, err := s.changePart(ctx, partChange{
		kind: "DeleteApplicationOutput", name: in.ApplicationName, version: in.CurrentApplicationVersionId, open: onlySQL("Output"),
		edit: func(doc *document, _ int64) error {
			parts := sqlParts(doc.Configuration)
			i, err := findOutput(parts, *in.OutputId)
			if err != nil {
				return err
			}
			parts.OutputDescriptions = slices.Delete(parts.OutputDescriptions, i, i+1)
			return nil
		},
	})
	if err != nil {
		return nil, err
	}
	return &model.DeleteApplicationOutputResponse{ApplicationARN: changed.arn, ApplicationVersionId: changed.version}, nil
}

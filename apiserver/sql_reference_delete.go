package apiserver

import (
	"context"
	"slices"

	"github.com/penstock/penstock/apiserver/model"
)

// DeleteApplicationReferenceDataSource deletes reference data of an application of SQL-1_0.
func (s *Service) DeleteApplicationReferenceDataSource(ctx context.Context, in *model.DeleteApplicationReferenceDataSourceRequest,
) (*model.DeleteApplicationReferenceDataSourceResponse, error) {
	changed, err := s.changePart(ctx, partChange{
		kind: "DeleteApplicationReferenceDataSource", name: in.ApplicationName, version: in.CurrentApplicationVersionId,
		open: onlySQL("ReferenceDataSource"),
		edit: func(doc *document, _ int64) error {
			parts := sqlParts(doc.Configuration)
			i, err := findReference(parts, *in.ReferenceId)
			if err != nil {
				return err
			}
			parts.ReferenceDataSourceDescriptions = slices.Delete(parts.ReferenceDataSourceDescriptions, i, i+1)
			return nil
		},
	})
	if err != nil {
		return nil, err
	}
	return &model.DeleteApplicationReferenceDataSourceResponse{ApplicationARN: changed.arn, ApplicationVersionId: changed.version}, nil
}

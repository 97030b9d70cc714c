package apiserver

import (
	"context"

	"github.com/penstock/penstock/apiserver/model"
)

// AddApplicationReferenceDataSource adds reference data to an application of SQL-1_0.
func (s *Service) AddApplicationReferenceDataSource(ctx context.Context, in *model.AddApplicationReferenceDataSourceRequest,
) (*model.AddApplicationReferenceDataSourceResponse, error) {
	var described []model.ReferenceDataSourceDescription
	changed, err := s.changePart(ctx, partChange{
		kind: "AddApplicationReferenceDataSource", name: in.ApplicationName, version: in.CurrentApplicationVersionId,
		open: onlySQL("ReferenceDataSource"),
		edit: func(doc *document, version int64) error {
			parts := sqlParts(doc.Configuration)
			err := s.addReferences(parts, version, []model.ReferenceDataSource{*in.ReferenceDataSource})
			described = parts.ReferenceDataSourceDescriptions
			return err
		},
	})
	if err != nil {
		return nil, err
	}
	return &model.AddApplicationReferenceDataSourceResponse{
		ApplicationARN: changed.arn, ApplicationVersionId: changed.version, ReferenceDataSourceDescriptions: described,
	}, nil
}

package apiserver

import (
	"context"
	"slices"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle"
)

// DeleteApplicationVpcConfiguration takes the application out of the owner's network.
func (s *Service) DeleteApplicationVpcConfiguration(ctx context.Context, in *model.DeleteApplicationVpcConfigurationRequest,
) (*model.DeleteApplicationVpcConfigurationResponse, error) {
	changed, err := s.changePart(ctx, partChange{
		kind: lifecycle.OperationDeleteVPC, name: in.ApplicationName,
		version: in.CurrentApplicationVersionId, token: in.ConditionalToken, open: onlyFlink("A VPC configuration"),
		edit: func(doc *document, _ int64) error {
			d := doc.Configuration
			i, err := findVPC(d, *in.VpcConfigurationId)
			if err != nil {
				return err
			}
			d.VpcConfigurationDescriptions = slices.Delete(d.VpcConfigurationDescriptions, i, i+1)
			return nil
		},
	})
	if err != nil {
		return nil, err
	}
	return &model.DeleteApplicationVpcConfigurationResponse{
		ApplicationARN: changed.arn, ApplicationVersionId: changed.version, OperationId: changed.operationID,
	}, nil
}

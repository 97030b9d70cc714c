package apiserver

import (
	"context"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle"
)

// AddApplicationVpcConfiguration says where in the owner's network the application belongs.
func (s *Service) AddApplicationVpcConfiguration(ctx context.Context, in *model.AddApplicationVpcConfigurationRequest,
) (*model.AddApplicationVpcConfigurationResponse, error) {
	var described *model.VpcConfigurationDescription
	vpc := *in.VpcConfiguration
	var vpcID *string
	change := partChange{
		kind: lifecycle.OperationAddVPC, name: in.ApplicationName,
		version: in.CurrentApplicationVersionId, token: in.ConditionalToken, open: onlyFlink("A VPC configuration"),
		edit: func(doc *document, version int64) error {
			d := doc.Configuration
			if err := s.addVPCs(d, version, []model.VpcConfiguration{vpc}, []*string{vpcID}); err != nil {
				return err
			}
			described = &d.VpcConfigurationDescriptions[len(d.VpcConfigurationDescriptions)-1]
			return nil
		},
	}
	err := s.checkPart(ctx, change)
	if err != nil {
		return nil, err
	}
	if vpcID, err = s.vpcOf(ctx, vpc.SubnetIds, vpc.SecurityGroupIds); err != nil {
		return nil, err
	}
	changed, err := s.changePart(ctx, change)
	if err != nil {
		return nil, err
	}
	return &model.AddApplicationVpcConfigurationResponse{
		ApplicationARN: changed.arn, ApplicationVersionId: changed.version, OperationId: changed.operationID,
		VpcConfigurationDescription: described,
	}, nil
}

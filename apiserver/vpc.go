package apiserver

import (
	"context"
	"slices"
	"strings"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
)

// Networks knows the networks that subnets and security groups belong to.
type Networks interface {
	// VPCOf returns the id of the one VPC that has all the subnets and all the groups. What the owner can mend (there are no
	// such subnets, or they are of several VPCs) is a fault.
	VPCOf(ctx context.Context, accountID, region string, subnetIDs, securityGroupIDs []string) (vpcID string, err error)
}

// vpcOf checks the members of a VPC configuration and finds its VPC. It calls out, so no transaction may wait for it.
func (s *Service) vpcOf(ctx context.Context, subnetIDs, securityGroupIDs []string) (*string, error) {
	for _, list := range []struct {
		member, prefix string
		ids            []string
	}{{"SubnetIds", "subnet-", subnetIDs}, {"SecurityGroupIds", "sg-", securityGroupIDs}} {
		for i, id := range list.ids {
			switch rest, ok := strings.CutPrefix(id, list.prefix); {
			case !ok || rest == "" || strings.ContainsFunc(rest, func(r rune) bool { return !isIDRune(r) }):
				return nil, fault.InvalidArgument("%s has %q, which is no id such as %s0123456789abcdef0", list.member, id, list.prefix)
			case slices.Contains(list.ids[:i], id):
				return nil, fault.InvalidArgument("%s has %s twice", list.member, id)
			}
		}
	}
	id := IdentityFrom(ctx)
	vpcID, err := s.networks.VPCOf(ctx, id.AccountID, id.Region, subnetIDs, securityGroupIDs)
	if err != nil {
		return nil, err
	}
	return &vpcID, nil
}

// isIDRune tells the characters of EC2's ids, behind their prefix.
func isIDRune(r rune) bool { return r >= '0' && r <= '9' || r >= 'a' && r <= 'z' }

// addVPCs puts VPC configurations, with the VPCs found for them, into the configuration of the version given.
func (s *Service) addVPCs(d *model.ApplicationConfigurationDescription, version int64, vpcs []model.VpcConfiguration, vpcIDs []*string) error {
	if most := s.quotas.VPCConfigurations; most > 0 && len(d.VpcConfigurationDescriptions)+len(vpcs) > most {
		return fault.InvalidArgument("The service currently supports only %d VPC configuration(s) per application", most)
	}
	for i, vpc := range vpcs {
		d.VpcConfigurationDescriptions = append(d.VpcConfigurationDescriptions, model.VpcConfigurationDescription{
			VpcConfigurationId: new(lifecycle.PartID(version, i+1)), VpcId: vpcIDs[i],
			SubnetIds: vpc.SubnetIds, SecurityGroupIds: vpc.SecurityGroupIds,
		})
	}
	return nil
}

// createVPCs puts the VPC configurations of a new application into its first version.
func (s *Service) createVPCs(ctx context.Context, d *model.ApplicationConfigurationDescription, vpcs []model.VpcConfiguration) error {
	if most := s.quotas.VPCConfigurations; most > 0 && len(vpcs) > most {
		vpcs = vpcs[:most+1] // no need to look up more than it takes to refuse them
	}
	ids := make([]*string, len(vpcs))
	for i, vpc := range vpcs {
		var err error
		if ids[i], err = s.vpcOf(ctx, vpc.SubnetIds, vpc.SecurityGroupIds); err != nil {
			return err
		}
	}
	return s.addVPCs(d, 1, vpcs, ids)
}

// updateVPCs changes VPC configurations as an update asks: a list that is given replaces the one there is.
func (s *Service) updateVPCs(ctx context.Context, d *model.ApplicationConfigurationDescription, updates []model.VpcConfigurationUpdate) error {
	for _, u := range updates {
		i, err := findVPC(d, *u.VpcConfigurationId)
		if err != nil {
			return err
		}
		vpc := &d.VpcConfigurationDescriptions[i]
		if u.SubnetIdUpdates != nil {
			vpc.SubnetIds = u.SubnetIdUpdates
		}
		if u.SecurityGroupIdUpdates != nil {
			vpc.SecurityGroupIds = u.SecurityGroupIdUpdates
		}
		if vpc.VpcId, err = s.vpcOf(ctx, vpc.SubnetIds, vpc.SecurityGroupIds); err != nil {
			return err
		}
	}
	return nil
}

// findVPC is the place of a VPC configuration.
func findVPC(d *model.ApplicationConfigurationDescription, id string) (int, error) {
	i := slices.IndexFunc(d.VpcConfigurationDescriptions, func(v model.VpcConfigurationDescription) bool {
		return *v.VpcConfigurationId == id
	})
	if i < 0 {
		return 0, fault.InvalidArgument("The application has no VPC configuration %s", id)
	}
	return i, nil
}

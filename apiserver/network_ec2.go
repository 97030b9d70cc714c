package apiserver

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/smithy-go"

	"github.com/penstock/penstock/lifecycle/fault"
)

// EC2 asks EC2 about subnets and security groups, through the SDK's standard environment.
type EC2 struct{ sdk sdkConfig }

// VPCOf implements Networks.
func (n *EC2) VPCOf(ctx context.Context, _, region string, subnetIDs, securityGroupIDs []string) (string, error) {
	cfg, err := n.sdk.load(ctx)
	if err != nil {
		return "", err
	}
	client := ec2.NewFromConfig(cfg, func(o *ec2.Options) { o.Region = region })
	vpcs := map[string]bool{}
	subnets, err := client.DescribeSubnets(ctx, &ec2.DescribeSubnetsInput{SubnetIds: subnetIDs})
	if err != nil {
		return "", unknownNetwork("subnets", subnetIDs, err)
	}
	for _, s := range subnets.Subnets {
		vpcs[*s.VpcId] = true
	}
	groups, err := client.DescribeSecurityGroups(ctx, &ec2.DescribeSecurityGroupsInput{GroupIds: securityGroupIDs})
	if err != nil {
		return "", unknownNetwork("security groups", securityGroupIDs, err)
	}
	for _, g := range groups.SecurityGroups {
		vpcs[*g.VpcId] = true
	}
	found := make([]string, 0, len(vpcs))
	for id := range vpcs {
		found = append(found, id)
	}
	slices.Sort(found)
	if len(found) != 1 {
		return "", fault.InvalidArgument("The subnets and security groups of a VPC configuration must be of one VPC; these are of %d: %s",
			len(found), strings.Join(found, ", "))
	}
	return found[0], nil
}

// unknownNetwork tells the owner what EC2 said, where EC2 answered at all.
func unknownNetwork(what string, ids []string, cause error) error {
	reason := "EC2 does not answer"
	var answer smithy.APIError
	if errors.As(cause, &answer) {
		reason = answer.ErrorMessage()
	}
	return fault.InvalidArgument("The %s %s cannot be described: %s", what, strings.Join(ids, ", "), reason).Because(cause)
}

// NoEC2 is for servers without EC2: subnets and security groups are what their owner says, and belong to one VPC that each
// account has in each region.
type NoEC2 struct{}

// VPCOf implements Networks. The id is the same each time.
func (NoEC2) VPCOf(_ context.Context, accountID, region string, _, _ []string) (string, error) {
	sum := sha256.Sum256([]byte("vpc of " + accountID + " in " + region))
	return "vpc-" + hex.EncodeToString(sum[:])[:17], nil
}

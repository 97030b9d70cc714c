package apiserver

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/smithy-go"

	"github.com/penstock/penstock/lifecycle/fault"
)

// EC2 asks EC2 about subnets and security groups, through the SDK's standard environment (AWS_ENDPOINT_URL_EC2, credentials,
// ...), which is read at the first question.
type EC2 struct {
	once   sync.Once
	client *ec2.Client
	err    error
}

func (n *EC2) connect(ctx context.Context) (*ec2.Client, error) {
	n.once.Do(func() {
		cfg, err := config.LoadDefaultConfig(context.WithoutCancel(ctx))
		if err != nil {
			n.err = fmt.Errorf("configure EC2: %w", err)
			return
		}
		n.client = ec2.NewFromConfig(cfg)
	})
	return n.client, n.err
}

// VPCOf implements Networks.
func (n *EC2) VPCOf(ctx context.Context, _, region string, subnetIDs, securityGroupIDs []string) (string, error) {
	client, err := n.connect(ctx)
	if err != nil {
		return "", err
	}
	inRegion := func(o *ec2.Options) { o.Region = region }
	vpcs := map[string]bool{}
	subnets, err := client.DescribeSubnets(ctx, &ec2.DescribeSubnetsInput{SubnetIds: subnetIDs}, inRegion)
	if err != nil {
		return "", unknownNetwork("subnets", subnetIDs, err)
	}
	for _, s := range subnets.Subnets {
		vpcs[*s.VpcId] = true
	}
	groups, err := client.DescribeSecurityGroups(ctx, &ec2.DescribeSecurityGroupsInput{GroupIds: securityGroupIDs}, inRegion)
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

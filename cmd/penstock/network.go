package main

import (
	"fmt"
	"os"

	"github.com/penstock/penstock/apiserver"
)

// The values of --vpc-lookup.
const (
	vpcLookupAuto = "auto"
	vpcLookupEC2  = "ec2"
	vpcLookupNone = "none"
)

// ec2Environment are the variables by which the SDK's environment says that there is an EC2 to ask.
var ec2Environment = []string{
	"AWS_ENDPOINT_URL_EC2", "AWS_ENDPOINT_URL", "AWS_ACCESS_KEY_ID", "AWS_WEB_IDENTITY_TOKEN_FILE",
	"AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
}

// networksOf is where the VPCs of VPC configurations are looked up.
func networksOf(lookup string) (apiserver.Networks, error) {
	switch lookup {
	case vpcLookupEC2:
		return &apiserver.EC2{}, nil
	case vpcLookupNone:
		return apiserver.NoEC2{}, nil
	case vpcLookupAuto:
		for _, name := range ec2Environment {
			if os.Getenv(name) != "" {
				return &apiserver.EC2{}, nil
			}
		}
		return apiserver.NoEC2{}, nil
	default:
		return nil, fmt.Errorf("--vpc-lookup %q is none of %s, %s and %s", lookup, vpcLookupAuto, vpcLookupEC2, vpcLookupNone)
	}
}

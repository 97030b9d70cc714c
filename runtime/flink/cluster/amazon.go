package cluster

import (
	"cmp"
	"strings"
)

// Programs that were written for the managed service find Amazon's services where it runs. Here they are where the environment of the AWS
// SDK says, which connectors read themselves; Flink's S3 file systems do not, and the region is that of the application.

// regionVariables name the region for the SDK's versions.
var regionVariables = []string{"AWS_REGION", "AWS_DEFAULT_REGION"}

// s3Settings tell Flink's S3 file systems another endpoint than Amazon's, such as that of MinIO, if the environment has one.
func s3Settings(getenv func(string) string) map[string]string {
	endpoint := cmp.Or(getenv("AWS_ENDPOINT_URL_S3"), getenv("AWS_ENDPOINT_URL"))
	if endpoint == "" {
		return nil
	}
	return map[string]string{"s3.endpoint": endpoint, "s3.path.style.access": "true"}
}

// regionEnvironment are the variables that name the region of an application, unless the environment names one.
func regionEnvironment(applicationARN string, getenv func(string) string) (added []string) {
	const region = 3
	parts := strings.Split(applicationARN, ":")
	if len(parts) <= region || parts[region] == "" {
		return nil
	}
	for _, name := range regionVariables {
		if getenv(name) == "" {
			added = append(added, name+"="+parts[region])
		}
	}
	return added
}

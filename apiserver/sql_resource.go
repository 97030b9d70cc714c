package apiserver

import (
	"strings"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
)

// resourceKind is a kind of AWS resource that an application of SQL-1_0 reads or writes.
type resourceKind struct {
	// what it is, for people.
	what string
	// service and prefix are how its ARN goes; the prefix is that of the last part.
	service, prefix string
}

var (
	kinesisStream  = resourceKind{"a Kinesis stream", "kinesis", "stream/"}
	deliveryStream = resourceKind{"a Firehose delivery stream", "firehose", "deliverystream/"}
	lambdaFunction = resourceKind{"a Lambda function", "lambda", "function:"}
)

// check refuses the ARN of anything else.
func (k resourceKind) check(arn *string) error {
	name, ok := lifecycle.ParseARN(*arn)
	rest, is := strings.CutPrefix(name.Resource, k.prefix)
	if !ok || !is || rest == "" || name.Service != k.service || name.Region == "" || name.AccountID == "" {
		return fault.InvalidArgument("ResourceARN %s is not the ARN of %s, such as arn:aws:%s:eu-west-1:123456789012:%sorders",
			*arn, k.what, k.service, k.prefix)
	}
	return nil
}

// checkBucket refuses what is not the ARN of a bucket.
func checkBucket(arn *string) error {
	name, ok := lifecycle.ParseARN(*arn)
	if !ok || name.Service != "s3" || strings.ContainsAny(name.Resource, "/:") {
		return fault.InvalidArgument("BucketARN %s is not the ARN of a bucket, such as arn:aws:s3:::reference", *arn)
	}
	return nil
}

// exactlyOne refuses none, and more than one, of the alternatives that a part has.
func exactlyOne(part, alternatives string, given ...bool) error {
	count := 0
	for _, is := range given {
		if is {
			count++
		}
	}
	if count != 1 {
		return fault.InvalidArgument("%s must have exactly one of %s, not %d", part, alternatives, count)
	}
	return nil
}

// atMostOne refuses more than one of the alternatives that an update has.
func atMostOne(part, alternatives string, given ...bool) error {
	for _, is := range given {
		if is {
			return exactlyOne(part, alternatives, given...)
		}
	}
	return nil
}

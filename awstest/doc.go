// Package awstest gives tests AWS's own side and its own clients: a moto_server (S3, KMS, Kinesis, CloudWatch Logs, STS), and the
// Python environment with boto3 and the AWS CLI. What is not installed yet, scripts/python installs.
package awstest

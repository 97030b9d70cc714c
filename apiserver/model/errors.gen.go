// Code generated from openapi.yaml by apiserver/model/gen. DO NOT EDIT.

package model

// The errors of the contract, and the HTTP statuses of the AWS JSON protocol.
var errorStatus = map[ErrorCode]int{
	CodeValidationException:                        400,
	ConcurrentModificationException:                400,
	InvalidApplicationConfigurationException:       400,
	InvalidArgumentException:                       400,
	InvalidRequestException:                        400,
	LimitExceededException:                         400,
	ResourceInUseException:                         400,
	ResourceNotFoundException:                      400,
	ResourceProvisionedThroughputExceededException: 400,
	ServiceUnavailableException:                    500,
	TooManyTagsException:                           400,
	UnableToDetectSchemaException:                  400,
	UnsupportedOperationException:                  400,
}

// The names of the errors of the contract.
const (
	CodeValidationException                        ErrorCode = "CodeValidationException"
	ConcurrentModificationException                ErrorCode = "ConcurrentModificationException"
	InvalidApplicationConfigurationException       ErrorCode = "InvalidApplicationConfigurationException"
	InvalidArgumentException                       ErrorCode = "InvalidArgumentException"
	InvalidRequestException                        ErrorCode = "InvalidRequestException"
	LimitExceededException                         ErrorCode = "LimitExceededException"
	ResourceInUseException                         ErrorCode = "ResourceInUseException"
	ResourceNotFoundException                      ErrorCode = "ResourceNotFoundException"
	ResourceProvisionedThroughputExceededException ErrorCode = "ResourceProvisionedThroughputExceededException"
	ServiceUnavailableException                    ErrorCode = "ServiceUnavailableException"
	TooManyTagsException                           ErrorCode = "TooManyTagsException"
	UnableToDetectSchemaException                  ErrorCode = "UnableToDetectSchemaException"
	UnsupportedOperationException                  ErrorCode = "UnsupportedOperationException"
)

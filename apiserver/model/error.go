package model

import "fmt"

// ErrorCode is the name of an error, as clients see it.
type ErrorCode string

// Status is the HTTP status of an error of the contract: 400 for all but ServiceUnavailableException.
func (c ErrorCode) Status() int { return errorStatus[c] }

// Error is one of the errors of the contract.
type Error struct {
	Code    ErrorCode
	Message string
	// RawInputRecords and ProcessedInputRecords belong to UnableToDetectSchemaException.
	RawInputRecords, ProcessedInputRecords []string
}

// Error tells the code and the message.
func (e *Error) Error() string { return string(e.Code) + ": " + e.Message }

func unsupported(operation string) error {
	return &Error{Code: UnsupportedOperationException, Message: fmt.Sprintf("This server does not support %s yet.", operation)}
}

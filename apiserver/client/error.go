package client

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	"github.com/penstock/penstock/apiserver/model"
)

// Error is an error that the server answered with.
type Error struct {
	// Operation is the one that was called.
	Operation string
	Code      model.ErrorCode
	Message   string
	// Status is the HTTP status; RequestID finds the request in the server's log.
	Status    int
	RequestID string
	// Body is the whole answer; some errors have more members.
	Body []byte
}

// Error tells the operation, the code and the message.
func (e *Error) Error() string { return fmt.Sprintf("%s: %s: %s", e.Operation, e.Code, e.Message) }

// IsCode tells whether err is an answer of the server with the code given.
func IsCode(err error, code model.ErrorCode) bool {
	var e *Error
	return errors.As(err, &e) && e.Code == code
}

// errorOf reads an error. What is not of the protocol, such as a proxy's page, has its HTTP status for a code.
func errorOf(operation string, response *http.Response, answer []byte) error {
	var told struct {
		Type    string `json:"__type"`
		Message string `json:"message"`
	}
	if err := json.Unmarshal(answer, &told); err != nil || told.Type == "" {
		told.Type, told.Message = http.StatusText(response.StatusCode), "the answer is none of this API"
	}
	return &Error{
		Operation: operation, Code: model.ErrorCode(told.Type), Message: told.Message,
		Status: response.StatusCode, RequestID: response.Header.Get("X-Amzn-Requestid"),
		Body: answer,
	}
}

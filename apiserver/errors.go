package apiserver

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/apiserver/sigv4"
	"github.com/penstock/penstock/lifecycle/fault"
)

// The errors that no operation declares but every client knows.
const (
	codeSerialization    model.ErrorCode = "SerializationException"
	codeUnknownOperation model.ErrorCode = "UnknownOperationException"
	codeTooLarge         model.ErrorCode = "RequestEntityTooLargeException"
	codeInternal         model.ErrorCode = "InternalFailure"
)

// codes is the one table from the domain's kinds of failure to the errors of the API.
var codes = map[fault.Kind]model.ErrorCode{
	fault.NotFoundKind:               model.ResourceNotFoundException,
	fault.InUseKind:                  model.ResourceInUseException,
	fault.InvalidArgumentKind:        model.InvalidArgumentException,
	fault.ConcurrentModificationKind: model.ConcurrentModificationException,
	fault.LimitExceededKind:          model.LimitExceededException,
	fault.InvalidRequestKind:         model.InvalidRequestException,
	fault.CodeValidationKind:         model.CodeValidationException,
	fault.InvalidConfigurationKind:   model.InvalidApplicationConfigurationException,
	fault.UnsupportedKind:            model.UnsupportedOperationException,
	fault.TooManyTagsKind:            model.TooManyTagsException,
	fault.UndetectableSchemaKind:     model.UnableToDetectSchemaException,
	fault.ThroughputExceededKind:     model.ResourceProvisionedThroughputExceededException,
	fault.UnavailableKind:            model.ServiceUnavailableException,
}

// failure is an error as a client is told it.
type failure struct {
	code    model.ErrorCode
	message string
	// status is that of AWS JSON; restStatus that of REST.
	status, restStatus int
	// rawRecords and processedRecords belong to UnableToDetectSchemaException.
	rawRecords, processedRecords []string
	// internal says that the message tells nothing and the log has to.
	internal bool
}

// failureOf finds what to tell the client about an error. What is not known to be meant for it becomes an InternalFailure.
func failureOf(op *model.Operation, err error) failure {
	var (
		modelled  *model.Error
		decode    *model.DecodeError
		invalid   *model.ValidationError
		signature *sigv4.Error
		plain     *requestError
	)
	switch {
	case errors.As(err, &signature):
		return failure{code: model.ErrorCode(signature.Code), message: signature.Message, status: http.StatusForbidden, restStatus: http.StatusForbidden}
	case errors.As(err, &plain):
		return failure{code: plain.code, message: plain.message, status: plain.status, restStatus: plain.status}
	case errors.As(err, &decode):
		return failure{code: codeSerialization, message: decode.Error(), status: http.StatusBadRequest, restStatus: http.StatusBadRequest}
	case errors.As(err, &invalid):
		return ofCode(invalidCode(op), invalid.Error())
	case errors.As(err, &modelled):
		f := ofCode(modelled.Code, modelled.Message)
		f.rawRecords, f.processedRecords = modelled.RawInputRecords, modelled.ProcessedInputRecords
		return f
	}
	if known, ok := fault.As(err); ok {
		return ofCode(codes[known.Kind], known.Message)
	}
	return failure{
		code: codeInternal, message: "The server failed. Its log has the reason under the request id.",
		status: http.StatusInternalServerError, restStatus: http.StatusInternalServerError, internal: true,
	}
}

// invalidCode is InvalidArgumentException, which every operation declares but ListApplications.
func invalidCode(op *model.Operation) model.ErrorCode {
	for _, code := range op.Errors {
		if code == model.InvalidArgumentException {
			return code
		}
	}
	return model.InvalidRequestException
}

func ofCode(code model.ErrorCode, message string) failure {
	f := failure{code: code, message: message, status: code.Status(), restStatus: code.Status()}
	switch code {
	case model.ResourceNotFoundException:
		f.restStatus = http.StatusNotFound
	case model.ResourceInUseException, model.ConcurrentModificationException:
		f.restStatus = http.StatusConflict
	}
	return f
}

// requestError is a fault of the request itself, before any operation is known or begun.
type requestError struct {
	code    model.ErrorCode
	message string
	status  int
}

func (e *requestError) Error() string { return string(e.code) + ": " + e.message }

func unknownOperation(format string, args ...any) error {
	return &requestError{codeUnknownOperation, fmt.Sprintf(format, args...), http.StatusBadRequest}
}

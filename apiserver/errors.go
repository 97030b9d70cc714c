package apiserver

import (
	"errors"
	"fmt"
	"net/http"
	"slices"

	"github.com/penstock/penstock/access"
	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/apiserver/sigv4"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/store"
)

// The errors that no operation declares but every client knows.
const (
	codeSerialization    model.ErrorCode = "SerializationException"
	codeUnknownOperation model.ErrorCode = "UnknownOperationException"
	codeTooLarge         model.ErrorCode = "RequestEntityTooLargeException"
	codeInternal         model.ErrorCode = "InternalFailure"
	codeUnavailable      model.ErrorCode = "ServiceUnavailable"
	codeAccessDenied     model.ErrorCode = "AccessDeniedException"
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
	// violations are what is wrong with the members of the request, where that is what the error is about.
	violations []model.Violation
	// internal says that the server is to blame, and the log has the reason.
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
		denied    *access.DeniedError
		refused   *keyRefusedError
	)
	switch {
	case errors.As(err, &refused):
		return ofCode(declared(op, codes[refused.told.Kind]), refused.told.Message)
	case errors.As(err, &signature):
		return failure{code: model.ErrorCode(signature.Code), message: signature.Message, status: http.StatusForbidden, restStatus: http.StatusForbidden}
	case errors.As(err, &plain):
		return failure{code: plain.code, message: plain.message, status: plain.status, restStatus: plain.status}
	case errors.As(err, &denied):
		return failure{code: codeAccessDenied, message: denied.Message, status: http.StatusBadRequest, restStatus: http.StatusForbidden}
	case errors.As(err, &decode):
		return failure{code: codeSerialization, message: decode.Error(), status: http.StatusBadRequest, restStatus: http.StatusBadRequest, violations: decode.Violations}
	case errors.As(err, &invalid):
		f := ofCode(declared(op, model.InvalidArgumentException), invalid.Error())
		f.violations = invalid.Violations
		return f
	case errors.As(err, &modelled):
		f := ofCode(modelled.Code, modelled.Message)
		f.rawRecords, f.processedRecords = modelled.RawInputRecords, modelled.ProcessedInputRecords
		return f
	}
	if known, ok := fault.As(err); ok {
		return ofCode(declared(op, codes[known.Kind]), known.Message)
	}
	if sentence, ok := store.Outage(err); ok {
		return failure{
			code: codeUnavailable, message: sentence,
			status: http.StatusServiceUnavailable, restStatus: http.StatusServiceUnavailable, internal: true,
		}
	}
	return failure{
		code: codeInternal, message: "The server failed. Its log has the reason under the request id.",
		status: http.StatusInternalServerError, restStatus: http.StatusInternalServerError, internal: true,
	}
}

// otherwise are the errors that come nearest to one that an operation does not declare, the best first.
var otherwise = map[model.ErrorCode][]model.ErrorCode{
	model.InvalidArgumentException:                 {model.InvalidRequestException},
	model.InvalidRequestException:                  {model.InvalidArgumentException},
	model.UnsupportedOperationException:            {model.InvalidArgumentException, model.InvalidRequestException},
	model.LimitExceededException:                   {model.InvalidArgumentException},
	model.CodeValidationException:                  {model.InvalidApplicationConfigurationException, model.InvalidArgumentException},
	model.InvalidApplicationConfigurationException: {model.InvalidRequestException, model.InvalidArgumentException},
	model.ConcurrentModificationException:          {model.ResourceInUseException, model.InvalidArgumentException},
	model.ResourceInUseException:                   {model.InvalidRequestException, model.InvalidArgumentException},
}

// declared is the code, or the nearest one that the operation declares: clients are generated from the contract, and know no other. An
// application that is not there is told as such by every operation, declared or not.
func declared(op *model.Operation, code model.ErrorCode) model.ErrorCode {
	if slices.Contains(op.Errors, code) {
		return code
	}
	for _, other := range otherwise[code] {
		if slices.Contains(op.Errors, other) {
			return other
		}
	}
	return code
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

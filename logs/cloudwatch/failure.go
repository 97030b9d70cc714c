package cloudwatch

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/smithy-go"
)

// failure is why events could not be sent.
type failure struct {
	// reason is a sentence for the owner of the application, without an address of the installation.
	reason string
	// slow tells that somebody has to do something before another attempt can succeed.
	slow bool
	// refused tells that it is the batch itself that is refused.
	refused bool
}

// slowCodes are errors that time alone does not mend.
var slowCodes = []string{
	"ResourceNotFoundException", "AccessDeniedException", "UnrecognizedClientException", "InvalidSignatureException",
	"InvalidClientTokenId", "IncompleteSignature", "MissingAuthenticationToken", "OptInRequired", "NotAuthorized",
}

const reasonNoCredentials = "The control plane has no AWS credentials that work."

// ErrNoCredentials says that the environment of the control plane has no credentials for AWS.
var ErrNoCredentials = errors.New("no AWS credentials")

// refusalCodes are errors that the events are the cause of.
var refusalCodes = []string{"InvalidParameterException", "ValidationException", "SerializationException"}

// toldAtOnce tells whether a failure with this reason was told to the owner when it happened for the first time.
func toldAtOnce(reason string) bool {
	code, _, _ := strings.Cut(reason, ":")
	return reason == reasonNoCredentials || slices.Contains(slowCodes, code)
}

// explain finds out what an error of a call means.
func explain(err error) failure {
	if errors.Is(err, ErrNoCredentials) {
		return failure{reason: reasonNoCredentials, slow: true}
	}
	var answered smithy.APIError
	if !errors.As(err, &answered) {
		var response *awshttp.ResponseError
		if errors.As(err, &response) && response.HTTPStatusCode() != 0 {
			return failure{reason: fmt.Sprintf("CloudWatch Logs answered %d.", response.HTTPStatusCode())}
		}
		return failure{reason: "CloudWatch Logs does not answer."}
	}
	code := answered.ErrorCode()
	return failure{
		reason:  fmt.Sprintf("%s: %s", code, answered.ErrorMessage()),
		slow:    slices.Contains(slowCodes, code),
		refused: slices.Contains(refusalCodes, code),
	}
}

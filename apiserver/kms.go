package apiserver

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"
	"strings"
	"time"

	"github.com/penstock/penstock/access"
	"github.com/penstock/penstock/access/policy"
	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/kms"
	"github.com/penstock/penstock/kms/builtin"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/store"
)

// KeyService serves the built-in keys by the protocol of AWS KMS, as far as its command line needs it to keep keys and to use them.
type KeyService struct {
	Keys  *builtin.Keys
	Store *store.Store
	// Changed is called when a key has become usable or unusable, or has another policy; optional.
	Changed func()
}

const (
	kmsTargetPrefix = "TrentService."
	kmsService      = "kms"
)

// The errors of AWS KMS that are told.
const (
	kmsAlreadyExists     = "AlreadyExistsException"
	kmsDisabled          = "DisabledException"
	kmsDryRun            = "DryRunOperationException"
	kmsIncorrectKey      = "IncorrectKeyException"
	kmsInvalidAlias      = "InvalidAliasNameException"
	kmsInvalidARN        = "InvalidArnException"
	kmsInvalidCiphertext = "InvalidCiphertextException"
	kmsInvalidMarker     = "InvalidMarkerException"
	kmsInvalidState      = "KMSInvalidStateException"
	kmsLimitExceeded     = "LimitExceededException"
	kmsMalformedPolicy   = "MalformedPolicyDocumentException"
	kmsNotFound          = "NotFoundException"
	kmsUnsupported       = "UnsupportedOperationException"
	kmsValidation        = "ValidationException"
)

// kmsOperation is one operation of the key service.
type kmsOperation struct {
	// model names it in metrics, logs and the audit log.
	model *model.Operation
	do    func(c *kmsCall) (any, error)
}

func kmsOp(name string, do func(c *kmsCall) (any, error)) *kmsOperation {
	return &kmsOperation{model: &model.Operation{Name: name}, do: do}
}

// kmsOperations are what the key service can do.
var kmsOperations = func() map[string]*kmsOperation {
	all := make(map[string]*kmsOperation)
	for _, op := range []*kmsOperation{
		kmsOp("CreateKey", createKey), kmsOp("DescribeKey", describeKey), kmsOp("ListKeys", listKeys),
		kmsOp("UpdateKeyDescription", updateKeyDescription), kmsOp("EnableKey", enableKey), kmsOp("DisableKey", disableKey),
		kmsOp("ScheduleKeyDeletion", scheduleKeyDeletion), kmsOp("CancelKeyDeletion", cancelKeyDeletion),
		kmsOp("CreateAlias", createAlias), kmsOp("UpdateAlias", updateAlias), kmsOp("DeleteAlias", deleteAlias), kmsOp("ListAliases", listAliases),
		kmsOp("GetKeyPolicy", getKeyPolicy), kmsOp("PutKeyPolicy", putKeyPolicy), kmsOp("ListKeyPolicies", listKeyPolicies),
		kmsOp("EnableKeyRotation", enableKeyRotation), kmsOp("DisableKeyRotation", disableKeyRotation),
		kmsOp("GetKeyRotationStatus", getKeyRotationStatus), kmsOp("RotateKeyOnDemand", rotateKeyOnDemand), kmsOp("ListKeyRotations", listKeyRotations),
		kmsOp("ListResourceTags", listResourceTags), kmsOp("TagResource", tagKey), kmsOp("UntagResource", untagKey),
		kmsOp("Encrypt", using(encrypt)), kmsOp("Decrypt", using(decrypt)), kmsOp("ReEncrypt", using(reEncrypt)),
		kmsOp("GenerateDataKey", using(generateDataKey)), kmsOp("GenerateDataKeyWithoutPlaintext", using(generateDataKeyWithoutPlaintext)),
	} {
		all[op.model.Name] = op
	}
	return all
}()

// kmsCall is one call of the key service.
type kmsCall struct {
	*server
	*exchange

	ctx   context.Context
	scope builtin.Scope
	body  []byte
	// answer is the header of the answer.
	answer http.Header
}

// isKMS tells whether a request is for the key service.
func isKMS(r *http.Request) bool {
	return strings.HasPrefix(r.Header.Get("X-Amz-Target"), kmsTargetPrefix)
}

// kms answers one request in AWS JSON 1.1.
func (s *server) kms(w http.ResponseWriter, r *http.Request) {
	x := &exchange{Request: r, id: newRequestID(), began: time.Now(), operation: noOperation}
	w.Header().Set("X-Amzn-Requestid", x.id)
	answer, err := s.answerKMS(w, x)
	err = s.settle(x, kmsFailure(err))
	if err != nil {
		f := failureOf(x.operation, err)
		s.observe(x, f, err)
		w.Header().Set("X-Amzn-Errortype", string(f.code))
		writeAWSError(w, x.id, f)
		return
	}
	s.observe(x, failure{}, nil)
	write(w, http.StatusOK, awsContentType, answer)
}

func (s *server) answerKMS(w http.ResponseWriter, x *exchange) (text []byte, err error) {
	defer recoverTo(&err)
	verifier := *s.Verifier
	verifier.Service = kmsService
	claim, err := verifier.Claim(x.Request)
	if err != nil {
		return nil, err
	}
	x.Body = http.MaxBytesReader(w, x.Body, maxForm)
	body, err := readBody(w, x.Request)
	if err != nil {
		return nil, err
	}
	if err := claim.Verify(x.Request, body); err != nil {
		return nil, err
	}
	ctx := s.identify(x, claim.Caller, claim.Region)
	name := strings.TrimPrefix(x.Header.Get("X-Amz-Target"), kmsTargetPrefix)
	op, ok := kmsOperations[name]
	if !ok {
		return nil, unknownOperation("The key service of this server has no operation %q", name)
	}
	x.operation = op.model
	c := &kmsCall{server: s, exchange: x, ctx: ctx, body: body, answer: w.Header(), scope: builtin.Scope{AccountID: claim.Caller.AccountID, Region: claim.Region}}
	out, err := op.do(c)
	if err != nil || out == nil {
		return nil, err
	}
	if text, err = json.Marshal(out); err != nil {
		return nil, fmt.Errorf("write the answer of %s: %w", name, err)
	}
	return text, nil
}

// read reads what is asked for.
func (c *kmsCall) read(in any) error {
	if err := json.Unmarshal(c.body, in); err != nil {
		return &requestError{codeSerialization, "The body is not what the operation takes: " + err.Error(), http.StatusBadRequest}
	}
	return nil
}

// recoverTo, deferred, makes an error of a panic: it is one of this one request.
func recoverTo(err *error) {
	switch cause := recover(); cause {
	case nil:
	case http.ErrAbortHandler:
		panic(cause) // net/http's own way to hang up
	default:
		*err = fmt.Errorf("panic: %v\n%s", cause, debug.Stack())
	}
}

// key finds the key that a request names, and asks whether the caller may do the operation with it.
func (c *kmsCall) key(name string, ec kms.Context) (*store.KMSKey, error) {
	if name == "" {
		return nil, kmsInvalid("KeyId is missing")
	}
	key, err := c.KeyService.Keys.Find(c.ctx, c.scope, name)
	if err != nil {
		return nil, err
	}
	return key, c.may("kms:"+c.operation.Name, key, ec)
}

// may refuses what the caller may not do with the key.
func (c *kmsCall) may(action string, key *store.KMSKey, ec kms.Context) error {
	c.identity.Resource = c.scope.ARN(key.ID)
	return mayUse(c.ctx, c.identity, action, key, ec, "")
}

// mayAnywhere refuses what the caller may not do to keys in general.
func (c *kmsCall) mayAnywhere() error {
	c.identity.Resource = "*"
	return c.decide(c.ctx, c.exchange, "kms:"+c.operation.Name, "*", nil)
}

func kmsInvalid(format string, arguments ...any) error {
	return &requestError{kmsValidation, fmt.Sprintf(format, arguments...), http.StatusBadRequest}
}

// kmsFailure gives errors the names that AWS KMS has for them.
func kmsFailure(err error) error {
	var (
		failure *kms.KeyError
		wrong   *policy.Error
		denied  *access.DeniedError
	)
	refuse := func(code model.ErrorCode, message string) error {
		return &requestError{code, message, http.StatusBadRequest}
	}
	switch {
	case err == nil, errors.As(err, &denied):
		return err
	case errors.As(err, &wrong):
		return refuse(kmsMalformedPolicy, "The policy is not understood: "+wrong.Error())
	case errors.As(err, &failure):
		switch failure.Kind {
		case kms.KeyDisabled:
			return refuse(kmsDisabled, failure.KeyID+" is disabled.")
		case kms.KeyPendingDeletion:
			return refuse(kmsInvalidState, failure.KeyID+" is pending deletion.")
		case kms.KeyNotFound:
			return refuse(kmsNotFound, "The key "+failure.KeyID+" does not exist.")
		case kms.KeyInvalid:
			return refuse(kmsInvalidCiphertext, failure.Error())
		}
	case fault.Is(err, fault.NotFoundKind):
		return refuse(kmsNotFound, err.Error())
	case fault.Is(err, fault.InUseKind):
		return refuse(kmsAlreadyExists, err.Error())
	case fault.Is(err, fault.InvalidArgumentKind):
		return refuse(kmsInvalidARN, err.Error())
	}
	return err
}

// kmsTime is a time as AWS JSON has it: seconds, with a fraction.
type kmsTime time.Time

// MarshalJSON implements json.Marshaler.
func (t kmsTime) MarshalJSON() ([]byte, error) {
	return fmt.Appendf(nil, "%.3f", float64(time.Time(t).UnixMilli())/1000), nil
}

func kmsTimeOf(t *time.Time) *kmsTime { return (*kmsTime)(t) }

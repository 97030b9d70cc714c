package apiserver

import (
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/penstock/penstock/access"
	"github.com/penstock/penstock/access/authority"
	"github.com/penstock/penstock/access/oidc"
	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/apiserver/sigv4"
	"github.com/penstock/penstock/lifecycle/fault"
)

// Sessions gives out temporary credentials.
type Sessions struct {
	Authority *authority.Authority
	// Tokens believes the tokens that roles are assumed with; nil believes none.
	Tokens *oidc.Verifier
}

const (
	stsVersion   = "2011-06-15"
	stsNamespace = "https://sts.amazonaws.com/doc/2011-06-15/"
	// globalRegion is what clients sign for that speak to STS as if there were only one.
	globalRegion = "us-east-1"
	// maxForm is far more than a request to STS has.
	maxForm = 256 << 10
)

// The operations of STS that are served, for metrics, logs and the audit log.
var (
	stsAssumeRole     = &model.Operation{Name: "AssumeRole"}
	stsWebIdentity    = &model.Operation{Name: "AssumeRoleWithWebIdentity"}
	stsSessionToken   = &model.Operation{Name: "GetSessionToken"}
	stsCallerIdentity = &model.Operation{Name: "GetCallerIdentity"}
)

// isForm tells whether the body is a form, as the query protocol of STS has it.
func isForm(r *http.Request) bool {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	return err == nil && kind == "application/x-www-form-urlencoded"
}

// stsAnswer is what an operation answers: its result under the name of the operation.
type stsAnswer struct {
	XMLName  xml.Name
	Result   any
	Metadata stsMetadata `xml:"ResponseMetadata"`
}

type stsMetadata struct {
	RequestID string `xml:"RequestId"`
}

// sts answers one request in the query protocol of AWS STS.
func (s *server) sts(w http.ResponseWriter, r *http.Request) {
	x := &exchange{Request: r, id: newRequestID(), began: time.Now(), operation: noOperation}
	w.Header().Set("X-Amzn-Requestid", x.id)
	result, err := s.answerSTS(w, x)
	err = s.settle(x, err)
	if err != nil {
		f := failureOf(x.operation, err)
		s.observe(x, f, err)
		writeSTSError(w, x.id, f)
		return
	}
	s.observe(x, failure{}, nil)
	writeXML(w, http.StatusOK, stsAnswer{
		XMLName: xml.Name{Space: stsNamespace, Local: x.operation.Name + "Response"}, Result: result, Metadata: stsMetadata{x.id},
	})
}

func (s *server) answerSTS(w http.ResponseWriter, x *exchange) (any, error) {
	x.Body = http.MaxBytesReader(w, x.Body, maxForm)
	body, err := readBody(w, x.Request)
	if err != nil {
		return nil, err
	}
	form, err := url.ParseQuery(string(body))
	if err != nil {
		return nil, &requestError{"MalformedQueryString", "The body is not a form.", http.StatusBadRequest}
	}
	if form.Get("Action") == stsWebIdentity.Name {
		// It is not signed: the token is what the client has to show.
		x.operation = stsWebIdentity
		return s.assumeWithToken(x, form)
	}
	verifier := *s.Verifier
	verifier.Service = "sts"
	if len(verifier.Regions) > 0 {
		verifier.Regions = append([]string{globalRegion}, verifier.Regions...)
	}
	claim, err := verifier.Claim(x.Request)
	if err != nil {
		return nil, err
	}
	if err := claim.Verify(x.Request, body); err != nil {
		return nil, err
	}
	ctx := s.identify(x, claim.Caller, claim.Region)
	if version := form.Get("Version"); version != "" && version != stsVersion {
		return nil, &requestError{"InvalidAction", fmt.Sprintf("There is no version %q of this API.", clip(version)), http.StatusBadRequest}
	}
	switch action := form.Get("Action"); action {
	case stsCallerIdentity.Name:
		x.operation = stsCallerIdentity
		x.identity.Resource = claim.Caller.ARN()
		return stsIdentity{resultName(x), claim.Caller.ARN(), claim.Caller.UserID(), claim.Caller.AccountID}, nil
	case stsSessionToken.Name:
		x.operation = stsSessionToken
		return s.sessionToken(x, form)
	case stsAssumeRole.Name:
		x.operation = stsAssumeRole
		return s.assumeRole(ctx, x, form)
	default:
		return nil, &requestError{"InvalidAction", fmt.Sprintf("There is no action %q in this API.", clip(action)), http.StatusBadRequest}
	}
}

// stsIdentity is the answer of GetCallerIdentity.
type stsIdentity struct {
	XMLName   xml.Name
	ARN       string `xml:"Arn"`
	UserID    string `xml:"UserId"`
	AccountID string `xml:"Account"`
}

type stsCredentials struct {
	AccessKeyID     string `xml:"AccessKeyId"`
	SecretAccessKey string
	SessionToken    string
	Expiration      string
}

type stsAssumedUser struct {
	AssumedRoleID string `xml:"AssumedRoleId"`
	ARN           string `xml:"Arn"`
}

// stsAssumed is the answer of those that begin sessions.
type stsAssumed struct {
	XMLName         xml.Name
	Credentials     stsCredentials
	AssumedRoleUser *stsAssumedUser `xml:",omitempty"`
	Subject         string          `xml:"SubjectFromWebIdentityToken,omitempty"`
	Provider        string          `xml:",omitempty"`
}

// resultName is the element that an operation's result stands in.
func resultName(x *exchange) xml.Name { return xml.Name{Local: x.operation.Name + "Result"} }

func describeSession(x *exchange, a *authority.Assumed) stsAssumed {
	out := stsAssumed{XMLName: resultName(x), Credentials: stsCredentials{a.AccessKeyID, a.Secret, a.Token, a.Expires.UTC().Format(time.RFC3339)}}
	if a.Principal.Kind == access.Role {
		out.AssumedRoleUser = &stsAssumedUser{a.Principal.UserID(), a.Principal.ARN()}
	}
	return out
}

func (s *server) sessionToken(x *exchange, form url.Values) (any, error) {
	duration, err := durationOf(form)
	if err != nil {
		return nil, err
	}
	x.identity.Resource = x.identity.Caller.ARN()
	assumed, err := s.Sessions.Authority.SessionToken(x.identity.Caller, duration)
	if err != nil {
		return nil, err
	}
	return describeSession(x, assumed), nil
}

func (s *server) assumeRole(ctx context.Context, x *exchange, form url.Values) (any, error) {
	r, err := assumeOf(form)
	if err != nil {
		return nil, err
	}
	x.identity.Resource = r.RoleARN
	r.Context = s.conditions(ctx, x, struct{}{})
	assumed, err := s.Sessions.Authority.AssumeRole(ctx, x.identity.Caller, r)
	if err != nil {
		return nil, err
	}
	return describeSession(x, assumed), nil
}

func (s *server) assumeWithToken(x *exchange, form url.Values) (any, error) {
	r, err := assumeOf(form)
	if err != nil {
		return nil, err
	}
	if s.Sessions.Tokens == nil {
		return nil, &requestError{"InvalidIdentityToken", "No OpenIDConnect provider found in your account: this server believes no issuer (--oidc-issuer).", http.StatusBadRequest}
	}
	token, err := s.Sessions.Tokens.Verify(x.Context(), form.Get("WebIdentityToken"))
	switch {
	case errors.Is(err, oidc.ErrExpired):
		return nil, &requestError{sigv4.ExpiredToken, "Token expired", http.StatusBadRequest}
	case errors.Is(err, oidc.ErrInvalid):
		return nil, &requestError{"InvalidIdentityToken", "The web identity token is not one that this server believes.", http.StatusBadRequest}
	case err != nil:
		s.Logger.WarnContext(x.Context(), "cannot verify a token", "requestId", x.id, "error", err)
		return nil, &requestError{"IDPCommunicationError", "The issuer of the token cannot be reached.", http.StatusBadRequest}
	}
	accountID, _, name, ok := access.ParseARN(r.RoleARN)
	if !ok {
		return nil, fault.InvalidArgument("%s is not the ARN of a role", r.RoleARN)
	}
	caller := &access.Caller{
		Principal: access.Principal{Kind: access.Role, AccountID: accountID, Name: name, Session: r.SessionName},
		Provider:  token.Issuer, Claims: token.Claims,
	}
	ctx := s.identify(x, caller, s.Region)
	x.identity.Resource = r.RoleARN
	r.Context = s.conditions(ctx, x, struct{}{})
	assumed, err := s.Sessions.Authority.AssumeRoleWithToken(ctx, token.Issuer, token.Claims, r)
	if err != nil {
		return nil, err
	}
	out := describeSession(x, assumed)
	out.Subject, out.Provider = token.Subject, token.Issuer
	return out, nil
}

// assumeOf reads a request for a role. What it cannot do is refused: who asks for tags or further policies would get a session that
// may do more than was meant.
func assumeOf(form url.Values) (authority.AssumeRole, error) {
	r := authority.AssumeRole{
		RoleARN: form.Get("RoleArn"), SessionName: form.Get("RoleSessionName"), ExternalID: form.Get("ExternalId"), Policy: form.Get("Policy"),
	}
	for _, name := range []string{"PolicyArns.member.1.arn", "Tags.member.1.Key", "SerialNumber", "TokenCode", "SourceIdentity", "ProviderId"} {
		if form.Get(name) != "" {
			return r, fault.InvalidArgument("This server has no %s", name)
		}
	}
	var err error
	r.Duration, err = durationOf(form)
	return r, err
}

func durationOf(form url.Values) (time.Duration, error) {
	text := form.Get("DurationSeconds")
	if text == "" {
		return 0, nil
	}
	seconds, err := strconv.ParseInt(text, 10, 32)
	if err != nil || seconds < 1 {
		return 0, fault.InvalidArgument("DurationSeconds must be a number of seconds, not %s", clip(text))
	}
	return time.Duration(seconds) * time.Second, nil
}

// clip bounds what is repeated of a request in an error.
func clip(text string) string {
	const most = 120
	if len(text) > most {
		return text[:most] + "..."
	}
	return text
}

// stsCodes are STS's names of errors that other services name differently.
var stsCodes = map[model.ErrorCode]model.ErrorCode{
	sigv4.MissingAuthenticationToken: "MissingAuthenticationToken", sigv4.IncompleteSignature: "IncompleteSignature",
	sigv4.InvalidSignature: "SignatureDoesNotMatch", sigv4.UnrecognizedClient: "InvalidClientTokenId", sigv4.ExpiredToken: "ExpiredToken",
	codeAccessDenied: "AccessDenied", model.InvalidArgumentException: "ValidationError", model.ResourceNotFoundException: "ValidationError",
}

type stsError struct {
	XMLName xml.Name `xml:"ErrorResponse"`
	Error   struct {
		Type, Code, Message string
	}
	RequestID string `xml:"RequestId"`
}

func writeSTSError(w http.ResponseWriter, requestID string, f failure) {
	out := stsError{XMLName: xml.Name{Space: stsNamespace, Local: "ErrorResponse"}, RequestID: requestID}
	out.Error.Type, out.Error.Code, out.Error.Message = "Sender", string(f.code), f.message
	if code, ok := stsCodes[f.code]; ok {
		out.Error.Code = string(code)
	}
	if f.internal {
		out.Error.Type = "Receiver"
	}
	writeXML(w, f.restStatus, out)
}

func writeXML(w http.ResponseWriter, status int, answer any) {
	body, err := xml.Marshal(answer)
	if err != nil {
		panic("apiserver: an answer of STS that cannot be written: " + err.Error()) // texts always can
	}
	write(w, status, "text/xml", body)
}

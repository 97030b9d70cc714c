// Package sigv4 verifies AWS Signature Version 4 of HTTP requests, in the Authorization header or as a presigned query.
//
// It follows "Signing AWS API requests" of the IAM user guide. What cannot be verified is refused with the error that AWS
// services give; the clock may differ by 15 minutes. The body is always part of what is signed: UNSIGNED-PAYLOAD, which SDKs
// send to S3 and to operations that stream, is refused.
package sigv4

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/penstock/penstock/access"
)

const (
	algorithm  = "AWS4-HMAC-SHA256"
	timeLayout = "20060102T150405Z"
	// skew is how far the times of a request and of the server may be apart.
	skew = 15 * time.Minute
	// maxExpiry is how long a presigned URL may be good for.
	maxExpiry = 7 * 24 * time.Hour
)

// The names of errors.
const (
	MissingAuthenticationToken = "MissingAuthenticationTokenException"
	IncompleteSignature        = "IncompleteSignatureException"
	InvalidSignature           = "InvalidSignatureException"
	UnrecognizedClient         = "UnrecognizedClientException"
	ExpiredToken               = "ExpiredTokenException"
)

// Error says why a request's signature is refused; clients are told both members.
type Error struct{ Code, Message string }

// Error tells the code and the message.
func (e *Error) Error() string { return e.Code + ": " + e.Message }

var (
	// ErrUnknownKey is what a Lookup answers for an access key that does not exist, or that the session token does not belong to.
	ErrUnknownKey = errors.New("unknown access key")
	// ErrExpiredToken is what a Lookup answers for a session that is over.
	ErrExpiredToken = errors.New("expired session token")
)

// Verifier verifies requests to one service.
type Verifier struct {
	// Service is the name in the credential scope.
	Service string
	// Regions are those that requests may be signed for; empty is any.
	Regions []string
	// Lookup finds whose an access key is, or answers ErrUnknownKey or ErrExpiredToken. The session token is empty where the request
	// has none.
	Lookup func(ctx context.Context, accessKeyID, sessionToken string) (*access.Caller, error)
	// Now is the clock; nil means time.Now.
	Now func() time.Time
}

// Claim is a signature whose access key is known but which is not verified yet: that takes the body. Having it before the
// body lets a server refuse strangers without reading what they send.
type Claim struct {
	// Caller is whose the key is, and Region the one that the request is for.
	Caller *access.Caller
	Region string

	credential *signature
	lookup     func(ctx context.Context) (*access.Caller, error)
}

// Again looks the key up again, for a request that goes on: it may be gone, or a session over. An error is an *Error, or a failure of
// Lookup.
func (c *Claim) Again(ctx context.Context) (*access.Caller, error) { return c.lookup(ctx) }

// Claim reads the signature of a request and looks up its key. An error is an *Error, or a failure of Lookup.
func (v *Verifier) Claim(r *http.Request) (*Claim, error) {
	s, err := readSignature(r)
	if err != nil {
		return nil, err
	}
	if s.service != v.Service {
		return nil, &Error{InvalidSignature, fmt.Sprintf("Credential should be scoped to correct service: '%s'.", v.Service)}
	}
	if len(v.Regions) > 0 && !slices.Contains(v.Regions, s.region) {
		return nil, &Error{InvalidSignature, fmt.Sprintf("Credential should be scoped to a valid region, not '%s'.", clip(s.region))}
	}
	if err := s.checkTime(v.now()); err != nil {
		return nil, err
	}
	lookup := func(ctx context.Context) (*access.Caller, error) { return v.lookup(ctx, s) }
	caller, err := lookup(r.Context())
	if err != nil {
		return nil, err
	}
	return &Claim{Caller: caller, Region: s.region, credential: s, lookup: lookup}, nil
}

func (v *Verifier) lookup(ctx context.Context, s *signature) (*access.Caller, error) {
	caller, err := v.Lookup(ctx, s.accessKeyID, s.token)
	switch {
	case errors.Is(err, ErrUnknownKey):
		return nil, &Error{UnrecognizedClient, "The security token included in the request is invalid."}
	case errors.Is(err, ErrExpiredToken):
		return nil, &Error{ExpiredToken, "The security token included in the request is expired"}
	case err != nil:
		return nil, fmt.Errorf("look up access key %s: %w", s.accessKeyID, err)
	}
	return caller, nil
}

func (v *Verifier) now() time.Time {
	if v.Now != nil {
		return v.Now()
	}
	return time.Now()
}

// Verify checks the signature over the request and its body. The error is an *Error.
func (c *Claim) Verify(r *http.Request, body []byte) error {
	s := c.credential
	sum := sha256.Sum256(body)
	hash := hex.EncodeToString(sum[:])
	if told := r.Header.Get("X-Amz-Content-Sha256"); told != "" && told != hash {
		return &Error{InvalidSignature, "The value of the header X-Amz-Content-Sha256 is not the SHA-256 of the body."}
	}
	canonical, err := s.canonicalRequest(r, hash)
	if err != nil {
		return err
	}
	want := hex.EncodeToString(s.sign(c.Caller.Secret, canonical))
	if subtle.ConstantTimeCompare([]byte(want), []byte(s.value)) != 1 {
		return &Error{InvalidSignature, "The request signature we calculated does not match the signature you provided. " +
			"Check your AWS Secret Access Key and signing method. Consult the service documentation for details."}
	}
	return nil
}

// sign computes the signature of a canonical request.
func (s *signature) sign(secret, canonical string) []byte {
	sum := sha256.Sum256([]byte(canonical))
	toSign := strings.Join([]string{algorithm, s.time.Format(timeLayout), s.scope(), hex.EncodeToString(sum[:])}, "\n")
	key := []byte("AWS4" + secret)
	for _, part := range []string{s.date, s.region, s.service, "aws4_request"} {
		key = mac(key, part)
	}
	return mac(key, toSign)
}

func (s *signature) scope() string {
	return strings.Join([]string{s.date, s.region, s.service, "aws4_request"}, "/")
}

func mac(key []byte, text string) []byte {
	h := hmac.New(sha256.New, key)
	h.Write([]byte(text))
	return h.Sum(nil)
}

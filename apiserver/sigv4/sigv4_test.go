package sigv4

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	signer "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/access"
)

var (
	testTime = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	testKey  = aws.Credentials{AccessKeyID: "AKIDEXAMPLE", SecretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"}
)

var testCaller = access.Caller{
	Principal:   access.Principal{Kind: access.Root, AccountID: "123456789012", ID: "123456789012"},
	AccessKeyID: testKey.AccessKeyID, Secret: testKey.SecretAccessKey,
}

func newVerifier(now time.Time) *Verifier {
	return &Verifier{
		Service: "kinesisanalytics",
		Now:     func() time.Time { return now },
		Regions: []string{"eu-west-1", "eu-west-2"},
		Lookup: func(_ context.Context, id, token string) (*access.Caller, error) {
			switch {
			case id != testKey.AccessKeyID, token != "" && token != "expired":
				return nil, ErrUnknownKey
			case token == "expired":
				return nil, ErrExpiredToken
			}
			return &testCaller, nil
		},
	}
}

// signed is a request as a server gets it, signed by the AWS SDK's own signer.
func signed(t *testing.T, method, target, body string, change func(*http.Request)) *http.Request {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, "http://penstock.test"+target, strings.NewReader(body))
	require.NoError(t, err)
	r.Header.Set("Content-Type", "application/x-amz-json-1.1")
	r.Header.Set("X-Amz-Target", "KinesisAnalytics_20180523.ListApplications")
	sum := sha256.Sum256([]byte(body))
	require.NoError(t, signer.NewSigner().SignHTTP(t.Context(), testKey, r, hex.EncodeToString(sum[:]),
		"kinesisanalytics", "eu-west-1", testTime))
	if change != nil {
		change(r)
	}
	return received(t, r)
}

func received(t *testing.T, r *http.Request) *http.Request {
	t.Helper()
	got := httptest.NewRequest(r.Method, r.URL.RequestURI(), r.Body)
	got.Header, got.Host, got.ContentLength = r.Header, r.Host, r.ContentLength
	if got.Host == "" {
		got.Host = r.URL.Host
	}
	return got
}

func verify(t *testing.T, v *Verifier, r *http.Request) (*Claim, error) {
	t.Helper()
	claim, err := v.Claim(r)
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(r.Body)
	require.NoError(t, err)
	return claim, claim.Verify(r, body)
}

func TestVerify_AcceptsWhatTheSDKSigns(t *testing.T) {
	t.Parallel()
	for _, target := range []string{"/", "/v1/applications?Limit=3&NextToken=a.b", "/v1/applications/a%20b/snapshots", "/v1/tags?TagKeys=x&TagKeys=a%2Fb&ResourceARN=arn%3Aaws%3A"} {
		got, err := verify(t, newVerifier(testTime.Add(14*time.Minute)), signed(t, "POST", target, `{"Limit":1}`, nil))
		require.NoError(t, err, target)
		require.Same(t, &testCaller, got.Caller)
		require.Equal(t, "eu-west-1", got.Region)
	}
}

func TestVerify_AcceptsPresignedRequests(t *testing.T) {
	t.Parallel()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://penstock.test/v1/applications?X-Amz-Expires=60&Limit=2", nil)
	require.NoError(t, err)
	empty := sha256.Sum256(nil)
	url, _, err := signer.NewSigner().PresignHTTP(t.Context(), testKey, r, hex.EncodeToString(empty[:]), "kinesisanalytics", "eu-west-1", testTime)
	require.NoError(t, err)
	request := func(url string) *http.Request {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, bytes.NewReader(nil))
		require.NoError(t, err)
		return received(t, r)
	}
	_, err = verify(t, newVerifier(testTime.Add(time.Minute)), request(url))
	require.NoError(t, err)
	_, err = verify(t, newVerifier(testTime.Add(61*time.Second)), request(url))
	require.ErrorContains(t, err, "Signature expired")
	_, err = verify(t, newVerifier(testTime), request(strings.Replace(url, "Limit=2", "Limit=3", 1)))
	require.ErrorContains(t, err, "does not match")
}

func TestVerify_Refuses(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		change func(*http.Request)
		now    time.Time
		code   string
	}{
		"no signature":            {change: func(r *http.Request) { r.Header.Del("Authorization") }, code: MissingAuthenticationToken},
		"another scheme":          {change: func(r *http.Request) { r.Header.Set("Authorization", "Bearer x") }, code: IncompleteSignature},
		"half a header":           {change: func(r *http.Request) { r.Header.Set("Authorization", algorithm+" Credential=a/b/c/d/aws4_request") }, code: IncompleteSignature},
		"no date":                 {change: func(r *http.Request) { r.Header.Del("X-Amz-Date") }, code: IncompleteSignature},
		"another date":            {change: func(r *http.Request) { r.Header.Set("X-Amz-Date", "20261121T120001Z") }, code: InvalidSignature},
		"another body":            {change: func(r *http.Request) { r.Body = io.NopCloser(strings.NewReader(`{"Limit":2}`)) }, code: InvalidSignature},
		"another operation":       {change: func(r *http.Request) { r.Header.Set("X-Amz-Target", "KinesisAnalytics_20180523.DeleteApplication") }, code: InvalidSignature},
		"another host":            {change: func(r *http.Request) { r.Host = "elsewhere.test" }, code: InvalidSignature},
		"another path":            {change: func(r *http.Request) { r.URL.Path = "/v1/applications" }, code: InvalidSignature},
		"another method":          {change: func(r *http.Request) { r.Method = "PUT" }, code: InvalidSignature},
		"an unknown key":          {change: replaceAuthorization("AKIDEXAMPLE", "AKIDUNKNOWN"), code: UnrecognizedClient},
		"another service":         {change: replaceAuthorization("/kinesisanalytics/", "/s3/"), code: InvalidSignature},
		"another region":          {change: replaceAuthorization("/eu-west-1/", "/eu-west-2/"), code: InvalidSignature},
		"a region not served":     {change: replaceAuthorization("/eu-west-1/", "/mars-1/"), code: InvalidSignature},
		"an expired token":        {change: func(r *http.Request) { r.Header.Set("X-Amz-Security-Token", "expired") }, code: ExpiredToken},
		"a session token":         {change: func(r *http.Request) { r.Header.Set("X-Amz-Security-Token", "x") }, code: UnrecognizedClient},
		"a region that is none":   {change: replaceAuthorization("/eu-west-1/", "/eu west:1/"), code: IncompleteSignature},
		"a key that is none":      {change: replaceAuthorization("AKIDEXAMPLE", "AKID\x80EXAMPLE"), code: IncompleteSignature},
		"too short a scope":       {change: replaceAuthorization("/aws4_request", ""), code: IncompleteSignature},
		"another date of scope":   {change: replaceAuthorization("/20261121/", "/20261120/"), code: InvalidSignature},
		"a header that is absent": {change: func(r *http.Request) { r.Header.Del("Content-Type") }, code: InvalidSignature},
		"host not signed":         {change: replaceAuthorization(";host;", ";"), code: InvalidSignature},
		"headers out of order":    {change: replaceAuthorization("content-length;content-type;host", "host;content-type;content-length"), code: IncompleteSignature},
		"a hash of another body":  {change: contentHash(strings.Repeat("0", 64)), code: InvalidSignature},
		"an unsigned body":        {change: contentHash("UNSIGNED-PAYLOAD"), code: InvalidSignature},
		"an unsigned target":      {change: replaceAuthorization(";x-amz-target", ""), code: InvalidSignature},
		"16 minutes too late":     {now: testTime.Add(16 * time.Minute), code: InvalidSignature},
		"16 minutes early":        {now: testTime.Add(-16 * time.Minute), code: InvalidSignature},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			now := testTime
			if !test.now.IsZero() {
				now = test.now
			}
			_, err := verify(t, newVerifier(now), signed(t, "POST", "/", `{"Limit":1}`, test.change))
			var refused *Error
			require.ErrorAs(t, err, &refused)
			require.Equal(t, test.code, refused.Code, refused.Message)
		})
	}
}

func contentHash(hash string) func(*http.Request) {
	return func(r *http.Request) { r.Header.Set("X-Amz-Content-Sha256", hash) }
}

func replaceAuthorization(from, to string) func(*http.Request) {
	return func(r *http.Request) {
		r.Header.Set("Authorization", strings.ReplaceAll(r.Header.Get("Authorization"), from, to))
	}
}

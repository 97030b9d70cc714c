package sigv4

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"
)

// FuzzClaim: whatever stands in the place of a signature, the answer is an *Error, and nobody gets in.
func FuzzClaim(f *testing.F) {
	f.Add(algorithm+" Credential=AKIDEXAMPLE/20261121/eu-west-1/kinesisanalytics/aws4_request, SignedHeaders=host;x-amz-date, Signature=00", "20261121T120000Z", "a=b&c")
	f.Add("", "", "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20261121%2Feu-west-1%2Fkinesisanalytics%2Faws4_request"+
		"&X-Amz-Date=20261121T120000Z&X-Amz-Expires=60&X-Amz-SignedHeaders=host&X-Amz-Signature=00")
	v := newVerifier(testTime)
	f.Fuzz(func(t *testing.T, authorization, date, query string) {
		r := httptest.NewRequest(http.MethodPost, "/v1/applications", nil)
		r.URL.RawQuery = query
		r.Header.Set("Authorization", authorization)
		r.Header.Set("X-Amz-Date", date)
		claim, err := v.Claim(r)
		if err == nil {
			err = claim.Verify(r, nil)
		}
		var refused *Error
		if !errors.As(err, &refused) {
			t.Fatalf("%v is no refusal", err)
		}
	})
}

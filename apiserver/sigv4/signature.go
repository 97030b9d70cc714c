package sigv4

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// signature is what a request says about its signature.
type signature struct {
	accessKeyID, date, region, service string
	signedHeaders                      []string
	value                              string
	time                               time.Time
	token                              string
	presigned                          bool
	expires                            time.Duration
}

func readSignature(r *http.Request) (*signature, error) {
	query := r.URL.Query()
	switch header := r.Header.Get("Authorization"); {
	case header != "":
		return readHeader(r, header)
	case query.Has("X-Amz-Algorithm"):
		return readQuery(query)
	default:
		return nil, &Error{MissingAuthenticationToken, "Missing Authentication Token"}
	}
}

func readHeader(r *http.Request, header string) (*signature, error) {
	name, rest, _ := strings.Cut(header, " ")
	if name != algorithm {
		return nil, &Error{IncompleteSignature, fmt.Sprintf("Unsupported AWS 'algorithm': '%s', expected %s.", clip(name), algorithm)}
	}
	parts := map[string]string{}
	for part := range strings.SplitSeq(rest, ",") {
		key, value, ok := strings.Cut(strings.TrimSpace(part), "=")
		if _, twice := parts[key]; !ok || twice {
			return nil, &Error{IncompleteSignature, "Authorization header must be a list of key=value pairs, each key once."}
		}
		parts[key] = value
	}
	for _, key := range []string{"Credential", "SignedHeaders", "Signature"} {
		if parts[key] == "" {
			return nil, &Error{IncompleteSignature, fmt.Sprintf("Authorization header requires '%s' parameter.", key)}
		}
	}
	s := &signature{value: parts["Signature"], token: r.Header.Get("X-Amz-Security-Token")}
	when := r.Header.Get("X-Amz-Date")
	if when == "" {
		return nil, &Error{IncompleteSignature, "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header."}
	}
	return s, s.read(parts["Credential"], parts["SignedHeaders"], when)
}

func readQuery(query url.Values) (*signature, error) {
	for _, key := range []string{"X-Amz-Credential", "X-Amz-SignedHeaders", "X-Amz-Signature", "X-Amz-Date", "X-Amz-Expires"} {
		if len(query[key]) != 1 || query.Get(key) == "" {
			return nil, &Error{IncompleteSignature, fmt.Sprintf("AWS query-string parameters must include '%s' once.", key)}
		}
	}
	if query.Get("X-Amz-Algorithm") != algorithm {
		return nil, &Error{IncompleteSignature, "Unsupported AWS 'algorithm', expected " + algorithm + "."}
	}
	seconds, err := strconv.Atoi(query.Get("X-Amz-Expires"))
	if err != nil || seconds < 1 || time.Duration(seconds)*time.Second > maxExpiry {
		return nil, &Error{IncompleteSignature, "X-Amz-Expires must be a number of seconds from 1 to 604800."}
	}
	s := &signature{
		value: query.Get("X-Amz-Signature"), token: query.Get("X-Amz-Security-Token"),
		presigned: true, expires: time.Duration(seconds) * time.Second,
	}
	return s, s.read(query.Get("X-Amz-Credential"), query.Get("X-Amz-SignedHeaders"), query.Get("X-Amz-Date"))
}

// scopeElements keeps out of the database, and of names, what no access key and no region contains.
var scopeElements = regexp.MustCompile(`^[A-Za-z0-9_.-]{1,128}(/[A-Za-z0-9_.-]{1,64}){4}$`)

// read takes apart the credential scope, the list of headers and the time.
func (s *signature) read(credential, headers, when string) error {
	scope := strings.Split(credential, "/")
	if len(scope) != 5 || scope[4] != "aws4_request" || slices.Contains(scope, "") {
		return &Error{IncompleteSignature, "Credential must have exactly 5 slash-delimited elements, e.g. " +
			"keyid/date/region/service/aws4_request, got: '" + clip(credential) + "'."}
	}
	if !scopeElements.MatchString(credential) {
		return &Error{IncompleteSignature, "Credential must consist of letters, digits, dots, dashes and underscores."}
	}
	s.accessKeyID, s.date, s.region, s.service = scope[0], scope[1], scope[2], scope[3]
	var err error
	if s.time, err = time.Parse(timeLayout, when); err != nil {
		return &Error{IncompleteSignature, "Date must be in ISO-8601 'basic format', got: '" + clip(when) + "'."}
	}
	if !strings.HasPrefix(when, s.date) || len(s.date) != 8 {
		return &Error{InvalidSignature, "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP."}
	}
	s.signedHeaders = strings.Split(headers, ";")
	if !slices.IsSorted(s.signedHeaders) || slices.Contains(s.signedHeaders, "") {
		return &Error{IncompleteSignature, "SignedHeaders must be a sorted list of header names in lower case."}
	}
	if !slices.Contains(s.signedHeaders, "host") {
		return &Error{InvalidSignature, "'Host' must be a 'SignedHeader' in the AWS Authorization."}
	}
	return nil
}

func (s *signature) checkTime(now time.Time) error {
	earliest := s.time.Add(-skew)
	latest := s.time.Add(skew)
	if s.presigned {
		latest = s.time.Add(s.expires)
	}
	format := func(t time.Time) string { return t.UTC().Format(timeLayout) }
	switch {
	case now.After(latest):
		return &Error{InvalidSignature, fmt.Sprintf("Signature expired: %s is now earlier than %s (%s - 15 min.)",
			format(s.time), format(now.Add(-skew)), format(now))}
	case now.Before(earliest):
		return &Error{InvalidSignature, fmt.Sprintf("Signature not yet current: %s is still later than %s (%s + 15 min.)",
			format(s.time), format(now.Add(skew)), format(now))}
	}
	return nil
}

// clip bounds what is repeated of a request in an error.
func clip(s string) string {
	const most = 120
	if len(s) > most {
		return s[:most] + "..."
	}
	return s
}

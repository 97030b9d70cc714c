package sigv4

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// canonicalRequest is the text that is signed.
func (s *signature) canonicalRequest(r *http.Request, payloadHash string) (string, error) {
	var b strings.Builder
	b.WriteString(r.Method + "\n" + canonicalPath(r.URL) + "\n" + s.canonicalQuery(r.URL.RawQuery) + "\n")
	for _, name := range s.signedHeaders {
		value, ok := headerValue(r, name)
		if !ok {
			return "", &Error{InvalidSignature, "The header '" + clip(name) + "' is among SignedHeaders but not in the request."}
		}
		b.WriteString(name + ":" + value + "\n")
	}
	// A header that gives the request its meaning must be signed where it is present.
	for _, name := range []string{"x-amz-target", "x-amz-date"} {
		if r.Header.Get(name) != "" && !slices.Contains(s.signedHeaders, name) {
			return "", &Error{InvalidSignature, "The header '" + name + "' must be among SignedHeaders."}
		}
	}
	b.WriteString("\n" + strings.Join(s.signedHeaders, ";") + "\n" + payloadHash)
	return b.String(), nil
}

// headerValue is the canonical value of a header: its values trimmed, runs of blanks made one, joined by commas.
func headerValue(r *http.Request, name string) (string, bool) {
	switch name {
	case "host":
		return r.Host, true
	case "content-length":
		return strconv.FormatInt(r.ContentLength, 10), true
	}
	values := r.Header.Values(name)
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = strings.Join(strings.Fields(v), " ")
	}
	return strings.Join(out, ","), len(values) > 0
}

// canonicalPath is the path as it was sent, its segments encoded once more, as every service but S3 wants it.
func canonicalPath(u *url.URL) string {
	path := u.EscapedPath()
	if path == "" {
		return "/"
	}
	segments := strings.Split(path, "/")
	for i, segment := range segments {
		segments[i] = escape(segment)
	}
	return strings.Join(segments, "/")
}

// canonicalQuery is the query with its parameters sorted and encoded, the signature left out.
func (s *signature) canonicalQuery(raw string) string {
	if raw == "" {
		return ""
	}
	var pairs []string
	for part := range strings.SplitSeq(raw, "&") {
		if part == "" {
			continue
		}
		key, value, _ := strings.Cut(part, "=")
		key, value = reescape(key), reescape(value)
		if s.presigned && key == "X-Amz-Signature" {
			continue
		}
		pairs = append(pairs, key+"="+value)
	}
	slices.Sort(pairs)
	return strings.Join(pairs, "&")
}

// reescape brings an encoded text into the one encoding that is signed.
func reescape(s string) string {
	plain, err := url.QueryUnescape(s)
	if err != nil {
		return escape(s)
	}
	return escape(plain)
}

// escape encodes everything but the unreserved characters of RFC 3986.
func escape(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(s) {
		switch c := s[i]; {
		case 'A' <= c && c <= 'Z', 'a' <= c && c <= 'z', '0' <= c && c <= '9', c == '-', c == '.', c == '_', c == '~':
			b.WriteByte(c)
		default:
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
		}
	}
	return b.String()
}

package expr

import (
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/penstock/penstock/runtime/embedded/types"
)

// codingFunctions write texts and bytes in other ways and read them back.
var codingFunctions = []function{
	{name: "HEX", forms: []form{
		{params: []param{integer}, result: givesText, kernel: just1(func(v int64) string { return strings.ToUpper(strconv.FormatUint(uint64(v), 16)) })},
		{params: []param{text}, result: givesText, kernel: just1(hexText)},
	}},
	{name: "TO_BASE64", forms: []form{
		{params: []param{text}, result: givesText, kernel: just1(toBase64)},
		{params: []param{bytes}, result: givesText, kernel: just1(toBase64)},
	}},
	{name: "FROM_BASE64", forms: []form{
		{params: []param{text}, result: givesText, kernel: try1(fromBase64)},
		{params: []param{bytes}, result: givesText, kernel: try1(fromBase64)},
	}},
	{name: "ENCODE", forms: []form{{params: []param{text, text}, result: mayGive(types.Of(types.VarBinary)), kernel: try2(encode)}}},
	{name: "DECODE", forms: []form{{params: []param{bytes, text}, result: mayGiveText, kernel: try2(decode)}}},
	{name: "PARSE_URL", forms: []form{
		{params: []param{text, text}, result: mayGiveText, kernel: try2(func(_ *exec, u, part string) (string, bool) { return parseURL(u, part, "") })},
		{params: []param{text, text, text}, result: mayGiveText, kernel: try3(func(_ *exec, u, part, key string) (string, bool) {
			if part != "QUERY" {
				return "", false
			}
			return parseURL(u, part, key)
		})},
	}},
}

func hexText(s string) string { return strings.ToUpper(hex.EncodeToString([]byte(s))) }

func toBase64(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }

func fromBase64(x *exec, s string) (string, bool) {
	b, err := base64.StdEncoding.DecodeString(s)
	if err != nil {
		if b, err = base64.RawStdEncoding.DecodeString(s); err != nil {
			x.fail(fmt.Errorf("FROM_BASE64: %w", err))
			return "", false
		}
	}
	return strings.ToValidUTF8(string(b), "\uFFFD"), true
}

// encode writes a text in a character set; what the set does not have becomes a question mark.
func encode(x *exec, s, charset string) (string, bool) {
	switch strings.ToUpper(charset) {
	case "UTF-8", "UTF8":
		return s, true
	case "US-ASCII", "ASCII":
		return encodeNarrow(s, 0x7f), true
	case "ISO-8859-1", "LATIN1":
		return encodeNarrow(s, 0xff), true
	case "UTF-16BE":
		return encodeWide(s, false), true
	case "UTF-16LE":
		return encodeWide(s, true), true
	case "UTF-16":
		if s == "" {
			return "", true
		}
		return "\xfe\xff" + encodeWide(s, false), true
	}
	x.fail(fmt.Errorf("Unsupported charset: %s", charset)) //nolint:staticcheck // Flink's words
	return "", false
}

func encodeNarrow(s string, limit rune) string {
	b := make([]byte, 0, len(s))
	for _, r := range s {
		if r > limit {
			r = '?'
		}
		b = append(b, byte(r))
	}
	return string(b)
}

func encodeWide(s string, little bool) string {
	units := utf16.Encode([]rune(s))
	b := make([]byte, 0, 2*len(units))
	for _, u := range units {
		if little {
			b = append(b, byte(u), byte(u>>8))
		} else {
			b = append(b, byte(u>>8), byte(u))
		}
	}
	return string(b)
}

// decode reads a text in a character set; what is not valid becomes U+FFFD.
func decode(x *exec, s, charset string) (string, bool) {
	switch strings.ToUpper(charset) {
	case "UTF-8", "UTF8":
		return strings.ToValidUTF8(s, "\uFFFD"), true
	case "US-ASCII", "ASCII":
		return decodeNarrow(s, 0x7f), true
	case "ISO-8859-1", "LATIN1":
		return decodeNarrow(s, 0xff), true
	case "UTF-16BE":
		return decodeWide(s, false), true
	case "UTF-16LE":
		return decodeWide(s, true), true
	case "UTF-16":
		if strings.HasPrefix(s, "\xff\xfe") {
			return decodeWide(s[2:], true), true
		}
		return decodeWide(strings.TrimPrefix(s, "\xfe\xff"), false), true
	}
	x.fail(fmt.Errorf("Unsupported charset: %s", charset)) //nolint:staticcheck // Flink's words
	return "", false
}

func decodeNarrow(s string, limit byte) string {
	out := make([]rune, len(s))
	for i := range len(s) {
		out[i] = rune(s[i])
		if s[i] > limit {
			out[i] = utf8.RuneError
		}
	}
	return string(out)
}

func decodeWide(s string, little bool) string {
	units := make([]uint16, 0, len(s)/2+1)
	for i := 0; i+1 < len(s); i += 2 {
		hi, lo := s[i], s[i+1]
		if little {
			hi, lo = lo, hi
		}
		units = append(units, uint16(hi)<<8|uint16(lo))
	}
	if len(s)%2 == 1 {
		units = append(units, utf8.RuneError)
	}
	return string(utf16.Decode(units))
}

// parseURL is a part of a URL: HOST, PATH, QUERY, REF, PROTOCOL, AUTHORITY, FILE or USERINFO; of QUERY the value of a key.
func parseURL(text, part, key string) (string, bool) {
	u, ok := splitURL(text)
	if !ok {
		return "", false
	}
	switch part {
	case "HOST":
		return u.host, true
	case "PATH":
		return u.path, true
	case "QUERY":
		if key != "" {
			return queryValue(u.query, key)
		}
		return u.query, u.hasQuery
	case "REF":
		return u.ref, u.hasRef
	case "PROTOCOL":
		return u.protocol, true
	case "AUTHORITY":
		return u.authority, u.hasAuthority
	case "FILE":
		if u.hasQuery {
			return u.path + "?" + u.query, true
		}
		return u.path, true
	case "USERINFO":
		return u.user, u.hasUser
	}
	return "", false
}

// urlParts are the parts of a URL as java.net.URL cuts it, without decoding anything.
type urlParts struct {
	protocol, authority, user, host, path, query, ref string
	hasUser, hasAuthority, hasQuery, hasRef           bool
}

// urlProtocols are those that java.net.URL knows.
var urlProtocols = map[string]bool{"http": true, "https": true, "ftp": true, "file": true, "jar": true, "mailto": true, "jrt": true}

func splitURL(s string) (u urlParts, ok bool) {
	s = strings.TrimSpace(s)
	protocol, rest, found := strings.Cut(s, ":")
	u.protocol = strings.ToLower(protocol)
	if !found || !urlProtocols[u.protocol] {
		return u, false
	}
	rest, u.ref, u.hasRef = strings.Cut(rest, "#")
	rest, u.query, u.hasQuery = strings.Cut(rest, "?")
	if after, ok := strings.CutPrefix(rest, "//"); ok {
		slash := strings.IndexByte(after, '/')
		if slash < 0 {
			slash = len(after)
		}
		u.authority, rest = after[:slash], after[slash:]
		u.host, u.hasAuthority = u.authority, true
		if at := strings.LastIndexByte(u.host, '@'); at >= 0 {
			u.user, u.host, u.hasUser = u.host[:at], u.host[at+1:], true
		}
		if colon := strings.LastIndexByte(u.host, ':'); colon >= 0 && !strings.HasSuffix(u.host, "]") {
			if port := u.host[colon+1:]; port != "" {
				if n, err := strconv.Atoi(port); err != nil || n < -1 {
					return u, false
				}
			}
			u.host = u.host[:colon]
		}
	}
	u.path = rest
	return u, true
}

// queryValue finds key=value among what & separates.
func queryValue(query, key string) (string, bool) {
	for _, pair := range strings.Split(query, "&") {
		if k, v, ok := strings.Cut(pair, "="); ok && k == key {
			return v, true
		}
	}
	return "", false
}

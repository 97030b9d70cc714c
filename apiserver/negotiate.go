package apiserver

import (
	"cmp"
	"fmt"
	"mime"
	"net/http"
	"strconv"
	"strings"

	"github.com/penstock/penstock/apiserver/model"
)

const jsonType = "application/json"

const (
	codeNotAcceptable        model.ErrorCode = "NotAcceptableException"
	codeUnsupportedMediaType model.ErrorCode = "UnsupportedMediaTypeException"
)

// negotiate refuses a body in a format that is not read, and a client that accepts no format that is written.
func negotiate(x *exchange, body []byte) error {
	if x.operation.HasBody && len(body) > 0 {
		if err := readable(x.Header); err != nil {
			return err
		}
	}
	if offers := formatsOf(x.operation); accepted(x.Header, offers...) == "" {
		return &requestError{
			codeNotAcceptable, fmt.Sprintf("The answer is %s, which the header Accept does not admit.", strings.Join(offers, " or ")),
			http.StatusNotAcceptable,
		}
	}
	return nil
}

// formatsOf are the media types that an operation's answer can have.
func formatsOf(op *model.Operation) []string {
	if op.Stream {
		return []string{serverSentEvents.contentType, jsonLines.contentType}
	}
	return []string{jsonType}
}

// readable refuses what is said not to be plain JSON. A client that does not say is believed to send it.
func readable(h http.Header) error {
	if coding := h.Get("Content-Encoding"); coding != "" && !strings.EqualFold(coding, "identity") {
		return &requestError{codeUnsupportedMediaType, "The body has to be sent without a Content-Encoding.", http.StatusUnsupportedMediaType}
	}
	told := h.Get("Content-Type")
	if told == "" {
		return nil
	}
	mediaType, parameters, err := mime.ParseMediaType(told)
	charset := parameters["charset"]
	if err != nil || mediaType != jsonType || charset != "" && !strings.EqualFold(charset, "utf-8") {
		return &requestError{
			codeUnsupportedMediaType, fmt.Sprintf("The body has to be %s in UTF-8. The header Content-Type says %q.", jsonType, told),
			http.StatusUnsupportedMediaType,
		}
	}
	return nil
}

// preference is how much a client wants a format.
type preference struct {
	quality float64
	// precision is 3 where the format is named, 2 where its type is, 1 where anything is taken, and 0 where it is not mentioned.
	precision int
}

// accepted is the format that the header Accept likes best; of two that it likes as much, the one that it names, or else the one that is
// offered first. It is empty where the client takes none.
func accepted(h http.Header, offers ...string) string {
	header := strings.Join(h.Values("Accept"), ",")
	if strings.TrimSpace(header) == "" {
		return offers[0]
	}
	best, chosen := preference{}, ""
	for _, offer := range offers {
		p := preferenceFor(header, offer)
		if p.quality > 0 && cmp.Or(cmp.Compare(p.quality, best.quality), cmp.Compare(p.precision, best.precision)) > 0 {
			best, chosen = p, offer
		}
	}
	return chosen
}

// preferenceFor is what the most precise part of the header that fits a format says about it.
func preferenceFor(header, offer string) (found preference) {
	family, _, _ := strings.Cut(offer, "/")
	for part := range strings.SplitSeq(header, ",") {
		mediaRange, parameters, err := mime.ParseMediaType(part)
		if err != nil {
			continue
		}
		p := preference{quality: 1}
		switch mediaRange {
		case offer:
			p.precision = 3
		case family + "/*":
			p.precision = 2
		case "*/*", "*": // the latter is written by old clients
			p.precision = 1
		}
		if q, err := strconv.ParseFloat(parameters["q"], 64); err == nil {
			p.quality = q
		}
		if p.precision > found.precision {
			found = p
		}
	}
	return found
}

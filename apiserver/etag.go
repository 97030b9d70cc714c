package apiserver

import (
	"context"
	"crypto/sha256"
	"fmt"
	"net/http"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle"
)

const codePreconditionFailed model.ErrorCode = "PreconditionFailedException"

// versionOf is the version of the application that an answer describes, where it describes one.
func versionOf(answer any) (int64, bool) {
	v := reflect.Indirect(reflect.ValueOf(answer))
	for _, member := range []string{"ApplicationDetail", "ApplicationVersionDetail"} {
		if v.Kind() != reflect.Struct {
			return 0, false
		}
		if of := v.FieldByName(member); of.IsValid() && !of.IsNil() {
			v = of.Elem()
			break
		}
	}
	if v.Kind() != reflect.Struct {
		return 0, false
	}
	version := v.FieldByName("ApplicationVersionId")
	if !version.IsValid() || version.Kind() != reflect.Pointer || version.IsNil() {
		return 0, false
	}
	return version.Elem().Int(), true
}

// reads tells the requests that change nothing.
func reads(r *http.Request) bool { return r.Method == http.MethodGet || r.Method == http.MethodHead }

// etag is the strong tag of an answer that describes an application: its version, by which a later change makes sure that nobody was
// faster, and for what was read also a digest, since the status and other things told of an application move without another version.
func etag(r *http.Request, version int64, text []byte) string {
	if !reads(r) {
		return fmt.Sprintf(`"%d"`, version)
	}
	sum := sha256.Sum256(text)
	return fmt.Sprintf(`"%d-%x"`, version, sum[:8])
}

// tag gives the answer that describes an application its ETag, and refuses one that the client did not ask for.
func tag(ctx context.Context, h http.Header, r *http.Request, out any, text []byte) error {
	if reads(r) {
		h.Set("Cache-Control", "private, no-cache") // kept by its client alone, and asked for each time
	}
	version, ok := versionOf(out)
	if !ok {
		return nil
	}
	if reads(r) {
		if err := checkVersion(ctx, version); err != nil {
			return err
		}
	}
	h.Set("ETag", etag(r, version, text))
	return nil
}

// versionTag is a tag as etag writes it. Only the version counts when something is to be changed.
var versionTag = regexp.MustCompile(`^([1-9][0-9]{0,8})(?:-[0-9a-f]{16})?$`)

// entityTag is one of RFC 9110.
type entityTag struct {
	weak  bool
	value string
}

// entityTagPattern is a tag at the beginning of the rest of a list.
var entityTagPattern = regexp.MustCompile(`^[ \t,]*(W/)?"([\x21\x23-\x7e\x80-\xff]*)"[ \t]*(?:,|$)`)

// entityTags reads a list of tags; every is whether it is *, which stands for all of them.
func entityTags(header string) (tags []entityTag, every, ok bool) {
	if header = strings.TrimSpace(header); header == "*" {
		return nil, true, true
	}
	for strings.Trim(header, " \t,") != "" {
		found := entityTagPattern.FindStringSubmatch(header)
		if found == nil {
			return nil, false, false
		}
		tags = append(tags, entityTag{found[1] != "", found[2]})
		header = header[len(found[0]):]
	}
	return tags, false, true
}

// ifMatchKey is the key of the versions, in the context of a request, of which the application must have one.
type ifMatchKey struct{}

// withIfMatch puts the versions of the header If-Match into the context, and the version into the request where it has a member for it.
// Without the header, or with *, every version will do. Tags that name no version are of nothing that there is.
func withIfMatch(ctx context.Context, x *exchange, in any) (context.Context, error) {
	header := strings.Join(x.Header.Values("If-Match"), ",")
	tags, every, ok := entityTags(header)
	switch {
	case !ok:
		return nil, &requestError{codeSerialization, "The header If-Match is no list of ETags such as \"3\", in quotes, and not *.", http.StatusBadRequest}
	case every || len(tags) == 0:
		return ctx, nil
	case !ofApplication(x.operation):
		return nil, preconditionFailed("If-Match names an ETag, and what the request is about has none.")
	}
	versions := []int64{}
	for _, tag := range tags {
		if found := versionTag.FindStringSubmatch(tag.value); found != nil && !tag.weak {
			version, err := strconv.ParseInt(found[1], 10, 64)
			if err != nil {
				return nil, fmt.Errorf("read If-Match: %w", err)
			}
			versions = append(versions, version)
		}
	}
	if member := reflect.ValueOf(in).Elem().FieldByName("CurrentApplicationVersionId"); len(versions) == 1 && member.IsValid() && member.IsNil() {
		member.Set(reflect.ValueOf(&versions[0]))
	}
	return context.WithValue(ctx, ifMatchKey{}, versions), nil
}

// ofApplication tells the operations whose path or query says which application they are about.
func ofApplication(op *model.Operation) bool {
	return slices.ContainsFunc(op.Parameters, func(p model.Parameter) bool { return p.Name == "ApplicationName" || p.Name == "ResourceARN" })
}

// checkIfMatch compares an application, which is locked, with what the client knows.
func checkIfMatch(ctx context.Context, a *lifecycle.Application) error {
	return checkVersion(ctx, a.CurrentVersionID)
}

func checkVersion(ctx context.Context, version int64) error {
	versions, ok := ctx.Value(ifMatchKey{}).([]int64)
	if !ok || slices.Contains(versions, version) {
		return nil
	}
	return preconditionFailed("The application is at version %d, and If-Match names another. Describe it and try again.", version)
}

func preconditionFailed(format string, args ...any) error {
	return &requestError{codePreconditionFailed, fmt.Sprintf(format, args...), http.StatusPreconditionFailed}
}

// unmodified tells whether a client has what it would be sent.
func unmodified(r *http.Request, tag string) bool {
	tags, every, ok := entityTags(strings.Join(r.Header.Values("If-None-Match"), ","))
	if !reads(r) || tag == "" || !ok {
		return false
	}
	return every || slices.ContainsFunc(tags, func(t entityTag) bool { return strconv.Quote(t.value) == tag })
}

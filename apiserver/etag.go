package apiserver

import (
	"context"
	"fmt"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle"
)

const codePreconditionFailed model.ErrorCode = "PreconditionFailedException"

// setETag tells the version of the application that an answer is about, as the tag by which a later request can make sure that nobody
// was faster. It tags what can be changed, not what else is told of an application: its status moves without another version.
func setETag(h http.Header, answer any) {
	v := reflect.Indirect(reflect.ValueOf(answer))
	for _, member := range []string{"ApplicationDetail", "ApplicationVersionDetail"} {
		if v.Kind() != reflect.Struct {
			return
		}
		if of := v.FieldByName(member); of.IsValid() && !of.IsNil() {
			v = of.Elem()
			break
		}
	}
	if v.Kind() != reflect.Struct {
		return
	}
	if version := v.FieldByName("ApplicationVersionId"); version.IsValid() && version.Kind() == reflect.Pointer && !version.IsNil() {
		h.Set("ETag", strconv.Quote(strconv.FormatInt(version.Elem().Int(), 10)))
	}
}

// ifMatchKey is the key of the versions, in the context of a request, of which the application must have one.
type ifMatchKey struct{}

// withIfMatch puts the versions of the header If-Match into the context, and the version into the request where it has a member for it.
// Without the header, or with *, every version will do.
func withIfMatch(ctx context.Context, h http.Header, in any) (context.Context, error) {
	header := strings.TrimSpace(strings.Join(h.Values("If-Match"), ","))
	if header == "" || header == "*" {
		return ctx, nil
	}
	var versions []int64
	for tag := range strings.SplitSeq(header, ",") {
		text, err := strconv.Unquote(strings.TrimSpace(tag))
		version, err2 := strconv.ParseInt(text, 10, 64)
		if err != nil || err2 != nil {
			return nil, &requestError{codeSerialization, fmt.Sprintf("The header If-Match has %s, which is no ETag of an application.", tag), http.StatusBadRequest}
		}
		versions = append(versions, version)
	}
	if member := reflect.ValueOf(in).Elem().FieldByName("CurrentApplicationVersionId"); len(versions) == 1 && member.IsValid() && member.IsNil() {
		member.Set(reflect.ValueOf(&versions[0]))
	}
	return context.WithValue(ctx, ifMatchKey{}, versions), nil
}

// checkIfMatch compares an application, which is locked, with what the client knows.
func checkIfMatch(ctx context.Context, a *lifecycle.Application) error {
	versions, ok := ctx.Value(ifMatchKey{}).([]int64)
	if !ok || slices.Contains(versions, a.CurrentVersionID) {
		return nil
	}
	return &requestError{
		codePreconditionFailed, fmt.Sprintf("Application %s is at version %d, and If-Match names another. Describe it and try again.", a.Name, a.CurrentVersionID),
		http.StatusPreconditionFailed,
	}
}

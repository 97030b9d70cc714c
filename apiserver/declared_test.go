package apiserver

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/penstock/penstock/apiserver/model"
)

// undeclared are the errors that the contract does not have but every client knows, and one that BEHAVIOUR asks for.
var undeclared = map[model.ErrorCode]bool{
	codeSerialization: true, codeUnknownOperation: true, codeTooLarge: true, codeInternal: true,
	"MissingAuthenticationTokenException": true, "IncompleteSignatureException": true, "InvalidSignatureException": true,
	"UnrecognizedClientException": true, "AccessDeniedException": true, "ThrottlingException": true, "ExpiredTokenException": true,
}

// OnlyDeclared watches a server of a test: an operation of AWS JSON answers no error that it does not declare.
func OnlyDeclared(t testing.TB, api http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		api.ServeHTTP(w, r)
		code := model.ErrorCode(w.Header().Get("X-Amzn-Errortype"))
		op := byTarget[strings.TrimPrefix(r.Header.Get("X-Amz-Target"), targetPrefix)]
		switch {
		case code == "" || op == nil || undeclared[code] || slices.Contains(op.Errors, code):
		case code == model.ResourceNotFoundException && op.Name == "ListApplicationSnapshots": // of an application that is not there
		case code == model.UnsupportedOperationException && unimplemented(op): // not of this handler
		default:
			assert.Fail(t, "undeclared error", "%s answers %s", op.Name, code)
		}
	})
}

// unimplemented tells the operations that UnimplementedHandler may answer in place of the service.
func unimplemented(op *model.Operation) bool {
	return !slices.Contains(op.Errors, model.UnsupportedOperationException)
}

func TestDeclared(t *testing.T) {
	t.Parallel()
	for _, op := range model.Operations {
		for code := range otherwise {
			if got := declared(op, code); !slices.Contains(op.Errors, got) {
				assert.Contains(t, []string{"ListApplications"}, op.Name, "%s has nothing near %s", op.Name, code)
			}
		}
	}
}

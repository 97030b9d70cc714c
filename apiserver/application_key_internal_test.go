package apiserver

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/kms"
	"github.com/penstock/penstock/lifecycle/fault"
)

// Code that cannot be opened for its key's sake is told as what it is: not as something that is not there, and not as a failure of the
// server.
func TestCodeRefusal(t *testing.T) {
	t.Parallel()
	at := slices.IndexFunc(model.Operations, func(o *model.Operation) bool { return o.Name == "StartApplication" })
	for name, cause := range map[string]error{"gone": fault.NotFound("There is no key k"), "disabled": nil} {
		failed := &kms.KeyError{Kind: kms.KeyNotFound, Action: "kms:Decrypt", KeyID: "arn:aws:kms:k", Err: cause}
		f := failureOf(model.Operations[at], codeRefusal(fmt.Errorf("open code: %w", failed)))
		require.Equal(t, model.InvalidApplicationConfigurationException, f.code, name)
		require.Contains(t, f.message, "The application's code cannot be opened: kms:Decrypt with the key arn:aws:kms:k")
		require.False(t, f.internal, name)
	}
	other := errors.New("another")
	require.Equal(t, other, codeRefusal(other))
	require.NoError(t, codeRefusal(nil))
}

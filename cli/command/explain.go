package command

import (
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/penstock/penstock/apiserver/client"
	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/cli/connect"
)

// explain puts an error into words for a person: without the names of operations, and with what to do about it.
func explain(err error) error {
	var (
		answered    *client.Error
		unreachable *url.Error
		placed      *scriptError
		done        *explained
	)
	switch {
	case err == nil, errors.As(err, &placed), errors.As(err, &done):
		return err
	case errors.As(err, &answered):
		return &explained{answeredText(answered), err}
	case errors.As(err, &unreachable):
		return &explained{unreachableText(unreachable), err}
	default:
		return err
	}
}

// explained is an error in other words.
type explained struct {
	text string
	err  error
}

func (e *explained) Error() string { return e.text }
func (e *explained) Unwrap() error { return e.err }

func answeredText(e *client.Error) string {
	text := strings.TrimSuffix(e.Message, ".")
	switch e.Code {
	case model.ResourceNotFoundException:
		return text + "; \"penstock apps\" lists what there is in this region"
	case model.ConcurrentModificationException:
		return text + "; somebody else changed the application just now, try again"
	case "UnrecognizedClientException", "InvalidSignatureException", "MissingAuthenticationTokenException", "IncompleteSignatureException":
		return fmt.Sprintf("the server does not accept the credentials: %s; \"penstock help credentials\" tells where they come from", text)
	case "AccessDeniedException":
		return "not allowed: " + text
	default:
		return fmt.Sprintf("%s (%s)", text, e.Code)
	}
}

func unreachableText(e *url.Error) string {
	u, err := url.Parse(e.URL)
	if err != nil {
		return e.Error()
	}
	text := fmt.Sprintf("no server answers at %s://%s: %v", u.Scheme, u.Host, rootOf(e.Err))
	if strings.HasPrefix(e.URL, connect.DefaultEndpoint) {
		text += "\nStart one with \"penstock serve --data-dir DIR\", or say where it is with --data-dir or --endpoint-url"
	}
	return text
}

// rootOf is the innermost error.
func rootOf(err error) error {
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return err
		}
		err = inner
	}
}

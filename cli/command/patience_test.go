package command

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/url"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/apiserver/client"
	"github.com/penstock/penstock/cli/terminal"
)

func TestPatiently(t *testing.T) {
	t.Parallel()
	refused := &url.Error{Op: "Post", URL: "http://127.0.0.1:7070", Err: syscall.ECONNREFUSED}
	missing := &client.Error{Code: "ResourceNotFoundException", Status: 400}
	for name, c := range map[string]struct {
		// answers are those of one question after the other; the last one is given again and again.
		answers []error
		want    error
		asked   int
		took    time.Duration
	}{
		"is there":               {[]error{nil}, nil, 1, 0},
		"is started again":       {[]error{refused, refused, &client.Error{Status: 503}, io.ErrUnexpectedEOF, nil}, nil, 5, 4 * time.Second},
		"does not come":          {[]error{refused}, refused, 62, 61 * time.Second},
		"says that it is not so": {[]error{refused, missing}, missing, 2, time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var told bytes.Buffer
				asked, began := 0, time.Now()
				_, err := patiently(t.Context(), terminal.NewProgress(&told, false), func() (int, error) {
					asked++
					return asked, c.answers[min(asked, len(c.answers))-1]
				})
				require.Equal(t, c.want, err)
				require.Equal(t, c.asked, asked)
				require.Equal(t, c.took, time.Since(began))
				require.Equal(t, asked > 1, bytes.Contains(told.Bytes(), []byte("went away")))
			})
		})
	}
}

func TestPatiently_interrupted(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	_, err := patiently(ctx, terminal.NewProgress(io.Discard, true), func() (int, error) {
		cancel()
		return 0, &url.Error{Err: errors.New("connection reset")}
	})
	require.ErrorContains(t, err, "connection reset")
}

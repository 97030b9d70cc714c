package command

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"time"

	"github.com/penstock/penstock/apiserver/client"
	"github.com/penstock/penstock/cli/terminal"
)

// patience is for how long somebody who waits for the end of something goes on waiting while no server answers: a control plane that is
// started again, or another one that takes over, does so within seconds.
const patience = time.Minute

// patiently asks how something is, and asks again where the server is away: what was asked for goes on when it is back. ask changes nothing.
func patiently[T any](ctx context.Context, p *terminal.Progress, ask func() (T, error)) (T, error) {
	var since time.Time
	for {
		answer, err := ask()
		if !isAway(err) || ctx.Err() != nil {
			return answer, err
		}
		switch {
		case since.IsZero():
			since = time.Now()
		case time.Since(since) > patience:
			return answer, err
		}
		p.Step("The server went away; this goes on when it is back")
		if err := pause(ctx, reconnectPause); err != nil {
			return answer, err
		}
	}
}

// isAway tells whether an error says that no server was there, or none that could answer just then.
func isAway(err error) bool {
	var (
		answered    *client.Error
		unreachable *url.Error
	)
	if errors.As(err, &answered) {
		return answered.Status >= http.StatusInternalServerError
	}
	return errors.As(err, &unreachable) || errors.Is(err, io.ErrUnexpectedEOF)
}

package driver

import "errors"

// TerminalError marks a failure that a repeated call cannot mend: code that does not compile, an image that does not
// exist. Everything else is retried with backoff.
type TerminalError struct {
	// Reason is a sentence for the owner of the application. It holds no secret and no address of the installation.
	Reason string
	// Err is the cause for the log; it may be nil.
	Err error
}

// Error is the reason, and the cause where there is one.
func (e *TerminalError) Error() string {
	if e.Err == nil {
		return e.Reason
	}
	return e.Reason + ": " + e.Err.Error()
}

// Unwrap returns the cause.
func (e *TerminalError) Unwrap() error { return e.Err }

// IsTerminal tells whether err says that repeating the call cannot help, and gives the reason to show.
func IsTerminal(err error) (reason string, terminal bool) {
	var t *TerminalError
	if errors.As(err, &t) {
		return t.Reason, true
	}
	var c *CodeError
	if errors.As(err, &c) {
		return c.Error(), true
	}
	return "", false
}

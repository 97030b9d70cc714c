package access

// DeniedError says that the caller may not do what it asked for. Its text is for the caller.
type DeniedError struct{ Message string }

// Error returns the message.
func (e *DeniedError) Error() string { return e.Message }

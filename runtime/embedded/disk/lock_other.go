//go:build !unix

package disk

// tryLock locks nothing: folders that are left over stay.
func tryLock(_ string, create bool) (unlock func() error, err error) {
	if !create {
		return nil, errLocked
	}
	return func() error { return nil }, nil
}

//go:build !unix

package cluster

import "errors"

// freeBytes is not known here.
func freeBytes(string) (int64, error) { return 0, errors.ErrUnsupported }

// tryLock takes no lock: there is none here.
func tryLock(string) (unlock func(), taken bool, err error) { return nil, false, errors.ErrUnsupported }

//go:build !unix

package enginetest

import "testing"

// limitFiles has the system refuse to make files of this process larger.
func limitFiles(t *testing.T, _ uint64) { t.Skip("this system cannot limit the size of files") }

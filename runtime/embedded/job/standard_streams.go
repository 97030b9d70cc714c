package job

import (
	"io"
	"sync"
)

// serialWriter lets one writer of several through at a time: every subtask of every print table writes to the streams that a
// job was given, and these need not be safe for concurrent use.
type serialWriter struct {
	mu  *sync.Mutex
	out io.Writer
}

// serialized gives writers of both streams that never write at the same time, because both may end in the same place.
func serialized(stdout, stderr io.Writer) (io.Writer, io.Writer) {
	var mu sync.Mutex
	return serialWriter{&mu, stdout}, serialWriter{&mu, stderr}
}

// Write implements io.Writer.
func (w serialWriter) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.out.Write(p)
}

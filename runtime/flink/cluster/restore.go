package cluster

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
)

// savepointMagic begins the metadata of every checkpoint and savepoint of Flink.
const savepointMagic = 0x4960672d

// checkSavepoint tells, by an error for the owner of the application, why the job cannot go on from a checkpoint or savepoint. Where that
// cannot be told here, Flink will.
func checkSavepoint(uri string) error {
	u, err := url.Parse(uri)
	if uri == "" || err != nil || u.Scheme != "file" {
		return nil
	}
	file, err := os.Open(filepath.Join(filepath.FromSlash(u.Path), "_metadata"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil // a checkpoint that a newer one has taken the place of, perhaps
	}
	if err != nil {
		return fmt.Errorf("the state to go on from cannot be read: %w", err)
	}
	defer file.Close()
	var magic uint32
	switch err := binary.Read(file, binary.BigEndian, &magic); {
	case err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF):
		return fmt.Errorf("the state to go on from cannot be read: %w", err)
	case magic != savepointMagic:
		return errors.New("The state was not written by Apache Flink, such as by the embedded engine, and Flink cannot go on from it. " + //nolint:staticcheck // a sentence for people
			"To let the state start afresh, say so: ApplicationRestoreType SKIP_RESTORE_FROM_SNAPSHOT.")
	}
	return nil
}

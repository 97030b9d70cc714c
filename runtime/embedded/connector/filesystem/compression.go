package filesystem

import (
	"compress/bzip2"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// decompressed is the content of a file, unpacked by its extension. A plain file is returned as it is.
func decompressed(file *os.File, path string) (io.Reader, error) {
	ext := strings.ToLower(filepath.Ext(path))
	var content io.Reader
	var err error
	switch ext {
	case ".gz", ".gzip":
		content, err = gzip.NewReader(file)
	case ".deflate":
		content, err = zlib.NewReader(file)
	case ".bz2":
		return bzip2.NewReader(file), nil
	case ".xz", ".zst":
		return nil, fmt.Errorf("files compressed as '%s' are not supported", ext)
	default:
		return file, nil
	}
	if errors.Is(err, io.EOF) { // an empty file has no header
		return strings.NewReader(""), nil
	}
	if err != nil {
		return nil, fmt.Errorf("unpack: %w", err)
	}
	return content, nil
}

package cluster

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// newestCheckpoint finds the checkpoint of the job that has the highest number and is complete, as a URI; empty where there is none.
func newestCheckpoint(checkpointsURI, jobID string) (string, error) {
	u, err := url.Parse(checkpointsURI)
	if err != nil || u.Scheme != "file" {
		return "", fmt.Errorf("find the newest checkpoint: %q is no folder of this machine", checkpointsURI)
	}
	dir := filepath.Join(filepath.FromSlash(u.Path), jobID)
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("find the newest checkpoint: %w", err)
	}
	newest, path := int64(-1), ""
	for _, e := range entries {
		text, found := strings.CutPrefix(e.Name(), "chk-")
		number, err := strconv.ParseInt(text, 10, 64)
		if !found || err != nil || number <= newest {
			continue
		}
		if _, err := os.Stat(filepath.Join(dir, e.Name(), "_metadata")); err == nil {
			newest, path = number, filepath.Join(dir, e.Name())
		}
	}
	if path == "" {
		return "", nil
	}
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(path)}).String(), nil
}

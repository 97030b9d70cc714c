package cluster

import (
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/penstock/penstock/runtime/embedded/checkpoint"
)

// newestCheckpoint finds the checkpoint of the job that has the highest number and is complete, as a URI; empty where there is none.
func (s storage) newestCheckpoint(checkpointsURI, jobID string) (string, error) {
	path, err := s.path(checkpointsURI)
	if err != nil {
		return "", fmt.Errorf("find the newest checkpoint: %w", err)
	}
	dir := filepath.Join(path, jobID)
	names, err := s.List(dir)
	if err != nil {
		return "", fmt.Errorf("find the newest checkpoint: %w", err)
	}
	var numbers []int64
	for _, name := range names {
		text, found := strings.CutPrefix(name, "chk-")
		if number, err := strconv.ParseInt(text, 10, 64); found && err == nil {
			numbers = append(numbers, number)
		}
	}
	slices.Sort(numbers)
	for _, number := range slices.Backward(numbers) {
		found := filepath.Join(dir, "chk-"+strconv.FormatInt(number, 10))
		content, err := s.List(found)
		if err != nil {
			return "", fmt.Errorf("find the newest checkpoint: %w", err)
		}
		if slices.Contains(content, checkpoint.MetadataFile) {
			return s.uri(found), nil
		}
	}
	return "", nil
}

// localPath is the path that a URI of a file means.
func localPath(uri string) (string, error) {
	u, err := url.Parse(uri)
	if err != nil || u.Scheme != "file" {
		return "", errors.New(strconv.Quote(uri) + " is no folder of this machine")
	}
	return filepath.FromSlash(u.Path), nil
}

func fileURI(path string) string {
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(path)}).String()
}

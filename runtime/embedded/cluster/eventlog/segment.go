package eventlog

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

const (
	segmentPrefix = "events-"
	segmentSuffix = ".jsonl"
)

// segment is one file of the log, named by the number of its first event.
type segment struct {
	first int64
	path  string
}

func segmentPath(dir string, first int64) string {
	return filepath.Join(dir, fmt.Sprintf("%s%020d%s", segmentPrefix, first, segmentSuffix))
}

// segments lists the files of the log, the oldest first. A folder that is not there has none.
func segments(dir string) ([]segment, error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("list the log's files: %w", err)
	}
	var found []segment
	for _, e := range entries {
		number, isSegment := strings.CutPrefix(e.Name(), segmentPrefix)
		number, hasSuffix := strings.CutSuffix(number, segmentSuffix)
		first, err := strconv.ParseInt(number, 10, 64)
		if isSegment && hasSuffix && err == nil && first > 0 {
			found = append(found, segment{first, filepath.Join(dir, e.Name())})
		}
	}
	slices.SortFunc(found, func(a, b segment) int { return cmp.Compare(a.first, b.first) })
	return found, nil
}

// measure counts the whole lines of a file and tells where the last one ends.
func measure(file io.Reader) (lines, end int64, err error) {
	r := bufio.NewReaderSize(file, 64<<10)
	var partial int64
	for {
		piece, err := r.ReadSlice('\n')
		switch {
		case err == nil:
			end += partial + int64(len(piece))
			partial = 0
			lines++
		case errors.Is(err, bufio.ErrBufferFull):
			partial += int64(len(piece))
		case errors.Is(err, io.EOF):
			return lines, end, nil
		default:
			return 0, 0, fmt.Errorf("measure the log: %w", err)
		}
	}
}

// wholeLines is the longest beginning of text that ends with a line and has at most limit bytes, but at least one line.
func wholeLines(text []byte, limit int64) []byte {
	if int64(len(text)) <= limit {
		return text
	}
	if limit > 0 {
		if end := bytes.LastIndexByte(text[:limit], '\n'); end >= 0 {
			return text[:end+1]
		}
	}
	return text[:bytes.IndexByte(text, '\n')+1]
}

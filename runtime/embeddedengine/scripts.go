package embeddedengine

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"path"
	"path/filepath"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/embedded/sql/script"
)

const (
	// plainTextName is the name of a script that came as text.
	plainTextName = "script.sql"
	// maxScriptBytes bounds all scripts of an archive together, unpacked.
	maxScriptBytes = 8 << 20
	// maxArchiveBytes is what an archive with scripts may have at most; larger ones are JARs.
	maxArchiveBytes = 64 << 20
)

// NoScriptError says that an archive holds no script: it is not code for this engine, and may be good for another.
type NoScriptError struct{}

// Error is a sentence for the owner of the application.
func (*NoScriptError) Error() string {
	return "The archive has no .sql file. The embedded engine runs SQL scripts; a JAR needs an installation with Apache Flink."
}

// Unwrap makes it an error of the code, which no repetition mends.
func (e *NoScriptError) Unwrap() error { return &driver.CodeError{Message: e.Error()} }

// Is makes other engines be asked, see [driver.ErrOtherEngine].
func (*NoScriptError) Is(target error) bool { return target == driver.ErrOtherEngine }

// ReadScripts gives the script files of an application's code, in the order in which they are compiled: by their path.
// What is wrong with the code as such is a *driver.CodeError.
func ReadScripts(ctx context.Context, code driver.Code) ([]script.File, error) {
	limit := int64(maxScriptBytes)
	if code.Kind == driver.ZipFile {
		limit = maxArchiveBytes
	}
	switch {
	case code.Size > limit && code.Kind == driver.ZipFile:
		return nil, &NoScriptError{} // for another engine, if for any
	case code.Size > limit:
		return nil, &driver.CodeError{Message: fmt.Sprintf("The code has %d bytes; the embedded engine takes scripts of at most %d.", code.Size, limit)}
	}
	r, err := code.Open(ctx)
	if err != nil {
		return nil, fmt.Errorf("open the application's code: %w", err)
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return nil, fmt.Errorf("read the application's code: %w", err)
	}
	if code.Kind == driver.PlainText {
		return checked([]script.File{{Name: plainTextName, Text: string(data)}})
	}
	files, err := unzip(data)
	if err != nil {
		return nil, err
	}
	return checked(files)
}

func unzip(data []byte) ([]script.File, error) {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, &driver.CodeError{Message: "The code is not a ZIP archive."}
	}
	var files []script.File
	left := int64(maxScriptBytes)
	for _, entry := range archive.File {
		if path.Ext(entry.Name) == ".class" {
			return nil, &NoScriptError{} // a JAR, whatever else is in it
		}
		if entry.FileInfo().IsDir() || !strings.EqualFold(path.Ext(entry.Name), ".sql") {
			continue
		}
		if !filepath.IsLocal(entry.Name) {
			return nil, &driver.CodeError{Message: fmt.Sprintf("The archive has an entry outside of itself: %q.", entry.Name)}
		}
		text, err := readEntry(entry, left)
		if err != nil {
			return nil, &driver.CodeError{File: entry.Name, Message: err.Error()}
		}
		left -= int64(len(text))
		files = append(files, script.File{Name: path.Clean(entry.Name), Text: text})
	}
	if len(files) == 0 {
		return nil, &NoScriptError{}
	}
	sort.Slice(files, func(i, j int) bool { return files[i].Name < files[j].Name })
	return files, nil
}

func readEntry(entry *zip.File, limit int64) (string, error) {
	r, err := entry.Open()
	if err != nil {
		return "", fmt.Errorf("cannot be unpacked: %w", err)
	}
	defer r.Close()
	text, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return "", fmt.Errorf("cannot be unpacked: %w", err)
	}
	if int64(len(text)) > limit {
		return "", fmt.Errorf("the scripts of the archive have more than %d bytes", maxScriptBytes)
	}
	return string(text), nil
}

// checked refuses what is not text.
func checked(files []script.File) ([]script.File, error) {
	for i, f := range files {
		if !utf8.ValidString(f.Text) {
			return nil, &driver.CodeError{File: f.Name, Message: "The script is not UTF-8 text."}
		}
		files[i].Text = strings.TrimPrefix(f.Text, "\ufeff")
	}
	return files, nil
}

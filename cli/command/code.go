package command

import (
	"bytes"
	"crypto/md5" // the API tells code by its MD5
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"github.com/penstock/penstock/apiserver/client"
	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/cli/terminal"
)

// code is what is to be deployed: a script, a package, or where in S3 one is.
type code struct {
	path   string // as the user named it
	script string
	zipped []byte
	// program is the file of the package that is a program in Python; empty for other packages, and those that do not tell.
	program string
	bucket  string
	key     string
}

// loadCode reads a file: SQL as a script, everything else as a package; - is a script on standard input, s3://… stays where it is. A program in
// Python, which is a .py file or a folder that has a main.py, is packed.
func loadCode(path string, in io.Reader) (*code, error) {
	if location, isS3 := strings.CutPrefix(path, "s3://"); isS3 {
		bucket, key, ok := strings.Cut(location, "/")
		if !ok || bucket == "" || key == "" {
			return nil, fmt.Errorf("%s is not of the form s3://bucket/key", path)
		}
		return &code{path: path, bucket: bucket, key: key}, nil
	}
	if path == "-" {
		text, err := io.ReadAll(in)
		if err != nil {
			return nil, fmt.Errorf("read the script from standard input: %w", err)
		}
		return &code{path: "stdin", script: string(text)}, nil
	}
	if info, err := os.Stat(path); err == nil && (info.IsDir() || filepath.Ext(path) == ".py") {
		return packPython(path, info)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read the code: %w", err)
	}
	if len(content) == 0 {
		return nil, fmt.Errorf("%s is empty", path)
	}
	if bytes.HasPrefix(content, []byte("PK\x03\x04")) {
		return &code{path: path, zipped: content, program: programIn(content)}, nil
	}
	if extension := filepath.Ext(path); extension == ".jar" || extension == ".zip" {
		return nil, fmt.Errorf("%s is no %s file", path, strings.TrimPrefix(extension, "."))
	}
	return &code{path: path, script: string(content)}, nil
}

func (c *code) contentType() *model.CodeContentType {
	if c.script != "" {
		return new(model.CodeContentTypePLAINTEXT)
	}
	return new(model.CodeContentTypeZIPFILE)
}

func (c *code) bucketARN() *string { return new("arn:aws:s3:::" + c.bucket) }

func (c *code) creation() *model.ApplicationCodeConfiguration {
	content := &model.CodeContent{}
	switch {
	case c.script != "":
		content.TextContent = &c.script
	case c.zipped != nil:
		content.ZipFileContent = c.zipped
	default:
		content.S3ContentLocation = &model.S3ContentLocation{BucketARN: c.bucketARN(), FileKey: &c.key}
	}
	return &model.ApplicationCodeConfiguration{CodeContentType: c.contentType(), CodeContent: content}
}

func (c *code) update() *model.ApplicationCodeConfigurationUpdate {
	content := &model.CodeContentUpdate{}
	switch {
	case c.script != "":
		content.TextContentUpdate = &c.script
	case c.zipped != nil:
		content.ZipFileContentUpdate = c.zipped
	default:
		content.S3ContentLocationUpdate = &model.S3ContentLocationUpdate{BucketARNUpdate: c.bucketARN(), FileKeyUpdate: &c.key}
	}
	return &model.ApplicationCodeConfigurationUpdate{CodeContentTypeUpdate: c.contentType(), CodeContentUpdate: content}
}

// change tells how the code differs from an application's; empty where it is the same. An object in S3 may have changed behind
// its name, so it always differs.
func (c *code) change(d *model.ApplicationConfigurationDescription) string {
	var content *model.CodeContentDescription
	if d != nil && d.ApplicationCodeConfigurationDescription != nil {
		content = d.ApplicationCodeConfigurationDescription.CodeContentDescription
	}
	switch {
	case c.bucket != "":
		return "code: read again from " + c.path
	case c.script != "" && content != nil && content.TextContent != nil:
		if *content.TextContent == c.script {
			return ""
		}
		return "code: " + lineChange(*content.TextContent, c.script)
	case c.zipped != nil && content != nil && content.CodeMD5 != nil:
		sum := md5.Sum(c.zipped)
		if *content.CodeMD5 == hex.EncodeToString(sum[:]) {
			return ""
		}
	}
	return "code: replaced by " + c.path
}

// position finds where in a script an error is.
var position = regexp.MustCompile(`(?:^|[^a-z])line (\d+),? column (\d+)`)

// scriptError is an error with the place of the script that it is about.
type scriptError struct {
	text string
	err  error
}

func (e *scriptError) Error() string { return e.text }
func (e *scriptError) Unwrap() error { return e.err }

// locate shows an error of the server at its place in the script.
func (c *code) locate(err error, p terminal.Paint) error {
	var answered *client.Error
	if !errors.As(err, &answered) || answered.Code != model.CodeValidationException {
		return err
	}
	found := position.FindStringSubmatchIndex(answered.Message)
	if found == nil || c.script == "" {
		return &scriptError{fmt.Sprintf("%s is refused: %s", c.path, answered.Message), err}
	}
	line, lineErr := strconv.Atoi(answered.Message[found[2]:found[3]])
	column, columnErr := strconv.Atoi(answered.Message[found[4]:found[5]])
	lines := strings.Split(c.script, "\n")
	if lineErr != nil || columnErr != nil || line < 1 || line > len(lines) {
		return &scriptError{fmt.Sprintf("%s is refused: %s", c.path, answered.Message), err}
	}
	reason := strings.TrimLeft(answered.Message[found[1]:], ": ")
	text := fmt.Sprintf("%s:%d:%d: %s", c.path, line, column, reason)
	return &scriptError{text + "\n\n" + excerpt(lines, line, column, p), err}
}

// excerpt shows a line of a script with those before it, and a mark below the column.
func excerpt(lines []string, line, column int, p terminal.Paint) string {
	const before = 2
	var b strings.Builder
	width := len(strconv.Itoa(line))
	for n := max(1, line-before); n <= line; n++ {
		fmt.Fprintf(&b, "  %s %s\n", p.Text(terminal.Faint, fmt.Sprintf("%*d |", width, n)), strings.TrimRight(lines[n-1], "\r"))
	}
	// Tabs stay tabs, so that the mark stands below the character on every terminal.
	lead := []rune(lines[line-1])
	lead = lead[:min(max(0, column-1), len(lead))]
	for i, r := range lead {
		if r != '\t' {
			lead[i] = ' '
		}
	}
	fmt.Fprintf(&b, "  %s %s%s", p.Text(terminal.Faint, strings.Repeat(" ", width)+" |"), string(lead), p.Text(terminal.Bad, "^"))
	return b.String()
}

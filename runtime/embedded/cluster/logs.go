package cluster

import (
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"

	"gopkg.in/natefinch/lumberjack.v2"
)

// The limits of a cluster's log files: at most four of each kind beside the one that is written.
const (
	logFileMegabytes = 16
	logFilesKept     = 4
)

// logs are the files that a cluster writes for people.
type logs struct {
	logger         *slog.Logger
	stdout, stderr io.Writer
	files          []*lumberjack.Logger
}

func openLogs(dir string, spec Spec) (*logs, error) {
	var level slog.Level
	if spec.LogLevel != "" {
		if err := level.UnmarshalText([]byte(spec.LogLevel)); err != nil {
			return nil, fmt.Errorf("log level: %w", err)
		}
	}
	dir = filepath.Join(dir, "log")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("folder of logs: %w", err)
	}
	l := &logs{}
	open := func(name string) *lumberjack.Logger {
		f := &lumberjack.Logger{Filename: filepath.Join(dir, name), MaxSize: logFileMegabytes, MaxBackups: logFilesKept}
		l.files = append(l.files, f)
		return f
	}
	l.stdout, l.stderr = lineWriter{open("cluster.out")}, lineWriter{open("cluster.err")}
	l.logger = slog.New(slog.NewJSONHandler(open("cluster.log"), &slog.HandlerOptions{Level: level, ReplaceAttr: serviceNames}))
	for name, value := range spec.LogFields {
		l.logger = l.logger.With(name, value)
	}
	l.logger = l.logger.With("messageSchemaVersion", "1")
	return l, nil
}

// serviceNames gives a line the names that the log events of the managed service have.
func serviceNames(groups []string, a slog.Attr) slog.Attr {
	if len(groups) > 0 {
		return a
	}
	switch a.Key {
	case slog.MessageKey:
		a.Key = "message"
	case slog.LevelKey:
		a.Key = "messageType"
	}
	return a
}

// lineWriter writes text that may be longer than a whole log file, which the rotation refuses, in pieces that end with
// lines where they can.
type lineWriter struct{ to io.Writer }

// longestPiece is far below the size of a log file.
const longestPiece = 1 << 20

func (w lineWriter) Write(text []byte) (written int, err error) {
	for written < len(text) {
		piece := text[written:]
		if len(piece) > longestPiece {
			piece = piece[:longestPiece]
			if end := bytes.LastIndexByte(piece, '\n'); end >= 0 {
				piece = piece[:end+1]
			}
		}
		n, err := w.to.Write(piece)
		if written += n; err != nil {
			return written, err
		}
	}
	return written, nil
}

// close closes the files; what failed to be written was said when it was.
func (l *logs) close() {
	for _, f := range l.files {
		_ = f.Close()
	}
}

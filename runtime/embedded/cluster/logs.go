package cluster

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"gopkg.in/natefinch/lumberjack.v2"

	"github.com/penstock/penstock/runtime/embedded/cluster/eventlog"
)

// The limits of the files of what print sinks write: at most four of each kind beside the one that is written.
const (
	printFileMegabytes = 16
	printFilesKept     = 4
)

// The names of the streams in the log, beside the log proper.
const (
	streamStdout = "stdout"
	streamStderr = "stderr"
)

// logs are what a cluster writes for people.
type logs struct {
	logger         *slog.Logger
	events         *eventlog.Writer
	stdout, stderr io.Writer
	samples        []*sample
	files          []*lumberjack.Logger
}

func openLogs(dir string, spec Spec, key *eventlog.Key) (*logs, error) {
	var level slog.Level
	if spec.LogLevel != "" {
		if err := level.UnmarshalText([]byte(spec.LogLevel)); err != nil {
			return nil, fmt.Errorf("log level: %w", err)
		}
	}
	dir = filepath.Join(dir, eventlog.Folder)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("folder of logs: %w", err)
	}
	origin := eventlog.Event{
		ApplicationARN: spec.LogFields["applicationARN"], ApplicationVersionID: spec.LogFields["applicationVersionId"],
		MessageSchemaVersion: "1", ThreadName: "main",
	}
	l := &logs{}
	var err error
	l.events, err = eventlog.Open(eventlog.Options{Dir: dir, Key: key, Dropped: func(count int64) eventlog.Event {
		e := origin
		e.Time, e.MessageType, e.Logger = time.Now(), slog.LevelWarn.String(), "penstock.eventlog"
		e.Message = fmt.Sprintf("%d events of the log were dropped, because they came faster than they could be written", count)
		return e
	}})
	if err != nil {
		return nil, err
	}
	l.logger = slog.New(&eventHandler{level: level, origin: origin, append: l.events.Append})
	file := func(name string) io.Writer {
		if key != nil {
			return io.Discard
		}
		file := &lumberjack.Logger{Filename: filepath.Join(dir, name), MaxSize: printFileMegabytes, MaxBackups: printFilesKept}
		l.files = append(l.files, file)
		return lineWriter{file}
	}
	l.stdout = l.printed(file("cluster.out"), streamStdout, origin)
	l.stderr = l.printed(file("cluster.err"), streamStderr, origin)
	return l, nil
}

// printed is where print sinks write to: a file with all of it, and the log with as much as is for people to read. A cluster that has
// keys has no such file: it would be rows in clear.
func (l *logs) printed(file io.Writer, stream string, origin eventlog.Event) io.Writer {
	origin.Stream, origin.Logger, origin.MessageType = stream, stream, slog.LevelInfo.String()
	s := newSample(l.events.Append, origin)
	l.samples = append(l.samples, s)
	return printWriter{file, s}
}

// printWriter writes to the file and to the log. A file that cannot be written, such as on a full disk, is no reason
// for the job to end.
type printWriter struct {
	file   io.Writer
	sample *sample
}

func (w printWriter) Write(text []byte) (int, error) {
	w.sample.add(text)
	if _, err := w.file.Write(text); err != nil {
		w.sample.lost(err)
	}
	return len(text), nil
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

// close writes what waits and closes the files.
func (l *logs) close() {
	for _, s := range l.samples {
		s.close()
	}
	var err error
	for _, f := range l.files {
		err = errors.Join(err, f.Close())
	}
	if err != nil {
		l.logger.Warn("printed lines may not be written whole", "error", err)
	}
	l.events.Close()
}

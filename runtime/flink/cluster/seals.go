package cluster

import (
	"bytes"
	"io"
	"path/filepath"

	"github.com/penstock/penstock/runtime/embedded/checkpoint"
	"github.com/penstock/penstock/runtime/embedded/cluster/eventlog"
	"github.com/penstock/penstock/runtime/flink/java"
)

// sealedScheme begins the schemes by which JVMs name files that they encrypt: see SealedFileSystem in package java.
const sealedScheme = "penstock-"

// seals are what a cluster with keys has more than another one, for as long as it lives. A nil *seals is a cluster without.
type seals struct {
	// jvm are the keys as each JVM is handed them.
	jvm java.Seals
	log *eventlog.Key
	// files are those of checkpoints and savepoints, and those of the code in the cluster's directory.
	files, own checkpoint.Files
	// code are the names of the latter.
	code []string
	// required tells that nothing may lie in clear.
	required bool
	// looked tells that it was seen where checkpoints lie. It is lookElsewhere's alone.
	looked bool
	// inMemory tells that each JVM has a file system of its own in memory, see [Exec]. Otherwise what it keeps lies in clear.
	inMemory bool
}

func newSeals(a Assignment) (*seals, error) {
	if a.Keys == nil {
		return nil, nil
	}
	state, err := a.Keys.State()
	if err != nil {
		return nil, err
	}
	log, err := eventlog.NewKey(a.Keys.Log.ID, a.Keys.Log.Key)
	if err != nil {
		return nil, err
	}
	s := &seals{
		jvm: java.Seals{Owner: a.Keys.Owner, TakesClear: a.Keys.TakesClear, Keys: []java.Key{{ID: a.Keys.Sealing.ID, Key: a.Keys.Sealing.Key}}},
		log: log, own: checkpoint.Files{Storage: checkpoint.LocalStorage{}, Keys: state, Owner: a.Keys.Owner}, code: a.Code, required: a.Required,
	}
	for _, key := range a.Keys.Opening {
		s.jvm.Keys = append(s.jvm.Keys, java.Key{ID: key.ID, Key: key.Key})
	}
	s.files = s.own
	s.files.TakesClear = a.Keys.TakesClear
	return s, nil
}

// logKey is the key of the cluster's log; nil for one in clear.
func (s *seals) logKey() *eventlog.Key {
	if s == nil {
		return nil
	}
	return s.log
}

// uri is what JVMs call what lies at a URI.
func (s *seals) uri(uri string) string {
	if s == nil || uri == "" {
		return uri
	}
	return sealedScheme + uri
}

// told is what others call what JVMs tell of: their URIs, wherever they are in a text.
func (s *seals) told(text []byte) []byte {
	if s == nil {
		return text
	}
	text = bytes.ReplaceAll(text, []byte(sealedScheme+"file:"), []byte("file:"))
	return bytes.ReplaceAll(text, []byte(sealedScheme+"s3:"), []byte("s3:"))
}

// packed is what a JVM finds in its file system in memory.
type packed struct {
	name    string
	content func() (io.ReadCloser, error)
}

// pack lists the files for a JVM: its runtime properties, and the code where it loads that.
func (s *seals) pack(dir string, properties []byte, code bool) []packed {
	if s == nil {
		return nil
	}
	files := []packed{{filepath.Join(propertiesFolder, propertiesFile), func() (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(properties)), nil
	}}}
	if code {
		for _, name := range s.code {
			files = append(files, packed{name, func() (io.ReadCloser, error) { return s.own.OpenFlink(filepath.Join(dir, name)) }})
		}
	}
	return files
}

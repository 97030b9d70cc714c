package snapshotstore

import (
	"encoding/json"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/penstock/penstock/lifecycle/fault"
)

// The names of entries.
const (
	// ManifestName is the first entry of an archive.
	ManifestName  = "penstock-snapshot.json"
	filesPrefix   = "files/"
	checksumsName = "checksums.json"
)

// The formats of files: those of the embedded engine, and those of Apache Flink, which were never encrypted by releases before its clusters
// had keys.
const (
	formatPenstock = "penstock"
	formatFlink    = "flink"
)

const (
	manifestVersion = 1
	// maxManifest, maxChecksums and maxFiles bound what is in memory of an archive.
	maxManifest  = 1 << 20
	maxChecksums = 64 << 20
	maxFiles     = 250_000
	// maxParallelism is the greatest there is, Flink's.
	maxParallelism = 1 << 15
	// maxText bounds what a manifest says of where it comes from, in bytes. It is written down.
	maxText = 2048
)

// runtimeName is what runtimes of snapshots are called.
var runtimeName = regexp.MustCompile(`^FLINK-[0-9]{1,4}_[0-9]{1,4}$`)

// Manifest says what is in an archive.
type Manifest struct {
	// Version is that of the form of archives.
	Version int `json:"version"`
	// ApplicationARN is the application that the snapshot was exported from, SnapshotName its name there.
	ApplicationARN string `json:"applicationArn"`
	SnapshotName   string `json:"snapshotName"`
	VersionID      int64  `json:"applicationVersionId"`
	// Runtime wrote it, by its name in the API.
	Runtime     string    `json:"runtimeEnvironment"`
	CreateTime  time.Time `json:"createTime"`
	ExportTime  time.Time `json:"exportTime"`
	Parallelism int       `json:"parallelism,omitempty"`
	Size        int64     `json:"size"`
	// Format is whose files they are.
	Format string `json:"format"`
	// Protection is what the files are encrypted with; nil for files in clear.
	Protection *Protection `json:"protection,omitempty"`
}

// Protection is what the files of an archive are encrypted with.
type Protection struct {
	// KeyID is what the files name the data key by, Owner what they are bound to.
	KeyID string `json:"keyId"`
	Owner string `json:"owner"`
	// Provider, WrappingKey and Wrapped are the data key, wrapped for the application of the manifest; or Passphrase is.
	Provider    string      `json:"provider,omitempty"`
	WrappingKey string      `json:"wrappingKey,omitempty"`
	Wrapped     []byte      `json:"wrappedKey,omitempty"`
	Passphrase  *passphrase `json:"passphrase,omitempty"`
}

// checksum is what a file of an archive has to be.
type checksum struct {
	Name   string `json:"name"`
	Size   int64  `json:"size"`
	SHA256 []byte `json:"sha256"`
}

type checksums struct {
	Files []checksum `json:"files"`
}

// ParseManifest reads the first entry of an archive. The error is a fault of kind InvalidArgument.
func ParseManifest(content []byte) (*Manifest, error) {
	m := new(Manifest)
	if err := json.Unmarshal(content, m); err != nil {
		return nil, errArchive("%s cannot be read: %v", ManifestName, err)
	}
	switch {
	case m.Version != manifestVersion:
		return nil, errArchive("its form has version %d, and this server reads version %d", m.Version, manifestVersion)
	case m.Runtime == "":
		return nil, errArchive("it does not say which runtime wrote it")
	case !runtimeName.MatchString(m.Runtime):
		return nil, errArchive("it is of a runtime %.100q, which this server does not know", m.Runtime)
	case m.Parallelism < 0 || m.Parallelism > maxParallelism:
		return nil, errArchive("it says that its job had a parallelism of %d", m.Parallelism)
	case !plainText(m.ApplicationARN) || !plainText(m.SnapshotName):
		return nil, errArchive("it does not say properly of which application and snapshot it is")
	case m.Format != formatPenstock && m.Format != formatFlink:
		return nil, errArchive("it has files of %q, which this server does not know", m.Format)
	case m.Protection != nil && (m.Protection.KeyID == "" || (m.Protection.Passphrase == nil) == (len(m.Protection.Wrapped) == 0)):
		return nil, errArchive("it does not say what it is encrypted with")
	}
	return m, nil
}

// plainText tells that a text of a manifest can be written down: it is short, and nothing in it is there to deceive.
func plainText(text string) bool {
	return len(text) <= maxText && utf8.ValidString(text) && !strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) })
}

// errArchive says that an archive cannot be taken.
func errArchive(format string, args ...any) error {
	return fault.InvalidArgument("The archive cannot be imported: "+format, args...)
}

// fileName is what names of files may be: whatever is read from an archive stays in its directory.
var fileName = regexp.MustCompile(`^[A-Za-z0-9_][A-Za-z0-9_.-]{0,254}$`)

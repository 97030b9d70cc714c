package checkpoint

import "io"

// StreamAEAD encrypts streams of any length, authenticated together with associated data: a cut off or changed stream ends in an
// error. Tink's StreamingAEAD is one.
type StreamAEAD interface {
	// NewEncryptingWriter returns a writer that is to be closed at the end of the stream; that does not close w.
	NewEncryptingWriter(w io.Writer, associatedData []byte) (io.WriteCloser, error)
	NewDecryptingReader(r io.Reader, associatedData []byte) (io.Reader, error)
}

// Keys are what a job is given to protect its files with: one key that it writes with, and any number that it can read with. It
// is used concurrently and asked for each file, so that a key may be replaced, or taken away, while the job runs. A job
// whose Keys are nil writes in clear, with checksums.
//
// An error fails the checkpoint or the restore that needs the key, and is told to the user as it is: it names the key and
// what is to be done. A job goes on after a checkpoint that failed, as far as its tolerable number goes.
type Keys interface {
	// Sealing is the key that a new file is written with. The id is written into the file, in clear, and is at most
	// MaxKeyID bytes long.
	Sealing() (id string, stream StreamAEAD, err error)
	// Opening is the key that a file names.
	Opening(id string) (StreamAEAD, error)
}

// MaxKeyID is the greatest length of the id of a key in bytes.
const MaxKeyID = 2048

// Files are the files of checkpoints: what Storage keeps, protected by Keys.
type Files struct {
	Storage Storage
	// Keys may be nil.
	Keys Keys
	// TakesClear lets files be read that are in clear although there are Keys: those of before there were. Otherwise they are refused, for
	// somebody may have put them in the place of others.
	TakesClear bool
	// MetadataDigest is what the metadata file that is read has to be, as [MetadataDigest] tells; nil for any.
	MetadataDigest []byte
	// Owner is whose files they are: the application, by a name that no other one has. It is part of what is authenticated
	// with each encrypted file, so that none opens as that of another owner.
	Owner string
}

// role is what a file is for, which it is authenticated as.
type role string

const (
	metadataRole role = "metadata"
	stateRole    role = "state"
)

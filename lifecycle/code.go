package lifecycle

// CodeContentType says what a code package holds.
type CodeContentType string

// The content types, named as in the API.
const (
	// CodePlainText is a script.
	CodePlainText CodeContentType = "PLAINTEXT"
	// CodeZipFile is an archive: a JAR, or a ZIP of scripts.
	CodeZipFile CodeContentType = "ZIPFILE"
)

// Code is a stored copy of an application's code. Its content is read with the store.
type Code struct {
	ID int64
	// ContentType says how to read it.
	ContentType CodeContentType
	// SHA256 and MD5 are lower-case hex digests of the content.
	SHA256 string
	MD5    string
	// Size is in bytes.
	Size int64
}

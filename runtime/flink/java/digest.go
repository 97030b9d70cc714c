package java

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"strings"
)

// digestFile is where the JAR, and its sources, have the digest.
const digestFile = "META-INF/penstock-sources"

// SourcesDigest is the SHA-256 of the sources that the JAR is built of, in the folder of this package.
func SourcesDigest(dir string) (string, error) {
	root := os.DirFS(dir)
	sum := sha256.New()
	err := fs.WalkDir(root, ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() || path != "pom.xml" && !strings.HasPrefix(path, "src/") || strings.HasSuffix(path, digestFile) {
			return nil
		}
		content, err := fs.ReadFile(root, path)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(sum, "%s %d\n%s\n", path, len(content), content)
		return err
	})
	if err != nil {
		return "", fmt.Errorf("digest of the sources: %w", err)
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

package java

import (
	"crypto/sha256"
	_ "embed" // for the JAR
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

//go:embed penstock-flink.jar
var jar []byte

// InstallJAR puts the JAR into a folder, unless this very one is there already, and returns its path.
func InstallJAR(dir string) (path string, err error) {
	sum := sha256.Sum256(jar)
	path = filepath.Join(dir, "penstock-flink-"+hex.EncodeToString(sum[:8])+".jar")
	if _, err := os.Stat(path); err == nil {
		return path, nil
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", fmt.Errorf("install %s: %w", filepath.Base(path), err)
	}
	file, err := os.CreateTemp(dir, ".penstock-flink-")
	if err != nil {
		return "", fmt.Errorf("install %s: %w", filepath.Base(path), err)
	}
	_, err = file.Write(jar)
	if err = errors.Join(err, file.Chmod(0o644), file.Close()); err == nil {
		err = os.Rename(file.Name(), path)
	}
	if err != nil {
		return "", errors.Join(fmt.Errorf("install %s: %w", filepath.Base(path), err), os.Remove(file.Name()))
	}
	return path, nil
}

package local

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// siteFile, in the folder of clusters, holds the name of the site: random, because neither the machine's name nor the
// folder's stays the same for ever.
const siteFile = "site"

// Site names the folder of clusters, wherever it is moved to.
func (d *Driver) Site() string { return d.site }

// siteOf reads the name of the site and gives it one where it has none. Of several control planes that do so at once the
// first wins.
func siteOf(dir string) (string, error) {
	path := filepath.Join(dir, siteFile)
	name, err := os.ReadFile(path)
	if err == nil {
		return strings.TrimSpace(string(name)), nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("name of the site: %w", err)
	}
	made, err := os.CreateTemp(dir, siteFile+"-")
	if err != nil {
		return "", fmt.Errorf("name the site: %w", err)
	}
	defer func() { _ = os.Remove(made.Name()) }() // its link stays
	_, err = made.WriteString(rand.Text() + "\n")
	if err := errors.Join(err, made.Sync(), made.Close()); err != nil {
		return "", fmt.Errorf("name the site: %w", err)
	}
	if err := os.Link(made.Name(), path); err != nil && !errors.Is(err, fs.ErrExist) {
		return "", fmt.Errorf("name the site: %w", err)
	}
	name, err = os.ReadFile(path)
	if err != nil {
		return "", fmt.Errorf("name of the site: %w", err)
	}
	return strings.TrimSpace(string(name)), nil
}

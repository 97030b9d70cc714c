// Package announce holds the two notes that a cluster's process leaves in its folder for whoever started it: where its
// REST API is, once it answers, and why it ended, when it ended on purpose. They are files because the reader may be
// another process than the one that started the cluster, of a newer version, long after.
package announce

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// Version is the version of the notes that this build writes. Newer ones are refused.
const Version = 1

const (
	endpointFile = "endpoint.json"
	exitFile     = "exit.json"
)

// Endpoint is where the cluster's Flink REST API is. The note appears when the API answers and the code is compiled.
type Endpoint struct {
	Version int `json:"version"`
	// Network and Address are as for net.Dial: a Unix socket, or loopback.
	Network string `json:"network"`
	Address string `json:"address"`
	// Token is the bearer token to send; empty where the socket's permissions protect it.
	Token string `json:"token,omitempty"`
}

// Exit is why a cluster ended by itself. There is none when something ended it.
type Exit struct {
	Version int `json:"version"`
	// Reason is a sentence for the owner of the application.
	Reason string `json:"reason"`
	// Terminal tells that it would end the same way again.
	Terminal bool `json:"terminal"`
}

// WriteEndpoint leaves the note in the cluster's folder, readable for its owner only.
func WriteEndpoint(dir string, e Endpoint) error {
	e.Version = Version
	return write(filepath.Join(dir, endpointFile), e)
}

// ReadEndpoint reads the note; os.ErrNotExist where there is none (yet).
func ReadEndpoint(dir string) (Endpoint, error) {
	var e Endpoint
	err := read(filepath.Join(dir, endpointFile), &e, func() int { return e.Version })
	return e, err
}

// WriteExit leaves the note in the cluster's folder.
func WriteExit(dir string, e Exit) error {
	e.Version = Version
	return write(filepath.Join(dir, exitFile), e)
}

// ReadExit reads the note; os.ErrNotExist where there is none.
func ReadExit(dir string) (Exit, error) {
	var e Exit
	err := read(filepath.Join(dir, exitFile), &e, func() int { return e.Version })
	return e, err
}

// write makes the file appear at once with all its content.
func write(path string, v any) error {
	data, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	tmp := path + ".tmp"
	if err := os.WriteFile(tmp, data, 0o600); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	if err := os.Rename(tmp, path); err != nil {
		return errors.Join(fmt.Errorf("write %s: %w", path, err), os.Remove(tmp))
	}
	return nil
}

func read(path string, v any, version func() int) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("read note of a cluster: %w", err)
	}
	if err := json.Unmarshal(data, v); err != nil {
		return fmt.Errorf("read %s: %w", path, err)
	}
	if n := version(); n < 1 || n > Version {
		return fmt.Errorf("read %s: version %d is not known to this build (it knows 1 to %d)", path, n, Version)
	}
	return nil
}

package cluster

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/penstock/penstock/runtime/embedded/checkpoint/objects"
	"github.com/penstock/penstock/runtime/embedded/cluster/handover"
)

// Assignment is what a cluster is to run.
type Assignment struct {
	Spec Spec
	// Scripts are the texts of Spec.Scripts by their names.
	Scripts map[string]string
	// Keys are nil for a cluster that keeps everything in clear.
	Keys *Keys
	// Storage are the credentials for Spec.StateStorage; nil for those that the machine has.
	Storage *objects.Credentials
}

// document is what a handover says beside the keys.
type document struct {
	Spec    Spec              `json:"spec"`
	Scripts map[string]string `json:"scripts"`
	// Storage is secret, and is in here because a handover as a whole is.
	Storage *objects.Credentials `json:"storage,omitempty"`
}

// ErrHandover says that a handover ended before it was whole: whoever gave it is gone.
var ErrHandover = handover.ErrBroken

// EncodeHandover makes the handover of an assignment that has keys. Whoever gives it away wipes it.
func EncodeHandover(a Assignment) ([]byte, error) {
	return handover.Encode(document{a.Spec, a.Scripts, a.Storage}, a.Keys)
}

// ReadHandover reads a handover. One that is not whole is ErrHandover.
func ReadHandover(from io.Reader) (Assignment, error) {
	var d document
	keys, err := handover.Read(from, &d)
	if err != nil {
		return Assignment{}, err
	}
	a := Assignment{Spec: d.Spec, Scripts: d.Scripts, Keys: keys, Storage: d.Storage}
	if err := a.check(); err != nil {
		keys.Wipe()
		return Assignment{}, fmt.Errorf("read the handover: %w", err)
	}
	return a, nil
}

func (a *Assignment) check() error {
	if err := a.Spec.check(); err != nil {
		return err
	}
	for _, name := range a.Spec.Scripts {
		if _, ok := a.Scripts[name]; !ok {
			return fmt.Errorf("script %q is missing", name)
		}
	}
	return nil
}

// ReadFolder reads the assignment of a cluster that was given none but by the files of its directory. It has no keys.
func ReadFolder(dir string) (Assignment, error) {
	spec, err := ReadSpec(dir)
	if err != nil {
		return Assignment{}, err
	}
	a := Assignment{Spec: spec, Scripts: make(map[string]string, len(spec.Scripts))}
	for _, name := range spec.Scripts {
		text, err := os.ReadFile(filepath.Join(dir, ScriptFolder, name))
		if err != nil {
			return Assignment{}, fmt.Errorf("read script: %w", err)
		}
		a.Scripts[name] = string(text)
	}
	return a, nil
}

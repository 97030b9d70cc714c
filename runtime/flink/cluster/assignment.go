package cluster

import (
	"fmt"
	"io"

	"github.com/penstock/penstock/runtime/embedded/checkpoint/objects"
	"github.com/penstock/penstock/runtime/embedded/cluster/handover"
	"github.com/penstock/penstock/runtime/flink/assembly"
)

// Assignment is what a cluster is to run.
type Assignment struct {
	Spec assembly.Spec `json:"spec"`
	// Code are the names of the files in the cluster's directory that have the application's code, encrypted; see checkpoint.Files.WriteFlink.
	Code []string `json:"code,omitempty"`
	// Required tells that nothing of the cluster may lie on a disk in clear: where processes cannot have files in memory, it does not start.
	Required bool `json:"required,omitempty"`
	// Storage are the credentials for Spec.StateStorage; nil for those that the machine has.
	Storage *objects.Credentials `json:"storage,omitempty"`
	// Keys are nil for a cluster that keeps everything in clear.
	Keys *handover.Keys `json:"-"`
}

// EncodeHandover makes the handover of an assignment that has keys. Whoever gives it away wipes it.
func EncodeHandover(a Assignment) ([]byte, error) { return handover.Encode(a, a.Keys) }

// ReadHandover reads a handover. One that is not whole is [handover.ErrBroken].
func ReadHandover(from io.Reader) (a Assignment, err error) {
	if a.Keys, err = handover.Read(from, &a); err != nil {
		return Assignment{}, err
	}
	if err := a.Spec.Check(); err != nil {
		a.Keys.Wipe()
		return Assignment{}, fmt.Errorf("read the handover: %w", err)
	}
	return a, nil
}

// assignment is what a process was handed over, or finds in its directory.
func (o *Options) assignment(dir string) (a Assignment, err error) {
	if o.Handover != nil {
		return ReadHandover(o.Handover)
	}
	a.Spec, err = assembly.ReadSpec(dir)
	return a, err
}

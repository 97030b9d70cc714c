package cluster

import (
	"strings"

	"github.com/penstock/penstock/runtime/embedded/checkpoint"
	"github.com/penstock/penstock/runtime/embedded/cluster/eventlog"
	"github.com/penstock/penstock/runtime/embedded/cluster/handover"
)

// Keys are what a cluster encrypts and decrypts with.
type Keys = handover.Keys

// Key is one of them.
type Key = handover.Key

// protection is what is made of keys for as long as the process lives. The zero value protects nothing.
type protection struct {
	keys       checkpoint.Keys
	owner      string
	takesClear bool
	log        *eventlog.Key
}

// newProtection wipes the keys.
func newProtection(keys *Keys) (*protection, error) {
	if keys == nil {
		return &protection{}, nil
	}
	defer keys.Wipe()
	state, err := keys.State()
	if err != nil {
		return nil, err
	}
	log, err := eventlog.NewKey(keys.Log.ID, keys.Log.Key)
	if err != nil {
		return nil, err
	}
	return &protection{state, strings.Clone(keys.Owner), keys.TakesClear, log}, nil
}

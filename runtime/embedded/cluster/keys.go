package cluster

import (
	"fmt"
	"strings"

	"github.com/tink-crypto/tink-go/v2/streamingaead/subtle"

	"github.com/penstock/penstock/runtime/embedded/checkpoint"
	"github.com/penstock/penstock/runtime/embedded/cluster/eventlog"
)

// keySize is the length of keys in bytes, segmentSize how much is encrypted at once.
const (
	keySize     = 32
	segmentSize = 64 << 10
)

// Keys are what a cluster encrypts and decrypts with.
type Keys struct {
	// Owner is whose state it is; see checkpoint.Files.
	Owner string
	// Sealing is what state is written with, Opening what else it is read with, Log what the log is written with.
	Sealing, Log Key
	Opening      []Key
	// TakesClear lets the job start from state in clear.
	TakesClear bool
}

// Key is 256 bits with a name.
type Key struct {
	ID  string
	Key []byte
}

// all are the keys in the order of a handover.
func (k *Keys) all() []*Key {
	all := []*Key{&k.Sealing, &k.Log}
	for i := range k.Opening {
		all = append(all, &k.Opening[i])
	}
	return all
}

// wipe overwrites the keys.
func (k *Keys) wipe() {
	for _, key := range k.all() {
		clear(key.Key)
	}
}

// stateKeys are the keys of state as the engine wants them.
type stateKeys struct {
	sealing string
	streams map[string]checkpoint.StreamAEAD
}

var _ checkpoint.Keys = (*stateKeys)(nil)

// Sealing implements checkpoint.Keys.
func (k *stateKeys) Sealing() (string, checkpoint.StreamAEAD, error) {
	return k.sealing, k.streams[k.sealing], nil
}

// Opening implements checkpoint.Keys.
func (k *stateKeys) Opening(id string) (checkpoint.StreamAEAD, error) {
	if stream, ok := k.streams[id]; ok {
		return stream, nil
	}
	return nil, fmt.Errorf("the cluster was given no key %s", id)
}

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
	defer keys.wipe()
	state := &stateKeys{sealing: keys.Sealing.ID, streams: make(map[string]checkpoint.StreamAEAD)}
	for _, key := range append([]Key{keys.Sealing}, keys.Opening...) {
		stream, err := subtle.NewAESGCMHKDF(key.Key, "SHA256", keySize, segmentSize, 0)
		if err != nil {
			return nil, fmt.Errorf("use key %s: %w", key.ID, err)
		}
		state.streams[key.ID] = stream
	}
	log, err := eventlog.NewKey(keys.Log.ID, keys.Log.Key)
	if err != nil {
		return nil, err
	}
	return &protection{state, strings.Clone(keys.Owner), keys.TakesClear, log}, nil
}

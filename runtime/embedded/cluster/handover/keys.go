package handover

import (
	"fmt"

	"github.com/tink-crypto/tink-go/v2/streamingaead/subtle"

	"github.com/penstock/penstock/runtime/embedded/checkpoint"
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

// Wipe overwrites the keys.
func (k *Keys) Wipe() {
	for _, key := range k.all() {
		clear(key.Key)
	}
}

// State are the keys of state as files of checkpoints want them. They are copies.
func (k *Keys) State() (checkpoint.Keys, error) {
	state := &stateKeys{sealing: k.Sealing.ID, streams: make(map[string]checkpoint.StreamAEAD)}
	for _, key := range append([]Key{k.Sealing}, k.Opening...) {
		stream, err := subtle.NewAESGCMHKDF(key.Key, "SHA256", keySize, segmentSize, 0)
		if err != nil {
			return nil, fmt.Errorf("use key %s: %w", key.ID, err)
		}
		state.streams[key.ID] = stream
	}
	return state, nil
}

// stateKeys are keys by id.
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

package rootkey

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"github.com/tink-crypto/tink-go/v2/aead"
	"github.com/tink-crypto/tink-go/v2/insecurecleartextkeyset"
	"github.com/tink-crypto/tink-go/v2/keyset"
	"github.com/tink-crypto/tink-go/v2/tink"
)

// Ring is a root key that can be exchanged while it is used: the newest key of it seals, all of them open. It is safe for concurrent use.
//
// What is changed is written to where the root key comes from before it counts. A root key from the environment has no such place: its
// ring is built anew at each start, from the key there and the later ones, which are sealed under it one after the other.
type Ring struct {
	source Source
	// refresh is asked once when something does not open that another key may have sealed.
	refresh func(ctx context.Context) error

	mu     sync.RWMutex
	handle *keyset.Handle
	key    tink.AEAD
	// changing makes changes one after the other.
	changing sync.Mutex
}

var _ tink.AEAD = (*Ring)(nil)

// OpenRing opens the root key as [Open] does.
func OpenRing(ctx context.Context, s Source) (*Ring, error) {
	handle, err := openHandle(ctx, s)
	if err != nil {
		return nil, err
	}
	key, err := use(handle)
	if err != nil {
		return nil, err
	}
	return &Ring{source: s, handle: handle, key: key}, nil
}

// OnUnknown has a function called when something does not open, before that is told: another control plane may have exchanged the
// root key. It is set before the ring is used.
func (r *Ring) OnUnknown(refresh func(ctx context.Context) error) { r.refresh = refresh }

func (r *Ring) current() tink.AEAD {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return r.key
}

// Encrypt implements [tink.AEAD].
func (r *Ring) Encrypt(plaintext, associatedData []byte) ([]byte, error) {
	return r.current().Encrypt(plaintext, associatedData)
}

// Decrypt implements [tink.AEAD].
func (r *Ring) Decrypt(ciphertext, associatedData []byte) ([]byte, error) {
	plain, err := r.current().Decrypt(ciphertext, associatedData)
	id, named := KeyIDOf(ciphertext)
	if err == nil || r.refresh == nil || !named || r.Has(id) {
		return plain, err
	}
	if again := r.refresh(context.Background()); again != nil {
		return nil, errors.Join(err, again)
	}
	return r.current().Decrypt(ciphertext, associatedData)
}

// KeyIDOf is the key that sealed something, by the beginning that Tink gives it.
func KeyIDOf(sealed []byte) (id uint32, ok bool) {
	if len(sealed) < 5 || sealed[0] != 1 {
		return 0, false
	}
	return binary.BigEndian.Uint32(sealed[1:]), true
}

// Prefix begins what the newest key seals.
func (r *Ring) Prefix() []byte { return binary.BigEndian.AppendUint32([]byte{1}, r.Primary()) }

// Primary is the id of the newest key, which seals.
func (r *Ring) Primary() uint32 {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return r.handle.KeysetInfo().GetPrimaryKeyId()
}

// IDs are the ids of all keys.
func (r *Ring) IDs() (ids []uint32) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	for _, k := range r.handle.KeysetInfo().GetKeyInfo() {
		ids = append(ids, k.GetKeyId())
	}
	return ids
}

// Has tells whether the key of that id is among them.
func (r *Ring) Has(id uint32) bool { return slices.Contains(r.IDs(), id) }

// Kept tells whether changes outlive the process: the ring has a file of its own.
func (r *Ring) Kept() bool { return r.source.Environment == "" }

// successorDomain keeps what the root key sealed for other purposes from being taken for a successor of it.
const successorDomain = "penstock root key successor"

// NewSuccessor makes a key that may follow, sealed under the one that seals now. Nothing is changed.
func (r *Ring) NewSuccessor() (id uint32, sealed []byte, err error) {
	for {
		handle, err := keyset.NewHandle(aead.AES256GCMKeyTemplate())
		if err != nil {
			return 0, nil, fmt.Errorf("make root key: %w", err)
		}
		if id = handle.KeysetInfo().GetPrimaryKeyId(); r.Has(id) {
			continue // ids are random numbers of 32 bits
		}
		var out bytes.Buffer
		if err := handle.WriteWithAssociatedData(keyset.NewBinaryWriter(&out), r.current(), []byte(successorDomain)); err != nil {
			return 0, nil, fmt.Errorf("seal the new root key: %w", err)
		}
		return id, out.Bytes(), nil
	}
}

// Add adds a successor, which opens from now on and does not seal. One that is there already is no error.
func (r *Ring) Add(ctx context.Context, sealed []byte) error {
	successor, err := keyset.ReadWithAssociatedData(keyset.NewBinaryReader(bytes.NewReader(sealed)), r.current(), []byte(successorDomain))
	if err != nil {
		return fmt.Errorf("open the new root key, which the one before sealed: %w", err)
	}
	entry, err := successor.Primary()
	if err != nil {
		return fmt.Errorf("open the new root key: %w", err)
	}
	if r.Has(entry.KeyID()) {
		return nil
	}
	return r.change(ctx, func(m *keyset.Manager) error {
		_, err := m.AddKey(entry.Key()) // under its own id, which what it seals begins with
		return err
	})
}

// Promote makes a key the one that seals.
func (r *Ring) Promote(ctx context.Context, id uint32) error {
	if r.Primary() == id {
		return nil
	}
	return r.change(ctx, func(m *keyset.Manager) error { return m.SetPrimary(id) })
}

// Retire removes all keys but the one that seals: what they sealed does not open any more.
func (r *Ring) Retire(ctx context.Context) error {
	primary := r.Primary()
	return r.change(ctx, func(m *keyset.Manager) error {
		for _, id := range r.IDs() {
			if id == primary {
				continue
			}
			if err := m.Delete(id); err != nil {
				return err
			}
		}
		return nil
	})
}

// change makes another keyset of the ring's, writes it, and has it count.
func (r *Ring) change(ctx context.Context, do func(*keyset.Manager) error) error {
	r.changing.Lock()
	defer r.changing.Unlock()
	r.mu.RLock()
	before := r.handle
	r.mu.RUnlock()
	manager := keyset.NewManagerFromHandle(before)
	if err := do(manager); err != nil {
		return fmt.Errorf("change root key: %w", err)
	}
	handle, err := manager.Handle()
	if err != nil {
		return fmt.Errorf("change root key: %w", err)
	}
	key, err := use(handle)
	if err != nil {
		return err
	}
	if err := r.source.save(ctx, handle); err != nil {
		return err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.handle, r.key = handle, key
	return nil
}

// save writes a keyset to where the source has it.
func (s Source) save(ctx context.Context, handle *keyset.Handle) error {
	if s.Environment != "" {
		return nil
	}
	if s.KeyID != "" {
		content, err := s.seal(ctx, handle)
		if err != nil {
			return err
		}
		return replace(s.path(sealedFile), content)
	}
	var content bytes.Buffer
	if err := insecurecleartextkeyset.Write(handle, keyset.NewJSONWriter(&content)); err != nil {
		return fmt.Errorf("write root key: %w", err)
	}
	return replace(s.path(clearFile), content.Bytes())
}

// replace puts a file in the place of another, whole and durable, or leaves that.
func replace(path string, content []byte) (err error) {
	unfinished, err := os.CreateTemp(filepath.Dir(path), ".keyset-*") // mode 0600
	if err != nil {
		return fmt.Errorf("write root key: %w", err)
	}
	defer func() { _ = os.Remove(unfinished.Name()) }()
	_, err = unfinished.Write(content)
	if err = errors.Join(err, unfinished.Sync(), unfinished.Close()); err == nil {
		err = os.Rename(unfinished.Name(), path)
	}
	if err != nil {
		return fmt.Errorf("write root key: %w", err)
	}
	return syncDir(filepath.Dir(path))
}

package datakeys

import (
	"context"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"sync"

	"github.com/tink-crypto/tink-go/v2/aead/subtle"
	"github.com/tink-crypto/tink-go/v2/tink"

	"github.com/penstock/penstock/kms"
	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/store"
)

// logsARN is what the data key of logs is bound to, in the place of an application's ARN.
const logsARN = "penstock:logs"

// logKey is the data key of logs in the clear. Nothing is encrypted with it but with keys that are derived from it, each for a purpose.
type logKey struct {
	id string

	mu sync.RWMutex
	// plain is nil once it was wiped.
	plain []byte
}

// errClosed is said of the data key of logs after the end.
var errClosed = errors.New("the data key of logs was wiped: the server ends")

// wipe forgets the key.
func (l *logKey) wipe() {
	l.mu.Lock()
	defer l.mu.Unlock()
	clear(l.plain)
	l.plain = nil
}

// openLogKey opens the data key of logs. Of several control planes that find none the first makes it.
func (k *Keeper) openLogKey(ctx context.Context) (*logKey, error) {
	key, found, err := k.store.LogKey(ctx)
	if err != nil {
		return nil, err
	}
	if !found {
		w, err := k.ring.Make(ctx, kms.Reference{Provider: kms.OwnedKey}, logsARN)
		if err != nil {
			return nil, err
		}
		made := store.DataKey{ID: rand.Text(), ApplicationARN: w.ApplicationARN, Provider: w.Provider, KeyID: w.KeyID, Wrapped: w.Ciphertext}
		if key, err = k.store.AddLogKey(ctx, made); err != nil {
			return nil, err
		}
	}
	plain, err := k.ring.Unwrap(ctx, wrapped(&key))
	return &logKey{id: key.ID, plain: plain}, err
}

// derive makes the key of one purpose.
func (l *logKey) derive(purpose string) ([]byte, error) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	if l.plain == nil {
		return nil, errClosed
	}
	plain, err := hkdf.Key(sha256.New, l.plain, nil, "penstock "+purpose, kms.DataKeySize)
	if err != nil {
		return nil, fmt.Errorf("derive the key of the %s: %w", purpose, err)
	}
	return plain, nil
}

// LogKey returns the key of a cluster's log, which opens no other log. The caller wipes it.
func (k *Keeper) LogKey(cluster driver.ClusterID) (driver.DataKey, error) {
	plain, err := k.logs.derive("log of cluster " + string(cluster))
	return driver.DataKey{ID: k.logs.id, Key: driver.NewSecret(plain)}, err
}

// StoredLogs seals the logs of applications in the database.
func (k *Keeper) StoredLogs() (*StoredLogs, error) {
	plain, err := k.logs.derive("stored logs")
	if err != nil {
		return nil, err
	}
	defer clear(plain)
	key, err := subtle.NewXChaCha20Poly1305(plain)
	if err != nil {
		return nil, fmt.Errorf("use the key of the stored logs: %w", err)
	}
	return &StoredLogs{key}, nil
}

// StoredLogs seals what the database has of the logs of applications. Nonces are random and of 192 bits, so there is no limit to how
// much is sealed.
type StoredLogs struct{ key tink.AEAD }

// Seal encrypts a piece of an application's log.
func (l *StoredLogs) Seal(applicationID int64, content []byte) ([]byte, error) {
	sealed, err := l.key.Encrypt(content, bound(applicationID))
	if err != nil {
		return nil, fmt.Errorf("encrypt the log of application %d: %w", applicationID, err)
	}
	return sealed, nil
}

// Open decrypts it.
func (l *StoredLogs) Open(applicationID int64, sealed []byte) ([]byte, error) {
	content, err := l.key.Decrypt(sealed, bound(applicationID))
	if err != nil {
		return nil, fmt.Errorf("decrypt the log of application %d: %w", applicationID, err)
	}
	return content, nil
}

func bound(applicationID int64) []byte {
	return binary.BigEndian.AppendUint64([]byte("penstock stored logs\x00"), uint64(applicationID))
}

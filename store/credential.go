package store

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"regexp"

	"github.com/jackc/pgx/v5"
	"github.com/tink-crypto/tink-go/v2/tink"

	"github.com/penstock/penstock/lifecycle/fault"
)

// The environment variables that [RootFromEnvironment] reads.
const (
	RootAccessKeyIDVariable     = "PENSTOCK_ROOT_ACCESS_KEY_ID"
	RootSecretAccessKeyVariable = "PENSTOCK_ROOT_SECRET_ACCESS_KEY"
)

// ErrUnknownAccessKey says that there is no such access key, or that it is disabled.
var ErrUnknownAccessKey = errors.New("unknown access key")

// Credential is an access key: what signs requests of a user, or of the root of an account.
type Credential struct {
	AccessKeyID string
	// SecretAccessKey must not reach a log.
	SecretAccessKey string
	AccountID       string
	// PrincipalID is the user; empty is the root.
	PrincipalID string
}

// Credentials are the access keys of an installation. They are safe for concurrent use.
type Credentials struct {
	store *Store
	key   tink.AEAD
}

// NewCredentials returns the access keys in the store, whose secrets are sealed with the key.
func NewCredentials(s *Store, key tink.AEAD) *Credentials { return &Credentials{store: s, key: key} }

// Lookup returns the credential of the access key, or [ErrUnknownAccessKey].
func (c *Credentials) Lookup(ctx context.Context, accessKeyID string) (Credential, error) {
	return c.read(ctx, c.store.Reader, `WHERE id = $1 AND NOT disabled`, accessKeyID)
}

// Create inserts the access key. An id that is taken is an error; ids are random.
func (c *Credentials) Create(ctx context.Context, tx *Tx, credential Credential) error {
	sealed, err := c.seal(credential)
	if err != nil {
		return err
	}
	_, err = tx.db.Exec(ctx, `INSERT INTO access_keys (id, account_id, sealed_secret, principal_id) VALUES ($1, $2, $3, $4)`,
		credential.AccessKeyID, credential.AccountID, sealed, orNull(credential.PrincipalID))
	if err != nil {
		return fmt.Errorf("create access key: %w", err)
	}
	return nil
}

// EnsureRoot makes sure that the account has a credential, and returns it. One that is given is stored, with its secret
// even if the access key is known; without one the oldest is returned, and at the very first time a random one is made.
// created tells that there was none of this access key before.
func (c *Credentials) EnsureRoot(
	ctx context.Context, accountID string, given *Credential,
) (root Credential, created bool, err error) {
	err = c.store.InTx(ctx, func(tx *Tx) error {
		if err := tx.LockAccount(ctx, accountID, "credentials"); err != nil {
			return err
		}
		root, created, err = c.ensureRoot(ctx, tx, accountID, given)
		return err
	})
	if err != nil {
		return Credential{}, false, fmt.Errorf("ensure first credential: %w", err)
	}
	return root, created, nil
}

func (c *Credentials) ensureRoot(
	ctx context.Context, tx *Tx, accountID string, given *Credential,
) (Credential, bool, error) {
	_, err := tx.db.Exec(ctx, `INSERT INTO accounts (id) VALUES ($1) ON CONFLICT DO NOTHING`, accountID)
	if err != nil {
		return Credential{}, false, fmt.Errorf("create account %s: %w", accountID, err)
	}
	if given == nil {
		oldest, err := c.read(ctx, tx.Reader,
			`WHERE account_id = $1 AND principal_id IS NULL AND NOT disabled ORDER BY create_time, id LIMIT 1`, accountID)
		if !errors.Is(err, ErrUnknownAccessKey) {
			return oldest, false, err
		}
		random := newCredential(accountID)
		return random, true, c.put(ctx, tx, random)
	}
	wanted := *given
	wanted.AccountID = accountID
	current, err := c.read(ctx, tx.Reader, `WHERE id = $1 AND NOT disabled`, wanted.AccessKeyID)
	switch {
	case err == nil && current == wanted:
		return wanted, false, nil
	case err != nil && !errors.Is(err, ErrUnknownAccessKey) && !errors.Is(err, errSealed):
		return Credential{}, false, err
	}
	return wanted, err != nil, c.put(ctx, tx, wanted)
}

// errSealed says that a secret was sealed with another key.
var errSealed = errors.New("sealed with another key")

func (c *Credentials) read(ctx context.Context, r Reader, where string, argument string) (Credential, error) {
	var found Credential
	var sealed []byte
	err := r.db.QueryRow(ctx, `SELECT id, account_id, coalesce(principal_id, ''), sealed_secret FROM access_keys `+where, argument).
		Scan(&found.AccessKeyID, &found.AccountID, &found.PrincipalID, &sealed)
	switch {
	case errors.Is(err, pgx.ErrNoRows), fault.Is(describe(err), fault.InvalidArgumentKind):
		return Credential{}, ErrUnknownAccessKey
	case err != nil:
		return Credential{}, fmt.Errorf("read access key: %w", err)
	}
	secret, err := c.key.Decrypt(sealed, associatedData(found))
	if err != nil {
		return Credential{}, fmt.Errorf("open secret of access key %s: %w (%w): control planes on one database need the "+
			"same keyset file, so give this one a copy of the first one's", found.AccessKeyID, errSealed, err)
	}
	found.SecretAccessKey = string(secret)
	return found, nil
}

func (c *Credentials) put(ctx context.Context, tx *Tx, credential Credential) error {
	sealed, err := c.seal(credential)
	if err != nil {
		return err
	}
	written, err := tx.db.Exec(ctx, `
		INSERT INTO access_keys AS k (id, account_id, sealed_secret) VALUES ($1, $2, $3)
		ON CONFLICT (id) DO UPDATE SET sealed_secret = excluded.sealed_secret, disabled = false
			WHERE k.account_id = excluded.account_id AND k.principal_id IS NULL`,
		credential.AccessKeyID, credential.AccountID, sealed)
	if err != nil {
		return fmt.Errorf("write access key: %w", err)
	}
	if written.RowsAffected() == 0 {
		return fmt.Errorf("access key %s belongs to another account, or to a user", credential.AccessKeyID)
	}
	return nil
}

func (c *Credentials) seal(credential Credential) ([]byte, error) {
	sealed, err := c.key.Encrypt([]byte(credential.SecretAccessKey), associatedData(credential))
	if err != nil {
		return nil, fmt.Errorf("seal secret: %w", err)
	}
	return sealed, nil
}

// associatedData binds a sealed secret to its access key and account: in another row it does not open.
func associatedData(c Credential) []byte {
	return []byte("access key\x00" + c.AccessKeyID + "\x00" + c.AccountID)
}

// newCredential returns a random credential in the form that tools for AWS expect: 20 letters and digits, and 40
// characters of base64.
func newCredential(accountID string) Credential {
	secret := make([]byte, 30)
	_, _ = rand.Read(secret) // never fails
	return Credential{
		AccessKeyID:     "PSTK" + rand.Text()[:16],
		SecretAccessKey: base64.StdEncoding.EncodeToString(secret),
		AccountID:       accountID,
	}
}

// accessKeyIDPattern is what can stand in the credential scope of a signature.
var accessKeyIDPattern = regexp.MustCompile(`^[A-Za-z0-9_.-]{1,128}$`)

// RootFromEnvironment returns the credential that the environment gives, or nil if it gives none.
func RootFromEnvironment() (*Credential, error) {
	id, secret := os.Getenv(RootAccessKeyIDVariable), os.Getenv(RootSecretAccessKeyVariable)
	switch {
	case id == "" && secret == "":
		return nil, nil //nolint:nilnil // none is no error
	case id == "" || secret == "":
		return nil, fmt.Errorf("%s and %s must be set together", RootAccessKeyIDVariable, RootSecretAccessKeyVariable)
	case !accessKeyIDPattern.MatchString(id):
		return nil, fmt.Errorf("%s must be 1 to 128 letters, digits, dots, dashes or underscores", RootAccessKeyIDVariable)
	}
	return &Credential{AccessKeyID: id, SecretAccessKey: secret}, nil
}

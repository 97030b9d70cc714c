package access

import (
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/tink-crypto/tink-go/v2/tink"
)

// ErrNoSession says that a session token is none that was given out for the access key.
var ErrNoSession = errors.New("no such session")

// sessionVersion is the first byte of a token, which says how to read the rest.
const sessionVersion = 1

// SessionKeyPrefix begins the ids of temporary access keys, as AWS's do.
const SessionKeyPrefix = "ASIA"

// maxToken is more than any token has; what is longer is not looked at.
const maxToken = 16 << 10

// Session is what a session token says. It holds everything, so that nothing is stored per session: a token is believed because
// nobody else can seal one, until it expires or its principal is gone.
type Session struct {
	AccessKeyID string    `json:"k"`
	Secret      string    `json:"s"`
	Principal   Principal `json:"p"`
	Issued      time.Time `json:"i"`
	Expires     time.Time `json:"e"`
	// Policy narrows the session down; empty does not.
	Policy string `json:"n,omitzero"`
	// Provider is the issuer of the token that the session began with.
	Provider string `json:"o,omitzero"`
	// Parent is the ARN of the principal that began it.
	Parent string `json:"b,omitzero"`
}

// NewSession returns a session with a random key. The caller sets what else it says.
func NewSession(p Principal, issued time.Time, duration time.Duration) Session {
	issued = issued.UTC().Truncate(time.Second)
	return Session{
		AccessKeyID: NewAccessKeyID(SessionKeyPrefix), Secret: NewSecret(), Principal: p, Issued: issued, Expires: issued.Add(duration),
	}
}

// NewAccessKeyID returns a random id of 20 letters and digits with a prefix of four, the form that tools for AWS expect. It also
// makes ids of users and roles.
func NewAccessKeyID(prefix string) string { return prefix + rand.Text()[:16] }

// NewSecret returns a random secret of 40 characters, the form that tools for AWS expect.
func NewSecret() string {
	secret := make([]byte, 30)
	_, _ = rand.Read(secret) // never fails
	return base64.StdEncoding.EncodeToString(secret)
}

// Seal returns the session token.
func (s Session) Seal(key tink.AEAD) (string, error) {
	text, err := json.Marshal(s)
	if err != nil {
		return "", fmt.Errorf("write session: %w", err)
	}
	sealed, err := key.Encrypt(text, sessionData(s.AccessKeyID))
	if err != nil {
		return "", fmt.Errorf("seal session: %w", err)
	}
	return base64.RawURLEncoding.EncodeToString(append([]byte{sessionVersion}, sealed...)), nil
}

// OpenSession reads the token that came with an access key, or answers [ErrNoSession]. It does not look at the clock.
func OpenSession(key tink.AEAD, accessKeyID, token string) (Session, error) {
	if len(token) > maxToken {
		return Session{}, ErrNoSession
	}
	sealed, err := base64.RawURLEncoding.DecodeString(token)
	if err != nil || len(sealed) == 0 || sealed[0] != sessionVersion {
		return Session{}, ErrNoSession
	}
	text, err := key.Decrypt(sealed[1:], sessionData(accessKeyID))
	if err != nil {
		return Session{}, ErrNoSession
	}
	var s Session
	if err := json.Unmarshal(text, &s); err != nil || s.AccessKeyID != accessKeyID {
		return Session{}, ErrNoSession
	}
	return s, nil
}

// sessionData binds a token to its key: with another one it does not open.
func sessionData(accessKeyID string) []byte { return []byte("session token\x00" + accessKeyID) }

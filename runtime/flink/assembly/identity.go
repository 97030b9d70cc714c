package assembly

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"fmt"
	"maps"
	"math/big"
	"time"

	"software.sslmate.com/src/go-pkcs12"
)

// IdentityFile is the name that the key store of an [Identity] has in the folder of a process.
const IdentityFile = "identity.p12"

// identityCipher is one that every Java since version 8 has. Flink would choose one without forward secrecy.
const identityCipher = "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"

// identityLife is for how long an identity is good, which no cluster lives.
const identityLife = 100 * 365 * 24 * time.Hour

// modernJava is the oldest Java of which every release reads key stores as they are encrypted today.
const modernJava = 17

// Identity is by what the processes of one cluster know each other: a key that each of them has, and takes from the others as the only proof.
// RPC, blobs and the records that TaskManagers exchange go over connections that both ends authenticate with it.
type Identity struct {
	// KeyStore is the key with its certificate, as PKCS #12.
	KeyStore []byte
	// Password is what the key store is opened with.
	Password string
}

// NewIdentity makes the identity of a cluster that is run by a Java of a major version.
func NewIdentity(java int) (Identity, error) {
	id := Identity{Password: rand.Text()}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return Identity{}, fmt.Errorf("make the identity of a cluster: %w", err)
	}
	now := time.Now()
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "cluster"},
		NotBefore: now.Add(-24 * time.Hour), NotAfter: now.Add(identityLife), // clocks of nodes differ
		KeyUsage:    x509.KeyUsageDigitalSignature,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth},
	}
	encoded, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		return Identity{}, fmt.Errorf("make the identity of a cluster: %w", err)
	}
	certificate, err := x509.ParseCertificate(encoded)
	if err != nil {
		return Identity{}, fmt.Errorf("make the identity of a cluster: %w", err)
	}
	encoder := pkcs12.Modern2023
	if java < modernJava {
		encoder = pkcs12.LegacyDES
	}
	if id.KeyStore, err = encoder.Encode(key, certificate, nil, id.Password); err != nil {
		return Identity{}, fmt.Errorf("make the identity of a cluster: %w", err)
	}
	return id, nil
}

// Require adds to a configuration that processes prove this identity to each other. The key store is at a path.
func (i Identity) Require(settings map[string]string, path string) map[string]string {
	maps.Copy(settings, map[string]string{
		"security.ssl.internal.enabled":             "true",
		"security.ssl.internal.keystore":            path,
		"security.ssl.internal.keystore-password":   i.Password,
		"security.ssl.internal.key-password":        i.Password,
		"security.ssl.internal.truststore":          path,
		"security.ssl.internal.truststore-password": i.Password,
		"security.ssl.algorithms":                   identityCipher,
	})
	return settings
}

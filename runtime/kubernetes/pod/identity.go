package pod

import (
	"bytes"
	"crypto/ed25519"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/hex"
	"errors"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"time"
)

// The files of a pod's own identity, in the folder that Kubernetes puts the Secret in: its key, and by which it knows the others. The
// cluster's pod has the first three, those of workers have the others.
const (
	keyFile          = "cluster.key"
	controlPlaneFile = "control-plane.pub"
	workersFile      = "workers.pub"

	workerKeyFile = "worker.key"
	clusterFile   = "cluster.pub"
)

// Identity is how a control plane and one cluster know each other. It derives from a key that only the control planes of an installation
// have, so all of them know it and none writes it down.
type Identity struct {
	controlPlane, cluster ed25519.PrivateKey
	// workers is the key that all workers of the cluster have.
	workers ed25519.PrivateKey
	// token is asked for by the cluster's REST API beside the certificate.
	token string
}

// NewIdentity derives the identity of a cluster from its key.
func NewIdentity(key []byte, cluster string) (Identity, error) {
	derive := func(purpose string) ([]byte, error) {
		return hkdf.Key(sha256.New, key, nil, "penstock pod "+cluster+": "+purpose, ed25519.SeedSize)
	}
	ours, err := derive("control plane")
	if err != nil {
		return Identity{}, fmt.Errorf("derive the identity of cluster %s: %w", cluster, err)
	}
	theirs, err := derive("cluster")
	if err != nil {
		return Identity{}, fmt.Errorf("derive the identity of cluster %s: %w", cluster, err)
	}
	workers, err := derive("workers")
	if err != nil {
		return Identity{}, fmt.Errorf("derive the identity of cluster %s: %w", cluster, err)
	}
	token, err := derive("token")
	if err != nil {
		return Identity{}, fmt.Errorf("derive the identity of cluster %s: %w", cluster, err)
	}
	return Identity{
		controlPlane: ed25519.NewKeyFromSeed(ours), cluster: ed25519.NewKeyFromSeed(theirs), workers: ed25519.NewKeyFromSeed(workers),
		token: hex.EncodeToString(token),
	}, nil
}

// Secret is what the cluster's pod has of the identity, by the names of files.
func (i Identity) Secret() map[string][]byte {
	return map[string][]byte{keyFile: i.cluster.Seed(), controlPlaneFile: publicOf(i.controlPlane), workersFile: publicOf(i.workers)}
}

// WorkerSecret is what the pods of its workers have.
func (i Identity) WorkerSecret() map[string][]byte {
	return map[string][]byte{workerKeyFile: i.workers.Seed(), clusterFile: publicOf(i.cluster)}
}

func publicOf(key ed25519.PrivateKey) ed25519.PublicKey {
	public, _ := key.Public().(ed25519.PublicKey) // its type by definition
	return public
}

// clientTLS has the control plane speak to this cluster only.
func (i Identity) clientTLS() (*tls.Config, error) {
	certificate, err := selfSigned(i.controlPlane)
	if err != nil {
		return nil, err
	}
	return pinned(certificate, publicOf(i.cluster)), nil
}

// serverTLS reads a cluster's own part of an identity, and lets in only the control plane.
func serverTLS(dir string) (*tls.Config, error) { return ownTLS(dir, keyFile, controlPlaneFile) }

// ownTLS reads a pod's own key, and the public one of the only peer that it has.
func ownTLS(dir, own, peer string) (*tls.Config, error) {
	seed, err := os.ReadFile(filepath.Join(dir, own))
	if err != nil {
		return nil, fmt.Errorf("read the pod's identity: %w", err)
	}
	public, err := os.ReadFile(filepath.Join(dir, peer))
	if err != nil {
		return nil, fmt.Errorf("read the pod's identity: %w", err)
	}
	if len(seed) != ed25519.SeedSize || len(public) != ed25519.PublicKeySize {
		return nil, errors.New("read the pod's identity: a key has a wrong length")
	}
	certificate, err := selfSigned(ed25519.NewKeyFromSeed(seed))
	if err != nil {
		return nil, err
	}
	return pinned(certificate, public), nil
}

// pinned accepts the one peer that has the private key of public, whatever else its certificate says.
func pinned(own tls.Certificate, public ed25519.PublicKey) *tls.Config {
	return &tls.Config{
		MinVersion: tls.VersionTLS13, Certificates: []tls.Certificate{own},
		ClientAuth: tls.RequireAnyClientCert, InsecureSkipVerify: true, // VerifyConnection compares the key itself
		VerifyConnection: func(s tls.ConnectionState) error {
			if len(s.PeerCertificates) == 0 {
				return errors.New("the other side shows no certificate")
			}
			key, ok := s.PeerCertificates[0].PublicKey.(ed25519.PublicKey)
			if !ok || !bytes.Equal(key, public) {
				return errors.New("the other side is not the one that it should be")
			}
			return nil
		},
	}
}

// selfSigned is a certificate that says nothing but the key.
func selfSigned(key ed25519.PrivateKey) (tls.Certificate, error) {
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "penstock"},
		NotBefore: time.Unix(0, 0), NotAfter: time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC), // no end, by RFC 5280
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		return tls.Certificate{}, fmt.Errorf("make a certificate: %w", err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, nil
}

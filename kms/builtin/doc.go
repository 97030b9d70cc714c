// Package builtin is a key service for installations that have none: keys, their material and their names lie in Postgres, each
// material sealed by the root key, which does not.
//
//	root key (a file, outside the database) ── seals ──▶ material of a key, one for each rotation ── encrypts ──▶ what callers give
//
// # Ciphertexts
//
// A ciphertext names its key and the generation of its material, so it is opened without being told which, and stays readable
// after rotations:
//
//	1 byte   version of this form: 1
//	16 bytes id of the key
//	4 bytes  generation of its material, big-endian
//	16 bytes salt
//	rest     AES-256-GCM under HKDF-SHA256(material, salt), bound to all before it and to the encryption context
//
// A key of its own for each ciphertext leaves no bound on how many there may be under one material.
//
// # Who may use a key
//
// What callers may do the API asks, by identity policies and the key's own; see package apiserver. What the service may do with the key
// of an application, on its own account and at any time, the key's policy says, and a [Provider] asks it at each use.
package builtin

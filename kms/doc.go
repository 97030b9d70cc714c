// Package kms holds the keys under which what belongs to an application is stored.
//
// Content is encrypted with a data key: 256 random bits that one application has for each key that protects it. The data key
// itself is kept wrapped, by a key that never leaves its [Provider]: the installation's own key for AWS_OWNED_KEY. Whoever has
// the database and not the wrapping key has nothing.
//
//	wrapping key (Provider) ── wraps, with the encryption context ──▶ data key ── AES-256-GCM streams ──▶ content
//
// Two things keep ciphertexts where they belong. The encryption context names the application whose data key it is, so a
// wrapped key that was moved to another application does not open. The associated data of each stream names the content, so
// neither do two contents of one application that were swapped. A stream that was cut off, or of which a bit was changed,
// ends in an error and not in less or other content.
//
// # Where to begin
//
//   - [Keyring.Make], [Keyring.Unwrap] and [Keyring.Open]: data keys by their providers; only Open remembers, for a minute;
//   - [KeyError]: why a key could not be used, and whether that passes;
//   - package datakeys: the data keys of applications in the database, for the clusters that are started with them. A run of an
//     application has one, wrapped by the lifecycle.Key of its version;
//   - driver.Keys: what a cluster is given. The reconciler fills it in when it prepares one (lifecycle/reconciler, keys.go).
//
// The cryptography is Tink's: AES-256-GCM for wrapping, AES-GCM-HKDF streaming for content, in segments of [SegmentSize].
package kms

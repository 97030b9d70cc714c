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
// The cryptography is Tink's: AES-256-GCM for wrapping, AES-GCM-HKDF streaming for content, in segments of [SegmentSize].
package kms

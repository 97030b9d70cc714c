// Package rootkey opens the root key of an installation: the key that seals the secrets of access keys, the material of the built-in
// keys and the data keys of AWS_OWNED_KEY, and is never in the database with them.
//
// It is a Tink keyset of AES-256-GCM, and comes from one of three places:
//
//	a file in the data directory, in the clear, made at the first start
//	the environment, in the clear
//	a file in the data directory, sealed under a key of AWS KMS, which has to be reached at each start
//
// The first becomes the third at a start that names a key of AWS KMS. Where two places have a root key, or the one asked for has
// none although another does, nothing is opened: a second root key would leave all that the first sealed unreadable.
//
// Control planes that share a database need the same root key.
package rootkey

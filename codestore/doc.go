// Package codestore keeps the copies of applications' code: encrypted under a key of the application, in the database, in chunks.
//
// Code is copied when a version is made that brings it, so that what runs, is rolled back to, or is started a year later is the code
// that was accepted, whatever became of the object it came from.
//
//	source ──▶ digests ──▶ AES-256-GCM stream ──▶ chunks of 1 MiB, each a transaction of its own
//
// A copy of half a gigabyte thereby needs some MiB of memory, and while the source is waited for no connection to the database is
// held. A package is whole, and can be referred to, after its last chunk; the transaction that makes the version that refers to it
// comes later still. Whatever breaks off in between leaves garbage that nothing refers to, and that [Keeper] removes an hour later.
//
// The ciphertext is bound to the application (by its data key's encryption context), to the package (by its content name) and to its
// length (by the stream's construction): chunks that were swapped, cut off or moved do not open.
package codestore

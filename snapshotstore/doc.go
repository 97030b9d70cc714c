// Package snapshotstore reads and writes the files of snapshots for people: it verifies them, exports them as an archive, and imports
// such archives into another application, or another installation.
//
// # Archives
//
// An archive is a tar file of
//
//	penstock-snapshot.json    what the snapshot is, and what its files are encrypted with
//	files/NAME/000000 …       the content of each file, in parts; _metadata comes last
//	checksums.json            the size and the SHA-256 of each file
//
// so that it is written and read in one go, in constant memory and with no size known beforehand. What has no last entry is cut off.
//
// # Keys
//
// By default files go into the archive as they are stored. If that is encrypted, the archive has the wrapped data key beside them, and
// opens wherever the key that wraps it can be used for the application that it was exported from: nobody gets at anything
// that they could not read anyway, and nothing is decrypted on the way.
//
// With a passphrase the files are decrypted, which needs their key, and encrypted anew under a data key of the archive's own that Argon2id
// and the passphrase wrap. That data key opens nothing but the archive.
//
// Either way what is imported is encrypted under a new data key of the application that gets it.
//
// # Whole or not at all
//
// An import writes its files into a directory that nothing knows, checks every one while it is written, and verifies the whole; then one
// transaction makes it a snapshot. Until then, whatever dies, there is none. That there is an import is in the database before its first
// file, and that transaction takes it away. So whoever finds one that was not heard of for too long gives it up, after which it cannot become a
// snapshot any more, and removes its files; and whoever does not know whether the transaction took place, because the connection broke,
// finds that out by giving it up.
package snapshotstore

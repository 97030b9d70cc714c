// Package archive looks at ZIP archives before anybody unpacks them: JARs, Python packages, and archives of scripts.
//
// All that is looked at is the directory at the archive's end, which tells the names, sizes and kinds of all entries. An archive of
// any size is checked with the memory of its directory: while it is copied a [Tail] keeps its last part, and [Check] reads that.
//
// Refused is what different programs would read differently, or could not read without harm:
//   - entries outside of the archive (absolute, with .. or a drive), and links
//   - two entries of one name, where they are scripts
//   - encrypted entries
//   - bombs: more entries, more bytes or a better compression than code has, and entries that share their bytes
//   - archives without anything that could run
//
// What an archive says of itself may be wrong. Whoever unpacks an entry still stops at the size that it told.
package archive

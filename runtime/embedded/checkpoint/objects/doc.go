// Package objects keeps the files of checkpoints in a bucket: S3, or whatever else package gocloud.dev/blob knows.
//
// # What lies where
//
//	DIR/NAME                      a pointer: the id and the size of an object
//	DIR/_metadata                 the metadata itself: nobody shares it
//	PREFIX/objects/ID/data        the object
//	PREFIX/objects/ID/ref/HOLDER  that the pointer HOLDER needs it; the name is the pointer's, escaped
//
// A bucket has no hard links. A file that several checkpoints and savepoints share is one object with a reference for each pointer, and
// goes with the last of them. So [Storage.Link] copies nothing, and every folder is whole by itself, as on a disk.
//
// # Why nothing is removed that is needed
//
// A reference is there before its pointer and goes after it. Whoever links has a pointer to the object and so a reference all the time; the new one
// is written before the old one can go. Whoever removes takes the pointer, then the reference, and then looks for others: it is one
// listing of one object's references, which a bucket answers as they are at that moment. If there are none nobody has a pointer, so
// nobody can make another reference any more.
//
// # What is left behind
//
// A process that dies between two of these steps leaves an object without a pointer, a reference without a pointer, or both: never a
// pointer without an object. [Storage.Sweep] removes what is older than a grace, which is longer than anything takes to be written.
//
// # Appearing at once
//
// An object of a bucket is there as a whole or not at all, so a pointer and the metadata are, too. The data of a file is complete before
// its pointer is written.
package objects

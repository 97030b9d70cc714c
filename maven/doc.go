// Package maven fetches artifacts of Maven repositories: what a machine needs that is published there, and nowhere in a better form.
//
// Every artifact is pinned by its SHA-256, whatever a repository hands out. A fetch that breaks off leaves what it has, and goes on there
// the next time; a file appears under its name only when it is whole and has been verified.
package maven

// Package migrations holds the schema of the control plane's database as golang-migrate files, in order, each with
// its way back. A file that has been released is never changed: a change of the schema is a new pair of files.
package migrations

import "embed"

// Files has every migration at its root.
//
//go:embed *.sql
var Files embed.FS

// Package migrations holds the schema of the control plane's database as golang-migrate files, in order, each with
// its way back. A file that has been released is never changed: a change of the schema is a new pair of files.
//
// Control planes are upgraded one after the other, so those of the release before go on working on the new schema. A migration
// adds; what it would take away, it takes away a release later, and says from which version on programs know to do without
// (table schema_compatibility). A test looks for statements that break this.
package migrations

import "embed"

// Files has every migration at its root.
//
//go:embed *.sql
var Files embed.FS

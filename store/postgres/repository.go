package postgres

import (
	"reflect"

	embeddedpostgres "github.com/fergusstrange/embedded-postgres"
)

// publishedRepository is the Maven repository that the builds are published in, as the project that packages them for Go
// has it among its defaults. It tells nobody, hence the look into its configuration; a test holds it to be there.
func publishedRepository() string {
	return reflect.ValueOf(embeddedpostgres.DefaultConfig()).FieldByName("binaryRepositoryURL").String()
}

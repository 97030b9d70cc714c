package maven

import (
	"os"
	"path/filepath"
	"reflect"

	embeddedpostgres "github.com/fergusstrange/embedded-postgres"
)

// The environment variables by which a machine says where things are fetched from and kept.
const (
	// RepositoryVariable names a Maven repository to fetch from instead of Maven Central.
	RepositoryVariable = "PENSTOCK_MAVEN_REPOSITORY"
	// CacheVariable names the directory in which fetched files are kept instead of the user's cache directory (for root,
	// the machine's).
	CacheVariable = "PENSTOCK_CACHE_DIR"
)

// Repository is the repository that the environment names, or else Maven Central.
func Repository() string {
	if named := os.Getenv(RepositoryVariable); named != "" {
		return named
	}
	return Central()
}

// Central is Maven Central's address, as the project that packages Postgres for Go has it among its defaults. It tells nobody, hence the
// look into its configuration; a test holds it to be there.
func Central() string {
	return reflect.ValueOf(embeddedpostgres.DefaultConfig()).FieldByName("binaryRepositoryURL").String()
}

// CacheDir is the directory for what can be fetched again: the one that the environment names, or else the user's. For root it is the
// machine's, since servers that run as another user cannot enter root's own. Without any, as for some services, it is beside the data.
func CacheDir(data string) string {
	if named := os.Getenv(CacheVariable); named != "" {
		return named
	}
	const machineCache = "/var/cache"
	if info, err := os.Stat(machineCache); os.Geteuid() == 0 && err == nil && info.IsDir() {
		return filepath.Join(machineCache, "penstock")
	}
	if cache, err := os.UserCacheDir(); err == nil {
		return filepath.Join(cache, "penstock")
	}
	return filepath.Join(data, "cache", "penstock")
}

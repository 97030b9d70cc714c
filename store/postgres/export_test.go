package postgres

import "context"

// WithoutNamespaces makes root do without user namespaces, as where they are not permitted.
func (c Config) WithoutNamespaces() Config {
	c.noNamespaces = true
	return c
}

// Extract is extract.
var Extract = extract

// Fetch is fetchBinaries, and tells where they are.
func Fetch(ctx context.Context, config Config) (dir string, err error) {
	config, err = config.withDefaults()
	if err != nil {
		return "", err
	}
	set, err := fetchBinaries(ctx, config)
	return set.dir, err
}

package reconciler

import (
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/runtime/driver"
)

// ClusterOf finds the cluster of an application in what is stored of it, for who only wants to look at it; false where there is none.
func ClusterOf(stored *lifecycle.ClusterHandle) (driver.Handle, bool, error) {
	c, err := parseRecord(stored)
	if c == nil || err != nil || c.Gone || c.Condemned != "" {
		return driver.Handle{}, false, err
	}
	return c.handle(stored.Driver), true, nil
}

package plan

import (
	"fmt"
	"time"
)

// Location is the session time zone: a name of the IANA database, or an offset such as GMT+08:00.
func (c Config) Location() (*time.Location, error) {
	name := c.LocalTimeZone
	if name == "" {
		return time.UTC, nil
	}
	if zone, err := time.LoadLocation(name); err == nil {
		return zone, nil
	}
	if len(name) > 3 {
		if t, err := time.Parse("-07:00", name[3:]); err == nil {
			_, seconds := t.Zone()
			return time.FixedZone(name, seconds), nil
		}
	}
	return nil, fmt.Errorf("the session time zone %q is not known", name)
}

package lifecycle

import "strconv"

// PartID names a part of a configuration (an input, a logging option, ...): the version that it came with, and its place among
// the parts of its kind that came with that version, from 1. It stays while the part does, so ids are never used twice.
func PartID(version int64, place int) string {
	return strconv.FormatInt(version, 10) + "." + strconv.Itoa(place)
}

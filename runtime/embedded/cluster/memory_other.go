//go:build !linux

package cluster

// physicalMemory is not known here.
func physicalMemory() int64 { return 0 }

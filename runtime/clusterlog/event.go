// Package clusterlog turns what clusters write into their logs into what applications' logs consist of. Drivers that read logs use it.
package clusterlog

import (
	"strconv"

	"github.com/penstock/penstock/logs"
	"github.com/penstock/penstock/runtime/embedded/cluster/eventlog"
)

// Event is a line of a cluster's log. What it does not tell, or tells in words that are not known, is zero.
func Event(line *eventlog.Event) logs.Event {
	level, err := logs.ParseLevel(line.MessageType)
	if err != nil {
		level = logs.Info
	}
	version, err := strconv.ParseInt(line.ApplicationVersionID, 10, 64)
	if err != nil {
		version = 0 // a cluster that was not told
	}
	return logs.Event{
		Time: line.Time, Stream: logs.Stream(line.Stream), Level: level, Version: version, Logger: line.Logger,
		Thread: line.ThreadName, Location: line.LocationInformation, Message: line.Message, Throwable: line.ThrowableInformation,
	}
}

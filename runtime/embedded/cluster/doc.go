// Package cluster is the process that runs one application on the embedded engine: `penstock cluster`.
//
// What it is to run, and the keys that it protects things with, are handed over at its start, see [EncodeHandover], through a pipe or
// whatever whoever starts it has for that, and are then in its memory only. Its working directory holds all else that is its own:
//
//	rest.sock                the Flink REST API (or a loopback port, where the path would be too long for a socket)
//	endpoint.json, exit.json what it announces, see package announce
//	log/events-*.jsonl       the log, see package eventlog, its lines sealed
//
// A cluster without a handover, which somebody starts by hand, works in clear and has in its directory besides:
//
//	code/                    the scripts
//	cluster.json             what to run, see [Spec]
//	log/cluster.out, .err    all that print sinks write, rotated by size; the log has the first lines of each second
//
// # Life
//
// The process reads the handover, or the spec, compiles the scripts, opens the REST API, announces the endpoint, and waits. A script that
// does not compile is announced as a terminal exit with file, line and column. POST /jars/:id/run makes the job, from a
// savepoint where one is named, and runs it; one job in a cluster's life. The process stays after the job's end so
// that it can be asked, until somebody kills it. SIGTERM is the machine going down: a last checkpoint is taken where
// that is possible, and the process ends without ending the job, whose newest checkpoint stays to be restored from.
//
// A process whose directory was removed ends too: nobody could ever find it again.
//
// # What the process is told about the engine
//
// The package knows the engine as [Engine], [Program] and [Job]; NewEngine gives the real one.
package cluster

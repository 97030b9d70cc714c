// Package cluster is the process that keeps the cluster of one application on Apache Flink: `penstock flink`. It starts a JobManager and
// its TaskManagers as JVMs, looks after them, and stands between them and the control plane:
//
//	control plane ── rest.sock ──▶ keeper ── loopback, token ──▶ JobManager ◀── TaskManagers
//	                                 ▲  │ standard input: the token, the port, "run"
//	                                 │  ▼
//	                                 └─ standard output: events, log and printed lines, a JSON object a line (package java has the other end)
//
// Its working directory holds all that is the cluster's own:
//
//	flink.json                       what to run, see [assembly.Spec]; written by whoever starts the process
//	code.jar                         the application's code, unless that is SQL, whose statements are in the spec
//	etc/application_properties.json  what the JVMs see as /etc/flink/application_properties.json
//	jobmanager.properties, …         what the JVMs are told
//	identity.p12                     what they know each other by, see [assembly.Identity]
//	tmp/                             state of RocksDB, blobs, what programs put there
//	rest.sock                        the Flink REST API (or a loopback port, where the path would be too long for a socket)
//	endpoint.json, exit.json, log/   what it announces, as any cluster (packages announce and eventlog)
//
// # Life
//
// The cluster is announced when the JobManager serves, the program is loaded and all TaskManagers are registered; the program waits (see
// Gate in package java). POST /jars/:id/run lets it go, from a savepoint where one is named: by then all that takes long has been done.
//
// A TaskManager that ends is replaced. A JobManager that ends is replaced too, with new TaskManagers, and the job goes on from its newest
// checkpoint, which is found in storage; unless the job was told to stop or cancel, or has ended: then what became of it is not known here,
// and the cluster ends, which the control plane sees. JVMs whose keeper is gone end at once, since their standard input does.
//
// # Additions to Flink's REST API
//
// GET /jars and POST /jars/:id/run know the one program of the cluster, GET /jobs/:id/changes waits for a change of the job, and GET
// /jobs/:id knows the job from the moment it is run, also while main has not come so far, and after main threw. All else is Flink's own.
package cluster

// Package rest serves the Flink REST API for one embedded cluster: the paths and the JSON of Apache Flink 1.20, as far
// as the engine does the thing behind them, so that one client drives both engines. Flink's own clients, which put
// /v1 before each path, work with it as well.
//
//	GET    /                                          a page that shows all of it in a browser
//	GET    /overview, /config                         the cluster
//	GET    /metrics                                   all figures, under the names of Flink's reporter for Prometheus (not in Flink)
//	GET    /taskmanagers, /taskmanagers/:id           the process itself, as the one worker there is; …/metrics
//	GET    /jobmanager/config, …/metrics              its settings and figures
//	GET    /jars                                      the compiled script
//	POST   /jars/:id/run                              run it, from a savepoint if one is named
//	POST   /jars/:id/check                            whether a savepoint fits it; nothing is run (not in Flink)
//	GET    /jobs, /jobs/overview, /jobs/metrics       the job, if it was run
//	GET    /jobs/:id, /status, /plan, /config         the job in detail
//	GET    /jobs/:id/execution-result                 whether it has ended, and how
//	GET    /jobs/:id/vertices/:vertex                 a chain of operators and its subtasks; …/watermarks, …/backpressure, …/metrics with
//	                                                  those of each operator, …/subtasktimes, …/taskmanagers
//	GET    /jobs/:id/vertices/:vertex/subtasks/:i     one of them; …/metrics, and …/subtasks/metrics for what all come to
//	GET    /jobs/:id/changes, /vitals                 held until something changes; how it gets on, in short (not in Flink)
//	GET    /jobs/:id/checkpoints                      statistics; …/config, and …/details/:checkpoint with what each task took
//	POST   /jobs/:id/checkpoints                      checkpoint now; GET …/checkpoints/:trigger for its outcome
//	GET    /jobs/:id/exceptions, /metrics
//	POST   /jobs/:id/savepoints                       savepoint; GET …/savepoints/:trigger for its outcome
//	POST   /jobs/:id/stop                             stop with savepoint; outcome as above
//	PATCH  /jobs/:id?mode=cancel                      cancel
//
// What there is nothing of is told as none: accumulators, files of logs, datasets. What only a JVM has is not found: profiles, flame graphs,
// dumps of threads, its environment.
//
// A cluster is dedicated: it holds one program and runs one job in its life. The package defines what it needs of them
// ([Cluster], [Job]) and knows nothing else of the engine.
//
// Failures are Flink's {"errors": [...]}: 400 for a request that is wrong, 404 for an unknown job, program or trigger,
// 409 for what the job cannot do in its state, 401 without the token where one is asked for.
//
// Asynchronous operations are named by a trigger id, which the client may choose. A known id is answered with the
// operation there is, so that a client which lost an answer may ask again.
package rest

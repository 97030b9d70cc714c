// Package runtime is a map of everything between the control plane and a running job; it holds no code.
//
//	driver/      the contract: what the lifecycle asks of whatever runs clusters, and of an engine
//	drivertest/  the conformance suite that every driver passes, the fake included
//	fake/        a scriptable driver with faults, for tests and planning
//	durable/     where checkpoints and snapshots lie, and which of them are complete
//	local/       clusters as detached processes of this machine
//	flinkrest/   the client of the Flink REST API, which every cluster speaks
//	figures/     what a cluster tells of its job, for Prometheus
//	embedded/    the embedded streaming SQL engine: imports nothing of the control plane
package runtime

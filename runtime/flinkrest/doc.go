// Package flinkrest is a client of the Flink REST API, the one language that every cluster speaks: Apache Flink's own
// clusters of 1.18 and later, and the embedded engine, which serves the same paths and the same JSON.
//
// It covers what the lifecycle needs: what a cluster and its job are doing, how the job gets on (vitals), checkpoints,
// failures, metrics, and the few calls that change something (run, savepoint, stop, cancel). Names of types and fields follow Flink's documentation of
// the API; times are Flink's, milliseconds since the epoch, and have a method that gives a time.Time where one is needed.
//
// Calls that change something are asynchronous on Flink's side: they return a trigger id and the outcome is asked for
// with it. The caller may choose the trigger id, which makes a repeated call harmless: Flink and the embedded engine
// both answer a known id with the operation that already runs. Nothing in here waits or retries; that is the
// reconciler's business.
//
// An error is one of three kinds, told by errors.Is: ErrNotFound and ErrConflict are answers of the cluster (an *Error
// with its messages), ErrUnreachable means that no answer came, so that the call may or may not have had its effect.
// Any other answer that is not a success is a plain *Error.
package flinkrest

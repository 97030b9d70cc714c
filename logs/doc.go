// Package logs holds what an application's log is made of, without where it comes from or goes to: events, their JSON as
// the service writes it, the compact form in which they are stored, and filters.
//
//	the cluster's own files ──► runtime/driver.LogReader ──► logs/collector ──► store: log_chunks ─┬─► the API, the CLI
//	control plane: operations ─────────────────────────────────────────────────► store: log_chunks ┘└► logs/cloudwatch
//
// An application has one log. Events are numbered in it in the order in which they were stored: the sequence. Events of one
// cluster keep their order; those of two clusters that run beside each other during an update are mixed by when they
// were collected. See docs/decisions/0015-application-logs.md.
package logs

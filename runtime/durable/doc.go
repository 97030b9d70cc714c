// Package durable lays out the durable state of applications: checkpoints and snapshots, which outlive every cluster.
//
//	<root>/<application id>/checkpoints/<run>/<job id>/chk-<n>/_metadata
//	<root>/<application id>/snapshots/<snapshot>/savepoint-…/_metadata
//
// Clusters write it, by the URIs they are given; this package only finds what is complete and removes what is no longer
// needed. A savepoint or checkpoint is complete when its _metadata is there, which appears last and at once.
package durable

// Package e2e tests the whole: the real binary, a real Postgres, the AWS SDK, real processes that are killed.
//
// TestMain builds the binary once; PENSTOCK_BINARY names one that was built already. A test starts servers with newServer,
// each on a data directory and a database of its own.
package e2e

// Package storetest gives each test a database of its own on a real Postgres.
//
// One server runs per test binary, started by the first test that asks, in a temporary directory and without durability.
// It ends with the binary, however that ends. A database is a copy of a migrated template, which takes some tens of
// milliseconds, so tests using it can and should run in parallel.
package storetest

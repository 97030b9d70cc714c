// Package drivertest is the conformance suite of runtime/driver: what the comments there promise, as tests.
//
// Every driver runs it in its own test:
//
//	func TestConformance(t *testing.T) { drivertest.Exercise(t, drivertest.Harness{…}) }
//
// It works on the contract alone, through the driver's methods and the Flink REST API of the clusters.
package drivertest

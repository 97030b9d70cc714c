package driver

// Builder is an optional capability of a Driver, and of an Engine: it tells which builds it would start clusters with now. A build is a
// text that names an engine and its patch level, such as "embedded v1.4.2"; it is only ever compared. A running cluster of a build
// that is not among them is replaced in its application's maintenance window. A driver without it never asks for that.
type Builder interface {
	// Builds lists the builds, sorted. It is the same for as long as the control plane runs.
	Builds() []string
}

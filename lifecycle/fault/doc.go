// Package fault names the ways in which a request or an operation can fail for a reason that its caller can understand.
//
// A kind belongs to the domain, not to a protocol: the edge (apiserver) holds the one table from kinds to the modelled
// exceptions and HTTP statuses. An error that carries no kind is an internal failure; its text is for the log only.
//
// Everything below the edge wraps freely:
//
//	return fmt.Errorf("start %s: %w", name, fault.InUse("application %s is %s", name, status))
//
// and the edge finds the innermost words meant for the caller with [As].
package fault

// Package apiserver serves the API: AWS JSON 1.1 at POST / and REST under /v1/, both over one handler.
//
//	server.go         routes, limits of size and time, signatures
//	exchange.go       one request and its answer; the order of checks: signature, operation, JSON, constraints, the handler
//	awsjson.go        the protocol of AWS clients
//	rest.go           the protocol of everybody else
//	errors.go         the one table from kinds of failure to errors of the API
//	metrics.go        requests by operation and outcome
//	sigv4/            signatures
//	model/            the shapes and operations, generated from openapi.yaml
//	<noun>.go         what the operations do: one transaction each, which writes only what is wanted
//
// It knows no engine and no driver. A request never waits for a cluster: the reconciler acts on what the request wrote.
package apiserver

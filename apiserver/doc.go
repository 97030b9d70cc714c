// Package apiserver serves the API: AWS JSON 1.1 at POST / and REST under /v1/, both over one handler.
//
//	server.go         routes and the order of checks: signature, operation, JSON, constraints, then the handler
//	awsjson.go        the protocol of AWS clients
//	rest.go           the protocol of everybody else
//	errors.go         the one table from kinds of failure to errors of the API
//	sigv4/            signatures
//	model/            the shapes and operations, generated from openapi.yaml
//	<noun>.go         what the operations do: one transaction each, which writes only what is wanted
//
// It knows no engine and no driver. A request never waits for a cluster: the reconciler acts on what the request wrote.
package apiserver

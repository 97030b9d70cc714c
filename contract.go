// Package penstock holds the contract of the API, openapi.yaml, for the server that serves it. Everything else is in the
// folders below; README.md is the way in.
package penstock

import _ "embed" // the contract

// Contract is the text of openapi.yaml.
//
//go:embed openapi.yaml
var Contract []byte

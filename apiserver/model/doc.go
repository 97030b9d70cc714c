// Package model holds the shapes and operations of the kinesisanalyticsv2 API as openapi.yaml has them: Go types, strict
// decoding, validation, and the table that both protocols serve from. It imports nothing of Penstock.
//
// Optional and required members alike are pointers, slices or maps; nil means absent. A list or map that is not nil and empty
// is told as such. Decoding ignores members that it does not know, takes null for absent, and reports every value of a
// wrong JSON type by its path; validation reports every constraint that is broken, in the service's words.
package model

//go:generate go run ./gen -contract ../../openapi.yaml -out .

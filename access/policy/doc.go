// Package policy reads and evaluates policies in IAM's JSON form.
//
//	document.go    what a policy is, once it is understood
//	parse.go       from text to a policy; whatever is not understood is refused with its place
//	json.go        JSON with the place of every value
//	pattern.go     wildcards and policy variables
//	condition.go   the operators of conditions
//	keys.go        the keys that conditions and variables may name, and their types
//	evaluate.go    deny over allow, and deny by default
//
// It follows the "IAM JSON policy reference" of the IAM user guide and is stricter than it in one way: a policy that names
// an operator, a condition key, an action or a service that is not known is refused when it is written, because it would
// otherwise silently never match. The package is pure: it knows no request, no database and no clock.
package policy

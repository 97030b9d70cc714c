// Package access has the words of who may do what: accounts, their roots, users and roles, how they are named, the policies that
// every account has, and temporary credentials.
//
//	principal.go   whom a request is made by
//	arn.go         names of users, roles and policies
//	caller.go      a principal that proved itself, with what it is allowed
//	builtin.go     the policies that are there without being written
//	vocabulary.go  what policies may speak of
//	session.go     temporary credentials, sealed into their session tokens
//
// policy/ reads and evaluates policies; authority/ finds the caller of a request in the database; store keeps it all.
package access

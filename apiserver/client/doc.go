// Package client speaks AWS JSON 1.1 to a Penstock server: for Penstock's own commands, its demo and its tests. Others use
// the AWS SDK of their language, which needs nothing of Penstock.
//
// It sends no request twice: what to do about a lost answer is the caller's decision.
package client

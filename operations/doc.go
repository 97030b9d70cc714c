// Package operations has the rules for long-running operations: the steps they go through, how far they are, how long
// nothing was processed because of them, and the words for their failures. It is pure; the store keeps the records.
package operations

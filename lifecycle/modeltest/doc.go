// Package modeltest checks the lifecycle as a whole against a small model of it: the real service, a real Postgres and a real reconciler
// over a fake runtime, of which three clients ask random things at the same time.
//
// The database keeps the history of the statuses that were shown, in the order of the commits. Of each request it is known what was
// the newest of it when the request was sent and when it was answered. An answer is right if the model gives it in one of the statuses
// between the two; what was accepted must be found again in the history, once each.
package modeltest

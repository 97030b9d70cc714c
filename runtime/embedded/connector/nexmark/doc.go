// Package nexmark is the connector 'nexmark': the events of the Nexmark benchmark (persons who register, auctions that they open,
// bids on those), as the reference generator for Flink makes them (github.com/nexmark/nexmark): the options, proportions, ids, times
// and every draw of a random number are the same.
//
// The reference seeds its random numbers differently in each run, and begins with the time of day. So that a run can be repeated, and
// two engines be given the same events, there are options for both:
//
//	seed        the seed of all random numbers; 0 by default
//	base-time   milliseconds since the epoch at which event time begins; the time of day by default
//	generators  how many readers share the events, each on a timeline of its own; the reference takes its parallelism; 1 by default
//
// A generator i draws from java.util.SplittableRandom(seed + 2 + i), the texts that all share are made by
// SplittableRandom(seed) (extra) and SplittableRandom(seed + 1) (URLs).
package nexmark

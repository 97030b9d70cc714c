// Package eventtime is about watermarks: how they are generated from rows ([Generator]), combined from several inputs
// ([Combiner]), and met by the rows of a batch ([Progress]).
//
// A watermark w says that no row with a time of w or less is expected any more. It is in milliseconds since the epoch;
// for a TIMESTAMP without time zone, as if that were in UTC.
package eventtime

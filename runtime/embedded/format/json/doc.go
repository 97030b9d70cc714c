// Package json is the format 'json' of Flink: a JSON object a record.
//
// # Decoding
//
// The decoder goes over the bytes of a record once and writes the wanted fields straight into the columns; strings without
// escapes are slices of the record, and fields that nobody wants are skipped without being looked at closely. Field names
// are first compared with the name at the same place of the record before, as records mostly have their fields in one
// order.
//
// Conversions are those of Flink's default (parser based) JSON format: numbers, booleans and nested values are taken for a
// STRING as their text, strings are parsed for numbers, a fraction is cut for INT and BIGINT, decimals are rounded half up
// and NULL where they do not fit.
//
// With ignore-parse-errors a field that does not convert is NULL and a record that is no JSON object is skipped. Where a
// nested value stands for a scalar, Flink goes on at the token after its opening bracket and so gets out of step with the
// record; what it makes of the rest follows from that, so such records are decoded again, token by token, in the same way
// (see tokens.go).
package json

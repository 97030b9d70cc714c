// Package datagen is the connector 'datagen': rows that are made up.
//
// The value of a column is a function of the row's number (but for times, which are counted back from now), so that a
// source that goes on from a checkpoint gives the rows that it would have given: its position is the number of the next row.
// A source with number-of-rows or with a sequence is bounded: it ends with the first sequence that ends.
package datagen

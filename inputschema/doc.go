// Package inputschema tells what columns the records of a stream or of an object have, from a sample of them: whether they are JSON
// or CSV, the names, and the narrowest SQL type that takes every value seen. It reads nothing itself.
//
// # JSON
//
// Every record is one JSON object or several, one behind the other, or arrays of objects. The members of nested objects are columns
// as well; arrays are columns of text. Where all of them are arrays, the rows are their elements ($[0:]).
//
// # CSV
//
// Every row has the same number of columns, of which two at least have values. The delimiter is the one of comma, tab, bar and semicolon that gives most
// of them. The first row is a header where it is all names and the rows below it are not; otherwise columns are COL_A, COL_B, ...
//
// # Types
//
// INTEGER, BIGINT, DECIMAL(n,0) for whole numbers, REAL and DOUBLE for others, BOOLEAN, TIMESTAMP, and VARCHAR(n) for anything else and
// for any mixture, n being a power of two, 4 at least.
package inputschema

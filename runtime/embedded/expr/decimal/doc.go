// Package decimal computes with the unscaled 128-bit values of DECIMAL columns: arithmetic and rounding as Java's
// BigDecimal does it in Flink, conversions from and to text and binary floating point.
//
// Values carry no scale; every function is told the scales it needs. Results that do not fit the precision asked for are
// told by ok = false, which SQL shows as NULL. Values that fit 64 bits take paths without big integers.
package decimal

import "github.com/penstock/penstock/runtime/embedded/batch"

// MaxPrecision is the largest number of digits of a DECIMAL.
const MaxPrecision = 38

// Int is the unscaled value of a DECIMAL.
type Int = batch.Int128

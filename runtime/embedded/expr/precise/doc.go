// Package precise computes the elementary functions of doubles to the nearest double, which is what Java's library gives in
// nearly all cases and Go's in fewer. Values are worked out in pairs of doubles, of about 100 bits, and rounded once. The hyperbolic
// and the inverse trigonometric functions, of which Java's are the nearest ones less often, are computed as Java does.
package precise

// Package javaregex matches regular expressions in the syntax and with the results of java.util.regex.
//
// Patterns that RE2 can express run on the standard library's regexp, whose leftmost-first matching gives what Java's
// backtracking gives. The others (lookaround, back references, possessive quantifiers) and the few cases in which the
// engines differ on a text (line ends within it) run on a backtracking engine.
package javaregex

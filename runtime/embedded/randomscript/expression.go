package randomscript

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// expression is a random expression of a kind over columns, nested at most so deep.
func (g *generator) expression(over []column, k kind, depth int) string {
	if depth <= 0 || g.chance(25) {
		return g.operand(over, k)
	}
	sub := func(k kind) string { return g.expression(over, k, depth-1) }
	switch g.IntN(7) {
	case 0:
		return fmt.Sprintf("CASE WHEN %s THEN %s ELSE %s END", g.condition(over, depth-1), sub(k), sub(k))
	case 1:
		return fmt.Sprintf("COALESCE(%s, %s)", sub(k), g.literal(k))
	case 2:
		if k.ordered() && k != instant {
			return fmt.Sprintf("NULLIF(%s, %s)", sub(k), sub(k))
		}
	}
	if form := g.form(k); form != "" {
		return g.fill(form, sub)
	}
	return g.operand(over, k)
}

// forms are expressions by their kind. In them %i is an integer, %l a BIGINT, %s a string, %x a double, %p a decimal, %b a condition, %t a timestamp, %d a
// date, %a an array.
var forms = map[kind][]string{
	integer: {
		"(%i + %i)", "(%i - %i)", "(%i * 3)", "(%i / 2)", "MOD(%i, 5)", "ABS(%i)", "CHAR_LENGTH(%s)", "CAST(%x AS INT)", "IF(%b, %i, %i)", "GREATEST(%i, %i)",
		"LEAST(%i, %i)", "TRY_CAST(%s AS INT)", "POSITION('a' IN %s)", "CARDINALITY(%a)", "%a[1]", "CAST(%p AS INT)", "TIMESTAMPDIFF(SECOND, %t, %t)", "(- %i)",
		"CAST(%b AS INT)", "TIMESTAMPDIFF(DAY, %d, %d)", "SIGN(%i)",
	},
	bigint: {
		"CAST(%i AS BIGINT)", "(%l + %i)", "(%l * %i)", "(%l - %l)", "EXTRACT(SECOND FROM %t)", "EXTRACT(DAY FROM %d)", "MOD(%l, 7)", "ABS(%l)", "EXTRACT(MINUTE FROM %t)",
		"IF(%b, %l, %l)",
	},
	text: {
		"UPPER(%s)", "LOWER(%s)", "(%s || %s)", "CONCAT(%s, '-', %s)", "SUBSTRING(%s FROM 1 FOR 2)", "CAST(%i AS STRING)", "REPLACE(%s, 'a', 'zz')", "TRIM(%s)",
		"LPAD(%s, 4, '*')", "REVERSE(%s)", "CAST(%t AS STRING)", "DATE_FORMAT(%t, 'HH:mm:ss')", "CONCAT_WS('/', %s, %s)", "CAST(%p AS STRING)", "CAST(%d AS STRING)",
		"CAST(%b AS STRING)", "SUBSTRING(%s, -1)", "SPLIT_INDEX(%s, 'a', 0)", "INITCAP(%s)", "IF(%b, %s, %s)", "REGEXP_REPLACE(%s, '[aeiou]', '')", "CAST(%l AS STRING)",
		"LEFT(%s, 1)", "RIGHT(%s, 2)", "REPEAT(%s, 2)", "REGEXP_EXTRACT(%s, '([a-c]+)', 1)",
	},
	double: {
		"(%x * 0.5E0)", "(%x + %x)", "(%x - %x)", "CAST(MOD(%i, 100) AS DOUBLE)", "ABS(%x)", "FLOOR(%x)", "CEIL(%x)", "IF(%b, %x, %x)", "(- %x)",
	},
	decimal: {
		"(%p + %p)", "(%p - 1.5)", "CAST(MOD(%i, 1000) AS DECIMAL(10, 2))", "ROUND(%p, 1)", "(%p * 2)", "ABS(%p)", "TRUNCATE(%p, 1)", "FLOOR(%p)",
	},
	timestamp: {
		"(%t + INTERVAL '5' SECOND)", "(%t - INTERVAL '1' MINUTE)", "FLOOR(%t TO MINUTE)", "CEIL(%t TO HOUR)", "CAST(%d AS TIMESTAMP(3))", "TIMESTAMPADD(MINUTE, MOD(%i, 60), %t)",
	},
	date:  {"(%d + INTERVAL '1' DAY)", "CAST(%t AS DATE)", "FLOOR(%d TO MONTH)", "TIMESTAMPADD(DAY, MOD(%i, 30), %d)"},
	array: {"ARRAY[%i, %i]", "ARRAY_DISTINCT(%a)", "ARRAY_APPEND(%a, %i)", "ARRAY_REVERSE(%a)", "ARRAY_CONCAT(%a, %a)"},
	boolean: {
		"(%b AND %b)", "(%b OR %b)", "(NOT %b)", "(%b IS TRUE)", "(%b IS NOT FALSE)", "(%s LIKE '%%a%%')", "(%i IN (1, 2, 3, 5))", "(%s IN ('a', 'b', 'xyz'))", "(%i BETWEEN 0 AND 5)",
		"(%s SIMILAR TO '[a-c]+')", "(%i NOT IN (1, 4))", "ARRAY_CONTAINS(%a, %i)", "(%b IS UNKNOWN)",
	},
}

var marks = map[byte]kind{
	'i': integer, 'l': bigint, 's': text, 'x': double, 'p': decimal, 'b': boolean, 't': timestamp, 'd': date, 'a': array,
}

func (g *generator) form(k kind) string {
	if len(forms[k]) == 0 {
		return ""
	}
	return pick(g, forms[k]...)
}

// fill puts expressions in the places of a form.
func (g *generator) fill(form string, sub func(kind) string) string {
	var b strings.Builder
	for i := 0; i < len(form); i++ {
		switch {
		case form[i] != '%':
			b.WriteByte(form[i])
			continue
		case form[i+1] == '%':
			b.WriteByte('%')
		default:
			b.WriteString(sub(marks[form[i+1]]))
		}
		i++
	}
	return b.String()
}

// operand is a column of the kind, or a literal where there is none.
func (g *generator) operand(over []column, k kind) string {
	fit := slices.DeleteFunc(slices.Clone(over), func(c column) bool { return c.kind != k })
	if len(fit) == 0 || g.chance(10) {
		return g.literal(k)
	}
	return pick(g, fit...).name
}

func (g *generator) literal(k kind) string {
	switch k {
	case integer:
		return pick(g, "0", "1", "3", "7", "-2", "CAST(NULL AS INT)")
	case bigint:
		return pick(g, "CAST(1 AS BIGINT)", "4000000000", "-5000000000")
	case text:
		return pick(g, "'a'", "'b'", "''", "'xyz'", "CAST(NULL AS STRING)")
	case double:
		return pick(g, "1.5E0", "0E0", "-2.25E0")
	case decimal:
		return pick(g, "1.25", "-0.5", "CAST(100 AS DECIMAL(10, 2))")
	case boolean:
		return pick(g, "TRUE", "FALSE", "CAST(NULL AS BOOLEAN)")
	case timestamp:
		return "TIMESTAMP '2024-03-01 10:0" + strconv.Itoa(g.IntN(3)) + ":00'"
	case instant:
		return "TO_TIMESTAMP_LTZ(1709287" + strconv.Itoa(200+g.IntN(100)) + "000, 3)"
	case date:
		return "DATE '2024-0" + strconv.Itoa(1+g.IntN(3)) + "-01'"
	default:
		return "ARRAY[1, " + strconv.Itoa(g.IntN(5)) + "]"
	}
}

// condition is a random expression that is true, false or unknown.
func (g *generator) condition(over []column, depth int) string {
	switch n := g.IntN(10); {
	case n < 5:
		kinds := []kind{integer}
		for _, c := range over {
			if c.kind.ordered() {
				kinds = append(kinds, c.kind)
			}
		}
		k := pick(g, kinds...)
		comparison := pick(g, "=", "<>", "<", "<=", ">", ">=", ">", "<", "IS DISTINCT FROM", "IS NOT DISTINCT FROM")
		return "(" + g.expression(over, k, depth-1) + " " + comparison + " " + g.expression(over, k, depth-2) + ")"
	case n < 7 && len(over) > 0:
		return "(" + pick(g, over...).name + pick(g, " IS NULL", " IS NOT NULL", " IS NOT NULL") + ")"
	default:
		return g.expression(over, boolean, depth)
	}
}

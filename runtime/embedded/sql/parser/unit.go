package parser

import "github.com/penstock/penstock/runtime/embedded/sql/ast"

// intervalUnits are the units of interval literals and types, in the singular and the plural.
var intervalUnits = map[string]ast.TimeUnit{
	"YEAR": ast.Year, "YEARS": ast.Year, "MONTH": ast.Month, "MONTHS": ast.Month, "DAY": ast.Day, "DAYS": ast.Day, "HOUR": ast.Hour,
	"HOURS": ast.Hour, "MINUTE": ast.Minute, "MINUTES": ast.Minute, "SECOND": ast.Second, "SECONDS": ast.Second,
}

// extractUnits are the units of EXTRACT, FLOOR and CEIL.
var extractUnits = unitsOf("YEAR", "QUARTER", "MONTH", "WEEK", "DAY", "HOUR", "MINUTE", "SECOND", "DOW", "DOY",
	"ISODOW", "ISOYEAR", "EPOCH", "DECADE", "CENTURY", "MILLENNIUM", "MILLISECOND", "MICROSECOND", "NANOSECOND")

// timestampUnits are the units of TIMESTAMPADD and TIMESTAMPDIFF, with the names of ODBC.
var timestampUnits = func() map[string]ast.TimeUnit {
	units := unitsOf("YEAR", "QUARTER", "MONTH", "WEEK", "DAY", "HOUR", "MINUTE", "SECOND", "MICROSECOND", "NANOSECOND")
	for _, u := range []ast.TimeUnit{ast.Year, ast.Quarter, ast.Month, ast.Week, ast.Day, ast.Hour, ast.Minute, ast.Second} {
		units["SQL_TSI_"+string(u)] = u
	}
	units["SQL_TSI_FRAC_SECOND"], units["FRAC_SECOND"] = "MICROSECOND", "MICROSECOND"
	units["SQL_TSI_MICROSECOND"] = "MICROSECOND"
	return units
}()

func unitsOf(names ...string) map[string]ast.TimeUnit {
	units := make(map[string]ast.TimeUnit, len(names))
	for _, n := range names {
		units[n] = ast.TimeUnit(n)
	}
	return units
}

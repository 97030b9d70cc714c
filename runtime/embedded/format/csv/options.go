package csv

import (
	"unicode/utf8"

	"github.com/penstock/penstock/runtime/embedded/option"
)

// options are the format's options; 0 stands for no such character.
type options struct {
	delimiter, quote, escape rune
	comment                  byte
	ignoreErrors             bool
	arrayDelimiter           string
	nullLiteral              string
	hasNullLiteral           bool
	scientific               bool
}

func readOptions(values map[string]string) (options, error) {
	r := option.NewReader("format 'csv'", "csv.", values)
	o := options{
		delimiter:      r.Char("field-delimiter", ','),
		ignoreErrors:   r.Bool("ignore-parse-errors", false),
		arrayDelimiter: r.String("array-element-delimiter", ";"),
		escape:         r.Char("escape-character", 0),
		nullLiteral:    r.String("null-literal", ""),
		hasNullLiteral: r.Has("null-literal"),
		scientific:     r.Bool("write-bigdecimal-in-scientific-notation", true),
	}
	if r.Bool("allow-comments", false) {
		o.comment = '#'
	}
	disabled := r.Bool("disable-quote-character", false)
	if disabled && r.Has("quote-character") {
		r.Fail("options csv.quote-character and csv.disable-quote-character cannot both be set")
	}
	if !disabled {
		o.quote = r.Char("quote-character", '"')
	}
	for _, c := range []rune{o.delimiter, o.quote, o.escape} {
		if c >= utf8.RuneSelf || c == '\n' || c == '\r' {
			r.Fail("csv delimiters, quotes and escapes must be ASCII characters other than line breaks, not %q", c)
		}
	}
	return o, r.Done()
}

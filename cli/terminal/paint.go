package terminal

import "io"

// Color is a colour of a terminal.
type Color string

// The colours, by what they are for. The empty one leaves text as it is.
const (
	Good  Color = "\x1b[32m"
	Busy  Color = "\x1b[33m"
	Bad   Color = "\x1b[31m"
	Added Color = "\x1b[32m"
	Gone  Color = "\x1b[31m"
	Place Color = "\x1b[36m"
	Bold  Color = "\x1b[1m"
	Faint Color = "\x1b[2m"
	reset       = "\x1b[0m"
)

// Paint colours texts, or leaves them as they are.
type Paint struct{ On bool }

// PaintFor colours where the writer is a terminal that wants colours.
func PaintFor(w io.Writer) Paint { return Paint{Colors(w)} }

// Text is a text in a colour.
func (p Paint) Text(c Color, text string) string {
	if !p.On || c == "" || text == "" {
		return text
	}
	return string(c) + text + reset
}

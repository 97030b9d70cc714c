package main

import (
	"embed"
	"fmt"
	"strings"
	"text/template"
)

//go:embed queries/*.sql
var queries embed.FS

// script is a query with what it is run over.
type script struct {
	// Events are made at Rate events per second of event time by so many Generators.
	Events, Rate int64
	Generators   int
	// Sink are the options of the table that takes the result.
	Sink string

	name, text string
}

// read fills the text of a query.
func (s *script) read(name string) error {
	var text strings.Builder
	for _, file := range []string{"tables", name} {
		source, err := queries.ReadFile("queries/" + file + ".sql")
		if err != nil {
			return fmt.Errorf("there is no query %s: %w", name, err)
		}
		filled, err := template.New(file).Parse(string(source))
		if err != nil {
			return err
		}
		if err := filled.Execute(&text, s); err != nil {
			return err
		}
	}
	s.name, s.text = name, text.String()
	return nil
}

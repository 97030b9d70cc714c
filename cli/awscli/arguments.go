package awscli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/penstock/penstock/cli/contract"
)

// usageLine reminds of the form of a command line.
const usageLine = `penstock kinesisanalyticsv2 [options] <operation> [parameters]
To see help text, you can run:

  penstock kinesisanalyticsv2 help
  penstock kinesisanalyticsv2 <operation> help
`

// arity is how many values an option has.
type arity int

const (
	noValue arity = iota
	oneValue
	// optionalValue is one value, or none.
	optionalValue
	// someValues are one or more, up to the next option.
	someValues
)

// option is an option of a command line.
type option struct {
	name    string // without the dashes
	arity   arity
	help    string
	choices []string
	// member is the member of the request that the option gives, negated that it says false; nil for options of the program.
	member  *contract.Member
	negated bool
	// hidden options work, and no help tells of them.
	hidden   bool
	required bool
}

// given is an option with its values.
type given struct {
	option *option
	values []string
}

// arguments is a command line.
type arguments struct {
	options map[string]given // by name
	rest    []string         // what is no option and no value of one
}

func (a *arguments) has(name string) bool {
	_, ok := a.options[name]
	return ok
}

// value is the value of an option; empty if it was not given.
func (a *arguments) value(name string) string {
	if g, ok := a.options[name]; ok && len(g.values) > 0 {
		return g.values[len(g.values)-1]
	}
	return ""
}

// isOption tells whether a word begins an option: a negative number does not.
func isOption(word string) bool {
	return len(word) > 1 && word[0] == '-' && strings.IndexByte("0123456789.", word[1]) < 0
}

// parseArguments reads a command line. Of options that stand there several times the last one counts. With stopAtFirst it ends
// at the first word that is no option, which is in rest with all that follow.
func parseArguments(words []string, known []*option, stopAtFirst bool) (*arguments, error) {
	a := &arguments{options: map[string]given{}}
	for i := 0; i < len(words); i++ {
		word := words[i]
		if !isOption(word) {
			if stopAtFirst {
				a.rest = words[i:]
				break
			}
			a.rest = append(a.rest, word)
			continue
		}
		name, inline, hasInline := strings.Cut(strings.TrimPrefix(word, "--"), "=")
		o, err := findOption(name, known)
		if err != nil {
			return nil, err
		}
		if o == nil || !strings.HasPrefix(word, "--") {
			a.rest = append(a.rest, word)
			continue
		}
		g := given{option: o}
		if hasInline {
			if o.arity == noValue {
				return nil, &usageError{message: fmt.Sprintf("argument --%s: ignored explicit argument '%s'", o.name, inline)}
			}
			g.values = []string{inline}
		}
		for !hasInline && o.arity != noValue && i+1 < len(words) && !isOption(words[i+1]) && (o.arity == someValues || len(g.values) == 0) {
			i++
			g.values = append(g.values, words[i])
		}
		if err := o.check(g.values); err != nil {
			return nil, err
		}
		a.options[o.name] = g
	}
	return a, nil
}

// check holds the values of an option to its arity and choices.
func (o *option) check(values []string) error {
	switch {
	case o.arity == oneValue && len(values) == 0:
		return &usageError{message: fmt.Sprintf("argument --%s: expected one argument", o.name)}
	case o.arity == someValues && len(values) == 0:
		return &usageError{message: fmt.Sprintf("argument --%s: expected at least one argument", o.name)}
	case len(o.choices) > 0 && len(values) > 0 && !slices.Contains(o.choices, values[0]):
		return &usageError{message: fmt.Sprintf("argument --%s: Found invalid choice '%s'\n\nValid choices are: %s", o.name, values[0], strings.Join(o.choices, ", "))}
	}
	return nil
}

// findOption finds an option by its name or an unambiguous beginning of it; nil if there is none.
func findOption(name string, known []*option) (*option, error) {
	var found []*option
	for _, o := range known {
		if o.name == name {
			return o, nil
		}
		if name != "" && strings.HasPrefix(o.name, name) && !o.hidden {
			found = append(found, o)
		}
	}
	switch len(found) {
	case 0:
		return nil, nil
	case 1:
		return found[0], nil
	}
	names := make([]string, len(found))
	for i, o := range found {
		names[i] = "--" + o.name
	}
	return nil, &usageError{message: fmt.Sprintf("ambiguous option: --%s could match %s", name, strings.Join(names, ", "))}
}

// unknown is the error of words that nothing is known of, with the options that may have been meant.
func unknown(words []string, known []*option) error {
	text := "Unknown options: " + strings.Join(words, ", ")
	for _, word := range words {
		name, _, _ := strings.Cut(strings.TrimPrefix(word, "--"), "=")
		names := []string{}
		for _, o := range known {
			if !o.hidden {
				names = append(names, o.name)
			}
		}
		if near := Nearest(name, names); isOption(word) && near != "" {
			text += fmt.Sprintf("\n\nMaybe you meant:\n\n  * --%s", near)
		}
	}
	return &usageError{text, true}
}

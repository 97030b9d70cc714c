package awscli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/penstock/penstock/cli/contract"
	"github.com/penstock/penstock/cli/names"
)

// complete offers what may stand at the end of a command line: operations, options, values of enumerations, and the names of
// applications, snapshots and operations of the server.
func complete(cmd *cobra.Command, words []string, last string) ([]string, cobra.ShellCompDirective) {
	const nothing = cobra.ShellCompDirectiveNoFileComp
	before, err := parseArguments(words, globalOptions, true)
	if err != nil || len(before.rest) == 0 {
		if value := pendingOption(words, globalOptions); value != nil {
			return completeValue(cmd, value, &arguments{options: map[string]given{}}, last)
		}
		if strings.HasPrefix(last, "-") {
			return offer(optionNames(globalOptions, nil), last), nothing
		}
		return offer(operationSuggestions(), last), nothing
	}
	known, ok := completionOptions(before.rest)
	if !ok {
		return offer(waiterNames(), last), nothing
	}
	if value := pendingOption(words, known); value != nil && !strings.HasPrefix(last, "--") {
		a, _ := parseArguments(words[:len(words)-1], known, false)
		return completeValue(cmd, value, a, last)
	}
	a, _ := parseArguments(words, known, false)
	return offer(optionNames(known, a), last), nothing
}

// completionOptions are the options of what the words name; false where the name of a waiter is still missing.
func completionOptions(words []string) ([]*option, bool) {
	if words[0] == "wait" {
		if len(words) == 1 {
			return nil, false
		}
		if w, known := findWaiter(words[1]); known {
			return slices.Concat(w.options(), globalOptions), true
		}
		return globalOptions, true
	}
	if op, known := contract.ByCommand(words[0]); known {
		return slices.Concat(operationOptions(op), globalOptions), true
	}
	return globalOptions, true
}

// pendingOption is the option that the last word names and whose value is next.
func pendingOption(words []string, known []*option) *option {
	if len(words) == 0 || !strings.HasPrefix(words[len(words)-1], "--") {
		return nil
	}
	o, err := findOption(strings.TrimPrefix(words[len(words)-1], "--"), known)
	if err != nil || o == nil || o.arity == noValue {
		return nil
	}
	return o
}

func operationSuggestions() []string {
	all := make([]string, 0, len(contract.Operations)+1)
	for _, o := range contract.Operations {
		all = append(all, o.CommandName()+"\t"+firstSentence(o.Summary))
	}
	return append(all, "wait\tWait for something to be as it shall be")
}

// optionNames are the options that are not given yet.
func optionNames(known []*option, a *arguments) []string {
	var all []string
	for _, o := range known {
		if o.hidden || a != nil && a.has(o.name) {
			continue
		}
		help := o.help
		if o.member != nil {
			help = kindName(o.member.Shape)
		}
		all = append(all, "--"+o.name+"\t"+help)
	}
	return all
}

func completeValue(cmd *cobra.Command, o *option, a *arguments, last string) ([]string, cobra.ShellCompDirective) {
	const nothing = cobra.ShellCompDirectiveNoFileComp
	switch {
	case len(o.choices) > 0:
		return offer(o.choices, last), nothing
	case o.name == "data-dir":
		return nil, cobra.ShellCompDirectiveFilterDirs
	case o.name == "ca-bundle":
		return nil, cobra.ShellCompDirectiveDefault
	case o.member == nil:
		return nil, nothing
	case len(o.member.Shape.Enum) > 0:
		return offer(o.member.Shape.Enum, last), nothing
	}
	if a == nil {
		return nil, nothing
	}
	options, err := connectOptions(a)
	if err != nil {
		return nil, nothing
	}
	return offer(names.Of(cmd.Context(), options, o.member.Name, a.value("application-name")), last), nothing
}

func offer(all []string, last string) []string {
	return slices.DeleteFunc(slices.Clone(all), func(s string) bool { return !strings.HasPrefix(s, last) })
}

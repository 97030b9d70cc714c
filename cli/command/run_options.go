package command

import (
	"fmt"
	"maps"
	"slices"

	"github.com/spf13/cobra"

	"github.com/penstock/penstock/apiserver/model"
)

// runOptionsGroup is the group of runtime properties that says how an application is run, see runtime/driver.
const runOptionsGroup = "penstock.run.options"

// dottedGroups are the groups with dots in their names that mean something to Penstock or the managed service.
var dottedGroups = []string{runOptionsGroup, pythonGroup}

// pythonGroup is the group that says what of a package is a program in Python, and pythonProgram the member that names the file.
const (
	pythonGroup   = "kinesis.analytics.flink.run.options"
	pythonProgram = "python"
)

// engines are the values of --engine.
var engines = []string{"embedded", "flink"}

// runOptions are the flags for members of runOptionsGroup: they stand for runtime properties that few would remember.
type runOptions struct{ engine, mainClass, arguments string }

func (o *runOptions) flags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&o.engine, "engine", "", "`ENGINE` that runs it: embedded (default for SQL) or flink (default for a JAR)")
	f.StringVar(&o.mainClass, "main-class", "", "`CLASS` of a JAR whose main method is run (default that of its manifest)")
	f.StringVar(&o.arguments, "arguments", "", "`TEXT` that the main method of a JAR is given, split at white space")
	mustRegister(cmd.RegisterFlagCompletionFunc("engine", cobra.FixedCompletions(engines, cobra.ShellCompDirectiveNoFileComp)))
}

func (o *runOptions) check() error {
	if o.engine != "" && !slices.Contains(engines, o.engine) {
		return fmt.Errorf("--engine %q is none: embedded or flink", o.engine)
	}
	return nil
}

// given are the members that the command line names, which are called as the flags are. An empty one is taken away.
func (o *runOptions) given(given func(flag string) bool) map[string]string {
	all := map[string]string{}
	for name, value := range map[string]string{"engine": o.engine, "main-class": o.mainClass, "arguments": o.arguments} {
		if given(name) {
			all[name] = value
		}
	}
	return all
}

// withOptions are groups of runtime properties in which some members of runOptionsGroup are others.
func withOptions(groups []model.PropertyGroup, options map[string]string) []model.PropertyGroup {
	return withMembers(groups, runOptionsGroup, options)
}

// withMembers are groups of runtime properties in which some members of one are others. An empty member is taken away.
func withMembers(groups []model.PropertyGroup, id string, options map[string]string) []model.PropertyGroup {
	if len(options) == 0 {
		return groups
	}
	groups = slices.Clone(groups)
	i := slices.IndexFunc(groups, func(g model.PropertyGroup) bool { return *g.PropertyGroupId == id })
	if i < 0 {
		groups = append(groups, model.PropertyGroup{PropertyGroupId: &id})
		i = len(groups) - 1
	}
	merged := maps.Clone(groups[i].PropertyMap)
	if merged == nil {
		merged = map[string]string{}
	}
	maps.Copy(merged, options)
	maps.DeleteFunc(merged, func(_, value string) bool { return value == "" })
	groups[i].PropertyMap = merged
	if len(merged) == 0 {
		groups = slices.Delete(groups, i, i+1)
	}
	return groups
}

// withProgram are groups of runtime properties that name a program in Python, unless they name one, or a module, already.
func withProgram(groups []model.PropertyGroup, program string) []model.PropertyGroup {
	for _, g := range groups {
		if *g.PropertyGroupId == pythonGroup && (g.PropertyMap[pythonProgram] != "" || g.PropertyMap["pyModule"] != "") {
			return groups
		}
	}
	if program == "" {
		return groups
	}
	return withMembers(groups, pythonGroup, map[string]string{pythonProgram: program})
}

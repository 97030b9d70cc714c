package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/penstock/penstock/runtime/embedded/compile"
	"github.com/penstock/penstock/runtime/embedded/sql/plan"
	"github.com/penstock/penstock/runtime/embedded/sql/script"
)

func newSQLExplainCommand() *cobra.Command {
	var propertyFlags []string
	cmd := &cobra.Command{
		Use:   "explain FILE",
		Short: "Show the plan of a Flink SQL script",
		Long: `Show the plan that a script has after all optimisation: a tree for each INSERT INTO, what a node reads below it. Nothing is run and no
input is read. A script that is wrong is refused as by "penstock sql run".`,
		Example: `  penstock sql explain query.sql
  penstock sql explain - < query.sql`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return explain(args[0], propertyFlags, cmd.InOrStdin(), cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	cmd.Flags().StringArrayVar(&propertyFlags, "property", nil, "a runtime property for ${group:key}, as group:key=value; may be repeated")
	return cmd
}

func explain(path string, propertyFlags []string, in io.Reader, out, errOut io.Writer) error {
	properties, err := parseProperties(propertyFlags)
	if err != nil {
		return err
	}
	file, err := readScript(path, in)
	if err != nil {
		return err
	}
	p, err := compile.Interactive([]script.File{file}, properties)
	if err == nil {
		err = compile.CheckRunnable(p)
	}
	if err != nil {
		return refused(errOut, file, err)
	}
	if _, err := io.WriteString(out, plan.Explain(p)); err != nil {
		return fmt.Errorf("write to standard output: %w", err)
	}
	return nil
}

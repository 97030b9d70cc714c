package awscli

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/penstock/penstock/cli/connect"
	"github.com/penstock/penstock/cli/contract"
)

// program is one use of the command.
type program struct {
	version     string
	out, errOut io.Writer
}

// NewCommand returns the command kinesisanalyticsv2. version is what --version tells. Its errors are ExitErrors, told already.
func NewCommand(version string) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "kinesisanalyticsv2 OPERATION [OPTIONS]",
		Aliases: []string{"kav2"},
		Short:   "Call any operation of the API, as the AWS CLI does",
		Long: `Call any operation of the API with the options, output and exit codes of the AWS CLI (version 2), so that what was written
for "aws kinesisanalyticsv2" works with "penstock kinesisanalyticsv2".`,
		Example: `  penstock kinesisanalyticsv2 list-applications --query 'ApplicationSummaries[].ApplicationName' --output text
  penstock kinesisanalyticsv2 describe-application --application-name orders
  penstock kinesisanalyticsv2 start-application --application-name orders
  penstock kinesisanalyticsv2 wait application-running --application-name orders
  penstock kinesisanalyticsv2 create-application --generate-cli-skeleton yaml-input`,
		// The AWS CLI's options are not of a form that flags could have.
		DisableFlagParsing: true,
		ValidArgsFunction:  complete,
		RunE: func(cmd *cobra.Command, args []string) error {
			p := &program{version: version, out: cmd.OutOrStdout(), errOut: cmd.ErrOrStderr()}
			if len(args) == 0 || len(args) == 1 && (args[0] == "help" || args[0] == "--help" || args[0] == "-h") {
				if err := writeServiceHelp(p.out, cmd); err != nil || len(args) > 0 {
					return err
				}
				return ExitError{WrongUsage}
			}
			if err := p.run(cmd.Context(), args); err != nil {
				return ExitError{report(p.errOut, err, errorFormat(args))}
			}
			return nil
		},
	}
	return cmd
}

func (p *program) run(ctx context.Context, words []string) error {
	// Options of the program may stand in front of the operation too.
	before, err := parseArguments(words, globalOptions, true)
	if err != nil {
		return err
	}
	if before.has("version") {
		_, err := fmt.Fprintln(p.out, p.version)
		return err
	}
	if len(before.rest) == 0 || isOption(before.rest[0]) {
		return &usageError{message: "the following arguments are required: operation"}
	}
	name, rest := before.rest[0], before.rest[1:]
	globals := slices.Clone(words[:len(words)-len(before.rest)])
	if name == "wait" {
		return p.wait(ctx, globals, rest)
	}
	op, known := contract.ByCommand(name)
	if !known {
		return unknownCommand("operation", name, operationNames())
	}
	if len(rest) == 1 && rest[0] == "help" || slices.Contains(rest, "--help") || slices.Contains(rest, "-h") {
		return writeOperationHelp(p.out, op)
	}
	all := slices.Concat(operationOptions(op), globalOptions)
	a, err := parseArguments(slices.Concat(globals, rest), all, false)
	if err != nil {
		return err
	}
	if len(a.rest) > 0 {
		return unknown(a.rest, all)
	}
	target, err := resolve(ctx, a)
	if err != nil {
		return err
	}
	i := &invocation{op: op, args: a, target: target, out: p.out, errOut: p.errOut}
	return i.run(ctx)
}

func resolve(ctx context.Context, a *arguments) (*connect.Target, error) {
	o, err := connectOptions(a)
	if err != nil {
		return nil, err
	}
	return connect.Resolve(ctx, o)
}

// operationNames are the names of the commands of all operations, and of the waiters' one.
func operationNames() []string {
	names := make([]string, 0, len(contract.Operations)+1)
	for _, o := range contract.Operations {
		names = append(names, o.CommandName())
	}
	return append(names, "wait")
}

func unknownCommand(what, name string, names []string) error {
	text := fmt.Sprintf("argument %s: Found invalid choice '%s'", what, name)
	if near := Nearest(name, names); near != "" {
		return &usageError{message: text + "\n\nMaybe you meant:\n\n  * " + near}
	}
	var within []string
	for _, n := range names {
		if strings.Contains(n, name) {
			within = append(within, "  * "+n)
		}
	}
	if len(within) > 0 {
		text += "\n\nMaybe you meant:\n\n" + strings.Join(within, "\n")
	}
	return &usageError{message: text}
}

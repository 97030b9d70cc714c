package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/penstock/penstock/runtime/embedded/sql/parser"
	"github.com/penstock/penstock/runtime/embedded/sql/script"
)

// sqlFmtOptions are the flags of sql fmt.
type sqlFmtOptions struct{ write, check bool }

func newSQLFmtCommand() *cobra.Command {
	var o sqlFmtOptions
	cmd := &cobra.Command{
		Use:   "fmt FILE...",
		Short: "Lay out Flink SQL scripts",
		Long: `Lay out Flink SQL scripts: reserved words in upper case, lines indented by what they are part of, single spaces. Comments and
line breaks are left as they are, and what a script means stays the same.

The result goes to standard output, or with --write back to the files. With --check nothing is written: the files that would
change are told, and the exit code is 1 if there are any.`,
		Example: `  penstock sql fmt --write *.sql
  penstock sql fmt --check *.sql
  penstock sql fmt - < query.sql`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.run(args, cmd.InOrStdin(), cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	f := cmd.Flags()
	f.BoolVarP(&o.write, "write", "w", false, "write the result back to the files")
	f.BoolVar(&o.check, "check", false, "tell the files that would change")
	cmd.MarkFlagsMutuallyExclusive("write", "check")
	return cmd
}

func (o sqlFmtOptions) run(paths []string, in io.Reader, out, errOut io.Writer) error {
	var result error
	for _, path := range paths {
		file, err := readScript(path, in)
		if err != nil {
			return err
		}
		pretty, err := parser.Pretty(file.Text)
		if err != nil {
			result = refused(errOut, file, located(file, err))
			continue
		}
		switch {
		case o.check:
			if pretty == file.Text {
				continue
			}
			result = exitError(1)
			_, err = fmt.Fprintln(out, file.Name)
		case o.write && path != "-":
			if pretty != file.Text {
				err = os.WriteFile(path, []byte(pretty), 0o644)
			}
		default:
			_, err = io.WriteString(out, pretty)
		}
		if err != nil {
			return fmt.Errorf("write %s: %w", file.Name, err)
		}
	}
	return result
}

// located gives an error about a script its file. Properties, which may stand in quotes, are left as they are written.
func located(file script.File, err error) error {
	s, broken := script.New([]script.File{{Name: file.Name}}, nil)
	if broken != nil {
		return errors.Join(err, broken)
	}
	return s.Locate(err)
}

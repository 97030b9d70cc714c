package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/penstock/penstock/cmd/penstock/demo"
)

func newDemoCommand() *cobra.Command {
	o := demo.Options{}
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Start everything and watch an application at work",
		Long: `Start a control plane, create the application flight-delays in it through the API, replay four weeks of real departures
from New York into the folder that it watches, and print delay hot spots as they are computed.

Ctrl-C stops the application with a snapshot, and the control plane. Run it again and it goes on from there.`,
		Example: `  penstock demo
  penstock demo --data-dir /tmp/demo --listen 127.0.0.1:9000`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			executable, err := os.Executable()
			if err != nil {
				return fmt.Errorf("find this program: %w", err)
			}
			o.Executable, o.Out = executable, cmd.OutOrStdout()
			return demo.Run(cmd.Context(), o)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.DataDir, "data-dir", ".demo", "the directory that holds everything")
	f.StringVar(&o.Listen, "listen", "127.0.0.1:7070", "the address of the API; another port is taken where this one is in use")
	return cmd
}

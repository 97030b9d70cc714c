// Command render prints what the chart makes of the values on its standard input, as `helm template` does:
//
//	go -C deploy/charttest run ./render RELEASE NAMESPACE <values.yaml
package main

import (
	"fmt"
	"io"
	"os"

	"github.com/penstock/penstock/deploy/charttest"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	if len(os.Args) != 3 {
		return fmt.Errorf("usage: %s RELEASE NAMESPACE <values.yaml", os.Args[0])
	}
	values, err := io.ReadAll(os.Stdin)
	if err != nil {
		return fmt.Errorf("read the values: %w", err)
	}
	text, err := charttest.Render("../chart", os.Args[1], os.Args[2], string(values))
	if err != nil {
		return err
	}
	fmt.Print(text)
	return nil
}

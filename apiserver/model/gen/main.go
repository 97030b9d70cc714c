// Command gen writes package model from openapi.yaml: the Go types of all shapes, their decoding and validation, and the
// table of operations; with -client the methods of package client, with -cli the table of the command line. `go generate ./apiserver/...` runs it.
package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"go/format"
	"os"
	"path/filepath"

	"github.com/getkin/kin-openapi/openapi3"
)

func main() {
	contract := flag.String("contract", "../../openapi.yaml", "the contract")
	out := flag.String("out", "", "the folder of package model")
	client := flag.String("client", "", "the folder of package client")
	cli := flag.String("cli", "", "the folder of package contract of the command line")
	flag.Parse()
	if err := generate(*contract, *out, *client, *cli); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

// writer writes the declarations of one file.
type writer func(*bytes.Buffer, *contractModel) error

func generate(contract, out, client, cli string) error {
	doc, err := openapi3.NewLoader().LoadFromFile(contract)
	if err != nil {
		return fmt.Errorf("reading the contract: %w", err)
	}
	// Patterns are checked by Go's regexp, to which the generator holds them; the validator knows only ECMAScript's.
	if err := doc.Validate(context.Background(), openapi3.DisableSchemaPatternValidation()); err != nil {
		return fmt.Errorf("the contract is no valid OpenAPI: %w", err)
	}
	c, err := readContract(doc)
	if err != nil {
		return err
	}
	if c.order, err = readOrder(contract); err != nil {
		return err
	}
	if cli != "" {
		if err := writePackage(cli, "contract", c, map[string]writer{"table.gen.go": writeCLI}); err != nil {
			return err
		}
	}
	if client != "" {
		if err := writePackage(client, "client", c, map[string]writer{"operations.gen.go": writeClient}); err != nil {
			return err
		}
	}
	if out == "" {
		return nil
	}
	return writePackage(out, "model", c, map[string]writer{
		"types.gen.go":      writeTypes,
		"enums.gen.go":      writeEnums,
		"decode.gen.go":     writeDecoders,
		"validate.gen.go":   writeValidation,
		"operations.gen.go": writeOperations,
		"errors.gen.go":     writeErrors,
	})
}

func writePackage(folder, name string, c *contractModel, files map[string]writer) error {
	for file, write := range files {
		var b bytes.Buffer
		b.WriteString("// Code generated from openapi.yaml by apiserver/model/gen. DO NOT EDIT.\n\npackage " + name + "\n\n")
		if err := write(&b, c); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		text, err := format.Source(b.Bytes())
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		if err := os.WriteFile(filepath.Join(folder, file), text, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// Command gen writes package model from openapi.yaml: the Go types of all shapes, their decoding and validation, and the
// table of operations. `go generate ./apiserver/model` runs it.
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
	out := flag.String("out", ".", "the folder to write to")
	flag.Parse()
	if err := generate(*contract, *out); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func generate(contract, out string) error {
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
	for name, write := range map[string]func(*bytes.Buffer, *contractModel) error{
		"types.gen.go":      writeTypes,
		"enums.gen.go":      writeEnums,
		"decode.gen.go":     writeDecoders,
		"validate.gen.go":   writeValidation,
		"operations.gen.go": writeOperations,
		"errors.gen.go":     writeErrors,
	} {
		var b bytes.Buffer
		b.WriteString("// Code generated from openapi.yaml by apiserver/model/gen. DO NOT EDIT.\n\npackage model\n\n")
		if err := write(&b, c); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		text, err := format.Source(b.Bytes())
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if err := os.WriteFile(filepath.Join(out, name), text, 0o644); err != nil {
			return err
		}
	}
	return nil
}

package main

import (
	"bytes"
	"fmt"
	"slices"
)

// writeClient writes one method of Client for each operation: the service's go as AWS JSON, Penstock's own by REST.
func writeClient(b *bytes.Buffer, c *contractModel) error {
	b.WriteString("import (\n\t\"context\"\n")
	if slices.ContainsFunc(c.Operations, func(o *operation) bool { return o.Stream }) {
		b.WriteString("\t\"iter\"\n")
	}
	b.WriteString("\n\t\"github.com/penstock/penstock/apiserver/model\"\n)\n")
	for _, o := range c.Operations {
		fmt.Fprintf(b, "\n// %s calls the operation of that name. %s\n", o.Name, o.Summary)
		if o.Stream {
			fmt.Fprintf(b, "func (c *Client) %s(ctx context.Context, in *model.%s) iter.Seq2[*model.%s, error] {\n", o.Name, o.Request.Name, o.Response.Name)
			fmt.Fprintf(b, "\treturn stream[model.%s](ctx, c, %q, in)\n}\n", o.Response.Name, o.Name)
			continue
		}
		call := "call"
		if o.Own {
			call = "callREST"
		}
		fmt.Fprintf(b, "func (c *Client) %s(ctx context.Context, in *model.%s) (*model.%s, error) {\n", o.Name, o.Request.Name, o.Response.Name)
		fmt.Fprintf(b, "\treturn %s[model.%s](ctx, c, %q, in)\n}\n", call, o.Response.Name, o.Name)
	}
	return nil
}

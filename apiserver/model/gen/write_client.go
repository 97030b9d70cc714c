package main

import (
	"bytes"
	"fmt"
)

// writeClient writes one method of Client for each operation.
func writeClient(b *bytes.Buffer, c *contractModel) error {
	b.WriteString("import (\n\t\"context\"\n\n\t\"github.com/penstock/penstock/apiserver/model\"\n)\n")
	for _, o := range c.Operations {
		fmt.Fprintf(b, "\n// %s calls the operation of that name. %s\n", o.Name, o.Summary)
		fmt.Fprintf(b, "func (c *Client) %s(ctx context.Context, in *model.%s) (*model.%s, error) {\n", o.Name, o.Request.Name, o.Response.Name)
		fmt.Fprintf(b, "\treturn call[model.%s](ctx, c, %q, in)\n}\n", o.Response.Name, o.Name)
	}
	return nil
}

package command

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/penstock/penstock/apiserver/model"
)

func newRotateRootKeyCommand() *cobra.Command {
	var wait, status bool
	cmd := &cobra.Command{
		Use: "rotate-root", Short: "Exchange the root key for a new one, while the server works", Args: cobra.NoArgs,
		Long: `Exchange the root key, which seals the secrets of access keys, the material of built-in keys and the data keys of AWS_OWNED_KEY, for a new
one. Every control plane takes it and keeps it where it keeps the root key; then what the old one sealed is sealed anew. The old key is
removed two days later. Keep a copy of the new key file apart, as you did of the old one.`,
		Example: `  penstock keys rotate-root
  penstock keys rotate-root --status`,
	}
	b := newBase(cmd, true)
	cmd.Flags().BoolVar(&wait, "wait", true, "wait until nothing is sealed under the old key")
	cmd.Flags().BoolVar(&status, "status", false, "only tell how the newest exchange gets on")
	cmd.ValidArgsFunction = cobra.NoFileCompletions
	cmd.RunE = b.run(func(ctx context.Context, _ []string) error {
		if status {
			out, err := b.api.DescribeRootKey(ctx, &model.DescribeRootKeyRequest{})
			if err != nil {
				return err
			}
			return b.showRootKey(out)
		}
		p := b.progress()
		p.Step("Exchanging the root key")
		out, err := b.api.RotateRootKey(ctx, &model.RotateRootKeyRequest{})
		for look := firstLook; err == nil && wait && *out.RootKeyExchangeStatus != model.RootKeyExchangeStatusCOMPLETE; look = min(look*3/2, lastLook) {
			switch *out.RootKeyExchangeStatus {
			case model.RootKeyExchangeStatusDISTRIBUTING:
				p.Step("Every control plane takes the new root key")
			default:
				p.Step("What the old root key sealed is sealed anew, and looked for")
			}
			if err = pause(ctx, look); err == nil {
				out, err = patiently(ctx, p, func() (*model.DescribeRootKeyResponse, error) {
					return b.api.DescribeRootKey(ctx, &model.DescribeRootKeyRequest{})
				})
			}
		}
		if err != nil {
			return failed(p, err)
		}
		p.Done("the root key is %s", *out.RootKeyId)
		return b.showRootKey(out)
	})
	return cmd
}

func (b *base) showRootKey(r *model.DescribeRootKeyResponse) error {
	if b.isJSON() {
		return b.writeJSON(r)
	}
	_, err := fmt.Fprintf(b.out, "Root key %s, exchange %s, %d sealed by former keys\n", *r.RootKeyId, *r.RootKeyExchangeStatus, *r.SealedByFormerKeys)
	return err
}

package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/penstock/penstock/apiserver/client"
	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/cli/terminal"
)

func newAccessCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "access",
		Short: "Say who may do what: users, access keys, roles, policies",
		Long: `Say who may do what. The first credential of a server is its account's root, which may do everything; anybody else may do what
policies allow, and nothing without one. Policies are written as for AWS IAM; some are built in ("penstock access policies").`,
		Example: `  penstock access create-user ann --policy ApplicationOperator --key
  penstock access create-policy blue-team ./blue-team.json
  penstock access attach blue-team --user ann
  penstock access simulate --as user/ann kinesisanalytics:DeleteApplication --application orders
  penstock access whoami`,
		GroupID: GroupServer,
	}
	for _, c := range []*cobra.Command{
		newWhoamiCommand(), newSimulateCommand(),
		newUsersCommand(), newUserCommand(), newCreateUserCommand(), newDeleteUserCommand(),
		newKeysCommand(), newCreateKeyCommand(), newKeyStatusCommand("disable-key", "Disable an access key", model.AccessKeyStatusInactive),
		newKeyStatusCommand("enable-key", "Enable an access key again", model.AccessKeyStatusActive), newDeleteKeyCommand(),
		newRolesCommand(), newRoleCommand(), newCreateRoleCommand(), newUpdateRoleCommand(), newDeleteRoleCommand(),
		newAssumeCommand(), newSessionCommand(), newRevokeCommand(),
		newPoliciesCommand(), newPolicyCommand(), newCreatePolicyCommand(), newUpdatePolicyCommand(), newDeletePolicyCommand(),
		newAttachCommand("attach", "Attach a policy to a user or role", true), newAttachCommand("detach", "Detach a policy from a user or role", false),
		newAccountsCommand(), newCreateAccountCommand(),
	} {
		c.GroupID = ""
		cmd.AddCommand(c)
	}
	return cmd
}

// accessAction is what a command of this kind does; what it returns is shown as JSON, or by show.
type accessAction func(ctx context.Context, b *base, args []string) (result any, show func() error, err error)

// accessCommand makes a command. Without a show, a command that worked says nothing, as a program should.
func accessCommand(use, short, example string, args cobra.PositionalArgs, do accessAction) (*cobra.Command, *base) {
	cmd := &cobra.Command{Use: use, Short: short, Example: example, Args: args}
	b := newBase(cmd, true)
	cmd.RunE = b.run(func(ctx context.Context, args []string) error {
		result, show, err := do(ctx, b, args)
		var answered *client.Error
		switch {
		case errors.As(err, &answered) && answered.Code == model.ResourceNotFoundException:
			return &explained{strings.TrimSuffix(answered.Message, "."), err}
		case err != nil:
			return err
		case b.isJSON() && result != nil:
			return b.writeJSON(result)
		case show != nil:
			return show()
		default:
			return nil
		}
	})
	return cmd, b
}

// rows shows a table.
func (b *base) rows(columns []terminal.Column, rows [][]terminal.Cell) func() error {
	return func() error {
		return terminal.Table{Columns: columns, Rows: rows}.Write(b.out, terminal.Width(b.out), b.paint)
	}
}

func columns(titles ...string) []terminal.Column {
	out := make([]terminal.Column, len(titles))
	for i, t := range titles {
		out[i] = terminal.Column{Title: t, Shrink: i == len(titles)-1}
	}
	return out
}

func text(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

func when(t *model.Timestamp) string {
	if t == nil {
		return ""
	}
	return t.Time().UTC().Format(time.DateTime)
}

// everything reads the pages of a list.
func everything[T any](page func(token *string) ([]T, *string, error)) ([]T, error) {
	all := []T{}
	var token *string
	for {
		items, next, err := page(token)
		if err != nil {
			return nil, err
		}
		if all = append(all, items...); next == nil {
			return all, nil
		}
		token = next
	}
}

// document reads a file, or standard input for "-".
func (b *base) document(path string) (*string, error) {
	var content []byte
	var err error
	if path == "-" {
		content, err = io.ReadAll(b.in)
	} else {
		content, err = os.ReadFile(path)
	}
	if err != nil {
		return nil, fmt.Errorf("read policy: %w", err)
	}
	return new(string(content)), nil
}

// policyARN is the ARN of a policy that is given by its name or its ARN.
func (b *base) policyARN(ctx context.Context, name string) (*string, error) {
	if strings.HasPrefix(name, "arn:") {
		return &name, nil
	}
	out, err := b.api.DescribePolicy(ctx, &model.DescribePolicyRequest{PolicyName: &name})
	if err != nil {
		return nil, err
	}
	return out.Policy.PolicyArn, nil
}

func newWhoamiCommand() *cobra.Command {
	cmd, _ := accessCommand("whoami", "Tell who the credentials belong to", "  penstock access whoami", cobra.NoArgs,
		func(ctx context.Context, b *base, _ []string) (any, func() error, error) {
			out, err := b.api.GetCallerIdentity(ctx, &model.GetCallerIdentityRequest{})
			return out, func() error {
				_, err := fmt.Fprintf(b.out, "%s\naccount %s, region %s, at %s\n", *out.Arn, *out.AccountId, text(out.Region), b.target.Endpoint)
				return err
			}, err
		})
	return cmd
}

func newSimulateCommand() *cobra.Command {
	var as string
	var applications, resources, given []string
	cmd, _ := accessCommand("simulate ACTION...", "Tell whether somebody may do something, and why",
		`  penstock access simulate kinesisanalytics:StartApplication --application orders
  penstock access simulate --as user/ann kinesisanalytics:DeleteApplication penstock:CreateUser
  penstock access simulate --as role/deployer kinesisanalytics:UpdateApplication --given aws:SourceIp=10.0.0.1`, cobra.MinimumNArgs(1),
		func(ctx context.Context, b *base, args []string) (any, func() error, error) {
			me, err := b.api.GetCallerIdentity(ctx, &model.GetCallerIdentityRequest{})
			if err != nil {
				return nil, nil, err
			}
			in := &model.SimulateAccessRequest{ActionNames: args, ResourceArns: resources}
			if as != "" {
				in.PrincipalArn = &as
				if !strings.HasPrefix(as, "arn:") {
					in.PrincipalArn = new("arn:aws:iam::" + *me.AccountId + ":" + as)
				}
			}
			for _, name := range applications {
				in.ResourceArns = append(in.ResourceArns, "arn:aws:kinesisanalytics:"+text(me.Region)+":"+*me.AccountId+":application/"+name)
			}
			for _, pair := range given {
				key, value, ok := strings.Cut(pair, "=")
				if !ok {
					return nil, nil, fmt.Errorf("--given %q is not KEY=VALUE", pair)
				}
				in.Context = append(in.Context, model.SimulationContextEntry{ContextKeyName: &key, ContextValues: []string{value}})
			}
			out, err := b.api.SimulateAccess(ctx, in)
			if err != nil {
				return nil, nil, err
			}
			var rows [][]terminal.Cell
			for _, r := range out.Results {
				color := terminal.Bad
				if *r.Decision == model.SimulatedDecisionallowed {
					color = terminal.Good
				}
				rows = append(rows, []terminal.Cell{{Text: *r.ActionName}, {Text: string(*r.Decision), Color: color}, {Text: *r.Reason}, {Text: *r.Resource}})
			}
			return out.Results, b.rows(columns("ACTION", "DECISION", "REASON", "RESOURCE"), rows), nil
		})
	cmd.Flags().StringVar(&as, "as", "", "whom it is about: user/NAME, role/NAME, root or an ARN (default the caller)")
	cmd.Flags().StringSliceVar(&applications, "application", nil, "the application `NAME` it is done to (default all)")
	cmd.Flags().StringSliceVar(&resources, "resource", nil, "the `ARN` it is done to")
	cmd.Flags().StringArrayVar(&given, "given", nil, "what a condition key is, as `KEY=VALUE`; may be given several times")
	return cmd
}

func newAccountsCommand() *cobra.Command {
	cmd, _ := accessCommand("accounts", "List the accounts", "  penstock access accounts", cobra.NoArgs,
		func(ctx context.Context, b *base, _ []string) (any, func() error, error) {
			all, err := everything(func(token *string) ([]model.AccountDetail, *string, error) {
				out, err := b.api.ListAccounts(ctx, &model.ListAccountsRequest{NextToken: token})
				if err != nil {
					return nil, nil, err
				}
				return out.Accounts, out.NextToken, nil
			})
			var rows [][]terminal.Cell
			for _, a := range all {
				rows = append(rows, terminal.Plain(*a.AccountId, when(a.CreateTimestamp), text(a.AccountName)))
			}
			return all, b.rows(columns("ACCOUNT", "CREATED", "NAME"), rows), err
		})
	return cmd
}

func newCreateAccountCommand() *cobra.Command {
	var name string
	cmd, _ := accessCommand("create-account NUMBER", "Create an account, with an access key of its root",
		"  penstock access create-account 123456789012 --name staging", cobra.ExactArgs(1),
		func(ctx context.Context, b *base, args []string) (any, func() error, error) {
			in := &model.CreateAccountRequest{AccountId: &args[0]}
			if name != "" {
				in.AccountName = &name
			}
			out, err := b.api.CreateAccount(ctx, in)
			if err != nil {
				return nil, nil, err
			}
			return out, b.showKey(out.AccessKey), nil
		})
	cmd.Flags().StringVar(&name, "name", "", "what to call it")
	return cmd
}

// showKey shows a new access key as the lines of an AWS credentials file.
func (b *base) showKey(k *model.NewAccessKey) func() error {
	return func() error {
		fmt.Fprintf(b.out, "aws_access_key_id = %s\naws_secret_access_key = %s\n", *k.AccessKeyId, *k.SecretAccessKey)
		_, err := fmt.Fprintln(b.errOut, "The secret is told this once.")
		return err
	}
}

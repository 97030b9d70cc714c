package command

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/cli/terminal"
)

func newRolesCommand() *cobra.Command {
	cmd, _ := accessCommand("roles", "List the roles", "  penstock access roles", cobra.NoArgs,
		func(ctx context.Context, b *base, _ []string) (any, func() error, error) {
			all, err := everything(func(token *string) ([]model.RoleDetail, *string, error) {
				out, err := b.api.ListRoles(ctx, &model.ListRolesRequest{NextToken: token})
				if err != nil {
					return nil, nil, err
				}
				return out.Roles, out.NextToken, nil
			})
			var rows [][]terminal.Cell
			for _, r := range all {
				rows = append(rows, terminal.Plain(*r.RoleName, when(r.CreateTimestamp), *r.Arn, text(r.Description)))
			}
			return all, b.rows(columns("ROLE", "CREATED", "ARN", "DESCRIPTION"), rows), err
		})
	return cmd
}

func newRoleCommand() *cobra.Command {
	cmd, _ := accessCommand("role NAME", "Show a role, who may assume it, and its policies", "  penstock access role deployer", cobra.ExactArgs(1),
		func(ctx context.Context, b *base, args []string) (any, func() error, error) {
			out, err := b.api.DescribeRole(ctx, &model.DescribeRoleRequest{RoleName: &args[0]})
			return out, func() error {
				fmt.Fprintf(b.out, "%s, sessions of up to %s\n", *out.Role.Arn, terminal.Duration(time.Duration(*out.Role.MaxSessionDuration)*time.Second))
				if d := text(out.Role.Description); d != "" {
					fmt.Fprintln(b.out, d)
				}
				for _, arn := range out.AttachedPolicies {
					fmt.Fprintf(b.out, "policy %s\n", arn)
				}
				_, err := fmt.Fprintln(b.out, strings.TrimSpace(*out.Role.TrustPolicy))
				return err
			}, err
		})
	return cmd
}

// roleFlags are those of commands that write a role.
type roleFlags struct {
	description, trustPolicy string
	trust                    []string
	maxSession               time.Duration
}

func (f *roleFlags) register(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.description, "description", "", "what the role is for")
	cmd.Flags().StringVar(&f.trustPolicy, "trust-policy", "", "the `FILE` that says who may assume it; - is standard input")
	cmd.Flags().StringSliceVar(&f.trust, "trust", nil, "the `ARN` of who may assume it, or the number of an account, in place of a file")
	cmd.Flags().DurationVar(&f.maxSession, "max-session", 0, "how long a session may last (default 1h)")
}

// document is the trust policy, or nil if none is given.
func (f *roleFlags) document(b *base) (*string, error) {
	switch {
	case f.trustPolicy != "" && len(f.trust) > 0:
		return nil, errors.New("--trust-policy and --trust say the same: choose one")
	case f.trustPolicy != "":
		return b.document(f.trustPolicy)
	case len(f.trust) == 0:
		return nil, nil //nolint:nilnil // none is no error
	}
	text, err := json.MarshalIndent(map[string]any{
		"Version": "2012-10-17",
		"Statement": []any{map[string]any{
			"Effect": "Allow", "Principal": map[string]any{"AWS": f.trust}, "Action": "sts:AssumeRole",
		}},
	}, "", "  ")
	return new(string(text)), err
}

func (f *roleFlags) seconds() *int64 {
	if f.maxSession == 0 {
		return nil
	}
	return new(int64(f.maxSession / time.Second))
}

func newCreateRoleCommand() *cobra.Command {
	var f roleFlags
	var policies []string
	cmd, _ := accessCommand("create-role NAME", "Create a role",
		`  penstock access create-role deployer --trust 000000000000 --policy ApplicationOperator
  penstock access create-role ci --trust-policy ./github.json --max-session 2h`, cobra.ExactArgs(1),
		func(ctx context.Context, b *base, args []string) (any, func() error, error) {
			in := &model.CreateRoleRequest{RoleName: &args[0], MaxSessionDuration: f.seconds()}
			var err error
			if in.TrustPolicy, err = f.document(b); err != nil {
				return nil, nil, err
			}
			if in.TrustPolicy == nil {
				return nil, nil, errors.New("say who may assume it, with --trust or --trust-policy")
			}
			if f.description != "" {
				in.Description = &f.description
			}
			arns := make([]*string, len(policies))
			for i, name := range policies {
				if arns[i], err = b.policyARN(ctx, name); err != nil {
					return nil, nil, err
				}
			}
			out, err := b.api.CreateRole(ctx, in)
			if err != nil {
				return nil, nil, err
			}
			for _, arn := range arns {
				if _, err := b.api.AttachRolePolicy(ctx, &model.AttachRolePolicyRequest{RoleName: &args[0], PolicyArn: arn}); err != nil {
					return nil, nil, fmt.Errorf("the role %s is created, but: %w", args[0], err)
				}
			}
			return out.Role, func() error {
				_, err := fmt.Fprintln(b.out, *out.Role.Arn)
				return err
			}, nil
		})
	f.register(cmd)
	cmd.Flags().StringSliceVar(&policies, "policy", nil, "a policy to attach, by `NAME` or ARN; may be given several times")
	return cmd
}

func newUpdateRoleCommand() *cobra.Command {
	var f roleFlags
	cmd, _ := accessCommand("update-role NAME", "Change a role", "  penstock access update-role deployer --max-session 4h", cobra.ExactArgs(1),
		func(ctx context.Context, b *base, args []string) (any, func() error, error) {
			in := &model.UpdateRoleRequest{RoleName: &args[0], MaxSessionDuration: f.seconds()}
			var err error
			if in.TrustPolicy, err = f.document(b); err != nil {
				return nil, nil, err
			}
			if f.description != "" {
				in.Description = &f.description
			}
			out, err := b.api.UpdateRole(ctx, in)
			return out, nil, err
		})
	f.register(cmd)
	return cmd
}

func newDeleteRoleCommand() *cobra.Command {
	cmd, _ := accessCommand("delete-role NAME", "Delete a role", "  penstock access delete-role deployer", cobra.ExactArgs(1),
		func(ctx context.Context, b *base, args []string) (any, func() error, error) {
			_, err := b.api.DeleteRole(ctx, &model.DeleteRoleRequest{RoleName: &args[0]})
			return nil, nil, err
		})
	return cmd
}

func newAssumeCommand() *cobra.Command {
	var name, externalID, policyFile string
	var duration time.Duration
	cmd, _ := accessCommand("assume ROLE", "Begin a session of a role, and show its credentials for a shell",
		`  eval "$(penstock access assume deployer)"
  penstock access assume deployer --duration 30m --output json`, cobra.ExactArgs(1),
		func(ctx context.Context, b *base, args []string) (any, func() error, error) {
			in := &model.AssumeRoleRequest{RoleName: &args[0], SessionName: &name, DurationSeconds: seconds(duration)}
			if externalID != "" {
				in.ExternalId = &externalID
			}
			if policyFile != "" {
				var err error
				if in.Policy, err = b.document(policyFile); err != nil {
					return nil, nil, err
				}
			}
			out, err := b.api.AssumeRole(ctx, in)
			if err != nil {
				return nil, nil, err
			}
			return out.Credentials, b.export(out.Credentials), nil
		})
	cmd.Flags().StringVar(&name, "session-name", "penstock", "what to call the session; the audit log tells it")
	cmd.Flags().StringVar(&externalID, "external-id", "", "what the role's trust policy asks for as sts:ExternalId")
	cmd.Flags().StringVar(&policyFile, "policy", "", "the `FILE` with a policy that narrows the session down")
	cmd.Flags().DurationVar(&duration, "duration", 0, "how long it lasts (default 1h)")
	return cmd
}

func newSessionCommand() *cobra.Command {
	var duration time.Duration
	cmd, _ := accessCommand("session", "Begin a session of oneself, and show its credentials for a shell",
		`  eval "$(penstock access session --duration 8h)"`, cobra.NoArgs,
		func(ctx context.Context, b *base, _ []string) (any, func() error, error) {
			out, err := b.api.GetSessionToken(ctx, &model.GetSessionTokenRequest{DurationSeconds: seconds(duration)})
			if err != nil {
				return nil, nil, err
			}
			return out.Credentials, b.export(out.Credentials), nil
		})
	cmd.Flags().DurationVar(&duration, "duration", 0, "how long it lasts (default 12h; of the root 1h, which is also the most)")
	return cmd
}

func seconds(d time.Duration) *int64 {
	if d == 0 {
		return nil
	}
	return new(int64(d / time.Second))
}

// export shows credentials as commands of a shell.
func (b *base) export(c *model.TemporaryCredentials) func() error {
	return func() error {
		_, err := fmt.Fprintf(b.out, "export AWS_ACCESS_KEY_ID=%s\nexport AWS_SECRET_ACCESS_KEY=%s\nexport AWS_SESSION_TOKEN=%s\n# until %s\n",
			*c.AccessKeyId, *c.SecretAccessKey, *c.SessionToken, when(c.Expiration))
		return err
	}
}

func newPoliciesCommand() *cobra.Command {
	cmd, _ := accessCommand("policies", "List the policies, built in and written", "  penstock access policies", cobra.NoArgs,
		func(ctx context.Context, b *base, _ []string) (any, func() error, error) {
			all, err := everything(func(token *string) ([]model.PolicyDetail, *string, error) {
				out, err := b.api.ListPolicies(ctx, &model.ListPoliciesRequest{NextToken: token})
				if err != nil {
					return nil, nil, err
				}
				return out.Policies, out.NextToken, nil
			})
			var rows [][]terminal.Cell
			for _, p := range all {
				kind := "written"
				if *p.BuiltIn {
					kind = "built in"
				}
				rows = append(rows, terminal.Plain(*p.PolicyName, kind, text(p.Description)))
			}
			return all, b.rows(columns("POLICY", "KIND", "DESCRIPTION"), rows), err
		})
	return cmd
}

func newPolicyCommand() *cobra.Command {
	cmd, _ := accessCommand("policy NAME", "Show what a policy says, and whom it is attached to", "  penstock access policy ApplicationOperator", cobra.ExactArgs(1),
		func(ctx context.Context, b *base, args []string) (any, func() error, error) {
			out, err := b.api.DescribePolicy(ctx, &model.DescribePolicyRequest{PolicyName: &args[0]})
			return out, func() error {
				fmt.Fprintln(b.out, strings.TrimSpace(*out.Policy.PolicyDocument))
				for _, arn := range out.AttachedTo {
					fmt.Fprintln(b.errOut, "attached to", arn)
				}
				return nil
			}, err
		})
	return cmd
}

func newCreatePolicyCommand() *cobra.Command {
	var description string
	cmd, _ := accessCommand("create-policy NAME FILE", "Create a policy from a file; - is standard input",
		"  penstock access create-policy blue-team ./blue-team.json", cobra.ExactArgs(2),
		func(ctx context.Context, b *base, args []string) (any, func() error, error) {
			in := &model.CreatePolicyRequest{PolicyName: &args[0]}
			var err error
			if in.PolicyDocument, err = b.document(args[1]); err != nil {
				return nil, nil, err
			}
			if description != "" {
				in.Description = &description
			}
			out, err := b.api.CreatePolicy(ctx, in)
			if err != nil {
				return nil, nil, err
			}
			return out.Policy, func() error {
				_, err := fmt.Fprintln(b.out, *out.Policy.PolicyArn)
				return err
			}, nil
		})
	cmd.Flags().StringVar(&description, "description", "", "what the policy is for")
	return cmd
}

func newUpdatePolicyCommand() *cobra.Command {
	cmd, _ := accessCommand("update-policy NAME FILE", "Replace what a policy says, for whomever it is attached to",
		"  penstock access update-policy blue-team ./blue-team.json", cobra.ExactArgs(2),
		func(ctx context.Context, b *base, args []string) (any, func() error, error) {
			document, err := b.document(args[1])
			if err != nil {
				return nil, nil, err
			}
			out, err := b.api.UpdatePolicy(ctx, &model.UpdatePolicyRequest{PolicyName: &args[0], PolicyDocument: document})
			return out, nil, err
		})
	return cmd
}

func newDeletePolicyCommand() *cobra.Command {
	cmd, _ := accessCommand("delete-policy NAME", "Delete a policy that is attached to nobody", "  penstock access delete-policy blue-team", cobra.ExactArgs(1),
		func(ctx context.Context, b *base, args []string) (any, func() error, error) {
			_, err := b.api.DeletePolicy(ctx, &model.DeletePolicyRequest{PolicyName: &args[0]})
			return nil, nil, err
		})
	return cmd
}

package command

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/cli/terminal"
)

func newUsersCommand() *cobra.Command {
	cmd, _ := accessCommand("users", "List the users", "  penstock access users", cobra.NoArgs,
		func(ctx context.Context, b *base, _ []string) (any, func() error, error) {
			all, err := everything(func(token *string) ([]model.UserDetail, *string, error) {
				out, err := b.api.ListUsers(ctx, &model.ListUsersRequest{NextToken: token})
				if err != nil {
					return nil, nil, err
				}
				return out.Users, out.NextToken, nil
			})
			var rows [][]terminal.Cell
			for _, u := range all {
				rows = append(rows, terminal.Plain(*u.UserName, when(u.CreateTimestamp), *u.Arn, text(u.Description)))
			}
			return all, b.rows(columns("USER", "CREATED", "ARN", "DESCRIPTION"), rows), err
		})
	return cmd
}

func newUserCommand() *cobra.Command {
	cmd, _ := accessCommand("user NAME", "Show a user, its access keys and policies", "  penstock access user ann", cobra.ExactArgs(1),
		func(ctx context.Context, b *base, args []string) (any, func() error, error) {
			out, err := b.api.DescribeUser(ctx, &model.DescribeUserRequest{UserName: &args[0]})
			return out, func() error {
				fmt.Fprintln(b.out, *out.User.Arn)
				if d := text(out.User.Description); d != "" {
					fmt.Fprintln(b.out, d)
				}
				for _, arn := range out.AttachedPolicies {
					fmt.Fprintf(b.out, "policy %s\n", arn)
				}
				for _, k := range out.AccessKeys {
					fmt.Fprintf(b.out, "access key %s, %s, created %s\n", *k.AccessKeyId, strings.ToLower(string(*k.AccessKeyStatus)), when(k.CreateTimestamp))
				}
				return nil
			}, err
		})
	return cmd
}

func newCreateUserCommand() *cobra.Command {
	var description string
	var policies []string
	var key bool
	cmd, _ := accessCommand("create-user NAME", "Create a user, with policies and an access key if wanted",
		`  penstock access create-user ann --policy ApplicationOperator --key
  penstock access create-user kim --policy KeyAdministrator`, cobra.ExactArgs(1),
		func(ctx context.Context, b *base, args []string) (any, func() error, error) {
			arns := make([]*string, len(policies))
			for i, name := range policies { // before there is a user that would have half of them
				var err error
				if arns[i], err = b.policyARN(ctx, name); err != nil {
					return nil, nil, err
				}
			}
			in := &model.CreateUserRequest{UserName: &args[0]}
			if description != "" {
				in.Description = &description
			}
			user, err := b.api.CreateUser(ctx, in)
			if err != nil {
				return nil, nil, err
			}
			for _, arn := range arns {
				if _, err := b.api.AttachUserPolicy(ctx, &model.AttachUserPolicyRequest{UserName: &args[0], PolicyArn: arn}); err != nil {
					return nil, nil, fmt.Errorf("the user %s is created, but: %w", args[0], err)
				}
			}
			if !key {
				return user.User, nil, nil
			}
			out, err := b.api.CreateAccessKey(ctx, &model.CreateAccessKeyRequest{UserName: &args[0]})
			if err != nil {
				return nil, nil, fmt.Errorf("the user %s is created, but: %w", args[0], err)
			}
			return out.AccessKey, b.showKey(out.AccessKey), nil
		})
	cmd.Flags().StringVar(&description, "description", "", "what the user is for")
	cmd.Flags().StringSliceVar(&policies, "policy", nil, "a policy to attach, by `NAME` or ARN; may be given several times")
	cmd.Flags().BoolVar(&key, "key", false, "create an access key, too")
	return cmd
}

func newDeleteUserCommand() *cobra.Command {
	cmd, _ := accessCommand("delete-user NAME", "Delete a user with its access keys", "  penstock access delete-user ann", cobra.ExactArgs(1),
		func(ctx context.Context, b *base, args []string) (any, func() error, error) {
			_, err := b.api.DeleteUser(ctx, &model.DeleteUserRequest{UserName: &args[0]})
			return nil, nil, err
		})
	return cmd
}

func newKeysCommand() *cobra.Command {
	cmd, _ := accessCommand("keys USER", `List the access keys of a user, or of "root"`, "  penstock access keys ann", cobra.ExactArgs(1),
		func(ctx context.Context, b *base, args []string) (any, func() error, error) {
			out, err := b.api.ListAccessKeys(ctx, &model.ListAccessKeysRequest{UserName: &args[0]})
			if err != nil {
				return nil, nil, err
			}
			var rows [][]terminal.Cell
			for _, k := range out.AccessKeys {
				rows = append(rows, terminal.Plain(*k.AccessKeyId, string(*k.AccessKeyStatus), when(k.CreateTimestamp)))
			}
			return out.AccessKeys, b.rows(columns("ACCESS KEY", "STATUS", "CREATED"), rows), nil
		})
	return cmd
}

func newCreateKeyCommand() *cobra.Command {
	cmd, _ := accessCommand("create-key USER", `Create an access key of a user, or of "root"`, "  penstock access create-key ann >> ~/.aws/credentials", cobra.ExactArgs(1),
		func(ctx context.Context, b *base, args []string) (any, func() error, error) {
			out, err := b.api.CreateAccessKey(ctx, &model.CreateAccessKeyRequest{UserName: &args[0]})
			if err != nil {
				return nil, nil, err
			}
			return out.AccessKey, b.showKey(out.AccessKey), nil
		})
	return cmd
}

func newKeyStatusCommand(use, short string, status model.AccessKeyStatus) *cobra.Command {
	cmd, _ := accessCommand(use+" USER KEY", short, "  penstock access "+use+" ann PSTKQ3B2X7YF5LMNA4CD", cobra.ExactArgs(2),
		func(ctx context.Context, b *base, args []string) (any, func() error, error) {
			_, err := b.api.UpdateAccessKey(ctx, &model.UpdateAccessKeyRequest{UserName: &args[0], AccessKeyId: &args[1], AccessKeyStatus: &status})
			return nil, nil, err
		})
	return cmd
}

func newDeleteKeyCommand() *cobra.Command {
	cmd, _ := accessCommand("delete-key USER KEY", "Delete an access key", "  penstock access delete-key ann PSTKQ3B2X7YF5LMNA4CD", cobra.ExactArgs(2),
		func(ctx context.Context, b *base, args []string) (any, func() error, error) {
			_, err := b.api.DeleteAccessKey(ctx, &model.DeleteAccessKeyRequest{UserName: &args[0], AccessKeyId: &args[1]})
			return nil, nil, err
		})
	return cmd
}

// whom are the flags that name a user or a role.
type whom struct{ user, role string }

func (w *whom) register(cmd *cobra.Command) {
	cmd.Flags().StringVar(&w.user, "user", "", "the `NAME` of the user")
	cmd.Flags().StringVar(&w.role, "role", "", "the `NAME` of the role")
}

func (w *whom) check() error {
	if (w.user == "") == (w.role == "") {
		return errors.New("name a --user or a --role")
	}
	return nil
}

func newAttachCommand(use, short string, attach bool) *cobra.Command {
	var to whom
	cmd, _ := accessCommand(use+" POLICY", short, "  penstock access "+use+" ApplicationViewer --user ann", cobra.ExactArgs(1),
		func(ctx context.Context, b *base, args []string) (any, func() error, error) {
			if err := to.check(); err != nil {
				return nil, nil, err
			}
			arn, err := b.policyARN(ctx, args[0])
			switch {
			case err != nil:
			case attach && to.user != "":
				_, err = b.api.AttachUserPolicy(ctx, &model.AttachUserPolicyRequest{UserName: &to.user, PolicyArn: arn})
			case attach:
				_, err = b.api.AttachRolePolicy(ctx, &model.AttachRolePolicyRequest{RoleName: &to.role, PolicyArn: arn})
			case to.user != "":
				_, err = b.api.DetachUserPolicy(ctx, &model.DetachUserPolicyRequest{UserName: &to.user, PolicyArn: arn})
			default:
				_, err = b.api.DetachRolePolicy(ctx, &model.DetachRolePolicyRequest{RoleName: &to.role, PolicyArn: arn})
			}
			return nil, nil, err
		})
	to.register(cmd)
	return cmd
}

func newRevokeCommand() *cobra.Command {
	var of whom
	cmd, _ := accessCommand("revoke-sessions", "End the sessions of a user or role that began before now",
		"  penstock access revoke-sessions --role deployer", cobra.NoArgs,
		func(ctx context.Context, b *base, _ []string) (any, func() error, error) {
			err := of.check()
			switch {
			case err != nil:
			case of.user != "":
				_, err = b.api.RevokeUserSessions(ctx, &model.RevokeUserSessionsRequest{UserName: &of.user})
			default:
				_, err = b.api.RevokeRoleSessions(ctx, &model.RevokeRoleSessionsRequest{RoleName: &of.role})
			}
			return nil, nil, err
		})
	of.register(cmd)
	return cmd
}

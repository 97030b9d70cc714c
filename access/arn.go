package access

import (
	"regexp"
	"strings"
)

// namePattern is IAM's for users, roles and policies.
var namePattern = regexp.MustCompile(`^[A-Za-z0-9+=,.@_-]{1,64}$`)

// ValidName tells whether a user, a role or a policy can have the name.
func ValidName(name string) bool { return namePattern.MatchString(name) }

// accountPattern is that of account numbers.
var accountPattern = regexp.MustCompile(`^[0-9]{12}$`)

// ValidAccount tells whether an account can have the number.
func ValidAccount(id string) bool { return accountPattern.MatchString(id) }

// RootARN names the root of an account.
func RootARN(accountID string) string { return "arn:aws:iam::" + accountID + ":root" }

// UserARN names a user.
func UserARN(accountID, name string) string { return "arn:aws:iam::" + accountID + ":user/" + name }

// RoleARN names a role.
func RoleARN(accountID, name string) string { return "arn:aws:iam::" + accountID + ":role/" + name }

// PolicyARN names a policy of an account.
func PolicyARN(accountID, name string) string { return "arn:aws:iam::" + accountID + ":policy/" + name }

// SessionARN names a session of a role.
func SessionARN(accountID, role, session string) string {
	return "arn:aws:sts::" + accountID + ":assumed-role/" + role + "/" + session
}

// ParseARN takes the ARN of a user, a role or a policy apart, such as arn:aws:iam::123456789012:role/deployer. The account of a
// policy that is built in is "aws". ok is false for anything else.
func ParseARN(arn string) (accountID, kind, name string, ok bool) {
	rest, ok := strings.CutPrefix(arn, "arn:aws:iam::")
	if !ok {
		return "", "", "", false
	}
	accountID, resource, _ := strings.Cut(rest, ":")
	kind, name, _ = strings.Cut(resource, "/")
	ok = ValidName(name) && (ValidAccount(accountID) && (kind == "user" || kind == "role" || kind == "policy") ||
		accountID == builtinAccount && kind == "policy")
	return accountID, kind, name, ok
}

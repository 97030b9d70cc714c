package apiserver_test

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/sts"
	"github.com/aws/smithy-go"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/access/authority"
	"github.com/penstock/penstock/apiserver"
	"github.com/penstock/penstock/apiserver/client"
	"github.com/penstock/penstock/apiserver/model"
)

const denied model.ErrorCode = "AccessDeniedException"

func describe(ctx context.Context, c *client.Client, name string) error {
	_, err := c.DescribeApplication(ctx, &model.DescribeApplicationRequest{ApplicationName: &name})
	return err
}

func create(ctx context.Context, c *client.Client, name string, tags ...string) error {
	in := newApplication(name)
	for i := 0; i < len(tags); i += 2 {
		in.Tags = append(in.Tags, model.Tag{Key: &tags[i], Value: &tags[i+1]})
	}
	_, err := c.CreateApplication(ctx, in)
	return err
}

func TestAccess_PoliciesDecideBeforeAnythingIsLookedAt(t *testing.T) {
	t.Parallel()
	g := newGuarded(t, nil)
	ctx := t.Context()
	require.NoError(t, create(ctx, g.root, "orders"))
	ann := g.user("ann", one("Allow", "kinesisanalytics:*", application+"orders*", ""), one("Deny", "kinesisanalytics:Delete*", "*", ""))

	require.NoError(t, describe(ctx, ann, "orders"))
	requireCode(t, describe(ctx, ann, "orders-2"), model.ResourceNotFoundException, "orders-2")
	for _, name := range []string{"payments", "absent"} {
		requireCode(t, describe(ctx, ann, name), denied, "User: arn:aws:iam::"+account+":user/ann is not authorized to perform: "+
			"kinesisanalytics:DescribeApplication on resource: "+application+name+
			" because no identity-based policy allows the kinesisanalytics:DescribeApplication action")
	}
	_, err := ann.DeleteApplication(ctx, &model.DeleteApplicationRequest{ApplicationName: new("orders"), CreateTimestamp: new(model.TimestampOf(time.Now()))})
	requireCode(t, err, denied, "with an explicit deny in an identity-based policy")
	_, err = ann.ListApplications(ctx, &model.ListApplicationsRequest{})
	requireCode(t, err, denied, application+"*")
	_, err = ann.ListTagsForResource(ctx, &model.ListTagsForResourceRequest{ResourceARN: new(application + "orders")})
	require.NoError(t, err)
	_, err = ann.ListTagsForResource(ctx, &model.ListTagsForResourceRequest{ResourceARN: new(application + "payments")})
	requireCode(t, err, denied)
	_, err = ann.CreateUser(ctx, &model.CreateUserRequest{UserName: new("eve")})
	requireCode(t, err, denied, "penstock:CreateUser on resource: arn:aws:iam::"+account+":user/eve")
	_, err = ann.ListApplicationLogEvents(ctx, &model.ListApplicationLogEventsRequest{ApplicationName: new("payments")})
	requireCode(t, err, denied, "kinesisanalytics:ListApplicationLogEvents")

	_, err = g.root.DetachUserPolicy(ctx, &model.DetachUserPolicyRequest{UserName: new("ann"), PolicyArn: new("arn:aws:iam::" + account + ":policy/ann-a")})
	require.NoError(t, err)
	requireCode(t, describe(ctx, ann, "orders"), denied)
}

func TestAccess_ConditionsOnTagsAndOrigin(t *testing.T) {
	t.Parallel()
	g := newGuarded(t, nil)
	ctx := t.Context()
	blue := g.user("blue", one("Allow", "kinesisanalytics:Describe*", "*", `{"StringEquals": {"aws:ResourceTag/team": "blue"}}`),
		one("Allow", "kinesisanalytics:CreateApplication", "*", `{"StringEquals": {"aws:RequestTag/team": "${aws:username}"}, "ForAllValues:StringEquals": {"aws:TagKeys": ["team"]}}`),
		one("Allow", "kinesisanalytics:UntagResource", "*", `{"ForAllValues:StringLike": {"aws:TagKeys": "x-*"}}`))
	require.NoError(t, create(ctx, g.root, "red", "team", "red"))
	requireCode(t, create(ctx, blue, "a"), denied)
	requireCode(t, create(ctx, blue, "a", "team", "red"), denied)
	requireCode(t, create(ctx, blue, "a", "team", "blue", "cost", "1"), denied)
	require.NoError(t, create(ctx, blue, "a", "team", "blue"))
	require.NoError(t, describe(ctx, blue, "a"))
	requireCode(t, describe(ctx, blue, "red"), denied)
	requireCode(t, describe(ctx, blue, "absent"), denied)
	untag := func(key string) error {
		_, err := blue.UntagResource(ctx, &model.UntagResourceRequest{ResourceARN: new(application + "a"), TagKeys: []string{key}})
		return err
	}
	requireCode(t, untag("team"), denied)
	require.NoError(t, untag("x-1"))

	here := g.user("here", one("Allow", "kinesisanalytics:*", "*", `{"IpAddress": {"aws:SourceIp": "127.0.0.0/8"}, "Bool": {"aws:SecureTransport": "false"}}`))
	away := g.user("away", one("Allow", "kinesisanalytics:*", "*", `{"NotIpAddress": {"aws:SourceIp": ["127.0.0.0/8", "::1/128"]}}`))
	require.NoError(t, describe(ctx, here, "a"))
	requireCode(t, describe(ctx, away, "a"), denied)
}

func TestAccess_KeysOfUsersAndOfTheRoot(t *testing.T) {
	t.Parallel()
	g := newGuarded(t, nil)
	ctx := t.Context()
	ann := g.user("ann", "arn:aws:iam::aws:policy/AdministratorAccess")
	user, err := g.root.DescribeUser(ctx, &model.DescribeUserRequest{UserName: new("ann")})
	require.NoError(t, err)
	require.Len(t, user.AccessKeys, 1)
	id := user.AccessKeys[0].AccessKeyId
	set := func(status model.AccessKeyStatus) {
		_, err := g.root.UpdateAccessKey(ctx, &model.UpdateAccessKeyRequest{UserName: new("ann"), AccessKeyId: id, AccessKeyStatus: &status})
		require.NoError(t, err)
	}
	set(model.AccessKeyStatusInactive)
	requireCode(t, describe(ctx, ann, "a"), "UnrecognizedClientException")
	set(model.AccessKeyStatusActive)
	requireCode(t, describe(ctx, ann, "a"), model.ResourceNotFoundException)

	// Who may do everything may not become the root.
	_, err = ann.CreateAccessKey(ctx, &model.CreateAccessKeyRequest{UserName: new("root")})
	requireCode(t, err, denied, "Only the root")
	_, err = ann.CreateUser(ctx, &model.CreateUserRequest{UserName: new("root")})
	requireCode(t, err, model.InvalidArgumentException, "the account itself")
	_, err = g.root.DeleteAccessKey(ctx, &model.DeleteAccessKeyRequest{UserName: new("root"), AccessKeyId: new("AKIDROOT")})
	requireCode(t, err, model.ResourceInUseException, "the last active one")
	second, err := g.root.CreateAccessKey(ctx, &model.CreateAccessKeyRequest{UserName: new("root")})
	require.NoError(t, err)
	_, err = g.root.DeleteAccessKey(ctx, &model.DeleteAccessKeyRequest{UserName: new("root"), AccessKeyId: new("AKIDROOT")})
	require.NoError(t, err)
	requireCode(t, describe(ctx, g.root, "a"), "UnrecognizedClientException")
	g.root = g.with(*second.AccessKey.AccessKeyId, *second.AccessKey.SecretAccessKey, "", region)
	for range 9 {
		_, err = g.root.CreateAccessKey(ctx, &model.CreateAccessKeyRequest{UserName: new("ann")})
		require.NoError(t, err)
	}
	_, err = g.root.CreateAccessKey(ctx, &model.CreateAccessKeyRequest{UserName: new("ann")})
	requireCode(t, err, model.LimitExceededException)
	_, err = g.root.DeleteUser(ctx, &model.DeleteUserRequest{UserName: new("ann")})
	require.NoError(t, err)
	requireCode(t, describe(ctx, ann, "a"), "UnrecognizedClientException")
}

func TestAccess_AccountsAreApart(t *testing.T) {
	t.Parallel()
	g := newGuarded(t, nil)
	ctx := t.Context()
	made, err := g.root.CreateAccount(ctx, &model.CreateAccountRequest{AccountId: new(stranger)})
	require.NoError(t, err)
	other := g.with(*made.AccessKey.AccessKeyId, *made.AccessKey.SecretAccessKey, "", region)
	require.NoError(t, create(ctx, g.root, "orders"))
	require.NoError(t, create(ctx, other, "orders"))
	_, err = other.CreateAccount(ctx, &model.CreateAccountRequest{AccountId: new("333333333333")})
	requireCode(t, err, denied)
	g.user("ann")
	_, err = other.DescribeUser(ctx, &model.DescribeUserRequest{UserName: new("ann")})
	requireCode(t, err, model.ResourceNotFoundException)
	accounts, err := other.ListAccounts(ctx, &model.ListAccountsRequest{})
	require.NoError(t, err)
	require.Len(t, accounts.Accounts, 1)
	events, err := other.ListAuditEvents(ctx, &model.ListAuditEventsRequest{Action: new("CreateUser")})
	require.NoError(t, err)
	require.Empty(t, events.AuditEvents)
	_, err = g.root.CreateAccount(ctx, &model.CreateAccountRequest{AccountId: new(stranger)})
	requireCode(t, err, model.ResourceInUseException)
}

func TestAccess_OnlyWhatIsServed(t *testing.T) {
	t.Parallel()
	g := newGuarded(t, func(c *apiserver.Config, a *authority.Config) {
		c.Verifier.Regions, a.Accounts = []string{region}, []string{account}
	})
	ctx := t.Context()
	require.NoError(t, create(ctx, g.root, "orders"))
	requireCode(t, describe(ctx, g.with("AKIDROOT", "root's secret", "", "us-east-1"), "orders"), "InvalidSignatureException", "valid region")
	made, err := g.root.CreateAccount(ctx, &model.CreateAccountRequest{AccountId: new(stranger)})
	require.NoError(t, err)
	requireCode(t, describe(ctx, g.with(*made.AccessKey.AccessKeyId, *made.AccessKey.SecretAccessKey, "", region), "orders"), "UnrecognizedClientException")
	r := signed(t, "POST", g.server.URL, "ListApplications", "{}")
	r.Header.Set("Authorization", strings.Replace(r.Header.Get("Authorization"), "/kinesisanalytics/", "/s3/", 1))
	code, message := send(t, g.server, r).failure(t)
	require.Equal(t, "InvalidSignatureException", code)
	require.Contains(t, message, "correct service: 'kinesisanalytics'")
}

func trust(principal, action, condition string) *string {
	if condition != "" {
		condition = `, "Condition": ` + condition
	}
	return new(`{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": ` + principal + `, "Action": "` + action + `"` + condition + `}]}`)
}

// TestAccess_TemporaryCredentials as AWS's own client asks for them.
func TestAccess_TemporaryCredentials(t *testing.T) {
	t.Parallel()
	g := newGuarded(t, nil)
	ctx := t.Context()
	require.NoError(t, create(ctx, g.root, "orders"))
	role, err := g.root.CreateRole(ctx, &model.CreateRoleRequest{RoleName: new("viewer"), TrustPolicy: trust(`{"AWS": "`+account+`"}`, "sts:AssumeRole", `{"StringEquals": {"sts:ExternalId": "e-7"}}`)})
	require.NoError(t, err)
	_, err = g.root.AttachRolePolicy(ctx, &model.AttachRolePolicyRequest{RoleName: new("viewer"), PolicyArn: new("arn:aws:iam::aws:policy/ApplicationViewer")})
	require.NoError(t, err)

	c := sts.NewFromConfig(g.awsConfig("AKIDROOT", "root's secret", ""))
	me, err := c.GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{})
	require.NoError(t, err)
	require.Equal(t, "arn:aws:iam::"+account+":root", *me.Arn)
	require.Equal(t, account, *me.Account)
	session, err := c.AssumeRole(ctx, &sts.AssumeRoleInput{RoleArn: role.Role.Arn, RoleSessionName: new("ci"), ExternalId: new("e-7"), DurationSeconds: new(int32(900))})
	require.NoError(t, err)
	require.Equal(t, "arn:aws:sts::"+account+":assumed-role/viewer/ci", *session.AssumedRoleUser.Arn)
	require.WithinDuration(t, time.Now().Add(15*time.Minute), *session.Credentials.Expiration, time.Minute)
	viewer := g.with(*session.Credentials.AccessKeyId, *session.Credentials.SecretAccessKey, *session.Credentials.SessionToken, region)
	require.NoError(t, describe(ctx, viewer, "orders"))
	requireCode(t, create(ctx, viewer, "a"), denied, "assumed-role/viewer/ci")
	me, err = sts.NewFromConfig(g.awsConfig(*session.Credentials.AccessKeyId, *session.Credentials.SecretAccessKey, *session.Credentials.SessionToken)).
		GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{})
	require.NoError(t, err)
	require.Equal(t, "arn:aws:sts::"+account+":assumed-role/viewer/ci", *me.Arn)
	token, err := c.GetSessionToken(ctx, &sts.GetSessionTokenInput{})
	require.NoError(t, err)
	require.NoError(t, describe(ctx, g.with(*token.Credentials.AccessKeyId, *token.Credentials.SecretAccessKey, *token.Credentials.SessionToken, region), "orders"))

	for name, test := range map[string]struct {
		keyID, secret, token string
		code                 model.ErrorCode
	}{
		"no token":         {*session.Credentials.AccessKeyId, *session.Credentials.SecretAccessKey, "", "UnrecognizedClientException"},
		"another's token":  {*session.Credentials.AccessKeyId, *session.Credentials.SecretAccessKey, *token.Credentials.SessionToken, "UnrecognizedClientException"},
		"a token too many": {"AKIDROOT", "root's secret", *token.Credentials.SessionToken, "UnrecognizedClientException"},
		"a changed token":  {*session.Credentials.AccessKeyId, *session.Credentials.SecretAccessKey, *session.Credentials.SessionToken + "A", "UnrecognizedClientException"},
		"another secret":   {*session.Credentials.AccessKeyId, "secret", *session.Credentials.SessionToken, "InvalidSignatureException"},
	} {
		requireCode(t, describe(ctx, g.with(test.keyID, test.secret, test.token, region), "orders"), test.code)
		_, err := sts.NewFromConfig(g.awsConfig(test.keyID, test.secret, test.token)).GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{})
		var answered smithy.APIError
		require.ErrorAs(t, err, &answered, name)
		want := map[model.ErrorCode]string{"UnrecognizedClientException": "InvalidClientTokenId", "InvalidSignatureException": "SignatureDoesNotMatch"}
		require.Equal(t, want[test.code], answered.ErrorCode(), name)
	}
	for name, in := range map[string]*sts.AssumeRoleInput{
		"AccessDenied":    {RoleArn: role.Role.Arn, RoleSessionName: new("ci")}, // without the external id
		"ValidationError": {RoleArn: role.Role.Arn, RoleSessionName: new("ci"), ExternalId: new("e-7"), DurationSeconds: new(int32(7200))},
	} {
		_, err := c.AssumeRole(ctx, in)
		var answered smithy.APIError
		require.ErrorAs(t, err, &answered, name)
		require.Equal(t, name, answered.ErrorCode())
	}
	_, err = g.root.RevokeRoleSessions(ctx, &model.RevokeRoleSessionsRequest{RoleName: new("viewer")})
	require.NoError(t, err)
	requireCode(t, describe(ctx, viewer, "orders"), "ExpiredTokenException")
}

func TestAccess_FormsThatAreNoRequestsToSTS(t *testing.T) {
	t.Parallel()
	g := newGuarded(t, nil)
	for body, code := range map[string]string{
		"Action=GetCallerIdentity":         "MissingAuthenticationToken",
		"":                                 "MissingAuthenticationToken",
		"%zz":                              "MalformedQueryString",
		"Action=AssumeRoleWithWebIdentity": "InvalidIdentityToken",
		"Action=AssumeRoleWithWebIdentity&DurationSeconds=x": "ValidationError",
		strings.Repeat("a", 1<<20):                           "RequestEntityTooLargeException",
	} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, g.server.URL, strings.NewReader(body))
		require.NoError(t, err)
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
		a := send(t, g.server, r)
		require.Contains(t, a.body, "<Code>"+code+"</Code>", body[:min(len(body), 60)])
		require.Less(t, a.status, 500)
	}
}

func TestAccess_Tokens(t *testing.T) {
	t.Parallel()
	g := newGuarded(t, nil)
	ctx := t.Context()
	require.NoError(t, create(ctx, g.root, "orders"))
	role, err := g.root.CreateRole(ctx, &model.CreateRoleRequest{
		RoleName: new("viewer"), TrustPolicy: trust(`{"Federated": "`+g.issuer.URL+`"}`, "sts:AssumeRoleWithWebIdentity", `{"StringEquals": {"oidc:sub": "subject-7"}}`),
	})
	require.NoError(t, err)
	_, err = g.root.AttachRolePolicy(ctx, &model.AttachRolePolicyRequest{RoleName: new("viewer"), PolicyArn: new("arn:aws:iam::aws:policy/ApplicationViewer")})
	require.NoError(t, err)
	token := func(changes map[string]any) string { return g.issuer.Token(g.issuer.Claims("penstock", changes)) }
	good := token(map[string]any{"groups": "viewers", "email": "ann@penstock.test"})

	a := g.bearer("GET", "/v1/applications/orders", good)
	require.Equal(t, http.StatusOK, a.status, a.body)
	a = g.bearer("POST", "/v1/applications/orders/stop", good)
	code, message := a.failure(t)
	require.Equal(t, string(denied), code)
	require.Equal(t, http.StatusForbidden, a.status)
	require.Contains(t, message, "assumed-role/viewer/ann@penstock.test")
	claims, err := base64.RawURLEncoding.DecodeString(strings.Split(good, ".")[1])
	require.NoError(t, err)
	unsigned := base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"none"}`)) + "." + base64.RawURLEncoding.EncodeToString(claims) + "."
	for name, test := range map[string]struct{ token, code string }{
		"alg=none":         {unsigned, "UnrecognizedClientException"},
		"another audience": {g.issuer.Token(g.issuer.Claims("elsewhere", map[string]any{"groups": "viewers"})), "UnrecognizedClientException"},
		"expired":          {token(map[string]any{"groups": "viewers", "exp": time.Now().Add(-time.Hour).Unix()}), "ExpiredTokenException"},
		"nobody":           {token(nil), "UnrecognizedClientException"},
	} {
		a := g.bearer("GET", "/v1/applications/orders", test.token)
		code, _ := a.failure(t)
		require.Equal(t, test.code, code, name)
		require.Equal(t, http.StatusForbidden, a.status)
	}
	require.NotEqual(t, http.StatusOK, g.bearer("POST", "/", good).status, "the protocol of AWS takes signatures only")

	c := sts.NewFromConfig(g.awsConfig("AKIDROOT", "root's secret", ""))
	session, err := c.AssumeRoleWithWebIdentity(ctx, &sts.AssumeRoleWithWebIdentityInput{RoleArn: role.Role.Arn, RoleSessionName: new("ci"), WebIdentityToken: &good})
	require.NoError(t, err)
	require.Equal(t, "subject-7", *session.SubjectFromWebIdentityToken)
	require.NoError(t, describe(ctx, g.with(*session.Credentials.AccessKeyId, *session.Credentials.SecretAccessKey, *session.Credentials.SessionToken, region), "orders"))
	for name, bad := range map[string]string{
		"AccessDenied": token(map[string]any{"sub": "somebody"}), "InvalidIdentityToken": unsigned, "ExpiredToken": token(map[string]any{"exp": 1}),
	} {
		_, err := c.AssumeRoleWithWebIdentity(ctx, &sts.AssumeRoleWithWebIdentityInput{RoleArn: role.Role.Arn, RoleSessionName: new("ci"), WebIdentityToken: &bad})
		var answered smithy.APIError
		require.ErrorAs(t, err, &answered, name)
		require.True(t, strings.HasPrefix(answered.ErrorCode(), name), "%s: %s", name, answered.ErrorCode())
	}
}

func TestAccess_AnIssuerThatIsAway(t *testing.T) {
	t.Parallel()
	g := newGuarded(t, nil)
	token := g.issuer.Token(g.issuer.Claims("penstock", map[string]any{"groups": "viewers"}))
	g.issuer.Close()
	a := g.bearer("GET", "/v1/applications", token)
	code, _ := a.failure(t)
	require.Equal(t, "ServiceUnavailableException", code)
	require.Equal(t, http.StatusServiceUnavailable, a.status)
}

func TestAccess_Policies(t *testing.T) {
	t.Parallel()
	g := newGuarded(t, nil)
	ctx := t.Context()
	put := func(document string) error {
		_, err := g.root.CreatePolicy(ctx, &model.CreatePolicyRequest{PolicyName: new("p"), PolicyDocument: &document})
		return err
	}
	requireCode(t, put(one("Allow", "kinesisanalytics:Descibe*", "*", "")), model.InvalidArgumentException, "PolicyDocument: line 1, column 71, Statement[0].Action", "Descibe")
	requireCode(t, put(strings.Repeat("[", 6000)), model.InvalidArgumentException, "nested deeper")
	requireCode(t, put(one("Allow", "*", "*", `{"StringEquals": {"aws:username": "`+strings.Repeat("x", 6144)+`"}}`)), model.InvalidArgumentException, "6144")
	require.NoError(t, put(one("Allow", "kinesisanalytics:ListApplications", "*", "")))
	requireCode(t, put(one("Allow", "*", "*", "")), model.ResourceInUseException)
	ann := g.user("ann", "arn:aws:iam::"+account+":policy/p")
	_, err := ann.ListApplications(ctx, &model.ListApplicationsRequest{})
	require.NoError(t, err)
	_, err = g.root.DeletePolicy(ctx, &model.DeletePolicyRequest{PolicyName: new("p")})
	requireCode(t, err, model.ResourceInUseException, "user ann")
	_, err = g.root.UpdatePolicy(ctx, &model.UpdatePolicyRequest{PolicyName: new("p"), PolicyDocument: new(one("Allow", "kinesisanalytics:DescribeApplication", "*", ""))})
	require.NoError(t, err)
	_, err = ann.ListApplications(ctx, &model.ListApplicationsRequest{})
	requireCode(t, err, denied)
	for _, name := range []string{"AdministratorAccess"} {
		_, err = g.root.UpdatePolicy(ctx, &model.UpdatePolicyRequest{PolicyName: &name, Description: new("x")})
		requireCode(t, err, model.InvalidArgumentException, "built in")
		_, err = g.root.DeletePolicy(ctx, &model.DeletePolicyRequest{PolicyName: &name})
		requireCode(t, err, model.InvalidArgumentException, "built in")
	}
	_, err = g.root.AttachUserPolicy(ctx, &model.AttachUserPolicyRequest{UserName: new("ann"), PolicyArn: new("arn:aws:iam::" + stranger + ":policy/p")})
	requireCode(t, err, model.ResourceNotFoundException)
	described, err := g.root.DescribePolicy(ctx, &model.DescribePolicyRequest{PolicyName: new("p")})
	require.NoError(t, err)
	require.Equal(t, []string{"arn:aws:iam::" + account + ":user/ann"}, described.AttachedTo)
	var all []string
	in := &model.ListPoliciesRequest{Limit: new(int64(2))}
	for {
		page, err := g.root.ListPolicies(ctx, in)
		require.NoError(t, err)
		for _, p := range page.Policies {
			all = append(all, *p.PolicyName)
		}
		if in.NextToken = page.NextToken; in.NextToken == nil {
			break
		}
	}
	require.Equal(t, []string{"AdministratorAccess", "ApplicationKeyUser", "ApplicationOperator", "ApplicationViewer", "AuditReader", "KeyAdministrator", "p"}, all)

	out, err := g.root.SimulateAccess(ctx, &model.SimulateAccessRequest{
		PrincipalArn: new("arn:aws:iam::" + account + ":user/ann"), ActionNames: []string{"kinesisanalytics:DescribeApplication", "kinesisanalytics:StartApplication"},
	})
	require.NoError(t, err)
	require.Equal(t, model.SimulatedDecisionallowed, *out.Results[0].Decision)
	require.Equal(t, "arn:aws:iam::"+account+":policy/p", *out.Results[0].PolicyArn)
	require.Equal(t, model.SimulatedDecisionimplicitDeny, *out.Results[1].Decision)
	_, err = g.root.SimulateAccess(ctx, &model.SimulateAccessRequest{ActionNames: []string{"kinesisanalytics:Nothing"}})
	requireCode(t, err, model.InvalidArgumentException, "Nothing")
}

func TestAccess_EveryDecisionIsInTheAuditLog(t *testing.T) {
	t.Parallel()
	g := newGuarded(t, nil)
	ctx := t.Context()
	ann := g.user("ann", "arn:aws:iam::aws:policy/ApplicationViewer")
	following, stop := context.WithCancel(ctx)
	defer stop()
	followed := make(chan *model.AuditEvent, 100)
	go func() {
		for event, err := range g.root.FollowAuditEvents(following, &model.FollowAuditEventsRequest{StartTime: new(model.TimestampOf(time.Now().Add(-time.Hour)))}) {
			if err != nil {
				if !errors.Is(err, context.Canceled) && following.Err() == nil {
					t.Error(err)
				}
				return
			}
			followed <- event
		}
	}()
	require.NoError(t, create(ctx, g.root, "orders"))
	require.NoError(t, describe(ctx, ann, "orders"))
	requireCode(t, describe(ctx, ann, "absent"), model.ResourceNotFoundException)
	requireCode(t, create(ctx, ann, "mine"), denied)
	want := map[string]string{
		"CreateApplication orders by arn:aws:iam::" + account + ":root":       "Allowed  true",
		"DescribeApplication orders by arn:aws:iam::" + account + ":user/ann": "Allowed  false",
		"DescribeApplication absent by arn:aws:iam::" + account + ":user/ann": "Allowed ResourceNotFoundException false",
		"CreateApplication mine by arn:aws:iam::" + account + ":user/ann":     "Denied AccessDeniedException false",
	}
	seen := map[string]bool{}
	for len(want) > 0 {
		e := <-followed
		require.False(t, seen[*e.EventId], "each comes once")
		seen[*e.EventId] = true
		if e.ApplicationName == nil {
			continue
		}
		key := *e.Action + " " + *e.ApplicationName + " by " + *e.Principal
		code := ""
		if e.ErrorCode != nil {
			code = *e.ErrorCode
		}
		require.Equal(t, want[key], fmt.Sprint(*e.Outcome, " ", code, " ", *e.Change), key)
		require.Equal(t, "127.0.0.1", *e.SourceIp)
		require.Equal(t, application+*e.ApplicationName, *e.Resource)
		require.NotEmpty(t, *e.RequestId)
		delete(want, key)
	}
	stop()
	// A denial is there once it is told.
	requireCode(t, create(ctx, ann, "again"), denied)
	list, err := g.root.ListAuditEvents(ctx, &model.ListAuditEventsRequest{Outcome: new(model.AuditOutcomeDenied), Limit: new(int64(1))})
	require.NoError(t, err)
	require.Equal(t, "again", *list.AuditEvents[0].ApplicationName)
	list, err = g.root.ListAuditEvents(ctx, &model.ListAuditEventsRequest{Outcome: new(model.AuditOutcomeDenied), NextToken: list.NextToken})
	require.NoError(t, err)
	require.Len(t, list.AuditEvents, 1)
	require.Equal(t, "mine", *list.AuditEvents[0].ApplicationName)
	_, err = ann.ListAuditEvents(ctx, &model.ListAuditEventsRequest{})
	requireCode(t, err, denied)
	_, err = g.root.ListAuditEvents(ctx, &model.ListAuditEventsRequest{NextToken: new("x")})
	requireCode(t, err, model.InvalidArgumentException)
}

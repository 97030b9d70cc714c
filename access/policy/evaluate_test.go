package policy_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/access/policy"
)

// values are condition keys of a request.
type values map[string][]string

func (v values) Values(key string) []string { return v[key] }

func mustParse(t testing.TB, text string) *policy.Policy {
	t.Helper()
	p, err := policy.Parse(policy.Identity, []byte(text), vocabulary)
	require.NoError(t, err, text)
	return p
}

const orders = "arn:aws:kinesisanalytics:eu-west-1:123456789012:application/orders"

func TestEvaluate_ActionsAndResources(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		statement string
		want      policy.Outcome
	}{
		"all":                           {`"Effect": "Allow", "Action": "*", "Resource": "*"`, policy.Allowed},
		"the action in other case":      {`"Effect": "Allow", "Action": "KinesisAnalytics:describeapplication", "Resource": "*"`, policy.Allowed},
		"another action":                {`"Effect": "Allow", "Action": "kinesisanalytics:List*", "Resource": "*"`, policy.ImplicitDeny},
		"wildcards":                     {`"Effect": "Allow", "Action": "kinesis*:Describe?pplication", "Resource": "arn:aws:kinesisanalytics:*:*:application/or?er*"`, policy.Allowed},
		"a resource in other case":      {`"Effect": "Allow", "Action": "*", "Resource": "arn:aws:kinesisanalytics:*:*:application/Orders"`, policy.ImplicitDeny},
		"another account":               {`"Effect": "Allow", "Action": "*", "Resource": "arn:aws:kinesisanalytics:*:210987654321:*"`, policy.ImplicitDeny},
		"denied":                        {`"Effect": "Deny", "Action": "*", "Resource": "*"`, policy.ExplicitDeny},
		"all but this action":           {`"Effect": "Allow", "NotAction": "kinesisanalytics:Describe*", "Resource": "*"`, policy.ImplicitDeny},
		"all but another action":        {`"Effect": "Allow", "NotAction": ["kms:*", "kinesisanalytics:StartApplication"], "Resource": "*"`, policy.Allowed},
		"all but this resource":         {`"Effect": "Deny", "Action": "*", "NotResource": "` + orders + `"`, policy.ImplicitDeny},
		"all but another resource":      {`"Effect": "Deny", "Action": "*", "NotResource": "` + orders + `2"`, policy.ExplicitDeny},
		"a variable":                    {`"Effect": "Allow", "Action": "*", "Resource": "arn:aws:kinesisanalytics:*:*:application/${aws:username}*"`, policy.Allowed},
		"a variable's default":          {`"Effect": "Allow", "Action": "*", "Resource": "arn:aws:kinesisanalytics:*:*:application/${sts:RoleSessionName, 'orders'}"`, policy.Allowed},
		"a variable without a value":    {`"Effect": "Allow", "Action": "*", "Resource": "arn:aws:kinesisanalytics:*:*:application/${sts:RoleSessionName}*"`, policy.ImplicitDeny},
		"one excepted from an allow":    {`"Effect": "Allow", "Action": "*", "NotResource": "arn:aws:kinesisanalytics:*:*:application/${sts:RoleSessionName}"`, policy.ImplicitDeny},
		"one excepted from a denial":    {`"Effect": "Deny", "Action": "*", "NotResource": "arn:aws:kinesisanalytics:*:*:application/${sts:RoleSessionName}"`, policy.ExplicitDeny},
		"an asterisk that is a literal": {`"Effect": "Allow", "Action": "*", "Resource": "arn:aws:kinesisanalytics:*:*:application/${*}"`, policy.ImplicitDeny},
		"a user's name is no pattern":   {`"Effect": "Allow", "Action": "*", "Resource": "arn:aws:kinesisanalytics:*:*:application/${aws:userid}"`, policy.ImplicitDeny},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := policy.Evaluate([]policy.Named{{Name: "p", Policy: mustParse(t, of(test.statement))}}, policy.Request{
				Action: "kinesisanalytics:DescribeApplication", Resource: orders, Context: values{"aws:username": {"ord"}, "aws:userid": {"*"}},
			})
			require.Equal(t, test.want, got.Outcome)
			require.Equal(t, test.want != policy.ImplicitDeny, got.Statement == "Statement[0]" && got.Policy == "p")
		})
	}
}

func TestEvaluate_Conditions(t *testing.T) {
	t.Parallel()
	request := values{
		"aws:username": {"ann"}, "aws:sourceip": {"10.1.2.3"}, "aws:securetransport": {"false"}, "aws:currenttime": {"2026-11-21T12:00:00Z"},
		"aws:epochtime": {"1795262400"}, "aws:tagkeys": {"team", "stage"}, "aws:resourcetag/team": {"blue"},
		"aws:principalarn": {"arn:aws:iam::123456789012:user/ann"}, "oidc:groups": {"dev", "ops"}, "oidc:sub": {"7"},
	}
	for condition, want := range map[string]bool{
		`{"StringEquals": {"aws:username": ["bob", "ann"]}}`:                                   true,
		`{"StringEquals": {"AWS:UserName": "Ann"}}`:                                            false,
		`{"StringEqualsIgnoreCase": {"aws:username": "ANN"}}`:                                  true,
		`{"StringNotEquals": {"aws:username": ["bob", "ann"]}}`:                                false,
		`{"StringNotEquals": {"aws:userid": "x"}}`:                                             true,
		`{"StringEquals": {"aws:userid": "x"}}`:                                                false,
		`{"StringEqualsIfExists": {"aws:userid": "x"}}`:                                        true,
		`{"StringEqualsIfExists": {"aws:username": "x"}}`:                                      false,
		`{"StringLike": {"aws:username": "a?n"}}`:                                              true,
		`{"StringEquals": {"aws:username": "a?n"}}`:                                            false,
		`{"StringNotLike": {"aws:username": "a*"}}`:                                            false,
		`{"StringLike": {"aws:PrincipalArn": "*:user/${aws:username}"}}`:                       true,
		`{"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:user/*"}}`:                           true,
		`{"ArnNotEquals": {"aws:PrincipalArn": "arn:aws:iam::*:user/*"}}`:                      false,
		`{"IpAddress": {"aws:SourceIp": ["192.168.0.0/16", "10.0.0.0/8"]}}`:                    true,
		`{"IpAddress": {"aws:SourceIp": "10.1.2.4"}}`:                                          false,
		`{"NotIpAddress": {"aws:SourceIp": "10.1.2.3"}}`:                                       false,
		`{"NotIpAddress": {"aws:SourceIp": "::/0"}}`:                                           true,
		`{"Bool": {"aws:SecureTransport": false}}`:                                             true,
		`{"Bool": {"aws:SecureTransport": "true"}}`:                                            false,
		`{"DateLessThan": {"aws:CurrentTime": "2026-11-21T12:00:01Z"}}`:                        true,
		`{"DateLessThan": {"aws:CurrentTime": "2026-11-21"}}`:                                  false,
		`{"DateGreaterThanEquals": {"aws:CurrentTime": "2026-11-21T13:00+01:00"}}`:             true,
		`{"DateGreaterThan": {"aws:EpochTime": 1795262399}}`:                                   true,
		`{"NumericLessThanEquals": {"aws:EpochTime": "1795262399.5"}}`:                         false,
		`{"NumericNotEquals": {"aws:EpochTime": 1}}`:                                           true,
		`{"Null": {"aws:userid": true}}`:                                                       true,
		`{"Null": {"aws:username": true}}`:                                                     false,
		`{"Null": {"aws:TagKeys": "false"}}`:                                                   true,
		`{"StringEquals": {"aws:ResourceTag/Team": "blue"}}`:                                   true,
		`{"StringEquals": {"aws:RequestTag/team": "blue"}}`:                                    false,
		`{"ForAllValues:StringEquals": {"aws:TagKeys": ["team", "stage", "cost"]}}`:            true,
		`{"ForAllValues:StringEquals": {"aws:TagKeys": ["team"]}}`:                             false,
		`{"ForAnyValue:StringEquals": {"aws:TagKeys": ["team"]}}`:                              true,
		`{"ForAnyValue:StringLike": {"aws:TagKeys": ["x*"]}}`:                                  false,
		`{"ForAnyValue:StringNotEquals": {"aws:TagKeys": ["team"]}}`:                           true,
		`{"ForAnyValue:StringEquals": {"oidc:groups": "ops"}}`:                                 true,
		`{"ForAnyValue:StringEquals": {"oidc:roles": "ops"}}`:                                  false,
		`{"ForAllValues:StringEquals": {"oidc:roles": "ops"}}`:                                 true,
		`{"StringEquals": {"oidc:groups": "ops"}}`:                                             false,
		`{"StringEquals": {"oidc:sub": "7"}}`:                                                  true,
		`{"StringEquals": {"aws:username": "ann", "aws:userid": "x"}}`:                         false,
		`{"StringEquals": {"aws:username": "ann"}, "IpAddress": {"aws:SourceIp": "10.1.2.3"}}`: true,
	} {
		t.Run(condition, func(t *testing.T) {
			t.Parallel()
			got := policy.Evaluate([]policy.Named{{Policy: mustParse(t, of(basic+`, "Condition": `+condition))}},
				policy.Request{Action: "kinesisanalytics:DescribeApplication", Resource: orders, Context: request})
			require.Equal(t, want, got.Outcome == policy.Allowed)
		})
	}
}

func TestEvaluate_ADenialWinsWhereverItStands(t *testing.T) {
	t.Parallel()
	allow := policy.Named{Name: "allow", Policy: mustParse(t, of(basic))}
	deny := policy.Named{Name: "deny", Policy: mustParse(t, of(`"Sid": "No", "Effect": "Deny", "Action": "kinesisanalytics:Start*", "Resource": "*"`))}
	r := policy.Request{Action: "kinesisanalytics:StartApplication", Resource: orders, Context: values{}}
	for _, all := range [][]policy.Named{{allow, deny}, {deny, allow}} {
		require.Equal(t, policy.Decision{Outcome: policy.ExplicitDeny, Policy: "deny", Statement: "No"}, policy.Evaluate(all, r))
	}
	require.Equal(t, policy.Decision{}, policy.Evaluate(nil, r))
}

func TestEvaluateTrust(t *testing.T) {
	t.Parallel()
	p, err := policy.Parse(policy.Trust, []byte(`{"Version": "2012-10-17", "Statement": [
		{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": ["123456789012", "arn:aws:iam::123456789012:user/ann"]}},
		{"Effect": "Deny", "Action": "sts:AssumeRole", "Principal": {"AWS": "arn:aws:iam::123456789012:user/eve"}},
		{"Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity", "Principal": {"Federated": "https://issuer.test"},
			"Condition": {"StringEquals": {"oidc:sub": "7"}}}]}`), vocabulary)
	require.NoError(t, err)
	who := func(user string) policy.Principal {
		return policy.Principal{ARNs: []string{"arn:aws:iam::123456789012:user/" + user, "arn:aws:iam::123456789012:root"}}
	}
	for name, test := range map[string]struct {
		who    policy.Principal
		action string
		sub    string
		want   policy.Outcome
		direct bool
	}{
		"a user who is named":    {who("ann"), "sts:AssumeRole", "", policy.Allowed, true},
		"another of the account": {who("bob"), "sts:AssumeRole", "", policy.Allowed, false},
		"one who is denied":      {who("eve"), "sts:AssumeRole", "", policy.ExplicitDeny, false},
		"a stranger":             {policy.Principal{ARNs: []string{"arn:aws:iam::210987654321:user/ann", "arn:aws:iam::210987654321:root"}}, "sts:AssumeRole", "", policy.ImplicitDeny, false},
		"a token":                {policy.Principal{Issuer: "https://issuer.test"}, "sts:AssumeRoleWithWebIdentity", "7", policy.Allowed, true},
		"another subject":        {policy.Principal{Issuer: "https://issuer.test"}, "sts:AssumeRoleWithWebIdentity", "8", policy.ImplicitDeny, false},
		"another issuer":         {policy.Principal{Issuer: "https://issuer.test/"}, "sts:AssumeRoleWithWebIdentity", "7", policy.ImplicitDeny, false},
		"a key for a token":      {who("ann"), "sts:AssumeRoleWithWebIdentity", "7", policy.ImplicitDeny, false},
	} {
		got, direct := p.EvaluateTrust(test.who, test.action, values{"oidc:sub": {test.sub}})
		require.Equal(t, test.want, got.Outcome, name)
		require.Equal(t, test.direct, direct, name)
	}
}

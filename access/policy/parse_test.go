package policy_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/access/policy"
)

var vocabulary = policy.Vocabulary{
	Actions: []string{
		"kinesisanalytics:DescribeApplication", "kinesisanalytics:ListApplications", "kinesisanalytics:StartApplication", "kms:Encrypt",
	},
	Services: []string{"kinesisanalytics", "iam", "kms"},
}

// of is a policy of one statement with the members given, as JSON.
func of(members string) string {
	return `{"Version": "2012-10-17", "Statement": {` + members + `}}`
}

const basic = `"Effect": "Allow", "Action": "kinesisanalytics:*", "Resource": "*"`

func TestParse_RefusesWhatItDoesNotUnderstandWithItsPlace(t *testing.T) {
	t.Parallel()
	condition := func(text string) string { return of(basic + `, "Condition": ` + text) }
	for name, test := range map[string]struct{ text, place, words string }{
		"nothing":                      {"", "", "ends too early"},
		"no JSON":                      {"Allow", "", "not JSON"},
		"half":                         {`{"Version": "2012-10-17"`, "", "ends too early"},
		"more":                         {of(basic) + "{}", "", "after the JSON value"},
		"no UTF-8":                     {"\"\xff\"", "", "UTF-8"},
		"a list":                       {"[]", "", "must be an object, not a list"},
		"no version":                   {`{"Statement": {` + basic + `}}`, "", "Version is missing"},
		"an old version":               {`{"Version": "2008-10-17", "Statement": {` + basic + `}}`, "Version", "2012-10-17"},
		"a version that is a number":   {`{"Version": 2012, "Statement": []}`, "Version", "2012-10-17"},
		"an unknown member":            {`{"Version": "2012-10-17", "Statements": []}`, "Statements", "no \"Statements\""},
		"no statement":                 {`{"Version": "2012-10-17"}`, "", "Statement is missing"},
		"an empty list of statements":  {`{"Version": "2012-10-17", "Statement": []}`, "Statement", "must be a statement"},
		"a member twice":               {of(basic + `, "Effect": "Deny"`), "Statement.Effect", "given twice"},
		"a statement that is a string": {`{"Version": "2012-10-17", "Statement": ["x"]}`, "Statement[0]", "not a string"},
		"a Sid twice":                  {`{"Version": "2012-10-17", "Statement": [{"Sid": "a", ` + basic + `}, {"Sid": "a", ` + basic + `}]}`, "Statement[1]", "another statement"},
		"a strange Sid":                {of(`"Sid": "a-b", ` + basic), "Statement.Sid", "letters"},
		"an effect in small letters":   {of(`"Effect": "allow"`), "Statement.Effect", `"Allow"`},
		"no effect":                    {of(`"Action": "*", "Resource": "*"`), "Statement", "Effect is missing"},
		"no action":                    {of(`"Effect": "Allow", "Resource": "*"`), "Statement", "one of Action"},
		"two kinds of action":          {of(basic + `, "NotAction": "*"`), "Statement", "one of Action"},
		"no resource":                  {of(`"Effect": "Allow", "Action": "*"`), "Statement", "one of Resource"},
		"a principal":                  {of(basic + `, "Principal": "*"`), "Statement.Principal", "no Principal"},
		"a misspelt action":            {of(`"Effect": "Allow", "Action": ["*", "kinesisanalytics:DescribeAplication"]`), "Statement.Action[1]", "no action"},
		"an action of no service":      {of(`"Effect": "Allow", "Action": "DescribeApplication"`), "Statement.Action", "service:Action"},
		"an empty list":                {of(`"Effect": "Allow", "Action": []`), "Statement.Action", "empty"},
		"a number as action":           {of(`"Effect": "Allow", "Action": [1]`), "Statement.Action[0]", "not a number"},
		"a resource that is no ARN":    {of(`"Effect": "Allow", "Action": "*", "Resource": "orders"`), "Statement.Resource", "no ARN"},
		"a resource of s3":             {of(`"Effect": "Allow", "Action": "*", "Resource": "arn:aws:s3:::bucket"`), "Statement.Resource", `"s3"`},
		"a service that is a variable": {of(`"Effect": "Allow", "Action": "*", "Resource": "arn:aws:${aws:username}:::x"`), "Statement.Resource", "variable"},
		"an unknown variable":          {of(`"Effect": "Allow", "Action": "*", "Resource": "arn:aws:kinesisanalytics:::application/${aws:name}"`), "Statement.Resource", "${aws:name}"},
		"an open variable":             {of(`"Effect": "Allow", "Action": "*", "Resource": "arn:aws:kinesisanalytics:::application/${aws:username"`), "Statement.Resource", "not closed"},
		"a default without quotes":     {of(`"Effect": "Allow", "Action": "*", "Resource": "arn:aws:kinesisanalytics:::application/${aws:username, x}"`), "Statement.Resource", "quoted"},
		"an unknown operator":          {condition(`{"StringMatches": {"aws:username": "x"}}`), "Statement.Condition.StringMatches", "no operator"},
		"an operator and a half":       {condition(`{"NullIfExists": {"aws:username": "true"}}`), "Statement.Condition.NullIfExists", "no operator"},
		"an unknown key":               {condition(`{"StringEquals": {"aws:usernam": "x"}}`), "Statement.Condition.StringEquals.aws:usernam", "no condition key"},
		"a tag without a key":          {condition(`{"StringEquals": {"aws:ResourceTag/": "x"}}`), "Statement.Condition.StringEquals.aws:ResourceTag/", "no condition key"},
		"an operator of other types":   {condition(`{"StringEquals": {"aws:SourceIp": "10.0.0.1"}}`), "Statement.Condition.StringEquals.aws:SourceIp", "does not compare"},
		"many values":                  {condition(`{"StringEquals": {"aws:TagKeys": "x"}}`), "Statement.Condition.StringEquals.aws:TagKeys", "ForAnyValue"},
		"one value":                    {condition(`{"ForAnyValue:StringEquals": {"aws:username": "x"}}`), "Statement.Condition.ForAnyValue:StringEquals.aws:username", "single"},
		"no network":                   {condition(`{"IpAddress": {"aws:SourceIp": ["10.0.0.0/8", "10.0.0.0/33"]}}`), "Statement.Condition.IpAddress.aws:SourceIp[1]", "no value"},
		"no date":                      {condition(`{"DateLessThan": {"aws:CurrentTime": "tomorrow"}}`), "Statement.Condition.DateLessThan.aws:CurrentTime", "no value"},
		"no boolean":                   {condition(`{"Bool": {"aws:SecureTransport": "yes"}}`), "Statement.Condition.Bool.aws:SecureTransport", "no value"},
		"a huge number":                {condition(`{"NumericEquals": {"aws:EpochTime": 1e999999999}}`), "Statement.Condition.NumericEquals.aws:EpochTime", "no value"},
		"a value that is an object":    {condition(`{"StringEquals": {"aws:username": {}}}`), "Statement.Condition.StringEquals.aws:username", "not an object"},
		"no values":                    {condition(`{"StringEquals": {"aws:username": []}}`), "Statement.Condition.StringEquals.aws:username", "empty"},
		"too deep":                     {strings.Repeat("[", 5_000), "", "nested deeper"},
		"too large":                    {of(basic + `, "Sid": "` + strings.Repeat("a", policy.MaxSize) + `"`), "", "6144"},
		"too large with blanks only":   {of(basic) + strings.Repeat(" ", 10*policy.MaxSize), "", "characters"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := policy.Parse(policy.Identity, []byte(test.text), vocabulary)
			var refused *policy.Error
			require.ErrorAs(t, err, &refused)
			require.Contains(t, refused.Message, test.words)
			if test.place != "" {
				require.Equal(t, test.place, refused.Place)
			}
		})
	}
}

func TestParse_TellsLineAndColumn(t *testing.T) {
	t.Parallel()
	_, err := policy.Parse(policy.Identity, []byte("{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [{\"Effect\": \"Ällow\\\"\"}]\n}"), vocabulary)
	require.EqualError(t, err, `line 3, column 28, Statement[0].Effect: it must be "Allow" or "Deny"`)
}

func TestParse_TakesASizeJustAtTheLimit(t *testing.T) {
	t.Parallel()
	text := of(basic + `,"Condition":{"StringEquals":{"aws:username":"$"}}`)
	pad := policy.MaxSize - policy.Size([]byte(text)) + 1
	whole := strings.Replace(text, "$", strings.Repeat("x", pad), 1)
	_, err := policy.Parse(policy.Identity, []byte(whole+strings.Repeat("\n", 100)), vocabulary)
	require.NoError(t, err)
	_, err = policy.Parse(policy.Identity, []byte(strings.Replace(whole, "xx", "xxx", 1)), vocabulary)
	require.ErrorContains(t, err, "6145 characters")
}

func TestParse_TrustPolicies(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ text, words string }{
		"a user":                       {`"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "arn:aws:iam::123456789012:user/ann"}`, ""},
		"an account":                   {`"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": ["123456789012"]}`, ""},
		"an issuer":                    {`"Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity", "Principal": {"Federated": "https://issuer.test"}`, ""},
		"everybody":                    {`"Effect": "Allow", "Action": "sts:*", "Principal": "*"`, ""},
		"nobody":                       {`"Effect": "Allow", "Action": "sts:AssumeRole"`, "Principal is missing"},
		"an empty principal":           {`"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {}`, "no principal"},
		"a wildcard in a principal":    {`"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "arn:aws:iam::123456789012:user/*"}`, "no ARN of a user"},
		"a service":                    {`"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ec2.amazonaws.com"}`, `not by "Service"`},
		"an issuer that is no URL":     {`"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Federated": "issuer.test"}`, "no URL"},
		"a resource":                   {`"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": "*", "Resource": "*"`, "no Resource"},
		"an action that is none of it": {`"Effect": "Allow", "Action": "kms:Encrypt", "Principal": "*"`, "no action"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := policy.Parse(policy.Trust, []byte(of(test.text)), vocabulary)
			if test.words == "" {
				require.NoError(t, err)
				return
			}
			require.ErrorContains(t, err, test.words)
		})
	}
}

// FuzzParse: whatever the text, the answer is a policy that can be evaluated, or an *Error with a place in the text.
func FuzzParse(f *testing.F) {
	f.Add(of(basic))
	f.Add(of(basic + `, "Condition": {"ForAllValues:StringLikeIfExists": {"aws:TagKeys": ["a*", "${aws:username, 'x'}"]}}`))
	f.Add(of(`"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "123456789012"}`))
	f.Add(of(`"Effect": "Deny", "NotAction": "k?s:*", "NotResource": "arn:aws:kms:*:*:${$}"`))
	f.Fuzz(func(t *testing.T, text string) {
		for _, kind := range []policy.Kind{policy.Identity, policy.Trust} {
			p, err := policy.Parse(kind, []byte(text), vocabulary)
			if err == nil {
				policy.Evaluate([]policy.Named{{Policy: p}}, policy.Request{Action: "kms:Encrypt", Resource: "arn:aws:kms:::x", Context: values{}})
				continue
			}
			var refused *policy.Error
			if !errors.As(err, &refused) || refused.Line < 1 || refused.Column < 1 || refused.Line > strings.Count(text, "\n")+1 {
				t.Fatalf("%v", err)
			}
		}
	})
}

package access

import (
	"sync"

	"github.com/penstock/penstock/access/policy"
)

// builtinAccount stands in the ARNs of policies that every account has.
const builtinAccount = "aws"

// Builtin is a policy that every account has.
type Builtin struct {
	Name, Description, Document string
	Policy                      *policy.Policy
}

// ARN names the policy.
func (b *Builtin) ARN() string { return PolicyARN(builtinAccount, b.Name) }

// builtins are in the order of their names.
var builtins = []Builtin{
	{Name: "AdministratorAccess", Description: "Everything there is, but for accounts other than one's own.", Document: `{
  "Version": "2012-10-17",
  "Statement": [
    {"Effect": "Allow", "Action": "*", "Resource": "*"}
  ]
}`},
	{Name: "ApplicationKeyUser", Description: "Run applications with customer managed keys, beside a policy that lets run them: use keys by way of applications, and not otherwise.", Document: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "UseKeysByApplications",
      "Effect": "Allow",
      "Action": ["kms:DescribeKey", "kms:Decrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:CreateGrant"],
      "Resource": "*",
      "Condition": {"StringLike": {"kms:ViaService": "kinesisanalytics.*.amazonaws.com"}}
    }
  ]
}`},
	{Name: "ApplicationOperator", Description: "Run applications: see, start, stop, update and roll them back, take snapshots. No key administration, whatever other policies say.", Document: `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "Operate",
      "Effect": "Allow",
      "Action": [
        "kinesisanalytics:Describe*", "kinesisanalytics:List*", "kinesisanalytics:Follow*", "kinesisanalytics:Wait*",
        "kinesisanalytics:StartApplication", "kinesisanalytics:StopApplication",
        "kinesisanalytics:UpdateApplication", "kinesisanalytics:UpdateApplicationMaintenanceConfiguration", "kinesisanalytics:RollbackApplication",
        "kinesisanalytics:CreateApplicationSnapshot", "kinesisanalytics:DeleteApplicationSnapshot",
        "kinesisanalytics:CreateApplicationPresignedUrl", "penstock:ListApplicationKeys"
      ],
      "Resource": "*"
    },
    {
      "Sid": "NoKeyAdministration",
      "Effect": "Deny",
      "Action": [
        "kms:CreateKey", "kms:CreateAlias", "kms:Enable*", "kms:Disable*", "kms:Put*", "kms:Update*", "kms:Revoke*", "kms:Delete*", "kms:Import*", "kms:Rotate*",
        "kms:ScheduleKeyDeletion", "kms:CancelKeyDeletion", "kms:TagResource", "kms:UntagResource"
      ],
      "Resource": "*"
    },
    {
      "Sid": "GrantsByApplicationsOnly",
      "Effect": "Deny",
      "Action": "kms:CreateGrant",
      "Resource": "*",
      "Condition": {"StringNotLike": {"kms:ViaService": "kinesisanalytics.*.amazonaws.com"}}
    }
  ]
}`},
	{Name: "ApplicationViewer", Description: "See applications, their versions, snapshots, operations, events and logs.", Document: `{
  "Version": "2012-10-17",
  "Statement": [
    {"Effect": "Allow", "Action": ["kinesisanalytics:Describe*", "kinesisanalytics:List*", "kinesisanalytics:Follow*", "kinesisanalytics:Wait*", "penstock:ListApplicationKeys"], "Resource": "*"}
  ]
}`},
	{Name: "AuditReader", Description: "Read the audit log.", Document: `{
  "Version": "2012-10-17",
  "Statement": [
    {"Effect": "Allow", "Action": "penstock:*AuditEvents", "Resource": "*"}
  ]
}`},
	{Name: "KeyAdministrator", Description: "Administer encryption keys. No touching of applications, whatever other policies say.", Document: `{
  "Version": "2012-10-17",
  "Statement": [
    {"Sid": "AdministerKeys", "Effect": "Allow", "Action": ["kms:*", "penstock:ListApplicationKeys"], "Resource": "*"},
    {"Sid": "NoApplications", "Effect": "Deny", "Action": "kinesisanalytics:*", "Resource": "*"}
  ]
}`},
}

// Builtins are the policies that every account has, in the order of their names.
var Builtins = sync.OnceValue(func() []Builtin {
	for i := range builtins {
		b := &builtins[i]
		var err error
		if b.Policy, err = policy.Parse(policy.Identity, []byte(b.Document), Vocabulary()); err != nil {
			panic("access: the policy " + b.Name + ": " + err.Error()) // a test reads them all
		}
	}
	return builtins
})

// BuiltinByARN finds a policy that every account has.
func BuiltinByARN(arn string) (*Builtin, bool) {
	all := Builtins()
	for i := range all {
		if all[i].ARN() == arn {
			return &all[i], true
		}
	}
	return nil, false
}

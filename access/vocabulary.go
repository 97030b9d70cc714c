package access

import (
	"slices"
	"sync"

	"github.com/penstock/penstock/access/policy"
	"github.com/penstock/penstock/apiserver/model"
)

// The services that actions are of.
const (
	// ServiceAnalytics has the operations on applications.
	ServiceAnalytics = "kinesisanalytics"
	// ServicePenstock has those of Penstock's own that are on no application: accounts, users, keys, roles, policies, the audit log.
	ServicePenstock = "penstock"
	serviceSTS      = "sts"
	serviceKMS      = "kms"
)

// The actions of temporary credentials, which have their names from AWS.
const (
	ActionAssumeRole        = serviceSTS + ":AssumeRole"
	ActionWebIdentity       = serviceSTS + ":AssumeRoleWithWebIdentity"
	ActionGetSessionToken   = serviceSTS + ":GetSessionToken"
	ActionGetCallerIdentity = serviceSTS + ":GetCallerIdentity"
)

// ActionPassRole is to make an application act as a role. Nobody needs a policy that allows it, and one that denies it counts.
const ActionPassRole = "iam:PassRole"

// ActionOf is the action that an operation of the API needs: kinesisanalytics:DescribeApplication, penstock:CreateUser.
func ActionOf(op *model.Operation) string {
	if action := serviceSTS + ":" + op.Name; action == ActionAssumeRole || action == ActionGetSessionToken || action == ActionGetCallerIdentity {
		return action
	}
	if op.Own && !slices.ContainsFunc(op.Parameters, func(p model.Parameter) bool { return p.Name == "ApplicationName" }) {
		return ServicePenstock + ":" + op.Name
	}
	return ServiceAnalytics + ":" + op.Name
}

// kmsActions are those of AWS KMS that are about keys of one's own.
var kmsActions = []string{
	"CancelKeyDeletion", "CreateAlias", "CreateGrant", "CreateKey", "Decrypt", "DeleteAlias", "DeleteImportedKeyMaterial", "DescribeKey", "DisableKey",
	"DisableKeyRotation", "EnableKey", "EnableKeyRotation", "Encrypt", "GenerateDataKey", "GenerateDataKeyWithoutPlaintext", "GetKeyPolicy",
	"GetKeyRotationStatus", "GetParametersForImport", "ImportKeyMaterial", "ListAliases", "ListGrants", "ListKeyPolicies", "ListKeyRotations", "ListKeys",
	"ListResourceTags", "ListRetirableGrants", "PutKeyPolicy", "ReEncryptFrom", "ReEncryptTo", "RetireGrant", "RevokeGrant", "RotateKeyOnDemand",
	"ScheduleKeyDeletion", "TagResource", "UntagResource", "UpdateAlias", "UpdateKeyDescription",
}

// Vocabulary is what policies may speak of.
var Vocabulary = sync.OnceValue(func() policy.Vocabulary {
	v := policy.Vocabulary{
		Actions:  []string{ActionAssumeRole, ActionWebIdentity, ActionGetSessionToken, ActionGetCallerIdentity, ActionPassRole},
		Services: []string{ServiceAnalytics, "iam", serviceKMS, serviceSTS, ServicePenstock},
	}
	for _, op := range model.Operations {
		v.Actions = append(v.Actions, ActionOf(op))
	}
	for _, name := range kmsActions {
		v.Actions = append(v.Actions, serviceKMS+":"+name)
	}
	slices.Sort(v.Actions)
	v.Actions = slices.Compact(v.Actions)
	return v
})

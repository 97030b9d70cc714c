package kmstest

import (
	"encoding/json"
	"strings"
)

// object is a JSON object.
type object map[string]any

// KeyPolicy is the policy of a key with the least that running one application with it takes, as the public documentation of the service
// spells it out: the operator by way of the service and for that application only, the service as both of its principals, and an
// administrator who cannot use the key.
func KeyPolicy(administrator, operator, applicationARN string) string {
	parts := strings.SplitN(applicationARN, ":", 6)
	region, account := parts[3], parts[4]
	via := object{"kms:ViaService": "kinesisanalytics." + region + ".amazonaws.com"}
	bound := object{"kms:EncryptionContext:aws:kinesisanalytics:arn": applicationARN}
	source := object{"aws:SourceArn": applicationARN, "aws:SourceAccount": account}
	grant := object{"kms:GrantConstraintType": "EncryptionContextSubset"}
	decryptOnly := object{"kms:GrantOperations": "Decrypt"}
	const durable, running = "kinesisanalytics.amazonaws.com", "infrastructure.kinesisanalytics.amazonaws.com"
	allow := func(principal object, condition object, actions ...string) object {
		s := object{"Effect": "Allow", "Principal": principal, "Action": actions, "Resource": "*"}
		if condition != nil {
			s["Condition"] = condition
		}
		return s
	}
	who, service := object{"AWS": operator}, func(names ...string) object { return object{"Service": names} }
	text, err := json.Marshal(object{"Version": "2012-10-17", "Id": "least privilege", "Statement": []object{
		allow(object{"AWS": administrator}, nil, "kms:Describe*", "kms:List*", "kms:Get*", "kms:Put*", "kms:Enable*", "kms:Disable*",
			"kms:Rotate*", "kms:Update*", "kms:Create*", "kms:Delete*", "kms:ScheduleKeyDeletion", "kms:CancelKeyDeletion"),
		allow(who, object{"StringEquals": via}, "kms:DescribeKey"),
		allow(who, object{"StringEquals": both(via, bound)}, "kms:Decrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext"),
		allow(who, object{"StringEquals": both(via, bound, grant), "ForAllValues:StringEquals": decryptOnly}, "kms:CreateGrant"),
		allow(service(durable, running), object{"StringEquals": source}, "kms:DescribeKey"),
		allow(service(durable), object{"StringEquals": both(source, bound)}, "kms:GenerateDataKey"),
		allow(service(durable), object{"StringEquals": bound}, "kms:Decrypt"),
		allow(service(running), object{"StringEquals": bound}, "kms:Decrypt", "kms:GenerateDataKeyWithoutPlaintext"),
		allow(service(running), object{"StringEquals": both(bound, grant), "ForAllValues:StringEquals": decryptOnly}, "kms:CreateGrant"),
	}})
	if err != nil {
		panic(err) // it is made of texts
	}
	return string(text)
}

// OpenKeyPolicy lets the account decide by its own policies, and lets the service in for every application.
func OpenKeyPolicy(accountID string) string {
	return `{"Version": "2012-10-17", "Statement": [
  {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::` + accountID + `:root"}, "Action": "kms:*", "Resource": "*"},
  {"Effect": "Allow", "Principal": {"Service": ["kinesisanalytics.amazonaws.com", "infrastructure.kinesisanalytics.amazonaws.com"]},
   "Action": ["kms:DescribeKey", "kms:Decrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:CreateGrant"], "Resource": "*"}]}`
}

// both is all conditions in one.
func both(all ...object) object {
	out := object{}
	for _, one := range all {
		for name, value := range one {
			out[name] = value
		}
	}
	return out
}

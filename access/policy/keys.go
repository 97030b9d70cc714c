package policy

import "strings"

// keyType is what the values of a condition key are, which decides the operators that go with it.
type keyType int

const (
	typeString keyType = 1 << iota
	typeARN
	typeBool
	typeDate
	typeNumber
	typeIP
)

// key is a condition key. Names of keys are not case-sensitive.
type key struct {
	types keyType
	// many says that a request may have several values of it; either, that it may as well have a single one by nature.
	many, either bool
}

// keys are the condition keys by their names in lower case.
var keys = map[string]key{
	"aws:currenttime":           {types: typeDate},
	"aws:epochtime":             {types: typeNumber | typeDate},
	"aws:federatedprovider":     {types: typeString},
	"aws:principalaccount":      {types: typeString},
	"aws:principalarn":          {types: typeString | typeARN},
	"aws:principalisawsservice": {types: typeBool},
	"aws:principaltype":         {types: typeString},
	"aws:requestedregion":       {types: typeString},
	"aws:resourceaccount":       {types: typeString},
	"aws:securetransport":       {types: typeBool},
	"aws:sourceaccount":         {types: typeString},
	"aws:sourcearn":             {types: typeString | typeARN},
	"aws:sourceip":              {types: typeIP},
	"aws:tagkeys":               {types: typeString, many: true},
	"aws:tokenissuetime":        {types: typeDate},
	"aws:useragent":             {types: typeString},
	"aws:userid":                {types: typeString},
	"aws:username":              {types: typeString},
	"aws:viaawsservice":         {types: typeBool},
	"iam:passedtoservice":       {types: typeString},
	"kms:calleraccount":         {types: typeString},
	"kms:encryptioncontextkeys": {types: typeString, many: true},
	"kms:grantconstrainttype":   {types: typeString},
	"kms:grantisforawsresource": {types: typeBool},
	"kms:grantoperations":       {types: typeString, many: true},
	"kms:viaservice":            {types: typeString},
	"sts:externalid":            {types: typeString},
	"sts:rolesessionname":       {types: typeString},
}

// Prefixes of keys that end in the name of a tag or of a claim of a token.
const (
	// ResourceTagPrefix begins the keys of the resource's tags, in lower case as a [Context] gets them.
	ResourceTagPrefix = "aws:resourcetag/"
	// RequestTagPrefix begins the keys of the tags that a request gives.
	RequestTagPrefix = "aws:requesttag/"
	// ClaimPrefix begins the keys of a token's claims: oidc:sub, oidc:aud, oidc:groups.
	ClaimPrefix = "oidc:"
	// EncryptionContextPrefix begins the keys of what a call to the key service binds a ciphertext to.
	EncryptionContextPrefix = "kms:encryptioncontext:"
)

// findKey finds a condition key by its name.
func findKey(name string) (key, bool) {
	lower := strings.ToLower(name)
	if k, ok := keys[lower]; ok {
		return k, true
	}
	for _, prefix := range []string{ResourceTagPrefix, RequestTagPrefix, EncryptionContextPrefix} {
		if tag, ok := strings.CutPrefix(lower, prefix); ok && tag != "" {
			return key{types: typeString}, true
		}
	}
	if claim, ok := strings.CutPrefix(lower, ClaimPrefix); ok && claim != "" {
		return key{types: typeString | typeBool | typeNumber, many: true, either: true}, true
	}
	return key{}, false
}

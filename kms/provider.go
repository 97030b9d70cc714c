package kms

import (
	"context"
	"encoding/json"
	"fmt"
)

// ContextARN is the name under which the encryption context has the application's ARN. AWS uses the same.
const ContextARN = "aws:kinesisanalytics:arn"

// Context is what a wrapped key is bound to: it is unwrapped with the same context only. It is no secret.
type Context map[string]string

// ApplicationContext is the context of the data keys of an application.
func ApplicationContext(arn string) Context { return Context{ContextARN: arn} }

// Canonical is the one text of a context: JSON with its names in order.
func (c Context) Canonical() ([]byte, error) {
	text, err := json.Marshal(c)
	if err != nil {
		return nil, fmt.Errorf("write encryption context: %w", err)
	}
	return text, nil
}

// Provider has keys that wrap data keys and never leave it. It is safe for concurrent use; its calls may go over the network, so
// nothing that others wait for may be held during one. It is shaped after the calls GenerateDataKey and Decrypt of AWS KMS.
type Provider interface {
	// GenerateDataKey makes a data key of [DataKeySize] bytes, plain and wrapped by the key named.
	GenerateDataKey(ctx context.Context, keyID string, ec Context) (plain, wrapped []byte, err error)
	// Decrypt unwraps a data key. The context has to be the one it was wrapped with.
	Decrypt(ctx context.Context, keyID string, wrapped []byte, ec Context) (plain []byte, err error)
}

// DataKeySize is the length of data keys in bytes.
const DataKeySize = 32

// OwnedKey is the name of the provider whose key belongs to the installation: the API's key type AWS_OWNED_KEY.
const OwnedKey = "AWS_OWNED_KEY"

package apiserver

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/tink-crypto/tink-go/v2/tink"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/codestore"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/snapshots"
	"github.com/penstock/penstock/snapshotstore"
	"github.com/penstock/penstock/store"
)

// ServiceConfig is what a service is made of.
type ServiceConfig struct {
	Store *store.Store
	// Code keeps the copies of code.
	Code *codestore.Packages
	// Validator checks code at create and update.
	Validator CodeValidator
	// Objects reads code from S3.
	Objects ObjectReader
	// Networks finds the VPCs of VPC configurations; nil is NoEC2.
	Networks Networks
	// Streams and Processor sample records; nil are Kinesis and Lambda by the SDK's environment.
	Streams   StreamSampler
	Processor RecordProcessor
	Quotas    Quotas
	// Retention is how long snapshots are kept where nothing is set for their application.
	Retention snapshots.Retention
	// Snapshots are the files of snapshots; without them those are neither verified, exported nor imported. Tickets seals what lets
	// archives be transferred.
	Snapshots *snapshotstore.Snapshots
	Tickets   tink.AEAD
	// RootKey is the root key; without it, it cannot be exchanged.
	RootKey RootKey
	// EngineBuilds are the builds of the engines that clusters are started with; none where those are not told apart.
	EngineBuilds []string
	// Events tells of what happens to applications.
	Events *store.EventHub
	// Access is who may do what; without it, operations on that are not supported.
	Access *Access
	// Keys are the customer managed keys that applications may have; without it they have none.
	Keys *ApplicationKeys
}

// Service does the operations: one transaction each, which writes what is wanted, the operation and its audit row. What
// is not among its methods answers UnsupportedOperationException.
type Service struct {
	model.UnimplementedHandler

	store     *store.Store
	code      *codestore.Packages
	validator CodeValidator
	objects   ObjectReader
	networks  Networks
	streams   StreamSampler
	processor RecordProcessor
	quotas    Quotas
	retention snapshots.Retention
	snapshots *snapshotstore.Snapshots
	tickets   tink.AEAD
	rootKey   RootKey
	builds    []string
	events    *store.EventHub
	access    *Access
	keys      *ApplicationKeys
}

var _ model.Handler = (*Service)(nil)

// NewService returns the service.
func NewService(c ServiceConfig) *Service {
	if c.Networks == nil {
		c.Networks = NoEC2{}
	}
	if c.Streams == nil {
		c.Streams = &Kinesis{}
	}
	if c.Processor == nil {
		c.Processor = &Lambda{}
	}
	return &Service{
		store: c.Store, code: c.Code, validator: c.Validator, objects: c.Objects, networks: c.Networks, streams: c.Streams, processor: c.Processor,
		quotas: c.Quotas, retention: c.Retention, snapshots: c.Snapshots, tickets: c.Tickets, rootKey: c.RootKey, builds: c.EngineBuilds, events: c.Events, access: c.Access, keys: c.Keys,
	}
}

// key names an application of the caller's account and region.
func key(ctx context.Context, name *string) store.ApplicationKey {
	id := IdentityFrom(ctx)
	return store.ApplicationKey{AccountID: id.AccountID, Region: id.Region, Name: *name}
}

// audit writes the audit row of a change within its transaction.
func audit(ctx context.Context, tx *store.Tx, action, application, operationID string, detail any) error {
	id := IdentityFrom(ctx)
	entry := store.AuditEntry{
		AccountID: id.AccountID, Region: id.Region, Actor: id.AccessKeyID, Principal: id.principal(), SourceIP: id.SourceIP,
		RequestID: id.RequestID, Action: action, Application: application, Resource: id.Resource, OperationID: operationID,
	}
	if id.changed != nil {
		id.changed.Store(true)
	}
	if detail != nil {
		text, err := json.Marshal(detail)
		if err != nil {
			return fmt.Errorf("audit %s of application %s: %w", action, application, err)
		}
		entry.Detail = text
	}
	return tx.Audit(ctx, entry)
}

// locked runs do in a transaction that holds the application against every other change.
func (s *Service) locked(ctx context.Context, name *string, do func(tx *store.Tx, a *lifecycle.Application) error) error {
	return s.store.InTx(ctx, func(tx *store.Tx) error {
		a, err := tx.LockApplication(ctx, key(ctx, name))
		if err != nil {
			return err
		}
		if err := checkIfMatch(ctx, a); err != nil {
			return err
		}
		return do(tx, a)
	})
}

// begin writes an operation and the desire that it shall fulfil.
func begin(ctx context.Context, tx *store.Tx, a *lifecycle.Application, kind lifecycle.OperationKind, d lifecycle.Desired,
	versionFrom, versionTo int64,
) (operationID string, err error) {
	o := lifecycle.Operation{
		ID: lifecycle.NewOperationID(), ApplicationID: a.ID, Kind: kind, Status: lifecycle.OperationInProgress,
		StartTime: tx.Now(), VersionFrom: versionFrom, VersionTo: versionTo, RequestedBy: IdentityFrom(ctx).principal(),
	}
	if err := tx.CreateOperation(ctx, &o); err != nil {
		return "", err
	}
	d.OperationID = o.ID
	d.Generation = a.Desired.Generation + 1
	return o.ID, tx.SetDesired(ctx, a.ID, d)
}

// checkCurrent compares what the caller knows, of version and token, with what is.
func checkCurrent(a *lifecycle.Application, version *int64, token *string) error {
	switch {
	case version != nil && *version != a.CurrentVersionID:
		return fault.ConcurrentModification("Application %s is at version %d, not %d. Describe it and try again.", a.Name, a.CurrentVersionID, *version)
	case token != nil && *token != a.ConditionalToken:
		return fault.ConcurrentModification("The conditional token of application %s has changed. Describe it and try again.", a.Name)
	}
	return nil
}

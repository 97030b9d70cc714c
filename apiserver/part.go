package apiserver

import (
	"context"
	"time"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/store"
)

// partChange adds, changes or deletes one part of an application's configuration, by an operation of its own. It is an update
// under another name: one new version, and a restart of what runs.
type partChange struct {
	kind lifecycle.OperationKind
	name *string
	// version and token are what the caller knows of the application; the contract of some operations has only the version.
	version *int64
	token   *string
	// open refuses applications whose runtime has no such part; nil refuses none.
	open func(runtime string) error
	// edit changes the configuration, which becomes that of the version given.
	edit func(doc *document, version int64) error
}

// changedPart is what the answers have in common.
type changedPart struct {
	arn     *string
	version *int64
	// operationID is nil where the contract or the runtime has no operations.
	operationID *string
}

// changePart makes the change in one transaction.
func (s *Service) changePart(ctx context.Context, c partChange) (changedPart, error) {
	if err := checkCurrentGiven(c.version, c.token); err != nil {
		return changedPart{}, err
	}
	var out changedPart
	var protects lifecycle.Key
	err := s.lockedWithKeys(ctx, c.name, false, func(r store.Reader, a *lifecycle.Application, find keyFinder) (uses keyUses, err error) {
		old, err := r.Version(ctx, a.ID, a.CurrentVersionID)
		if err != nil {
			return nil, err
		}
		if err := c.check(a, old.Runtime); err != nil {
			return nil, err
		}
		configuration, err := lifecycle.ParseConfiguration(old.Document)
		if err != nil {
			return nil, err
		}
		protects, uses, err = keysOfUpdate(ctx, r, a, find, keyChange{configuration: configuration})
		return uses, err
	}, func(tx *store.Tx, a *lifecycle.Application) error {
		old, err := tx.Version(ctx, a.ID, a.CurrentVersionID)
		if err != nil {
			return err
		}
		doc, err := readDocument(old)
		if err != nil {
			return err
		}
		v := successor(old, tx.Now())
		v.Key = protects
		if err := c.edit(doc, v.ID); err != nil {
			return err
		}
		if v.Document, err = doc.encode(); err != nil {
			return err
		}
		operationID, err := s.update(ctx, tx, a, v, c.kind, nil)
		if err != nil {
			return err
		}
		out = changedPart{arn: new(a.ARN()), version: &v.ID, operationID: orNil(operationID)}
		return audit(ctx, tx, string(c.kind), a.Name, operationID, map[string]int64{"from": old.ID, "to": v.ID})
	})
	return out, err
}

// checkPart finds out whether a change would be accepted, for those that have to ask somebody else before they lock the
// application.
func (s *Service) checkPart(ctx context.Context, c partChange) error {
	if err := checkCurrentGiven(c.version, c.token); err != nil {
		return err
	}
	a, v, err := s.store.CurrentApplication(ctx, key(ctx, c.name))
	if err != nil {
		return err
	}
	return c.check(a, v.Runtime)
}

func (c partChange) check(a *lifecycle.Application, runtime string) error {
	if c.open != nil {
		if err := c.open(runtime); err != nil {
			return err
		}
	}
	if err := lifecycle.AllowChange(string(c.kind), a.Name, a.Status()); err != nil {
		return err
	}
	return checkCurrent(a, c.version, c.token)
}

// checkCurrentGiven refuses a change that does not say what it changes.
func checkCurrentGiven(version *int64, token *string) error {
	if version == nil && token == nil {
		return fault.InvalidArgument("CurrentApplicationVersionId or ConditionalToken must be given, so that nobody else's change is overwritten")
	}
	return nil
}

// successor is the version that follows one at a time, the same but for what the caller is about to change.
func successor(old *lifecycle.Version, at time.Time) *lifecycle.Version {
	return &lifecycle.Version{
		ApplicationID: old.ApplicationID, ID: old.ID + 1, Runtime: old.Runtime, ServiceExecutionRole: old.ServiceExecutionRole,
		Document: old.Document, CodeID: old.CodeID, Key: old.Key, UpdatedFrom: old.ID, CreateTime: at,
	}
}

package apiserver

import (
	"context"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/codestore"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/store"
)

// UpdateApplication makes a new version. A running application is moved to it by the reconciler; of one that does not run,
// nothing but the version changes.
//
// The code is checked and copied before the transaction, which then finds out whether somebody else was faster.
func (s *Service) UpdateApplication(ctx context.Context, in *model.UpdateApplicationRequest) (*model.UpdateApplicationResponse, error) {
	if err := checkCurrentGiven(in.CurrentApplicationVersionId, in.ConditionalToken); err != nil {
		return nil, err
	}
	a, old, err := s.store.CurrentApplication(ctx, key(ctx, in.ApplicationName))
	if err != nil {
		return nil, err
	}
	if err := checkUpdate(a, in); err != nil {
		return nil, err
	}
	if role := in.ServiceExecutionRoleUpdate; role != nil {
		if err := mayPassRole(ctx, *role); err != nil {
			return nil, err
		}
	}
	v, err := s.nextVersion(ctx, old, in, a.Status() == lifecycle.StatusRunning)
	if err != nil {
		return nil, err
	}
	change, err := keyChangeOf(v, in)
	if err != nil {
		return nil, err
	}
	out := &model.UpdateApplicationResponse{}
	err = s.lockedWithKeys(ctx, in.ApplicationName, change.named, func(r store.Reader, now *lifecycle.Application, find keyFinder) (uses keyUses, err error) {
		if now.ID != a.ID {
			return nil, fault.ConcurrentModification("Application %s was deleted and made anew. Describe it and try again.", a.Name)
		}
		if err := checkUpdate(now, in); err != nil {
			return nil, err
		}
		v.Key, uses, err = keysOfUpdate(ctx, r, now, find, change)
		return uses, err
	}, func(tx *store.Tx, now *lifecycle.Application) error {
		operationID, err := s.update(ctx, tx, now, v, lifecycle.OperationUpdate, in.RunConfigurationUpdate)
		if err != nil {
			return err
		}
		changed, err := tx.ApplicationByID(ctx, now.ID)
		if err != nil {
			return err
		}
		out.OperationId = orNil(operationID)
		if out.ApplicationDetail, err = detail(changed, v, false); err != nil {
			return err
		}
		return audit(ctx, tx, string(lifecycle.RequestUpdate), a.Name, operationID, changeDetail{old.ID, v.ID, v.Key.String()})
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// keyChangeOf is what an update to a version does as far as keys go.
func keyChangeOf(v *lifecycle.Version, in *model.UpdateApplicationRequest) (keyChange, error) {
	c, err := lifecycle.ParseConfiguration(v.Document)
	if err != nil {
		return keyChange{}, err
	}
	u, run := in.ApplicationConfigurationUpdate, in.RunConfigurationUpdate
	change := keyChange{configuration: c, named: u != nil && u.ApplicationEncryptionConfigurationUpdate != nil}
	if run != nil {
		change.restore = run.ApplicationRestoreConfiguration
	}
	return change, nil
}

func checkUpdate(a *lifecycle.Application, in *model.UpdateApplicationRequest) error {
	if err := lifecycle.Allow(lifecycle.RequestUpdate, a.Name, a.Status()); err != nil {
		return err
	}
	return checkCurrent(a, in.CurrentApplicationVersionId, in.ConditionalToken)
}

// nextVersion is the version that follows old by the update, with its code checked and stored. That of an application that
// runs has to run at once.
func (s *Service) nextVersion(ctx context.Context, old *lifecycle.Version, in *model.UpdateApplicationRequest, running bool,
) (*lifecycle.Version, error) {
	doc, err := readDocument(old)
	if err != nil {
		return nil, err
	}
	if err := updateLoggingOptions(doc, in.CloudWatchLoggingOptionUpdates); err != nil {
		return nil, err
	}
	u := in.ApplicationConfigurationUpdate
	if err := s.applyUpdate(ctx, old.Runtime, doc.Configuration, u); err != nil {
		return nil, err
	}
	v := successor(old, s.store.Now())
	if in.ServiceExecutionRoleUpdate != nil {
		v.ServiceExecutionRole = *in.ServiceExecutionRoleUpdate
	}
	if v.Runtime, err = updatedRuntime(old.Runtime, in.RuntimeEnvironmentUpdate); err != nil {
		return nil, err
	}
	if err := checkKeyRuntime(v.Runtime, doc.key().KeyType); err != nil {
		return nil, err
	}
	again := v.Runtime != old.Runtime || u != nil && u.EnvironmentPropertyUpdates != nil
	use := codeUse{
		owner:   codestore.Owner{Application: key(ctx, in.ApplicationName), ID: old.ApplicationID},
		runtime: v.Runtime, properties: doc.properties(), now: running,
	}
	switch {
	case u != nil && u.ApplicationCodeConfigurationUpdate != nil:
		err = s.updateCode(ctx, v, doc, u.ApplicationCodeConfigurationUpdate, use)
	case v.CodeID != 0 && again:
		err = s.checkStored(ctx, v, use)
	}
	if err != nil {
		return nil, err
	}
	v.Document, err = doc.encode()
	return v, err
}

// checkStored checks code that stays. An update does so where something has changed that it depends on: the runtime, or the
// properties, which are part of a script.
func (s *Service) checkStored(ctx context.Context, v *lifecycle.Version, use codeUse) error {
	code, err := s.store.Code(ctx, v.CodeID)
	if err != nil {
		return err
	}
	return codeRefusal(s.checkCode(ctx, s.stored(code), use))
}

// updateCode stores the code that an update brings.
func (s *Service) updateCode(ctx context.Context, v *lifecycle.Version, doc *document, u *model.ApplicationCodeConfigurationUpdate, use codeUse) error {
	contentType, content, err := mergeCode(doc.Configuration.ApplicationCodeConfigurationDescription, u)
	if err != nil {
		return err
	}
	if v.Runtime == lifecycle.RuntimeSQL {
		if err := checkSQLCode(contentType, content); err != nil {
			return err
		}
	}
	code, described, err := s.storeCode(ctx, contentType, content, use)
	if err != nil {
		return err
	}
	v.CodeID = code.ID
	doc.Configuration.ApplicationCodeConfigurationDescription = &model.ApplicationCodeConfigurationDescription{
		CodeContentType: &contentType, CodeContentDescription: described,
	}
	return nil
}

// mergeCode is the code that an update names: parts of a location that it leaves out stay.
func mergeCode(now *model.ApplicationCodeConfigurationDescription, u *model.ApplicationCodeConfigurationUpdate,
) (model.CodeContentType, codeContent, error) {
	var contentType model.CodeContentType
	var content codeContent
	var location *model.S3ApplicationCodeLocationDescription
	if now != nil {
		contentType = *now.CodeContentType
		location = now.CodeContentDescription.S3ApplicationCodeLocationDescription
	}
	if u.CodeContentTypeUpdate != nil {
		contentType = *u.CodeContentTypeUpdate
	}
	if contentType == "" {
		return "", content, fault.InvalidArgument("CodeContentTypeUpdate must be given: the application has no code yet")
	}
	if c := u.CodeContentUpdate; c != nil {
		content.text, content.zip = c.TextContentUpdate, c.ZipFileContentUpdate
		if at := c.S3ContentLocationUpdate; at != nil {
			merged := &model.S3ContentLocation{}
			if location != nil {
				merged.BucketARN, merged.FileKey = location.BucketARN, location.FileKey
			}
			replace(&merged.BucketARN, at.BucketARNUpdate)
			replace(&merged.FileKey, at.FileKeyUpdate)
			merged.ObjectVersion = at.ObjectVersionUpdate
			if merged.BucketARN == nil || merged.FileKey == nil {
				return "", content, fault.InvalidArgument("S3ContentLocationUpdate must name BucketARNUpdate and FileKeyUpdate: the application's code is not in S3")
			}
			content.s3 = merged
		}
		return contentType, content, nil
	}
	if location != nil {
		content.s3 = &model.S3ContentLocation{BucketARN: location.BucketARN, FileKey: location.FileKey, ObjectVersion: location.ObjectVersion}
	}
	return contentType, content, nil
}

// update writes the version, and for a running application the wish to run it. The operation is of the kind given; there is
// none for SQL-1_0.
func (s *Service) update(ctx context.Context, tx *store.Tx, a *lifecycle.Application, v *lifecycle.Version, kind lifecycle.OperationKind,
	run *model.RunConfigurationUpdate,
) (operationID string, err error) {
	running := a.Status() == lifecycle.StatusRunning
	var configuration lifecycle.RunConfiguration
	if running {
		if err := checkAutomaticSnapshot(ctx, tx, a); err != nil {
			return "", err
		}
		if run == nil {
			run = &model.RunConfigurationUpdate{}
		}
		if configuration, err = s.runConfiguration(ctx, tx, a, v.Runtime, run.ApplicationRestoreConfiguration, run.FlinkRunConfiguration); err != nil {
			return "", err
		}
	}
	if err := tx.CreateVersion(ctx, v); err != nil {
		return "", err
	}
	if running {
		return begin(ctx, tx, a, kind, lifecycle.Desired{
			Goal: lifecycle.GoalRun, VersionID: v.ID, RunConfiguration: &configuration, Via: lifecycle.StatusUpdating,
		}, v.UpdatedFrom, v.ID)
	}
	if v.Runtime == lifecycle.RuntimeSQL {
		return "", nil // there are no operations to look at
	}
	now := tx.Now()
	o := lifecycle.Operation{
		ID: lifecycle.NewOperationID(), ApplicationID: a.ID, Kind: kind, Status: lifecycle.OperationSuccessful,
		StartTime: now, EndTime: now, VersionFrom: v.UpdatedFrom, VersionTo: v.ID, Downtime: -1, RequestedBy: IdentityFrom(ctx).principal(),
	}
	return o.ID, tx.CreateOperation(ctx, &o)
}

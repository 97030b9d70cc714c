package apiserver

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/url"
	"time"

	"github.com/tink-crypto/tink-go/v2/tink"

	"github.com/penstock/penstock/access/policy"
	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/kms"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/snapshotstore"
	"github.com/penstock/penstock/store"
)

const (
	// transferRoot is where tickets are used.
	transferRoot = "/snapshot-transfers/"
	// transferUseWithin is how soon a transfer has to begin.
	transferUseWithin = 3 * time.Minute
	// PassphraseHeader has the passphrase of an archive, in base64.
	PassphraseHeader = "Penstock-Passphrase"

	actionExport = "ExportApplicationSnapshot"
	actionImport = "ImportApplicationSnapshot"
	actionVerify = "VerifyApplicationSnapshot"
)

// ticket lets whoever has it do one transfer.
type ticket struct {
	Action      string    `json:"a"`
	Application int64     `json:"i"`
	Snapshot    string    `json:"s"`
	Expires     time.Time `json:"e"`
	// Passphrase tells that an export has one.
	Passphrase bool `json:"p,omitempty"`
	// Source is what the archive of an import may be encrypted with.
	Source source `json:"f"`
	// Actor and Principal are who asked for it.
	Actor     string `json:"k"`
	Principal string `json:"u"`
	SourceIP  string `json:"h"`
	RequestID string `json:"r"`
}

// source is an application, and the key that wraps its data key in an archive.
type source struct {
	ApplicationARN string `json:"a,omitempty"`
	Provider       string `json:"p,omitempty"`
	Key            string `json:"k,omitempty"`
}

// transferDomain keeps what the root key has sealed for other purposes from being passed off as a ticket.
const transferDomain = "penstock snapshot transfer"

func (t *ticket) seal(key tink.AEAD) (string, error) {
	text, err := json.Marshal(t)
	if err != nil {
		return "", fmt.Errorf("write a ticket: %w", err)
	}
	sealed, err := key.Encrypt(text, []byte(transferDomain))
	if err != nil {
		return "", fmt.Errorf("seal a ticket: %w", err)
	}
	return base64.RawURLEncoding.EncodeToString(sealed), nil
}

// openTicket opens a ticket that is valid now.
func openTicket(key tink.AEAD, text string, now time.Time) (*ticket, bool) {
	sealed, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		return nil, false
	}
	plain, err := key.Decrypt(sealed, []byte(transferDomain))
	if err != nil {
		return nil, false
	}
	t := new(ticket)
	return t, json.Unmarshal(plain, t) == nil && now.Before(t.Expires)
}

// issue gives out the URL of a transfer.
func (s *Service) issue(ctx context.Context, a *lifecycle.Application, t ticket) (*string, error) {
	id := IdentityFrom(ctx)
	t.Application, t.Expires = a.ID, s.store.Now().Add(transferUseWithin)
	t.Actor, t.Principal, t.SourceIP, t.RequestID = id.AccessKeyID, id.principal(), id.SourceIP, id.RequestID
	sealed, err := t.seal(s.tickets)
	if err != nil {
		return nil, err
	}
	at := url.URL{Scheme: "http", Host: id.Host, Path: transferRoot + sealed}
	if id.Secure {
		at.Scheme = "https"
	}
	return new(at.String()), nil
}

// readableSnapshot finds a READY snapshot whose key the caller may open.
func (s *Service) readableSnapshot(ctx context.Context, application, name *string, action string, decrypt bool) (*lifecycle.Application, *lifecycle.Snapshot, error) {
	a, err := s.flinkApplication(ctx, application, action)
	if err != nil {
		return nil, nil, err
	}
	if s.snapshots == nil {
		return nil, nil, fault.Unsupported("This server cannot read snapshots.")
	}
	snapshot, err := s.store.Snapshot(ctx, a.ID, *name)
	if err != nil {
		return nil, nil, err
	}
	if snapshot.Status != lifecycle.SnapshotReady {
		return nil, nil, fault.InUse("Snapshot %s of application %s is %s: there is nothing to read", snapshot.Name, a.Name, snapshot.Status)
	}
	if decrypt {
		uses := keyUses{}
		uses.add(snapshot.Key, KeyOpens)
		if err := s.permit(ctx, application, uses); err != nil {
			return nil, nil, keyRefusal(err, false)
		}
	}
	return a, snapshot, nil
}

// VerifyApplicationSnapshot reads all files of a snapshot.
func (s *Service) VerifyApplicationSnapshot(ctx context.Context, in *model.VerifyApplicationSnapshotRequest) (*model.VerifyApplicationSnapshotResponse, error) {
	a, snapshot, err := s.readableSnapshot(ctx, in.ApplicationName, in.SnapshotName, actionVerify, true)
	if err != nil {
		return nil, err
	}
	if err := s.snapshots.Verify(ctx, a, snapshot); err != nil {
		return nil, keyRefusal(err, false)
	}
	r, err := s.namedSnapshotRecord(ctx, a, snapshot.Name)
	return &model.VerifyApplicationSnapshotResponse{SnapshotRecord: r}, err
}

// ExportApplicationSnapshot gives out the URL that an archive is downloaded from.
func (s *Service) ExportApplicationSnapshot(ctx context.Context, in *model.ExportApplicationSnapshotRequest) (*model.ExportApplicationSnapshotResponse, error) {
	passphrase := orZero(in.WithPassphrase)
	a, snapshot, err := s.readableSnapshot(ctx, in.ApplicationName, in.SnapshotName, actionExport, passphrase)
	if err != nil {
		return nil, err
	}
	at, err := s.issue(ctx, a, ticket{Action: actionExport, Snapshot: snapshot.Name, Passphrase: passphrase})
	if err != nil {
		return nil, err
	}
	err = s.store.InTx(ctx, func(tx *store.Tx) error {
		return audit(ctx, tx, actionExport, a.Name, "", map[string]any{"snapshot": snapshot.Name, "passphrase": passphrase})
	})
	return &model.ExportApplicationSnapshotResponse{DownloadUrl: at, SizeInBytes: &snapshot.Size}, err
}

// ImportApplicationSnapshot gives out the URL that an archive is uploaded to.
func (s *Service) ImportApplicationSnapshot(ctx context.Context, in *model.ImportApplicationSnapshotRequest) (*model.ImportApplicationSnapshotResponse, error) {
	a, err := s.flinkApplication(ctx, in.ApplicationName, actionImport)
	if err != nil {
		return nil, err
	}
	if s.snapshots == nil {
		return nil, fault.Unsupported("This server cannot write snapshots.")
	}
	if err := s.checkRoom(ctx, s.store.Reader, a, *in.SnapshotName); err != nil {
		return nil, err
	}
	from := source{orZero(in.SourceApplicationARN), orZero(in.SourceKeyProvider), orZero(in.SourceKeyARN)}
	if err := s.checkSource(ctx, a, from); err != nil {
		return nil, err
	}
	v, err := s.store.Version(ctx, a.ID, a.CurrentVersionID)
	if err != nil {
		return nil, err
	}
	uses := keyUses{}
	uses.add(v.Key, KeySeals)
	if err := s.permit(ctx, in.ApplicationName, uses); err != nil {
		return nil, keyRefusal(err, false)
	}
	at, err := s.issue(ctx, a, ticket{Action: actionImport, Snapshot: *in.SnapshotName, Source: from})
	return &model.ImportApplicationSnapshotResponse{UploadUrl: at}, err
}

// checkRoom refuses an import whose name is taken, or that would be one too many.
func (s *Service) checkRoom(ctx context.Context, r store.Reader, a *lifecycle.Application, name string) error {
	count, err := r.CountSnapshots(ctx, a.ID)
	if err != nil {
		return err
	}
	if most := s.quotas.SnapshotsPerApplication; most > 0 && count >= most {
		return fault.LimitExceeded("Application %s has %d snapshots already, which is the limit", a.Name, count)
	}
	_, err = r.Snapshot(ctx, a.ID, name)
	switch {
	case fault.Is(err, fault.NotFoundKind):
		return nil
	case err != nil:
		return err
	default:
		return fault.InUse("snapshot %s exists already", name)
	}
}

// checkSource refuses archives that the caller may not open: it takes the right to use the key that wraps their data key, and where that
// is the installation's own, the right to export from the application that they are of.
func (s *Service) checkSource(ctx context.Context, a *lifecycle.Application, from source) error {
	switch from.Provider {
	case "":
		return nil // in clear, or with a passphrase
	case kms.OwnedKey:
		if from.ApplicationARN == a.ARN() {
			return nil
		}
		id := IdentityFrom(ctx)
		action := "kinesisanalytics:" + actionExport
		verdict := id.Caller.Decide(policy.Request{Action: action, Resource: from.ApplicationARN, Context: newConditions(ctx, id, nil, nil)})
		if !verdict.Allowed() {
			return &keyRefusedError{
				fault.InvalidConfiguration("%s", id.Caller.Denied(verdict, action, from.ApplicationARN)), nil,
			}
		}
		return nil
	}
	if s.keys == nil {
		return fault.Unsupported("This server has no customer managed keys, and the archive is encrypted with %s.", from.Key)
	}
	err := s.keys.permit(ctx, IdentityFrom(ctx), from.ApplicationARN, lifecycle.Key{Provider: from.Provider, ARN: from.Key}, KeyOpens)
	return keyRefusal(err, false)
}

// check compares what an archive says of itself with what its upload was permitted for.
func (t *ticket) check(m *snapshotstore.Manifest) error {
	p := m.Protection
	if p == nil || p.Passphrase != nil {
		return nil
	}
	if got := (source{m.ApplicationARN, p.Provider, p.WrappingKey}); got != t.Source {
		return fault.InvalidArgument("The archive is of %s and encrypted with %s: ask for the upload with SourceApplicationARN, SourceKeyProvider and "+
			"SourceKeyARN as it has them", m.ApplicationARN, kms.Reference{Provider: p.Provider, KeyID: p.WrappingKey})
	}
	return nil
}

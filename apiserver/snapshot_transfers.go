package apiserver

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/tink-crypto/tink-go/v2/tink"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/snapshotstore"
	"github.com/penstock/penstock/store"
)

// transferStall is how long a client may take for the next piece of a transfer.
const transferStall = 2 * time.Minute

// Transfers are the downloads and uploads of archives of snapshots, by the URLs that operations gave out.
type Transfers struct {
	Store     *store.Store
	Snapshots *snapshotstore.Snapshots
	// Tickets opens what [ServiceConfig] Tickets sealed.
	Tickets tink.AEAD
	Quotas  Quotas
	Logger  *slog.Logger
}

// ServeHTTP does one transfer.
func (t *Transfers) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	id := newRequestID()
	w.Header().Set("X-Amzn-Requestid", id)
	w.Header().Set("Cache-Control", "no-store")
	ticket, ok := openTicket(t.Tickets, strings.TrimPrefix(r.URL.Path, transferRoot), t.Store.Now())
	wanted := map[string]string{actionExport: http.MethodGet, actionImport: http.MethodPut}
	if !ok || wanted[ticket.Action] != r.Method {
		writeProblem(w, id, failure{
			code: codeAccessDenied, restStatus: http.StatusForbidden,
			message: "The URL of the transfer is not valid, or not any more, or is asked with another method. Get another with " + actionExport + " or " + actionImport + ".",
		})
		return
	}
	secret, err := base64.StdEncoding.DecodeString(r.Header.Get(PassphraseHeader))
	if err == nil {
		ctx, cancel := context.WithCancel(r.Context())
		defer cancel()
		defer endWithServer(ctx, cancel)()
		err = t.transfer(ctx, w, r, ticket, string(secret))
	} else {
		err = fault.InvalidArgument("The header %s is not base64", PassphraseHeader)
	}
	if err == nil {
		return
	}
	t.Logger.WarnContext(r.Context(), "a transfer of a snapshot failed", "action", ticket.Action, "snapshot", ticket.Snapshot, "requestId", id, "error", err)
	var began *beganError
	if errors.As(err, &began) {
		panic(http.ErrAbortHandler) // the client must not take what it has for all
	}
	f := failureOf(noOperation, keyRefusal(err, false))
	w.Header().Set("X-Amzn-Errortype", string(f.code))
	writeProblem(w, id, f)
}

// beganError is an error after the first byte of an answer.
type beganError struct{ error }

func (e *beganError) Unwrap() error { return e.error }

func (t *Transfers) transfer(ctx context.Context, w http.ResponseWriter, r *http.Request, ticket *ticket, secret string) error {
	a, err := t.Store.ApplicationByID(ctx, ticket.Application)
	if err != nil {
		return err
	}
	if ticket.Action == actionImport {
		return t.upload(ctx, w, r, a, ticket, secret)
	}
	if ticket.Passphrase != (secret != "") {
		return fault.InvalidArgument("The download was asked for with WithPassphrase %v, and that takes the header %s accordingly", ticket.Passphrase, PassphraseHeader)
	}
	snapshot, err := t.Store.Snapshot(ctx, a.ID, ticket.Snapshot)
	if err != nil {
		return err
	}
	out := &download{w: w, control: http.NewResponseController(w)}
	err = t.Snapshots.Export(ctx, a, snapshot, secret, out)
	if err != nil && out.began {
		return &beganError{err}
	}
	return err
}

// download writes an answer piece by piece, for as long as the client takes them.
type download struct {
	w       http.ResponseWriter
	control *http.ResponseController
	began   bool
}

func (d *download) Write(p []byte) (int, error) {
	if !d.began {
		d.began = true
		d.w.Header().Set("Content-Type", "application/x-tar")
	}
	if err := d.control.SetWriteDeadline(time.Now().Add(transferStall)); err != nil && !errors.Is(err, http.ErrNotSupported) {
		return 0, fmt.Errorf("extend the time for an answer: %w", err)
	}
	return d.w.Write(p)
}

func (t *Transfers) upload(ctx context.Context, w http.ResponseWriter, r *http.Request, a *lifecycle.Application, ticket *ticket, secret string) error {
	in := snapshotstore.Import{Name: ticket.Snapshot, Secret: secret, Check: ticket.check}
	from := &upload{from: r.Body, control: http.NewResponseController(w)}
	err := t.Snapshots.Import(ctx, a, in, from, func(got *snapshotstore.Imported) error { return t.commit(ctx, a, ticket, got) })
	if err != nil {
		return err
	}
	if err := from.control.SetWriteDeadline(time.Now().Add(transferStall)); err != nil && !errors.Is(err, http.ErrNotSupported) {
		return fmt.Errorf("extend the time for an answer: %w", err)
	}
	write(w, http.StatusOK, jsonType, []byte("{}"))
	return nil
}

// upload reads a request piece by piece, for as long as the client sends them.
type upload struct {
	from    io.Reader
	control *http.ResponseController
}

func (u *upload) Read(p []byte) (int, error) {
	if err := u.control.SetReadDeadline(time.Now().Add(transferStall)); err != nil && !errors.Is(err, http.ErrNotSupported) {
		return 0, fmt.Errorf("extend the time for a request: %w", err)
	}
	return u.from.Read(p)
}

// commit makes an imported snapshot one of the application.
func (t *Transfers) commit(ctx context.Context, a *lifecycle.Application, ticket *ticket, got *snapshotstore.Imported) error {
	return t.Store.InTx(ctx, func(tx *store.Tx) error {
		a, err := tx.LockApplicationByID(ctx, a.ID)
		if err != nil {
			return err
		}
		if a.Status() == lifecycle.StatusDeleting {
			return fault.InUse("Application %s is being deleted", a.Name)
		}
		count, err := tx.CountSnapshots(ctx, a.ID)
		if err != nil {
			return err
		}
		if most := t.Quotas.SnapshotsPerApplication; most > 0 && count >= most {
			return fault.LimitExceeded("Application %s has %d snapshots already, which is the limit", a.Name, count)
		}
		now := tx.Now()
		o := lifecycle.Operation{
			ID: lifecycle.NewOperationID(), ApplicationID: a.ID, Kind: lifecycle.OperationImportSnapshot,
			Status: lifecycle.OperationInProgress, StartTime: now, RequestedBy: ticket.Principal,
		}
		if err := tx.CreateOperation(ctx, &o); err != nil {
			return err
		}
		got.Snapshot.OperationID = o.ID
		if err := tx.ImportSnapshot(ctx, got.Snapshot, got.DataKey); err != nil {
			return err
		}
		o.Status, o.EndTime, o.Downtime = lifecycle.OperationSuccessful, now, -1
		if err := tx.FinishOperation(ctx, &o); err != nil {
			return err
		}
		detail, err := json.Marshal(map[string]any{
			"snapshot": got.Snapshot.Name, "from": got.Manifest.ApplicationARN, "fromSnapshot": got.Manifest.SnapshotName, "size": got.Snapshot.Size,
		})
		if err != nil {
			return fmt.Errorf("audit an import: %w", err)
		}
		return tx.Audit(ctx, store.AuditEntry{
			AccountID: a.AccountID, Region: a.Region, Actor: ticket.Actor, Principal: ticket.Principal, SourceIP: ticket.SourceIP,
			RequestID: ticket.RequestID, Action: actionImport, Application: a.Name, Resource: a.ARN(), OperationID: o.ID, Detail: detail,
		})
	})
}

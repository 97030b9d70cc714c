package apiserver_test

import (
	"bytes"
	"encoding/base64"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/apiserver"
	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/store"
)

// transfers is a server of transfers, which others would have beside the API.
type transfers struct {
	*fixture
	server *httptest.Server
}

func newTransfers(t *testing.T) *transfers {
	t.Helper()
	f := newFixtureWith(t, apiserver.Quotas{SnapshotsPerApplication: 2})
	s := httptest.NewServer(&apiserver.Transfers{
		Store: f.store, Snapshots: f.snapshots.Snapshots, Tickets: f.snapshots.Root, Quotas: apiserver.Quotas{SnapshotsPerApplication: 2},
		Logger: slog.New(slog.DiscardHandler),
	})
	t.Cleanup(s.Close)
	return &transfers{f, s}
}

func (f *transfers) app(name string) *lifecycle.Application {
	f.Helper()
	a, err := f.store.Application(f.Context(), key(name))
	require.NoError(f, err)
	return a
}

// use uses the URL of a transfer.
func (f *transfers) use(method string, given *string, passphrase string, body []byte) (status int, answer string) {
	f.Helper()
	at, err := url.Parse(*given)
	require.NoError(f, err)
	r, err := http.NewRequestWithContext(f.Context(), method, f.server.URL+at.Path, bytes.NewReader(body))
	require.NoError(f, err)
	if passphrase != "" {
		r.Header.Set(apiserver.PassphraseHeader, base64.StdEncoding.EncodeToString([]byte(passphrase)))
	}
	response, err := f.server.Client().Do(r)
	require.NoError(f, err)
	defer response.Body.Close()
	content, err := io.ReadAll(response.Body)
	require.NoError(f, err)
	return response.StatusCode, string(content)
}

func (f *transfers) exported(application, snapshot string, passphrase bool) *string {
	f.Helper()
	out, err := f.api.ExportApplicationSnapshot(f.Context(), &model.ExportApplicationSnapshotRequest{
		ApplicationName: &application, SnapshotName: &snapshot, WithPassphrase: &passphrase,
	})
	require.NoError(f, err)
	require.Positive(f, *out.SizeInBytes)
	return out.DownloadUrl
}

func (f *transfers) asked(in *model.ImportApplicationSnapshotRequest) *string {
	f.Helper()
	out, err := f.api.ImportApplicationSnapshot(f.Context(), in)
	require.NoError(f, err)
	return out.UploadUrl
}

func TestTransfers_FromOneApplicationToAnother(t *testing.T) {
	t.Parallel()
	f := newTransfers(t)
	f.create("orders")
	f.create("billing")
	f.snapshots.Put(t, f.app("orders"), "kept", 1000, true)

	status, archive := f.use(http.MethodGet, f.exported("orders", "kept", true), "secret", nil)
	require.Equal(t, http.StatusOK, status)
	in := &model.ImportApplicationSnapshotRequest{ApplicationName: new("billing"), SnapshotName: new("taken")}
	at := f.asked(in)
	status, answer := f.use(http.MethodPut, at, "wrong", []byte(archive))
	require.Equal(t, http.StatusBadRequest, status)
	require.Contains(t, answer, "passphrase does not open it")
	status, answer = f.use(http.MethodPut, at, "secret", []byte(archive))
	require.Equal(t, http.StatusOK, status, answer)
	out, err := f.api.VerifyApplicationSnapshot(t.Context(), &model.VerifyApplicationSnapshotRequest{ApplicationName: new("billing"), SnapshotName: new("taken")})
	require.NoError(t, err)
	require.True(t, *out.SnapshotRecord.Verification.Intact)
	require.Equal(t, model.SnapshotOriginIMPORT, *out.SnapshotRecord.SnapshotOrigin)

	_, err = f.api.ImportApplicationSnapshot(t.Context(), in)
	requireCode(t, err, model.ResourceInUseException, "taken")
	status, answer = f.use(http.MethodPut, at, "secret", []byte(archive))
	require.Equal(t, http.StatusConflict, status, answer)

	// Without a passphrase it is as it is stored, and takes the right to export from where it is of.
	status, archive = f.use(http.MethodGet, f.exported("orders", "kept", false), "", nil)
	require.Equal(t, http.StatusOK, status)
	in.SnapshotName = new("second")
	status, answer = f.use(http.MethodPut, f.asked(in), "", []byte(archive))
	require.Equal(t, http.StatusBadRequest, status)
	require.Contains(t, answer, "SourceApplicationARN")
	in.SourceApplicationARN, in.SourceKeyProvider = new(f.app("orders").ARN()), new("AWS_OWNED_KEY")
	status, answer = f.use(http.MethodPut, f.asked(in), "", []byte(archive))
	require.Equal(t, http.StatusOK, status, answer)

	in.SnapshotName = new("third")
	_, err = f.api.ImportApplicationSnapshot(t.Context(), in)
	requireCode(t, err, model.LimitExceededException, "limit")
	audited, err := f.store.ListAudit(t.Context(), store.AuditQuery{Application: "billing", Action: "ImportApplicationSnapshot", ChangesOnly: true}, store.AuditCursor{}, 9)
	require.NoError(t, err)
	require.Len(t, audited, 2)
	require.NotEmpty(t, audited[0].Principal)
	require.Contains(t, string(audited[0].Detail), "orders")
}

func TestTransfers_TicketsAreForOneThing(t *testing.T) {
	t.Parallel()
	f := newTransfers(t)
	f.create("orders")
	f.snapshots.Put(t, f.app("orders"), "kept", 1000, false)
	at := f.exported("orders", "kept", false)
	for name, given := range map[string]string{
		"no ticket": "http://x/snapshot-transfers/", "none of ours": "http://x/snapshot-transfers/AAAA", "cut off": (*at)[:len(*at)-4],
	} {
		status, answer := f.use(http.MethodGet, &given, "", nil)
		require.Equal(t, http.StatusForbidden, status, name)
		require.Contains(t, answer, "not valid", name)
	}
	status, _ := f.use(http.MethodPut, at, "", nil)
	require.Equal(t, http.StatusForbidden, status, "what lets download does not let upload")
	status, answer := f.use(http.MethodGet, at, "secret", nil)
	require.Equal(t, http.StatusBadRequest, status, answer)
	status, archive := f.use(http.MethodGet, at, "", nil)
	require.Equal(t, http.StatusOK, status)
	require.True(t, strings.Contains(archive[:2048], "penstock-snapshot.json"))
}

// TestTransfers_BreakOff: a client that gets half of an archive is told so.
func TestTransfers_BreakOff(t *testing.T) {
	t.Parallel()
	f := newTransfers(t)
	f.create("orders")
	f.snapshots.Put(t, f.app("orders"), "kept", 10<<20, false)
	for _, path := range f.snapshots.Left(f.app("orders")) {
		if strings.HasSuffix(path, ".state") {
			content, err := os.ReadFile(path)
			require.NoError(t, err)
			content[len(content)-10] ^= 1
			require.NoError(t, os.WriteFile(path, content, 0o600))
		}
	}
	at, err := url.Parse(*f.exported("orders", "kept", true))
	require.NoError(t, err)
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, f.server.URL+at.Path, http.NoBody)
	require.NoError(t, err)
	r.Header.Set(apiserver.PassphraseHeader, "cw==")
	response, err := f.server.Client().Do(r)
	require.NoError(t, err)
	defer response.Body.Close()
	require.Equal(t, http.StatusOK, response.StatusCode)
	_, err = io.Copy(io.Discard, response.Body)
	require.ErrorIs(t, err, io.ErrUnexpectedEOF)
	out, err := f.api.VerifyApplicationSnapshot(t.Context(), &model.VerifyApplicationSnapshotRequest{ApplicationName: new("orders"), SnapshotName: new("kept")})
	require.NoError(t, err)
	require.False(t, *out.SnapshotRecord.Verification.Intact)
	require.Contains(t, *out.SnapshotRecord.Verification.Message, ".state")
}

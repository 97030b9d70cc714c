package apiserver_test

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/access"
	"github.com/penstock/penstock/apiserver"
	"github.com/penstock/penstock/apiserver/client"
	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/apiserver/sigv4"
	"github.com/penstock/penstock/codestore/codestoretest"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/snapshotstore/snapshotstoretest"
	"github.com/penstock/penstock/store"
	"github.com/penstock/penstock/store/storetest"
)

const (
	account  = "123456789012"
	stranger = "210987654321"
	region   = "eu-west-1"
	role     = "arn:aws:iam::123456789012:role/flights"
	script   = "INSERT INTO hot_spots SELECT * FROM flights"
)

// keys are the access keys that the tests' servers know, by id.
var keys = map[string]*access.Caller{
	"AKIDOWNER":    root(account, "AKIDOWNER", "owner's secret"),
	"AKIDSTRANGER": root(stranger, "AKIDSTRANGER", "stranger's secret"),
}

// root is the root of an account, with a key.
func root(accountID, keyID, secret string) *access.Caller {
	return &access.Caller{Principal: access.Principal{Kind: access.Root, AccountID: accountID, ID: accountID}, AccessKeyID: keyID, Secret: secret}
}

func lookup(_ context.Context, id, _ string) (*access.Caller, error) {
	if k, ok := keys[id]; ok {
		return k, nil
	}
	return nil, sigv4.ErrUnknownKey
}

// fixture is a server on a database of its own, and a client of it.
type fixture struct {
	testing.TB

	store       *store.Store
	databaseURL string
	events      *store.EventHub
	validator   *validator
	objects     objects
	snapshots   *snapshotstoretest.Files
	handler     *apiserver.Service
	server      *httptest.Server
	api         *client.Client
}

func newFixture(t testing.TB) *fixture { return newFixtureWith(t, apiserver.DefaultQuotas()) }

func newFixtureWith(t testing.TB, quotas apiserver.Quotas) *fixture {
	return newFixtureOn(t, storetest.URL(t), quotas)
}

func newFixtureOn(t testing.TB, databaseURL string, quotas apiserver.Quotas) *fixture {
	f := &fixture{TB: t, store: storetest.OpenURL(t, databaseURL), databaseURL: databaseURL, validator: &validator{}, objects: objects{}}
	f.events = f.store.NewEventHub(slog.New(slog.DiscardHandler))
	listening, stop := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		f.events.Run(listening)
	}()
	t.Cleanup(func() {
		stop()
		<-ended
	})
	f.snapshots = snapshotstoretest.New(t, f.store)
	f.handler = apiserver.NewService(apiserver.ServiceConfig{
		Snapshots: f.snapshots.Snapshots, Tickets: f.snapshots.Root,
		Events: f.events, Store: f.store, Code: codestoretest.New(t, f.store), Validator: f.validator, Objects: f.objects, Quotas: quotas,
	})
	f.server = serve(t, f.handler)
	f.api = f.as("AKIDOWNER", region)
	return f
}

// serve serves a handler, as the real server does but for the changes, until the test ends.
func serve(t testing.TB, handler model.Handler, changes ...func(*http.Server)) *httptest.Server {
	logger := slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelWarn}))
	s := httptest.NewUnstartedServer(nil)
	api := apiserver.New(apiserver.Config{
		Handler: handler, Logger: logger, Contract: []byte("openapi: 3.0.3\n"),
		Verifier: &sigv4.Verifier{Service: "kinesisanalytics", Lookup: lookup},
		Ready:    func(context.Context) error { return nil },
	})
	s.Config = apiserver.HTTPServer(apiserver.OnlyDeclared(t, api), logger)
	for _, change := range changes {
		change(s.Config)
	}
	s.Start()
	t.Cleanup(s.Close)
	return s
}

// owner is the context of a request that does not come over a connection.
func (f *fixture) owner() context.Context {
	return apiserver.WithIdentity(f.Context(), apiserver.Identity{AccountID: account, Region: region})
}

// as is a client with an access key, of a region.
func (f *fixture) as(accessKeyID, region string) *client.Client {
	f.Helper()
	c, err := client.New(client.Config{
		Endpoint: f.server.URL, Region: region, AccessKeyID: accessKeyID, SecretAccessKey: keys[accessKeyID].Secret,
		HTTPClient: f.server.Client(),
	})
	require.NoError(f, err)
	return c
}

// key is what the store names an application of the owner by.
func key(name string) store.ApplicationKey {
	return store.ApplicationKey{AccountID: account, Region: region, Name: name}
}

// newApplication is a request for an application with a script.
func newApplication(name string) *model.CreateApplicationRequest {
	return &model.CreateApplicationRequest{
		ApplicationName: &name, RuntimeEnvironment: new(model.RuntimeEnvironmentFLINK_1_20), ServiceExecutionRole: new(role),
		ApplicationConfiguration: &model.ApplicationConfiguration{ApplicationCodeConfiguration: textCode(script)},
	}
}

func textCode(text string) *model.ApplicationCodeConfiguration {
	return &model.ApplicationCodeConfiguration{
		CodeContentType: new(model.CodeContentTypePLAINTEXT), CodeContent: &model.CodeContent{TextContent: &text},
	}
}

// create makes an application with a script.
func (f *fixture) create(name string) *model.ApplicationDetail {
	f.Helper()
	out, err := f.api.CreateApplication(f.Context(), newApplication(name))
	require.NoError(f, err)
	return out.ApplicationDetail
}

func (f *fixture) describe(name string) *model.ApplicationDetail {
	f.Helper()
	out, err := f.api.DescribeApplication(f.Context(), &model.DescribeApplicationRequest{ApplicationName: &name})
	require.NoError(f, err)
	return out.ApplicationDetail
}

func (f *fixture) status(name string) model.ApplicationStatus {
	f.Helper()
	return *f.describe(name).ApplicationStatus
}

func (f *fixture) start(name string) {
	f.Helper()
	_, err := f.api.StartApplication(f.Context(), &model.StartApplicationRequest{ApplicationName: &name})
	require.NoError(f, err)
}

// run starts an application and lets it run.
func (f *fixture) run(name string) {
	f.Helper()
	f.start(name)
	f.settle(name, lifecycle.StatusRunning)
}

// settle is the reconciler: it takes up what is wanted and arrives at the status.
func (f *fixture) settle(name string, status lifecycle.Status) {
	f.Helper()
	f.reconcile(name, func(tx *store.Tx, a *lifecycle.Application, o *lifecycle.Observed) {
		o.Status = status
		switch status {
		case lifecycle.StatusRunning:
			o.DeployedVersionID, o.RunConfiguration, o.Parallelism = a.Desired.VersionID, a.Desired.RunConfiguration, 1
			o.JobPlan = `{"jid":"00000000000000000000000000000001","name":"` + name + `","nodes":[]}`
		case lifecycle.StatusReady:
			o.DeployedVersionID, o.RunConfiguration, o.Parallelism = 0, nil, 0
		}
		if status.Transient() || a.Desired.OperationID == "" {
			return
		}
		if status == lifecycle.StatusRunning {
			require.NoError(f, tx.MarkDeployed(f.Context(), a.ID, a.Desired.VersionID))
		}
		err := tx.FinishOperation(f.Context(), &lifecycle.Operation{
			ID: a.Desired.OperationID, Status: lifecycle.OperationSuccessful, EndTime: time.Now(), Downtime: -1,
		})
		if !errors.Is(err, store.ErrOperationEnded) {
			require.NoError(f, err)
		}
	})
}

// reconcile changes what is observed of an application, holding its lease.
func (f *fixture) reconcile(name string, change func(*store.Tx, *lifecycle.Application, *lifecycle.Observed)) {
	f.Helper()
	leases, err := f.store.ClaimDue(f.Context(), "test", 1000, time.Hour)
	require.NoError(f, err)
	found := false
	for _, lease := range leases {
		require.NoError(f, f.store.InTx(f.Context(), func(tx *store.Tx) error {
			a, err := tx.Hold(f.Context(), lease)
			if err != nil || a.Name != name {
				return err
			}
			found = true
			o := a.Observed
			o.Generation = a.Desired.Generation
			change(tx, a, &o)
			return tx.WriteObserved(f.Context(), lease, o)
		}))
		require.NoError(f, f.store.ReleaseLease(f.Context(), lease, 0))
	}
	require.True(f, found, "application %s is not due", name)
}

// putSnapshot makes a READY snapshot as if a job had written it on request.
func (f *fixture) putSnapshot(name, snapshot, runtime string) {
	f.Helper()
	f.putSnapshotOf(name, snapshot, runtime, false)
}

// putSnapshotBy is putSnapshot of one that the job of a version wrote.
func (f *fixture) putSnapshotBy(name, snapshot string, version int64) {
	f.Helper()
	f.putReady(name, &lifecycle.Snapshot{Name: snapshot, VersionID: version, Runtime: "FLINK-1_20"})
}

// putSnapshotOf is putSnapshot of one that an operation may have taken by itself.
func (f *fixture) putSnapshotOf(name, snapshot, runtime string, automatic bool) {
	f.Helper()
	f.putReady(name, &lifecycle.Snapshot{Name: snapshot, VersionID: 1, Runtime: runtime, Automatic: automatic})
}

func (f *fixture) putReady(name string, s *lifecycle.Snapshot) {
	f.Helper()
	a, err := f.store.Application(f.Context(), key(name))
	require.NoError(f, err)
	require.NoError(f, f.store.InTx(f.Context(), func(tx *store.Tx) error {
		s.ApplicationID, s.Status, s.CreateTime, s.KeyType = a.ID, lifecycle.SnapshotCreating, time.Now(), lifecycle.KeyTypeOwned
		if err := tx.CreateSnapshot(f.Context(), s); err != nil {
			return err
		}
		return tx.CompleteSnapshot(f.Context(), a.ID, s.Name, json.RawMessage(`{"uri":"file:///snapshots/1"}`), 1)
	}))
}

// requireCode checks that an error is an answer of the server, of the code and with the words in its message.
func requireCode(t testing.TB, err error, code model.ErrorCode, words ...string) {
	t.Helper()
	var answer *client.Error
	require.ErrorAs(t, err, &answer)
	require.Equal(t, code, answer.Code, answer.Message)
	require.NotEmpty(t, answer.RequestID)
	for _, w := range words {
		require.Contains(t, answer.Message, w)
	}
}

// validator finds a fault in every script with the word BROKEN.
type validator struct {
	mu         sync.Mutex
	calls      int
	properties map[string]map[string]string
}

func (v *validator) ValidateCode(ctx context.Context, _ string, code apiserver.CodeSource, properties map[string]map[string]string) error {
	v.mu.Lock()
	v.calls++
	v.properties = properties
	v.mu.Unlock()
	content, err := code.Open(ctx)
	if err != nil {
		return err
	}
	defer content.Close()
	text, err := io.ReadAll(content)
	if err != nil {
		return err
	}
	if int64(len(text)) != code.Size {
		return fmt.Errorf("the code has %d bytes, not %d", len(text), code.Size)
	}
	for i, line := range strings.Split(string(text), "\n") {
		if column := strings.Index(line, "BROKEN"); column >= 0 {
			return fault.CodeValidation("line %d, column %d: BROKEN is not expected here", i+1, column+1)
		}
	}
	return nil
}

func (v *validator) count() int {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.calls
}

// objects is S3: content by bucket ARN and key.
type objects map[string]func() (io.ReadCloser, error)

func (o objects) OpenObject(_ context.Context, _, bucketARN, key, version string) (io.ReadCloser, error) {
	if open, ok := o[bucketARN+"/"+key+version]; ok {
		return open()
	}
	return nil, fault.InvalidArgument("Please check the role provided or validity of S3 location you provided. %s in %s", key, bucketARN)
}

func (o objects) put(bucketARN, key string, content []byte) {
	o[bucketARN+"/"+key] = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(content)), nil }
}

// jar is a package with the content in it.
func jar(t testing.TB, content string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.CreateHeader(&zip.FileHeader{Name: "Main.class"})
	require.NoError(t, err)
	_, err = io.WriteString(w, content)
	require.NoError(t, err)
	require.NoError(t, z.Close())
	return b.Bytes()
}

// signed is a signed request: of AWS JSON where a target is given, otherwise of REST.
func signed(t testing.TB, method, url, target, body string) *http.Request {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	require.NoError(t, err)
	if target != "" {
		r.Header.Set("X-Amz-Target", "KinesisAnalytics_20180523."+target)
		r.Header.Set("Content-Type", "application/x-amz-json-1.1")
	}
	sum := sha256.Sum256([]byte(body))
	require.NoError(t, v4.NewSigner().SignHTTP(t.Context(),
		aws.Credentials{AccessKeyID: "AKIDOWNER", SecretAccessKey: keys["AKIDOWNER"].Secret}, r,
		hex.EncodeToString(sum[:]), "kinesisanalytics", region, time.Now()))
	return r
}

// answer is what came back.
type answer struct {
	status int
	header http.Header
	body   string
}

// send sends a request and reads its answer.
func send(t testing.TB, s *httptest.Server, r *http.Request) answer {
	t.Helper()
	response, err := s.Client().Do(r)
	require.NoError(t, err)
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	return answer{response.StatusCode, response.Header, string(body)}
}

// failure is the name and the message of an error in either protocol.
func (a answer) failure(t testing.TB) (code, message string) {
	t.Helper()
	var told struct {
		AWS     string `json:"__type"`
		Message string `json:"message"`
		REST    string `json:"title"`
		Detail  string `json:"detail"`
	}
	require.NoError(t, json.Unmarshal([]byte(a.body), &told), a.body)
	require.Equal(t, told.AWS+told.REST, a.header.Get("X-Amzn-Errortype"))
	require.NotEmpty(t, a.header.Get("X-Amzn-Requestid"))
	return told.AWS + told.REST, told.Message + told.Detail
}

package apiserver

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	signer "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/access"
	"github.com/penstock/penstock/apiserver/sigv4"
	"github.com/penstock/penstock/codestore/codestoretest"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/store"
	"github.com/penstock/penstock/store/storetest"
)

const (
	account   = "123456789012"
	region    = "eu-west-1"
	keyID     = "AKIDEXAMPLE"
	secretKey = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
	// term is longer than any test.
	term = time.Hour
)

// stage is the whole API on a real Postgres, with nobody who acts on what is wanted: tests do that by hand.
type stage struct {
	testing.TB
	store *store.Store
	// objects is S3: content by bucket/key.
	objects objects
	url     string
	metrics *prometheus.Registry
	log     *bytes.Buffer
}

func newStage(t testing.TB) *stage {
	f := &stage{TB: t, store: storetest.Open(t), objects: objects{}, metrics: prometheus.NewRegistry(), log: &bytes.Buffer{}}
	logger := slog.New(slog.NewTextHandler(f.log, nil))
	quotas := DefaultQuotas()
	quotas.Applications, quotas.SnapshotsPerApplication, quotas.TagsPerApplication = 4, 3, 3
	server := httptest.NewUnstartedServer(OnlyDeclared(t, New(Config{
		Handler: NewService(ServiceConfig{
			Store: f.store, Code: codestoretest.New(t, f.store), Validator: validator{}, Objects: f.objects,
			Quotas: quotas,
		}),
		Verifier: verifier(time.Now), Ready: f.store.Ping, Contract: []byte("openapi: 3.0.3\n"), Metrics: f.metrics, Logger: logger,
	})))
	server.Config = HTTPServer(server.Config.Handler, logger)
	server.Start()
	t.Cleanup(server.Close)
	f.url = server.URL
	return f
}

func verifier(now func() time.Time) *sigv4.Verifier {
	return &sigv4.Verifier{Service: "kinesisanalytics", Now: now, Lookup: func(_ context.Context, id, _ string) (*access.Caller, error) {
		if id != keyID {
			return nil, sigv4.ErrUnknownKey
		}
		return &access.Caller{
			Principal: access.Principal{Kind: access.Root, AccountID: account, ID: account}, AccessKeyID: keyID, Secret: secretKey,
		}, nil
	}}
}

// sign signs a request as the AWS SDK does.
func sign(t testing.TB, r *http.Request, body string) {
	t.Helper()
	sum := sha256.Sum256([]byte(body))
	credentials := aws.Credentials{AccessKeyID: keyID, SecretAccessKey: secretKey}
	require.NoError(t, signer.NewSigner().SignHTTP(t.Context(), credentials, r, hex.EncodeToString(sum[:]), "kinesisanalytics", region, time.Now()))
}

// validator finds the word WRONG in code, and the property of that name. No engine runs what has the word JAR.
type validator struct{}

func (validator) ValidateCode(ctx context.Context, _ string, code CodeSource, properties map[string]map[string]string) error {
	r, err := code.Open(ctx)
	if err != nil {
		return err
	}
	defer r.Close()
	content, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	if int64(len(content)) != code.Size {
		return errors.New("the size is not that of the code")
	}
	if strings.Contains(string(content), "JAR") {
		return fault.Unsupported("There is no Flink here").Because(ErrNoEngine)
	}
	if strings.Contains(string(content), "WRONG") || properties["WRONG"] != nil {
		return fault.CodeValidation("line 1, column 1: WRONG is not a statement")
	}
	return nil
}

// objects are S3's, by bucket/key.
type objects map[string]string

func (o objects) OpenObject(_ context.Context, _, bucketARN, key, version string) (io.ReadCloser, error) {
	content, ok := o[strings.TrimPrefix(bucketARN, "arn:aws:s3:::")+"/"+key+version]
	if !ok {
		return nil, fault.InvalidArgument("Please check the role provided or validity of S3 location you provided. There is no %s", key)
	}
	return io.NopCloser(strings.NewReader(content)), nil
}

// zipOf is a ZIP with one file.
func zipOf(t testing.TB, name, content string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create(name)
	require.NoError(t, err)
	_, err = io.WriteString(w, content)
	require.NoError(t, err)
	require.NoError(t, z.Close())
	return b.Bytes()
}

func (f *stage) application(name string) *lifecycle.Application {
	f.Helper()
	a, err := f.store.Application(f.Context(), store.ApplicationKey{AccountID: account, Region: region, Name: name})
	require.NoError(f, err)
	return a
}

// become does what the reconciler would: it takes up what is wanted, and the application is in the status. Where that is a
// status that lasts, the operation was successful.
func (f *stage) become(name string, status lifecycle.Status) {
	f.Helper()
	a := f.application(name)
	f.working(a.ID, func(lease store.Lease) {
		require.NoError(f, f.store.InTx(f.Context(), func(tx *store.Tx) error {
			o := lifecycle.Observed{Status: status, Generation: a.Desired.Generation}
			if a.Desired.Goal == lifecycle.GoalRun {
				o.DeployedVersionID, o.RunConfiguration, o.Parallelism = a.Desired.VersionID, a.Desired.RunConfiguration, 1
				o.JobPlan = `{"jid":"0","name":"` + name + `","nodes":[]}`
			}
			if err := tx.WriteObserved(f.Context(), lease, o); err != nil || status.Transient() || a.Desired.OperationID == "" {
				return err
			}
			return tx.FinishOperation(f.Context(), &lifecycle.Operation{
				ID: a.Desired.OperationID, Status: lifecycle.OperationSuccessful, EndTime: time.Now(), Downtime: -1,
			})
		}))
	})
}

// complete makes a snapshot READY, as the reconciler would.
func (f *stage) complete(application, snapshot string) {
	f.Helper()
	require.NoError(f, f.store.InTx(f.Context(), func(tx *store.Tx) error {
		return tx.CompleteSnapshot(f.Context(), f.application(application).ID, snapshot, []byte(`{}`), 1)
	}))
}

// vanish removes an application that is wanted gone, as the reconciler would.
func (f *stage) vanish(name string) {
	f.Helper()
	f.working(f.application(name).ID, func(lease store.Lease) {
		require.NoError(f, f.store.InTx(f.Context(), func(tx *store.Tx) error { return tx.DeleteApplication(f.Context(), lease) }))
	})
}

// working runs do with a lease of the application.
func (f *stage) working(id int64, do func(store.Lease)) {
	f.Helper()
	require.NoError(f, f.store.InTx(f.Context(), func(tx *store.Tx) error { return tx.Wake(f.Context(), id) }))
	leases, err := f.store.ClaimDue(f.Context(), f.Name(), 10, term)
	require.NoError(f, err)
	done := false
	for _, lease := range leases {
		if lease.ApplicationID == id {
			do(lease)
			done = true
		}
		require.NoError(f, f.store.ReleaseLease(f.Context(), lease, term))
	}
	require.True(f, done, "the application is not due")
}

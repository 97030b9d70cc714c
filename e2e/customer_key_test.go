package e2e

import (
	"errors"
	"net/http"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2/types"
	sdkkms "github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/aws/smithy-go"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/awstest"
	"github.com/penstock/penstock/kms/kmstest"
)

// keyed is a server with customer managed keys, and whatever has the keys.
type keyed struct {
	*server

	kms *sdkkms.Client
	// account is the one that keys are in.
	account string
	// deletesAll deletes all keys of an AWS KMS, as if they had waited for it; nil for the server's own key service.
	deletesAll func()
}

// serviceKeys are the keys of a server's own key service.
func serviceKeys(s *server) *keyed {
	s.Helper()
	return &keyed{s, sdkkms.NewFromConfig(s.config()), "000000000000", nil}
}

// forgetAllKeys has a moto_server forget everything.
func forgetAllKeys(t *testing.T, moto string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, moto+"/moto-api/reset", nil)
	require.NoError(t, err)
	response, err := http.DefaultClient.Do(request)
	require.NoError(t, err)
	defer response.Body.Close()
	require.Equal(t, http.StatusOK, response.StatusCode)
}

// withKeys runs a test with the keys of the server's key service, and with those of AWS KMS. The servers get the arguments, too.
func withKeys(t *testing.T, test func(k *keyed), arguments ...string) {
	t.Run("key service", func(t *testing.T) {
		t.Parallel()
		s := newServer(t, arguments...)
		s.start()
		test(serviceKeys(s))
	})
	t.Run("AWS KMS", func(t *testing.T) {
		t.Parallel()
		moto := awstest.Moto(t)
		s := newServer(t, append([]string{"--kms-provider", "aws", "--kms-endpoint", moto}, arguments...)...)
		s.environment = []string{"AWS_ACCESS_KEY_ID=test", "AWS_SECRET_ACCESS_KEY=test"}
		s.start()
		client := sdkkms.New(sdkkms.Options{
			Region: "us-east-1", BaseEndpoint: &moto, Credentials: credentials.NewStaticCredentialsProvider("test", "test", ""),
		})
		test(&keyed{s, client, "123456789012", func() { forgetAllKeys(t, moto) }})
	})
}

// newKey makes a key that the service may use, and returns its ARN.
func (k *keyed) newKey() string {
	k.Helper()
	out, err := k.kms.CreateKey(k.Context(), &sdkkms.CreateKeyInput{Policy: aws.String(kmstest.OpenKeyPolicy(k.account))})
	require.NoError(k, err)
	return *out.KeyMetadata.Arn
}

// keyID is the id of a key: moto does not know the ARN of one everywhere.
func keyID(arn string) *string {
	_, id, _ := strings.Cut(arn, "/")
	return &id
}

func (k *keyed) disable(arn string) {
	k.Helper()
	_, err := k.kms.DisableKey(k.Context(), &sdkkms.DisableKeyInput{KeyId: keyID(arn)})
	require.NoError(k, err)
}

func (k *keyed) enable(arn string) {
	k.Helper()
	_, err := k.kms.EnableKey(k.Context(), &sdkkms.EnableKeyInput{KeyId: keyID(arn)})
	require.NoError(k, err)
}

// toKey is an update to a key; an empty one is the installation's.
func toKey(keyID string) *types.ApplicationConfigurationUpdate {
	u := &types.ApplicationEncryptionConfigurationUpdate{KeyTypeUpdate: types.KeyTypeAwsOwnedKey}
	if keyID != "" {
		u = &types.ApplicationEncryptionConfigurationUpdate{KeyTypeUpdate: types.KeyTypeCustomerManagedKey, KeyIdUpdate: &keyID}
	}
	return &types.ApplicationConfigurationUpdate{ApplicationEncryptionConfigurationUpdate: u}
}

// changes updates a running application and waits until it runs again.
func (k *keyed) changes(name string, u *types.ApplicationConfigurationUpdate) {
	k.Helper()
	o := k.outcome(name, k.change(name, u, nil))
	require.Equal(k, types.OperationStatusSuccessful, o.OperationStatus, reason(o))
}

// refused is the code and the words of what was refused.
func (k *keyed) refused(err error, code string, words ...string) {
	k.Helper()
	var refusal smithy.APIError
	require.True(k, errors.As(err, &refusal), "%v", err)
	require.Equal(k, code, refusal.ErrorCode(), refusal.ErrorMessage())
	for _, w := range words {
		require.Contains(k, refusal.ErrorMessage(), w)
	}
}

// tries sends an update that may be refused.
func (k *keyed) tries(name string, u *types.ApplicationConfigurationUpdate) error {
	ctx, cancel := within(k.T)
	defer cancel()
	_, err := k.api.UpdateApplication(ctx, &kinesisanalyticsv2.UpdateApplicationInput{
		ApplicationName: &name, CurrentApplicationVersionId: k.describe(name).ApplicationVersionId, ApplicationConfigurationUpdate: u,
	})
	return err
}

func (k *keyed) stops(name string, force bool) error {
	ctx, cancel := within(k.T)
	defer cancel()
	_, err := k.api.StopApplication(ctx, &kinesisanalyticsv2.StopApplicationInput{ApplicationName: &name, Force: &force})
	return err
}

func (k *keyed) starts(name, snapshot string) error {
	ctx, cancel := within(k.T)
	defer cancel()
	in := &kinesisanalyticsv2.StartApplicationInput{ApplicationName: &name}
	if snapshot != "" {
		in.RunConfiguration = &types.RunConfiguration{ApplicationRestoreConfiguration: &types.ApplicationRestoreConfiguration{
			ApplicationRestoreType: types.ApplicationRestoreTypeRestoreFromCustomSnapshot, SnapshotName: &snapshot,
		}}
	}
	_, err := k.api.StartApplication(ctx, in)
	return err
}

func (k *keyed) snapshots(name, snapshot string) error {
	ctx, cancel := within(k.T)
	defer cancel()
	_, err := k.api.CreateApplicationSnapshot(ctx, &kinesisanalyticsv2.CreateApplicationSnapshotInput{ApplicationName: &name, SnapshotName: &snapshot})
	return err
}

// takes takes a snapshot and waits for it.
func (k *keyed) takes(name, snapshot string) {
	k.Helper()
	require.NoError(k, k.snapshots(name, snapshot))
	eventually(k, "snapshot "+snapshot+" is ready", func() bool {
		out, err := k.api.DescribeApplicationSnapshot(k.Context(), &kinesisanalyticsv2.DescribeApplicationSnapshotInput{ApplicationName: &name, SnapshotName: &snapshot})
		require.NoError(k, err)
		require.NotEqual(k, types.SnapshotStatusFailed, out.SnapshotDetails.SnapshotStatus)
		return out.SnapshotDetails.SnapshotStatus == types.SnapshotStatusReady
	})
}

// sealed are the keys of the application's snapshots, oldest first; empty is the installation's.
func (k *keyed) sealed(name string) (keys []string) {
	k.Helper()
	out, err := k.api.ListApplicationSnapshots(k.Context(), &kinesisanalyticsv2.ListApplicationSnapshotsInput{ApplicationName: &name})
	require.NoError(k, err)
	for _, s := range out.SnapshotSummaries {
		e := s.ApplicationEncryptionConfigurationDescription
		require.Equal(k, e.KeyId != nil, e.KeyType == types.KeyTypeCustomerManagedKey)
		keys = append(keys, aws.ToString(e.KeyId))
	}
	return keys
}

// processes waits until all events were copied, each once, and looks that it stays so.
func (f *feed) processes(output string, n int) {
	f.Helper()
	eventually(f, "all events are copied", func() bool { return len(lines(f.T, filepath.Join(output, "copies"))) >= n })
	require.Len(f, lines(f.T, filepath.Join(output, "copies")), n)
}

// An application comes to a key, changes it, and leaves it: each time its state goes along, the snapshot before is sealed with what it
// had, and those after with what it has.
func TestCustomerKeys(t *testing.T) {
	t.Parallel()
	withKeys(t, func(k *keyed) {
		f, out := newFeed(k.T), filepath.Join(shortDir(k.T), "out")
		k.create("orders", script, f.properties(out))
		f.add(50)
		k.run("orders")
		first, second := k.newKey(), k.newKey()

		k.changes("orders", toKey(first))
		require.Equal(k, []string{""}, k.sealed("orders"), "the snapshot of the update is still under the old key")
		f.add(50)
		f.processes(out, 100)
		k.takes("orders", "by-first")
		_, err := k.kms.CreateAlias(k.Context(), &sdkkms.CreateAliasInput{AliasName: aws.String("alias/orders"), TargetKeyId: keyID(second)})
		require.NoError(k, err)
		k.changes("orders", toKey("alias/orders"))
		e := k.describe("orders").ApplicationConfigurationDescription.ApplicationEncryptionConfigurationDescription
		require.Equal(k, "alias/orders", *e.KeyId, "it is told as it was given")
		k.takes("orders", "by-second")
		require.Equal(k, []string{"", first, first, second}, k.sealed("orders"))
		f.add(50)
		f.processes(out, 150)

		// What was rotated takes effect at the restart, and what was encrypted before stays readable.
		_, err = k.kms.RotateKeyOnDemand(k.Context(), &sdkkms.RotateKeyOnDemandInput{KeyId: keyID(second)})
		require.NoError(k, err)
		k.stopGracefully("orders")
		require.NoError(k, k.starts("orders", ""))
		k.await("orders", types.ApplicationStatusRunning)
		f.add(50)
		f.processes(out, 200)

		// Back to the installation's own key takes the one that is left, too.
		k.disable(second)
		k.refused(k.tries("orders", toKey("")), "InvalidArgumentException", second, "Enable it and try again")
		k.enable(second)
		k.changes("orders", toKey(""))
		k.disable(first)
		k.disable(second)
		k.stopGracefully("orders")
		require.NoError(k, k.starts("orders", ""), "it is free of them")
		k.await("orders", types.ApplicationStatusRunning)
		f.add(50)
		f.processes(out, 250)

		// An old snapshot takes its own key.
		require.NoError(k, k.stops("orders", true))
		k.await("orders", types.ApplicationStatusReady)
		k.refused(k.starts("orders", "by-first"), "InvalidApplicationConfigurationException", first, "kms:Decrypt", "Enable it and try again")
		k.enable(first)
		require.NoError(k, k.starts("orders", "by-first"))
		k.await("orders", types.ApplicationStatusRunning)
	})
}

// A running job goes on without its key. What needs the key says so and changes nothing; enabling the key and trying again is all it takes.
func TestCustomerKeys_disabled(t *testing.T) {
	t.Parallel()
	withKeys(t, func(k *keyed) {
		f, out := newFeed(k.T), filepath.Join(shortDir(k.T), "out")
		k.create("orders", script, f.properties(out))
		old, key := k.newKey(), k.newKey()
		require.NoError(k, k.tries("orders", toKey(old)))
		k.disable(old)
		k.refused(k.starts("orders", ""), "InvalidApplicationConfigurationException", old, "Enable it and try again")
		require.Equal(k, types.ApplicationStatusReady, k.describe("orders").ApplicationStatus)
		k.enable(old)
		f.add(50)
		k.run("orders")
		f.processes(out, 50)
		k.changes("orders", toKey(key))

		k.disable(old)
		ctx, cancel := within(k.T)
		defer cancel()
		rollback := func() error {
			_, err := k.api.RollbackApplication(ctx, &kinesisanalyticsv2.RollbackApplicationInput{
				ApplicationName: aws.String("orders"), CurrentApplicationVersionId: k.describe("orders").ApplicationVersionId,
			})
			return err
		}
		k.refused(rollback(), "InvalidRequestException", old, "Enable it and try again")
		k.disable(key)
		f.add(50)
		f.processes(out, 100)
		for what, err := range map[string]error{
			"stop": k.stops("orders", false), "snapshot": k.snapshots("orders", "s1"),
			"update": k.tries("orders", &types.ApplicationConfigurationUpdate{EnvironmentPropertyUpdates: propertiesOf(f.properties(out), 1)}),
		} {
			k.refused(err, "InvalidApplicationConfigurationException", key, "Enable it and try again")
			k.Log(what, err)
		}
		require.Equal(k, types.ApplicationStatusRunning, k.describe("orders").ApplicationStatus)

		// A cluster that dies is not replaced before the key can be used, and then the job goes on where it was.
		k.awaitCheckpoint()
		dead := k.cluster()
		k.killsCluster(dead)
		f.add(50)
		eventually(k, "the application says what it waits for", func() bool { return k.says("orders", key) })
		k.enable(key)
		f.processes(out, 150)
		k.newCluster([]int{dead})
		k.enable(old)
		require.NoError(k, rollback())
		k.await("orders", types.ApplicationStatusRunning)
		f.add(50)
		f.processes(out, 150+100+50) // what the update has processed is processed again
	})
}

// killsCluster kills a cluster's process.
func (s *server) killsCluster(pid int) {
	s.Helper()
	require.NoError(s, syscall.Kill(pid, syscall.SIGKILL))
}

// says tells whether the application's log speaks of something.
func (s *server) says(name, text string) bool {
	return len(telling(s.logged(name, model.ListApplicationLogEventsRequest{}), text)) > 0
}

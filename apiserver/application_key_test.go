package apiserver_test

import (
	"encoding/json"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/apiserver/client"
	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/kms/kmstest"
	"github.com/penstock/penstock/lifecycle"
)

// keyed is a server with a key service, whose keys applications may have.
type keyed struct {
	*guarded

	kms *kmsEndpoint
	// lives settles what the API wants.
	lives *fixture
}

func newKeyed(t *testing.T) *keyed {
	t.Helper()
	g := newKeyServer(t)
	return &keyed{
		guarded: g, lives: &fixture{TB: t, store: g.store},
		kms: &kmsEndpoint{t, g.server.URL, aws.Credentials{AccessKeyID: "AKIDROOT", SecretAccessKey: "root's secret"}, map[string]string{}, nil},
	}
}

// newKey makes a key with a policy and returns its id and ARN.
func (k *keyed) newKey(policy string) (id, arn string) {
	k.Helper()
	body, err := json.Marshal(map[string]any{"Policy": policy, "BypassPolicyLockoutSafetyCheck": true})
	require.NoError(k, err)
	code, made := k.kms.call("CreateKey", string(body))
	require.Empty(k, code, made)
	about, _ := made["KeyMetadata"].(map[string]any)
	id, _ = about["KeyId"].(string)
	arn, _ = about["Arn"].(string)
	return id, arn
}

// do asks the key service for something that has to be done.
func (k *keyed) do(operation, body string) {
	k.Helper()
	code, answer := k.kms.call(operation, body)
	require.Empty(k, code, answer)
}

// withKey is a request for an application with a key.
func withKey(name, keyID string) *model.CreateApplicationRequest {
	in := newApplication(name)
	in.ApplicationConfiguration.ApplicationEncryptionConfiguration = &model.ApplicationEncryptionConfiguration{
		KeyType: new(model.KeyTypeCUSTOMER_MANAGED_KEY), KeyId: &keyID,
	}
	return in
}

// change is an update of the key; an empty one goes back to the installation's.
func change(name string, version int64, keyID string) *model.UpdateApplicationRequest {
	u := &model.ApplicationEncryptionConfigurationUpdate{KeyTypeUpdate: new(model.KeyTypeAWS_OWNED_KEY)}
	if keyID != "" {
		u = &model.ApplicationEncryptionConfigurationUpdate{KeyTypeUpdate: new(model.KeyTypeCUSTOMER_MANAGED_KEY), KeyIdUpdate: &keyID}
	}
	return &model.UpdateApplicationRequest{
		ApplicationName: &name, CurrentApplicationVersionId: &version,
		ApplicationConfigurationUpdate: &model.ApplicationConfigurationUpdate{ApplicationEncryptionConfigurationUpdate: u},
	}
}

// wantCode is that an error has a code and says something; an empty code is no error.
func wantCode(t testing.TB, code model.ErrorCode, says string, err error) {
	t.Helper()
	if code == "" {
		require.NoError(t, err)
		return
	}
	requireCode(t, err, code, says)
}

// protectedBy is the key that the application's current version has.
func (k *keyed) protectedBy(name string) lifecycle.Key {
	k.Helper()
	_, v, err := k.store.CurrentApplication(k.Context(), key(name))
	require.NoError(k, err)
	return v.Key
}

// A key is named in four ways. The name is told as it was given, and stands for the key that was found.
func TestKeys_are_named_in_four_ways(t *testing.T) {
	t.Parallel()
	k := newKeyed(t)
	id, arn := k.newKey(kmstest.OpenKeyPolicy(account))
	k.do("CreateAlias", `{"AliasName": "alias/orders", "TargetKeyId": "`+id+`"}`)
	for name, keyID := range map[string]string{
		"by-id": id, "by-arn": arn, "by-alias": "alias/orders", "by-alias-arn": "arn:aws:kms:" + region + ":" + account + ":alias/orders",
	} {
		out, err := k.root.CreateApplication(t.Context(), withKey(name, keyID))
		require.NoError(t, err, name)
		e := out.ApplicationDetail.ApplicationConfigurationDescription.ApplicationEncryptionConfigurationDescription
		require.Equal(t, &model.ApplicationEncryptionConfigurationDescription{KeyType: new(model.KeyTypeCUSTOMER_MANAGED_KEY), KeyId: &keyID}, e)
		require.Equal(t, lifecycle.Key{Provider: "penstock", ARN: arn}, k.protectedBy(name))
		older, err := k.root.DescribeApplicationVersion(t.Context(), &model.DescribeApplicationVersionRequest{ApplicationName: &name, ApplicationVersionId: new(int64(1))})
		require.NoError(t, err)
		require.Equal(t, e, older.ApplicationVersionDetail.ApplicationConfigurationDescription.ApplicationEncryptionConfigurationDescription)
	}
}

// What cannot be is refused before anything is made of it.
func TestKeys_that_cannot_be_are_refused(t *testing.T) {
	t.Parallel()
	k := newKeyed(t)
	good, goodARN := k.newKey(kmstest.OpenKeyPolicy(account))
	disabled, _ := k.newKey(kmstest.OpenKeyPolicy(account))
	k.do("DisableKey", `{"KeyId": "`+disabled+`"}`)
	dying, _ := k.newKey(kmstest.OpenKeyPolicy(account))
	k.do("ScheduleKeyDeletion", `{"KeyId": "`+dying+`"}`)
	closed, _ := k.newKey(`{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"AWS": "` + account + `"}, "Action": "kms:*", "Resource": "*"}}`)
	elsewhere := "arn:aws:kms:us-west-2:" + account + ":key/" + good
	_, err := k.root.CreateApplication(t.Context(), newApplication("plain"))
	require.NoError(t, err)
	const owned, customer = model.KeyTypeAWS_OWNED_KEY, model.KeyTypeCUSTOMER_MANAGED_KEY
	for name, test := range map[string]struct {
		keyType model.KeyType
		keyID   *string
		runtime model.RuntimeEnvironment
		says    string
	}{
		"no key":               {customer, nil, "FLINK-1_20", "KeyId must be given"},
		"a key too many":       {owned, &good, "FLINK-1_20", "KeyId must not be given"},
		"an older runtime":     {customer, &good, "FLINK-1_18", "FLINK-1_20 or later"},
		"none of that id":      {customer, new("11111111-2222-3333-4444-555555555555"), "FLINK-1_20", "the key is not there"},
		"none of that alias":   {customer, new("alias/none"), "FLINK-1_20", "alias/none"},
		"no name of a key":     {customer, new("some key"), "FLINK-1_20", "some key"},
		"in another region":    {customer, &elsewhere, "FLINK-1_20", "us-west-2"},
		"of another account":   {customer, new("arn:aws:kms:" + region + ":999999999999:key/" + good), "FLINK-2_2", "999999999999"},
		"a disabled key":       {customer, &disabled, "FLINK-1_20", "Enable it and try again"},
		"a dying key":          {customer, &dying, "FLINK-2_2", "Cancel its deletion"},
		"no way in for us":     {customer, &closed, "FLINK-1_20", "kinesisanalytics.amazonaws.com"},
		"the ARN of an object": {customer, new("arn:aws:s3:::" + goodARN), "FLINK-1_20", "the key is not there"},
	} {
		in := newApplication("orders")
		in.RuntimeEnvironment = &test.runtime
		in.ApplicationConfiguration.ApplicationEncryptionConfiguration = &model.ApplicationEncryptionConfiguration{KeyType: &test.keyType, KeyId: test.keyID}
		_, err := k.root.CreateApplication(t.Context(), in)
		require.Error(t, err, name)
		wantCode(t, model.InvalidArgumentException, test.says, err)
		if test.runtime == "FLINK-1_18" {
			continue
		}
		u := change("plain", 1, "")
		u.ApplicationConfigurationUpdate.ApplicationEncryptionConfigurationUpdate = &model.ApplicationEncryptionConfigurationUpdate{
			KeyTypeUpdate: &test.keyType, KeyIdUpdate: test.keyID,
		}
		_, err = k.root.UpdateApplication(t.Context(), u)
		require.Error(t, err, name)
		wantCode(t, model.InvalidArgumentException, test.says, err)
	}
	list, err := k.root.ListApplications(t.Context(), &model.ListApplicationsRequest{})
	require.NoError(t, err)
	require.Len(t, list.ApplicationSummaries, 1)
	require.Equal(t, int64(1), *list.ApplicationSummaries[0].ApplicationVersionId)

	_, err = k.root.CreateApplication(t.Context(), withKey("orders", good))
	require.NoError(t, err)
	_, err = k.root.UpdateApplication(t.Context(), &model.UpdateApplicationRequest{
		ApplicationName: new("orders"), CurrentApplicationVersionId: new(int64(1)), RuntimeEnvironmentUpdate: new(model.RuntimeEnvironmentFLINK_1_18),
	})
	wantCode(t, model.InvalidArgumentException, "FLINK-1_20 or later", err)
}

// operator is a user who may run applications, and use only those keys whose policies say so.
func (k *keyed) operator() *client.Client {
	k.Helper()
	return k.user("op", one("Allow", "kinesisanalytics:*", "*", ""))
}

func (k *keyed) keyPolicy(name string) string {
	return kmstest.KeyPolicy("arn:aws:iam::"+account+":root", "arn:aws:iam::"+account+":user/op", application+name)
}

// Each operation asks for the keys that it touches, with the rights of its caller and by way of the service. What is refused changes nothing.
func TestOperations_ask_for_every_key(t *testing.T) {
	t.Parallel()
	k := newKeyed(t)
	op := k.operator()
	mine, mineARN := k.newKey(k.keyPolicy("orders"))
	next, _ := k.newKey(k.keyPolicy("orders"))
	open, _ := k.newKey(kmstest.OpenKeyPolicy(account))
	put := func(id, policy string) {
		t.Helper()
		body, err := json.Marshal(map[string]any{"KeyId": id, "Policy": policy, "BypassPolicyLockoutSafetyCheck": true})
		require.NoError(t, err)
		k.do("PutKeyPolicy", string(body))
	}
	others := k.keyPolicy("refunds")
	name := new("orders")

	_, err := op.CreateApplication(t.Context(), withKey("orders", open))
	wantCode(t, model.InvalidArgumentException, "user/op is not authorized to perform: kms:DescribeKey", err)
	_, err = op.CreateApplication(t.Context(), withKey("refunds", mine))
	wantCode(t, model.InvalidArgumentException, "is not authorized to perform: kms:Decrypt", err)
	_, err = op.CreateApplication(t.Context(), withKey("orders", mine))
	require.NoError(t, err)

	start := func() error {
		_, err := op.StartApplication(t.Context(), &model.StartApplicationRequest{ApplicationName: name})
		return err
	}
	stop := func(force bool) error {
		_, err := op.StopApplication(t.Context(), &model.StopApplicationRequest{ApplicationName: name, Force: &force})
		return err
	}
	snapshot := func() error {
		_, err := op.CreateApplicationSnapshot(t.Context(), &model.CreateApplicationSnapshotRequest{ApplicationName: name, SnapshotName: new("s1")})
		return err
	}
	update := func(keyID string) error {
		_, v, err := k.store.CurrentApplication(t.Context(), key("orders"))
		require.NoError(t, err)
		_, err = op.UpdateApplication(t.Context(), change("orders", v.ID, keyID))
		return err
	}
	parallelism := func() error {
		_, v, err := k.store.CurrentApplication(t.Context(), key("orders"))
		require.NoError(t, err)
		in := change("orders", v.ID, "")
		in.ApplicationConfigurationUpdate = &model.ApplicationConfigurationUpdate{ApplicationSnapshotConfigurationUpdate: &model.ApplicationSnapshotConfigurationUpdate{
			SnapshotsEnabledUpdate: new(true),
		}}
		_, err = op.UpdateApplication(t.Context(), in)
		return err
	}
	refused := func(code model.ErrorCode, what string, do func() error) {
		t.Helper()
		before, err := k.store.Application(t.Context(), key("orders"))
		require.NoError(t, err)
		wantCode(t, code, what, do())
		after, err := k.store.Application(t.Context(), key("orders"))
		require.NoError(t, err)
		require.Equal(t, before, after)
	}
	const wrongState, wrongArgument = model.InvalidApplicationConfigurationException, model.InvalidArgumentException

	put(mine, others)
	refused(wrongState, "is not authorized to perform: kms:Decrypt on resource: "+mineARN, start)
	refused(wrongState, "is not authorized to perform", parallelism)
	put(mine, k.keyPolicy("orders"))
	k.do("DisableKey", `{"KeyId": "`+mine+`"}`)
	refused(wrongState, "Enable it and try again", start)
	k.do("EnableKey", `{"KeyId": "`+mine+`"}`)
	require.NoError(t, start())
	k.lives.settle("orders", lifecycle.StatusRunning)

	put(mine, others)
	for what, do := range map[string]func() error{"stop": func() error { return stop(false) }, "snapshot": snapshot, "another update": parallelism} {
		refused(wrongState, mineARN, do)
		t.Log(what)
	}
	refused(wrongArgument, mineARN, func() error { return update(next) })
	refused(wrongArgument, mineARN, func() error { return update("") })
	put(mine, k.keyPolicy("orders"))
	put(next, others)
	refused(wrongArgument, "kms:Decrypt", func() error { return update(next) })
	put(next, k.keyPolicy("orders"))
	k.do("DisableKey", `{"KeyId": "`+mine+`"}`)
	refused(wrongState, "Enable it and try again", func() error { return stop(false) })
	refused(wrongState, "Enable it and try again", snapshot)
	refused(wrongArgument, "Enable it and try again", func() error { return update(next) })
	k.do("EnableKey", `{"KeyId": "`+mine+`"}`)
	require.NoError(t, snapshot())
	require.NoError(t, update(next))
	k.lives.settle("orders", lifecycle.StatusRunning)
	k.lives.putSnapshotOf("orders", "UPDATE-1", "FLINK-1_20", true)

	rollback := func() error {
		_, err := op.RollbackApplication(t.Context(), &model.RollbackApplicationRequest{ApplicationName: name, CurrentApplicationVersionId: new(int64(2))})
		return err
	}
	for _, id := range []string{mine, next} {
		put(id, others)
		refused(model.InvalidRequestException, "is not authorized to perform", rollback)
		put(id, k.keyPolicy("orders"))
	}
	k.do("DisableKey", `{"KeyId": "`+mine+`"}`)
	refused(model.InvalidRequestException, "Enable it and try again", rollback)
	k.do("EnableKey", `{"KeyId": "`+mine+`"}`)
	k.do("DisableKey", `{"KeyId": "`+next+`"}`)
	require.NoError(t, rollback(), "what is left need not be usable")
	require.Equal(t, mineARN, k.protectedBy("orders").ARN)
	k.lives.settle("orders", lifecycle.StatusRunning)

	put(mine, others)
	k.do("DisableKey", `{"KeyId": "`+mine+`"}`)
	require.NoError(t, stop(true), "what needs no key asks for none")
	k.lives.settle("orders", lifecycle.StatusReady)
	refused(wrongArgument, "is not authorized", func() error { return update("") })
	put(mine, k.keyPolicy("orders"))
	require.NoError(t, update(""), "a key that cannot be used can be left")
	require.Equal(t, lifecycle.Key{}, k.protectedBy("orders"))

	list, err := k.root.ListAuditEvents(t.Context(), &model.ListAuditEventsRequest{Outcome: new(model.AuditOutcomeDenied), Action: new("StartApplication")})
	require.NoError(t, err)
	require.Len(t, list.AuditEvents, 1)
	require.Equal(t, string(wrongState), *list.AuditEvents[0].ErrorCode)
}

// An alias is looked up when the application is told to run, and not before: what runs keeps the key it was started with.
func TestAliases_are_looked_up_when_an_application_is_started(t *testing.T) {
	t.Parallel()
	k := newKeyed(t)
	first, firstARN := k.newKey(kmstest.OpenKeyPolicy(account))
	second, secondARN := k.newKey(kmstest.OpenKeyPolicy(account))
	k.do("CreateAlias", `{"AliasName": "alias/orders", "TargetKeyId": "`+first+`"}`)
	_, err := k.root.CreateApplication(t.Context(), withKey("orders", "alias/orders"))
	require.NoError(t, err)
	name := new("orders")
	_, err = k.root.StartApplication(t.Context(), &model.StartApplicationRequest{ApplicationName: name})
	require.NoError(t, err)
	k.lives.settle("orders", lifecycle.StatusRunning)
	k.do("UpdateAlias", `{"AliasName": "alias/orders", "TargetKeyId": "`+second+`"}`)
	require.Equal(t, firstARN, k.protectedBy("orders").ARN)
	_, err = k.root.CreateApplicationSnapshot(t.Context(), &model.CreateApplicationSnapshotRequest{ApplicationName: name, SnapshotName: new("s1")})
	require.NoError(t, err)
	s, err := k.root.DescribeApplicationSnapshot(t.Context(), &model.DescribeApplicationSnapshotRequest{ApplicationName: name, SnapshotName: new("s1")})
	require.NoError(t, err)
	require.Equal(t, firstARN, *s.SnapshotDetails.ApplicationEncryptionConfigurationDescription.KeyId)
	_, err = k.root.StopApplication(t.Context(), &model.StopApplicationRequest{ApplicationName: name, Force: new(true)})
	require.NoError(t, err)
	k.lives.settle("orders", lifecycle.StatusReady)
	_, err = k.root.StartApplication(t.Context(), &model.StartApplicationRequest{ApplicationName: name})
	require.NoError(t, err)
	require.Equal(t, secondARN, k.protectedBy("orders").ARN)
}

// Whoever takes a key out of use is told what it protects, in a place where clients of AWS KMS do not look.
func TestKeyService_tells_what_a_key_protects(t *testing.T) {
	t.Parallel()
	k := newKeyed(t)
	id, arn := k.newKey(kmstest.OpenKeyPolicy(account))
	_, err := k.root.CreateApplication(t.Context(), withKey("orders", id))
	require.NoError(t, err)
	for _, operation := range []string{"DisableKey", "ScheduleKeyDeletion"} {
		k.do("EnableKey", `{"KeyId": "`+id+`"}`)
		require.Equal(t, "orders (configured)", k.kms.header(operation, `{"KeyId": "`+id+`"}`).Get("X-Penstock-Key-Protects"))
	}
	unused, _ := k.newKey(kmstest.OpenKeyPolicy(account))
	require.Empty(t, k.kms.header("DisableKey", `{"KeyId": "`+unused+`"}`).Get("X-Penstock-Key-Protects"))

	list, err := k.root.ListApplicationKeys(t.Context(), &model.ListApplicationKeysRequest{})
	require.NoError(t, err)
	require.Equal(t, []model.ApplicationKeySummary{{
		Key: &model.ApplicationKey{KeyARN: &arn, KeyProvider: new("penstock")},
		ApplicationKeyUses: []model.ApplicationKeyUse{{
			ApplicationName: new("orders"), KeyConfigured: new(true), KeyRunning: new(false), SnapshotCount: new(int64(0)),
		}},
	}}, list.ApplicationKeys)
}

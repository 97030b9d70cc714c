package e2e

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2/types"
	sdkkms "github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/store/storetest"
)

// Two control planes of one installation have the same keys. What one of them does to a key, the other acts on: disabling, new material, and
// another root key, with which both go on, also after they were started again.
func TestKeys_of_two_control_planes(t *testing.T) {
	t.Parallel()
	database := storetest.URL(t)
	one, two := newServer(t, "--database-url", database), newServer(t, "--database-url", database)
	one.start()
	copyFile(t, filepath.Join(one.dir, "keyset.json"), filepath.Join(two.dir, "keyset.json"))
	two.start()
	f, out := newFeed(t), filepath.Join(shortDir(t), "out")
	here, there := serviceKeys(one), serviceKeys(one)
	endpoint := "http://" + two.address
	there.kms = sdkkms.NewFromConfig(one.config(), func(o *sdkkms.Options) { o.BaseEndpoint = &endpoint })
	one.create("orders", script, f.properties(out))
	key := there.newKey()
	require.NoError(t, here.tries("orders", toKey(key)))
	f.add(50)
	one.run("orders")
	f.processes(out, 50)
	cluster := append(one.clusters(), two.clusters()...)
	require.Len(t, cluster, 1)

	there.disable(key)
	here.refused(here.stops("orders", false), "InvalidApplicationConfigurationException", key, "Enable it and try again")
	there.enable(key)
	_, err := there.kms.RotateKeyOnDemand(t.Context(), &sdkkms.RotateKeyOnDemandInput{KeyId: keyID(key)})
	require.NoError(t, err)
	updates := 0
	updated := func() {
		t.Helper()
		updates++
		u := &types.ApplicationConfigurationUpdate{EnvironmentPropertyUpdates: propertiesOf(f.properties(out), updates)}
		o := one.outcome("orders", one.change("orders", u, nil))
		require.Equal(t, types.OperationStatusSuccessful, o.OperationStatus, reason(o))
		f.add(50)
		f.processes(out, f.next)
	}
	updated()

	p := &person{T: t, s: one, dir: shortDir(t)}
	before, _ := p.does("keys", "rotate-root", "--status")
	require.Contains(t, before, "exchange NONE")
	p.does("keys", "rotate-root", "--wait=false")
	eventually(t, "both have the new root key", func() bool {
		told, _ := p.does("keys", "rotate-root", "--status")
		return !strings.Contains(told, "DISTRIBUTING")
	})
	updated()
	require.EqualValues(t, 1, one.sql(`UPDATE root_key_exchanges SET promote_time = promote_time - interval '2 minutes'`), "which have passed")
	eventually(t, "nothing is sealed under the old root key", func() bool {
		told, _ := p.does("keys", "rotate-root", "--status")
		return strings.Contains(told, "COMPLETE, 0 sealed")
	})
	updated()
	for _, s := range []*server{one, two} {
		require.Zero(t, s.stop())
		s.start()
		updated()
	}
	after, _ := p.does("keys", "rotate-root", "--status")
	require.NotEqual(t, strings.Fields(before)[2], strings.Fields(after)[2], "it is another one")
}

package drivertest

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"maps"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/logs"
	"github.com/penstock/penstock/runtime/driver"
)

// marker is in the properties of a cluster with keys, beside which it is to be nowhere.
const marker = "marker-of-the-suite"

// keyed gives a spec keys and something to hide.
func keyed(spec driver.Spec) driver.Spec {
	key := func(id string, b byte) driver.DataKey {
		value := make([]byte, 32)
		for i := range value {
			value[i] = b + byte(7*i)
		}
		return driver.DataKey{ID: id, Key: driver.NewSecret(value)}
	}
	spec.Keys = &driver.Keys{Owner: "the suite", Sealing: key("sealing", 11), Opening: []driver.DataKey{key("opening", 101)}, Log: key("log", 201)}
	spec.Properties = maps.Clone(spec.Properties)
	if spec.Properties == nil {
		spec.Properties = make(map[string]map[string]string)
	}
	spec.Properties["group"] = map[string]string{"key": marker}
	return spec
}

// LogKeys are the keys of the logs of the suite's clusters. Drivers that read logs are made with them.
type LogKeys struct{}

// LogKey is the same for all clusters.
func (LogKeys) LogKey(driver.ClusterID) (driver.DataKey, error) {
	return keyed(driver.Spec{}).Keys.Log, nil
}

// forms are the ways in which what must not be seen could lie somewhere.
func forms(keys *driver.Keys) map[string][]byte {
	found := map[string][]byte{"marker": []byte(marker)}
	for _, k := range append([]driver.DataKey{keys.Sealing, keys.Log}, keys.Opening...) {
		value := k.Key.Bytes()
		found["key "+k.ID] = bytes.Clone(value)
		found["key "+k.ID+" in hex"] = []byte(hex.EncodeToString(value))
		found["key "+k.ID+" in base64"] = []byte(base64.StdEncoding.EncodeToString(value)[:40])
		found["key "+k.ID+" in base64 of URLs"] = []byte(base64.RawURLEncoding.EncodeToString(value)[:40])
	}
	return found
}

func keysAreNowhere(e *exercise) {
	d := e.open()
	spec := keyed(e.spec(0))
	secrets := forms(spec.Keys)
	handle := e.prepare(d, spec)
	spec.Keys.Wipe() // as whoever made the spec does
	if e.usesNone(handle) {
		return
	}
	e.await(d, handle, driver.StateReady)
	e.startJob(d, handle, spec)
	seen, err := d.Inspect(e.ctx, handle)
	require.NoError(e, err)
	listed, err := d.List(e.ctx)
	require.NoError(e, err)

	look := map[string][]byte{}
	for name, v := range map[string]any{"handle": handle, "handle that was seen": seen.Handle, "list": listed} {
		look[name], err = json.Marshal(v)
		require.NoError(e, err)
	}
	if e.Traces != nil {
		traces := e.Traces(e.T, seen.Handle)
		require.NotEmpty(e, traces)
		for name, content := range traces {
			look[name] = content
		}
	}
	for where, content := range look {
		for what, form := range secrets {
			require.False(e, bytes.Contains(content, form), "%s is in %s", what, where)
		}
	}
}

// usesNone tells that a cluster's engine uses no keys, and says so. One that is handed them does use them.
func (e *exercise) usesNone(handle driver.Handle) bool {
	if handle.InClear {
		require.Nil(e, e.DieInHandover)
	}
	return handle.InClear
}

func readSealedLog(e *exercise) {
	d := e.open()
	reader, ok := d.(driver.LogReader)
	if !ok {
		return // it has no logs
	}
	spec := keyed(e.spec(0))
	handle := e.prepare(d, spec)
	if e.usesNone(handle) {
		return
	}
	e.await(d, handle, driver.StateReady)
	var events []logs.Event
	e.eventually("in vain waited for this: a cluster that is ready says so", func() bool {
		events, _ = e.readOn(reader, handle, "")
		return len(events) > 0
	})
	require.NotContains(e, events[0].Message, "damaged")
}

// handoverBreaksOff: a cluster whose control plane died before it had handed over everything ends by itself, and another one takes its
// place with the keys.
func handoverBreaksOff(e *exercise) {
	if e.DieInHandover == nil {
		return // it hands over nothing, or all at once
	}
	spec := keyed(e.spec(0))
	e.DieInHandover(e.T, spec)
	d := e.open()
	handle := driver.HandleFor(d.Name(), spec.ID)
	e.destroyAfter(d, handle)
	seen := e.await(d, handle, driver.StateExited)
	require.False(e, seen.Exit.Terminal)
	require.NotEmpty(e, seen.Exit.Reason)
	_, err := d.Prepare(e.ctx, spec)
	require.NoError(e, err)
	e.await(d, handle, driver.StateExited)

	next := keyed(e.spec(1))
	handle = e.prepare(d, next)
	e.await(d, handle, driver.StateReady)
	e.startJob(d, handle, next)
}

package driver_test

import (
	"bytes"
	"encoding/gob"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/driver"
)

func TestSecret_IsNeverWrittenDown(t *testing.T) {
	t.Parallel()
	const value = "the key itself!!"
	secret := driver.NewSecret([]byte(value))
	keys := &driver.Keys{Owner: "orders", Sealing: driver.DataKey{ID: "k1", Key: secret}, Opening: []driver.DataKey{{ID: "k0", Key: secret}}}
	spec := driver.Spec{ID: "ps-1", Keys: keys}

	var printed bytes.Buffer
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%c", "%U"} {
		for _, v := range []any{secret, &secret, *keys, spec, spec.Keys.Opening} {
			fmt.Fprintf(&printed, verb+"\n", v)
		}
	}
	for _, handler := range []slog.Handler{slog.NewTextHandler(&printed, nil), slog.NewJSONHandler(&printed, nil)} {
		slog.New(handler).Info("prepared", "secret", secret, "keys", *keys, "all", keys.Opening)
	}
	for _, form := range []string{value, fmt.Sprintf("%x", value), fmt.Sprintf("%X", value), strings.Trim(fmt.Sprintf("%d", []byte(value)), "[]")} {
		require.NotContains(t, printed.String(), form)
	}
	require.Contains(t, printed.String(), "[redacted]")

	for _, v := range []any{secret, keys, spec} {
		_, err := json.Marshal(v)
		require.Error(t, err)
		_, err = xml.Marshal(v)
		require.Error(t, err)
		require.Error(t, gob.NewEncoder(&printed).Encode(v))
	}
}

func TestKeys_Wipe(t *testing.T) {
	t.Parallel()
	value := func() driver.Secret { return driver.NewSecret(bytes.Repeat([]byte{7}, 32)) }
	keys := &driver.Keys{
		Sealing: driver.DataKey{Key: value()}, Log: driver.DataKey{Key: value()}, Opening: []driver.DataKey{{Key: value()}, {Key: value()}},
	}
	all := []driver.DataKey{keys.Sealing, keys.Log, keys.Opening[0], keys.Opening[1]}
	keys.Wipe()
	for _, k := range all {
		require.Equal(t, make([]byte, 32), k.Key.Bytes())
	}
	(*driver.Keys)(nil).Wipe()
}

package json_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/format"
	"github.com/penstock/penstock/runtime/embedded/format/formattest"
	"github.com/penstock/penstock/runtime/embedded/format/json"
)

// FuzzChangelog checks that the decoders of changelogs never panic and that a message's rows do not depend on how many are
// asked for at a time.
func FuzzChangelog(f *testing.F) {
	for _, seed := range []string{
		`{"before":{"id":1,"s":"a"},"after":{"id":2},"op":"u"}`,
		`{"data":[{"id":"1"},{"id":2,"s":null}],"old":[{"s":"x"},{"id":3}],"type":"UPDATE","database":"d","table":"t"}`,
		`{"type":"update","data":{"id":1},"old":{"s":"x"}}`, `{"data":[null],"type":"INSERT"}`, `{"op":"c","after":[]}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, message []byte) {
		for _, factory := range []format.Factory{json.Debezium{}, json.Canal{}, json.Maxwell{}, json.Ogg{}} {
			s := formattest.MustSchema(t, "ROW<id INT, s STRING>", nil)
			d, err := factory.Decoder(s)
			require.NoError(t, err)
			all, err := formattest.Decode(d, s, 1000, string(message))
			one, errOne := formattest.Decode(d, s, 1, string(message))
			require.Equal(t, err == nil, errOne == nil)
			if err == nil {
				require.Equal(t, all, one)
			}
		}
	})
}

package raw_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/format/formattest"
	"github.com/penstock/penstock/runtime/embedded/format/raw"
)

func TestCodec_round_trip(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		typ, record, want string
		options           map[string]string
	}{
		{"STRING", "žluť x", "+I[žluť x]", nil},
		{"STRING", "", "+I[]", nil},
		{"STRING", "\xe4\xf6", "+I[äö]", map[string]string{"charset": "ISO-8859-1"}},
		{"BYTES", "\x01\xff", "+I[[1, -1]]", nil},
		{"BOOLEAN", "\x01", "+I[true]", nil},
		{"TINYINT", "\xff", "+I[-1]", nil},
		{"SMALLINT", "\x01\x02", "+I[258]", nil},
		{"SMALLINT", "\x01\x02", "+I[513]", map[string]string{"endianness": "little-endian"}},
		{"INT", "\xff\xff\xff\xfe", "+I[-2]", nil},
		{"BIGINT", "\x00\x00\x00\x00\x00\x00\x01\x00", "+I[256]", nil},
		{"FLOAT", "\x3f\xc0\x00\x00", "+I[1.5]", nil},
		{"DOUBLE", "\x3f\xf8\x00\x00\x00\x00\x00\x00", "+I[1.5]", nil},
	} {
		t.Run(c.typ+" "+c.want, func(t *testing.T) {
			t.Parallel()
			s := formattest.MustSchema(t, "ROW<v "+c.typ+">", c.options)
			d, err := raw.Factory{}.Decoder(s)
			require.NoError(t, err)
			b := batch.New(formattest.Types(s))
			b.Resize(1)
			n, more, err := d.Decode([]byte(c.record), 0, b, 0, 1)
			require.NoError(t, err)
			require.Equal(t, 1, n)
			require.False(t, more)
			require.Equal(t, c.want, formattest.Row(b, 0))
			e, err := raw.Factory{}.Encoder(s)
			require.NoError(t, err)
			out, err := e.Encode(nil, b, 0)
			require.NoError(t, err)
			require.Equal(t, c.record+"\n", string(out))
		})
	}
}

func TestFactory_refuses(t *testing.T) {
	t.Parallel()
	for rowType, want := range map[string]string{
		"ROW<a INT, b INT>":       "only supports single physical column",
		"ROW<a ARRAY<INT>>":       "doesn't support the type ARRAY<INT>",
		"ROW<a TIMESTAMP_LTZ(3)>": "doesn't support the type TIMESTAMP_LTZ(3)",
	} {
		_, err := raw.Factory{}.Decoder(formattest.MustSchema(t, rowType, nil))
		require.ErrorContains(t, err, want)
	}
	d, err := raw.Factory{}.Decoder(formattest.MustSchema(t, "ROW<a INT>", nil))
	require.NoError(t, err)
	_, err = formattest.Decode(d, formattest.MustSchema(t, "ROW<a INT>", nil), 1, "abc")
	require.ErrorContains(t, err, "is not 4 bytes but 3")
}

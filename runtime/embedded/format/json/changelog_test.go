package json_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/format"
	"github.com/penstock/penstock/runtime/embedded/format/formattest"
	"github.com/penstock/penstock/runtime/embedded/format/json"
)

func TestChangelogDecoders(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name    string
		factory format.Factory
		options map[string]string
		records []string
		want    []string
	}{
		{
			name: "debezium", factory: json.Debezium{},
			records: []string{
				`{"before":null,"after":{"id":1,"name":"pen","v":1.5},"op":"c"}`,
				`{"before":null,"after":{"id":2,"name":"ink"},"op":"r"}`,
				``,
				`{"op":"u","before":{"id":1,"name":"pen","v":1.5},"after":{"id":1,"name":"pen","v":1.75}}`,
				`{"before":{"id":2,"name":"ink"},"after":null,"op":"d"}`,
			},
			want: []string{"+I[1, pen, 1.50]", "+I[2, ink, null]", "-U[1, pen, 1.50]", "+U[1, pen, 1.75]", "-D[2, ink, null]"},
		},
		{
			name: "debezium with schema", factory: json.Debezium{}, options: map[string]string{"schema-include": "true"},
			records: []string{`{"schema":{"type":"struct"},"payload":{"before":null,"after":{"id":1,"name":"a"},"op":"c","ts_ms":1}}`},
			want:    []string{"+I[1, a, null]"},
		},
		{
			name: "canal", factory: json.Canal{},
			records: []string{
				`{"data":[{"id":"1","name":"a","v":"5"},{"id":"2","name":"b","v":"6"}],"old":null,"type":"INSERT"}`,
				`{"data":[{"id":"1","name":"a","v":null},{"id":"2","name":"c","v":"7"}],"old":[{"v":"5"},{"name":"b","v":null}],"type":"UPDATE"}`,
				`{"data":[{"id":"2","name":"b","v":"6"}],"old":null,"type":"DELETE"}`,
				`{"data":null,"type":"CREATE"}`,
			},
			want: []string{"+I[1, a, 5.00]", "+I[2, b, 6.00]", "-U[1, null, 5.00]", "+U[1, a, null]", "-U[2, b, null]", "+U[2, c, 7.00]", "-D[2, b, 6.00]"},
		},
		{
			name: "canal of one table", factory: json.Canal{}, options: map[string]string{"table.include": "t1|t2", "database.include": "d.*"},
			records: []string{
				`{"data":[{"id":1}],"type":"INSERT","database":"d","table":"t1"}`,
				`{"data":[{"id":2}],"type":"INSERT","database":"d","table":"t12"}`,
				`{"data":[{"id":3}],"type":"INSERT","database":"e","table":"t1"}`,
			},
			want: []string{"+I[1, null, null]"},
		},
		{
			name: "maxwell", factory: json.Maxwell{},
			records: []string{
				`{"type":"insert","data":{"id":1,"name":"a","v":5}}`,
				`{"type":"update","data":{"id":1,"name":"a","v":7},"old":{"v":5}}`,
				`{"type":"delete","data":{"id":2,"name":"b","v":6.5}}`,
			},
			want: []string{"+I[1, a, 5.00]", "-U[1, a, 5.00]", "+U[1, a, 7.00]", "-D[2, b, 6.50]"},
		},
		{
			name: "ogg", factory: json.Ogg{},
			records: []string{
				`{"table":"S.P","op_type":"I","op_ts":"2020-05-13 15:40:06.000000","before":null,"after":{"id":1,"name":"a","v":5}}`,
				`{"op_type":"U","before":{"id":1,"name":"a","v":5},"after":{"id":1,"name":"a","v":7}}`,
				`{"op_type":"D","before":{"id":2,"name":"b","v":6.5},"after":null}`,
			},
			want: []string{"+I[1, a, 5.00]", "-U[1, a, 5.00]", "+U[1, a, 7.00]", "-D[2, b, 6.50]"},
		},
		{
			name: "errors are ignored", factory: json.Debezium{}, options: map[string]string{"ignore-parse-errors": "true"},
			records: []string{`{"op":"x"}`, `{"op":"u","after":{"id":1}}`, `nonsense`, `{"op":"c","after":{"id":"x","name":"y"}}`},
			want:    []string{"+I[null, y, null]"},
		},
	}
	for _, c := range cases {
		for _, room := range []int{1, 2, 3, 100} {
			t.Run(fmt.Sprintf("%s, %d rows at a time", c.name, room), func(t *testing.T) {
				t.Parallel()
				s := formattest.MustSchema(t, "ROW<id INT, name STRING, v DECIMAL(6, 2)>", c.options)
				d, err := c.factory.Decoder(s)
				require.NoError(t, err)
				rows, err := formattest.Decode(d, s, room, c.records...)
				require.NoError(t, err)
				require.Equal(t, c.want, rows)
			})
		}
	}
}

func TestChangelogDecoders_refuse(t *testing.T) {
	t.Parallel()
	cases := []struct {
		factory      format.Factory
		record, want string
	}{
		{json.Debezium{}, `{"op":"x"}`, `corrupt Debezium JSON message '{"op":"x"}': unknown "op" value "x"`},
		{json.Debezium{}, `{"op":"u","after":{"id":1}}`, "REPLICA IDENTITY"},
		{json.Debezium{}, `{"op":"c"`, "unexpected end of input"},
		{json.Canal{}, `{"type":"UPDATE","data":[{"id":1}]}`, `the "old" field`},
		{json.Canal{}, `{"type":"ALTER","data":[{"id":1}]}`, `unknown "type" value "ALTER"`},
		{json.Maxwell{}, `{"type":"insert","data":{"id":"x"}}`, "field 'id'"},
		{json.Ogg{}, `{"op_type":"T"}`, `unknown "op_type" value "T"`},
		{json.Ogg{}, `{"op_type":"D","after":{"id":1}}`, `the "before" field of a DELETE message is null`},
	}
	for _, c := range cases {
		s := formattest.MustSchema(t, "ROW<id INT>", nil)
		d, err := c.factory.Decoder(s)
		require.NoError(t, err)
		_, err = formattest.Decode(d, s, 10, c.record)
		require.ErrorContains(t, err, c.want)
	}
}

func TestChangelogEncoders(t *testing.T) {
	t.Parallel()
	s := formattest.MustSchema(t, "ROW<id INT>", nil)
	b := batch.New(formattest.Types(s))
	b.Resize(2)
	b.Cols[0].I64[0], b.Cols[0].I64[1] = 1, 2
	b.Kinds = []batch.RowKind{batch.UpdateAfter, batch.UpdateBefore}
	for _, c := range []struct {
		factory format.Factory
		want    string
	}{
		{json.Debezium{}, `{"before":null,"after":{"id":1},"op":"c"}` + "\n" + `{"before":{"id":2},"after":null,"op":"d"}` + "\n"},
		{json.Canal{}, `{"data":[{"id":1}],"type":"INSERT"}` + "\n" + `{"data":[{"id":2}],"type":"DELETE"}` + "\n"},
		{json.Maxwell{}, `{"data":{"id":1},"type":"insert"}` + "\n" + `{"data":{"id":2},"type":"delete"}` + "\n"},
		{json.Ogg{}, `{"before":null,"after":{"id":1},"op_type":"I"}` + "\n" + `{"before":{"id":2},"after":null,"op_type":"D"}` + "\n"},
	} {
		e, err := c.factory.Encoder(s)
		require.NoError(t, err)
		out, err := e.Encode(nil, b, 0)
		require.NoError(t, err)
		out, err = e.Encode(out, b, 1)
		require.NoError(t, err)
		require.Equal(t, c.want, string(out))
	}
}

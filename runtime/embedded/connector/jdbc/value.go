package jdbc

import (
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/format/convert"
	"github.com/penstock/penstock/runtime/embedded/rowtext"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// value is the value of what PostgreSQL casts to text.
func value(t *types.Type, s string) (batch.Datum, error) {
	if v, ok, err := convert.Number(t, s); ok {
		return v, err
	}
	switch t.Kind {
	case types.Char, types.VarChar:
		return s, nil
	case types.Boolean:
		return s == "true", nil
	case types.Date:
		return convert.Datum(convert.Date(s))
	case types.Time:
		return convert.Datum(convert.Time(s, convert.SQL))
	case types.Timestamp:
		return instant(t, s, convert.Timestamp)
	case types.TimestampLTZ: // connections are in UTC
		return instant(t, strings.TrimSuffix(s, "+00")+"Z", convert.Instant)
	case types.Binary, types.VarBinary:
		raw, err := hex.DecodeString(strings.TrimPrefix(s, `\x`))
		return convert.Datum(string(raw), err)
	}
	return nil, fmt.Errorf("connector 'jdbc' does not support the type %s", t)
}

// instant is a timestamp without what is finer than its type.
func instant(t *types.Type, s string, parse func(string, convert.Standard) (batch.Instant, error)) (batch.Datum, error) {
	at, err := parse(s, convert.SQL)
	if t.Precision <= 3 {
		at.Nanos = 0
	}
	return convert.Datum(at, err)
}

// text is a value as PostgreSQL reads it.
func text(t types.Type, v batch.Datum) string {
	switch t.Kind {
	case types.Binary, types.VarBinary:
		return `\x` + hex.EncodeToString([]byte(v.(string)))
	case types.TimestampLTZ:
		return string(rowtext.AppendCastDatum(nil, t, v, time.UTC)) + "+00"
	}
	return string(rowtext.AppendCastDatum(nil, t, v, time.UTC))
}

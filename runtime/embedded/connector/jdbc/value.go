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
	switch t.Kind {
	case types.Char, types.VarChar:
		return s, nil
	case types.Boolean:
		return s == "true", nil
	case types.TinyInt:
		return datumOf(convert.Int(s, 8))
	case types.SmallInt:
		return datumOf(convert.Int(s, 16))
	case types.Int:
		return datumOf(convert.Int(s, 32))
	case types.BigInt:
		return datumOf(convert.Int(s, 64))
	case types.Float:
		return datumOf(convert.Float(s, 32))
	case types.Double:
		return datumOf(convert.Float(s, 64))
	case types.Decimal:
		v, ok, err := convert.Decimal(s, t.Precision, t.Scale)
		if err != nil || !ok {
			return nil, err
		}
		return v, nil
	case types.Date:
		return datumOf(convert.Date(s))
	case types.Time:
		return datumOf(convert.Time(s, convert.SQL))
	case types.Timestamp:
		return instant(t, s, convert.Timestamp)
	case types.TimestampLTZ: // connections are in UTC
		return instant(t, strings.TrimSuffix(s, "+00")+"Z", convert.Instant)
	case types.Binary, types.VarBinary:
		raw, err := hex.DecodeString(strings.TrimPrefix(s, `\x`))
		return datumOf(string(raw), err)
	}
	return nil, fmt.Errorf("connector 'jdbc' does not support the type %s", t)
}

// instant is a timestamp without what is finer than its type.
func instant(t *types.Type, s string, parse func(string, convert.Standard) (batch.Instant, error)) (batch.Datum, error) {
	at, err := parse(s, convert.SQL)
	if t.Precision <= 3 {
		at.Nanos = 0
	}
	return datumOf(at, err)
}

func datumOf[T any](v T, err error) (batch.Datum, error) {
	if err != nil {
		return nil, err
	}
	return v, nil
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

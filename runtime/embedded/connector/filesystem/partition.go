package filesystem

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/expr/temporal"
	"github.com/penstock/penstock/runtime/embedded/format/convert"
	"github.com/penstock/penstock/runtime/embedded/rowtext"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// partitionRoot is the part of a file's path that may not hold partitions: the table's path without wildcards.
func (s *source) partitionRoot(path string) (string, error) {
	root, err := filepath.Abs(s.options.path)
	if err != nil {
		return "", fmt.Errorf("resolve the path: %w", err)
	}
	if rest, ok := strings.CutPrefix(path, root); ok {
		return rest, nil
	}
	return path, nil
}

// partitionValues reads the values of the partition columns from the key=value folders below the table's path.
func (l *layout) partitionValues(below, path, defaultName string) ([]batch.Datum, error) {
	texts := make(map[string]string)
	for folder := range strings.SplitSeq(filepath.ToSlash(filepath.Dir(below)), "/") {
		if key, value, ok := strings.Cut(folder, "="); ok {
			texts[unescapePath(key)] = unescapePath(value)
		}
	}
	values := make([]batch.Datum, len(l.partitions))
	for i, p := range l.partitions {
		text, ok := texts[p.name]
		if !ok {
			return nil, fmt.Errorf("cannot find the partition value for column '%s' in the path '%s'", p.name, path)
		}
		if text == defaultName {
			continue
		}
		value, err := partitionValue(p.typ, text)
		if err != nil {
			return nil, fmt.Errorf("partition column '%s' (%s): %w", p.name, p.typ, err)
		}
		values[i] = value
	}
	return values, nil
}

func partitionValue(t types.Type, s string) (batch.Datum, error) {
	if v, ok, err := convert.Number(&t, s); ok {
		if v == nil && err == nil {
			err = errors.New("does not fit the type")
		}
		return v, err
	}
	switch t.Kind {
	case types.Char, types.VarChar:
		return s, nil
	case types.Boolean:
		switch strings.ToLower(s) {
		case "true":
			return true, nil
		case "false":
			return false, nil
		}
		return nil, fmt.Errorf("'%s' is neither true nor false", s)
	case types.Date:
		return convert.Datum(convert.Date(s))
	case types.Time:
		return convert.Datum(convert.Time(s, convert.ISO))
	case types.Timestamp, types.TimestampLTZ:
		at, err := convert.Timestamp(strings.Replace(s, "T", " ", 1), convert.SQL)
		return convert.Datum(at, err)
	}
	return nil, fmt.Errorf("the type %s cannot partition a table", t)
}

// partitionPath is the folder of a row by its partition columns.
func (l *layout) partitionPath(b *batch.Batch, row int, defaultName string, zone *time.Location) (string, error) {
	var path strings.Builder
	for i, p := range l.partitions {
		if i > 0 {
			path.WriteByte(filepath.Separator)
		}
		if p.column < 0 {
			return "", fmt.Errorf("partition column '%s' is not written", p.name)
		}
		v := b.Cols[p.column]
		text := defaultName
		if !v.IsNull(row) {
			if text = partitionText(v, row, zone); text == "" {
				text = defaultName
			}
		}
		path.WriteString(escapePath(p.name) + "=" + escapePath(text))
	}
	return path.String(), nil
}

func partitionText(v *batch.Vector, row int, zone *time.Location) string {
	switch v.Type.Kind {
	case types.TimestampLTZ:
		at := v.Get(row).(batch.Instant)
		if zone == nil {
			zone = time.UTC
		}
		return string(rowtext.AppendTimestamp(nil, temporal.ToLocal(at.Millis, zone), at.Nanos, 0))
	case types.Timestamp:
		at := v.Get(row).(batch.Instant)
		return string(rowtext.AppendTimestamp(nil, at.Millis, at.Nanos, 0))
	case types.Boolean:
		return fmt.Sprint(v.Bool[row])
	}
	return string(rowtext.AppendCast(nil, v, row, zone))
}

// escapedInPath are the characters that may not stand in the name of a partition's folder, besides control characters.
const escapedInPath = "\"#%'*/:=?\\\x7f{[]^"

func escapePath(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if c := s[i]; c < ' ' || strings.IndexByte(escapedInPath, c) >= 0 {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

func unescapePath(s string) string {
	if !strings.Contains(s, "%") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) {
			high, low := hexDigit(s[i+1]), hexDigit(s[i+2])
			if high >= 0 && low >= 0 {
				b.WriteByte(byte(high<<4 | low))
				i += 2
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

func hexDigit(c byte) int {
	return strings.IndexByte("0123456789ABCDEF", strings.ToUpper(string(c))[0])
}

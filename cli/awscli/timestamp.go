package awscli

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// layouts are the forms of times that are read; those without a zone are local.
var layouts = []string{
	"2006-01-02T15:04:05.999999999Z07:00", "2006-01-02T15:04:05.999999999-0700", "2006-01-02T15:04:05.999999999",
	"2006-01-02T15:04Z07:00", "2006-01-02T15:04", "20060102T150405Z07:00", "20060102T150405", "2006-01-02", "20060102",
	time.RFC1123, time.RFC1123Z, "Mon Jan _2 15:04:05 2006",
}

// unixTime reads a time: seconds since 1970, or a date in one of the usual forms.
func unixTime(v any) (int64, error) {
	text, ok := v.(string)
	if n, isNumber := v.(json.Number); isNumber {
		text, ok = n.String(), true
	}
	if !ok {
		return 0, fmt.Errorf("%v is no time", v)
	}
	text = strings.TrimSpace(text)
	if seconds, err := strconv.ParseFloat(text, 64); err == nil && len(text) != len("20060102") {
		if math.Abs(seconds) > 1e12 {
			return 0, fmt.Errorf("%s is no time", text)
		}
		return int64(math.Floor(seconds)), nil
	}
	if date, clock, hasSpace := strings.Cut(text, " "); hasSpace && strings.Count(date, "-") == 2 {
		text = date + "T" + strings.ReplaceAll(clock, " ", "")
	}
	for _, layout := range layouts {
		if t, err := time.ParseInLocation(layout, text, time.Local); err == nil {
			return t.Unix(), nil
		}
	}
	return 0, fmt.Errorf("%q is no time", text)
}

// isoTime is a time of an answer as the AWS CLI shows it: in the local zone, with microseconds where there are any.
func isoTime(n json.Number) (string, error) {
	seconds, err := n.Float64()
	if err != nil {
		return "", fmt.Errorf("%s is no time: %w", n, err)
	}
	t := time.UnixMicro(int64(math.Round(seconds * 1e6)))
	if t.Nanosecond() != 0 {
		return t.Format("2006-01-02T15:04:05.000000-07:00"), nil
	}
	return t.Format("2006-01-02T15:04:05-07:00"), nil
}

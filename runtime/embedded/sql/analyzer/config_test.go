package analyzer

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestParseDuration(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]time.Duration{
		"10 s": 10 * time.Second, "500ms": 500 * time.Millisecond, "250": 250 * time.Millisecond, "1 h": time.Hour, "2 d": 48 * time.Hour,
		" 3 min ": 3 * time.Minute, "7 DAYS": 168 * time.Hour, "0": 0,
	} {
		got, err := parseDuration(text)
		require.NoError(t, err, text)
		require.Equal(t, want, got, text)
	}
	for _, text := range []string{"", "s", "-1 s", "1.5 s", "10 fortnights", "99999999999999 d"} {
		_, err := parseDuration(text)
		require.Error(t, err, text)
	}
}

func TestParseZone(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"UTC", "Europe/Prague", "GMT+08:00", "GMT-03:30"} {
		zone, err := parseZone(name)
		require.NoError(t, err, name)
		require.Equal(t, name, zone.String())
	}
	for _, name := range []string{"", "Local", "Mars/Olympus", "GMT+8", "GMT+25:00"} {
		_, err := parseZone(name)
		require.Error(t, err, name)
	}
}

func TestNearest(t *testing.T) {
	t.Parallel()
	known := []string{"value", "values", "id", "timestamp", "Name"}
	for name, want := range map[string]string{
		"valeu": "value", "vlaues": "values", "ID": "id", "name": "Name", "zimestamp": "timestamp", "xyz": "", "i": "id",
	} {
		require.Equal(t, want, nearest(name, known), name)
	}
}

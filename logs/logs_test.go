package logs_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/penstock/penstock/logs"
)

func drawEvent(t *rapid.T) logs.Event {
	e := logs.Event{
		Time:   time.Unix(0, rapid.Int64Range(0, 1<<61).Draw(t, "time")).UTC(),
		Stream: rapid.SampledFrom([]logs.Stream{logs.StreamLog, logs.StreamStdout, logs.StreamStderr}).Draw(t, "stream"),
		Level:  logs.Level(rapid.IntRange(0, 3).Draw(t, "level")), Version: rapid.Int64Min(0).Draw(t, "version"),
		Logger: rapid.String().Draw(t, "logger"), Thread: rapid.String().Draw(t, "thread"),
		Location: rapid.String().Draw(t, "location"), Message: rapid.String().Draw(t, "message"),
		Throwable: rapid.SliceOfN(rapid.String(), 0, 3).Draw(t, "throwable"),
	}
	if len(e.Throwable) == 0 {
		e.Throwable = nil
	}
	e.Clean()
	return e
}

func TestChunks_gives_back_what_was_packed(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		events := rapid.SliceOfN(rapid.Custom(drawEvent), 0, 20).Draw(t, "events")
		if rapid.Bool().Draw(t, "a big one") && len(events) > 0 {
			events[0].Message = strings.Repeat("x", 2*logs.MaxChunkBytes)
		}
		var unpacked []logs.Event
		for _, c := range logs.Chunks(events) {
			part, err := logs.ParseChunk(c.Content)
			require.NoError(t, err)
			require.Len(t, part, c.Events)
			if c.Events > 1 {
				require.LessOrEqual(t, len(c.Content), logs.MaxChunkBytes)
			}
			for _, e := range part {
				require.True(t, c.Levels.Has(e.Level))
				require.False(t, e.Time.Before(c.MinTime) || e.Time.After(c.MaxTime))
			}
			unpacked = append(unpacked, part...)
		}
		if len(events) == 0 {
			require.Empty(t, unpacked)
			return
		}
		require.Equal(t, events, unpacked)
	})
}

func FuzzParseChunk(f *testing.F) {
	for _, c := range logs.Chunks([]logs.Event{{Time: time.Unix(1, 0), Message: "a", Throwable: []string{"b"}}}) {
		f.Add(c.Content)
	}
	f.Add([]byte("{\"t\":1,\"l\":9}\n"))
	f.Fuzz(func(t *testing.T, content []byte) {
		events, err := logs.ParseChunk(content)
		if err != nil {
			return
		}
		again := 0
		for _, c := range logs.Chunks(events) {
			again += c.Events
		}
		require.Equal(t, len(events), again)
	})
}

func TestEvent_ServiceJSON_has_the_members_of_the_service(t *testing.T) {
	t.Parallel()
	e := logs.Event{
		Level: logs.Warn, Version: 3, Logger: "l", Thread: "t", Location: "f.go:1", Message: "m \"quoted\"", Throwable: []string{"a", "b"},
	}
	require.JSONEq(t, `{"applicationARN":"arn:x","applicationVersionId":"3","locationInformation":"f.go:1","logger":"l",
		"message":"m \"quoted\"","messageSchemaVersion":"1","messageType":"WARN","threadName":"t","throwableInformation":["a","b"]}`,
		string(e.ServiceJSON("arn:x")))
	var members map[string]any
	require.NoError(t, json.Unmarshal((&logs.Event{}).ServiceJSON("arn:x"), &members))
	require.NotContains(t, members, "throwableInformation")
}

func TestEvent_Cut(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		e := drawEvent(t)
		before := e
		before.Throwable = append([]string(nil), e.Throwable...)
		limit := rapid.IntRange(16, 200).Draw(t, "limit")
		e.Cut(limit)
		sum := 0
		for _, line := range e.Throwable {
			sum += len(line)
			require.True(t, utf8.ValidString(line))
		}
		require.LessOrEqual(t, len(e.Message), limit)
		require.True(t, utf8.ValidString(e.Message))
		require.LessOrEqual(t, sum, limit+len("… (cut)"))
		if len(before.Message) <= limit {
			require.Equal(t, before.Message, e.Message)
		} else {
			require.True(t, strings.HasSuffix(e.Message, "(cut)"))
		}
	})
}

func TestFilter_Match(t *testing.T) {
	t.Parallel()
	at := time.Unix(100, 0)
	event := logs.Event{
		Time: at, Level: logs.Warn, Version: 2, Logger: "penstock.job", Message: "Task switched from RUNNING to FAILED.",
		Throwable: []string{"cannot parse row 7"},
	}
	pattern := func(text string) logs.Filter {
		compiled, err := logs.CompilePattern(text)
		require.NoError(t, err)
		return logs.Filter{Pattern: compiled}
	}
	for name, c := range map[string]struct {
		filter logs.Filter
		want   bool
	}{
		"nothing asked for":         {logs.Filter{}, true},
		"from its time on":          {logs.Filter{Start: at}, true},
		"before its time":           {logs.Filter{End: at}, false},
		"before the time after":     {logs.Filter{End: at.Add(1)}, true},
		"after its time":            {logs.Filter{Start: at.Add(1)}, false},
		"at least INFO":             {logs.Filter{Levels: logs.AtLeast(logs.Info)}, true},
		"at least ERROR":            {logs.Filter{Levels: logs.AtLeast(logs.Error)}, false},
		"its version":               {logs.Filter{Version: 2}, true},
		"another version":           {logs.Filter{Version: 3}, false},
		"its logger":                {logs.Filter{Logger: "penstock.job"}, true},
		"a prefix that is no glob":  {logs.Filter{Logger: "penstock"}, false},
		"loggers that begin so":     {logs.Filter{Logger: "penstock.*"}, true},
		"its stream":                {logs.Filter{Stream: logs.StreamLog}, true},
		"another stream":            {logs.Filter{Stream: logs.StreamStdout}, false},
		"text in another case":      {logs.Filter{Text: "SWITCHED from"}, true},
		"text in the throwable":     {logs.Filter{Text: "row 7"}, true},
		"text that is not there":    {logs.Filter{Text: "row 8"}, false},
		"a pattern in the message":  {pattern(`from \w+ to FAILED`), true},
		"a pattern, case matters":   {pattern(`FROM`), false},
		"a pattern, in a throwable": {pattern(`^cannot .* \d$`), true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, c.want, c.filter.Match(&event))
		})
	}
}

func TestCompilePattern_refuses_what_is_dear(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"(", strings.Repeat("a", 513), "(a{100}){3,}b{200}", "(x{999}){999}", `(?=a)`} {
		_, err := logs.CompilePattern(text)
		require.Error(t, err, text)
	}
	for _, text := range []string{`switched from \w+ to FAILED`, `\d{4}-\d{2}`, `(?i)error`} {
		_, err := logs.CompilePattern(text)
		require.NoError(t, err, text)
	}
}

func TestParseLevel(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"DEBUG", "INFO", "WARN", "ERROR"} {
		level, err := logs.ParseLevel(name)
		require.NoError(t, err)
		require.Equal(t, name, level.String())
	}
	_, err := logs.ParseLevel("LOUD")
	require.Error(t, err)
	require.Equal(t, "Level(9)", logs.Level(9).String())
}

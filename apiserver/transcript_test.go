package apiserver

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/lifecycle"
)

var rewrite = flag.Bool("rewrite", false, "write what the server answers into the transcripts")

// TestTranscripts plays the files testdata/*.http.txt against the whole API. A file is a list of commands, each with the
// answer below a line of dashes. A line before a command that begins with # is a comment. The commands:
//
//	OPERATION               AWS JSON 1.1; the lines that follow are the body
//	METHOD /path            REST; the lines that follow are the body
//	become NAME STATUS      the reconciler has brought the application there
//	complete NAME SNAPSHOT  the reconciler has taken the snapshot
//	vanish NAME             the reconciler has removed the application
//
// After a > on the line of a command stand the members that are shown of the answer, by their paths; without it all are.
//
// What differs from run to run has a name in place of its value, by which later requests may use it: TIME, and numbered in
// the order in which they appear TOKEN, PAGE, OPERATION and REQUEST. CREATED(NAME) and CREATED(NAME/SNAPSHOT) in a request
// stand for times of creation, SPACES(N) and ZIP(TEXT) for code.
func TestTranscripts(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/*.http.txt")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".http.txt"), func(t *testing.T) {
			t.Parallel()
			text, err := os.ReadFile(file)
			require.NoError(t, err)
			p := &player{stage: newStage(t), names: map[string]string{}, values: map[string]string{}}
			p.objects["code/script.sql"] = "SELECT 1;"
			p.objects["code/other.sql"] = "SELECT 2;"
			p.objects["code/wrong.sql"] = "WRONG"
			p.objects["code/orders.csv"] = "id,amount,note\n1,2.5,\n2,12,\"paid, late\"\n"
			p.objects["code/orders.json"] = `[{"id": 1, "buyer": {"name": "Ada"}}, {"id": 20000000000, "buyer": {"name": "Grace"}}]`
			got := p.play(string(text))
			if *rewrite {
				require.NoError(t, os.WriteFile(file, []byte(got), 0o644))
				return
			}
			require.Equal(t, string(text), got)
		})
	}
}

// player plays one transcript.
type player struct {
	*stage

	// names are given to values, values found by their names.
	names, values map[string]string
}

const dashes = "----\n"

// play returns the transcript with the answers of today.
func (p *player) play(text string) string {
	p.Helper()
	var out strings.Builder
	for _, step := range strings.Split(strings.TrimSuffix(text, "\n"), "\n\n") {
		var command strings.Builder
		for line := range strings.Lines(step + "\n") {
			if line == dashes {
				break
			}
			command.WriteString(line)
		}
		if out.Len() > 0 {
			out.WriteByte('\n')
		}
		out.WriteString(command.String())
		script := regexp.MustCompile(`(?m)^#.*\n`).ReplaceAllString(command.String(), "")
		if script == "" {
			continue // a comment of its own
		}
		out.WriteString(dashes + p.do(script))
	}
	return out.String()
}

func (p *player) do(script string) string {
	p.Helper()
	head, body, _ := strings.Cut(strings.TrimSuffix(script, "\n"), "\n")
	head, show, _ := strings.Cut(head, ">")
	words, shown := strings.Fields(head), strings.Fields(show)
	switch {
	case words[0] == "become":
		p.become(words[1], lifecycle.Status(words[2]))
	case words[0] == "complete":
		p.complete(words[1], words[2])
	case words[0] == "vanish":
		p.vanish(words[1])
	case len(words) == 2:
		return p.send(words[0], p.resolve(words[1]), "", p.resolve(body), shown)
	default:
		return p.send(http.MethodPost, "/", words[0], p.resolve(body), shown)
	}
	return "done\n"
}

func (p *player) send(method, path, operation, body string, shown []string) string {
	p.Helper()
	r, err := http.NewRequestWithContext(p.Context(), method, p.url+path, strings.NewReader(body))
	require.NoError(p, err)
	if operation != "" {
		r.Header.Set("Content-Type", "application/x-amz-json-1.1")
		r.Header.Set("X-Amz-Target", "KinesisAnalytics_20180523."+operation)
	}
	sign(p, r, body)
	answer, err := http.DefaultClient.Do(r)
	require.NoError(p, err)
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	require.NoError(p, err)
	require.Equal(p, int64(len(text)), answer.ContentLength, "the length is told, so that half an answer is not taken for one")
	require.Len(p, answer.Header.Get("X-Amzn-Requestid"), 36)
	head := strconv.Itoa(answer.StatusCode) + " " + answer.Header.Get("Content-Type")
	if code := answer.Header.Get("X-Amzn-Errortype"); code != "" {
		head += " " + code
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	var v any
	require.NoError(p, d.Decode(&v), "%s", text)
	v = p.normal("", v)
	out := head + "\n"
	if len(shown) == 0 || answer.StatusCode != http.StatusOK {
		return out + p.encode(v, "  ")
	}
	for _, path := range shown {
		out += path + ": " + p.encode(at(v, strings.Split(path, ".")), "")
	}
	return out
}

// at is what stands at a path, in each element of a list on the way; nil is nothing.
func at(v any, path []string) any {
	if len(path) == 0 {
		return v
	}
	switch v := v.(type) {
	case map[string]any:
		return at(v[path[0]], path[1:])
	case []any:
		out := make([]any, len(v))
		for i := range v {
			out[i] = at(v[i], path)
		}
		return out
	default:
		return nil
	}
}

// encode writes JSON for people.
func (p *player) encode(v any, indent string) string {
	p.Helper()
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", indent)
	require.NoError(p, e.Encode(v))
	return out.String()
}

// kinds are the members whose values differ from run to run.
var kinds = map[string]string{
	"ConditionalToken": "TOKEN", "NextToken": "PAGE", "OperationId": "OPERATION", "requestId": "REQUEST",
}

// timeInText is a time of these years in the text of an error.
var timeInText = regexp.MustCompile(`\b1[789][0-9]{8}\b`)

func (p *player) normal(member string, v any) any {
	p.Helper()
	switch v := v.(type) {
	case map[string]any:
		members := make([]string, 0, len(v))
		for name := range v {
			members = append(members, name)
		}
		sort.Strings(members)
		for _, name := range members {
			v[name] = p.normal(name, v[name])
		}
	case []any:
		for i := range v {
			v[i] = p.normal(member, v[i])
		}
	case json.Number:
		if strings.HasSuffix(member, "Timestamp") || member == "StartTime" || member == "EndTime" {
			require.Regexp(p, `^[0-9]{10}$`, v.String(), "times are whole seconds")
			return "TIME"
		}
	case string:
		if kind := kinds[member]; kind != "" && len(v) > 12 {
			return p.name(kind, v)
		}
		return timeInText.ReplaceAllString(v, "TIME")
	}
	return v
}

func (p *player) name(kind, value string) string {
	if name, ok := p.names[value]; ok {
		return name
	}
	for n := 1; ; n++ {
		if name := kind + strconv.Itoa(n); p.values[name] == "" {
			p.names[value], p.values[name] = name, value
			return name
		}
	}
}

var placeholder = regexp.MustCompile(`(?:TOKEN|PAGE|OPERATION)[0-9]+|(CREATED|SPACES|ZIP)\(([^)]*)\)`)

// resolve puts values in place of their names.
func (p *player) resolve(text string) string {
	p.Helper()
	return placeholder.ReplaceAllStringFunc(text, func(name string) string {
		parts := placeholder.FindStringSubmatch(name)
		switch parts[1] {
		case "CREATED":
			return fmt.Sprint(p.created(parts[2]))
		case "SPACES":
			n, err := strconv.Atoi(parts[2])
			require.NoError(p, err)
			return strings.Repeat(" ", n)
		case "ZIP":
			return base64.StdEncoding.EncodeToString(zipOf(p, "a.sql", parts[2]))
		}
		require.Contains(p, p.values, name)
		return p.values[name]
	})
}

func (p *player) created(what string) int64 {
	p.Helper()
	name, snapshot, isSnapshot := strings.Cut(what, "/")
	a := p.application(name)
	if !isSnapshot {
		return a.CreateTime.Unix()
	}
	found, err := p.store.Snapshot(p.Context(), a.ID, snapshot)
	require.NoError(p, err)
	return found.CreateTime.Unix()
}

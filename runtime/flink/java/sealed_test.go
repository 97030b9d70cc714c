package java_test

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/tink-crypto/tink-go/v2/streamingaead/subtle"
	"pgregory.net/rapid"

	"github.com/penstock/penstock/maven"
	"github.com/penstock/penstock/runtime/embedded/checkpoint"
	"github.com/penstock/penstock/runtime/flink/distribution"
	"github.com/penstock/penstock/runtime/flink/java"
)

// goKeys are the keys of seals for the control plane's own code.
type goKeys struct {
	sealing string
	streams map[string]checkpoint.StreamAEAD
}

func (k *goKeys) Sealing() (string, checkpoint.StreamAEAD, error) {
	return k.sealing, k.streams[k.sealing], nil
}

func (k *goKeys) Opening(id string) (checkpoint.StreamAEAD, error) {
	if stream, ok := k.streams[id]; ok {
		return stream, nil
	}
	return nil, fmt.Errorf("there is no key %s", id)
}

func sealsOf(owner string, ids ...string) java.Seals {
	s := java.Seals{Owner: owner}
	for _, id := range ids {
		s.Keys = append(s.Keys, java.Key{ID: id, Key: bytes.Repeat([]byte(id[len(id)-1:]), 32)})
	}
	return s
}

func filesOf(t *testing.T, s java.Seals) checkpoint.Files {
	t.Helper()
	keys := &goKeys{s.Keys[0].ID, map[string]checkpoint.StreamAEAD{}}
	for _, key := range s.Keys {
		stream, err := subtle.NewAESGCMHKDF(key.Key, "SHA256", 32, 64<<10, 0)
		require.NoError(t, err)
		keys.streams[key.ID] = stream
	}
	return checkpoint.Files{Storage: checkpoint.LocalStorage{}, Keys: keys, Owner: s.Owner, TakesClear: s.TakesClear}
}

// tool is the compiled testdata/SealedFilesTool.java, which runs the file system of the JAR as Flink does.
type tool struct{ classPath string }

func newTool(t *testing.T) tool {
	t.Helper()
	runtime := os.Getenv("PENSTOCK_TEST_FLINK")
	if runtime == "" {
		t.Skip("PENSTOCK_TEST_FLINK names no runtime; make test-flink does")
	}
	version, known := distribution.Find(runtime)
	require.True(t, known)
	flink, err := distribution.Install(t.Context(), version, distribution.Options{Cache: maven.CacheDir(os.TempDir()), Repository: maven.Repository()})
	require.NoError(t, err)
	jars, err := flink.ClassPath()
	require.NoError(t, err)
	jar, err := java.InstallJAR(t.TempDir())
	require.NoError(t, err)
	classes := t.TempDir()
	classPath := strings.Join(append(jars, jar, classes), string(os.PathListSeparator))
	out, err := exec.CommandContext(t.Context(), "javac", "-cp", classPath, "-d", classes, filepath.Join("testdata", "SealedFilesTool.java")).CombinedOutput()
	require.NoError(t, err, string(out))
	return tool{classPath}
}

// run runs an order with keys, and gives what it prints.
func (tool tool) run(t *testing.T, s java.Seals, order ...string) (lines []string) {
	t.Helper()
	args := append([]string{"-XX:TieredStopAtLevel=1", "-cp", tool.classPath, "io.penstock.flink.SealedFilesTool"}, order...)
	cmd := exec.CommandContext(t.Context(), "java", args...)
	cmd.Stdin = bytes.NewReader(java.Handover(nil, &s)[4:])
	var problems bytes.Buffer
	cmd.Stderr = &problems
	out, err := cmd.Output()
	require.NoError(t, err, problems.String())
	return strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
}

func put(t *testing.T, content []byte) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "clear")
	require.NoError(t, os.WriteFile(path, content, 0o600))
	return path
}

func read(files checkpoint.Files, path string) ([]byte, error) {
	file, err := files.OpenFlink(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(file)
}

func randomBytes(n int) []byte {
	content := make([]byte, n)
	random := rand.NewChaCha8([32]byte{byte(n)})
	_, _ = random.Read(content) // it cannot fail
	return content
}

// sizes are those around the ends of segments.
var sizes = []int{0, 1, 5000, 64<<10 - 100, 64 << 10, 3*(64<<10) + 17, 1 << 20}

// What Java has written is read by Go, and what Go has written by Java, from the beginning and from any place.
func TestFlinkSealedFiles_areReadByBothLanguages(t *testing.T) {
	t.Parallel()
	tool := newTool(t)
	seals := sealsOf("äpplication", "new-1", "old-2")
	files, dir := filesOf(t, seals), t.TempDir()
	for _, size := range sizes {
		content := randomBytes(size)
		clear, sealed := put(t, content), filepath.Join(dir, fmt.Sprint("state-", size))
		tool.run(t, seals, "seal", clear, sealed)
		got, err := read(files, sealed)
		require.NoError(t, err)
		require.True(t, bytes.Equal(content, got), "%d bytes", size)

		ours, back := filepath.Join(dir, fmt.Sprint("ours-", size)), filepath.Join(dir, "back")
		require.NoError(t, checkpoint.ResealFlink(t.Context(), checkpoint.Files{Storage: checkpoint.LocalStorage{}}, clear,
			filesOf(t, sealsOf("äpplication", "old-2")), ours))
		tool.run(t, seals, "open", ours, back)
		got, err = os.ReadFile(back)
		require.NoError(t, err)
		require.True(t, bytes.Equal(content, got), "%d bytes", size)
	}
	left, err := filepath.Glob(filepath.Join(dir, ".*"))
	require.NoError(t, err)
	require.Empty(t, left, "nothing unfinished is left")

	renamed := filepath.Join(dir, "renamed")
	tool.run(t, seals, "rename", filepath.Join(dir, "state-5000"), renamed)
	got, err := read(files, renamed)
	require.NoError(t, err)
	require.True(t, bytes.Equal(randomBytes(5000), got))
}

// Every file that is not as it was written is refused by both languages: with a changed bit, cut off, or longer, with segments that have
// changed places, of another name or another owner, with a key that is not there, or in clear.
func TestFlinkSealedFiles_thatWereChangedAreRefused(t *testing.T) {
	t.Parallel()
	tool := newTool(t)
	seals := sealsOf("a", "key-1")
	dir := t.TempDir()
	whole := filepath.Join(dir, "state")
	tool.run(t, seals, "seal", put(t, randomBytes(200_000)), whole)
	content, err := os.ReadFile(whole)
	require.NoError(t, err)
	files := filesOf(t, seals)

	rapid.Check(t, func(t *rapid.T) {
		changed := bytes.Clone(content)
		if rapid.Bool().Draw(t, "cut off") {
			changed = changed[:rapid.IntRange(0, len(changed)-1).Draw(t, "length")]
		} else {
			changed[rapid.IntRange(0, len(changed)-1).Draw(t, "byte")] ^= 1 << rapid.IntRange(0, 7).Draw(t, "bit")
		}
		path := filepath.Join(dir, "changed", "state")
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o700))
		require.NoError(t, os.WriteFile(path, changed, 0o600))
		_, err := read(files, path)
		require.Error(t, err)
	})

	swapped := bytes.Clone(content)
	const segment = 64 << 10
	header := len(content) - segment
	copy(swapped[segment:2*segment], content[2*segment:3*segment])
	copy(swapped[2*segment:3*segment], content[segment:2*segment])
	variants := map[string][]byte{
		"swapped": swapped, "longer": append(bytes.Clone(content), 0), "clear": []byte("in clear, and long enough for a magic"), "empty": {},
		"segment boundary": content[:20+2*segment],
	}
	for _, n := range []int{1, 4, 8, 12, 20, 60, segment, segment + 100, len(content) - 17, len(content) - 1, header} {
		variants[fmt.Sprint("cut at ", n)] = content[:n]
	}
	for _, n := range []int{0, 9, 11, 14, 20, 40, 70, segment, 2*segment + 5, len(content) - 1} {
		flipped := bytes.Clone(content)
		flipped[n] ^= 0x10
		variants[fmt.Sprint("flipped at ", n)] = flipped
	}
	probe, names := []string{"probe", whole}, []string{"as it was"}
	for name, variant := range variants {
		path := filepath.Join(dir, name, "state")
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o700))
		require.NoError(t, os.WriteFile(path, variant, 0o600))
		_, err := read(files, path)
		require.Error(t, err, name)
		probe, names = append(probe, path), append(names, name)
	}
	moved := filepath.Join(dir, "other-name")
	require.NoError(t, os.WriteFile(moved, content, 0o600))
	_, err = read(files, moved)
	require.Error(t, err)
	_, err = read(filesOf(t, sealsOf("b", "key-1")), whole)
	require.Error(t, err)
	_, err = read(filesOf(t, sealsOf("a", "key-2")), whole)
	require.ErrorContains(t, err, "key-1")

	lines := tool.run(t, seals, append(probe, moved)...)
	require.Len(t, lines, len(names)+1)
	require.Equal(t, "opens", lines[0])
	for i, line := range lines[1:] {
		require.Contains(t, line, "refused: ", append(names, "moved")[i+1])
	}
	require.Contains(t, tool.run(t, sealsOf("b", "key-1"), "probe", whole)[0], "does not open with key key-1")
	require.Contains(t, tool.run(t, sealsOf("a", "key-2"), "probe", whole)[0], "key-1, which the cluster was not given")
	seals.TakesClear = true
	require.Equal(t, []string{"opens"}, tool.run(t, seals, "probe", filepath.Join(dir, "clear", "state")))
}

package cluster

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func packedOf(name string, content []byte) packed {
	return packed{name, func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(content)), nil }}
}

// What is packed is unpacked as it was, and of what follows nothing is read.
func TestPacked_areReadToTheirEndAndNotFurther(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		size := rapid.SampledFrom([]int{0, 1, packedChunk - 1, packedChunk, packedChunk + 1, 3 * packedChunk}).Draw(t, "size")
		content := bytes.Repeat([]byte{byte(size), 7}, size/2+1)[:size]
		var stream bytes.Buffer
		require.NoError(t, writePacked(&stream, []packed{packedOf("etc/a.json", []byte("{}")), packedOf("code.jar", content)}))
		whole := stream.Len()
		stream.WriteString("what follows")
		folder, err := os.MkdirTemp(root, "")
		require.NoError(t, err)
		require.NoError(t, unpack(&stream, folder))
		require.Equal(t, "what follows", stream.String(), "after %d bytes", whole)
		got, err := os.ReadFile(filepath.Join(folder, "code.jar"))
		require.NoError(t, err)
		require.True(t, bytes.Equal(content, got))
		got, err = os.ReadFile(filepath.Join(folder, "etc", "a.json"))
		require.NoError(t, err)
		require.Equal(t, "{}", string(got))
	})
}

func TestUnpack_refuses(t *testing.T) {
	t.Parallel()
	var whole, outside bytes.Buffer
	require.NoError(t, writePacked(&whole, []packed{packedOf("a", []byte("content"))}))
	for n := range whole.Len() {
		require.ErrorContains(t, unpack(bytes.NewReader(whole.Bytes()[:n]), t.TempDir()), "cut off")
	}
	require.NoError(t, writePacked(&outside, []packed{packedOf("../a", nil)}))
	require.ErrorContains(t, unpack(&outside, t.TempDir()), "outside")
	require.ErrorContains(t, unpack(strings.NewReader("\xff\xff\xff\xff"), t.TempDir()), "4294967295 bytes")
}

func FuzzUnpack(f *testing.F) {
	f.Add([]byte("\x00\x00\x00\x01a\x00\x00\x00\x01x\x00\x00\x00\x00\x00\x00\x00\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		folder := filepath.Join(t.TempDir(), "inner")
		require.NoError(t, os.Mkdir(folder, 0o700))
		_ = unpack(bytes.NewReader(data), folder) // it returns
		beside, err := os.ReadDir(filepath.Dir(folder))
		require.NoError(t, err)
		require.Len(t, beside, 1, "nothing is written outside")
	})
}

package image_test

import (
	"archive/tar"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/deploy/image"
)

// entries are the files of an archive.
func entries(t *testing.T, archive []byte) map[string]*bytes.Buffer {
	t.Helper()
	found := map[string]*bytes.Buffer{}
	for r := tar.NewReader(bytes.NewReader(archive)); ; {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			return found
		}
		require.NoError(t, err)
		require.NotContains(t, found, h.Name, "twice in the archive")
		found[h.Name] = &bytes.Buffer{}
		_, err = io.Copy(found[h.Name], r)
		require.NoError(t, err)
	}
}

func TestImage_Write(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	require.NoError(t, os.Mkdir(filepath.Join(dir, "lib"), 0o700))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "lib", "a"), []byte("content"), 0o600))
	require.NoError(t, os.Symlink("a", filepath.Join(dir, "lib", "link")))
	require.NoError(t, os.Symlink("nowhere", filepath.Join(dir, "lib", "lost")))
	i := image.Image{
		Tag: "x/y:1", User: "1:1", Entrypoint: []string{"/a"},
		Files: []image.File{{Source: filepath.Join(dir, "lib"), Target: "/opt/lib"}, {Source: filepath.Join(dir, "lib"), Target: "/opt/lib"}, {Target: "/tmp"}, {Target: "/etc/passwd", Content: []byte("root")}},
	}
	var first, again bytes.Buffer
	require.NoError(t, i.Write(&first))
	require.NoError(t, i.Write(&again))
	require.Equal(t, first.Bytes(), again.Bytes(), "the same files give the same bytes")

	archive := entries(t, first.Bytes())
	var list []struct {
		Config           string
		RepoTags, Layers []string
	}
	require.NoError(t, json.Unmarshal(archive["manifest.json"].Bytes(), &list))
	require.Equal(t, []string{"x/y:1"}, list[0].RepoTags)
	require.Contains(t, archive[list[0].Config].String(), `"Entrypoint":["/a"]`)
	layer := entries(t, archive[list[0].Layers[0]].Bytes())
	require.Equal(t, "content", layer["opt/lib/a"].String())
	require.Equal(t, "content", layer["opt/lib/link"].String())
	require.NotContains(t, layer, "opt/lib/lost")
	require.Contains(t, layer, "tmp/")
	require.Contains(t, layer, "etc/")
	require.Equal(t, "root", layer["etc/passwd"].String())

	i.Files = []image.File{{Source: filepath.Join(dir, "none"), Target: "/x"}}
	require.Error(t, i.Write(io.Discard))
}

// Archives of classes are good for JARs of the very times that they were made of.
func TestImage_keepsTimes(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "a.jar")
	require.NoError(t, os.WriteFile(file, []byte("content"), 0o600))
	written := time.Unix(1700000000, 123456789)
	require.NoError(t, os.Chtimes(file, written, written))
	i := image.Image{Tag: "x/y:1", Files: []image.File{{Source: file, Target: "/dated", Dated: true}, {Source: file, Target: "/undated"}}}
	var out bytes.Buffer
	require.NoError(t, i.Write(&out))
	for name, content := range entries(t, out.Bytes()) {
		if filepath.Base(name) != "layer.tar" {
			continue
		}
		layer := tar.NewReader(content)
		for _, want := range []time.Time{written, time.Unix(0, 0)} {
			h, err := layer.Next()
			require.NoError(t, err)
			require.True(t, want.Equal(h.ModTime), "%s: %v", h.Name, h.ModTime)
		}
		return
	}
	require.Fail(t, "the image has no layer")
}

package archive_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/codestore/archive"
)

// file is an entry to be: its header, and its content.
type file struct {
	zip.FileHeader
	content string
}

func named(name, content string) file { return file{zip.FileHeader{Name: name}, content} }

func pack(t testing.TB, comment string, files ...file) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := range files {
		w, err := z.CreateHeader(&files[i].FileHeader)
		require.NoError(t, err)
		_, err = io.WriteString(w, files[i].content)
		require.NoError(t, err)
	}
	require.NoError(t, z.SetComment(comment))
	require.NoError(t, z.Close())
	return b.Bytes()
}

func check(data []byte) error { return archive.Check(bytes.NewReader(data), int64(len(data))) }

func TestCheck_TakesWhatToolsMake(t *testing.T) {
	t.Parallel()
	many := make([]file, 70_000) // more than the old format counts
	for i := range many {
		many[i] = named(fmt.Sprintf("com/example/C%d.class", i), "")
	}
	for name, data := range map[string][]byte{
		"a script":              pack(t, "", named("a.sql", "SELECT 1")),
		"scripts in folders":    pack(t, "", named("a/", ""), named("a/b.SQL", "SELECT 1"), named("./c.sql", "")),
		"a JAR":                 pack(t, "", named("META-INF/MANIFEST.MF", "Main-Class: A")),
		"classes":               pack(t, "made by hand", named("A.class", "x"), named("A$B.class", "y")),
		"a resource twice":      pack(t, "", named("LICENSE", "x"), named("A.class", "y"), named("LICENSE", "z")),
		"Python with a JAR":     pack(t, "", named("main.py", "x"), named("lib/flink.jar", "y")),
		"a program in front":    append([]byte("#!/bin/sh\nexec java -jar $0\n"), pack(t, "", named("A.class", "x"))...),
		"compressed":            pack(t, "", file{zip.FileHeader{Name: "a.sql", Method: zip.Deflate}, strings.Repeat("SELECT 1;\n", 10_000)}),
		"very many":             pack(t, "", many...),
		"the longest comment":   pack(t, strings.Repeat("c", 65535), named("A.class", "x")),
		"a comment like an end": pack(t, "PK\x05\x06 and so on, which is no end of an archive", named("A.class", "x")),
	} {
		require.NoError(t, check(data), name)
		var tail archive.Tail
		_, err := io.Copy(&tail, bytes.NewReader(data))
		require.NoError(t, err)
		require.EqualValues(t, len(data), tail.Size())
		require.NoError(t, archive.Check(&tail, tail.Size()), name)
	}
}

// raw makes an archive of one entry whose sizes are lies.
func raw(t testing.TB, packed, unpacked uint64) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := range 2 {
		_, err := z.CreateRaw(&zip.FileHeader{
			Name: fmt.Sprint(i, ".sql"), Method: zip.Deflate, CompressedSize64: packed, UncompressedSize64: unpacked,
		})
		require.NoError(t, err)
	}
	require.NoError(t, z.Close())
	return b.Bytes()
}

// bomb is seventy megabytes of nothing.
func bomb(t testing.TB) []byte {
	t.Helper()
	var packed bytes.Buffer
	w, err := flate.NewWriter(&packed, flate.BestSpeed)
	require.NoError(t, err)
	_, err = w.Write(make([]byte, 70<<20))
	require.NoError(t, err)
	require.NoError(t, w.Close())
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	to, err := z.CreateRaw(&zip.FileHeader{
		Name: "a.sql", Method: zip.Deflate, CompressedSize64: uint64(packed.Len()), UncompressedSize64: 70 << 20,
	})
	require.NoError(t, err)
	_, err = to.Write(packed.Bytes())
	require.NoError(t, err)
	require.NoError(t, z.Close())
	return b.Bytes()
}

func TestCheck_Refuses(t *testing.T) {
	t.Parallel()
	good := pack(t, "", named("a.sql", "SELECT 1"))
	link := file{zip.FileHeader{Name: "a.sql"}, "/etc/passwd"}
	link.SetMode(0o777 | 1<<27) // fs.ModeSymlink
	changed := func(at int, to ...byte) []byte {
		data := bytes.Clone(good)
		copy(data[len(data)-22+at:], to)
		return data
	}
	for name, test := range map[string]struct {
		data  []byte
		words string
	}{
		"nothing":                      {nil, "not a ZIP"},
		"text":                         {[]byte("SELECT 1"), "not a ZIP"},
		"the beginning of one":         {good[:len(good)-1], "not a ZIP"},
		"one with something behind":    {append(bytes.Clone(good), 'x'), "not a ZIP"},
		"one of no entries":            {pack(t, ""), "nothing that can run"},
		"one without code":             {pack(t, "", named("readme.txt", "x")), "nothing that can run"},
		"a way out":                    {pack(t, "", named("../a.sql", "x")), "outside of itself"},
		"a way out within":             {pack(t, "", named("a/../../a.sql", "x")), "outside of itself"},
		"a way out of Windows":         {pack(t, "", named(`..\a.sql`, "x")), "outside of itself"},
		"an absolute name":             {pack(t, "", named("/etc/a.sql", "x")), "outside of itself"},
		"a drive":                      {pack(t, "", named("C:a.sql", "x")), "outside of itself"},
		"no name":                      {pack(t, "", named("", "x")), "outside of itself"},
		"a NUL":                        {pack(t, "", named("a\x00.sql", "x")), "outside of itself"},
		"two scripts of one name":      {pack(t, "", named("a.sql", "x"), named("./a.sql", "y")), "two entries"},
		"an encrypted entry":           {pack(t, "", file{zip.FileHeader{Name: "a.sql", Flags: 1}, "x"}), "encrypted"},
		"a link":                       {pack(t, "", link), "is a link"},
		"a bomb":                       {bomb(t), "times as much"},
		"more than anybody unpacks":    {raw(t, 10, 3<<30), "more than"},
		"an entry of terabytes":        {raw(t, 10, 5<<40), "more than"},
		"entries on the same bytes":    {raw(t, 1<<20, 1<<20), "share theirs"},
		"more entries than there are":  {changed(8, 2, 0, 2, 0), "damaged"},
		"fewer entries than there are": {changed(8, 0, 0, 0, 0), "damaged"},
		"a directory beyond the end":   {changed(12, 0xff, 0xff, 0xff, 0x7f), "damaged"},
		"a directory elsewhere":        {changed(12, 1, 0, 0, 0), "damaged"},
	} {
		err := check(test.data)
		var wrong *archive.Error
		require.ErrorAs(t, err, &wrong, name)
		require.Contains(t, wrong.Reason, test.words, name)
	}
}

// TestCheck_RefusesDirectoriesThatTakeMemory before it reads them.
func TestCheck_RefusesDirectoriesThatTakeMemory(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		entries uint64
		size    int64
		words   string
	}{
		"very many entries": {1 << 40, 100, "entries"},
		"a long directory":  {10, archive.DirectoryLimit + 1, "directory"},
	} {
		end := binary.LittleEndian.AppendUint32(nil, 0x06064b50)
		end = append(end, make([]byte, 28)...)
		end = binary.LittleEndian.AppendUint64(end, test.entries)
		end = binary.LittleEndian.AppendUint64(end, uint64(test.size))
		end = binary.LittleEndian.AppendUint64(end, 0)
		end = binary.LittleEndian.AppendUint32(end, 0x07064b50)
		end = append(end, make([]byte, 16)...)
		end = binary.LittleEndian.AppendUint32(end, 0x06054b50)
		end = append(end, make([]byte, 4)...)
		end = append(end, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0)
		r := &beyond{end: end, size: test.size + int64(len(end))}
		var wrong *archive.Error
		require.ErrorAs(t, archive.Check(r, r.size), &wrong, name)
		require.Contains(t, wrong.Reason, test.words, name)
		require.False(t, r.asked, "%s: the directory was read", name)
	}
}

// beyond is an archive of which only the end is there.
type beyond struct {
	end   []byte
	size  int64
	asked bool
}

func (r *beyond) ReadAt(b []byte, off int64) (int, error) {
	clear(b)
	at := r.size - int64(len(r.end)) - off
	if at > 65557 {
		r.asked = true
	}
	if at < 0 {
		return copy(b, r.end[-at:]), nil
	}
	if at < int64(len(b)) {
		copy(b[at:], r.end)
	}
	return len(b), nil
}

// TestTail_KeepsTheEnd of something longer than it keeps.
func TestTail_KeepsTheEnd(t *testing.T) {
	t.Parallel()
	const size = archive.DirectoryLimit + 3<<20 + 17
	var tail archive.Tail
	at := func(i int64) byte { return byte(i * 7 / 3) }
	block := make([]byte, 1000)
	for n := int64(0); n < size; {
		part := block[:min(int64(len(block)), size-n)]
		for i := range part {
			part[i] = at(n + int64(i))
		}
		_, err := tail.Write(part)
		require.NoError(t, err)
		n += int64(len(part))
	}
	require.EqualValues(t, size, tail.Size())
	kept := make([]byte, archive.DirectoryLimit)
	n, err := tail.ReadAt(kept, size-archive.DirectoryLimit)
	require.NoError(t, err)
	require.Equal(t, len(kept), n)
	for i, b := range kept {
		if b != at(size-archive.DirectoryLimit+int64(i)) {
			t.Fatalf("byte %d is another", i)
		}
	}
	_, err = tail.ReadAt(kept[:1], 0)
	require.Error(t, err, "it forgets")
	n, err = tail.ReadAt(kept[:10], size-3)
	require.ErrorIs(t, err, io.EOF)
	require.Equal(t, 3, n)
}

// FuzzCheck: whatever it takes, Go's reader of archives sees the same entries.
func FuzzCheck(f *testing.F) {
	f.Add(pack(f, "comment", named("a.sql", "SELECT 1"), named("b/c.sql", "SELECT 2")))
	f.Add(pack(f, "", file{zip.FileHeader{Name: "a.sql", Method: zip.Deflate, Extra: []byte{1, 0, 0, 0}}, "x"}))
	f.Add(append([]byte("in front"), pack(f, "", named("A.class", "x"))...))
	f.Add(raw(f, 1, 5<<32))
	f.Fuzz(func(t *testing.T, data []byte) {
		err := check(data)
		var wrong *archive.Error
		if err != nil {
			if !errors.As(err, &wrong) {
				t.Fatalf("not said to be wrong: %v", err)
			}
			return
		}
		z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			return // it looks at more than the directory
		}
		for _, e := range z.File {
			for part := range strings.SplitSeq(e.Name, "/") {
				if part == ".." || strings.HasPrefix(e.Name, "/") {
					t.Fatalf("%q is outside", e.Name)
				}
			}
		}
	})
}

package codestore_test

import (
	"bytes"
	"crypto/md5" //nolint:gosec // what the API tells
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/codestore/codestoretest"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
)

func TestPackages_GiveBackWhatTheyWereGiven(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	for name, content := range map[string][]byte{
		"nothing":                   {},
		"one byte":                  {0},
		"a script":                  []byte("INSERT INTO sink SELECT * FROM source;"),
		"bytes that are no text":    {0xff, 0xfe, 0x00},
		"the most that is put":      bytes.Repeat([]byte("x"), 512<<10),
		"one byte more":             bytes.Repeat([]byte("x"), 512<<10+1),
		"exactly one chunk":         bytes.Repeat([]byte("y"), 1<<20),
		"several chunks and a half": bytes.Repeat([]byte("0123456789abcdef"), 200_000),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sha, md := sha256.Sum256(content), md5.Sum(content) //nolint:gosec // what the API tells
			want := lifecycle.Code{
				ContentType: lifecycle.CodeZipFile, SHA256: hex.EncodeToString(sha[:]), MD5: hex.EncodeToString(md[:]), Size: int64(len(content)),
			}
			put, err := f.Put(t.Context(), owner("orders"), lifecycle.CodeZipFile, content)
			require.NoError(t, err)
			// A reader that gives its bytes in small and odd pieces, as a network does.
			upload, err := f.Upload(t.Context(), owner("orders"), lifecycle.CodeZipFile, iotest.HalfReader(bytes.NewReader(content)))
			require.NoError(t, err)
			require.EqualValues(t, len(content), upload.Size())
			r, err := upload.Open(t.Context())
			require.NoError(t, err)
			require.NoError(t, iotest.TestReader(r, content))
			require.NoError(t, r.Close())
			uploaded, err := upload.Commit(t.Context())
			require.NoError(t, err)
			for _, code := range []lifecycle.Code{put, uploaded} {
				want.ID = code.ID
				require.Equal(t, want, code)
				found, err := f.store.Code(t.Context(), code.ID)
				require.NoError(t, err)
				require.Equal(t, want, found)
				require.True(t, f.mustRead(code.ID) == string(content))
			}
		})
	}
	_, err := f.read(-1)
	require.True(t, fault.Is(err, fault.NotFoundKind), "%v", err)
}

func TestPackages_AreEncrypted(t *testing.T) {
	t.Parallel()
	const marker = "a secret that is in the code"
	f := newFixture(t)
	code := f.put(owner("orders"), strings.Repeat(marker, 100))
	found := f.count(`SELECT count(*) FROM code_chunks WHERE position('a secret'::bytea IN content) > 0`)
	require.Zero(t, found)
	require.Contains(t, f.mustRead(code.ID), marker)

	elsewhere := codestoretest.New(t, f.store)
	_, err := elsewhere.Open(t.Context(), code.ID)
	require.ErrorContains(t, err, "unwrap data key", "without the installation's key nobody reads it")
}

// TestPackages_HaveAKeyPerApplication also for one that has the name of another that was deleted.
func TestPackages_HaveAKeyPerApplication(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	first := f.put(owner("orders"), "SELECT 1")
	orders := f.use("orders", first.ID)
	require.Equal(t, first.ID, f.put(orders, "SELECT 1").ID, "one copy of the same content")
	f.put(orders, "SELECT 2")
	require.Equal(t, 1, f.count(`SELECT count(*) FROM data_keys`))
	upload, err := f.Upload(t.Context(), orders, lifecycle.CodePlainText, strings.NewReader("SELECT 1"))
	require.NoError(t, err)
	again, err := upload.Commit(t.Context())
	require.NoError(t, err)
	require.Equal(t, first, again)

	other := f.put(owner("orders"), "SELECT 1")
	require.NotEqual(t, first.ID, other.ID)
	require.NotEqual(t, first.ID, f.put(owner("refunds"), "SELECT 1").ID)
	require.Equal(t, 3, f.count(`SELECT count(*) FROM data_keys`))
	require.Equal(t, 2, f.count(`SELECT count(DISTINCT application_arn) FROM data_keys`))
}

// TestPackages_NoticeWhatWasDoneToThem changes the rows behind their back.
func TestPackages_NoticeWhatWasDoneToThem(t *testing.T) {
	t.Parallel()
	content := strings.Repeat("0123456789abcdef", 200_000)
	for name, change := range map[string]string{
		"a bit":           `UPDATE code_chunks SET content = set_byte(content, 500000, get_byte(content, 500000) # 1) WHERE code_id = $1 AND sequence = 2`,
		"the last chunk":  `DELETE FROM code_chunks WHERE code_id = $1 AND sequence = 3`,
		"a chunk between": `DELETE FROM code_chunks WHERE code_id = $1 AND sequence = 1`,
		"all chunks":      `DELETE FROM code_chunks WHERE code_id = $1`,
		"the order": `UPDATE code_chunks a SET content = b.content FROM code_chunks b
			WHERE a.code_id = $1 AND b.code_id = $1 AND (a.sequence, b.sequence) IN ((1, 2), (2, 1))`,
		"the name":          `UPDATE code_packages SET content_name = 'another' WHERE id = $1`,
		"the application":   `UPDATE data_keys SET application_arn = application_arn || 's' WHERE id = (SELECT key_id FROM code_packages WHERE id = $1)`,
		"the provider":      `UPDATE data_keys SET provider = 'none' WHERE id = (SELECT key_id FROM code_packages WHERE id = $1)`,
		"the key":           `UPDATE data_keys SET wrapped = set_byte(wrapped, 9, get_byte(wrapped, 9) # 1) WHERE id = (SELECT key_id FROM code_packages WHERE id = $1)`,
		"another's content": `UPDATE code_chunks SET content = (SELECT c.content FROM code_chunks c WHERE c.sequence = 0 AND c.code_id <> $1) WHERE code_id = $1 AND sequence = 0`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newFixture(t)
			code := f.put(owner("orders"), content)
			orders := f.use("orders", code.ID)
			other := f.put(orders, "another content of the same application")
			require.Equal(t, content, f.mustRead(code.ID))
			f.exec(change, code.ID)
			_, err := f.read(code.ID)
			require.Error(t, err)
			if name != "the application" && name != "the provider" && name != "the key" {
				require.Equal(t, "another content of the same application", f.mustRead(other.ID))
			}
		})
	}
}

func TestUpload_KeepsNothingOfASourceThatFails(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	broken := errors.New("connection reset")
	source := io.MultiReader(bytes.NewReader(make([]byte, 3<<20)), iotest.ErrReader(broken))
	_, err := f.Upload(t.Context(), owner("orders"), lifecycle.CodeZipFile, source)
	require.ErrorIs(t, err, broken)
	require.Zero(t, f.count(`SELECT count(*) FROM code_chunks`))
	require.Zero(t, f.count(`SELECT count(*) FROM code_packages`))
}

func TestUpload_CanBeDiscarded(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	upload, err := f.Upload(t.Context(), owner("orders"), lifecycle.CodeZipFile, bytes.NewReader(make([]byte, 3<<20)))
	require.NoError(t, err)
	require.Equal(t, 4, f.count(`SELECT count(*) FROM code_chunks`))
	require.NoError(t, upload.Discard(t.Context()))
	require.Zero(t, f.count(`SELECT count(*) FROM code_chunks`))
	_, err = upload.Commit(t.Context())
	require.Error(t, err)
}

package store_test

import (
	"bytes"
	"crypto/md5" //nolint:gosec // what the API tells
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"strings"
	"sync"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/store"
	"github.com/penstock/penstock/store/storetest"
)

func TestStore_PutCode(t *testing.T) {
	t.Parallel()
	s := storetest.Open(t)
	for name, content := range map[string][]byte{
		"nothing":                {},
		"one byte":               {0},
		"exactly one chunk":      bytes.Repeat([]byte("x"), 1<<20),
		"one byte over":          bytes.Repeat([]byte("y"), 1<<20+1),
		"several chunks":         bytes.Repeat([]byte("0123456789abcdef"), 200_000),
		"an ordinary script":     []byte("INSERT INTO sink SELECT * FROM source;"),
		"bytes that are no text": {0xff, 0xfe, 0x00},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			// A reader that gives its bytes in small and odd pieces, as a network does.
			code, err := s.PutCode(t.Context(), account, lifecycle.CodeZipFile, iotest.HalfReader(bytes.NewReader(content)))
			require.NoError(t, err)
			sha, md := sha256.Sum256(content), md5.Sum(content) //nolint:gosec // what the API tells
			require.Equal(t, lifecycle.Code{
				ID: code.ID, ContentType: lifecycle.CodeZipFile, SHA256: hex.EncodeToString(sha[:]),
				MD5: hex.EncodeToString(md[:]), Size: int64(len(content)),
			}, code)
			found, err := s.Code(t.Context(), code.ID)
			require.NoError(t, err)
			require.Equal(t, code, found)
			var copied bytes.Buffer
			require.NoError(t, s.ReadCode(t.Context(), code.ID, &copied))
			require.True(t, bytes.Equal(content, copied.Bytes()))
		})
	}

	t.Run("the same content is stored once for an account", func(t *testing.T) {
		t.Parallel()
		ids := make([]int64, 4)
		var group sync.WaitGroup
		for i := range ids {
			group.Go(func() {
				code, err := s.PutCode(t.Context(), account, lifecycle.CodePlainText, strings.NewReader("SELECT 1"))
				if err != nil {
					t.Error(err)
				}
				ids[i] = code.ID
			})
		}
		group.Wait()
		for _, id := range ids {
			require.Equal(t, ids[0], id)
		}
		theirs, err := s.PutCode(t.Context(), "999999999999", lifecycle.CodePlainText, strings.NewReader("SELECT 1"))
		require.NoError(t, err)
		require.NotEqual(t, ids[0], theirs.ID)
		var copied strings.Builder
		require.NoError(t, s.ReadCode(t.Context(), ids[0], &copied))
		require.Equal(t, "SELECT 1", copied.String())
	})

	t.Run("a reader that fails leaves nothing behind", func(t *testing.T) {
		t.Parallel()
		url := storetest.URL(t)
		s := storetest.OpenURL(t, url)
		broken := errors.New("connection reset")
		content := io.MultiReader(bytes.NewReader(make([]byte, 3<<20)), iotest.ErrReader(broken))
		_, err := s.PutCode(t.Context(), account, lifecycle.CodeZipFile, content)
		require.ErrorIs(t, err, broken)
		require.Zero(t, mustCount(t, url, `SELECT count(*) FROM code_chunks`))
	})

	t.Run("a copy that is not there", func(t *testing.T) {
		t.Parallel()
		require.True(t, fault.Is(s.ReadCode(t.Context(), -1, io.Discard), fault.NotFoundKind))
	})
}

func TestStore_SweepCode(t *testing.T) {
	t.Parallel()
	url := storetest.URL(t)
	s := storetest.OpenURL(t, url)
	used, err := s.PutCode(t.Context(), account, lifecycle.CodePlainText, strings.NewReader("used"))
	require.NoError(t, err)
	unused, err := s.PutCode(t.Context(), account, lifecycle.CodePlainText, strings.NewReader("unused"))
	require.NoError(t, err)
	v := newVersion()
	v.CodeID = used.ID
	mustTx(t, s, func(tx *store.Tx) error { return tx.CreateApplication(t.Context(), newApplication("orders"), v) })

	swept, err := s.SweepCode(t.Context(), term)
	require.NoError(t, err)
	require.Zero(t, swept, "both are young")
	mustExec(t, url, `UPDATE code_packages SET put_time = put_time - interval '2 hours'`)
	swept, err = s.SweepCode(t.Context(), term)
	require.NoError(t, err)
	require.EqualValues(t, 1, swept)
	_, err = s.Code(t.Context(), used.ID)
	require.NoError(t, err)
	_, err = s.Code(t.Context(), unused.ID)
	require.True(t, fault.Is(err, fault.NotFoundKind), "%v", err)
	require.Equal(t, 1, mustCount(t, url, `SELECT count(*) FROM code_chunks`))
}

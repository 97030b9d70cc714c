package store_test

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/store"
	"github.com/penstock/penstock/store/storetest"
)

// newKey is a data key of an application; what it wraps is not the database's business.
func newKey(name string) store.DataKey {
	return store.DataKey{
		ID: rand.Text(), ApplicationARN: lifecycle.ARN(region, account, name), Provider: "AWS_OWNED_KEY", Wrapped: []byte("wrapped"),
	}
}

// newPackage is a package whose content is stored under the key.
func newPackage(key store.DataKey, content string) *store.CodePackage {
	sum := sha256.Sum256([]byte(content))
	return &store.CodePackage{
		Code: lifecycle.Code{
			ContentType: lifecycle.CodeZipFile, SHA256: hex.EncodeToString(sum[:]), MD5: strings.Repeat("0", 32), Size: int64(len(content)),
		},
		AccountID: account, Key: key, ContentName: rand.Text(),
	}
}

func mustPut(t testing.TB, s *store.Store, key store.DataKey, content string) int64 {
	t.Helper()
	id, err := s.PutCode(t.Context(), newPackage(key, content), []byte("sealed "+content))
	require.NoError(t, err)
	return id
}

// mustUpload begins a package and gives it two chunks.
func mustUpload(t testing.TB, s *store.Store, p *store.CodePackage) {
	t.Helper()
	id, err := s.BeginCode(t.Context(), p)
	require.NoError(t, err)
	p.ID = id
	require.NoError(t, s.AppendCode(t.Context(), id, 0, []byte("one")))
	require.NoError(t, s.AppendCode(t.Context(), id, 1, []byte("two")))
}

func TestStore_PutCode(t *testing.T) {
	t.Parallel()
	url := storetest.URL(t)
	s := storetest.OpenURL(t, url)
	key := newKey("orders")
	id := mustPut(t, s, key, "a")
	p, err := s.CodePackage(t.Context(), id)
	require.NoError(t, err)
	want := newPackage(key, "a")
	want.ID, want.ContentName = id, p.ContentName
	require.Equal(t, want, p)
	chunk, err := s.CodeChunk(t.Context(), id, 0)
	require.NoError(t, err)
	require.Equal(t, "sealed a", string(chunk))
	_, err = s.CodeChunk(t.Context(), id, 1)
	require.ErrorIs(t, err, io.EOF)

	require.Equal(t, id, mustPut(t, s, key, "a"), "the same content under the same key is stored once")
	require.NotEqual(t, id, mustPut(t, s, key, "b"))
	require.NotEqual(t, id, mustPut(t, s, newKey("orders"), "a"), "but once under each key")
	require.Equal(t, 3, mustCount(t, url, `SELECT count(*) FROM code_chunks`))
	require.Equal(t, 2, mustCount(t, url, `SELECT count(*) FROM data_keys`))
	_, err = s.Code(t.Context(), -1)
	require.True(t, fault.Is(err, fault.NotFoundKind))
}

func TestStore_FinishCode(t *testing.T) {
	t.Parallel()
	url := storetest.URL(t)
	s := storetest.OpenURL(t, url)
	key := newKey("orders")
	p := newPackage(key, "onetwo")
	mustUpload(t, s, p)
	_, err := s.CodePackage(t.Context(), p.ID)
	require.True(t, fault.Is(err, fault.NotFoundKind), "it is not whole")
	chunk, err := s.CodeChunk(t.Context(), p.ID, 1)
	require.NoError(t, err)
	require.Equal(t, "two", string(chunk), "but can be looked at")
	id, err := s.FinishCode(t.Context(), p)
	require.NoError(t, err)
	require.Equal(t, p.ID, id)
	require.NoError(t, s.DropCode(t.Context(), id))
	_, err = s.CodePackage(t.Context(), id)
	require.NoError(t, err, "what is whole is not dropped")

	// Several uploads of the same content at once end as one package.
	ids := make([]int64, 8)
	var group sync.WaitGroup
	for i := range ids {
		again := newPackage(key, "onetwo and more")
		mustUpload(t, s, again)
		group.Go(func() {
			var err error
			if ids[i], err = s.FinishCode(t.Context(), again); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	for _, id := range ids {
		require.Equal(t, ids[0], id)
	}
	require.Equal(t, 2, mustCount(t, url, `SELECT count(*) FROM code_packages`))
	require.Equal(t, 4, mustCount(t, url, `SELECT count(*) FROM code_chunks`))

	dropped := newPackage(key, "refused")
	mustUpload(t, s, dropped)
	require.NoError(t, s.DropCode(t.Context(), dropped.ID))
	require.NoError(t, s.DropCode(t.Context(), dropped.ID))
	require.Equal(t, 4, mustCount(t, url, `SELECT count(*) FROM code_chunks`))
	_, err = s.FinishCode(t.Context(), dropped)
	require.ErrorContains(t, err, "gone")
	require.Error(t, s.AppendCode(t.Context(), dropped.ID, 2, []byte("x")))
}

func TestReader_CodeKey(t *testing.T) {
	t.Parallel()
	s := storetest.Open(t)
	a := mustCreate(t, s, "orders")
	_, found, err := s.CodeKey(t.Context(), a.ID, "AWS_OWNED_KEY", "")
	require.NoError(t, err)
	require.False(t, found)
	keys := []store.DataKey{newKey("orders"), newKey("orders")}
	for i, key := range keys {
		v := newVersion()
		v.ApplicationID, v.ID, v.CodeID = a.ID, int64(i)+2, mustPut(t, s, key, "a")
		mustTx(t, s, func(tx *store.Tx) error { return tx.CreateVersion(t.Context(), v) })
		newest, found, err := s.CodeKey(t.Context(), a.ID, "AWS_OWNED_KEY", "")
		require.NoError(t, err)
		require.True(t, found)
		require.Equal(t, key, newest)
	}
	_, found, err = s.CodeKey(t.Context(), a.ID, "AWS_OWNED_KEY", "other")
	require.NoError(t, err)
	require.False(t, found)
}

func TestStore_SweepCode(t *testing.T) {
	t.Parallel()
	url := storetest.URL(t)
	s := storetest.OpenURL(t, url)
	used, unused := mustPut(t, s, newKey("orders"), "used"), mustPut(t, s, newKey("orders"), "unused")
	mustUpload(t, s, newPackage(newKey("refunds"), "broken off"))
	v := newVersion()
	v.CodeID = used
	mustTx(t, s, func(tx *store.Tx) error { return tx.CreateApplication(t.Context(), newApplication("orders"), v) })

	swept, err := s.SweepCode(t.Context(), term)
	require.NoError(t, err)
	require.Zero(t, swept, "all are young")
	mustExec(t, url, `UPDATE code_packages SET put_time = put_time - interval '2 hours'`)
	mustExec(t, url, `UPDATE data_keys SET create_time = create_time - interval '2 hours'`)
	swept, err = s.SweepCode(t.Context(), term)
	require.NoError(t, err)
	require.EqualValues(t, 2, swept)
	_, err = s.Code(t.Context(), used)
	require.NoError(t, err)
	_, err = s.Code(t.Context(), unused)
	require.True(t, fault.Is(err, fault.NotFoundKind), "%v", err)
	require.Equal(t, 1, mustCount(t, url, `SELECT count(*) FROM code_chunks`))
	require.Equal(t, 1, mustCount(t, url, `SELECT count(*) FROM data_keys`))
}

func TestStore_SweepCode_takesMoreThanOneBatch(t *testing.T) {
	t.Parallel()
	url := storetest.URL(t)
	s := storetest.OpenURL(t, url)
	mustPut(t, s, newKey("orders"), "a")
	mustExec(t, url, `
		INSERT INTO code_packages (account_id, content_type, put_time) SELECT '1', 'ZIPFILE', '2020-01-01' FROM generate_series(1, 50)`)
	swept, err := s.SweepCode(t.Context(), term)
	require.NoError(t, err)
	require.EqualValues(t, 50, swept)
	require.Equal(t, 1, mustCount(t, url, `SELECT count(*) FROM code_packages`))
}

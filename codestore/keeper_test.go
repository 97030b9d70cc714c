package codestore_test

import (
	"context"
	"crypto/md5" //nolint:gosec // what the API tells
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/codestore"
	"github.com/penstock/penstock/kms"
	"github.com/penstock/penstock/kms/kmstest"
	"github.com/penstock/penstock/lifecycle"
)

// putClear stores code as control planes did that had no keys, in chunks of three bytes.
func (f *fixture) putClear(content string) (id int64) {
	f.Helper()
	sha, md := sha256.Sum256([]byte(content)), md5.Sum([]byte(content)) //nolint:gosec // what the API tells
	require.NoError(f, f.sql.QueryRow(f.Context(), `
		INSERT INTO code_packages (account_id, content_type, sha256, md5, size) VALUES ($1, 'PLAINTEXT', $2, $3, $4) RETURNING id`,
		account, hex.EncodeToString(sha[:]), hex.EncodeToString(md[:]), len(content)).Scan(&id))
	for i := 0; i*3 < len(content); i++ {
		f.exec(`INSERT INTO code_chunks (code_id, sequence, content) VALUES ($1, $2, $3)`, id, i, []byte(content[i*3:min(len(content), i*3+3)]))
	}
	return id
}

func (f *fixture) codeOf(a int64) (id int64) {
	f.Helper()
	require.NoError(f, f.sql.QueryRow(f.Context(), `SELECT code_id FROM application_versions WHERE application_id = $1 AND id = 1`, a).Scan(&id))
	return id
}

func TestPackages_SealAll(t *testing.T) {
	t.Parallel()
	const script = "INSERT INTO sink SELECT 'a secret'"
	f := newFixture(t)
	shared, damaged := f.putClear(script), f.putClear("damaged")
	require.Equal(t, script, f.mustRead(shared), "what is not encrypted yet can be run")
	orders, refunds, broken := f.use("orders", shared), f.use("refunds", shared), f.use("broken", damaged)
	f.exec(`UPDATE code_chunks SET content = 'xxx' WHERE code_id = $1 AND sequence = 0`, damaged)

	sealed, err := f.SealAll(t.Context())
	require.ErrorContains(t, err, "of broken: its digest")
	require.Equal(t, 2, sealed)
	require.NotEqual(t, f.codeOf(orders.ID), f.codeOf(refunds.ID), "each application has a copy under its own key")
	for _, o := range []int64{orders.ID, refunds.ID} {
		require.Equal(t, script, f.mustRead(f.codeOf(o)))
	}
	require.Equal(t, damaged, f.codeOf(broken.ID), "what is damaged stays as it is")

	f.exec(`UPDATE code_packages SET put_time = '2020-01-01'`)
	_, err = f.store.SweepCode(t.Context(), time.Hour)
	require.NoError(t, err)
	require.Zero(t, f.count(`SELECT count(*) FROM code_packages WHERE key_id IS NULL AND id <> `+fmt.Sprint(damaged)))
	require.Zero(t, f.count(`SELECT count(*) FROM code_chunks WHERE position('a secret'::bytea IN content) > 0`))
	sealed, err = f.SealAll(t.Context())
	require.Error(t, err)
	require.Zero(t, sealed, "there is nothing left to do")
}

// TestPackages_SealAll_followsTheKeyOfTheVersion: there and back, and as far as the keys let it.
func TestPackages_SealAll_followsTheKeyOfTheVersion(t *testing.T) {
	t.Parallel()
	const script = "INSERT INTO sink SELECT 'a secret'"
	f := newFixture(t)
	code := f.put(owner("orders"), script)
	orders, refunds := f.use("orders", code.ID), f.use("refunds", code.ID)
	give := func(o codestore.Owner, provider, arn string) {
		f.exec(`UPDATE application_versions SET key_provider = $2, key_arn = $3 WHERE application_id = $1`, o.ID, provider, arn)
	}
	wrappedBy := func(o codestore.Owner) (arn string) {
		require.NoError(t, f.sql.QueryRow(t.Context(), `SELECT k.key_id FROM data_keys k JOIN code_packages p ON p.key_id = k.id WHERE p.id = $1`,
			f.codeOf(o.ID)).Scan(&arn))
		return arn
	}
	sealed, err := f.SealAll(t.Context())
	require.NoError(t, err)
	require.Zero(t, sealed, "all are where they belong")

	give(orders, kmstest.VaultName, "key 1")
	f.vault.Break("key 1", kms.KeyDisabled)
	_, err = f.SealAll(t.Context())
	require.ErrorContains(t, err, "key 1")
	require.ErrorContains(t, err, "of orders")
	require.Empty(t, wrappedBy(orders), "as long as its key cannot be used it stays where it is")
	f.vault.Break("key 1", "")
	sealed, err = f.SealAll(t.Context())
	require.NoError(t, err)
	require.Equal(t, 1, sealed)
	require.Equal(t, "key 1", wrappedBy(orders))
	require.Empty(t, wrappedBy(refunds), "another application's copy stays")
	require.Equal(t, script, f.mustRead(f.codeOf(orders.ID)))

	give(orders, "", "")
	sealed, err = f.SealAll(t.Context())
	require.NoError(t, err)
	require.Equal(t, 1, sealed)
	require.Empty(t, wrappedBy(orders))
	require.Equal(t, script, f.mustRead(f.codeOf(orders.ID)))
}

func TestPackages_SealAll_atOnceInSeveralControlPlanes(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	var applications []int64
	for i := range 8 {
		applications = append(applications, f.use(fmt.Sprint("orders-", i), f.putClear(strings.Repeat("x", i+1))).ID)
	}
	var group sync.WaitGroup
	for range 3 {
		group.Go(func() {
			if _, err := f.SealAll(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	for i, a := range applications {
		require.Equal(t, strings.Repeat("x", i+1), f.mustRead(f.codeOf(a)))
	}
	require.Zero(t, f.count(`SELECT count(*) FROM application_versions v JOIN code_packages p ON p.id = v.code_id WHERE p.key_id IS NULL`))
}

// TestSweep_LeavesWhatIsBeingUsedAgain has two control planes sweep while applications are updated to content that lies there unused for
// long: each update either finds the copy or makes one, and no sweep takes it away.
func TestSweep_LeavesWhatIsBeingUsedAgain(t *testing.T) {
	t.Parallel()
	const rounds = 40
	f := newFixture(t)
	first := f.put(owner("orders"), "the first version")
	orders := f.use("orders", first.ID)
	ctx, stop := context.WithCancel(t.Context())
	var sweeping sync.WaitGroup
	defer sweeping.Wait()
	defer stop()
	var swept int64
	var mu sync.Mutex
	for range 2 {
		sweeping.Go(func() {
			for ctx.Err() == nil {
				n, err := f.store.SweepCode(ctx, time.Hour)
				if err != nil && ctx.Err() == nil {
					t.Error(err)
					return
				}
				mu.Lock()
				swept += n
				mu.Unlock()
			}
		})
	}
	for i := range rounds {
		// Three packages that nothing refers to for long, and the same content put again by three requests at once.
		for k := range 3 {
			f.put(orders, fmt.Sprint("content ", k))
		}
		f.exec(`UPDATE code_packages p SET put_time = '2020-01-01'
			WHERE NOT EXISTS (SELECT FROM application_versions v WHERE v.code_id = p.id)`)
		var updating sync.WaitGroup
		for k := range 3 {
			updating.Go(func() {
				code, err := f.Put(ctx, orders, lifecycle.CodePlainText, []byte(fmt.Sprint("content ", k)))
				if err == nil {
					_, err = f.create(ctx, fmt.Sprintf("orders-%d-%d", i, k), code.ID)
				}
				if err != nil {
					t.Error(err)
					return
				}
				if content, err := f.read(code.ID); err != nil || content != fmt.Sprint("content ", k) {
					t.Errorf("content %d: %q, %v", k, content, err)
				}
			})
		}
		updating.Wait()
		f.exec(`DELETE FROM applications WHERE name LIKE 'orders-%'`)
	}
	mu.Lock()
	defer mu.Unlock()
	require.Equal(t, "the first version", f.mustRead(first.ID))
	require.Positive(t, swept, "nothing was swept, so this showed nothing")
}

// TestSweep_ComesToAReferenceThatIsBeingMade: the transaction that makes a version waits for its commit while the sweep looks.
func TestSweep_ComesToAReferenceThatIsBeingMade(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	code := f.put(owner("orders"), "SELECT 1")
	f.exec(`UPDATE code_packages SET put_time = '2020-01-01'`)
	f.exec(`UPDATE data_keys SET create_time = '2020-01-01'`)
	tx, err := f.sql.Begin(t.Context())
	require.NoError(t, err)
	var a int64
	require.NoError(t, tx.QueryRow(t.Context(), `SELECT 1 FROM code_packages WHERE id = $1 FOR KEY SHARE`, code.ID).Scan(&a),
		"the lock that a foreign key takes")
	swept, err := f.store.SweepCode(t.Context(), time.Hour)
	require.NoError(t, err)
	require.Zero(t, swept)
	require.NoError(t, tx.Commit(t.Context()))
	swept, err = f.store.SweepCode(t.Context(), time.Hour)
	require.NoError(t, err)
	require.EqualValues(t, 1, swept)
	require.Zero(t, f.count(`SELECT count(*) FROM data_keys`))
}

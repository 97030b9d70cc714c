package codestore_test

import (
	"context"
	"io"
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/codestore"
	"github.com/penstock/penstock/codestore/codestoretest"
	"github.com/penstock/penstock/kms/kmstest"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/store"
	"github.com/penstock/penstock/store/storetest"
)

const (
	account = "123456789012"
	region  = "eu-west-1"
)

// fixture is packages in a database of their own.
type fixture struct {
	testing.TB
	*codestore.Packages
	vault *kmstest.Vault
	store *store.Store
	sql   *pgxpool.Pool
}

func newFixture(t testing.TB) *fixture {
	t.Helper()
	url := storetest.URL(t)
	sql, err := pgxpool.New(t.Context(), url)
	require.NoError(t, err)
	t.Cleanup(sql.Close)
	s := storetest.OpenURL(t, url)
	vault := kmstest.NewVault(t)
	return &fixture{t, codestoretest.NewWith(t, s, vault), vault, s, sql}
}

func owner(name string) codestore.Owner {
	return codestore.Owner{Application: store.ApplicationKey{AccountID: account, Region: region, Name: name}}
}

func (f *fixture) put(o codestore.Owner, content string) lifecycle.Code {
	f.Helper()
	code, err := f.Put(f.Context(), o, lifecycle.CodePlainText, []byte(content))
	require.NoError(f, err)
	return code
}

func (f *fixture) read(id int64) (string, error) {
	f.Helper()
	r, err := f.Open(f.Context(), id)
	if err != nil {
		return "", err
	}
	defer r.Close()
	content, err := io.ReadAll(r)
	return string(content), err
}

func (f *fixture) mustRead(id int64) string {
	f.Helper()
	content, err := f.read(id)
	require.NoError(f, err)
	return content
}

// create makes an application with the code.
func (f *fixture) create(ctx context.Context, name string, codeID int64) (*lifecycle.Application, error) {
	a := &lifecycle.Application{AccountID: account, Region: region, Name: name, Mode: "STREAMING"}
	v := &lifecycle.Version{Runtime: "FLINK-1_20", Document: []byte(`{}`), CodeID: codeID}
	return a, f.store.InTx(ctx, func(tx *store.Tx) error { return tx.CreateApplication(ctx, a, v) })
}

// use makes an application with the code, and returns what owns the code that comes next.
func (f *fixture) use(name string, codeID int64) codestore.Owner {
	f.Helper()
	a, err := f.create(f.Context(), name, codeID)
	require.NoError(f, err)
	o := owner(name)
	o.ID = a.ID
	return o
}

func (f *fixture) exec(sql string, arguments ...any) {
	f.Helper()
	_, err := f.sql.Exec(f.Context(), sql, arguments...)
	require.NoError(f, err)
}

func (f *fixture) count(sql string) (n int) {
	f.Helper()
	require.NoError(f, f.sql.QueryRow(f.Context(), sql).Scan(&n))
	return n
}

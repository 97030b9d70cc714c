package store_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/store"
	"github.com/penstock/penstock/store/storetest"
)

// mirror is a cipher that nobody should use: it turns content around and names the application.
type mirror struct{}

func (mirror) Seal(applicationID int64, content []byte) ([]byte, error) {
	out := bytes.Clone(content)
	for i := range out {
		out[i] ^= 0xff
	}
	return append([]byte(fmt.Sprintf("%03d", applicationID)), out...), nil
}

func (mirror) Open(applicationID int64, sealed []byte) ([]byte, error) {
	if !bytes.HasPrefix(sealed, []byte(fmt.Sprintf("%03d", applicationID))) {
		return nil, errors.New("of another application")
	}
	out := bytes.Clone(sealed[3:])
	for i := range out {
		out[i] ^= 0xff
	}
	return out, nil
}

func TestStore_SealLogs(t *testing.T) {
	t.Parallel()
	url := storetest.URL(t)
	clear, sealing := storetest.OpenURL(t, url), storetest.OpenURL(t, url)
	sealing.SealLogs(mirror{})
	a, b := mustCreate(t, clear, "orders"), mustCreate(t, clear, "refunds")
	mustLog(t, clear, a.ID, "in clear")
	found := func(text string) int {
		return mustCount(t, url, `SELECT count(*) FROM log_chunks WHERE position('`+text+`'::bytea IN content) > 0`)
	}
	require.Equal(t, 1, found("in clear"))
	// Small ones are appended to the chunk that is there, large ones make their own.
	long := "marker " + strings.Repeat("x", 9000)
	mustLog(t, sealing, a.ID, "marker one", "marker two")
	mustLog(t, sealing, a.ID, long)
	mustLog(t, sealing, a.ID, "marker three")
	mustLog(t, sealing, b.ID, "marker of another")
	require.Zero(t, found("marker"))
	_, messages := readLog(t, sealing, a.ID)
	require.Equal(t, []string{"in clear", "marker one", "marker two", long, "marker three"}, messages)

	_, err := clear.LogChunks(t.Context(), a.ID, store.LogQuery{From: 1, Limit: 10})
	require.ErrorContains(t, err, "there is no key")
	mustExec(t, url, fmt.Sprintf(`UPDATE log_chunks SET content = (SELECT content FROM log_chunks WHERE application_id = %d) WHERE application_id = %d`, b.ID, a.ID))
	_, err = sealing.LogChunks(t.Context(), a.ID, store.LogQuery{From: 1, Limit: 10})
	require.ErrorContains(t, err, "of another application")
	for _, damaged := range []string{`\x01`, `\x0100000009aa`, `\x01ffffffff`, `\x7b7d01`} {
		mustExec(t, url, `UPDATE log_chunks SET content = '`+damaged+`'`)
		_, err = sealing.LogChunks(t.Context(), a.ID, store.LogQuery{From: 1, Limit: 10})
		require.ErrorContains(t, err, "damaged", damaged)
	}
}

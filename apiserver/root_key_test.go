package apiserver_test

import (
	"log/slog"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/kms/rootexchange"
)

// The root key is exchanged by a request, and one control plane after the other takes it; meanwhile no other exchange begins, and what was
// sealed before goes on working.
func TestRootKey_is_exchanged(t *testing.T) {
	t.Parallel()
	g := newGuarded(t, nil)
	describe := func() *model.DescribeRootKeyResponse {
		t.Helper()
		out, err := g.root.DescribeRootKey(t.Context(), &model.DescribeRootKeyRequest{})
		require.NoError(t, err)
		return out
	}
	former := strconv.FormatUint(uint64(g.rootKey.Primary()), 10)
	require.Equal(t, &model.DescribeRootKeyResponse{
		RootKeyId: &former, RootKeyExchangeStatus: new(model.RootKeyExchangeStatusNONE), SealedByFormerKeys: new(int64(0)),
	}, describe())
	operator := g.user("op", "arn:aws:iam::aws:policy/ApplicationOperator")

	begun, err := g.root.RotateRootKey(t.Context(), &model.RotateRootKeyRequest{})
	require.NoError(t, err)
	require.Equal(t, model.RootKeyExchangeStatusDISTRIBUTING, *begun.RootKeyExchangeStatus)
	require.Equal(t, former, *begun.RootKeyId, "it seals once all control planes have the other")
	require.Contains(t, *begun.RequestedBy, "root")
	require.NotNil(t, begun.BeginTimestamp)
	_, err = g.root.RotateRootKey(t.Context(), &model.RotateRootKeyRequest{})
	requireCode(t, err, model.ResourceInUseException, "")

	for _, name := range []string{"a", "b"} {
		_, err := g.store.JoinControlPlanes(t.Context(), name)
		require.NoError(t, err)
	}
	keepers := map[string]*rootexchange.Keeper{}
	for _, name := range []string{"a", "b"} {
		keepers[name] = rootexchange.New(rootexchange.Config{
			Store: g.store, Ring: g.rootKey, Name: name, Settle: time.Nanosecond, Logger: slog.New(slog.DiscardHandler),
		})
	}
	work := func(name string) {
		t.Helper()
		require.NoError(t, keepers[name].RunOnce(t.Context()))
	}
	work("a")
	require.Equal(t, model.RootKeyExchangeStatusDISTRIBUTING, *describe().RootKeyExchangeStatus, "the other has not taken it yet")
	work("b")
	sealing := describe()
	require.Equal(t, model.RootKeyExchangeStatusSEALING, *sealing.RootKeyExchangeStatus)
	require.NotEqual(t, former, *sealing.RootKeyId)
	require.Positive(t, *sealing.SealedByFormerKeys)
	_, err = operator.ListApplications(t.Context(), &model.ListApplicationsRequest{})
	require.NoError(t, err, "access keys that the former one sealed are still good")
	work("a")
	complete := describe()
	require.Equal(t, model.RootKeyExchangeStatusCOMPLETE, *complete.RootKeyExchangeStatus)
	require.Equal(t, *sealing.RootKeyId, *complete.RootKeyId)
	require.Zero(t, *complete.SealedByFormerKeys)
	require.NotNil(t, complete.CompleteTimestamp)
	_, err = operator.ListApplications(t.Context(), &model.ListApplicationsRequest{})
	require.NoError(t, err)
	_, err = g.root.RotateRootKey(t.Context(), &model.RotateRootKeyRequest{})
	require.NoError(t, err, "and again")

	list, err := g.root.ListAuditEvents(t.Context(), &model.ListAuditEventsRequest{Action: new("RotateRootKey"), Outcome: new(model.AuditOutcomeAllowed)})
	require.NoError(t, err)
	took := slices.DeleteFunc(list.AuditEvents, func(e model.AuditEvent) bool { return e.ErrorCode != nil })
	require.Len(t, took, 2, "the one that was refused is told with its error")
}

// Only who is allowed to exchanges the root key or looks at it, and only in the account that administers the installation.
func TestRootKey_is_the_administrators(t *testing.T) {
	t.Parallel()
	g := newGuarded(t, nil)
	for name, user := range map[string]struct {
		document       string
		looks, rotates model.ErrorCode
	}{
		"keeper":   {one("Allow", "penstock:*RootKey", "*", ""), "", ""},
		"looker":   {one("Allow", "penstock:DescribeRootKey", "*", ""), "", denied},
		"operator": {one("Allow", "kinesisanalytics:*", "*", ""), denied, denied},
	} {
		c := g.user(name, user.document)
		_, err := c.DescribeRootKey(t.Context(), &model.DescribeRootKeyRequest{})
		wantCode(t, user.looks, "penstock:DescribeRootKey", err)
		_, err = c.RotateRootKey(t.Context(), &model.RotateRootKeyRequest{})
		wantCode(t, user.rotates, "penstock:RotateRootKey", err)
	}
}

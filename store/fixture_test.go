package store_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/store"
)

const (
	account = "123456789012"
	region  = "eu-west-1"
	// term is longer than any test.
	term = time.Hour
)

// timeout bounds what is waited for, and tick is how often it is looked at.
const (
	timeout = 5 * time.Minute
	tick    = 5 * time.Millisecond
)

var created = time.Date(2026, time.March, 1, 12, 30, 15, 987654321, time.UTC)

func key(name string) store.ApplicationKey {
	return store.ApplicationKey{AccountID: account, Region: region, Name: name}
}

func newApplication(name string) *lifecycle.Application {
	return &lifecycle.Application{
		AccountID: account, Region: region, Name: name, Description: "of " + name, Mode: "STREAMING",
		MaintenanceStart: "06:00", CreateTime: created,
	}
}

func newVersion() *lifecycle.Version {
	return &lifecycle.Version{
		Runtime: "FLINK-1_20", ServiceExecutionRole: "arn:aws:iam::123456789012:role/orders",
		Document: json.RawMessage(`{"ApplicationConfigurationDescription": {}}`),
	}
}

// mustCreate creates an application.
func mustCreate(t testing.TB, s *store.Store, name string) *lifecycle.Application {
	t.Helper()
	a := newApplication(name)
	mustTx(t, s, func(tx *store.Tx) error { return tx.CreateApplication(t.Context(), a, newVersion()) })
	return a
}

func mustTx(t testing.TB, s *store.Store, do func(tx *store.Tx) error) {
	t.Helper()
	require.NoError(t, s.InTx(t.Context(), do))
}

// mustClaim begins a term of the only application that is due.
func mustClaim(t testing.TB, s *store.Store) store.Lease {
	t.Helper()
	leases, err := s.ClaimDue(t.Context(), t.Name(), 10, term)
	require.NoError(t, err)
	require.Len(t, leases, 1)
	return leases[0]
}

// start is the desire to run the first version.
func start(generation int64, operationID string) lifecycle.Desired {
	configuration := lifecycle.DefaultRunConfiguration()
	return lifecycle.Desired{
		Goal: lifecycle.GoalRun, VersionID: 1, RunConfiguration: &configuration, Via: lifecycle.StatusStarting,
		OperationID: operationID, Generation: generation,
	}
}

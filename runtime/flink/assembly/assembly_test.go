package assembly

import (
	"crypto/ecdsa"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"software.sslmate.com/src/go-pkcs12"
)

func TestMemoryOf_isAKPU(t *testing.T) {
	t.Parallel()
	for _, parallelism := range []int{1, 2, 8, 64, 1000} {
		m := memoryOf(parallelism)
		require.Equal(t, TaskManagerMemory, m.network+m.managed+m.taskHeap+frameworkHeapMemory+frameworkOffHeap+metaspaceMemory+overheadMemory)
		require.Greater(t, m.taskHeap, 1024)
		require.LessOrEqual(t, m.network, mostNetwork)
	}
}

func TestProperties_areReadByJava(t *testing.T) {
	t.Parallel()
	text := Properties(map[string]string{"b": "1\n2: #=!\\ x", "a b": ""})
	require.Equal(t, "a\\ b=\nb=1\\n2\\:\\ \\#\\=\\!\\\\\\ x\n", string(text))
}

func TestSpec_settings(t *testing.T) {
	t.Parallel()
	s := Spec{
		Runtime: "FLINK-1_20", Name: "a", JobID: "j", Parallelism: 5, SlotsPerTaskManager: 2, MaxParallelism: 128,
		Checkpoints: Checkpoints{Enabled: true, Interval: time.Minute, MinPause: 5 * time.Second}, CheckpointsURI: "file:///c",
		Statements: []Statement{{Text: "SET 'k'='v'", Key: "k", Value: "v"}, {Text: "INSERT", Insert: true, File: "s.sql", Line: 3}},
		Arguments:  []string{"--x", "y"},
	}
	require.Equal(t, 3, s.TaskManagers())
	m := s.JobManager(OneMachine("/d"))
	for key, want := range map[string]string{
		"parallelism.default": "5", "taskmanager.numberOfTaskSlots": "2", "execution.checkpointing.interval": "60000 ms",
		"execution.checkpointing.min-pause": "5000 ms", "penstock.statements": "2", "penstock.statement.0.kind": "set",
		"penstock.statement.1.place": "s.sql:3", "penstock.arguments": "2", "penstock.argument.1": "y", "penstock.jar": "",
	} {
		require.Equal(t, want, m[key], key)
	}
	require.NotContains(t, strings.Fields(m["penstock.fixed"]), "execution.checkpointing.interval", "a program may change it")
	s.Checkpoints.Fixed = true
	m = s.JobManager(OneMachine("/d"))
	require.Subset(t, strings.Fields(m["penstock.fixed"]), []string{"execution.checkpointing.interval", "execution.checkpointing.dir", "state.backend.type"})
	for _, key := range strings.Fields(m["penstock.fixed"]) {
		require.NotEmpty(t, m[key], key)
	}
	s.Checkpoints.Enabled, s.Statements = false, nil
	m = s.JobManager(OneMachine("/d"))
	require.NotContains(t, m, "execution.checkpointing.interval")
	require.Equal(t, filepath.Join("/d", CodeFile), m["penstock.jar"])
	require.Equal(t, "true", m["penstock.jar-beside"])
	require.NotContains(t, s.JobManager(Place{Dir: "/d"}), "penstock.jar-beside", "TaskManagers elsewhere are sent it")
}

func TestNewIdentity_isReadWithItsPassword(t *testing.T) {
	t.Parallel()
	for _, java := range []int{8, 17} {
		id, err := NewIdentity(java)
		require.NoError(t, err)
		key, certificate, err := pkcs12.Decode(id.KeyStore, id.Password)
		require.NoError(t, err)
		require.Equal(t, certificate.PublicKey, key.(*ecdsa.PrivateKey).Public())
		_, _, err = pkcs12.Decode(id.KeyStore, "changeit")
		require.ErrorIs(t, err, pkcs12.ErrIncorrectPassword)
		other, err := NewIdentity(java)
		require.NoError(t, err)
		require.NotEqual(t, id.Password, other.Password)
		settings := id.Require(map[string]string{"a": "b"}, "/d/identity.p12")
		require.Equal(t, "b", settings["a"])
		require.Equal(t, "true", settings["security.ssl.internal.enabled"])
	}
}

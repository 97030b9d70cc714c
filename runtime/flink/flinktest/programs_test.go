package flinktest

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/runtime/flink/java"
)

func TestPrograms_areBuiltOfTheSources(t *testing.T) {
	t.Parallel()
	jar := Programs()
	archive, err := zip.NewReader(bytes.NewReader(jar), int64(len(jar)))
	require.NoError(t, err)
	file, err := archive.Open("META-INF/penstock-sources")
	require.NoError(t, err)
	built, err := io.ReadAll(file)
	require.NoError(t, err)
	digest, err := java.SourcesDigest("programs")
	require.NoError(t, err)
	require.Equal(t, digest, strings.TrimSpace(string(built)), "run scripts/flink-java programs")
}

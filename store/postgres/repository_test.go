package postgres

import (
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestPublishedRepository(t *testing.T) {
	t.Parallel()
	repository, err := url.Parse(publishedRepository())
	require.NoError(t, err)
	require.Equal(t, "https", repository.Scheme)
	require.NotEmpty(t, repository.Host)
}

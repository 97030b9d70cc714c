package apiserver_test

import (
	"bytes"
	"fmt"
	"io"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/apiserver/model"
)

// TestCreate_HoldsNoConnectionWhileItWaits lets more requests wait for S3 than the store has connections to its database.
func TestCreate_HoldsNoConnectionWhileItWaits(t *testing.T) {
	t.Parallel()
	const many = 40
	f := newFixture(t)
	f.create("orders")
	waiting, release := make(chan struct{}), make(chan struct{})
	f.objects["arn:aws:s3:::code/slow.jar"] = func() (io.ReadCloser, error) {
		waiting <- struct{}{}
		<-release
		return io.NopCloser(bytes.NewReader(jar(t, "slow"))), nil
	}
	errs := make([]error, many)
	var wg sync.WaitGroup
	for i := range many {
		wg.Go(func() {
			in := newApplication(fmt.Sprint("slow-", i))
			in.ApplicationConfiguration.ApplicationCodeConfiguration = &model.ApplicationCodeConfiguration{
				CodeContentType: new(model.CodeContentTypeZIPFILE),
				CodeContent:     &model.CodeContent{S3ContentLocation: &model.S3ContentLocation{BucketARN: new("arn:aws:s3:::code"), FileKey: new("slow.jar")}},
			}
			_, errs[i] = f.api.CreateApplication(t.Context(), in)
		})
	}
	for range many {
		<-waiting
	}
	require.Equal(t, model.ApplicationStatusREADY, f.status("orders"))
	close(release)
	wg.Wait()
	for _, err := range errs {
		require.NoError(t, err)
	}
}

package apiserver_test

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/apiserver"
	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/codestore/codestoretest"
	"github.com/penstock/penstock/store/storetest"
)

// largeJar is a package of nearly the size that is allowed, which exists only while it is read.
type largeJar struct {
	size       int64
	head, tail []byte
}

// newLargeJar is a JAR with one entry that is not compressed, of that many bytes of nothing.
func newLargeJar(t testing.TB, content int64) *largeJar {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	_, err := z.CreateRaw(&zip.FileHeader{Name: "Main.class", CompressedSize64: uint64(content), UncompressedSize64: uint64(content)})
	require.NoError(t, err)
	require.NoError(t, z.Flush())
	head := bytes.Clone(b.Bytes())
	require.NoError(t, z.Close())
	j := &largeJar{head: head, tail: bytes.Clone(b.Bytes()[len(head):])}
	// The directory is told to begin where it does not, after the bytes that were left out: the last but one field of the end.
	at := uint32(int64(len(head)) + content)
	for i := range 4 {
		j.tail[len(j.tail)-6+i] = byte(at >> (8 * i))
	}
	j.size = int64(len(head)) + content + int64(len(j.tail))
	return j
}

func (j *largeJar) open() io.ReadCloser {
	nothing := io.LimitReader(zeros{}, j.size-int64(len(j.head)+len(j.tail)))
	return io.NopCloser(io.MultiReader(bytes.NewReader(j.head), nothing, bytes.NewReader(j.tail)))
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// readingValidator reads the code once, as one of JARs would.
type readingValidator struct{ read int64 }

func (v *readingValidator) ValidateCode(ctx context.Context, _ string, code apiserver.CodeSource, _ map[string]map[string]string) error {
	r, err := code.Open(ctx)
	if err != nil {
		return err
	}
	defer r.Close()
	v.read, err = io.Copy(io.Discard, r)
	return err
}

// TestCreate_ALargePackageTakesLittleMemory creates an application from half a gigabyte, and watches the heap. The garbage collector is
// told to keep close to what is in use, so that the peak tells what is needed and not how lazy it is. The process is the test's own to
// measure, so it runs alone.
func TestCreate_ALargePackageTakesLittleMemory(t *testing.T) {
	const limit = 64 << 20
	jar := newLargeJar(t, 511<<20)
	s := storetest.Open(t)
	validator := &readingValidator{}
	objects := objects{"arn:aws:s3:::code/large.jar": func() (io.ReadCloser, error) { return jar.open(), nil }}
	code := codestoretest.New(t, s)
	service := apiserver.NewService(apiserver.ServiceConfig{
		Store: s, Code: code, Validator: validator, Objects: objects, Quotas: apiserver.DefaultQuotas(),
	})
	in := newApplication("large")
	in.ApplicationConfiguration.ApplicationCodeConfiguration = &model.ApplicationCodeConfiguration{
		CodeContentType: new(model.CodeContentTypeZIPFILE),
		CodeContent:     &model.CodeContent{S3ContentLocation: &model.S3ContentLocation{BucketARN: new("arn:aws:s3:::code"), FileKey: new("large.jar")}},
	}
	ctx := apiserver.WithIdentity(t.Context(), apiserver.Identity{AccountID: account, Region: region})

	defer debug.SetGCPercent(debug.SetGCPercent(10))
	runtime.GC()
	base := heap()
	peak := watchHeap()
	out, err := service.CreateApplication(ctx, in)
	require.NoError(t, err)
	described := out.ApplicationDetail.ApplicationConfigurationDescription.ApplicationCodeConfigurationDescription.CodeContentDescription
	require.Equal(t, jar.size, *described.CodeSize)
	require.Equal(t, jar.size, validator.read, "the code was read back whole")
	most := peak() - base
	t.Logf("at most %d KiB of heap over those before", most>>10)
	require.Less(t, most, int64(limit))
}

// heap is how many bytes are in use, by what is alive and by what has not been collected yet.
func heap() int64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return int64(sample[0].Value.Uint64())
}

// watchHeap looks at the heap again and again, and returns what ends that and tells the most there was.
func watchHeap() (peak func() int64) {
	stop, most := make(chan struct{}), make(chan int64)
	go func() {
		tick := time.NewTicker(time.Millisecond)
		defer tick.Stop()
		seen := heap()
		for {
			select {
			case <-tick.C:
				seen = max(seen, heap())
			case <-stop:
				most <- seen
				return
			}
		}
	}()
	return func() int64 {
		close(stop)
		return <-most
	}
}

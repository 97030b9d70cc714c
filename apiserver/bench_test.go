package apiserver_test

import (
	"strconv"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/apiserver/model"
)

// BenchmarkDescribe is a whole request, signed and over a connection, by several clients at once.
func BenchmarkDescribe(b *testing.B) {
	f := newFixture(b)
	f.create("orders")
	b.ReportAllocs()
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			_, err := f.api.DescribeApplication(b.Context(), &model.DescribeApplicationRequest{ApplicationName: new("orders")})
			if err != nil {
				b.Error(err)
				return
			}
		}
	})
}

// BenchmarkList reads pages of fifty of a thousand applications.
func BenchmarkList(b *testing.B) {
	f := newFixture(b)
	for i := range 1000 {
		f.create("orders-" + strconv.Itoa(i))
	}
	b.ReportAllocs()
	b.ResetTimer()
	for b.Loop() {
		out, err := f.api.ListApplications(b.Context(), &model.ListApplicationsRequest{NextToken: new("orders-5")})
		require.NoError(b, err)
		require.Len(b, out.ApplicationSummaries, 50)
	}
}

// BenchmarkCreate makes applications with a script, each in a commit of its own. The database of the tests does not wait
// for its disk.
func BenchmarkCreate(b *testing.B) {
	f := newFixture(b)
	var n atomic.Int64
	b.ReportAllocs()
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			_, err := f.api.CreateApplication(b.Context(), newApplication("orders-"+strconv.FormatInt(n.Add(1), 10)))
			if err != nil {
				b.Error(err)
				return
			}
		}
	})
}

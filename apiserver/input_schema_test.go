package apiserver_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/apiserver"
	"github.com/penstock/penstock/apiserver/client"
	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle/fault"
)

const (
	streamARN   = "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks"
	functionARN = "arn:aws:lambda:eu-west-1:123456789012:function:clean"
)

// streams are what a Kinesis stream has, or why it cannot be read; they remember where reading began.
type streams struct {
	records []string
	err     error
	from    model.InputStartingPosition
}

func (s *streams) SampleStream(_ context.Context, _ string, from model.InputStartingPosition) ([]apiserver.StreamRecord, error) {
	s.from = from
	var out []apiserver.StreamRecord
	for _, r := range s.records {
		out = append(out, apiserver.StreamRecord{Data: []byte(r)})
	}
	return out, s.err
}

// upper is a processor that writes records in upper case.
type upper struct{}

func (upper) Process(_ context.Context, _, _ string, records []apiserver.StreamRecord) ([]string, error) {
	var out []string
	for _, r := range records {
		out = append(out, strings.ToUpper(string(r.Data)))
	}
	return out, nil
}

// discovery is a server that discovers from these, and a client of it. No database is needed.
func discovery(t *testing.T, s *streams, o objects) *client.Client {
	f := &fixture{TB: t, server: serve(t, apiserver.NewService(apiserver.ServiceConfig{Streams: s, Processor: upper{}, Objects: o}))}
	return f.as("AKIDOWNER", region)
}

func ofStream() *model.DiscoverInputSchemaRequest {
	return &model.DiscoverInputSchemaRequest{ServiceExecutionRole: new(role), ResourceARN: new(streamARN)}
}

func ofObject(key string) *model.DiscoverInputSchemaRequest {
	return &model.DiscoverInputSchemaRequest{
		ServiceExecutionRole: new(role), S3Configuration: &model.S3Configuration{BucketARN: new("arn:aws:s3:::code"), FileKey: &key},
	}
}

func TestDiscoverInputSchema_OfAStream(t *testing.T) {
	t.Parallel()
	s := &streams{records: []string{`{"url":"/","ms":12}`, `{"url":"/about","ms":7.5}`}}
	in := ofStream()
	out, err := discovery(t, s, nil).DiscoverInputSchema(t.Context(), in)
	require.NoError(t, err)
	require.Equal(t, model.InputStartingPositionNOW, s.from)
	text, err := json.Marshal(out)
	require.NoError(t, err)
	require.JSONEq(t, `{
		"InputSchema": {
			"RecordFormat": {"RecordFormatType": "JSON", "MappingParameters": {"JSONMappingParameters": {"RecordRowPath": "$"}}},
			"RecordEncoding": "UTF-8",
			"RecordColumns": [
				{"Name": "url", "SqlType": "VARCHAR(8)", "Mapping": "$.url"},
				{"Name": "ms", "SqlType": "REAL", "Mapping": "$.ms"}]},
		"RawInputRecords": ["{\"url\":\"/\",\"ms\":12}", "{\"url\":\"/about\",\"ms\":7.5}"],
		"ParsedInputRecords": [["/", "12"], ["/about", "7.5"]]
	}`, string(text))
}

func TestDiscoverInputSchema_BehindAProcessor(t *testing.T) {
	t.Parallel()
	s := &streams{records: []string{"a,1\n"}}
	in := ofStream()
	in.InputStartingPositionConfiguration = &model.InputStartingPositionConfiguration{InputStartingPosition: new(model.InputStartingPositionTRIM_HORIZON)}
	in.InputProcessingConfiguration = &model.InputProcessingConfiguration{InputLambdaProcessor: &model.InputLambdaProcessor{ResourceARN: new(functionARN)}}
	out, err := discovery(t, s, nil).DiscoverInputSchema(t.Context(), in)
	require.NoError(t, err)
	require.Equal(t, model.InputStartingPositionTRIM_HORIZON, s.from)
	require.Equal(t, []string{"a,1\n"}, out.RawInputRecords)
	require.Equal(t, []string{"A,1\n"}, out.ProcessedInputRecords)
	require.Equal(t, [][]string{{"A", "1"}}, out.ParsedInputRecords)
	require.Nil(t, out.InputSchema.RecordColumns[0].Mapping)
	require.Equal(t, ",", *out.InputSchema.RecordFormat.MappingParameters.CSVMappingParameters.RecordColumnDelimiter)
}

func TestDiscoverInputSchema_OfAnObject(t *testing.T) {
	t.Parallel()
	const bucket = "arn:aws:s3:::code"
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	_, err := io.WriteString(z, "order,amount\n1,2.5\n")
	require.NoError(t, err)
	require.NoError(t, z.Close())
	o := objects{}
	o.put(bucket, "orders.csv", []byte("order,amount\n1,2.5\n"))
	o.put(bucket, "orders.csv.gz", packed.Bytes())
	o.put(bucket, "large.csv", []byte("name,amount\n"+strings.Repeat("é,2.5\n", 400_000)))
	o.put(bucket, "fake.gz", []byte("no gzip"))
	o.put(bucket, "text", []byte("some\nlines\n"))
	o.put(bucket, "empty", nil)
	o[bucket+"/broken"] = func() (io.ReadCloser, error) { return io.NopCloser(iotest.ErrReader(errors.New("reset"))), nil }
	api := discovery(t, &streams{}, o)

	for _, key := range []string{"orders.csv", "orders.csv.gz"} {
		out, err := api.DiscoverInputSchema(t.Context(), ofObject(key))
		require.NoError(t, err, key)
		require.Equal(t, []string{"order,amount", "1,2.5"}, out.RawInputRecords)
		require.Equal(t, [][]string{{"1", "2.5"}}, out.ParsedInputRecords)
		require.Equal(t, "INTEGER", *out.InputSchema.RecordColumns[0].SqlType)
	}
	out, err := api.DiscoverInputSchema(t.Context(), ofObject("large.csv"))
	require.NoError(t, err, "the first part of an object is enough, wherever it breaks off")
	require.Equal(t, "name", *out.InputSchema.RecordColumns[0].Name)
	require.Len(t, out.ParsedInputRecords, 999, "of 1000 rows one is the header")

	for key, want := range map[string]struct {
		code  model.ErrorCode
		words string
	}{
		"fake.gz": {model.InvalidArgumentException, "gzip"},
		"none":    {model.InvalidArgumentException, "Please check the role provided or validity of S3 location you provided"},
		"broken":  {model.InvalidArgumentException, "Please check the role provided or validity of S3 location you provided"},
		"text":    {model.UnableToDetectSchemaException, "neither JSON objects nor CSV"},
		"empty":   {model.UnableToDetectSchemaException, "no records"},
	} {
		_, err := api.DiscoverInputSchema(t.Context(), ofObject(key))
		requireCode(t, err, want.code, want.words)
	}
}

func TestDiscoverInputSchema_ShowsWhatItCouldNotRead(t *testing.T) {
	t.Parallel()
	s := &streams{records: []string{"plain text", "\xff\xfe"}}
	f := &fixture{TB: t, server: serve(t, apiserver.NewService(apiserver.ServiceConfig{Streams: s, Processor: upper{}}))}
	a := send(t, f.server, signed(t, "POST", f.server.URL, "DiscoverInputSchema", `{"ServiceExecutionRole": "`+role+`", "ResourceARN": "`+streamARN+`",
		"InputProcessingConfiguration": {"InputLambdaProcessor": {"ResourceARN": "`+functionARN+`"}}}`))
	code, _ := a.failure(t)
	require.Equal(t, "UnableToDetectSchemaException", code)
	var told struct{ RawInputRecords, ProcessedInputRecords []string }
	require.NoError(t, json.Unmarshal([]byte(a.body), &told))
	require.Equal(t, []string{"plain text", "\uFFFD"}, told.RawInputRecords)
	require.Equal(t, "PLAIN TEXT", told.ProcessedInputRecords[0])
}

func TestDiscoverInputSchema_Refuses(t *testing.T) {
	t.Parallel()
	throttled := &streams{err: fault.New(fault.ThroughputExceededKind, "slow down")}
	_, err := discovery(t, throttled, nil).DiscoverInputSchema(t.Context(), ofStream())
	requireCode(t, err, model.ResourceProvisionedThroughputExceededException, "slow down")

	api := discovery(t, &streams{}, objects{})
	for name, test := range map[string]struct {
		change func(*model.DiscoverInputSchemaRequest)
		code   model.ErrorCode
		words  string
	}{
		"no source":    {func(in *model.DiscoverInputSchemaRequest) { in.ResourceARN = nil }, model.InvalidArgumentException, "exactly one"},
		"two sources":  {func(in *model.DiscoverInputSchemaRequest) { in.S3Configuration = ofObject("a").S3Configuration }, model.InvalidArgumentException, "exactly one"},
		"an empty one": {func(*model.DiscoverInputSchemaRequest) {}, model.UnableToDetectSchemaException, "no records"},
		"a Firehose": {func(in *model.DiscoverInputSchemaRequest) {
			in.ResourceARN = new("arn:aws:firehose:eu-west-1:123456789012:deliverystream/clicks")
		}, model.InvalidArgumentException, "cannot be read"},
		"a bucket for a stream": {func(in *model.DiscoverInputSchemaRequest) { in.ResourceARN = new("arn:aws:s3:::clicks") }, model.InvalidArgumentException, "a Kinesis stream"},
		"a position that was never reached": {func(in *model.DiscoverInputSchemaRequest) {
			in.InputStartingPositionConfiguration = &model.InputStartingPositionConfiguration{InputStartingPosition: new(model.InputStartingPositionLAST_STOPPED_POINT)}
		}, model.InvalidArgumentException, "LAST_STOPPED_POINT"},
		"a stream for a function": {func(in *model.DiscoverInputSchemaRequest) {
			in.InputProcessingConfiguration = &model.InputProcessingConfiguration{InputLambdaProcessor: &model.InputLambdaProcessor{ResourceARN: new(streamARN)}}
		}, model.InvalidArgumentException, "a Lambda function"},
		"a position in an object": {func(in *model.DiscoverInputSchemaRequest) {
			*in = *ofObject("a")
			in.InputStartingPositionConfiguration = &model.InputStartingPositionConfiguration{}
		}, model.InvalidArgumentException, "S3Configuration"},
		"a stream for a bucket": {func(in *model.DiscoverInputSchemaRequest) {
			*in = *ofObject("a")
			in.S3Configuration.BucketARN = new(streamARN)
		}, model.InvalidArgumentException, "BucketARN"},
	} {
		in := ofStream()
		test.change(in)
		_, err := api.DiscoverInputSchema(t.Context(), in)
		var answer *client.Error
		require.ErrorAs(t, err, &answer, name)
		requireCode(t, err, test.code, test.words)
	}
}

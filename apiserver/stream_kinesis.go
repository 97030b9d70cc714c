package apiserver

import (
	"context"
	"errors"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/kinesis"
	"github.com/aws/aws-sdk-go-v2/service/kinesis/types"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
)

// What a sample may take.
const (
	maxSampleRecords = 1000
	maxSampleBytes   = 2 << 20
	// samplePatience is how long a stream may take until it has records.
	samplePatience = time.Minute
	// sampleSettle is how long to go on reading new records after the first.
	sampleSettle = 5 * time.Second
	// samplePause is between two looks at a shard, of which AWS allows five a second to all readers together.
	samplePause = 500 * time.Millisecond
)

// StreamRecord is one record of a stream.
type StreamRecord struct {
	Data                                  []byte
	ShardID, SequenceNumber, PartitionKey string
	Arrived                               time.Time
}

// StreamSampler reads a few records of a stream.
type StreamSampler interface {
	// SampleStream reads from a position on, in all shards: until a sample is complete, there is nothing more, or time is up. No records
	// are no error. A stream that throttles is a fault of its own kind; what the owner can mend is a fault as well.
	SampleStream(ctx context.Context, streamARN string, from model.InputStartingPosition) ([]StreamRecord, error)
}

// Kinesis samples streams through the SDK's standard environment.
type Kinesis struct {
	sdk sdkConfig
	// Patience and Settle replace a minute and five seconds, where they are not 0.
	Patience, Settle time.Duration
}

// SampleStream implements StreamSampler.
func (k *Kinesis) SampleStream(ctx context.Context, streamARN string, from model.InputStartingPosition) ([]StreamRecord, error) {
	cfg, err := k.sdk.load(ctx)
	if err != nil {
		return nil, err
	}
	name, ok := lifecycle.ParseARN(streamARN)
	if !ok {
		return nil, fault.InvalidArgument("ResourceARN %s is no ARN", streamARN)
	}
	client := kinesis.NewFromConfig(cfg, func(o *kinesis.Options) { o.Region = name.Region })
	s := &streamSample{client: client, stream: streamARN, settle: orDefault(k.Settle, sampleSettle), follow: from == model.InputStartingPositionNOW}
	reading, cancel := context.WithTimeout(ctx, orDefault(k.Patience, samplePatience))
	defer cancel()
	err = s.read(reading, from)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil && reading.Err() == nil && len(s.records) == 0:
		return nil, err
	}
	return s.records, nil // what there is; the rest was out of time, or throttled
}

func orDefault(d, otherwise time.Duration) time.Duration {
	if d == 0 {
		return otherwise
	}
	return d
}

// streamSample is a sample while it is read.
type streamSample struct {
	client *kinesis.Client
	stream string
	// follow says to go on for records that are not there yet, for settle after the first.
	follow bool
	settle time.Duration

	records []StreamRecord
	bytes   int
	first   time.Time
}

// shardReader is where reading a shard goes on; without an iterator the shard has ended.
type shardReader struct {
	id       string
	iterator *string
	caughtUp bool
}

// read reads the shards in turn.
func (s *streamSample) read(ctx context.Context, from model.InputStartingPosition) error {
	shards, err := s.shards(ctx, from)
	if err != nil {
		return err
	}
	for {
		done := true
		for _, shard := range shards {
			if shard.iterator == nil {
				continue
			}
			if err := s.next(ctx, shard); err != nil {
				return err
			}
			if s.full() {
				return nil
			}
			done = done && (shard.caughtUp || shard.iterator == nil)
		}
		if done && s.satisfied() {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(samplePause):
		}
	}
}

func (s *streamSample) full() bool {
	return len(s.records) >= maxSampleRecords || s.bytes >= maxSampleBytes
}

// satisfied tells whether a sample that has all there is at the moment is large enough.
func (s *streamSample) satisfied() bool {
	return len(s.records) > 0 && (!s.follow || time.Since(s.first) >= s.settle)
}

// shards begins at the position in each shard.
func (s *streamSample) shards(ctx context.Context, from model.InputStartingPosition) ([]*shardReader, error) {
	kind := types.ShardIteratorTypeTrimHorizon
	if s.follow {
		kind = types.ShardIteratorTypeLatest
	}
	var shards []*shardReader
	list := &kinesis.ListShardsInput{StreamARN: &s.stream}
	for list != nil {
		page, err := s.client.ListShards(ctx, list)
		if err != nil {
			return nil, s.fault(err)
		}
		list = nil
		if page.NextToken != nil {
			list = &kinesis.ListShardsInput{NextToken: page.NextToken} // which is not to be given with the stream
		}
		for _, shard := range page.Shards {
			out, err := s.client.GetShardIterator(ctx, &kinesis.GetShardIteratorInput{
				StreamARN: &s.stream, ShardId: shard.ShardId, ShardIteratorType: kind,
			})
			if err != nil {
				return nil, s.fault(err)
			}
			shards = append(shards, &shardReader{id: *shard.ShardId, iterator: out.ShardIterator})
		}
	}
	return shards, nil
}

// next reads some records of a shard.
func (s *streamSample) next(ctx context.Context, shard *shardReader) error {
	most := int32(maxSampleRecords - len(s.records)) //nolint:gosec // from 1 to 1000
	out, err := s.client.GetRecords(ctx, &kinesis.GetRecordsInput{StreamARN: &s.stream, ShardIterator: shard.iterator, Limit: &most})
	if err != nil {
		return s.fault(err)
	}
	shard.iterator = out.NextShardIterator
	shard.caughtUp = out.MillisBehindLatest == nil || *out.MillisBehindLatest == 0
	for _, r := range out.Records {
		if s.first.IsZero() {
			s.first = time.Now()
		}
		if s.bytes += len(r.Data); s.bytes > maxSampleBytes && len(s.records) > 0 {
			return nil
		}
		record := StreamRecord{Data: r.Data, ShardID: shard.id, SequenceNumber: orZero(r.SequenceNumber), PartitionKey: orZero(r.PartitionKey)}
		if r.ApproximateArrivalTimestamp != nil {
			record.Arrived = *r.ApproximateArrivalTimestamp
		}
		s.records = append(s.records, record)
	}
	return nil
}

func (s *streamSample) fault(err error) error {
	var (
		throttled *types.ProvisionedThroughputExceededException
		limited   *types.LimitExceededException
	)
	if errors.As(err, &throttled) || errors.As(err, &limited) {
		return fault.New(fault.ThroughputExceededKind, "The stream %s does not let its records be read fast enough: %v", s.stream, err).Because(err)
	}
	return awsFault("Read stream "+s.stream, err)
}

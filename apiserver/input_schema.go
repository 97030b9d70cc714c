package apiserver

import (
	"compress/gzip"
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/inputschema"
	"github.com/penstock/penstock/lifecycle/fault"
)

// DiscoverInputSchema reads a sample of a stream or of an object and tells what columns it has.
func (s *Service) DiscoverInputSchema(ctx context.Context, in *model.DiscoverInputSchemaRequest) (*model.DiscoverInputSchemaResponse, error) {
	if err := checkDiscovery(in); err != nil {
		return nil, err
	}
	out := &model.DiscoverInputSchemaResponse{}
	var sample inputschema.Sample
	var err error
	if in.S3Configuration != nil {
		sample, err = s.sampleObject(ctx, in.S3Configuration)
		out.RawInputRecords = linesOf(sample.Records)
	} else {
		var records []StreamRecord
		records, err = s.sampleStream(ctx, in)
		for _, r := range records {
			sample.Records = append(sample.Records, string(r.Data))
		}
		out.RawInputRecords = sample.Records
		if p := in.InputProcessingConfiguration; p != nil && err == nil && len(records) > 0 {
			sample.Records, err = s.processor.Process(ctx, *p.InputLambdaProcessor.ResourceARN, *in.ResourceARN, records)
			out.ProcessedInputRecords = sample.Records
		}
	}
	if err != nil {
		return nil, err
	}
	schema, ok := inputschema.Detect(sample)
	if !ok {
		return nil, undetectable(out)
	}
	out.InputSchema = describeSchema(schema)
	out.ParsedInputRecords = schema.Rows
	out.RawInputRecords, out.ProcessedInputRecords = printable(out.RawInputRecords), printable(out.ProcessedInputRecords)
	return out, nil
}

func checkDiscovery(in *model.DiscoverInputSchemaRequest) error {
	if err := exactlyOne("DiscoverInputSchema", "ResourceARN and S3Configuration", in.ResourceARN != nil, in.S3Configuration != nil); err != nil {
		return err
	}
	if at := in.S3Configuration; at != nil {
		if in.InputStartingPositionConfiguration != nil || in.InputProcessingConfiguration != nil {
			return fault.InvalidArgument("InputStartingPositionConfiguration and InputProcessingConfiguration are for streams, not for S3Configuration")
		}
		return checkBucket(at.BucketARN)
	}
	if deliveryStream.check(in.ResourceARN) == nil {
		return fault.InvalidArgument("ResourceARN %s is a Firehose delivery stream, which cannot be read. "+
			"Discover the schema of the Kinesis stream that feeds it, or of an object that it has written", *in.ResourceARN)
	}
	if err := kinesisStream.check(in.ResourceARN); err != nil {
		return err
	}
	if startingPosition(in) == model.InputStartingPositionLAST_STOPPED_POINT {
		return fault.InvalidArgument("InputStartingPosition LAST_STOPPED_POINT is for applications that ran before; discovery begins at NOW or TRIM_HORIZON")
	}
	if p := in.InputProcessingConfiguration; p != nil {
		return lambdaFunction.check(p.InputLambdaProcessor.ResourceARN)
	}
	return nil
}

// startingPosition is NOW where nothing else is said.
func startingPosition(in *model.DiscoverInputSchemaRequest) model.InputStartingPosition {
	if c := in.InputStartingPositionConfiguration; c != nil && c.InputStartingPosition != nil {
		return *c.InputStartingPosition
	}
	return model.InputStartingPositionNOW
}

func (s *Service) sampleStream(ctx context.Context, in *model.DiscoverInputSchemaRequest) ([]StreamRecord, error) {
	return s.streams.SampleStream(ctx, *in.ResourceARN, startingPosition(in))
}

// sampleObject reads the first part of an object, unpacked where its name says that it is packed.
func (s *Service) sampleObject(ctx context.Context, at *model.S3Configuration) (inputschema.Sample, error) {
	object, err := s.objects.OpenObject(ctx, IdentityFrom(ctx).Region, *at.BucketARN, *at.FileKey, "")
	if err != nil {
		return inputschema.Sample{}, err
	}
	defer object.Close()
	source := &failureReader{Reader: object}
	content := io.Reader(source)
	if strings.HasSuffix(*at.FileKey, ".gz") {
		unpacked, err := gzip.NewReader(source)
		if err != nil {
			return inputschema.Sample{}, fault.InvalidArgument("The object %s is no gzip file: %w", *at.FileKey, err)
		}
		content = unpacked
	}
	text, err := io.ReadAll(io.LimitReader(content, maxSampleBytes+1))
	switch {
	case source.err != nil:
		return inputschema.Sample{}, unreadable(*at.BucketARN, *at.FileKey, source.err)
	case err != nil && !errors.Is(err, io.ErrUnexpectedEOF):
		return inputschema.Sample{}, fault.InvalidArgument("The object %s cannot be unpacked: %w", *at.FileKey, err)
	}
	sample := inputschema.Sample{Truncated: err != nil || len(text) > maxSampleBytes}
	if sample.Truncated {
		text = wholeCharacters(text[:min(len(text), maxSampleBytes)])
	}
	if len(text) > 0 {
		sample.Records = []string{string(text)}
	}
	return sample, nil
}

// wholeCharacters cuts off a character of which only the beginning is there.
func wholeCharacters(text []byte) []byte {
	for i := 1; i < utf8.UTFMax && i <= len(text); i++ {
		if tail := text[len(text)-i:]; utf8.RuneStart(tail[0]) {
			if !utf8.FullRune(tail) {
				return text[:len(text)-i]
			}
			break
		}
	}
	return text
}

// linesOf are the first lines of an object, to show what was read.
func linesOf(records []string) []string {
	lines := []string{}
	for _, r := range records {
		for line := range strings.Lines(r) {
			if len(lines) == inputschema.MaxRows {
				return lines
			}
			lines = append(lines, strings.TrimRight(line, "\r\n"))
		}
	}
	return lines
}

// printable are records as an answer can have them; bytes that are no text become U+FFFD.
func printable(records []string) []string {
	records = slices.Clone(records)
	for i := range records {
		records[i] = strings.ToValidUTF8(records[i], "\uFFFD")
	}
	return records
}

// undetectable tells what was seen, which explains why nothing could be made of it.
func undetectable(out *model.DiscoverInputSchemaResponse) error {
	message := "The records are neither JSON objects nor CSV."
	if len(out.RawInputRecords) == 0 {
		message = "There are no records to look at. Put some in, or begin at TRIM_HORIZON."
	}
	return &model.Error{
		Code: model.UnableToDetectSchemaException, Message: "Unable to detect a schema. " + message,
		RawInputRecords: printable(out.RawInputRecords), ProcessedInputRecords: printable(out.ProcessedInputRecords),
	}
}

func describeSchema(s *inputschema.Schema) *model.SourceSchema {
	d := &model.SourceSchema{RecordEncoding: new("UTF-8")}
	parameters := &model.MappingParameters{}
	if s.Format == inputschema.JSON {
		parameters.JSONMappingParameters = &model.JSONMappingParameters{RecordRowPath: &s.RowPath}
	} else {
		parameters.CSVMappingParameters = &model.CSVMappingParameters{RecordRowDelimiter: &s.RowDelimiter, RecordColumnDelimiter: &s.ColumnDelimiter}
	}
	d.RecordFormat = &model.RecordFormat{RecordFormatType: new(model.RecordFormatType(s.Format)), MappingParameters: parameters}
	for _, c := range s.Columns {
		d.RecordColumns = append(d.RecordColumns, model.RecordColumn{Name: &c.Name, SqlType: &c.SQLType, Mapping: orNil(c.Mapping)})
	}
	return d
}

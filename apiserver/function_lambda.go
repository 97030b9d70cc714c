package apiserver

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/aws/aws-sdk-go-v2/service/lambda"

	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
)

// maxInvocation is how many bytes of records one invocation gets; Lambda takes 6 MB in all, and base64 makes them longer.
const maxInvocation = 3 << 20

// RecordProcessor has a function transform records, in the form in which Kinesis Data Analytics does it.
type RecordProcessor interface {
	// Process returns the records that are left, in their order. What the function does wrong is a fault.
	Process(ctx context.Context, functionARN, streamARN string, records []StreamRecord) ([]string, error)
}

// Lambda invokes functions through the SDK's standard environment.
type Lambda struct{ sdk sdkConfig }

// lambdaEvent is what the function gets.
type lambdaEvent struct {
	InvocationID   string         `json:"invocationId"`
	ApplicationARN string         `json:"applicationArn"`
	StreamARN      string         `json:"streamArn"`
	Records        []lambdaRecord `json:"records"`
}

type lambdaRecord struct {
	RecordID string          `json:"recordId"`
	Data     []byte          `json:"data"`
	Metadata *lambdaMetadata `json:"kinesisStreamRecordMetadata,omitempty"`
	// Result is in answers only: Ok, Dropped or ProcessingFailed.
	Result string `json:"result,omitempty"`
}

type lambdaMetadata struct {
	SequenceNumber string `json:"sequenceNumber"`
	PartitionKey   string `json:"partitionKey"`
	ShardID        string `json:"shardId"`
	// Arrived is in milliseconds since 1970.
	Arrived int64 `json:"approximateArrivalTimestamp"`
}

// Process implements RecordProcessor.
func (l *Lambda) Process(ctx context.Context, functionARN, streamARN string, records []StreamRecord) ([]string, error) {
	cfg, err := l.sdk.load(ctx)
	if err != nil {
		return nil, err
	}
	name, ok := lifecycle.ParseARN(functionARN)
	if !ok {
		return nil, fault.InvalidArgument("ResourceARN %s is no ARN", functionARN)
	}
	client := lambda.NewFromConfig(cfg, func(o *lambda.Options) { o.Region = name.Region })
	var out []string
	for len(records) > 0 {
		event := lambdaEvent{InvocationID: newRequestID(), StreamARN: streamARN}
		event.ApplicationARN = lifecycle.ARN(name.Region, name.AccountID, "schema-discovery")
		records = event.take(records)
		payload, err := json.Marshal(event)
		if err != nil {
			return nil, fmt.Errorf("write records for %s: %w", functionARN, err)
		}
		answer, err := client.Invoke(ctx, &lambda.InvokeInput{FunctionName: &functionARN, Payload: payload})
		if err != nil {
			return nil, awsFault("Invoke the Lambda function "+functionARN, err)
		}
		if answer.FunctionError != nil {
			return nil, fault.InvalidArgument("The Lambda function %s failed: %s: %.500s", functionARN, *answer.FunctionError, answer.Payload)
		}
		processed, err := event.read(answer.Payload)
		if err != nil {
			return nil, fault.InvalidArgument("The Lambda function %s does not answer as a processor of records: %w", functionARN, err)
		}
		out = append(out, processed...)
	}
	return out, nil
}

// take puts as many records into the event as an invocation takes, one at least, and returns the others.
func (e *lambdaEvent) take(records []StreamRecord) []StreamRecord {
	size := 0
	for i, r := range records {
		if size += len(r.Data); size > maxInvocation && i > 0 {
			return records[i:]
		}
		e.Records = append(e.Records, lambdaRecord{
			RecordID: strconv.Itoa(i), Data: r.Data,
			Metadata: &lambdaMetadata{r.SequenceNumber, r.PartitionKey, r.ShardID, r.Arrived.UnixMilli()},
		})
	}
	return nil
}

// read finds the records that the function has left, in the order of the event.
func (e *lambdaEvent) read(payload []byte) ([]string, error) {
	var answer struct {
		Records []lambdaRecord `json:"records"`
	}
	if err := json.Unmarshal(payload, &answer); err != nil {
		return nil, err
	}
	byID := make(map[string]lambdaRecord, len(answer.Records))
	for _, r := range answer.Records {
		byID[r.RecordID] = r
	}
	var out []string
	for _, sent := range e.Records {
		got, ok := byID[sent.RecordID]
		if !ok {
			return nil, fmt.Errorf("record %s is missing", sent.RecordID)
		}
		switch got.Result {
		case "Ok":
			out = append(out, string(got.Data))
		case "Dropped", "ProcessingFailed":
		default:
			return nil, fmt.Errorf("record %s has the result %q, which is none of Ok, Dropped and ProcessingFailed", sent.RecordID, got.Result)
		}
	}
	return out, nil
}

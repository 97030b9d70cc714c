package apiserver_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/ec2"
	"github.com/aws/aws-sdk-go-v2/service/kinesis"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/apiserver"
	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/awstest"
	"github.com/penstock/penstock/lifecycle/fault"
)

// useAWS has the SDK's environment name an endpoint for every service. The environment belongs to the process, so tests with it run alone.
func useAWS(t *testing.T, endpoint string) {
	for name, value := range map[string]string{
		"AWS_ENDPOINT_URL": endpoint, "AWS_ACCESS_KEY_ID": awstest.AccessKeyID, "AWS_SECRET_ACCESS_KEY": awstest.SecretAccessKey,
		"AWS_REGION": region, "AWS_CONFIG_FILE": "/none", "AWS_SHARED_CREDENTIALS_FILE": "/none", "AWS_MAX_ATTEMPTS": "1",
	} {
		t.Setenv(name, value)
	}
}

// TestAWS reads streams, and asks about networks, of moto's AWS.
func TestAWS(t *testing.T) {
	endpoint := awstest.Moto(t)
	useAWS(t, endpoint)
	cfg, err := config.LoadDefaultConfig(t.Context())
	require.NoError(t, err)

	t.Run("a stream from its beginning", func(t *testing.T) {
		client := kinesis.NewFromConfig(cfg)
		arn := makeStream(t, client, "orders", 3)
		for i := range 20 {
			put(t, client, "orders", strconv.Itoa(i), `{"n":`+strconv.Itoa(i)+`}`)
		}
		records, err := (&apiserver.Kinesis{}).SampleStream(t.Context(), arn, model.InputStartingPositionTRIM_HORIZON)
		require.NoError(t, err)
		require.Len(t, records, 20)
		shards := map[string]bool{}
		for _, r := range records {
			require.NotEmpty(t, r.SequenceNumber)
			require.NotEmpty(t, r.PartitionKey)
			require.False(t, r.Arrived.IsZero())
			shards[r.ShardID] = true
		}
		require.Greater(t, len(shards), 1, "all shards are read")
	})

	t.Run("no more than a sample", func(t *testing.T) {
		client := kinesis.NewFromConfig(cfg)
		arn := makeStream(t, client, "large", 1)
		for range 4 {
			put(t, client, "large", "k", strings.Repeat("x", 700<<10))
		}
		records, err := (&apiserver.Kinesis{}).SampleStream(t.Context(), arn, model.InputStartingPositionTRIM_HORIZON)
		require.NoError(t, err)
		require.Len(t, records, 2, "a third is beyond 2 MiB")
	})

	t.Run("a stream from now on", func(t *testing.T) {
		client := kinesis.NewFromConfig(cfg)
		arn := makeStream(t, client, "clicks", 1)
		put(t, client, "clicks", "k", "old")
		type result struct {
			records []apiserver.StreamRecord
			err     error
		}
		done := make(chan result, 1)
		go func() {
			records, err := (&apiserver.Kinesis{Settle: time.Nanosecond}).SampleStream(t.Context(), arn, model.InputStartingPositionNOW)
			done <- result{records, err}
		}()
		for tick := time.NewTicker(100 * time.Millisecond); ; {
			select {
			case <-tick.C:
				put(t, client, "clicks", "k", "new")
			case got := <-done:
				tick.Stop()
				require.NoError(t, got.err)
				require.NotEmpty(t, got.records)
				require.False(t, slices.ContainsFunc(got.records, func(r apiserver.StreamRecord) bool { return string(r.Data) == "old" }))
				return
			}
		}
	})

	t.Run("a stream that stays empty", func(t *testing.T) {
		arn := makeStream(t, kinesis.NewFromConfig(cfg), "silent", 1)
		records, err := (&apiserver.Kinesis{Patience: time.Second}).SampleStream(t.Context(), arn, model.InputStartingPositionNOW)
		require.NoError(t, err)
		require.Empty(t, records)
	})

	t.Run("a stream that is not there", func(t *testing.T) {
		_, err := (&apiserver.Kinesis{}).SampleStream(t.Context(), streamARN+"-none", model.InputStartingPositionNOW)
		require.True(t, fault.Is(err, fault.InvalidArgumentKind), "%v", err)
		require.ErrorContains(t, err, "ResourceNotFoundException")
	})

	t.Run("networks", func(t *testing.T) { testNetworks(t, ec2.NewFromConfig(cfg)) })
}

func makeStream(t *testing.T, client *kinesis.Client, name string, shards int32) (arn string) {
	_, err := client.CreateStream(t.Context(), &kinesis.CreateStreamInput{StreamName: &name, ShardCount: &shards})
	require.NoError(t, err)
	require.NoError(t, kinesis.NewStreamExistsWaiter(client).Wait(t.Context(), &kinesis.DescribeStreamInput{StreamName: &name}, time.Minute))
	out, err := client.DescribeStream(t.Context(), &kinesis.DescribeStreamInput{StreamName: &name})
	require.NoError(t, err)
	return *out.StreamDescription.StreamARN
}

func put(t *testing.T, client *kinesis.Client, stream, key, data string) {
	_, err := client.PutRecord(t.Context(), &kinesis.PutRecordInput{StreamName: &stream, PartitionKey: &key, Data: []byte(data)})
	require.NoError(t, err)
}

func testNetworks(t *testing.T, client *ec2.Client) {
	network := func(block string) (vpcID, subnetID, groupID string) {
		vpc, err := client.CreateVpc(t.Context(), &ec2.CreateVpcInput{CidrBlock: new(block + ".0.0/16")})
		require.NoError(t, err)
		subnet, err := client.CreateSubnet(t.Context(), &ec2.CreateSubnetInput{VpcId: vpc.Vpc.VpcId, CidrBlock: new(block + ".1.0/24")})
		require.NoError(t, err)
		group, err := client.CreateSecurityGroup(t.Context(), &ec2.CreateSecurityGroupInput{
			VpcId: vpc.Vpc.VpcId, GroupName: new("apps"), Description: new("applications"),
		})
		require.NoError(t, err)
		return *vpc.Vpc.VpcId, *subnet.Subnet.SubnetId, *group.GroupId
	}
	vpc, subnet, group := network("10.1")
	otherVPC, otherSubnet, otherGroup := network("10.2")
	networks := &apiserver.EC2{}
	got, err := networks.VPCOf(t.Context(), account, region, []string{subnet}, []string{group})
	require.NoError(t, err)
	require.Equal(t, vpc, got)
	for name, test := range map[string]struct {
		subnets, groups []string
		words           string
	}{
		"subnets of two VPCs":        {[]string{subnet, otherSubnet}, []string{group}, otherVPC},
		"a group of another VPC":     {[]string{subnet}, []string{otherGroup}, otherVPC},
		"a subnet that is not there": {[]string{"subnet-0123456789abcdef0"}, []string{group}, "subnet-0123456789abcdef0"},
		"a group that is not there":  {[]string{subnet}, []string{"sg-0123456789abcdef0"}, "sg-0123456789abcdef0"},
	} {
		_, err := networks.VPCOf(t.Context(), account, region, test.subnets, test.groups)
		require.True(t, fault.Is(err, fault.InvalidArgumentKind), "%s: %v", name, err)
		require.ErrorContains(t, err, test.words, name)
	}
}

func TestNoEC2_KnowsOneVPCForEachAccountAndRegion(t *testing.T) {
	t.Parallel()
	var networks apiserver.NoEC2
	found := map[string]bool{}
	for _, account := range []string{account, stranger} {
		for _, region := range []string{"eu-west-1", "us-east-1"} {
			first, err := networks.VPCOf(t.Context(), account, region, []string{"subnet-1"}, []string{"sg-1"})
			require.NoError(t, err)
			again, err := networks.VPCOf(t.Context(), account, region, []string{"subnet-2"}, []string{"sg-2"})
			require.NoError(t, err)
			require.Equal(t, first, again)
			require.Regexp(t, `^vpc-[0-9a-f]{17}$`, first)
			found[first] = true
		}
	}
	require.Len(t, found, 4)
}

// TestKinesis_TellsWhyItCannotRead has Kinesis refuse.
func TestKinesis_TellsWhyItCannotRead(t *testing.T) {
	var status int
	var refusal string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/x-amz-json-1.1")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, refusal)
	}))
	t.Cleanup(server.Close)
	useAWS(t, server.URL)
	for _, test := range []struct {
		status int
		code   string
		kind   fault.Kind
	}{
		{400, "ProvisionedThroughputExceededException", fault.ThroughputExceededKind},
		{400, "LimitExceededException", fault.ThroughputExceededKind},
		{400, "AccessDeniedException", fault.InvalidArgumentKind},
		{400, "KMSDisabledException", fault.InvalidArgumentKind},
		{500, "InternalFailureException", fault.UnavailableKind},
	} {
		status, refusal = test.status, `{"__type": "`+test.code+`", "message": "not now"}`
		_, err := (&apiserver.Kinesis{}).SampleStream(t.Context(), streamARN, model.InputStartingPositionNOW)
		require.True(t, fault.Is(err, test.kind), "%s: %v", test.code, err)
		require.ErrorContains(t, err, test.code)
	}
	server.Close()
	_, err := (&apiserver.Kinesis{}).SampleStream(t.Context(), streamARN, model.InputStartingPositionNOW)
	require.True(t, fault.Is(err, fault.UnavailableKind), "nobody answers: %v", err)
}

// TestLambda_ProcessesRecords has a function of a few lines behind Lambda's own protocol.
func TestLambda_ProcessesRecords(t *testing.T) {
	var answer func(event map[string]any) string
	var failed string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasSuffix(r.URL.Path, "/invocations") || !strings.Contains(r.URL.Path, "function") {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		var event map[string]any
		if err := json.NewDecoder(r.Body).Decode(&event); err != nil {
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		if failed != "" {
			w.Header().Set("X-Amz-Function-Error", failed)
		}
		_, _ = io.WriteString(w, answer(event))
	}))
	t.Cleanup(server.Close)
	useAWS(t, server.URL)
	records := []apiserver.StreamRecord{
		{Data: []byte("keep"), ShardID: "shard-1", SequenceNumber: "7", PartitionKey: "k", Arrived: time.UnixMilli(1234)},
		{Data: []byte("drop")}, {Data: bytes.Repeat([]byte("l"), 2<<20)}, {Data: bytes.Repeat([]byte("m"), 2<<20)},
	}
	invocations := 0
	transform := func(event map[string]any) string {
		invocations++
		require.Equal(t, streamARN, event["streamArn"])
		require.NotEmpty(t, event["invocationId"])
		var out []map[string]any
		for _, r := range event["records"].([]any) {
			record := r.(map[string]any)
			data, err := base64.StdEncoding.DecodeString(record["data"].(string))
			require.NoError(t, err)
			result := "Ok"
			if string(data) == "drop" {
				result = "Dropped"
			}
			if string(data) == "keep" {
				require.Equal(t, map[string]any{
					"sequenceNumber": "7", "partitionKey": "k", "shardId": "shard-1", "approximateArrivalTimestamp": 1234.0,
				}, record["kinesisStreamRecordMetadata"])
			}
			out = append([]map[string]any{{"recordId": record["recordId"], "result": result, "data": bytes.ToUpper(data[:4])}}, out...)
		}
		return asJSON(t, map[string]any{"records": out})
	}
	answer = transform
	got, err := (&apiserver.Lambda{}).Process(t.Context(), functionARN, streamARN, records)
	require.NoError(t, err)
	require.Equal(t, []string{"KEEP", "LLLL", "MMMM"}, got, "in the order of the stream, whatever that of the answer")
	require.Equal(t, 2, invocations, "not all fits one invocation")

	for name, text := range map[string]string{
		"no JSON": "<html>", "a record too few": `{"records":[]}`, "an unknown result": `{"records":[{"recordId":"0","result":"Fine","data":"eA=="}]}`,
	} {
		answer = func(map[string]any) string { return text }
		_, err := (&apiserver.Lambda{}).Process(t.Context(), functionARN, streamARN, records[:1])
		require.True(t, fault.Is(err, fault.InvalidArgumentKind), "%s: %v", name, err)
		require.ErrorContains(t, err, "does not answer as a processor")
	}
	failed = "Unhandled"
	_, err = (&apiserver.Lambda{}).Process(t.Context(), functionARN, streamARN, records[:1])
	require.ErrorContains(t, err, "failed: Unhandled")
}

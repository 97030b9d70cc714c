package e2e

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/awstest"
)

// clientPause is how long a client waits before it asks again for what is not there yet.
const clientPause = 100 * time.Millisecond

// scene is a client's way through the calls, in a region of its own.
type scene struct {
	driver apiClient
	region string
	lasts  map[string]object // the last answer of each operation
	// versions are the versions of the applications that answers told of last.
	versions map[string]any
}

func (s *scene) last(operation string) object { return s.lasts[operation] }

func (s *scene) version(name string) any { return s.versions[name] }

func (s *scene) arn(name string) string {
	return fmt.Sprintf("arn:aws:kinesisanalytics:%s:000000000000:application/%s", s.region, name)
}

// time is a time that an answer had, in UTC, since each client gives it out in its own way.
func (s *scene) time(operation string, path ...string) any {
	text, _ := at(s.last(operation), path...).(string)
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return nil // what the client then says of it fails the test
	}
	return t.UTC().Format(time.RFC3339)
}

// at is a member of an answer by its path; numbers are places in lists.
func at(v any, path ...string) any {
	for _, name := range path {
		switch w := v.(type) {
		case object:
			v = w[name]
		case []any:
			i, err := strconv.Atoi(name)
			if err != nil || i >= len(w) {
				return nil
			}
			v = w[i]
		default:
			return nil
		}
	}
	return v
}

// play makes all calls and returns what was told, as far as it is the same for every client.
func (s *scene) play(ctx context.Context) ([]string, error) {
	var transcript []string
	for i, c := range calls {
		what := fmt.Sprintf("%d %s", i, c.operation)
		parameters := c.parameters(s)
		answer, err := s.driver.call(ctx, c.operation, parameters)
		for err == nil && c.until != nil && !c.until(answer) {
			select {
			case <-ctx.Done():
				return transcript, fmt.Errorf("%s: in vain waited for this; the last answer is %v", what, answer)
			case <-time.After(clientPause):
			}
			answer, err = s.driver.call(ctx, c.operation, parameters)
		}
		var refused *refusal
		switch {
		case errors.As(err, &refused) && c.refused == refused.code:
			transcript = append(transcript, what+": "+s.common(refused.Error()))
			continue
		case err != nil:
			return transcript, fmt.Errorf("%s: %w", what, err)
		case c.refused != "":
			return transcript, fmt.Errorf("%s: it should have been refused with %s", what, c.refused)
		}
		s.lasts[c.operation] = answer
		s.learn(parameters, answer)
		text, err := json.Marshal(comparable("", answer))
		if err != nil {
			return transcript, err
		}
		transcript = append(transcript, what+": "+s.common(string(text)))
	}
	return transcript, nil
}

// learn takes the version of the application that an answer is about.
func (s *scene) learn(parameters, answer object) {
	name, isNamed := parameters["ApplicationName"].(string)
	if !isNamed {
		return
	}
	for _, path := range [][]string{{"ApplicationDetail", "ApplicationVersionId"}, {"ApplicationVersionId"}} {
		if v := at(answer, path...); v != nil {
			s.versions[name] = v
		}
	}
}

// automatic is the end of the name of a snapshot that the server made by itself: the time.
var automatic = regexp.MustCompile(`-orders-[0-9]{13}`)

// common is a text without what differs from client to client: the region, and the names of automatic snapshots.
func (s *scene) common(text string) string {
	return automatic.ReplaceAllString(strings.ReplaceAll(text, s.region, "REGION"), "-orders-…")
}

// comparable is an answer without what differs from call to call: times, ids and tokens. Members that are null are those that are
// not there, and so are empty texts, which the SDK for Go has in the place of enumerations that are not there.
func comparable(name string, v any) any {
	switch v := v.(type) {
	case object:
		kept := object{}
		for k, member := range v {
			if c := comparable(k, member); c != nil {
				kept[k] = c
			}
		}
		return kept
	case []any:
		kept := make([]any, len(v))
		for i := range v {
			kept[i] = comparable("", v[i])
		}
		return kept
	case nil:
		return nil
	case string:
		if v == "" && name != "Value" {
			return nil
		}
	}
	switch name {
	case "CreateTimestamp", "LastUpdateTimestamp", "ApplicationVersionCreateTimestamp", "SnapshotCreationTimestamp", "StartTime", "EndTime",
		"OperationId", "ConditionalToken", "AuthorizedUrl", "VpcId":
		return "…"
	}
	return v
}

// TestClients_drive_all_operations has the AWS CLI, boto3, the SDK for Go and penstock's own command line do the same to one server,
// each in a region of its own, and hear the same.
func TestClients_drive_all_operations(t *testing.T) {
	t.Parallel()
	inTable := map[string]bool{}
	for _, c := range calls {
		inTable[c.operation] = inTable[c.operation] || c.refused == ""
	}
	for _, op := range model.Operations {
		require.True(t, op.Own || inTable[op.Name], "the table of calls lacks %s", op.Name)
	}

	moto := awstest.Moto(t)
	putRecords(t, moto)
	s := newServer(t, privatePostgres, "--vpc-lookup", "none")
	s.environment = []string{
		"AWS_ENDPOINT_URL_S3=" + moto, "AWS_ACCESS_KEY_ID=" + awstest.AccessKeyID, "AWS_SECRET_ACCESS_KEY=" + awstest.SecretAccessKey,
		"AWS_REGION=us-east-1", "AWS_CONFIG_FILE=" + filepath.Join(s.dir, "none"), "AWS_SHARED_CREDENTIALS_FILE=" + filepath.Join(s.dir, "none"),
	}
	s.start()

	isoTimes := "[default]\nendpoint_url = http://" + s.address + "\ncli_timestamp_format = iso8601\n"
	config := writeFile(t, isoTimes)
	commandLineEnvironment := func(region string) []string { return append(s.awsEnvironment(region), "AWS_CONFIG_FILE="+config) }
	scenes := map[string]*scene{
		"the SDK for Go": {driver: newGoSDK(t, s, "us-west-2"), region: "us-west-2"},
		"boto3":          {driver: newBoto(t, s.awsEnvironment("eu-west-1")), region: "eu-west-1"},
		"the AWS CLI":    {driver: &commandLine{awstest.Command(t, "aws"), commandLineEnvironment("eu-central-1")}, region: "eu-central-1"},
		"penstock":       {driver: &commandLine{s.binary, commandLineEnvironment("ap-south-1")}, region: "ap-south-1"},
	}
	ctx, cancel := context.WithTimeout(t.Context(), 4*patience)
	defer cancel()
	transcripts, errs := map[string][]string{}, map[string]error{}
	var mu sync.Mutex
	var wg sync.WaitGroup
	for name, scene := range scenes {
		wg.Go(func() {
			scene.lasts, scene.versions = map[string]object{}, map[string]any{}
			transcript, err := scene.play(ctx)
			mu.Lock()
			defer mu.Unlock()
			transcripts[name], errs[name] = transcript, err
		})
	}
	wg.Wait()
	for name, err := range errs {
		require.NoError(t, err, name)
	}
	want := transcripts["the SDK for Go"]
	for name, transcript := range transcripts {
		for i := range want {
			require.Equal(t, withoutWindow(want[i]), withoutWindow(transcript[i]), name)
		}
	}
}

var maintenanceWindow = regexp.MustCompile(`"ApplicationMaintenanceWindow(Start|End)Time":"[0-9:]+",?`)

// withoutWindow leaves out the maintenance window, which each region has at another time until it is changed.
func withoutWindow(line string) string {
	_, rest, _ := strings.Cut(line, " ")
	if strings.HasPrefix(rest, "CreateApplication") || strings.HasPrefix(rest, "DescribeApplication") {
		return maintenanceWindow.ReplaceAllString(line, "")
	}
	return line
}

// putRecords puts an object for DiscoverInputSchema into S3.
func putRecords(t *testing.T, moto string) {
	t.Helper()
	client := s3.New(s3.Options{
		BaseEndpoint: &moto, Region: "us-east-1", UsePathStyle: true,
		Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{AccessKeyID: awstest.AccessKeyID, SecretAccessKey: awstest.SecretAccessKey}, nil
		}),
	})
	ctx, cancel := within(t)
	defer cancel()
	_, err := client.CreateBucket(ctx, &s3.CreateBucketInput{Bucket: aws.String(clientsBucket)})
	require.NoError(t, err)
	_, err = client.PutObject(ctx, &s3.PutObjectInput{
		Bucket: aws.String(clientsBucket), Key: aws.String("records.json"),
		Body: bytes.NewReader([]byte(`{"id":1,"name":"one"}` + "\n" + `{"id":2,"name":"two"}` + "\n")),
	})
	require.NoError(t, err)
}

func writeFile(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(shortDir(t), "file")
	require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	return path
}

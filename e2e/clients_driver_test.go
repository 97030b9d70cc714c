package e2e

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"testing"

	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/kinesisanalyticsv2"
	"github.com/aws/smithy-go"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/awstest"
	"github.com/penstock/penstock/cli/contract"
)

// object is an object of JSON.
type object = map[string]any

// refusal is an error that the server answered with, as a client tells it.
type refusal struct{ code, message string }

func (r *refusal) Error() string { return r.code + ": " + r.message }

// apiClient calls operations with one of the clients that people have.
type apiClient interface {
	call(ctx context.Context, operation string, parameters object) (object, error)
}

// awsEnvironment is what makes an AWS client speak to the server, in a region of the client's own.
func (s *server) awsEnvironment(region string) []string {
	return append(os.Environ(), "AWS_REGION="+region, "AWS_DEFAULT_REGION="+region, "AWS_PAGER=", "AWS_MAX_ATTEMPTS=1",
		"AWS_SHARED_CREDENTIALS_FILE="+filepath.Join(s.dir, "aws", "credentials"), "AWS_CONFIG_FILE="+filepath.Join(s.dir, "aws", "config"))
}

// commandLine is a client with the AWS CLI's options: the AWS CLI, or penstock.
type commandLine struct {
	program     string
	environment []string
}

var refusalText = regexp.MustCompile(`(?s)An error occurred \((\w+)\) when calling the \w+ operation: (.*)\n`)

func (c *commandLine) call(ctx context.Context, operation string, parameters object) (object, error) {
	arguments := append([]string{"kinesisanalyticsv2", contract.OptionName(operation), "--output", "json"}, optionsOf(operation, parameters)...)
	cmd := exec.CommandContext(ctx, c.program, arguments...)
	cmd.Env = c.environment
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		if told := refusalText.FindStringSubmatch(stderr.String()); told != nil {
			return nil, &refusal{told[1], told[2]}
		}
		return nil, fmt.Errorf("%s %v: %w: %s", c.program, arguments, err, &stderr)
	}
	answer := object{}
	if stdout.Len() > 0 {
		if err := json.Unmarshal(stdout.Bytes(), &answer); err != nil {
			return nil, fmt.Errorf("%s: %w: %s", operation, err, &stdout)
		}
	}
	return answer, nil
}

// optionsOf are the options of parameters: texts and numbers as they are, structures in JSON, booleans as one of two options.
func optionsOf(operation string, parameters object) []string {
	var options []string
	for name, v := range parameters {
		option := "--" + contract.OptionName(name)
		if operation == "AddApplicationOutput" && name == "Output" {
			option = "--application-output" // --output is the format
		}
		switch v := v.(type) {
		case bool:
			if !v {
				option = "--no-" + contract.OptionName(name)
			}
			options = append(options, option)
		case string:
			options = append(options, option, v)
		default:
			text, err := json.Marshal(v)
			if err != nil {
				panic(err) // the parameters come from JSON
			}
			options = append(options, option, string(text))
		}
	}
	return options
}

// boto is boto3 in a Python process of its own.
type boto struct {
	in  io.Writer
	out *bufio.Reader
	log *syncBuffer
}

func newBoto(t *testing.T, environment []string) *boto {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), awstest.Python(t), filepath.Join("testdata", "boto3_client.py"))
	cmd.Env = append(environment, workshopVariable+"="+workshop)
	b := &boto{log: &syncBuffer{}}
	cmd.Stderr = b.log
	in, err := cmd.StdinPipe()
	require.NoError(t, err)
	out, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	t.Cleanup(func() {
		require.NoError(t, in.Close())
		_ = cmd.Wait() // it ends with its input, or with the test
	})
	b.in, b.out = in, bufio.NewReader(out)
	return b
}

func (b *boto) call(_ context.Context, operation string, parameters object) (object, error) {
	line, err := json.Marshal(object{"Operation": operation, "Parameters": parameters})
	if err != nil {
		return nil, err
	}
	if _, err := b.in.Write(append(line, '\n')); err != nil {
		return nil, fmt.Errorf("%s: %w: %s", operation, err, b.log)
	}
	if line, err = b.out.ReadBytes('\n'); err != nil {
		return nil, fmt.Errorf("%s: %w: %s", operation, err, b.log)
	}
	var told struct {
		Answer        object
		Code, Message string
	}
	if err := json.Unmarshal(line, &told); err != nil {
		return nil, fmt.Errorf("%s: %w: %s", operation, err, line)
	}
	if told.Code != "" {
		return nil, &refusal{told.Code, told.Message}
	}
	return told.Answer, nil
}

// goSDK is the SDK for Go.
type goSDK struct{ client reflect.Value }

func newGoSDK(t *testing.T, s *server, region string) *goSDK {
	t.Helper()
	cfg, err := config.LoadDefaultConfig(t.Context(), config.WithRegion(region), config.WithRetryMaxAttempts(1),
		config.WithSharedCredentialsFiles([]string{filepath.Join(s.dir, "aws", "credentials")}),
		config.WithSharedConfigFiles([]string{filepath.Join(s.dir, "aws", "config")}))
	require.NoError(t, err)
	return &goSDK{reflect.ValueOf(kinesisanalyticsv2.NewFromConfig(cfg))}
}

func (g *goSDK) call(ctx context.Context, operation string, parameters object) (object, error) {
	text, err := json.Marshal(parameters)
	if err != nil {
		return nil, err
	}
	method := g.client.MethodByName(operation)
	if !method.IsValid() {
		return nil, fmt.Errorf("the SDK for Go has no %s", operation)
	}
	in := reflect.New(method.Type().In(1).Elem())
	if err := json.Unmarshal(text, in.Interface()); err != nil {
		return nil, fmt.Errorf("%s: %w", operation, err)
	}
	results := method.Call([]reflect.Value{reflect.ValueOf(ctx), in})
	if err, _ := results[1].Interface().(error); err != nil {
		var answered smithy.APIError
		if errors.As(err, &answered) {
			return nil, &refusal{answered.ErrorCode(), answered.ErrorMessage()}
		}
		return nil, err
	}
	if text, err = json.Marshal(results[0].Interface()); err != nil {
		return nil, err
	}
	answer := object{}
	if err := json.Unmarshal(text, &answer); err != nil {
		return nil, err
	}
	delete(answer, "ResultMetadata")
	return answer, nil
}

package model

import (
	"errors"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func operationNamed(t testing.TB, name string) *Operation {
	t.Helper()
	for _, o := range Operations {
		if o.Name == name {
			return o
		}
	}
	t.Fatalf("there is no operation %s", name)
	return nil
}

func TestOperations_AreAllThere(t *testing.T) {
	t.Parallel()
	ofTheService := 0
	for _, o := range Operations {
		if !o.Own {
			ofTheService++
		}
		require.NotEmpty(t, o.Errors, o.Name)
		for _, e := range o.Errors {
			require.NotZero(t, e.Status(), "%s declares %s", o.Name, e)
		}
	}
	require.Equal(t, 33, ofTheService)
}

func TestDecode_ReportsWrongTypesByTheirPath(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		`{"ApplicationName": 7}`:                "ApplicationName: expected a string, found the number 7",
		`{"Tags": {"Key": "a"}}`:                "Tags: expected a list, found an object",
		`{"Tags": [{"Key": "a"}, {"Key": []}]}`: "Tags[1].Key: expected a string, found a list",
		`{"Tags": [null]}`:                      "Tags[0]: expected a value, found null",
		`{"ApplicationConfiguration": "x"}`:     "ApplicationConfiguration: expected an object, found a string",
		`[]`:                                    "expected an object, found a list",
		`nonsense`:                              "the body is not JSON",
		`{"ApplicationName": "a"`:               "the body is not JSON: it ends too early",
		`{"ApplicationName": "a"} {}`:           "there is something after the JSON value",
		`{"ApplicationName": "a", "ApplicationName": "b"}`:                                                                "ApplicationName: the member occurs twice",
		"{\"ApplicationName\": \"\xff\"}":                                                                                 "not valid UTF-8",
		strings.Repeat(`{"a":`, 100) + strings.Repeat("}", 1):                                                             "nested deeper than 64",
		`{"ApplicationConfiguration":{"ApplicationCodeConfiguration":{"CodeContent":{"ZipFileContent":"?"}}}}`:            "ApplicationConfiguration.ApplicationCodeConfiguration.CodeContent.ZipFileContent: expected bytes in base64, found a string",
		`{"ApplicationConfiguration":{"FlinkApplicationConfiguration":{"ParallelismConfiguration":{"Parallelism":1.5}}}}`: "ApplicationConfiguration.FlinkApplicationConfiguration.ParallelismConfiguration.Parallelism: expected a whole number, found the number 1.5",
	} {
		_, err := operationNamed(t, "CreateApplication").Decode([]byte(body))
		var decode *DecodeError
		require.ErrorAs(t, err, &decode, body)
		require.Contains(t, err.Error(), want, body)
	}
}

// members are the paths of violations.
func members(all []Violation) []string {
	out := make([]string, len(all))
	for i, v := range all {
		out[i] = v.Member
	}
	return out
}

func TestDecode_TellsEveryWrongType(t *testing.T) {
	t.Parallel()
	_, err := operationNamed(t, "CreateApplication").Decode([]byte(`{"ApplicationName": 7, "Tags": [{"Key": []}, null, {"Value": 1}]}`))
	var decode *DecodeError
	require.ErrorAs(t, err, &decode)
	require.ElementsMatch(t, []string{"ApplicationName", "Tags[0].Key", "Tags[1]"}, members(decode.Violations), "after null, a list is given up")
	_, err = operationNamed(t, "CreateApplication").Decode([]byte(`{"Tags": [` + strings.Repeat(`{"Key": 1},`, 1000) + `{}]}`))
	require.ErrorAs(t, err, &decode)
	require.Len(t, decode.Violations, maxViolations)
}

func TestViolation_SaysWhere(t *testing.T) {
	t.Parallel()
	const body = `{"ApplicationConfiguration": {"EnvironmentProperties": {"PropertyGroups": [{"PropertyGroupId": "g", "PropertyMap": {"a/b~c.d": 1}}]}}}`
	_, err := operationNamed(t, "CreateApplication").Decode([]byte(body))
	var decode *DecodeError
	require.ErrorAs(t, err, &decode)
	require.Equal(t, []Violation{{
		Member:  "ApplicationConfiguration.EnvironmentProperties.PropertyGroups[0].PropertyMap.a/b~c.d",
		Pointer: "/ApplicationConfiguration/EnvironmentProperties/PropertyGroups/0/PropertyMap/a~1b~0c.d",
		Message: "expected a string, found the number 1",
	}}, decode.Violations)

	op := operationNamed(t, "UntagResource")
	in, err := op.DecodeREST(nil, nil, url.Values{"ResourceARN": {"x"}, "TagKeys": {"k", strings.Repeat("k", 129)}})
	require.NoError(t, err)
	var invalid *ValidationError
	require.ErrorAs(t, op.Validate(in), &invalid)
	require.Equal(t, "ResourceARN", invalid.Violations[0].Parameter)
	last := invalid.Violations[len(invalid.Violations)-1]
	require.Equal(t, "/TagKeys/1", last.Pointer)
	require.Equal(t, "TagKeys", last.Parameter)
}

func TestDecode_TakesNullForAbsentAndIgnoresWhatItDoesNotKnow(t *testing.T) {
	t.Parallel()
	in, err := operationNamed(t, "CreateApplication").Decode([]byte(`{"ApplicationName": null, "Unknown": {"x": [1]}, "Tags": []}`))
	require.NoError(t, err)
	request := in.(*CreateApplicationRequest)
	require.Nil(t, request.ApplicationName)
	require.NotNil(t, request.Tags)
	require.Empty(t, request.Tags)
}

func TestDecode_DropsFractionsOfSeconds(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]Timestamp{"1700000000": 1700000000, "1700000000.9": 1700000000, "1.7e9": 1700000000} {
		in, err := operationNamed(t, "DeleteApplication").Decode([]byte(`{"ApplicationName":"a","CreateTimestamp":` + text + `}`))
		require.NoError(t, err)
		require.Equal(t, want, *in.(*DeleteApplicationRequest).CreateTimestamp)
	}
}

func TestValidate_TellsEveryBrokenConstraint(t *testing.T) {
	t.Parallel()
	op := operationNamed(t, "CreateApplication")
	in, err := op.Decode([]byte(`{"ApplicationName": "a b", "RuntimeEnvironment": "FLINK-9", "Tags": [{"Key": ""}],
		"ApplicationConfiguration": {"FlinkApplicationConfiguration": {"ParallelismConfiguration": {"Parallelism": 0, "ConfigurationType": "CUSTOM"}}}}`))
	require.NoError(t, err)
	err = op.Validate(in)
	var invalid *ValidationError
	require.ErrorAs(t, err, &invalid)
	require.ElementsMatch(t, []string{
		"ApplicationName", "RuntimeEnvironment", "ServiceExecutionRole", "Tags[0].Key",
		"ApplicationConfiguration.FlinkApplicationConfiguration.ParallelismConfiguration.Parallelism",
	}, members(invalid.Violations))
	require.Contains(t, err.Error(), "5 validation errors detected: ")
	require.Contains(t, err.Error(), "Value 'a b' at 'applicationName' failed to satisfy constraint: "+
		"Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+ (ApplicationName)")
	require.Contains(t, err.Error(), "Value '' at 'tags.1.member.key' failed to satisfy constraint: "+
		"Member must have length greater than or equal to 1 (Tags[0].Key)")
}

// FuzzDecodeREST reads requests of every operation from path, query and body.
func FuzzDecodeREST(f *testing.F) {
	f.Add("a", "Limit=1&NextToken=x&TagKeys=a&TagKeys=b&ResourceARN=arn:aws:", `{"Tags": [{"Key": "k"}]}`)
	f.Add("a/b", "ApplicationStatus=READY&TimeoutSeconds=1e9&LastEventId=%00&IncludeAdditionalDetails=maybe", "[]")
	f.Add("", "StartTime=2024-01-01T00:00:00Z&EndTime=1e300&ApplicationVersionId=-0", "{}")
	f.Fuzz(func(t *testing.T, path, query, body string) {
		values, err := url.ParseQuery(query)
		if err != nil {
			t.Skip("no query")
		}
		for _, o := range Operations {
			in, err := o.DecodeREST([]byte(body), func(string) string { return path }, values)
			var decode *DecodeError
			if err != nil && !errors.As(err, &decode) {
				t.Fatalf("%s: %v is no DecodeError", o.Name, err)
			}
			if err == nil {
				_ = o.Validate(in)
			}
		}
	})
}

func FuzzDecode(f *testing.F) {
	f.Add(`{"ApplicationName": "a", "Tags": [{"Key": "k", "Value": "v"}]}`)
	f.Add(`{"a":[[[{"b":null}]]]}`)
	f.Fuzz(func(t *testing.T, body string) {
		for _, o := range Operations {
			in, err := o.Decode([]byte(body))
			var decode *DecodeError
			if err != nil && !errors.As(err, &decode) {
				t.Fatalf("%s: %v is no DecodeError", o.Name, err)
			}
			if err == nil {
				_ = o.Validate(in)
			}
		}
	})
}

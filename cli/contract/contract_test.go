package contract_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/cli/contract"
)

func TestOptionName(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"ApplicationName": "application-name", "ResourceARN": "resource-arn", "S3Configuration": "s3-configuration",
		"CloudWatchLoggingOptionId": "cloud-watch-logging-option-id", "AddApplicationVpcConfiguration": "add-application-vpc-configuration",
		"KPUs": "kp-us", "UrlType": "url-type", "X": "x",
	} {
		require.Equal(t, want, contract.OptionName(name), name)
	}
}

// TestOperations_are_those_of_the_service holds the table to the one that the server works by.
func TestOperations_are_those_of_the_service(t *testing.T) {
	t.Parallel()
	var want, got []string
	for _, op := range model.Operations {
		if !op.Own {
			want = append(want, op.Name)
		}
	}
	for _, op := range contract.Operations {
		got = append(got, op.Name)
		found, ok := contract.ByCommand(op.CommandName())
		require.True(t, ok)
		require.Same(t, op, found)
		require.Equal(t, contract.Struct, op.Input.Kind)
		require.Equal(t, contract.Struct, op.Output.Kind)
	}
	require.Equal(t, want, got)
	require.Len(t, got, 33)
	_, ok := contract.ByCommand("list-everything")
	require.False(t, ok)
}

func TestMembers_are_in_the_order_of_the_contract(t *testing.T) {
	t.Parallel()
	op, _ := contract.ByCommand("tag-resource")
	require.Equal(t, "ResourceARN", op.Input.Members[0].Name)
	op, _ = contract.ByCommand("describe-application")
	detail, ok := op.Output.Member("ApplicationDetail")
	require.True(t, ok)
	require.Equal(t, "ApplicationARN", detail.Shape.Members[0].Name)
	require.Equal(t, "ApplicationDescription", detail.Shape.Members[1].Name)
	require.Equal(t, "ApplicationName", detail.Shape.Members[2].Name)
}

func TestError(t *testing.T) {
	t.Parallel()
	s, ok := contract.Error("UnableToDetectSchemaException")
	require.True(t, ok)
	_, ok = s.Member("RawInputRecords")
	require.True(t, ok)
	_, ok = contract.Error("Nothing")
	require.False(t, ok)
}

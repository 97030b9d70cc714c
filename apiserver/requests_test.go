package apiserver_test

import (
	"flag"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/lifecycle"
)

// requestsTable is the one table of what is answered when: people read it, and the test compares the service with it.
const requestsTable = "../docs/requests-by-status.md"

// requestRow is a request in the table. Braces in the request stand for what the application has.
type requestRow struct {
	title, operation, request string
	// of is what kind of application it is asked of.
	of variant
	// rule is the rule of package lifecycle that it obeys; empty for a request that is open in every status.
	rule lifecycle.Request
}

// variant is a kind of application.
type variant string

const (
	flink  variant = "Flink" // with one of each part
	bare   variant = "Flink without parts"
	sql    variant = "SQL-1_0" // with one of each part, but no processor
	lambda variant = "SQL-1_0 with a processor"
	empty  variant = "SQL-1_0 without parts"
)

// requestRows has every operation about one application; those that stream or wait are in exemptRequests.
var requestRows = []requestRow{
	{"StartApplication", "StartApplication", `{}`, flink, lifecycle.RequestStart},
	{"StopApplication", "StopApplication", `{}`, flink, lifecycle.RequestStop},
	{"StopApplication with Force", "StopApplication", `{"Force": true}`, flink, lifecycle.RequestForceStop},
	{"UpdateApplication", "UpdateApplication", `{"CurrentApplicationVersionId": {version}}`, flink, lifecycle.RequestUpdate},
	{"RollbackApplication", "RollbackApplication", `{"CurrentApplicationVersionId": {version}}`, flink, lifecycle.RequestRollback},
	{"DeleteApplication", "DeleteApplication", `{"CreateTimestamp": {created}}`, flink, lifecycle.RequestDelete},
	{"UpdateApplicationMaintenanceConfiguration", "UpdateApplicationMaintenanceConfiguration",
		`{"ApplicationMaintenanceConfigurationUpdate": {"ApplicationMaintenanceWindowStartTimeUpdate": "01:30"}}`, flink, lifecycle.RequestMaintenance},
	{"CreateApplicationPresignedUrl", "CreateApplicationPresignedUrl", `{"UrlType": "FLINK_DASHBOARD_URL"}`, flink, lifecycle.RequestPresignedURL},
	{"CreateApplicationSnapshot", "CreateApplicationSnapshot", `{"SnapshotName": "new"}`, flink, lifecycle.RequestCreateSnapshot},
	{"DeleteApplicationSnapshot", "DeleteApplicationSnapshot", `{"SnapshotName": "old", "SnapshotCreationTimestamp": {snapshotCreated}}`, flink, ""},
	{"CancelApplicationOperation", "CancelApplicationOperation", `{"OperationId": {operation}}`, flink, ""},
	{"AddApplicationCloudWatchLoggingOption", "AddApplicationCloudWatchLoggingOption",
		`{"CurrentApplicationVersionId": {version}, "CloudWatchLoggingOption": {"LogStreamARN": "arn:aws:logs:eu-west-1:123456789012:log-group:g:log-stream:s"}}`, bare, lifecycle.RequestUpdate},
	{"DeleteApplicationCloudWatchLoggingOption", "DeleteApplicationCloudWatchLoggingOption",
		`{"CurrentApplicationVersionId": {version}, "CloudWatchLoggingOptionId": {logging}}`, flink, lifecycle.RequestUpdate},
	{"AddApplicationVpcConfiguration", "AddApplicationVpcConfiguration",
		`{"CurrentApplicationVersionId": {version}, "VpcConfiguration": {"SubnetIds": ["subnet-2"], "SecurityGroupIds": ["sg-2"]}}`, bare, lifecycle.RequestUpdate},
	{"DeleteApplicationVpcConfiguration", "DeleteApplicationVpcConfiguration",
		`{"CurrentApplicationVersionId": {version}, "VpcConfigurationId": {vpc}}`, flink, lifecycle.RequestUpdate},
	{"AddApplicationInput", "AddApplicationInput", `{"CurrentApplicationVersionId": {version}, "Input": {input}}`, empty, lifecycle.RequestUpdate},
	{"AddApplicationInputProcessingConfiguration", "AddApplicationInputProcessingConfiguration",
		`{"CurrentApplicationVersionId": {version}, "InputId": {inputId}, "InputProcessingConfiguration": {"InputLambdaProcessor": {"ResourceARN": "` + functionARN + `"}}}`, sql, lifecycle.RequestUpdate},
	{"DeleteApplicationInputProcessingConfiguration", "DeleteApplicationInputProcessingConfiguration",
		`{"CurrentApplicationVersionId": {version}, "InputId": "1.1"}`, lambda, lifecycle.RequestUpdate},
	{"AddApplicationOutput", "AddApplicationOutput", `{"CurrentApplicationVersionId": {version}, "Output": {output}}`, empty, lifecycle.RequestUpdate},
	{"DeleteApplicationOutput", "DeleteApplicationOutput", `{"CurrentApplicationVersionId": {version}, "OutputId": "1.1"}`, sql, lifecycle.RequestUpdate},
	{"AddApplicationReferenceDataSource", "AddApplicationReferenceDataSource",
		`{"CurrentApplicationVersionId": {version}, "ReferenceDataSource": {reference}}`, empty, lifecycle.RequestUpdate},
	{"DeleteApplicationReferenceDataSource", "DeleteApplicationReferenceDataSource",
		`{"CurrentApplicationVersionId": {version}, "ReferenceId": "1.1"}`, sql, lifecycle.RequestUpdate},
	{"TagResource", "TagResource", `{"ResourceARN": {arn}, "Tags": [{"Key": "team", "Value": "flights"}]}`, flink, ""},
	{"UntagResource", "UntagResource", `{"ResourceARN": {arn}, "TagKeys": ["team"]}`, flink, ""},
	{"ListTagsForResource", "ListTagsForResource", `{"ResourceARN": {arn}}`, flink, ""},
	{"DescribeApplication", "DescribeApplication", `{}`, flink, ""},
	{"DescribeApplicationHealth", "DescribeApplicationHealth", `{}`, flink, ""},
	{"DescribeApplicationVersion", "DescribeApplicationVersion", `{"ApplicationVersionId": 1}`, flink, ""},
	{"DescribeApplicationSnapshot", "DescribeApplicationSnapshot", `{"SnapshotName": "old"}`, flink, ""},
	{"DescribeApplicationOperation", "DescribeApplicationOperation", `{"OperationId": {firstOperation}}`, flink, ""},
	{"ListApplicationVersions", "ListApplicationVersions", `{}`, flink, ""},
	{"ListApplicationSnapshots", "ListApplicationSnapshots", `{}`, flink, ""},
	{"ListApplicationOperations", "ListApplicationOperations", `{}`, flink, ""},
	{"DescribeSnapshotRecord", "DescribeSnapshotRecord", `{"SnapshotName": "old"}`, flink, ""},
	{"ListSnapshotRecords", "ListSnapshotRecords", `{}`, flink, ""},
	{"DescribeSnapshotRetention", "DescribeSnapshotRetention", `{}`, flink, ""},
	{"UpdateSnapshotRetention", "UpdateSnapshotRetention", `{"KeepCount": 3}`, flink, ""},
	{"DeleteSnapshotRetention", "DeleteSnapshotRetention", `{}`, flink, ""},
	{"ExportApplicationSnapshot", "ExportApplicationSnapshot", `{"SnapshotName": "old"}`, flink, ""},
	{"ImportApplicationSnapshot", "ImportApplicationSnapshot", `{"SnapshotName": "new"}`, flink, ""},
	{"ListOperationRecords", "ListOperationRecords", `{}`, flink, ""},
	{"ListOperationSteps", "ListOperationSteps", `{"OperationId": {firstOperation}}`, flink, ""},
	{"ListApplicationLogEvents", "ListApplicationLogEvents", `{}`, flink, ""},
	{"ListApplicationLogDeliveries", "ListApplicationLogDeliveries", `{}`, flink, ""},
}

// exemptRequests name an application and have no row: they are open in every status, and have tests of their own.
var exemptRequests = []string{
	"CreateApplication",    // makes it
	"ListApplications",     // begins after it
	"ListAuditEvents",      // asks about what was done to it, whether it is there or not
	"FollowApplicationLog", // streams
	"FollowApplicationEvents",
	"WaitForApplication",
	"DiscoverInputSchema",       // of another resource
	"VerifyApplicationSnapshot", // of files more than of the application
	"RunApplicationMaintenance", // depends on the builds of the engine more than on the status
}

// TestRequests_Table asks for everything in every status, and compares the answers with the table that people read.
func TestRequests_Table(t *testing.T) {
	t.Parallel()
	for _, op := range model.Operations {
		named := reflect.TypeOf(requestOf(t, op)).Elem()
		_, name := named.FieldByName("ApplicationName")
		_, arn := named.FieldByName("ResourceARN")
		has := slices.ContainsFunc(requestRows, func(r requestRow) bool { return r.operation == op.Name })
		require.Equal(t, (name || arn) && !slices.Contains(exemptRequests, op.Name), has, "%s needs a row, or to be exempt", op.Name)
	}
	statuses := slices.DeleteFunc(lifecycle.Statuses(), func(s lifecycle.Status) bool { return s == lifecycle.StatusRolledBack })
	cells := make([]map[string]string, len(statuses))
	var group sync.WaitGroup
	t.Run("statuses", func(t *testing.T) {
		for i, status := range statuses {
			group.Add(1)
			t.Run(string(status), func(t *testing.T) {
				t.Parallel()
				defer group.Done()
				cells[i] = newWalk(t, status).walk()
			})
		}
	})
	group.Wait()
	if t.Failed() {
		return
	}
	table := requestsAsMarkdown(statuses, cells)
	if flag.Lookup("rewrite").Value.String() == "true" { // it is the transcripts', too
		require.NoError(t, os.WriteFile(requestsTable, []byte(table), 0o600))
	}
	want, err := os.ReadFile(requestsTable)
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(string(want), table), "what is answered is not what %s tells; -rewrite writes it anew", requestsTable)
}

func requestOf(t *testing.T, op *model.Operation) any {
	t.Helper()
	in, err := op.Decode([]byte(`{}`))
	require.NoError(t, err)
	return in
}

// requestsAsMarkdown is the table as people read it.
func requestsAsMarkdown(statuses []lifecycle.Status, cells []map[string]string) string {
	var b strings.Builder
	b.WriteString(`# Which request is answered how in which status

A cell tells the status that an application has as soon as the request is accepted, ✓ where it keeps its own, or else the exception. A
request that is refused changes nothing. No application is ever ROLLED_BACK: that is a status of versions.

Written by ` + "`go test ./apiserver -run TestRequests_Table -rewrite`" + `, which asks a server; without -rewrite the test fails where the two
differ.

| request |`)
	for _, s := range statuses {
		fmt.Fprintf(&b, " %s |", s)
	}
	b.WriteString("\n|---|" + strings.Repeat("---|", len(statuses)) + "\n")
	for _, row := range requestRows {
		fmt.Fprintf(&b, "| %s |", row.title)
		for i := range statuses {
			fmt.Fprintf(&b, " %s |", cells[i][row.title])
		}
		b.WriteString("\n")
	}
	return b.String()
}

package apiserver_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/apiserver/model"
)

// page reads one page of a list and returns what it names.
type page func(limit *int64, token *string) (names []string, next *string, err error)

func pages(f *fixture) map[string]page {
	ctx := f.Context()
	return map[string]page{
		"applications": func(limit *int64, token *string) (names []string, _ *string, _ error) {
			out, err := f.api.ListApplications(ctx, &model.ListApplicationsRequest{Limit: limit, NextToken: token})
			if err != nil {
				return nil, nil, err
			}
			for _, s := range out.ApplicationSummaries {
				names = append(names, *s.ApplicationName)
			}
			return names, out.NextToken, nil
		},
		"versions": func(limit *int64, token *string) (names []string, _ *string, _ error) {
			out, err := f.api.ListApplicationVersions(ctx, &model.ListApplicationVersionsRequest{ApplicationName: new("a"), Limit: limit, NextToken: token})
			if err != nil {
				return nil, nil, err
			}
			for _, s := range out.ApplicationVersionSummaries {
				names = append(names, fmt.Sprint(*s.ApplicationVersionId))
			}
			return names, out.NextToken, nil
		},
		"snapshots": func(limit *int64, token *string) (names []string, _ *string, _ error) {
			out, err := f.api.ListApplicationSnapshots(ctx, &model.ListApplicationSnapshotsRequest{ApplicationName: new("a"), Limit: limit, NextToken: token})
			if err != nil {
				return nil, nil, err
			}
			for _, s := range out.SnapshotSummaries {
				names = append(names, *s.SnapshotName)
			}
			return names, out.NextToken, nil
		},
		"operations": func(limit *int64, token *string) (names []string, _ *string, _ error) {
			out, err := f.api.ListApplicationOperations(ctx, &model.ListApplicationOperationsRequest{ApplicationName: new("a"), Limit: limit, NextToken: token})
			if err != nil {
				return nil, nil, err
			}
			for _, s := range out.ApplicationOperationInfoList {
				names = append(names, *s.OperationId)
			}
			return names, out.NextToken, nil
		},
	}
}

func TestLists_PageThroughEverythingOnce(t *testing.T) {
	t.Parallel()
	const many = 7
	f := newFixture(t)
	var applications, snapshots, versions, operations []string
	for i := range many {
		name := string("acbegfd"[i])
		f.create(name)
		applications = append(applications, name)
		f.putSnapshot("a", "snapshot-"+name, "FLINK-1_20")
		versions = append([]string{fmt.Sprint(i + 1)}, versions...)
		if i > 0 {
			u := update("a")
			u.CurrentApplicationVersionId = new(int64(i))
			out, err := f.api.UpdateApplication(t.Context(), u)
			require.NoError(t, err)
			operations = append([]string{*out.OperationId}, operations...)
		}
	}
	slices.Sort(applications)
	for name, read := range pages(f) {
		all, next, err := read(nil, nil)
		require.NoError(t, err)
		require.Nil(t, next, "no token on the last page")
		switch name {
		case "applications":
			require.Equal(t, applications, all)
		case "versions":
			require.Equal(t, versions, all, "newest first")
		case "operations":
			require.Equal(t, operations, all, "newest first")
		case "snapshots":
			require.Len(t, all, many)
			snapshots = all
			require.Equal(t, "snapshot-a", snapshots[0], "oldest first")
		}
		for limit := int64(1); limit <= many+1; limit++ {
			var seen []string
			var token *string
			for {
				part, next, err := read(&limit, token)
				require.NoError(t, err)
				require.LessOrEqual(t, int64(len(part)), limit)
				require.NotEmpty(t, part)
				seen = append(seen, part...)
				if token = next; token == nil {
					break
				}
				require.LessOrEqual(t, len(*token), 512)
			}
			require.Equal(t, all, seen, "%s by %d", name, limit)
		}
		if name == "applications" {
			continue // its tokens are names, and any name is a place in the list
		}
		for _, token := range []string{"x", "bm9uZQ", "WyJvdGhlciIsMV0", "W10", "bnVsbA", "WyJ2ZXJzaW9ucyIsIngiXQ"} {
			_, _, err := read(nil, &token)
			requireCode(t, err, model.InvalidArgumentException, "NextToken")
		}
	}
}

func TestLists_TokensOfOneListAreNoneOfAnother(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.create("a")
	for range 2 {
		f.putSnapshot("a", fmt.Sprint("s", f.validator.count()), "FLINK-1_20")
		u := update("a")
		u.CurrentApplicationVersionId = f.describe("a").ApplicationVersionId
		u.ApplicationConfigurationUpdate.EnvironmentPropertyUpdates = &model.EnvironmentPropertyUpdates{PropertyGroups: []model.PropertyGroup{}}
		_, err := f.api.UpdateApplication(t.Context(), u)
		require.NoError(t, err)
	}
	all := pages(f)
	for from, read := range all {
		_, token, err := read(new(int64(1)), nil)
		require.NoError(t, err)
		if from == "applications" {
			continue
		}
		require.NotNil(t, token, from)
		for to, other := range all {
			if to != from && to != "applications" {
				_, _, err := other(nil, token)
				requireCode(t, err, model.InvalidArgumentException, "NextToken")
			}
		}
	}
}

func TestLists_OfAnApplicationThatIsNone(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	for name, read := range pages(f) {
		names, _, err := read(nil, nil)
		if name == "applications" {
			require.NoError(t, err)
			require.Empty(t, names)
			continue
		}
		requireCode(t, err, model.ResourceNotFoundException, "a")
	}
}

func TestListOperations_Filters(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.create("a")
	f.run("a")
	_, err := f.api.StopApplication(t.Context(), &model.StopApplicationRequest{ApplicationName: new("a")})
	require.NoError(t, err)
	kinds := func(operation *string, status *model.OperationStatus) (names []string) {
		out, err := f.api.ListApplicationOperations(t.Context(), &model.ListApplicationOperationsRequest{ApplicationName: new("a"), Operation: operation, OperationStatus: status})
		require.NoError(t, err)
		for _, o := range out.ApplicationOperationInfoList {
			require.Equal(t, *o.OperationStatus == model.OperationStatusIN_PROGRESS, o.EndTime == nil, "an end only of what has ended")
			names = append(names, *o.Operation)
		}
		return names
	}
	require.Equal(t, []string{"StopApplication", "StartApplication"}, kinds(nil, nil))
	require.Equal(t, []string{"StartApplication"}, kinds(new("StartApplication"), nil))
	require.Equal(t, []string{"StopApplication"}, kinds(nil, new(model.OperationStatusIN_PROGRESS)))
	require.Empty(t, kinds(new("Start"), nil), "the name is exact")
	_, err = f.api.DescribeApplicationOperation(t.Context(), &model.DescribeApplicationOperationRequest{ApplicationName: new("a"), OperationId: new("none")})
	requireCode(t, err, model.ResourceNotFoundException, "none")
}

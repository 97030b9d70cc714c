// Package names asks the server for names that complete a command line. A shell waits for them, so what does not come at once does
// not come, and nothing is ever said of errors.
package names

import (
	"context"
	"strconv"
	"time"

	"github.com/penstock/penstock/apiserver/client"
	"github.com/penstock/penstock/apiserver/model"
	"github.com/penstock/penstock/cli/connect"
)

const (
	// patience is how long a shell may be kept waiting.
	patience = 2 * time.Second
	// most is how many names are worth offering.
	most = 500
)

// Of are the names that a member of a request may have: those of applications, of an application's snapshots, operations and
// versions. Others have none.
func Of(ctx context.Context, o connect.Options, member, application string) []string {
	if ctx == nil {
		ctx = context.Background()
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	target, err := connect.Resolve(ctx, o)
	if err != nil {
		return nil
	}
	api, err := target.Client(ctx)
	if err != nil {
		return nil
	}
	switch {
	case member == "ApplicationName":
		return applications(ctx, api, func(s model.ApplicationSummary) *string { return s.ApplicationName })
	case member == "ResourceARN":
		return applications(ctx, api, func(s model.ApplicationSummary) *string { return s.ApplicationARN })
	case member == "SnapshotName" && application != "":
		return snapshots(ctx, api, application)
	case member == "OperationId" && application != "":
		return operations(ctx, api, application)
	case member == "ApplicationVersionId" && application != "":
		return versions(ctx, api, application)
	}
	return nil
}

func applications(ctx context.Context, api *client.Client, name func(model.ApplicationSummary) *string) []string {
	var all []string
	var token *string
	for {
		page, err := api.ListApplications(ctx, &model.ListApplicationsRequest{NextToken: token})
		if err != nil {
			return all
		}
		for _, s := range page.ApplicationSummaries {
			all = append(all, *name(s))
		}
		if token = page.NextToken; token == nil || len(all) >= most {
			return all
		}
	}
}

func snapshots(ctx context.Context, api *client.Client, application string) []string {
	page, err := api.ListApplicationSnapshots(ctx, &model.ListApplicationSnapshotsRequest{ApplicationName: &application})
	if err != nil {
		return nil
	}
	all := make([]string, len(page.SnapshotSummaries))
	for i, s := range page.SnapshotSummaries {
		all[i] = *s.SnapshotName
	}
	return all
}

func operations(ctx context.Context, api *client.Client, application string) []string {
	page, err := api.ListApplicationOperations(ctx, &model.ListApplicationOperationsRequest{ApplicationName: &application})
	if err != nil {
		return nil
	}
	all := make([]string, len(page.ApplicationOperationInfoList))
	for i, o := range page.ApplicationOperationInfoList {
		all[i] = *o.OperationId + "\t" + *o.Operation
	}
	return all
}

func versions(ctx context.Context, api *client.Client, application string) []string {
	page, err := api.ListApplicationVersions(ctx, &model.ListApplicationVersionsRequest{ApplicationName: &application})
	if err != nil {
		return nil
	}
	all := make([]string, len(page.ApplicationVersionSummaries))
	for i, v := range page.ApplicationVersionSummaries {
		all[i] = strconv.FormatInt(*v.ApplicationVersionId, 10)
	}
	return all
}

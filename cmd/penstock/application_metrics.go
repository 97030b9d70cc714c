package main

import (
	"context"

	"github.com/penstock/penstock/apiserver"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/figures"
	"github.com/penstock/penstock/runtime/flinkrest"
)

// applicationFigures ask the clusters of applications, by way of their driver.
type applicationFigures struct{ clusters driver.Driver }

var _ apiserver.ApplicationFigures = applicationFigures{}

// Figures asks one cluster.
func (f applicationFigures) Figures(ctx context.Context, cluster *lifecycle.ClusterHandle) ([]byte, error) {
	handle, endpoint, err := reach(ctx, f.clusters, cluster)
	if err != nil {
		return nil, err
	}
	client := flinkrest.New(endpoint)
	defer client.Close()
	return figures.Read(ctx, client, handle.ID.JobID())
}

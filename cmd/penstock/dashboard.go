package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"time"

	"github.com/penstock/penstock/apiserver"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/reconciler"
	"github.com/penstock/penstock/runtime/driver"
)

// dashboardTargets reach the clusters of applications by way of their driver.
type dashboardTargets struct{ clusters driver.Driver }

var _ apiserver.DashboardTarget = dashboardTargets{}

// Cluster finds out where the application's cluster is now: an update moves it to another.
func (d dashboardTargets) Cluster(ctx context.Context, a *lifecycle.Application) (http.RoundTripper, error) {
	handle, endpoint, err := reach(ctx, d.clusters, a.Observed.Cluster)
	if err != nil {
		return nil, err
	}
	base, err := url.Parse(endpoint.BaseURL)
	if err != nil {
		return nil, fmt.Errorf("address of cluster %s: %w", handle.ID, err)
	}
	return clusterTransport{endpoint: endpoint, base: base}, nil
}

// reach finds out where a cluster that is written down is.
func reach(ctx context.Context, clusters driver.Driver, stored *lifecycle.ClusterHandle) (driver.Handle, driver.Endpoint, error) {
	handle, found, err := reconciler.ClusterOf(stored)
	if err != nil {
		return handle, driver.Endpoint{}, err
	}
	if !found {
		return handle, driver.Endpoint{}, apiserver.ErrNoCluster
	}
	endpoint, err := clusters.Endpoint(ctx, handle)
	if errors.Is(err, fs.ErrNotExist) {
		err = apiserver.ErrNoCluster // it ends, or has not begun
	}
	return handle, endpoint, err
}

// clusterTransport sends requests to one cluster, with its token. It keeps no connection: the next request may go elsewhere.
type clusterTransport struct {
	endpoint driver.Endpoint
	base     *url.URL
}

// RoundTrip sends one request.
func (t clusterTransport) RoundTrip(r *http.Request) (*http.Response, error) {
	out := r.Clone(r.Context())
	out.URL.Scheme, out.URL.Host, out.Host = t.base.Scheme, t.base.Host, ""
	out.URL.Path = t.base.Path + r.URL.Path
	if t.endpoint.Token != "" {
		out.Header.Set("Authorization", "Bearer "+t.endpoint.Token)
	}
	transport := http.Transport{
		DisableKeepAlives: true, DisableCompression: true, ResponseHeaderTimeout: 10 * time.Second,
		DialContext: t.endpoint.Connect,
	}
	return transport.RoundTrip(out)
}

package cluster

import (
	"context"
	"fmt"
	"net/url"

	"github.com/penstock/penstock/runtime/embedded/rest"
)

// located is a job for the REST API, which speaks of URIs where the engine knows paths.
type located struct {
	Job
	place place
}

// Savepoint takes a savepoint below a URI and returns that of the savepoint.
func (l located) Savepoint(ctx context.Context, dir string) (string, error) {
	return l.at(dir, func(path string) (string, error) { return l.Job.Savepoint(ctx, path) })
}

// StopWithSavepoint is the same for a stop.
func (l located) StopWithSavepoint(ctx context.Context, dir string, drain bool) (string, error) {
	return l.at(dir, func(path string) (string, error) { return l.Job.StopWithSavepoint(ctx, path, drain) })
}

func (l located) at(dir string, take func(path string) (string, error)) (string, error) {
	path, err := l.place.path(dir)
	if err != nil {
		return "", fmt.Errorf("directory of the savepoint: %w", err)
	}
	made, err := take(path)
	if err != nil {
		return "", err
	}
	return l.place.uri(made), nil
}

// Checkpoints tells where checkpoints are as URIs.
func (l located) Checkpoints() rest.Checkpoints {
	c := l.Job.Checkpoints()
	for _, one := range []*rest.Checkpoint{c.LatestCompleted, c.LatestSavepoint, c.LatestFailed} {
		if one != nil {
			one.Path = l.place.uri(one.Path)
		}
	}
	for i := range c.History {
		c.History[i].Path = l.place.uri(c.History[i].Path)
	}
	if c.Restore != nil {
		c.Restore.Path = l.place.uri(c.Restore.Path)
	}
	return c
}

// fileURI is an absolute path as a URI; nothing for nothing.
func fileURI(path string) string {
	if path == "" {
		return ""
	}
	return (&url.URL{Scheme: "file", Path: path}).String()
}

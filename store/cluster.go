package store

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/penstock/penstock/lifecycle"
)

// ClusterHandles returns what is written down of every cluster of every application. A cluster that a driver lists and
// that is not among them is left over, provided the driver was asked first.
func (r Reader) ClusterHandles(ctx context.Context) ([]lifecycle.ClusterHandle, error) {
	rows, err := r.db.Query(ctx, `
		SELECT cluster FROM applications WHERE cluster IS NOT NULL
		UNION ALL
		SELECT next_cluster FROM applications WHERE next_cluster IS NOT NULL`)
	if err != nil {
		return nil, fmt.Errorf("read cluster handles: %w", err)
	}
	handles, err := pgx.CollectRows(rows, pgx.RowTo[lifecycle.ClusterHandle])
	if err != nil {
		return nil, fmt.Errorf("read cluster handles: %w", err)
	}
	return handles, nil
}

// ClustersOf returns what is written down of the clusters of the applications of those names, as far as there are any. It finds
// them one by one, and is for few of many.
func (r Reader) ClustersOf(ctx context.Context, applications []ApplicationKey) ([]lifecycle.ClusterHandle, error) {
	var accounts, regions, names []string
	for _, a := range applications {
		accounts, regions, names = append(accounts, a.AccountID), append(regions, a.Region), append(names, a.Name)
	}
	// The limit keeps the planner from joining, for which it would read the whole table.
	rows, err := r.db.Query(ctx, `
		SELECT written.cluster
		FROM unnest($1::text[], $2::text[], $3::text[]) AS asked (account_id, region, name),
			LATERAL (SELECT cluster, next_cluster FROM applications a
				WHERE a.account_id = asked.account_id AND a.region = asked.region AND a.name = asked.name LIMIT 1) AS a,
			LATERAL (VALUES (a.cluster), (a.next_cluster)) AS written (cluster)
		WHERE written.cluster IS NOT NULL`, accounts, regions, names)
	if err != nil {
		return nil, fmt.Errorf("read cluster handles: %w", err)
	}
	handles, err := pgx.CollectRows(rows, pgx.RowTo[lifecycle.ClusterHandle])
	if err != nil {
		return nil, fmt.Errorf("read cluster handles: %w", err)
	}
	return handles, nil
}

// ApplicationClusters is what is written down of the clusters of one application; nil where there is none.
type ApplicationClusters struct {
	ApplicationID        int64
	Cluster, NextCluster *lifecycle.ClusterHandle
}

// ApplicationClusters returns what is written down of the clusters of the applications that have any.
func (r Reader) ApplicationClusters(ctx context.Context) ([]ApplicationClusters, error) {
	rows, err := r.db.Query(ctx, `
		SELECT id, cluster, next_cluster FROM applications WHERE cluster IS NOT NULL OR next_cluster IS NOT NULL`)
	if err != nil {
		return nil, fmt.Errorf("read clusters: %w", err)
	}
	clusters, err := pgx.CollectRows(rows, pgx.RowToStructByPos[ApplicationClusters])
	if err != nil {
		return nil, fmt.Errorf("read clusters: %w", err)
	}
	return clusters, nil
}

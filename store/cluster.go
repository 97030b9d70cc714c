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

// clustersPage is how many applications with clusters one statement reads.
const clustersPage = 500

// ApplicationClusters returns what is written down of the clusters of the applications that have any. It reads page by page, in the order
// of the index of those that have any, and so never the whole table.
func (r Reader) ApplicationClusters(ctx context.Context) ([]ApplicationClusters, error) {
	var all []ApplicationClusters
	after := int64(0)
	for {
		page, err := r.applicationClusters(ctx, `
			WHERE (cluster IS NOT NULL OR next_cluster IS NOT NULL) AND id > $1 ORDER BY id LIMIT $2`, after, clustersPage)
		if err != nil {
			return nil, err
		}
		all = append(all, page...)
		if len(page) < clustersPage {
			return all, nil
		}
		after = page[len(page)-1].ApplicationID
	}
}

// ApplicationClustersOf returns what is written down of the clusters of those of the applications that have any. It finds them one by one,
// and is for few of many.
func (r Reader) ApplicationClustersOf(ctx context.Context, applicationIDs []int64) ([]ApplicationClusters, error) {
	return r.applicationClusters(ctx, `
		WHERE id = ANY($1) AND (cluster IS NOT NULL OR next_cluster IS NOT NULL)`, applicationIDs)
}

func (r Reader) applicationClusters(ctx context.Context, where string, arguments ...any) ([]ApplicationClusters, error) {
	rows, err := r.db.Query(ctx, `SELECT id, cluster, next_cluster FROM applications `+where, arguments...)
	if err != nil {
		return nil, fmt.Errorf("read clusters: %w", err)
	}
	clusters, err := pgx.CollectRows(rows, pgx.RowToStructByPos[ApplicationClusters])
	if err != nil {
		return nil, fmt.Errorf("read clusters: %w", err)
	}
	return clusters, nil
}

// NamedCluster is what is written down of the cluster that runs an application, with the application's name.
type NamedCluster struct {
	ApplicationKey

	Cluster *lifecycle.ClusterHandle
}

// NamedClusters returns what is written down of the clusters that run applications, page by page as [Reader.ApplicationClusters] does, of
// all accounts and regions; with names, only of applications that have one of them.
func (r Reader) NamedClusters(ctx context.Context, names ...string) ([]NamedCluster, error) {
	var all []NamedCluster
	for after := int64(0); ; {
		rows, err := r.db.Query(ctx, `
			SELECT id, account_id, region, name, cluster FROM applications
			WHERE cluster IS NOT NULL AND id > $1 AND (cardinality($2::text[]) = 0 OR name = ANY ($2)) ORDER BY id LIMIT $3`,
			after, append([]string{}, names...), clustersPage)
		if err != nil {
			return nil, fmt.Errorf("read clusters with names: %w", err)
		}
		page, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (c NamedCluster, err error) {
			err = row.Scan(&after, &c.AccountID, &c.Region, &c.Name, &c.Cluster)
			return c, err
		})
		if err != nil {
			return nil, fmt.Errorf("read clusters with names: %w", err)
		}
		if all = append(all, page...); len(page) < clustersPage {
			return all, nil
		}
	}
}

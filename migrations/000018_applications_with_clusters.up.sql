-- The applications that have a cluster, whose logs are collected: looked for every second, among however many have none.
CREATE INDEX applications_with_clusters ON applications (id) WHERE cluster IS NOT NULL OR next_cluster IS NOT NULL;

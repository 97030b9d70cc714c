-- One row per application. Times that clients are given (and give back) are whole seconds, hence timestamptz(0).
CREATE TABLE applications (
    id                        bigint         GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id                text           NOT NULL,
    region                    text           NOT NULL,
    -- Lists are in name order, and a page token is a name: byte order keeps both independent of the server's locale.
    name                      text           NOT NULL COLLATE "C",
    description               text           NOT NULL,
    mode                      text           NOT NULL,
    maintenance_start         text           NOT NULL,
    current_version_id        bigint         NOT NULL CHECK (current_version_id >= 1),
    conditional_token         text           NOT NULL,
    create_time               timestamptz(0) NOT NULL,
    update_time               timestamptz(0) NOT NULL,

    -- What is wanted. Written by requests.
    desired_goal              text           NOT NULL CHECK (desired_goal IN ('RUN', 'STOP', 'FORCE_STOP', 'DELETE')),
    desired_version_id        bigint         CHECK ((desired_version_id IS NOT NULL) = (desired_goal = 'RUN')),
    desired_run_configuration jsonb          CHECK ((desired_run_configuration IS NOT NULL) = (desired_goal = 'RUN')),
    desired_via               text           NOT NULL,
    desired_operation_id      text,
    desired_generation        bigint         NOT NULL CHECK (desired_generation >= 1),

    -- What is. Written by the reconciler that holds the lease.
    observed_status           text           NOT NULL CHECK (observed_status IN (
        'READY', 'STARTING', 'RUNNING', 'STOPPING', 'FORCE_STOPPING', 'UPDATING', 'AUTOSCALING', 'ROLLING_BACK',
        'MAINTENANCE', 'DELETING')),
    observed_generation       bigint         NOT NULL CHECK (observed_generation <= desired_generation),
    deployed_version_id       bigint,
    running_configuration     jsonb,
    running_parallelism       int            NOT NULL DEFAULT 0,
    job_plan                  text           NOT NULL DEFAULT '',
    cluster                   jsonb,
    next_cluster              jsonb,
    failures                  int            NOT NULL DEFAULT 0 CHECK (failures >= 0),
    last_error                text           NOT NULL DEFAULT '',

    UNIQUE (account_id, region, name)
);

-- Every version an application ever had. Only status changes after the insert.
CREATE TABLE application_versions (
    application_id         bigint         NOT NULL REFERENCES applications ON DELETE CASCADE,
    id                     bigint         NOT NULL CHECK (id >= 1),
    status                 text           NOT NULL,
    runtime                text           NOT NULL,
    service_execution_role text           NOT NULL,
    document               jsonb          NOT NULL,
    code_id                bigint         REFERENCES code_packages,
    updated_from           bigint,
    rolled_back_from       bigint,
    rolled_back_to         bigint,
    create_time            timestamptz(0) NOT NULL,
    PRIMARY KEY (application_id, id)
);

CREATE INDEX application_versions_code ON application_versions (code_id) WHERE code_id IS NOT NULL;

-- Who works on an application, and when it is due next. Apart from the application, because it changes with every look
-- at it and must not get in the way of requests.
CREATE TABLE application_leases (
    application_id bigint      PRIMARY KEY REFERENCES applications ON DELETE CASCADE,
    -- Counts the terms. A write that names an older term than this is refused, however late it arrives.
    fencing_token  bigint      NOT NULL DEFAULT 0,
    owner          text,
    expires_at     timestamptz CHECK ((expires_at IS NULL) = (owner IS NULL)),
    due_at         timestamptz NOT NULL DEFAULT clock_timestamp(),
    -- Counts the wake-ups, so that one that arrives during a term is not lost at its end.
    wakes          bigint      NOT NULL DEFAULT 0
);

CREATE INDEX application_leases_due ON application_leases (due_at);

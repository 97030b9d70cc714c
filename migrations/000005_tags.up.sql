CREATE TABLE tags (
    application_id bigint NOT NULL REFERENCES applications ON DELETE CASCADE,
    key            text   NOT NULL COLLATE "C",
    value          text   NOT NULL,
    PRIMARY KEY (application_id, key)
);

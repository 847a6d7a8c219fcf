-- A row for each document. What identifies it are the bytes of its UTF-8, which are compared exactly and ordered by code
-- point whatever the database's collation. Documents expire at microseconds since 1970, in no time zone.

-- only DuckDB
CREATE TABLE IF NOT EXISTS smartcost_state (
    tenant BLOB NOT NULL,
    collection BLOB NOT NULL,
    document_key BLOB NOT NULL,
    json VARCHAR NOT NULL,
    version BLOB NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, collection, document_key)
);

-- only PostgreSQL
CREATE TABLE IF NOT EXISTS smartcost_state (
    tenant BYTEA NOT NULL,
    collection BYTEA NOT NULL,
    document_key BYTEA NOT NULL,
    json TEXT NOT NULL,
    version BYTEA NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, collection, document_key)
);

-- only MariaDB MySQL
CREATE TABLE IF NOT EXISTS smartcost_state (
    tenant VARBINARY(768) NOT NULL,
    collection VARBINARY(256) NOT NULL,
    document_key VARBINARY(1536) NOT NULL,
    json MEDIUMTEXT NOT NULL,
    version VARBINARY(36) NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, collection, document_key),
    INDEX smartcost_state_expiry (expires_at)
){table};

-- only H2
CREATE TABLE IF NOT EXISTS smartcost_state (
    tenant VARBINARY NOT NULL,
    collection VARBINARY NOT NULL,
    document_key VARBINARY NOT NULL,
    json VARCHAR NOT NULL,
    version VARBINARY NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, collection, document_key)
);

-- only PostgreSQL H2
CREATE INDEX IF NOT EXISTS smartcost_state_expiry ON smartcost_state (expires_at);

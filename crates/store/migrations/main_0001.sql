-- The record: append-only. What is hashed stands here exactly as it was hashed.

CREATE TABLE record (
    seq INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    actor TEXT NOT NULL,           -- empty: the clock
    role TEXT NOT NULL,
    rule TEXT NOT NULL,
    subject TEXT NOT NULL,
    body BLOB NOT NULL,
    prev_hash BLOB NOT NULL,
    hash BLOB NOT NULL
);

-- One row: where the record ends. Who appends holds it.
CREATE TABLE record_head (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    seq INTEGER NOT NULL,
    hash BLOB NOT NULL
);

-- Complete subtrees of the Merkle tree over the record, in storage order.
CREATE TABLE record_node (
    place INTEGER PRIMARY KEY,
    hash BLOB NOT NULL
);

-- The vault: what can be forgotten. The record knows a person by the opaque id alone.

CREATE TABLE person (
    id TEXT PRIMARY KEY,
    given TEXT NOT NULL,
    family TEXT NOT NULL,
    email TEXT NOT NULL            -- empty: none known
);

CREATE TABLE member (
    person TEXT PRIMARY KEY REFERENCES person (id),
    number TEXT NOT NULL UNIQUE,
    unit TEXT NOT NULL,
    class TEXT NOT NULL,
    joined TEXT NOT NULL,          -- dates as yyyy-mm-dd
    unbroken_since TEXT NOT NULL,
    arrears_since TEXT,
    paid_to TEXT,
    suspended_from TEXT,
    suspended_to TEXT
);

CREATE INDEX member_unit ON member (unit);

-- Texts with their salt; the record holds the salted hash.
CREATE TABLE paper (
    id TEXT PRIMARY KEY,
    audience TEXT NOT NULL,
    salt BLOB NOT NULL,
    text TEXT NOT NULL,
    hash BLOB NOT NULL
);

-- Who looked at what in the vault.
CREATE TABLE access (
    seq INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL
);

CREATE TABLE roll (
    id TEXT PRIMARY KEY,
    digest BLOB NOT NULL,
    size INTEGER NOT NULL,
    statement TEXT NOT NULL        -- totals, in the form that was made public
);

CREATE TABLE roll_entry (
    roll TEXT NOT NULL REFERENCES roll (id),
    person TEXT NOT NULL,
    unit TEXT NOT NULL,
    PRIMARY KEY (roll, person)
);

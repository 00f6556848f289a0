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
    name TEXT NOT NULL,            -- the whole name
    given TEXT,                    -- in two parts, where the list had two
    family TEXT,
    email TEXT
);

-- Times are civil times in the organisation's zone, yyyy-mm-ddThh:mm:ss.
CREATE TABLE member (
    person TEXT PRIMARY KEY REFERENCES person (id),
    number TEXT NOT NULL UNIQUE,
    class TEXT NOT NULL,
    unit TEXT NOT NULL,
    joined TEXT NOT NULL,          -- the present membership, unbroken since
    arrears_from TEXT,
    arrears_to TEXT,
    suspended_from TEXT,
    suspended_to TEXT,
    import INTEGER NOT NULL        -- the list that had the member last
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
    seq INTEGER PRIMARY KEY AUTO,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL
);

CREATE TABLE roll (
    id TEXT PRIMARY KEY,
    secret BLOB NOT NULL,          -- from which the salts of the public digest are made
    statement TEXT NOT NULL        -- digest, size, totals, as made public (JSON)
);

CREATE TABLE roll_entry (
    roll TEXT NOT NULL REFERENCES roll (id),
    person TEXT NOT NULL,
    unit TEXT NOT NULL,
    weight INTEGER NOT NULL,
    PRIMARY KEY (roll, person)
);

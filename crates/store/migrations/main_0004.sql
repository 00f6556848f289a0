-- Letters that wait to be sent. No text and no address: both are looked up when a letter is sent, from
-- its purpose and its recipient. Times are microseconds since 1970.

CREATE TABLE mailing (
    id TEXT PRIMARY KEY,
    matter TEXT NOT NULL,          -- empty: of no matter
    purpose TEXT NOT NULL,
    created INTEGER NOT NULL,
    author TEXT NOT NULL           -- who had it sent; empty: the server
);

CREATE INDEX mailing_created ON mailing (created);

CREATE TABLE letter (
    id INTEGER PRIMARY KEY AUTO,
    key TEXT NOT NULL UNIQUE,      -- the same key is never queued twice
    mailing TEXT NOT NULL REFERENCES mailing (id),
    recipient TEXT NOT NULL,       -- the person's id
    urgent INTEGER NOT NULL,       -- 1: somebody waits for it
    state TEXT NOT NULL,           -- waiting, sending, sent, bounced, failed
    tries INTEGER NOT NULL,
    next INTEGER NOT NULL,         -- waiting: not before; sending: the lease's end; else when it was settled
    error TEXT NOT NULL
);

CREATE INDEX letter_due ON letter (urgent DESC, next, id) WHERE state IN ('waiting', 'sending');
CREATE INDEX letter_back ON letter (id) WHERE state = 'bounced';
CREATE INDEX letter_mailing ON letter (mailing, state);
CREATE INDEX letter_recipient ON letter (recipient);

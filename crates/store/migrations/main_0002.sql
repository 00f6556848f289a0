-- Tables that pages read, made from the record alone: `polity rebuild` drops and makes them again.

CREATE TABLE matter (
    id TEXT PRIMARY KEY,
    procedure TEXT NOT NULL,
    version INTEGER NOT NULL,
    title TEXT NOT NULL,
    opened TEXT NOT NULL,
    stage TEXT NOT NULL,           -- empty once ended
    ended TEXT NOT NULL,           -- how; empty while it runs
    due_at INTEGER,                -- next instant at which something may fall due, microseconds
    entries INTEGER NOT NULL       -- the last entry about it
);

CREATE INDEX matter_due ON matter (due_at);

CREATE TABLE timetable (
    matter TEXT NOT NULL,
    place INTEGER NOT NULL,
    stage TEXT NOT NULL,
    opens TEXT NOT NULL,
    closes TEXT NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (matter, place)
);

CREATE TABLE candidacy (
    matter TEXT NOT NULL,
    person TEXT NOT NULL,
    state TEXT NOT NULL,
    nominated TEXT NOT NULL,
    statement TEXT,
    place INTEGER,                 -- in the published order, from 1
    PRIMARY KEY (matter, person)
);

CREATE TABLE support (
    matter TEXT NOT NULL,
    candidate TEXT NOT NULL,
    unit TEXT NOT NULL,
    since TEXT NOT NULL,
    PRIMARY KEY (matter, candidate, unit)
);

CREATE TABLE tenure (
    id TEXT PRIMARY KEY,
    person TEXT NOT NULL,
    seat TEXT NOT NULL,
    place TEXT NOT NULL,           -- body:... or unit:...
    begins TEXT NOT NULL,
    ends TEXT,
    ended TEXT,
    by_entry INTEGER NOT NULL
);

CREATE INDEX tenure_person ON tenure (person);

-- What the public may see of the record.
CREATE TABLE public_log (
    seq INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    role TEXT NOT NULL,
    rule TEXT NOT NULL,
    subject TEXT NOT NULL
);

CREATE INDEX public_log_subject ON public_log (subject, seq);

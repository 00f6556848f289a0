-- Ballot boxes. No time, no address, no member: a vote meets its voter nowhere in these tables.

CREATE TABLE box (
    ballot TEXT PRIMARY KEY,
    policy TEXT NOT NULL,          -- 'final' or 'last'
    place INTEGER NOT NULL,        -- votes in the chain, those that were replaced included
    voters INTEGER NOT NULL,       -- votes that count
    head BLOB NOT NULL,
    sealed INTEGER NOT NULL        -- 1: nothing more goes in, for ever
);

CREATE TABLE box_vote (
    ballot TEXT NOT NULL REFERENCES box (ballot),
    place INTEGER NOT NULL,        -- from 1, in the order of the chain
    credential TEXT NOT NULL,      -- the public part
    tracker TEXT NOT NULL,
    bytes BLOB NOT NULL,
    head BLOB NOT NULL,            -- the chain's head after this vote
    counts INTEGER NOT NULL,       -- 0: the same credential voted again later
    PRIMARY KEY (ballot, place)
);

CREATE UNIQUE INDEX box_vote_one ON box_vote (ballot, credential) WHERE counts = 1;
CREATE UNIQUE INDEX box_vote_tracker ON box_vote (ballot, tracker);

-- Papers that voters opened to check their devices: never cast. Only the tracker, which names nobody.

CREATE TABLE box_spoiled (
    ballot TEXT NOT NULL REFERENCES box (ballot),
    tracker TEXT NOT NULL,
    PRIMARY KEY (ballot, tracker)
);

-- Photographs of candidates, as they are shown: small, made anew by the server, nothing of the file that was
-- handed in but its picture. A person has one in a matter. Times are microseconds since 1970.

CREATE TABLE photo (
    matter TEXT NOT NULL,
    person TEXT NOT NULL,
    sha256 BLOB NOT NULL,          -- of the picture's bytes
    alt TEXT NOT NULL,             -- what is to be seen, for who cannot see it
    jpeg BLOB NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (matter, person)
);

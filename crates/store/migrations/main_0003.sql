-- Who is signed in, and how they prove who they are. No secret stands here that would let its reader
-- in, but two: the second factor's (the server must compute with it) and the server's own.
-- Times are microseconds since 1970.

-- A session is known by the SHA-256 of what the browser holds.
CREATE TABLE session (
    token BLOB PRIMARY KEY,
    person TEXT NOT NULL,
    created INTEGER NOT NULL,
    seen INTEGER NOT NULL,         -- now and then, not at every page
    expires INTEGER NOT NULL,
    strength TEXT NOT NULL,        -- link, passkey or totp
    language TEXT NOT NULL         -- empty: as the browser asks
);

CREATE INDEX session_person ON session (person);
CREATE INDEX session_expires ON session (expires);

-- A link is known by the SHA-256 of its token.
CREATE TABLE login_link (
    token BLOB PRIMARY KEY,
    purpose TEXT NOT NULL,
    persons TEXT NOT NULL,         -- whom it may sign in, separated by spaces
    created INTEGER NOT NULL,
    expires INTEGER NOT NULL,
    tries INTEGER NOT NULL,        -- wrong answers so far
    used INTEGER
);

CREATE INDEX login_link_expires ON login_link (expires);

CREATE TABLE passkey (
    id TEXT PRIMARY KEY,           -- the authenticator's own, base64url
    person TEXT NOT NULL,
    name TEXT NOT NULL,
    credential TEXT NOT NULL,      -- the library's JSON: public key and counter
    created INTEGER NOT NULL,
    used INTEGER
);

CREATE INDEX passkey_person ON passkey (person);

-- The second factor of a person: codes that change every 30 seconds (RFC 6238).
CREATE TABLE totp (
    person TEXT PRIMARY KEY,
    secret BLOB NOT NULL,
    created INTEGER NOT NULL,
    step INTEGER NOT NULL          -- the last time step that was used
);

CREATE TABLE recovery_code (
    person TEXT NOT NULL,
    code BLOB NOT NULL,            -- SHA-256
    used INTEGER,
    PRIMARY KEY (person, code)
);

-- Half of an exchange with an authenticator: what the server must remember until the answer.
CREATE TABLE challenge (
    token BLOB PRIMARY KEY,
    kind TEXT NOT NULL,
    person TEXT NOT NULL,          -- empty: not known yet
    state TEXT NOT NULL,
    expires INTEGER NOT NULL
);

CREATE INDEX challenge_expires ON challenge (expires);

CREATE TABLE server_secret (
    name TEXT PRIMARY KEY,
    value BLOB NOT NULL
);

-- In which language a person wants letters and pages.
CREATE TABLE preference (
    person TEXT PRIMARY KEY,
    language TEXT NOT NULL
);

CREATE INDEX person_email ON person (lower(email));

-- Where somebody who decides about applications lives, as a hash with the server's own key: nobody decides about the own
-- household. No address.

CREATE TABLE home (
    person TEXT PRIMARY KEY,
    digest BLOB NOT NULL
);

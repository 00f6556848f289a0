-- What applicants answered to monitoring questions: totals alone. No sheet is kept, no person, time or order, so that no
-- answer can be joined to an application. Each application touches every row of its matter, answered or not.

CREATE TABLE monitoring (
    matter TEXT NOT NULL,
    question TEXT NOT NULL,
    answer TEXT NOT NULL,
    persons INTEGER NOT NULL,
    PRIMARY KEY (matter, question, answer)
);

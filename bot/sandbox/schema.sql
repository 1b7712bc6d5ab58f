-- State of the sandbox platform. Items and guides are files; only what changes by use stands here.
-- Numbers and callers of tries, and tokens, are kept as keyed digests: somebody may type an ID number as a number.

CREATE TABLE IF NOT EXISTS application (
    number TEXT PRIMARY KEY,
    item TEXT NOT NULL,
    applicant TEXT NOT NULL,        -- id in citizens.csv or companies.csv
    state TEXT NOT NULL,
    submitted_on TEXT NOT NULL,     -- dates YYYY-MM-DD
    accepted_on TEXT,
    state_since TEXT NOT NULL,
    promised_days INTEGER,          -- working days
    note TEXT NOT NULL DEFAULT ''
);

CREATE TABLE IF NOT EXISTS seeding (
    name TEXT PRIMARY KEY,
    seeded_on TEXT NOT NULL         -- the day the offsets in days were counted back from
);

CREATE TABLE IF NOT EXISTS wrong_try (
    subject TEXT NOT NULL,          -- an application number or a caller
    at REAL NOT NULL                -- seconds since the epoch
);
CREATE INDEX IF NOT EXISTS wrong_try_subject ON wrong_try (subject, at);

CREATE TABLE IF NOT EXISTS lock (
    subject TEXT PRIMARY KEY,
    until REAL NOT NULL
);

CREATE TABLE IF NOT EXISTS token (
    digest TEXT PRIMARY KEY,
    number TEXT NOT NULL,
    caller TEXT NOT NULL,
    until REAL NOT NULL
);

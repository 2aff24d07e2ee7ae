-- Codes: kind, channel, tier and reason are those of the sealed entry (tlog/src/entry.rs).
-- standing: 0 published, 1 held, 2 withheld, 3 erased, 4 replaced, 5 system event.
-- vote: 1 agree, 2 disagree, 3 pass, as in the sealed bytes.
-- A CHECK with IN (…) would make SQLite build a table for each row; BETWEEN does not.
-- minute: minutes since 1970-01-01 00:00 UTC; sent, created: milliseconds since then.

-- What the directory was given when it was made: `secret`, `log_key` (the public half), and `head_file`
-- where the last signed head is not in the directory.
CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- One row a leaf, never changed. `nodes` are the complete subtrees that end with this leaf, 32 bytes
-- each: the leaf itself, then upwards. The node at (level, number) stands in the row of the last leaf
-- under it, ((number + 1) << level) - 1, at offset 32 * level.
CREATE TABLE leaf (
    number INTEGER PRIMARY KEY,
    entry BLOB NOT NULL CHECK (length(entry) = 46),
    nodes BLOB NOT NULL CHECK (length(nodes) > 0 AND length(nodes) % 32 = 0)
) STRICT;

-- One row a committed batch: the tree as it was then, and the log's signature of its checkpoint.
CREATE TABLE head (
    size INTEGER PRIMARY KEY,
    root BLOB NOT NULL CHECK (length(root) = 32),
    signature BLOB NOT NULL CHECK (length(signature) = 64)
) STRICT;

-- Keys that signed heads up to and with that size, before the log went on under another after losing leaves.
CREATE TABLE former_log_key (
    until INTEGER PRIMARY KEY,
    key BLOB NOT NULL
) STRICT;

-- How many leaves stand how, kept in the transaction that changes it. `round` is the leaf of the
-- round's opening, or -1.
CREATE TABLE tally (
    round INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    channel INTEGER NOT NULL,
    standing INTEGER NOT NULL,
    reason INTEGER NOT NULL,
    count INTEGER NOT NULL CHECK (count >= 0),
    PRIMARY KEY (round, kind, channel, standing, reason)
) STRICT, WITHOUT ROWID;

-- One row for each request with an idempotency key. `body` is overwritten with zeros when a record
-- of the request is erased: the hash of a short text can be guessed.
CREATE TABLE post (
    id INTEGER PRIMARY KEY,
    key BLOB NOT NULL UNIQUE CHECK (length(key) = 32),
    body BLOB NOT NULL CHECK (length(body) = 32),
    first INTEGER NOT NULL,
    leaves INTEGER NOT NULL
) STRICT;

-- Public documents (kinds 4 to 14): exactly the bytes whose SHA-256 the leaf holds.
CREATE TABLE document (
    leaf INTEGER PRIMARY KEY REFERENCES leaf,
    kind INTEGER NOT NULL,
    about INTEGER REFERENCES leaf,
    body BLOB NOT NULL
) STRICT;
CREATE INDEX document_of_plan ON document (leaf) WHERE kind IN (7, 9, 10, 11, 14);
CREATE INDEX document_about ON document (about) WHERE about IS NOT NULL;

-- A round by the leaf of its opening, which its records refer to.
CREATE TABLE round (
    opening INTEGER PRIMARY KEY REFERENCES document,
    id TEXT NOT NULL UNIQUE,
    plan TEXT NOT NULL
) STRICT;

-- A contribution, or (replaces not null) what took the place of one. Words and salt stand apart.
CREATE TABLE contribution (
    leaf INTEGER PRIMARY KEY REFERENCES leaf,
    round INTEGER NOT NULL REFERENCES round,
    channel INTEGER NOT NULL,
    constituency TEXT NOT NULL,
    language TEXT,
    quotable INTEGER NOT NULL CHECK (quotable BETWEEN 0 AND 1),
    sent INTEGER,
    reply_to INTEGER REFERENCES contribution,
    replaces INTEGER REFERENCES contribution,
    post INTEGER REFERENCES post,
    code BLOB CHECK (length(code) = 32),
    standing INTEGER NOT NULL CHECK (standing BETWEEN 0 AND 4),
    reason INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX contribution_code ON contribution (code) WHERE code IS NOT NULL;
CREATE UNIQUE INDEX contribution_replaces ON contribution (replaces) WHERE replaces IS NOT NULL;
CREATE INDEX contribution_published ON contribution (round, leaf) WHERE standing = 0;

-- The text compartment, and the salt of the attributes (they are columns above). Rows are only added at the end and, when erased, overwritten with zeros in
-- place: SQLite then moves no cell, so no stale copy of a text is left on another page.
CREATE TABLE words (
    leaf INTEGER PRIMARY KEY REFERENCES contribution,
    salt BLOB NOT NULL CHECK (length(salt) = 32),
    attributes_salt BLOB NOT NULL CHECK (length(attributes_salt) = 32),
    text BLOB NOT NULL
) STRICT;

-- `name` is the id an imported file gave.
CREATE TABLE participant (
    id INTEGER PRIMARY KEY,
    token BLOB NOT NULL UNIQUE CHECK (length(token) = 32),
    name TEXT
) STRICT;

-- `statement` is the JSON of the noun. Where `contribution` is given its words stand there alone,
-- and `text` in the JSON is empty.
CREATE TABLE statement (
    round INTEGER NOT NULL REFERENCES round,
    number INTEGER NOT NULL CHECK (number >= 1),
    id TEXT NOT NULL,
    statement TEXT NOT NULL,
    contribution INTEGER REFERENCES contribution,
    agree INTEGER NOT NULL DEFAULT 0,
    disagree INTEGER NOT NULL DEFAULT 0,
    pass INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (round, number),
    UNIQUE (round, id)
) STRICT, WITHOUT ROWID;

-- Every vote as cast. `ballot` counts a participant's votes on one statement, from 1.
CREATE TABLE vote (
    leaf INTEGER PRIMARY KEY REFERENCES leaf,
    participant INTEGER NOT NULL REFERENCES participant,
    round INTEGER NOT NULL,
    statement INTEGER NOT NULL,
    vote INTEGER NOT NULL CHECK (vote BETWEEN 1 AND 3),
    ballot INTEGER NOT NULL,
    channel INTEGER NOT NULL,
    sent INTEGER,
    salt BLOB NOT NULL CHECK (length(salt) = 32)
) STRICT;

-- The one vote of each participant on each statement that stands.
CREATE TABLE current_vote (
    participant INTEGER NOT NULL,
    round INTEGER NOT NULL,
    statement INTEGER NOT NULL,
    vote INTEGER NOT NULL,
    ballot INTEGER NOT NULL,
    leaf INTEGER NOT NULL,
    PRIMARY KEY (participant, round, statement),
    FOREIGN KEY (round, statement) REFERENCES statement
) STRICT, WITHOUT ROWID;

-- Imported files; `first` and `last` are leaves.
CREATE TABLE import_batch (
    leaf INTEGER PRIMARY KEY REFERENCES document,
    file BLOB NOT NULL UNIQUE CHECK (length(file) = 32),
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    accepted INTEGER NOT NULL,
    quarantined INTEGER NOT NULL
) STRICT;

-- Published analysis runs. `blanked` counts the quotes emptied since, as their words were erased.
CREATE TABLE run (
    number INTEGER PRIMARY KEY,
    leaf INTEGER NOT NULL UNIQUE REFERENCES document,
    input_size INTEGER NOT NULL,
    result TEXT NOT NULL CHECK (length(result) = 64),
    blanked INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE run_findings (
    run INTEGER PRIMARY KEY,
    json BLOB NOT NULL
) STRICT;
CREATE TABLE run_quote (
    contribution INTEGER NOT NULL,
    run INTEGER NOT NULL,
    PRIMARY KEY (contribution, run)
) STRICT, WITHOUT ROWID;

-- Where a run put each contribution and each participant. Rows come before their run: they are kept
-- in portions, and a run is visible when its row in `run` is.
CREATE TABLE assignment (
    run INTEGER NOT NULL,
    contribution INTEGER NOT NULL,
    theme TEXT,
    similarity REAL,
    cluster INTEGER,
    duplicate INTEGER CHECK (duplicate BETWEEN 0 AND 2),
    language TEXT NOT NULL,
    PRIMARY KEY (run, contribution)
) STRICT, WITHOUT ROWID;
CREATE INDEX assignment_theme ON assignment (run, theme, contribution) WHERE theme IS NOT NULL;
CREATE TABLE opinion_group (
    run INTEGER NOT NULL,
    participant INTEGER NOT NULL,
    number INTEGER,
    PRIMARY KEY (run, participant)
) STRICT, WITHOUT ROWID;

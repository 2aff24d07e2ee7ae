-- One row for each time a statement was put before a participant by routing. `number` counts them for
-- a participant in a round, from 1. outcome: 0 shown, 1 answered, 2 skipped. `shown` is milliseconds
-- since 1970-01-01 00:00 UTC. Not sealed: it is about what the service did, not about what was said.
CREATE TABLE exposure (
    participant INTEGER NOT NULL REFERENCES participant,
    round INTEGER NOT NULL,
    number INTEGER NOT NULL CHECK (number >= 1),
    statement INTEGER NOT NULL,
    probability REAL NOT NULL CHECK (probability > 0 AND probability <= 1),
    shown INTEGER NOT NULL,
    outcome INTEGER NOT NULL DEFAULT 0 CHECK (outcome BETWEEN 0 AND 2),
    PRIMARY KEY (participant, round, number),
    FOREIGN KEY (round, statement) REFERENCES statement
) STRICT, WITHOUT ROWID;

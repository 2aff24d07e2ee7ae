-- A vote that is erased keeps leaf, round and channel. Who cast it, on what, how and when are NULL and the salt is
-- zeros: the row gets no longer by that, so SQLite moves no cell. Its reason is that of the kind 4 about it.
CREATE TABLE vote_that_can_be_erased (
    leaf INTEGER PRIMARY KEY REFERENCES leaf,
    participant INTEGER REFERENCES participant,
    round INTEGER NOT NULL,
    statement INTEGER,
    vote INTEGER CHECK (vote BETWEEN 1 AND 3),
    ballot INTEGER,
    channel INTEGER NOT NULL,
    sent INTEGER,
    salt BLOB NOT NULL CHECK (length(salt) = 32)
) STRICT;
INSERT INTO vote_that_can_be_erased
    SELECT leaf, participant, round, statement, vote, ballot, channel, sent, salt FROM vote ORDER BY leaf;
DROP TABLE vote;
ALTER TABLE vote_that_can_be_erased RENAME TO vote;
-- With the words of a contribution go its other attributes; of a discussion only where it stood is kept.
UPDATE contribution SET constituency = '', language = NULL, quotable = 0, sent = NULL WHERE standing >= 3;
UPDATE discussion SET stance = 0 WHERE leaf IN (SELECT leaf FROM contribution WHERE standing >= 3);

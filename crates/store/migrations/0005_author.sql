-- Who sent a contribution, where that was said: a pseudonym, the same for all that one person sent. It is
-- not sealed and leaves the store only as "the same" or "another". Overwritten with zeros in place when
-- the words are erased.
CREATE TABLE author (
    leaf INTEGER PRIMARY KEY REFERENCES contribution,
    pseudonym BLOB NOT NULL CHECK (length(pseudonym) = 32)
) STRICT;

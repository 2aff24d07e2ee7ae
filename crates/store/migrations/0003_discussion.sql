-- A contribution's place in a discussion. `about` is the noun's words (`clause:2.3`); null for a reply.
-- stance: 0 neither, 1 for, 2 against. `sources` are lines of text, overwritten with zeros in place when
-- the words are erased.
CREATE TABLE discussion (
    leaf INTEGER PRIMARY KEY REFERENCES contribution,
    about TEXT,
    stance INTEGER NOT NULL CHECK (stance BETWEEN 0 AND 2),
    sources BLOB NOT NULL
) STRICT;
CREATE INDEX discussion_about ON discussion (about, leaf) WHERE about IS NOT NULL;
CREATE INDEX contribution_reply ON contribution (reply_to, leaf) WHERE reply_to IS NOT NULL;

-- The salt of an assignment's leaf, so that the tree over a run's assignments does not let anyone find a
-- contribution's theme by trying all themes. NULL in runs that were sealed without.
ALTER TABLE assignment ADD COLUMN salt BLOB CHECK (salt IS NULL OR length(salt) = 32);

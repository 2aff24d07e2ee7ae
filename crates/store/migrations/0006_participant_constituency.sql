-- For whom a participant's votes speak; NULL is the public.
ALTER TABLE participant ADD COLUMN constituency TEXT;

-- What the operators were told of a job: that it was tried for long (late), or that it is dead.
ALTER TABLE jobs ADD COLUMN told text CHECK (told IN ('late', 'dead'));

DROP INDEX warnings_listed;
CREATE INDEX warnings_school ON warnings (school_id, marked_at DESC);

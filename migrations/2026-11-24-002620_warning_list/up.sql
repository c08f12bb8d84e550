-- 预警单位管理, newest first, paged by number.
DROP INDEX warnings_school;
CREATE INDEX warnings_listed ON warnings (school_id, id DESC);

DELETE FROM wage_floors AS older USING wage_floors AS newer
WHERE newer.region = older.region AND newer.valid_from > older.valid_from;
ALTER TABLE wage_floors DROP CONSTRAINT wage_floors_pkey, ADD PRIMARY KEY (region);

ALTER TABLE destinations DROP COLUMN archive_to, DROP COLUMN household_to, DROP COLUMN website;

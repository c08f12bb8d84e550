ALTER TABLE destination_sync DROP COLUMN unplaced_version, DROP COLUMN unplaced_at;

DROP TABLE contact_sync;
ALTER TABLE sessions DROP COLUMN address, DROP COLUMN id;
ALTER TABLE accounts DROP COLUMN email;
DROP TABLE one_time_codes, company_registrations;

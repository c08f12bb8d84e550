ALTER TABLE companies DROP COLUMN licence, DROP COLUMN licence_name;
ALTER TABLE company_registrations DROP COLUMN licence, DROP COLUMN licence_name;
GRANT DELETE ON case_files TO wangqian_app;
DROP INDEX files_created, documents_hash, case_files_hash, case_files_once;
DROP TABLE uploads;

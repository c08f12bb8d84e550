DROP INDEX cases_asked_company, cases_awaited;
ALTER TABLE cases DROP COLUMN reminded;

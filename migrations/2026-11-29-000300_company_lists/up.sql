-- The lists of a company and their counts, with all that says whether a case is the company's to see: an index alone counts them.
-- Reading goes on while it is made: what is dropped first is locked until the end.
CREATE INDEX cases_company_new ON cases (company_id, id DESC) INCLUDE (kind, state, initiator) WHERE company_id IS NOT NULL;
DROP INDEX cases_company;
ALTER INDEX cases_company_new RENAME TO cases_company;

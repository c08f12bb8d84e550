-- The lists of a company and their counts, with all that says whether a case is the company's to see: an index alone counts them.
DROP INDEX cases_company;
CREATE INDEX cases_company ON cases (company_id, id DESC) INCLUDE (kind, state, initiator) WHERE company_id IS NOT NULL;

DROP INDEX cases_company;
CREATE INDEX cases_company ON cases (company_id, id DESC) INCLUDE (kind, state) WHERE company_id IS NOT NULL;

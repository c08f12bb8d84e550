-- A school may warn of a company that nobody has registered or named on an agreement: of it only the code and the name are known.
ALTER TABLE companies
    DROP CONSTRAINT companies_region_check,
    ADD CONSTRAINT companies_region_check CHECK (region ~ '^(\d{6})?$');

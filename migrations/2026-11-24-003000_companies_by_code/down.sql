-- What the code says of where the company was registered stands in for what nobody has said.
UPDATE companies SET region = CASE WHEN substr(credit_code, 3, 6) ~ '^\d{6}$' THEN substr(credit_code, 3, 6) ELSE '100000' END
    WHERE region = '';
ALTER TABLE companies
    DROP CONSTRAINT companies_region_check,
    ADD CONSTRAINT companies_region_check CHECK (region ~ '^\d{6}$');

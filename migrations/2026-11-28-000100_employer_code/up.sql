-- The employer that a destination names, by its credit code: a list that marks warned employers reads the codes with its lines, and
-- opens neither the destinations nor, a second time, the cases.
ALTER TABLE cases ADD COLUMN employer_code text;
ALTER TABLE cases DISABLE TRIGGER USER;
UPDATE cases SET employer_code = credit_code FROM destinations WHERE case_id = id AND credit_code IS NOT NULL;
ALTER TABLE cases ENABLE TRIGGER USER;

-- As before (900), and with the employer.
CREATE OR REPLACE FUNCTION list_destination() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE cases SET subject = NEW.category, employer_code = NEW.credit_code
        WHERE id = NEW.case_id AND (subject, employer_code) IS DISTINCT FROM (NEW.category, NEW.credit_code);
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER destinations_list AFTER INSERT OR UPDATE OF category, credit_code ON destinations
    FOR EACH ROW EXECUTE FUNCTION list_destination();

-- What kind of agreement a termination ends: 已同意解约 of an online one, 解约中 of any other. The guide's lists tell the two apart
-- (sections 8.1 and 8.2). A case keeps its kind and its agreement for ever, so that what is copied stays true.
ALTER TABLE cases ADD COLUMN ends text;
ALTER TABLE cases DISABLE TRIGGER USER;
UPDATE cases c SET ends = ended.kind FROM cases ended WHERE ended.id = c.agreement_id;
ALTER TABLE cases ENABLE TRIGGER USER;
ALTER TABLE cases ADD CONSTRAINT cases_ends CHECK (
    (agreement_id IS NOT NULL) = (ends IS NOT NULL) AND ends IN ('online', 'offline', 'paper'));

-- As before (2000), and with the kind of the agreement that is ended.
CREATE OR REPLACE FUNCTION list_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT name, s.student_no, s.department, s.level
        INTO NEW.student_name, NEW.student_no, NEW.department, NEW.level
        FROM students s WHERE id = NEW.student_id;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no student %', NEW.student_id USING ERRCODE = 'foreign_key_violation';
    END IF;
    IF NEW.agreement_id IS NOT NULL THEN
        SELECT subject, kind INTO NEW.subject, NEW.ends FROM cases WHERE id = NEW.agreement_id;
    END IF;
    RETURN NEW;
END $$;

-- As before (900): what a list is narrowed to and what is counted is in the index.
DROP INDEX cases_open_school, cases_open_department;
CREATE INDEX cases_open_school ON cases (school_id, cohort, module, state, entered_at, id)
    INCLUDE (kind, level, department, initiator, ends) WHERE open AND NOT dormant;
CREATE INDEX cases_open_department ON cases (school_id, cohort, department, module, state, entered_at, id)
    INCLUDE (kind, level, initiator, ends) WHERE open AND NOT dormant;

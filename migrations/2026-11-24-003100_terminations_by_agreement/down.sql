DROP INDEX cases_open_school, cases_open_department;
CREATE INDEX cases_open_school ON cases (school_id, cohort, module, state, entered_at, id)
    INCLUDE (kind, level, department, initiator) WHERE open AND NOT dormant;
CREATE INDEX cases_open_department ON cases (school_id, cohort, department, module, state, entered_at, id)
    INCLUDE (kind, level, initiator) WHERE open AND NOT dormant;

CREATE OR REPLACE FUNCTION list_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT name, s.student_no, s.department, s.level
        INTO NEW.student_name, NEW.student_no, NEW.department, NEW.level
        FROM students s WHERE id = NEW.student_id;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no student %', NEW.student_id USING ERRCODE = 'foreign_key_violation';
    END IF;
    IF NEW.agreement_id IS NOT NULL THEN
        SELECT subject INTO NEW.subject FROM cases WHERE id = NEW.agreement_id;
    END IF;
    RETURN NEW;
END $$;

ALTER TABLE cases DROP CONSTRAINT cases_ends, DROP COLUMN ends;

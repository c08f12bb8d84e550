DROP INDEX cases_open_school, cases_open_department, cases_school, cases_department, cases_module, cases_subject;
CREATE INDEX agreements_company ON agreements (company_name text_pattern_ops);
CREATE INDEX cases_open_school ON cases (school_id, cohort, module, entered_at, id)
    INCLUDE (kind, state, level, department, initiator, student_id) WHERE open;
CREATE INDEX cases_open_department ON cases (school_id, cohort, department, module, entered_at, id)
    INCLUDE (kind, state, initiator, student_id) WHERE open;
CREATE INDEX cases_school ON cases (school_id, cohort, module, state, entered_at, id)
    INCLUDE (kind, level, initiator, student_id);
CREATE INDEX cases_department ON cases (school_id, cohort, department, module, state, entered_at, id)
    INCLUDE (kind, initiator, student_id);
CREATE INDEX cases_module ON cases (school_id, cohort, module, entered_at, id)
    INCLUDE (kind, state, level, department, initiator, student_id);

CREATE OR REPLACE FUNCTION guard_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'draft' AND NOT EXISTS (SELECT FROM case_moves
                WHERE kind = NEW.kind AND from_state = 'draft' AND to_state = NEW.state) THEN
            RAISE EXCEPTION 'a % may not begin as %', NEW.kind, NEW.state USING ERRCODE = 'check_violation';
        END IF;
    ELSE
        IF (NEW.kind, NEW.student_id, NEW.school_id, NEW.cohort) IS DISTINCT FROM
           (OLD.kind, OLD.student_id, OLD.school_id, OLD.cohort) THEN
            RAISE EXCEPTION 'case % belongs to its student for ever', OLD.id USING ERRCODE = 'check_violation';
        END IF;
        IF NEW.state <> OLD.state AND NOT EXISTS (SELECT FROM case_moves
                WHERE kind = NEW.kind AND from_state = OLD.state AND to_state = NEW.state) THEN
            RAISE EXCEPTION 'a % may not move from % to %', NEW.kind, OLD.state, NEW.state USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    IF EXISTS (SELECT FROM students WHERE id = NEW.student_id AND dormant_since IS NOT NULL) THEN
        RAISE EXCEPTION 'the student of case % is dormant', NEW.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

DROP TRIGGER cases_list ON cases;
DROP TRIGGER agreements_list ON agreements;
DROP TRIGGER destinations_list ON destinations;
DROP FUNCTION list_case, list_agreement, list_destination;
ALTER TABLE students ADD CONSTRAINT students_id_school_id_cohort_key UNIQUE (id, school_id, cohort);
ALTER TABLE cases DROP CONSTRAINT cases_student, ADD CONSTRAINT cases_student
    FOREIGN KEY (student_id, school_id, cohort) REFERENCES students (id, school_id, cohort);
ALTER TABLE cases DROP COLUMN dormant, DROP COLUMN student_name, DROP COLUMN student_no, DROP COLUMN subject;
ALTER TABLE students DROP CONSTRAINT students_listed;
ALTER TABLE students DROP COLUMN dormant;

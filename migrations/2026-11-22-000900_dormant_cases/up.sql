-- A case says itself whether its student is dormant (5.2), so that an index alone answers what waits. The foreign key keeps it
-- true: it follows the student at once, and a case that says otherwise cannot be written.
ALTER TABLE students ADD COLUMN dormant boolean NOT NULL GENERATED ALWAYS AS (dormant_since IS NOT NULL) STORED;
ALTER TABLE students ADD CONSTRAINT students_standing UNIQUE (id, school_id, cohort, dormant);
ALTER TABLE cases ADD COLUMN dormant boolean NOT NULL DEFAULT false;
ALTER TABLE cases DISABLE TRIGGER USER;
UPDATE cases SET dormant = true FROM students s WHERE s.id = student_id AND s.dormant;
ALTER TABLE cases ENABLE TRIGGER USER;
ALTER TABLE cases DROP CONSTRAINT cases_student, ADD CONSTRAINT cases_student
    FOREIGN KEY (student_id, school_id, cohort, dormant) REFERENCES students (id, school_id, cohort, dormant) ON UPDATE CASCADE;
ALTER TABLE students DROP CONSTRAINT students_id_school_id_cohort_key;

-- As before (600), but for a case that only follows its student into dormancy or out of it.
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
        IF NEW.dormant <> OLD.dormant AND (NEW.state, NEW.version) = (OLD.state, OLD.version) THEN
            RETURN NEW;
        END IF;
    END IF;
    IF EXISTS (SELECT FROM students WHERE id = NEW.student_id AND dormant_since IS NOT NULL) THEN
        RAISE EXCEPTION 'the student of case % is dormant', NEW.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

-- What the lists, their counts and the board read. A list is narrowed to a few states: with the state before the time, it and its
-- count read their own cases only. Of several states the page is sorted, by the index's own columns.
DROP INDEX cases_open_school, cases_open_department, cases_school, cases_department, cases_module;
CREATE INDEX cases_open_school ON cases (school_id, cohort, module, state, entered_at, id)
    INCLUDE (kind, level, department, initiator) WHERE open AND NOT dormant;
CREATE INDEX cases_open_department ON cases (school_id, cohort, department, module, state, entered_at, id)
    INCLUDE (kind, level, initiator) WHERE open AND NOT dormant;
CREATE INDEX cases_school ON cases (school_id, cohort, module, state, entered_at, id)
    INCLUDE (kind, level, department, initiator) WHERE NOT dormant;
CREATE INDEX cases_department ON cases (school_id, cohort, department, module, state, entered_at, id)
    INCLUDE (kind, level, initiator) WHERE NOT dormant;
-- All states of a module at once.
CREATE INDEX cases_module ON cases (school_id, cohort, module, entered_at, id)
    INCLUDE (kind, state, level, department, initiator) WHERE NOT dormant;

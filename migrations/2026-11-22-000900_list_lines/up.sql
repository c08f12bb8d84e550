-- A case carries what its list shows, so that a page of a list reads cases and nothing beside them: its student's name and number,
-- whether the student is dormant (5.2), and what it is about. What is the student's follows the student at once: the foreign key
-- keeps it true, and a case that says otherwise cannot be written.
ALTER TABLE students ADD COLUMN dormant boolean NOT NULL GENERATED ALWAYS AS (dormant_since IS NOT NULL) STORED;
ALTER TABLE students ADD CONSTRAINT students_listed UNIQUE (id, school_id, cohort, dormant, name, student_no);
-- subject: 单位名称 of an agreement and of its termination, the code of a destination's 去向类别.
ALTER TABLE cases
    ADD COLUMN dormant boolean NOT NULL DEFAULT false,
    ADD COLUMN student_name text NOT NULL DEFAULT '',
    ADD COLUMN student_no text NOT NULL DEFAULT '',
    ADD COLUMN subject text NOT NULL DEFAULT '';
ALTER TABLE cases DISABLE TRIGGER USER;
UPDATE cases SET dormant = s.dormant, student_name = s.name, student_no = s.student_no FROM students s WHERE s.id = student_id;
UPDATE cases SET subject = company_name FROM agreements WHERE case_id = coalesce(agreement_id, id);
UPDATE cases SET subject = category FROM destinations WHERE case_id = id;
ALTER TABLE cases ENABLE TRIGGER USER;
ALTER TABLE cases DROP CONSTRAINT cases_student, ADD CONSTRAINT cases_student
    FOREIGN KEY (student_id, school_id, cohort, dormant, student_name, student_no)
    REFERENCES students (id, school_id, cohort, dormant, name, student_no) ON UPDATE CASCADE;
ALTER TABLE students DROP CONSTRAINT students_id_school_id_cohort_key;

-- What a new case takes from its student, and a termination from its agreement.
CREATE FUNCTION list_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT name, s.student_no INTO NEW.student_name, NEW.student_no FROM students s WHERE id = NEW.student_id;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no student %', NEW.student_id USING ERRCODE = 'foreign_key_violation';
    END IF;
    IF NEW.agreement_id IS NOT NULL THEN
        SELECT subject INTO NEW.subject FROM cases WHERE id = NEW.agreement_id;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER cases_list BEFORE INSERT ON cases FOR EACH ROW EXECUTE FUNCTION list_case();

CREATE FUNCTION list_agreement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE cases SET subject = NEW.company_name WHERE id = NEW.case_id AND subject <> NEW.company_name;
    RETURN NULL;
END $$;
CREATE TRIGGER agreements_list AFTER INSERT OR UPDATE OF company_name ON agreements
    FOR EACH ROW EXECUTE FUNCTION list_agreement();

CREATE FUNCTION list_destination() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE cases SET subject = NEW.category WHERE id = NEW.case_id AND subject <> NEW.category;
    RETURN NULL;
END $$;
CREATE TRIGGER destinations_list AFTER INSERT OR UPDATE OF category ON destinations
    FOR EACH ROW EXECUTE FUNCTION list_destination();

-- As before (600), but for a case that only follows its student.
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
        IF (NEW.state, NEW.version) = (OLD.state, OLD.version) AND (NEW.dormant, NEW.student_name, NEW.student_no) IS DISTINCT FROM
           (OLD.dormant, OLD.student_name, OLD.student_no) THEN
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
DROP INDEX cases_open_school, cases_open_department, cases_school, cases_department, cases_module, agreements_company;
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
-- The list narrowed to a company.
CREATE INDEX cases_subject ON cases (school_id, cohort, module, subject text_pattern_ops) WHERE NOT dormant;

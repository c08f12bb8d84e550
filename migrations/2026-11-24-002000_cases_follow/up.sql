-- Department and level of a case are its student's, and follow the student as name and number do (900): who may see a case is
-- who may see its student (rules 2.1 and 2.2).
ALTER TABLE students ADD CONSTRAINT students_followed
    UNIQUE (id, school_id, cohort, dormant, name, student_no, department, level);
ALTER TABLE cases DISABLE TRIGGER USER;
UPDATE cases c SET department = s.department, level = s.level FROM students s
    WHERE s.id = c.student_id AND (c.department, c.level) IS DISTINCT FROM (s.department, s.level);
ALTER TABLE cases ENABLE TRIGGER USER;
ALTER TABLE cases DROP CONSTRAINT cases_student, ADD CONSTRAINT cases_student
    FOREIGN KEY (student_id, school_id, cohort, dormant, student_name, student_no, department, level)
    REFERENCES students (id, school_id, cohort, dormant, name, student_no, department, level) ON UPDATE CASCADE;
ALTER TABLE students DROP CONSTRAINT students_listed;

-- As before (900), and with the department and the level.
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
        IF (NEW.state, NEW.version) = (OLD.state, OLD.version) AND
           (NEW.dormant, NEW.student_name, NEW.student_no, NEW.department, NEW.level) IS DISTINCT FROM
           (OLD.dormant, OLD.student_name, OLD.student_no, OLD.department, OLD.level) THEN
            RETURN NEW;
        END IF;
    END IF;
    IF EXISTS (SELECT FROM students WHERE id = NEW.student_id AND dormant_since IS NOT NULL) THEN
        RAISE EXCEPTION 'the student of case % is dormant', NEW.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

-- Counts that are narrowed to a department change with it.
CREATE TRIGGER students_announce_department AFTER UPDATE OF department ON students
    FOR EACH ROW WHEN (OLD.department IS DISTINCT FROM NEW.department) EXECUTE FUNCTION announce_roster();

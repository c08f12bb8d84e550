-- What was held by code alone.

-- A student's account is of the student's school: the scope of an account is made of both.
ALTER TABLE students ADD CONSTRAINT students_school UNIQUE (id, school_id);
ALTER TABLE accounts
    DROP CONSTRAINT accounts_student_id_fkey,
    ADD CONSTRAINT accounts_student FOREIGN KEY (student_id, school_id) REFERENCES students (id, school_id);

-- A termination ends an agreement of its own student.
ALTER TABLE cases ADD CONSTRAINT cases_of_student UNIQUE (id, student_id);
ALTER TABLE cases
    DROP CONSTRAINT cases_agreement_id_fkey,
    ADD CONSTRAINT cases_ends_own FOREIGN KEY (agreement_id, student_id) REFERENCES cases (id, student_id);

-- Rows are guarded one by one; emptying a whole table asks no row.
CREATE TRIGGER case_events_never_emptied BEFORE TRUNCATE ON case_events
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_entries_never_emptied BEFORE TRUNCATE ON audit_entries
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

DROP TRIGGER audit_entries_never_emptied ON audit_entries;
DROP TRIGGER case_events_never_emptied ON case_events;
ALTER TABLE cases
    DROP CONSTRAINT cases_ends_own,
    ADD CONSTRAINT cases_agreement_id_fkey FOREIGN KEY (agreement_id) REFERENCES cases;
ALTER TABLE cases DROP CONSTRAINT cases_of_student;
ALTER TABLE accounts
    DROP CONSTRAINT accounts_student,
    ADD CONSTRAINT accounts_student_id_fkey FOREIGN KEY (student_id) REFERENCES students;
ALTER TABLE students DROP CONSTRAINT students_school;

-- What the lists, their counts and the board read, measured with 15,000 students and some 5,000 open cases: every list walks
-- an index in its own order and stops after a page; every count is answered by an index alone. student_id is there
-- because a count leaves out the cases of dormant students.
DROP INDEX cases_open_school;
CREATE INDEX cases_open_school ON cases (school_id, cohort, module, entered_at, id)
    INCLUDE (kind, state, level, department, initiator, student_id) WHERE open;
DROP INDEX cases_open_department;
CREATE INDEX cases_open_department ON cases (school_id, cohort, department, module, entered_at, id)
    INCLUDE (kind, state, initiator, student_id) WHERE open;
DROP INDEX cases_school;
CREATE INDEX cases_school ON cases (school_id, cohort, module, state, entered_at, id)
    INCLUDE (kind, level, initiator, student_id);
DROP INDEX cases_department;
CREATE INDEX cases_department ON cases (school_id, cohort, department, module, state, entered_at, id)
    INCLUDE (kind, initiator, student_id);
-- All states of a module at once.
CREATE INDEX cases_module ON cases (school_id, cohort, module, entered_at, id)
    INCLUDE (kind, state, level, department, initiator, student_id);
-- The list narrowed to a company.
CREATE INDEX agreements_company ON agreements (company_name text_pattern_ops);
-- Kind, module, state and open go together. Without knowing it the planner thinks a list shorter than a page, reads all of it
-- and sorts: thirty times as slow.
CREATE STATISTICS cases_states (mcv) ON kind, module, state, open FROM cases;

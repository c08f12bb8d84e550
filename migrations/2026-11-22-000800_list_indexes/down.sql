DROP STATISTICS cases_states;
DROP INDEX agreements_company, cases_module, cases_department, cases_school, cases_open_department, cases_open_school;
CREATE INDEX cases_open_school ON cases (school_id, cohort, module, entered_at, id)
    INCLUDE (kind, state, level) WHERE open;
CREATE INDEX cases_open_department ON cases (school_id, cohort, department, module, entered_at, id)
    INCLUDE (kind, state) WHERE open;
CREATE INDEX cases_school ON cases (school_id, cohort, module, state, entered_at, id) INCLUDE (kind, level);
CREATE INDEX cases_department ON cases (school_id, cohort, department, module, state, entered_at, id) INCLUDE (kind);

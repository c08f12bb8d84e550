-- 作废信息管理: destinations that were given up; whether anything was handed in since, cases_student answers for each line.
CREATE INDEX cases_given_up ON cases (school_id, cohort, id DESC) INCLUDE (department, level, student_id)
    WHERE kind = 'destination' AND state = 'given_up' AND NOT dormant;
-- 失效信息管理.
CREATE INDEX students_dormant_list ON students (school_id, cohort, id DESC) INCLUDE (department, level) WHERE dormant;

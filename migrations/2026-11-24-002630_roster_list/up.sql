-- 学生名单管理, by student number. A count reads the index alone.
CREATE INDEX students_page ON students (school_id, cohort, student_no, id) INCLUDE (level, department) WHERE NOT dormant;

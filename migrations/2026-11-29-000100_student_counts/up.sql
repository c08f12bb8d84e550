-- How many students a roster has, by department and level: 学生名单管理 says it above every page, and the filters of all lists offer
-- the departments, without reading the students. The database keeps it, so that no path of the code can forget it.
CREATE TABLE student_counts (
    school_id bigint NOT NULL,
    cohort int NOT NULL,
    department text NOT NULL,
    level text NOT NULL,
    dormant boolean NOT NULL,
    number int NOT NULL,
    PRIMARY KEY (school_id, cohort, department, level, dormant)
);
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON student_counts FROM wangqian_app;
-- Nobody writes a student between the counting and the triggers.
LOCK TABLE students IN SHARE ROW EXCLUSIVE MODE;
INSERT INTO student_counts
    SELECT school_id, cohort, department, level, dormant, count(*) FROM students GROUP BY 1, 2, 3, 4, 5;

-- Once a statement, however many students it writes, and in the order of the key: two statements wait for each other one way round
-- only. Most updates change nothing that is counted, and write nothing here.
CREATE FUNCTION count_students() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    CASE TG_OP
        WHEN 'INSERT' THEN
            INSERT INTO student_counts
                SELECT school_id, cohort, department, level, dormant, count(*) FROM arrived
                GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5
                ON CONFLICT ON CONSTRAINT student_counts_pkey DO UPDATE SET number = student_counts.number + EXCLUDED.number;
        WHEN 'UPDATE' THEN
            INSERT INTO student_counts
                SELECT school_id, cohort, department, level, dormant, sum(change)
                FROM (SELECT *, -1 AS change FROM gone UNION ALL SELECT *, 1 FROM arrived) changed
                GROUP BY 1, 2, 3, 4, 5 HAVING sum(change) <> 0 ORDER BY 1, 2, 3, 4, 5
                ON CONFLICT ON CONSTRAINT student_counts_pkey DO UPDATE SET number = student_counts.number + EXCLUDED.number;
        WHEN 'DELETE' THEN
            INSERT INTO student_counts
                SELECT school_id, cohort, department, level, dormant, -count(*) FROM gone
                GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5
                ON CONFLICT ON CONSTRAINT student_counts_pkey DO UPDATE SET number = student_counts.number + EXCLUDED.number;
    END CASE;
    RETURN NULL;
END $$;
CREATE TRIGGER students_counted_new AFTER INSERT ON students REFERENCING NEW TABLE AS arrived
    FOR EACH STATEMENT EXECUTE FUNCTION count_students();
CREATE TRIGGER students_counted_changed AFTER UPDATE ON students REFERENCING OLD TABLE AS gone NEW TABLE AS arrived
    FOR EACH STATEMENT EXECUTE FUNCTION count_students();
CREATE TRIGGER students_counted_gone AFTER DELETE ON students REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION count_students();

-- Emptying the whole table asks none of them.
CREATE FUNCTION refuse_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is never emptied', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER students_never_emptied BEFORE TRUNCATE ON students
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();

-- What the database keeps beside the rows that say it: whether anything was handed in after a destination was given up (rule 11),
-- and how many students a roster has.
SELECT (SELECT count(*) FROM cases
        WHERE kind = 'destination' AND state = 'given_up' AND followed <> handed_in_since(cases))
    + (SELECT count(*) FROM student_counts FULL JOIN (
            SELECT school_id, cohort, department, level, dormant, count(*) AS counted FROM students GROUP BY 1, 2, 3, 4, 5
        ) s USING (school_id, cohort, department, level, dormant)
        WHERE coalesce(number, 0) <> coalesce(counted, 0)) AS violations

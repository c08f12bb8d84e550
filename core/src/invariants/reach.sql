-- I4: events whose account had no business with the case.
SELECT count(*) AS violations
FROM case_events e
JOIN cases c ON c.id = e.case_id
JOIN accounts a ON a.id = e.account_id
WHERE NOT CASE e.actor
    WHEN 'student' THEN a.role = 'student' AND a.student_id = c.student_id
    WHEN 'company' THEN a.role = 'company' AND a.company_id IS NOT DISTINCT FROM c.company_id
    WHEN 'department_officer' THEN
        a.role = 'department' AND a.school_id = c.school_id AND a.department = coalesce((
            -- A case follows its student into another department: the one of that time is what the next change came from.
            SELECT s.before ->> 'department' FROM student_changes s
            WHERE s.student_id = c.student_id AND s.at > e.at AND s.before ? 'department'
            ORDER BY s.at LIMIT 1), c.department)
    WHEN 'school_officer' THEN
        a.role = 'school' AND a.school_id = c.school_id AND a.level IN ('all', c.level)
    ELSE false
END

-- I6 (rule 5.2): events of students who are dormant, after they became so.
SELECT count(*) AS violations
FROM students s
JOIN cases c ON c.student_id = s.id
JOIN case_events e ON e.case_id = c.id
WHERE s.dormant_since IS NOT NULL AND e.at > s.dormant_since

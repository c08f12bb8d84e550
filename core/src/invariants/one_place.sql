-- I1 (rule 5.1): students with more than one occupying case. The database refuses a second one itself, by cases_one_place.
SELECT count(*) AS violations
FROM (SELECT FROM cases WHERE occupies GROUP BY student_id HAVING count(*) > 1) AS crowded

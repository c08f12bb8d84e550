SELECT s.name, coalesce(g.signing_open, false) AS signing_open, r.students, c.placed, c.open
FROM schools s
LEFT JOIN school_settings g ON g.school_id = s.id AND g.cohort = $2
CROSS JOIN LATERAL (
  SELECT count(*) AS students FROM students WHERE school_id = s.id AND cohort = $2 AND NOT dormant
) r
CROSS JOIN LATERAL (
  SELECT count(*) FILTER (WHERE state IN ('signed', 'registered')) AS placed, count(*) FILTER (WHERE open) AS open
  FROM cases WHERE school_id = s.id AND cohort = $2 AND NOT dormant
) c
WHERE s.province = $1
ORDER BY s.name

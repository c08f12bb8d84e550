SELECT s.name, coalesce(g.signing_open, false) AS signing_open, r.students, c.placed, c.open
FROM schools s
LEFT JOIN school_settings g ON g.school_id = s.id AND g.cohort = $2
CROSS JOIN LATERAL (
  SELECT count(*) AS students FROM students WHERE school_id = s.id AND cohort = $2 AND NOT dormant
) r
CROSS JOIN LATERAL (
  SELECT count(*) FILTER (WHERE c.state IN ('signed', 'registered') AND (d.type IS NULL OR d.type = ANY($3))) AS placed,
    count(*) FILTER (WHERE c.open) AS open
  FROM cases c LEFT JOIN destinations d ON d.case_id = c.id AND c.state = 'registered'
  WHERE c.school_id = s.id AND c.cohort = $2 AND NOT c.dormant
) c
WHERE s.province = $1
ORDER BY s.name

-- I3, as far as it can be seen from here: students whose destination changed since the last push, and no job will push
-- it; and students with something effective of whom no push was ever owed. Who is not on the employment system's roster
-- is not pushed (10.1).
WITH coming AS (
    SELECT (payload ->> 'student_id')::bigint AS student_id
    FROM jobs
    WHERE kind = 'push_destination' AND state IN ('ready', 'running')
),
behind AS (
    SELECT d.student_id
    FROM destination_sync d
    JOIN students s ON s.id = d.student_id
    WHERE d.pushed_version < d.version AND NOT d.unknown_there AND s.dormant_since IS NULL
      AND d.student_id NOT IN (SELECT student_id FROM coming WHERE student_id IS NOT NULL)
),
never_owed AS (
    SELECT c.student_id
    FROM cases c
    WHERE c.occupies AND c.state IN ('signed', 'registered')
      AND NOT EXISTS (SELECT FROM destination_sync d WHERE d.student_id = c.student_id)
)
SELECT count(*) AS violations
FROM (SELECT student_id FROM behind UNION SELECT student_id FROM never_owed) AS broken

-- I1: at most one case occupies a student. The states are spelt out: the generated column is what is checked.
SELECT 'I1: student ' || student_id AS breach FROM cases
WHERE kind <> 'termination' AND (state LIKE '%review' OR state LIKE '%returned' OR state IN ('awaiting_stamped_copy', 'signed', 'registered'))
GROUP BY student_id HAVING count(*) > 1
UNION ALL
-- I4: whoever took a step is of the case's student, company, department or school, and of its level.
SELECT 'I4: step ' || e.id FROM case_events e JOIN cases c ON c.id = e.case_id JOIN students s ON s.id = c.student_id
    JOIN accounts a ON a.id = e.account_id
WHERE CASE a.role
    WHEN 'student' THEN a.student_id <> c.student_id
    WHEN 'company' THEN a.company_id IS DISTINCT FROM c.company_id
    WHEN 'department' THEN a.school_id <> s.school_id OR a.department <> s.department
    WHEN 'school' THEN a.school_id <> s.school_id OR a.level NOT IN ('all', s.level)
    ELSE true END
UNION ALL
-- I6: the watch saw a step of a dormant student.
SELECT 'I6: step ' || event_id FROM dormant_steps
UNION ALL
-- Every step has its audit entry, and every audit entry of a case its step.
SELECT 'audit: case ' || e.case_id || ' version ' || e.version FROM case_events e
WHERE 1 <> (SELECT count(*) FROM audit_entries WHERE subject = 'case' AND subject_id = e.case_id
    AND act = 'case.' || e.command AND (detail ->> 'version')::int = e.version
    AND account_id IS NOT DISTINCT FROM e.account_id)
UNION ALL
SELECT 'audit: entry ' || a.id FROM audit_entries a WHERE subject = 'case' AND act <> 'agreement.confirm' AND NOT EXISTS
    (SELECT FROM case_events e WHERE e.case_id = a.subject_id AND (a.detail ->> 'version')::int = e.version)
UNION ALL
-- Every acceptance was confirmed with a code for that invitation, and no code was used up for anything else.
SELECT 'confirmed: case ' || c.id FROM cases c
WHERE (SELECT count(*) FROM case_events WHERE case_id = c.id AND command = 'accept')
    <> (SELECT count(*) FROM audit_entries a JOIN one_time_codes o ON o.id = (a.detail ->> 'code_id')::bigint
        WHERE a.act = 'agreement.confirm' AND a.subject_id = c.id AND o.case_id = c.id AND o.used_at IS NOT NULL)
    OR (SELECT count(*) FROM one_time_codes WHERE case_id = c.id AND used_at IS NOT NULL)
    <> (SELECT count(*) FROM case_events WHERE case_id = c.id AND command = 'accept')
UNION ALL
-- A message that is owed waits for its job; so does a destination that was not pushed.
SELECT 'message ' || m.id FROM messages m
WHERE 1 <> (SELECT count(*) FROM jobs WHERE kind = 'send_message' AND (payload ->> 'message_id')::bigint = m.id)
UNION ALL
SELECT 'push: student ' || student_id FROM destination_sync d
WHERE NOT EXISTS (SELECT FROM jobs WHERE kind = 'push_destination' AND (payload ->> 'student_id')::bigint = d.student_id)
UNION ALL
-- 6.8: who is left without a destination is owed as unplaced under that version, and nobody else is.
SELECT 'unplaced: student ' || student_id FROM destination_sync d
WHERE (unplaced_version IS NOT DISTINCT FROM version) = EXISTS
    (SELECT FROM cases c WHERE c.student_id = d.student_id AND c.state IN ('signed', 'registered'))
UNION ALL
-- 11: a destination that was given up knows whether something was handed in since.
SELECT 'followed: case ' || id FROM cases WHERE kind = 'destination' AND state = 'given_up' AND followed <> handed_in_since(cases)
UNION ALL
-- The roster's counts are what counting it finds.
SELECT 'roster: ' || department FROM student_counts FULL JOIN
    (SELECT school_id, cohort, department, level, dormant, count(*) AS counted FROM students GROUP BY 1, 2, 3, 4, 5) s
    USING (school_id, cohort, department, level, dormant)
WHERE coalesce(number, 0) <> coalesce(counted, 0)

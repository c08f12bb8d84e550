-- I2: cases with a verdict by somebody whose step it was not, and cases before the school of a two-step review that the
-- department never passed on. The review mode cannot change while a case is in review (3.3), so today's mode is the one
-- that holds for these; of a decided case only the verdicts themselves tell.
WITH wrong_reviewer AS (
    SELECT e.case_id
    FROM case_events e
    WHERE e.command IN ('approve', 'approve_one_sided', 'return', 'reject', 'edit_in_review')
      AND NOT (e.from_state LIKE '%department\_review' AND e.actor = 'department_officer')
      AND NOT (e.from_state LIKE '%school\_review' AND e.actor = 'school_officer')
),
skipped AS (
    SELECT c.id
    FROM cases c
    JOIN school_settings s ON s.school_id = c.school_id AND s.cohort = c.cohort
    CROSS JOIN LATERAL (
        SELECT e.command
        FROM case_events e
        WHERE e.case_id = c.id AND e.to_state = c.state AND e.from_state <> e.to_state
        ORDER BY e.version DESC
        LIMIT 1
    ) AS came
    WHERE s.review_mode = 'department_then_school'
      AND c.open AND c.state LIKE '%school\_review'
      AND came.command <> 'approve'
)
SELECT count(*) AS violations
FROM (SELECT case_id FROM wrong_reviewer UNION SELECT id FROM skipped) AS broken

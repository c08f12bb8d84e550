-- I5: cases whose events, replayed, do not give the state and version in the table, and cases with a step that the rules
-- do not know or that the audit trail does not hold.
--
-- A case that somebody saved as a draft before handing it in has its first event at version 2, every other at 1.
WITH replayed AS (
    SELECT e.case_id, e.version, e.command, e.from_state, e.to_state,
           lag(e.to_state, 1, 'draft') OVER steps AS stood_in,
           lag(e.version) OVER steps AS version_before,
           lead(e.version) OVER steps IS NULL AS is_last
    FROM case_events e
    WINDOW steps AS (PARTITION BY e.case_id ORDER BY e.version)
),
broken_steps AS (
    SELECT r.case_id
    FROM replayed r
    JOIN cases c ON c.id = r.case_id
    WHERE r.from_state <> r.stood_in
       OR CASE WHEN r.version_before IS NULL THEN r.version NOT IN (1, 2) ELSE r.version <> r.version_before + 1 END
       OR r.is_last AND (r.to_state, r.version) IS DISTINCT FROM (c.state, c.version)
       OR r.from_state <> r.to_state AND NOT EXISTS (
           SELECT FROM case_moves m WHERE (m.kind, m.from_state, m.to_state) = (c.kind, r.from_state, r.to_state))
),
unheard_of AS (
    SELECT c.id FROM cases c
    WHERE c.state <> 'draft' AND NOT EXISTS (SELECT FROM case_events e WHERE e.case_id = c.id)
),
unaudited AS (
    SELECT r.case_id
    FROM replayed r
    LEFT JOIN audit_entries a
      ON a.subject = 'case' AND a.subject_id = r.case_id AND a.act = 'case.' || r.command
     AND (a.detail ->> 'version')::int = r.version
    WHERE a.id IS NULL
)
SELECT count(*) AS violations
FROM (
    SELECT case_id FROM broken_steps
    UNION SELECT id FROM unheard_of
    UNION SELECT case_id FROM unaudited
) AS unexplained

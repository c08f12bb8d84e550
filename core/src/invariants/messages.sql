-- I7: messages that are owed though no job for them is waiting, running, dead or cancelled by an operator; and verdicts and
-- edits of which the student was never owed a message.
WITH kept AS (
    SELECT (payload ->> 'message_id')::bigint AS message_id
    FROM jobs
    WHERE kind = 'send_message' AND state <> 'done'
),
lost AS (
    SELECT m.id
    FROM messages m
    WHERE m.state = 'owed'
      AND m.id NOT IN (SELECT message_id FROM kept WHERE message_id IS NOT NULL)
),
untold AS (
    SELECT e.id
    FROM case_events e
    WHERE e.command IN ('approve', 'approve_one_sided', 'return', 'reject', 'force', 'edit_in_review',
                        'edit_after_approval', 'edit_invitation')
      AND NOT EXISTS (SELECT FROM messages m WHERE m.event_id = e.id AND m.student_id IS NOT NULL)
)
SELECT (SELECT count(*) FROM lost) + (SELECT count(*) FROM untold) AS violations

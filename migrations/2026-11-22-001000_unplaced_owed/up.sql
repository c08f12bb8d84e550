-- A student unplaced and soon placed anew: the employment system clears the dispatch record only if it hears of both (6.8).
-- Under which version the student last became unplaced, and when. It is still owed while it is above pushed_version.
ALTER TABLE destination_sync
    ADD COLUMN unplaced_version bigint,
    ADD COLUMN unplaced_at timestamptz,
    ADD CONSTRAINT destination_sync_unplaced CHECK (unplaced_version BETWEEN 1 AND version),
    ADD CONSTRAINT destination_sync_unplaced_whole CHECK (num_nulls(unplaced_version, unplaced_at) IN (0, 2));

-- Who is unplaced now became so under the present version.
UPDATE destination_sync d SET unplaced_version = version, unplaced_at = changed_at
WHERE NOT EXISTS (SELECT FROM cases c WHERE c.student_id = d.student_id AND c.occupies AND c.state IN ('signed', 'registered'));

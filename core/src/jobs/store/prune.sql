DELETE FROM jobs WHERE id IN (
  SELECT id FROM jobs
  WHERE state = 'done' AND finished_at < now() - interval '1 second' * $1
  ORDER BY finished_at LIMIT $2 FOR UPDATE SKIP LOCKED
)

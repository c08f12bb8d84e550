UPDATE jobs SET leased_until = now() + interval '1 second' * $2
WHERE id IN (
  SELECT id FROM jobs
  WHERE state = 'running' AND leased_by = $1 AND (id, runs) IN (SELECT * FROM unnest($3, $4))
  FOR UPDATE SKIP LOCKED
)

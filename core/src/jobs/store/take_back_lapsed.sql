WITH lapsed AS (
  SELECT id FROM jobs WHERE state = 'running' AND leased_until < now() FOR UPDATE SKIP LOCKED
), taken_back AS (
  UPDATE jobs SET leased_by = NULL, leased_until = NULL, due_at = now(),
    state = CASE WHEN attempts >= max_attempts THEN 'dead' ELSE 'ready' END,
    finished_at = CASE WHEN attempts >= max_attempts THEN now() END
  FROM lapsed WHERE jobs.id = lapsed.id
  RETURNING jobs.id, jobs.runs
)
UPDATE job_attempts a SET finished_at = now(), outcome = 'lost',
  error = 'the lease lapsed: the worker died, froze or lost the database'
FROM taken_back t WHERE a.job_id = t.id AND a.run = t.runs

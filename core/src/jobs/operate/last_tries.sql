SELECT q.queue, t.job, t.kind, t.outcome, t.at, t.error
FROM unnest($1) WITH ORDINALITY AS q (queue, place)
CROSS JOIN LATERAL (
  SELECT j.id AS job, j.kind, a.outcome, a.finished_at AS at, a.error
  FROM jobs j JOIN job_attempts a ON a.job_id = j.id
  WHERE j.queue = q.queue AND a.outcome IS NOT NULL
  ORDER BY j.id DESC, a.run DESC LIMIT 1
) t
ORDER BY q.place

SELECT q.queue, r.due, r.later, r.oldest_due,
  coalesce(s.running, 0) AS running, coalesce(s.dead, 0) AS dead, coalesce(s.cancelled, 0) AS cancelled,
  coalesce(d.done_last_hour, 0) AS done_last_hour
FROM unnest($1) WITH ORDINALITY AS q (queue, place)
CROSS JOIN LATERAL (
  SELECT count(*) FILTER (WHERE due_at <= now()) AS due, count(*) FILTER (WHERE due_at > now()) AS later,
    min(due_at) FILTER (WHERE due_at <= now()) AS oldest_due
  FROM jobs WHERE state = 'ready' AND jobs.queue = q.queue
) r
LEFT JOIN (
  SELECT queue, count(*) FILTER (WHERE state = 'running') AS running, count(*) FILTER (WHERE state = 'dead') AS dead,
    count(*) FILTER (WHERE state = 'cancelled') AS cancelled
  FROM jobs WHERE state IN ('running', 'dead', 'cancelled') GROUP BY queue
) s USING (queue)
LEFT JOIN (
  SELECT queue, count(*) AS done_last_hour
  FROM jobs WHERE state = 'done' AND finished_at > now() - interval '1 hour' GROUP BY queue
) d USING (queue)
ORDER BY q.place

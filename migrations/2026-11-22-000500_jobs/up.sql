-- The jobs that follow from acts, and every attempt at them. docs/decisions/own-job-storage.md tells their life.

CREATE TABLE jobs (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  queue        text NOT NULL CHECK (queue IN ('push', 'lookup', 'notify', 'restore', 'upkeep')),
  kind         text NOT NULL,
  payload      jsonb NOT NULL,                      -- ids only, never personal data
  state        text NOT NULL DEFAULT 'ready' CHECK (state IN ('ready', 'running', 'done', 'dead', 'cancelled')),
  unique_key   text,                                -- given up when the job first starts
  requests     integer NOT NULL DEFAULT 1 CHECK (requests >= 1), -- how many enqueues this one row answers
  attempts     integer NOT NULL DEFAULT 0 CHECK (attempts >= 0), -- counted at the start; a snooze gives it back
  max_attempts integer NOT NULL CHECK (max_attempts >= 1),
  runs         integer NOT NULL DEFAULT 0 CHECK (runs >= 0),     -- never goes back: the fence of a lease
  due_at       timestamptz NOT NULL DEFAULT now(),
  leased_by    text,
  leased_until timestamptz,
  created_at   timestamptz NOT NULL DEFAULT now(),
  finished_at  timestamptz,
  CONSTRAINT jobs_lease_while_running
    CHECK ((state = 'running') = (leased_by IS NOT NULL) AND (state = 'running') = (leased_until IS NOT NULL)),
  CONSTRAINT jobs_finished_at_when_ended
    CHECK ((state IN ('done', 'dead', 'cancelled')) = (finished_at IS NOT NULL)),
  CONSTRAINT jobs_key_before_first_start
    CHECK (unique_key IS NULL OR (state = 'ready' AND runs = 0))
);

CREATE UNIQUE INDEX jobs_unique_key ON jobs (unique_key) WHERE unique_key IS NOT NULL;
-- What a worker takes next, and when it must look again.
CREATE INDEX jobs_ready ON jobs (queue, due_at, id) WHERE state = 'ready';
-- What a dead worker left behind.
CREATE INDEX jobs_lapsing ON jobs (leased_until) WHERE state = 'running';
-- What is old enough to go.
CREATE INDEX jobs_done ON jobs (finished_at) WHERE state = 'done';
-- The operators' lists, newest first, and their counts by queue and state.
CREATE INDEX jobs_by_queue ON jobs (queue, id);
CREATE INDEX jobs_by_kind ON jobs (kind, id);
CREATE INDEX jobs_by_state ON jobs (state, id) INCLUDE (queue);

CREATE TABLE job_attempts (
  job_id      bigint NOT NULL REFERENCES jobs ON DELETE CASCADE,
  run         integer NOT NULL CHECK (run >= 1),
  attempt     integer NOT NULL CHECK (attempt >= 1),
  worker      text NOT NULL,
  started_at  timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz,
  outcome     text CHECK (outcome IN ('done', 'failed', 'hopeless', 'snoozed', 'released', 'lost')),
  error       text,
  PRIMARY KEY (job_id, run),
  CONSTRAINT job_attempts_outcome_when_finished CHECK ((finished_at IS NULL) = (outcome IS NULL))
);

-- Wakes the workers at the commit, whichever way a job becomes ready: enqueued, put back, retried by an operator.
CREATE FUNCTION jobs_wake() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('jobs', NEW.queue);
  RETURN NULL;
END $$;

CREATE TRIGGER jobs_wake AFTER INSERT OR UPDATE ON jobs
  FOR EACH ROW WHEN (NEW.state = 'ready') EXECUTE FUNCTION jobs_wake();

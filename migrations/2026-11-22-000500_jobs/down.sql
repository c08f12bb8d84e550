DROP TABLE job_attempts;
DROP TABLE jobs;
DROP FUNCTION jobs_wake;

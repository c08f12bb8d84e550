DROP INDEX cases_given_up;
CREATE INDEX cases_given_up ON cases (school_id, cohort, id DESC) INCLUDE (department, level, student_id)
    WHERE kind = 'destination' AND state = 'given_up' AND NOT dormant;
DROP TRIGGER cases_follow_new ON cases;
DROP TRIGGER cases_follow_moved ON cases;
DROP FUNCTION follow_given_up();
DROP FUNCTION handed_in_since(cases);
ALTER TABLE cases DROP COLUMN followed;

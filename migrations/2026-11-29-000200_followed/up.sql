-- Whether a student has handed anything in since giving up a destination (rule 11): an agreement signed online by saying yes, all else
-- by submitting it. What went back to being a draft is not handed in.
CREATE FUNCTION handed_in_since(given_up cases) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM cases WHERE student_id = given_up.student_id AND CASE kind
        WHEN 'online' THEN state IN ('department_review', 'school_review', 'signed', 'rejected', 'terminated')
            AND entered_at > given_up.entered_at
        ELSE state <> 'draft' AND submitted_at > given_up.entered_at END)
$$;

-- 作废信息管理 lists those who have not: the case that was given up knows it, so that the list and its count read nobody else's.
ALTER TABLE cases ADD COLUMN followed boolean NOT NULL DEFAULT false;
ALTER TABLE cases DISABLE TRIGGER USER;
UPDATE cases SET followed = true WHERE kind = 'destination' AND state = 'given_up' AND handed_in_since(cases);
ALTER TABLE cases ENABLE TRIGGER USER;

CREATE FUNCTION follow_given_up() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE cases SET followed = NOT followed
        WHERE student_id = NEW.student_id AND kind = 'destination' AND state = 'given_up' AND followed <> handed_in_since(cases);
    RETURN NULL;
END $$;
CREATE TRIGGER cases_follow_new AFTER INSERT ON cases
    FOR EACH ROW WHEN (NEW.state NOT IN ('draft', 'invited')) EXECUTE FUNCTION follow_given_up();
CREATE TRIGGER cases_follow_moved AFTER UPDATE OF state ON cases
    FOR EACH ROW WHEN (NEW.state <> OLD.state) EXECUTE FUNCTION follow_given_up();

DROP INDEX cases_given_up;
CREATE INDEX cases_given_up ON cases (school_id, cohort, id DESC) INCLUDE (department, level, module)
    WHERE kind = 'destination' AND state = 'given_up' AND NOT dormant AND NOT followed;

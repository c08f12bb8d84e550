-- What the database itself refuses, whatever the code says.

-- The application's role: its connections step down to it. Roles belong to the server, so another database may have made it.
DO $$ BEGIN
    CREATE ROLE wangqian_app NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
DO $$ BEGIN
    EXECUTE format('GRANT wangqian_app TO %I', current_user);
EXCEPTION WHEN OTHERS THEN
    -- A superuser needs no membership; anyone else must have it, and the first connection says so if not.
    NULL;
END $$;

GRANT USAGE ON SCHEMA public TO wangqian_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO wangqian_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO wangqian_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO wangqian_app;

-- The trail is written once. The role may not touch it, and a trigger holds for everyone else too.
REVOKE UPDATE, DELETE, TRUNCATE ON case_events, audit_entries FROM wangqian_app;
REVOKE DELETE, TRUNCATE ON cases, agreements, destinations, terminations, messages, students, handlers FROM wangqian_app;
REVOKE UPDATE, TRUNCATE ON handlers FROM wangqian_app;

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER case_events_append_only BEFORE UPDATE OR DELETE ON case_events
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_entries_append_only BEFORE UPDATE OR DELETE ON audit_entries
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER handlers_final BEFORE UPDATE ON handlers
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Legal moves of a case: the table that the rules print (wq_core::case::tables::moves); a test holds the two together.
CREATE TABLE case_moves (
    kind text NOT NULL,
    from_state text NOT NULL,
    to_state text NOT NULL,
    PRIMARY KEY (kind, from_state, to_state)
);
GRANT SELECT ON case_moves TO wangqian_app;
REVOKE INSERT, UPDATE, DELETE ON case_moves FROM wangqian_app;
INSERT INTO case_moves (kind, from_state, to_state) VALUES
    ('online', 'draft', 'invited'),
    ('online', 'invited', 'declined'),
    ('online', 'invited', 'withdrawn'),
    ('online', 'invited', 'expired'),
    ('online', 'invited', 'department_review'),
    ('online', 'invited', 'school_review'),
    ('online', 'department_review', 'school_review'),
    ('online', 'department_review', 'rejected'),
    ('online', 'school_review', 'signed'),
    ('online', 'school_review', 'rejected'),
    ('online', 'signed', 'terminated'),
    ('offline', 'draft', 'agreement_department_review'),
    ('offline', 'draft', 'agreement_school_review'),
    ('offline', 'agreement_department_review', 'draft'),
    ('offline', 'agreement_school_review', 'draft'),
    ('offline', 'agreement_department_review', 'agreement_school_review'),
    ('offline', 'agreement_department_review', 'agreement_returned'),
    ('offline', 'agreement_department_review', 'voided'),
    ('offline', 'agreement_school_review', 'awaiting_stamped_copy'),
    ('offline', 'agreement_school_review', 'agreement_returned'),
    ('offline', 'agreement_school_review', 'voided'),
    ('offline', 'agreement_returned', 'agreement_department_review'),
    ('offline', 'agreement_returned', 'agreement_school_review'),
    ('offline', 'agreement_returned', 'abandoned'),
    ('offline', 'awaiting_stamped_copy', 'signing_department_review'),
    ('offline', 'awaiting_stamped_copy', 'signing_school_review'),
    ('offline', 'awaiting_stamped_copy', 'abandoned'),
    ('offline', 'signing_department_review', 'awaiting_stamped_copy'),
    ('offline', 'signing_school_review', 'awaiting_stamped_copy'),
    ('offline', 'signing_department_review', 'signing_school_review'),
    ('offline', 'signing_department_review', 'signing_returned'),
    ('offline', 'signing_department_review', 'voided'),
    ('offline', 'signing_school_review', 'signed'),
    ('offline', 'signing_school_review', 'signing_returned'),
    ('offline', 'signing_school_review', 'voided'),
    ('offline', 'signing_returned', 'signing_department_review'),
    ('offline', 'signing_returned', 'signing_school_review'),
    ('offline', 'signing_returned', 'abandoned'),
    ('offline', 'signed', 'terminated'),
    ('paper', 'draft', 'department_review'),
    ('paper', 'draft', 'school_review'),
    ('paper', 'department_review', 'draft'),
    ('paper', 'school_review', 'draft'),
    ('paper', 'department_review', 'school_review'),
    ('paper', 'department_review', 'returned'),
    ('paper', 'department_review', 'voided'),
    ('paper', 'school_review', 'signed'),
    ('paper', 'school_review', 'returned'),
    ('paper', 'school_review', 'voided'),
    ('paper', 'returned', 'department_review'),
    ('paper', 'returned', 'school_review'),
    ('paper', 'returned', 'abandoned'),
    ('paper', 'signed', 'terminated'),
    ('destination', 'draft', 'department_review'),
    ('destination', 'draft', 'school_review'),
    ('destination', 'department_review', 'draft'),
    ('destination', 'school_review', 'draft'),
    ('destination', 'department_review', 'school_review'),
    ('destination', 'department_review', 'returned'),
    ('destination', 'department_review', 'voided'),
    ('destination', 'school_review', 'registered'),
    ('destination', 'school_review', 'returned'),
    ('destination', 'school_review', 'voided'),
    ('destination', 'returned', 'department_review'),
    ('destination', 'returned', 'school_review'),
    ('destination', 'returned', 'abandoned'),
    ('destination', 'registered', 'given_up'),
    ('termination', 'draft', 'asked_by_student'),
    ('termination', 'draft', 'asked_by_company'),
    ('termination', 'draft', 'department_review'),
    ('termination', 'draft', 'school_review'),
    ('termination', 'asked_by_student', 'withdrawn'),
    ('termination', 'asked_by_company', 'withdrawn'),
    ('termination', 'asked_by_student', 'refused'),
    ('termination', 'asked_by_company', 'refused'),
    ('termination', 'asked_by_student', 'department_review'),
    ('termination', 'asked_by_student', 'school_review'),
    ('termination', 'asked_by_company', 'department_review'),
    ('termination', 'asked_by_company', 'school_review'),
    ('termination', 'asked_by_student', 'terminated'),
    ('termination', 'department_review', 'withdrawn'),
    ('termination', 'school_review', 'withdrawn'),
    ('termination', 'department_review', 'school_review'),
    ('termination', 'department_review', 'returned'),
    ('termination', 'department_review', 'failed'),
    ('termination', 'school_review', 'terminated'),
    ('termination', 'school_review', 'returned'),
    ('termination', 'school_review', 'failed'),
    ('termination', 'returned', 'department_review'),
    ('termination', 'returned', 'school_review'),
    ('termination', 'returned', 'abandoned');

-- A case begins as a draft or with the first move out of one, moves only as the rules allow, and not while its student is
-- dormant (5.2). Its student, school, cohort and kind never change.
CREATE FUNCTION guard_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'draft' AND NOT EXISTS (SELECT FROM case_moves
                WHERE kind = NEW.kind AND from_state = 'draft' AND to_state = NEW.state) THEN
            RAISE EXCEPTION 'a % may not begin as %', NEW.kind, NEW.state USING ERRCODE = 'check_violation';
        END IF;
    ELSE
        IF (NEW.kind, NEW.student_id, NEW.school_id, NEW.cohort) IS DISTINCT FROM
           (OLD.kind, OLD.student_id, OLD.school_id, OLD.cohort) THEN
            RAISE EXCEPTION 'case % belongs to its student for ever', OLD.id USING ERRCODE = 'check_violation';
        END IF;
        IF NEW.state <> OLD.state AND NOT EXISTS (SELECT FROM case_moves
                WHERE kind = NEW.kind AND from_state = OLD.state AND to_state = NEW.state) THEN
            RAISE EXCEPTION 'a % may not move from % to %', NEW.kind, OLD.state, NEW.state USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    IF EXISTS (SELECT FROM students WHERE id = NEW.student_id AND dormant_since IS NOT NULL) THEN
        RAISE EXCEPTION 'the student of case % is dormant', NEW.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER cases_guard_insert BEFORE INSERT ON cases FOR EACH ROW EXECUTE FUNCTION guard_case();
CREATE TRIGGER cases_guard_update BEFORE UPDATE OF state, kind, student_id, school_id, cohort, version ON cases
    FOR EACH ROW EXECUTE FUNCTION guard_case();

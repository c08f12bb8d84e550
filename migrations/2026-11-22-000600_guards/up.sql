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
@MOVES@;

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

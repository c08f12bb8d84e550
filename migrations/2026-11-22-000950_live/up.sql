-- Live counts: what changed is announced in the transaction that changed it, by the database itself, so that no path of the
-- code can forget it and no act pays a round trip for it. Ids only; web processes listen and ask again themselves.

CREATE FUNCTION announce_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('changed', concat_ws(' ', 'case', NEW.module, NEW.school_id, NEW.company_id));
    RETURN NULL;
END $$;
CREATE TRIGGER cases_announce_new AFTER INSERT ON cases
    FOR EACH ROW EXECUTE FUNCTION announce_case();
CREATE TRIGGER cases_announce_moved AFTER UPDATE OF state ON cases
    FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION announce_case();

-- A dormant student's cases leave every count, and come back with the student.
CREATE FUNCTION announce_roster() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('changed', concat_ws(' ', 'roster', NEW.school_id));
    RETURN NULL;
END $$;
CREATE TRIGGER students_announce_dormancy AFTER UPDATE OF dormant_since ON students
    FOR EACH ROW WHEN ((OLD.dormant_since IS NULL) IS DISTINCT FROM (NEW.dormant_since IS NULL))
    EXECUTE FUNCTION announce_roster();

-- A stream ends with its session: signed out, or the account disabled. Sessions that run out are looked for by the clock.
CREATE FUNCTION announce_session() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('changed', concat_ws(' ', 'session', OLD.account_id));
    RETURN NULL;
END $$;
CREATE TRIGGER sessions_announce_end AFTER DELETE ON sessions
    FOR EACH ROW EXECUTE FUNCTION announce_session();

CREATE FUNCTION announce_account() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('changed', concat_ws(' ', 'session', NEW.id));
    RETURN NULL;
END $$;
CREATE TRIGGER accounts_announce_disabled AFTER UPDATE OF disabled_at ON accounts
    FOR EACH ROW WHEN (NEW.disabled_at IS NOT NULL) EXECUTE FUNCTION announce_account();

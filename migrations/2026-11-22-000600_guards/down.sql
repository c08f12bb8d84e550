DROP TRIGGER cases_guard_update ON cases;
DROP TRIGGER cases_guard_insert ON cases;
DROP FUNCTION guard_case();
DROP TABLE case_moves;
DROP TRIGGER handlers_final ON handlers;
DROP TRIGGER audit_entries_append_only ON audit_entries;
DROP TRIGGER case_events_append_only ON case_events;
DROP FUNCTION refuse_change();
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM wangqian_app;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM wangqian_app;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM wangqian_app;
REVOKE ALL ON SCHEMA public FROM wangqian_app;
-- The role itself stays: it belongs to the server, and another database may use it.

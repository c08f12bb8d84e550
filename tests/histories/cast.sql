INSERT INTO cohorts (year, is_current) VALUES (2026, false), (2027, true);
INSERT INTO schools (id, code, name, province) VALUES
    (1, '10001', '青江大学', '320000'),
    (2, '10002', '北岭学院', '320000');
INSERT INTO companies (id, credit_code, name, nature, industry, region) VALUES
    (1, '91350100M000100Y43', '江苏云帆软件有限公司', '39', '34', '320102'),
    (2, '91350100M000100Y51', '南京远山咨询有限公司', '39', '34', '320102');

-- What the histories watch for (I6): a step of a student who was dormant while it was written.
CREATE TABLE dormant_steps (event_id bigint NOT NULL);
GRANT SELECT, INSERT ON dormant_steps TO wangqian_app;
CREATE FUNCTION watch_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO dormant_steps SELECT NEW.id FROM cases JOIN students ON students.id = student_id
        WHERE cases.id = NEW.case_id AND dormant_since IS NOT NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER watch_step AFTER INSERT ON case_events FOR EACH ROW EXECUTE FUNCTION watch_step();

-- What the employment system holds of a student, as it was last read (8.4, 8.5): the roster's data that are compared, and the
-- destination that was reported. Read by a job, kept with its time. fetched_at null: never had an answer; student null after
-- an answer: it has no such student.
CREATE TABLE employment_records (
    student_id bigint PRIMARY KEY REFERENCES students,
    student jsonb,
    destination jsonb,
    fetched_at timestamptz,
    asked_at timestamptz NOT NULL DEFAULT now(),
    failure text
);

-- What an officer took over from there (获取最新学生信息), with the values before and after: written once.
CREATE TABLE student_changes (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    student_id bigint NOT NULL REFERENCES students,
    at timestamptz NOT NULL DEFAULT now(),
    account_id bigint NOT NULL REFERENCES accounts,
    before jsonb NOT NULL,
    after jsonb NOT NULL
);
CREATE INDEX student_changes_student ON student_changes (student_id, at);
REVOKE UPDATE, DELETE, TRUNCATE ON student_changes FROM wangqian_app;
CREATE TRIGGER student_changes_append_only BEFORE UPDATE OR DELETE ON student_changes
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER student_changes_never_emptied BEFORE TRUNCATE ON student_changes
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What leaves the platform: messages owed to people, the destination owed to the employment system, and the audit trail.

-- A student's place in the employment system (14.1). version only grows; pushed_version follows it.
CREATE TABLE destination_sync (
    student_id bigint PRIMARY KEY REFERENCES students,
    version bigint NOT NULL CHECK (version > 0),
    changed_at timestamptz NOT NULL DEFAULT now(),
    pushed_version bigint NOT NULL DEFAULT 0 CHECK (pushed_version <= version),
    pushed_at timestamptz,
    -- The employment system answered 404: the student is on its roster no longer.
    unknown_there boolean NOT NULL DEFAULT false
);
CREATE INDEX destination_sync_behind ON destination_sync (changed_at) WHERE pushed_version < version;

-- One row a message and channel. Texts are made from the case when the message is sent or shown: nothing personal is kept here.
CREATE TABLE messages (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_id bigint NOT NULL REFERENCES case_events,
    case_id bigint NOT NULL REFERENCES cases,
    notice text NOT NULL CHECK (notice ~ '^[a-z_]+$'),
    channel text NOT NULL CHECK (channel IN ('wechat', 'sms', 'mail')),
    student_id bigint REFERENCES students,
    company_id bigint REFERENCES companies,
    state text NOT NULL DEFAULT 'owed' CHECK (state IN ('owed', 'sent', 'unreachable', 'failed')),
    created_at timestamptz NOT NULL DEFAULT now(),
    sent_at timestamptz,
    receipt text,
    read_at timestamptz,
    CHECK (num_nonnulls(student_id, company_id) = 1),
    UNIQUE NULLS NOT DISTINCT (event_id, channel, student_id, company_id)
);
CREATE INDEX messages_student ON messages (student_id, event_id DESC) WHERE student_id IS NOT NULL;
CREATE INDEX messages_company ON messages (company_id, event_id DESC) WHERE company_id IS NOT NULL;
CREATE INDEX messages_case ON messages (case_id);
CREATE INDEX messages_owed ON messages (created_at) WHERE state = 'owed';

-- Who did what, when, from where. Append-only (guarded by 600).
CREATE TABLE audit_entries (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT now(),
    account_id bigint REFERENCES accounts,
    school_id bigint REFERENCES schools,
    act text NOT NULL CHECK (act ~ '^[a-z_.]+$'),
    subject text NOT NULL CHECK (subject ~ '^[a-z_]+$'),
    subject_id bigint,
    request_id text,
    detail jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX audit_entries_subject ON audit_entries (subject, subject_id, id DESC);
CREATE INDEX audit_entries_account ON audit_entries (account_id, id DESC);
CREATE INDEX audit_entries_school ON audit_entries (school_id, id DESC);

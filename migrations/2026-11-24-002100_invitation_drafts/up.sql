-- What a company is still writing: invitations begun by hand, and files looked over before they are sent. Neither is a case: what
-- is incomplete has no student, and whether a name and a number belong together is said when an invitation is sent, not before.
-- Both name people, so both are deleted when sent or dropped, and pruned.

-- Fields of the invitation form by name, as they were typed.
CREATE TABLE invitation_drafts (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    company_id bigint NOT NULL REFERENCES companies,
    account_id bigint NOT NULL REFERENCES accounts,
    version int NOT NULL DEFAULT 1 CHECK (version > 0),
    typed jsonb NOT NULL CHECK (jsonb_typeof(typed) = 'object'),
    updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX invitation_drafts_company ON invitation_drafts (company_id, id DESC);
CREATE INDEX invitation_drafts_updated ON invitation_drafts (updated_at);

-- One file an account at a time.
CREATE TABLE invitation_batches (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    company_id bigint NOT NULL REFERENCES companies,
    account_id bigint NOT NULL UNIQUE REFERENCES accounts,
    lines jsonb NOT NULL CHECK (jsonb_typeof(lines) = 'array'),
    sent int NOT NULL DEFAULT 0 CHECK (sent >= 0),
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX invitation_batches_created ON invitation_batches (created_at);

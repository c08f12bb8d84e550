-- How people come to an account and keep it: one-time codes and links, registrations that wait for theirs, sessions that their
-- owner can tell apart, contact data owed to the employment system.

-- 注册 of a company that has not proved its mail address yet. Nothing of it counts before: anyone may write any credit code here.
CREATE TABLE company_registrations (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    credit_code text NOT NULL CHECK (credit_code ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'),
    name text NOT NULL CHECK (name <> ''),
    nature text NOT NULL,
    industry text NOT NULL,
    region text NOT NULL CHECK (region ~ '^\d{6}$'),
    address text NOT NULL,
    postcode text NOT NULL DEFAULT '',
    contact text NOT NULL CHECK (contact <> ''),
    telephone text NOT NULL DEFAULT '',
    mobile text NOT NULL,
    email text NOT NULL CHECK (email <> ''),
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX company_registrations_created ON company_registrations (created_at);

-- One-time codes (by SMS) and links (by mail). The secret is nowhere: it is derived from a key of the processes and the handle.
-- A row for nobody is a decoy, written for a sign-in name that does not exist, so that the answer is the same.
CREATE TABLE one_time_codes (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    handle text NOT NULL UNIQUE CHECK (handle ~ '^[0-9a-f]{32}$'),
    purpose text NOT NULL CHECK (purpose IN ('activation', 'mobile', 'reset', 'registration', 'membership')),
    way text NOT NULL CHECK (way IN ('sms', 'mail')),
    address text NOT NULL,
    student_id bigint REFERENCES students,
    account_id bigint REFERENCES accounts ON DELETE CASCADE,
    company_id bigint REFERENCES companies,
    registration_id bigint REFERENCES company_registrations ON DELETE CASCADE,
    tries int NOT NULL DEFAULT 0 CHECK (tries >= 0),
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    sent_at timestamptz,
    used_at timestamptz,
    CHECK (CASE purpose
        WHEN 'activation' THEN student_id IS NOT NULL AND num_nonnulls(account_id, company_id, registration_id) = 0
        WHEN 'mobile' THEN student_id IS NOT NULL AND num_nonnulls(account_id, company_id, registration_id) = 0
        WHEN 'reset' THEN num_nonnulls(student_id, company_id, registration_id) = 0
        WHEN 'registration' THEN registration_id IS NOT NULL AND num_nonnulls(student_id, account_id, company_id) = 0
        ELSE company_id IS NOT NULL AND num_nonnulls(student_id, account_id, registration_id) = 0 END)
);
CREATE INDEX one_time_codes_address ON one_time_codes (address, created_at DESC);
CREATE INDEX one_time_codes_created ON one_time_codes (created_at);
CREATE INDEX one_time_codes_student ON one_time_codes (student_id) WHERE student_id IS NOT NULL;
CREATE INDEX one_time_codes_account ON one_time_codes (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX one_time_codes_company ON one_time_codes (company_id) WHERE company_id IS NOT NULL;
CREATE INDEX one_time_codes_registration ON one_time_codes (registration_id) WHERE registration_id IS NOT NULL;

-- Where a company's user is written to. Accounts from before are reached where their company is.
ALTER TABLE accounts ADD COLUMN email text NOT NULL DEFAULT '';
UPDATE accounts SET email = companies.email FROM companies WHERE companies.id = accounts.company_id;

-- A session has a number, so that its owner can end it without its digest, and the masked address it was opened from.
ALTER TABLE sessions ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY UNIQUE;
ALTER TABLE sessions ADD COLUMN address text NOT NULL DEFAULT '';

-- 手机号码 and 电子邮箱 that a student changed, owed to the employment system (4.3).
CREATE TABLE contact_sync (
    student_id bigint PRIMARY KEY REFERENCES students,
    changed_at timestamptz NOT NULL DEFAULT now(),
    pushed_at timestamptz
);

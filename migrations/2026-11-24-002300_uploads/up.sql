-- What was uploaded to a form that is not yet handed in: the form holds the tickets, and nothing is lost when it comes back.
-- Forms that are never handed in leave them here, until the upkeep job clears them away.
CREATE TABLE uploads (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    -- 128 random bits: whoever has no account holds an upload by its ticket alone.
    ticket text NOT NULL UNIQUE CHECK (ticket ~ '^[0-9a-f]{32}$'),
    account_id bigint REFERENCES accounts ON DELETE CASCADE,
    hash text NOT NULL REFERENCES files,
    name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 120),
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX uploads_account ON uploads (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX uploads_created ON uploads (created_at);
CREATE INDEX uploads_hash ON uploads (hash);

-- The same file twice is one file of the case.
CREATE UNIQUE INDEX case_files_once ON case_files (case_id, purpose, hash) WHERE removed_at IS NULL;
-- For the upkeep job, which asks who still has a file.
CREATE INDEX case_files_hash ON case_files (hash);
CREATE INDEX documents_hash ON documents (hash);
CREATE INDEX files_created ON files (created_at);

-- What was handed to a reviewer stays: it can be taken off the case, never out of the database.
REVOKE DELETE, TRUNCATE ON case_files FROM wangqian_app;

-- 营业执照, as it was shown at registration. Companies of former days have none.
ALTER TABLE company_registrations ADD COLUMN licence text REFERENCES files, ADD COLUMN licence_name text;
ALTER TABLE companies ADD COLUMN licence text REFERENCES files, ADD COLUMN licence_name text;
CREATE INDEX company_registrations_licence ON company_registrations (licence) WHERE licence IS NOT NULL;
CREATE INDEX companies_licence ON companies (licence) WHERE licence IS NOT NULL;

-- A form that its author has put aside: as it was typed, with the tickets of its files. One of each kind: who begins another goes on
-- with the first.
CREATE TABLE form_drafts (
    account_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
    form text NOT NULL CHECK (form IN ('offline', 'paper')),
    typed jsonb NOT NULL CHECK (jsonb_typeof(typed) = 'object'),
    saved_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, form)
);

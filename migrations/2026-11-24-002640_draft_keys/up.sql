-- A form that is saved twice, by a double click or by going back, makes one draft: it carries a key from when it was drawn.
ALTER TABLE invitation_drafts ADD COLUMN form_key text CHECK (length(form_key) = 32);
CREATE UNIQUE INDEX invitation_drafts_form_key ON invitation_drafts (company_id, form_key);

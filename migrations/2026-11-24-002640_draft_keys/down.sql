ALTER TABLE invitation_drafts DROP COLUMN form_key;

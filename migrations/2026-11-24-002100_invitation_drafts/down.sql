DROP TABLE invitation_batches;
DROP TABLE invitation_drafts;

DROP TABLE audit_entries, messages, destination_sync;

DELETE FROM verdict_reasons WHERE school_id IS NULL;

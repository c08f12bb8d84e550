DROP INDEX case_events_returns;

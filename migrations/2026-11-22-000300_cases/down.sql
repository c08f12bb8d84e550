DROP TABLE case_files, files, terminations, destinations, agreements, case_events, cases;

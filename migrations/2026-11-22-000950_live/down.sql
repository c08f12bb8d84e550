DROP TRIGGER accounts_announce_disabled ON accounts;
DROP TRIGGER sessions_announce_end ON sessions;
DROP TRIGGER students_announce_dormancy ON students;
DROP TRIGGER cases_announce_moved ON cases;
DROP TRIGGER cases_announce_new ON cases;
DROP FUNCTION announce_account, announce_session, announce_roster, announce_case;

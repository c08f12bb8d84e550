DELETE FROM one_time_codes WHERE purpose = 'acceptance';
ALTER TABLE one_time_codes DROP CONSTRAINT one_time_codes_case_check, DROP CONSTRAINT one_time_codes_check,
    DROP CONSTRAINT one_time_codes_purpose_check;
ALTER TABLE one_time_codes DROP COLUMN case_id, DROP COLUMN case_version;
ALTER TABLE one_time_codes ADD CONSTRAINT one_time_codes_purpose_check
    CHECK (purpose IN ('activation', 'mobile', 'reset', 'registration', 'membership'));
ALTER TABLE one_time_codes ADD CONSTRAINT one_time_codes_check CHECK (CASE purpose
    WHEN 'activation' THEN student_id IS NOT NULL AND num_nonnulls(account_id, company_id, registration_id) = 0
    WHEN 'mobile' THEN student_id IS NOT NULL AND num_nonnulls(account_id, company_id, registration_id) = 0
    WHEN 'reset' THEN num_nonnulls(student_id, company_id, registration_id) = 0
    WHEN 'registration' THEN registration_id IS NOT NULL AND num_nonnulls(student_id, account_id, company_id) = 0
    ELSE company_id IS NOT NULL AND num_nonnulls(student_id, account_id, registration_id) = 0 END);

-- 同意签约 takes a code sent to the student's own mobile. It is good for one invitation, as it stood when the student read it.
ALTER TABLE one_time_codes ADD COLUMN case_id bigint REFERENCES cases ON DELETE CASCADE;
ALTER TABLE one_time_codes ADD COLUMN case_version int;
CREATE INDEX one_time_codes_case ON one_time_codes (case_id) WHERE case_id IS NOT NULL;

ALTER TABLE one_time_codes DROP CONSTRAINT one_time_codes_purpose_check;
ALTER TABLE one_time_codes ADD CONSTRAINT one_time_codes_purpose_check
    CHECK (purpose IN ('activation', 'mobile', 'reset', 'registration', 'membership', 'acceptance'));
ALTER TABLE one_time_codes DROP CONSTRAINT one_time_codes_check;
ALTER TABLE one_time_codes ADD CONSTRAINT one_time_codes_check CHECK (CASE purpose
    WHEN 'activation' THEN student_id IS NOT NULL AND num_nonnulls(account_id, company_id, registration_id) = 0
    WHEN 'mobile' THEN student_id IS NOT NULL AND num_nonnulls(account_id, company_id, registration_id) = 0
    WHEN 'acceptance' THEN num_nonnulls(student_id, case_id, case_version) = 3
        AND num_nonnulls(account_id, company_id, registration_id) = 0
    WHEN 'reset' THEN num_nonnulls(student_id, company_id, registration_id) = 0
    WHEN 'registration' THEN registration_id IS NOT NULL AND num_nonnulls(student_id, account_id, company_id) = 0
    ELSE company_id IS NOT NULL AND num_nonnulls(student_id, account_id, registration_id) = 0 END);
ALTER TABLE one_time_codes ADD CONSTRAINT one_time_codes_case_check
    CHECK (purpose = 'acceptance' OR num_nonnulls(case_id, case_version) = 0);

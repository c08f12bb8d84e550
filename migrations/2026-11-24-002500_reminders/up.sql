-- Who owes an answer or a stamped copy is reminded of it, and what stays away is overdue (section 15).

-- How many reminders followed the case's last step. They raise its version, but a page drawn before them is not out of date.
ALTER TABLE cases ADD COLUMN reminded int NOT NULL DEFAULT 0 CHECK (reminded BETWEEN 0 AND version);

-- What is awaited already is due as late as if it had been asked for from now on: at the end of the fifteenth day in China.
ALTER TABLE cases DISABLE TRIGGER USER;
UPDATE cases SET due_at = ((entered_at AT TIME ZONE 'Asia/Shanghai')::date + 16)::timestamp AT TIME ZONE 'Asia/Shanghai'
WHERE state IN ('asked_by_student', 'asked_by_company', 'awaiting_stamped_copy') AND due_at IS NULL;
ALTER TABLE cases ENABLE TRIGGER USER;

-- What is overdue in a module: a list of its own, and its count on the home page.
CREATE INDEX cases_awaited ON cases (school_id, cohort, module, due_at)
    WHERE NOT dormant AND state IN ('asked_by_student', 'asked_by_company', 'awaiting_stamped_copy');
-- What waits for a company's answer, the most urgent first.
CREATE INDEX cases_asked_company ON cases (company_id, due_at) WHERE state = 'asked_by_student';

DROP TABLE student_changes, employment_records;

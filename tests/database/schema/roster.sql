INSERT INTO cohorts (year, is_current) VALUES (2026, false), (2027, true);
INSERT INTO schools (id, code, name, province) VALUES
    (1, '10001', '青江大学', '320000'),
    (2, '10002', '北岭学院', '320000');
INSERT INTO students (id, school_id, cohort, ref, student_no, name, id_number, gender, ethnicity, political_status, born_on,
    department, major_code, major_name, education_level, study_years, training_mode, enrolled_on, graduates_on, origin_region)
SELECT number, number, 2027, 'ref-' || number, 'no-' || number, '王小明', '11010519491231002' || number, '1', '01', '03',
    '2004-05-01', '计算机学院', '080901', '计算机科学与技术', '31', '4', '1', '2023-09-01', '2027-06-30', '320102'
FROM generate_series(1, 2) AS number;

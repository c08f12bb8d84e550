DROP TRIGGER students_never_emptied ON students;
DROP FUNCTION refuse_truncate();
DROP TRIGGER students_counted_new ON students;
DROP TRIGGER students_counted_changed ON students;
DROP TRIGGER students_counted_gone ON students;
DROP FUNCTION count_students();
DROP TABLE student_counts;

DROP INDEX students_page;

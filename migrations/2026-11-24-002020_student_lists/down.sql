DROP INDEX cases_given_up, students_dormant_list;

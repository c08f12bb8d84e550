DROP TABLE wage_floors, verdict_reasons, handlers, school_settings, province_settings, schools, cohorts, codes;

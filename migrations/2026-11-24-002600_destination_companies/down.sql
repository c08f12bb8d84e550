DROP INDEX destinations_company;

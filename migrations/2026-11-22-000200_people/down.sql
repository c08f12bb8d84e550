DROP TABLE api_nonces, api_clients, sessions, accounts, warnings, company_register, companies, students;

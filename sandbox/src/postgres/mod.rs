//! A private PostgreSQL server for one folder of data.

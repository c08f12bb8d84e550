//! Jobs: their payloads, in one list, and the table that keeps them.

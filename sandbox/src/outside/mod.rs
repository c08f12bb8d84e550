//! The outside systems, played on the loopback interface as strictly as the real ones.

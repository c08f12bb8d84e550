//! Views: functions from a view struct to markup. They decide nothing.

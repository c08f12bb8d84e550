//! What the employment system (就业管理系统) holds of a student, beside what the platform holds (rules 8.4 and 8.5).
//!
//! It is read by a job and kept with its time, never asked on a request. What differs is told field by field; some of it can
//! be taken over.

mod change;
mod field;
mod held;
mod record;
mod take_over;

pub use change::StudentChange;
pub(crate) use change::changes;
pub use field::Field;
pub use held::{Difference, Held, differences};
pub use record::{Record, answered, ask, ask_if_stale, student_ref, unanswered};
pub use take_over::{Taken, take_over};

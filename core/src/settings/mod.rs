//! 签约设置 of a school and cohort (domain section 3): what is set, who may change it, and what stands against it.

mod appoint;
mod change;
mod cohort;
mod decide;
mod handlers;
mod lock;
mod office;
mod province;
mod read;
mod school;
mod trail;
mod turn;
mod wage_floor;

pub use appoint::{AppointError, appoint, handler_lock};
pub use change::{ChangeError, Wish, change};
pub use cohort::{cohorts, current_cohort, office_of};
pub use decide::{decide, lock};
pub use handlers::{Handler, handlers};
pub use lock::{Lock, Locked};
pub use office::{Office, office};
pub use province::{CohortForm, FormError, province_forms, set_form};
pub use read::{LastChange, SchoolSettings, school_settings};
pub use school::{Facts, Item, MOST_TERMINATIONS, Settings};
pub use trail::settings_at;
pub(crate) use turn::stay_as_they_are;
pub use wage_floor::{FloorError, WageFloor, remove_wage_floor, set_wage_floor, wage_floor, wage_floors_of};

//! National code tables (国标代码), versioned by cohort, and the numbers with a check digit.
//!
//! The tables are files of this crate: they answer from memory, and are loaded into the database for its queries.

mod credit_code;
mod half_width;
mod id_number;
mod load;
mod region;
mod table;

pub use credit_code::CreditCode;
pub use id_number::IdNumber;
pub use load::{LoadError, load};
pub use region::{is_divided, region, region_name, regions_like};
pub use table::{Code, List, knows, name, options};

//! The lists of the review modules: filtered, counted, paged by keyset so that a page never shifts under a reader.
//!
//! A case of a dormant student is on none of them: it waits for nobody (rule 5.2), and has a list of its own (rule 10.1).

mod board;
mod count;
mod filter;
mod line;
mod listing;
mod nearest;
mod neighbours;
mod page;
mod pick;
mod wanted;

pub use board::{GroupCount, Home, ModuleCounts, board, home};
pub use count::{count, open_counts, overdue_counts};
pub use filter::{Filter, Order, Search};
pub use line::Line;
pub use listing::{Listing, listing};
pub use neighbours::{Neighbours, neighbours, next_waiting, place, was_taken_back};
pub(crate) use page::beside;
pub use page::{At, Cursor, PAGE, Page, list, oldest};
pub(crate) use pick::{Picked, pick};
pub use wanted::{Group, Wanted};

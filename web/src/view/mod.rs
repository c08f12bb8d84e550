//! Views: functions from a view struct to markup. They decide nothing.
//!
//! A view struct holds what the screen shows, already worded and formatted; the handler fills it. Every screen is
//! rendered once, as a body, and sent either inside [`layout::page`] or, to htmx, as [`layout::fragment`].

pub mod badge;
pub mod facts;
pub mod form;
pub mod icon;
pub mod layout;
pub mod list;
pub mod notice;
pub mod table;

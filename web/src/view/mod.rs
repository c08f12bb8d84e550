//! Views: functions from a view struct to markup. They decide nothing.
//!
//! A view struct holds what the screen shows, already worded and formatted; the handler fills it. Every screen is
//! rendered once, as a body, and sent either inside [`layout::page`] or, to htmx, as [`layout::fragment`].

pub mod acceptance;
pub mod answer;
pub mod attachments;
pub mod badge;
pub mod batch;
pub mod confirm;
pub mod count;
pub mod destination;
pub mod devices;
pub mod document;
pub mod drafts;
pub mod entry;
pub mod error;
pub mod export;
pub mod facts;
pub mod form;
pub mod guide;
pub mod history;
pub mod home;
pub mod icon;
pub mod invitation;
pub mod layout;
pub mod list;
pub mod messages;
pub mod notice;
pub mod notified;
pub mod ops;
pub mod paper;
pub mod profile;
pub mod review;
pub mod roster;
pub mod settings;
pub mod sign_in;
pub mod staff;
pub mod students;
pub mod table;
pub mod termination;
pub mod timeline;
pub mod upload;
pub mod users;
pub mod verify;
pub mod warnings;
pub mod written;

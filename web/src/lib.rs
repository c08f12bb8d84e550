//! The web process: routes, views, sign-in and live counts.

pub mod view;

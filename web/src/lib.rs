//! The web process: routes, views, sign-in and live counts.
//!
//! A handler extracts, authorises, makes one call into `core` and renders. The rules are not here.

mod api;
mod app;
mod assets;
mod at_once;
mod compression;
mod exports;
mod fault;
mod form_token;
mod guides;
mod health;
mod intake;
mod limits;
mod listener;
mod live;
pub mod metrics;
mod paged;
mod parcel;
mod referer;
mod response;
mod routes;
mod sealed;
mod sheet;
mod submission;
mod upload;
pub mod view;
mod visitor;
mod wanted;

pub use app::{Settings, application, serve};

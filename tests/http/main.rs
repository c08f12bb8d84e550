//! The pages over HTTP, as everyone who may come: what they show, refuse and leave behind.

mod access;
mod answers;
mod ops;
mod outage;

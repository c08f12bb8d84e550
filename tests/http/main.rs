//! The pages over HTTP, as everyone who may come: what they show, refuse and leave behind.

mod access;
mod answers;
mod home;
mod ops;
mod outage;
mod signing;
mod verdict;

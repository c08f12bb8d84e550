//! The pages over HTTP, as everyone who may come: what they show, refuse and leave behind.

mod access;
mod answer;
mod answers;
mod feed;
mod home;
mod invitation;
mod messages;
mod ops;
mod outage;
mod people;
mod signing;
mod verdict;

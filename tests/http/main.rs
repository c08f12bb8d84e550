//! The pages over HTTP, as everyone who may come: what they show, refuse and leave behind.

mod access;
mod amendment;
mod answer;
mod answers;
mod batch;
mod documents;
mod drafts;
mod feed;
mod home;
mod hostile;
mod invitation;
mod live;
mod messages;
mod ops;
mod outage;
mod people;
mod province;
mod revision;
mod settings;
mod signing;
mod verdict;

//! The pages over HTTP, as everyone who may come: what they show, refuse and leave behind.

mod access;
mod amendment;
mod answer;
mod answers;
mod documents;
mod employment;
mod feed;
mod files;
mod force;
mod home;
mod hostile;
mod invitation;
mod kinds;
mod live;
mod material;
mod messages;
mod ops;
mod outage;
mod people;
mod province;
mod roster;
mod settings;
mod signing;
mod termination;
mod verdict;
mod written;

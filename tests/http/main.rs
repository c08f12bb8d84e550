//! The pages over HTTP, as everyone who may come: what they show, refuse and leave behind.

mod access;
mod amendment;
mod answer;
mod answers;
mod destinations;
mod documents;
mod employment;
mod feed;
mod files;
mod home;
mod hostile;
mod invitation;
mod kinds;
mod live;
mod messages;
mod ops;
mod outage;
mod people;
mod province;
mod roster;
mod settings;
mod signing;
mod verdict;
mod wage_floors;
mod written;

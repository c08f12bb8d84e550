//! Live counts. The database announces what changed; each web process listens once and wakes the streams that it
//! concerns. A stream carries only "something changed" per module: the browser fetches what it shows.

mod listen;
pub mod stream;

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use tokio::sync::watch;
use wq_core::{
    announcement::Announcement,
    case::Module,
    ids::{AccountId, CompanyId, SchoolId},
};

/// Whom a change concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Topic {
    School(SchoolId),
    Company(CompanyId),
    /// The sessions of an account, any module of which stands for all.
    Account(AccountId),
}

/// How often each module has changed since this process began. Two that are equal: nothing to fetch.
type Marks = [u64; Module::ALL.len()];

/// Who follows what, in this process. None: it is about to end, and nobody may follow any more.
pub struct Live(Mutex<Option<HashMap<Topic, watch::Sender<Marks>>>>);

impl Default for Live {
    fn default() -> Self {
        Self(Mutex::new(Some(HashMap::new())))
    }
}

impl Live {
    fn topics(&self) -> MutexGuard<'_, Option<HashMap<Topic, watch::Sender<Marks>>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What becomes of a topic from now on; none once the process is about to end.
    fn follow(&self, topic: Topic) -> Option<watch::Receiver<Marks>> {
        let mut topics = self.topics();
        let sender = topics.as_mut()?.entry(topic).or_default();
        Some(sender.subscribe())
    }

    fn tell(&self, announcement: Announcement) {
        match announcement {
            Announcement::Case {
                module,
                school,
                company,
            } => {
                self.mark(Topic::School(school), &[module]);
                if let Some(company) = company {
                    self.mark(Topic::Company(company), &[module]);
                }
            }
            Announcement::Roster { school } => self.mark(Topic::School(school), Module::ALL),
            Announcement::Session { account } => self.mark(Topic::Account(account), Module::ALL),
        }
    }

    fn mark(&self, topic: Topic, modules: &[Module]) {
        if let Some(sender) = self.topics().as_ref().and_then(|topics| topics.get(&topic)) {
            sender.send_modify(|marks| touch(marks, modules));
        }
    }

    /// Something may have changed anywhere: announcements were missed.
    fn tell_all(&self) {
        for sender in self.topics().iter().flat_map(HashMap::values) {
            sender.send_modify(|marks| touch(marks, Module::ALL));
        }
    }

    /// Forgets the topics that nobody follows any more.
    pub fn prune(&self) {
        if let Some(topics) = self.topics().as_mut() {
            topics.retain(|_, sender| sender.receiver_count() > 0);
        }
    }

    /// Ends every stream, so that the process need not wait for them.
    pub fn close(&self) {
        self.topics().take();
    }
}

fn touch(marks: &mut Marks, modules: &[Module]) {
    for module in modules {
        marks[*module as usize] += 1;
    }
}

/// What changed between two moments.
fn changed(before: &Marks, after: &Marks) -> impl Iterator<Item = Module> {
    let pairs = Module::ALL.iter().zip(before.iter().zip(after));
    let changed: Vec<Module> = pairs
        .filter_map(|(module, (before, after))| (before != after).then_some(*module))
        .collect();
    changed.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn what_changed(of: &mut watch::Receiver<Marks>, before: &Marks) -> Vec<Module> {
        changed(before, &of.borrow_and_update()).collect()
    }

    #[test]
    fn a_change_wakes_its_school_and_its_company_and_nobody_else() {
        let live = Live::default();
        let follow = |topic| live.follow(topic).expect("open");
        let mut school = follow(Topic::School(SchoolId(1)));
        let mut company = follow(Topic::Company(CompanyId(5)));
        let others = [
            follow(Topic::School(SchoolId(2))),
            follow(Topic::Company(CompanyId(1))),
            follow(Topic::Account(AccountId(1))),
        ];
        live.tell(Announcement::Case {
            module: Module::Paper,
            school: SchoolId(1),
            company: Some(CompanyId(5)),
        });
        let start = Marks::default();
        assert_eq!(what_changed(&mut school, &start), [Module::Paper]);
        assert_eq!(what_changed(&mut company, &start), [Module::Paper]);
        assert!(others.iter().all(|other| !other.has_changed().expect("open")));
        live.tell_all();
        assert!(others.iter().all(|other| other.has_changed().expect("open")));
    }

    #[test]
    fn who_comes_later_is_not_told_of_what_was_before() {
        let live = Live::default();
        let topic = Topic::School(SchoolId(1));
        let first = live.follow(topic);
        live.tell(Announcement::Roster { school: SchoolId(1) });
        assert!(!live.follow(topic).expect("open").has_changed().expect("open"));
        drop(first);
        live.prune();
        assert!(live.topics().as_ref().is_some_and(HashMap::is_empty));
    }

    #[test]
    fn at_the_end_every_stream_ends_and_none_begins() {
        let live = Live::default();
        let topic = Topic::Account(AccountId(1));
        let follower = live.follow(topic).expect("open");
        live.close();
        assert!(follower.has_changed().is_err());
        assert!(live.follow(topic).is_none());
    }
}

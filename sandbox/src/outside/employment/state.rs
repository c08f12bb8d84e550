//! What the employment system knows.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{
    contact::Contact,
    destination::Destination,
    push::{Fingerprint, Outcome, Push, fingerprint},
    student::Student,
};
use crate::outside::{recent::Recent, refused::Refused, store::Replay};

/// What the system holds of one student.
#[derive(Clone, Debug)]
pub struct Graduate {
    /// The roster's data.
    pub student: Student,
    /// The destination applied last, category 70 included. None where none ever was.
    pub destination: Option<Destination>,
    /// The version of that destination; 0 where there is none.
    pub version: u64,
    /// The dispatch record (报到证 / 户档). Belongs to the system's own users: no push sets it, an unplaced one clears it.
    pub dispatch: Option<Dispatch>,
}

/// The dispatch record (报到证 / 户档) of a student.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispatch {
    /// 报到证编号.
    pub certificate_number: String,
    /// 报到证签往单位.
    pub certificate_unit: String,
    /// 档案转寄单位.
    pub archive_unit: String,
    /// 户口迁转地址.
    pub household_address: String,
}

/// What can happen in the employment system.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Event {
    Enrolled(Vec<Student>),
    Removed {
        student_ref: String,
    },
    DispatchSet {
        student_ref: String,
        dispatch: Option<Dispatch>,
    },
    ContactSet {
        student_ref: String,
        contact: Contact,
        at: DateTime<Utc>,
    },
    Pushed(Box<Push>),
    Refused(Refused),
}

/// One student, with the idempotency keys that were applied.
pub(super) struct Record {
    pub(super) graduate: Graduate,
    pub(super) applied: HashMap<String, (u64, Fingerprint)>,
}

#[derive(Default)]
pub(super) struct State {
    records: HashMap<String, Record>,
    pub(super) pushes: Recent<Push>,
    pub(super) refused: Recent<Refused>,
}

impl State {
    pub(super) fn record(&self, student_ref: &str) -> Option<&Record> {
        self.records.get(student_ref)
    }

    pub(super) fn graduate(&self, student_ref: &str) -> Option<&Graduate> {
        self.record(student_ref).map(|record| &record.graduate)
    }

    pub(super) fn enrolled(&self) -> usize {
        self.records.len()
    }

    pub(super) fn graduates(&self) -> impl Iterator<Item = &Graduate> {
        self.records.values().map(|record| &record.graduate)
    }

    /// Those of `students` whose data differ from what is known. None where there are none.
    pub(super) fn enrolment(&self, mut students: Vec<Student>) -> Option<Vec<Student>> {
        students.retain(|student| {
            self.graduate(&student.student_ref).map(|known| &known.student) != Some(student)
        });
        (!students.is_empty()).then_some(students)
    }

    fn enrol(&mut self, student: Student) {
        match self.records.get_mut(&student.student_ref) {
            Some(record) => record.graduate.student = student,
            None => {
                let student_ref = student.student_ref.clone();
                let graduate = Graduate {
                    student,
                    destination: None,
                    version: 0,
                    dispatch: None,
                };
                self.records.insert(
                    student_ref,
                    Record {
                        graduate,
                        applied: HashMap::new(),
                    },
                );
            }
        }
    }

    fn apply(&mut self, push: &Push) {
        let Some(record) = self.records.get_mut(&push.student_ref) else {
            return;
        };
        record.applied.insert(
            push.idempotency_key.clone(),
            (push.version, fingerprint(&push.destination)),
        );
        record.graduate.version = push.version;
        if push.destination.clear_dispatch {
            record.graduate.dispatch = None;
        }
        record.graduate.destination = Some(push.destination.clone());
    }
}

impl Replay for State {
    type Event = Event;

    fn replay(&mut self, event: Event) {
        match event {
            Event::Enrolled(students) => students.into_iter().for_each(|student| self.enrol(student)),
            Event::Removed { student_ref } => {
                self.records.remove(&student_ref);
            }
            Event::DispatchSet {
                student_ref,
                dispatch,
            } => {
                if let Some(record) = self.records.get_mut(&student_ref) {
                    record.graduate.dispatch = dispatch;
                }
            }
            Event::ContactSet {
                student_ref, contact, ..
            } => {
                if let Some(record) = self.records.get_mut(&student_ref) {
                    record.graduate.student.mobile = contact.mobile;
                    record.graduate.student.email = contact.email;
                }
            }
            Event::Pushed(push) => {
                if push.outcome == Outcome::Applied {
                    self.apply(&push);
                }
                self.pushes.push(*push);
            }
            Event::Refused(refused) => self.refused.push(refused),
        }
    }
}

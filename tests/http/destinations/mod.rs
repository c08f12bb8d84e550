//! 去向登记 (guide section 9): a student registers, takes back, mends and gives up; a reviewer corrects.

mod begin;
mod fill;
mod review;

use diesel::{ExpressionMethods, QueryDsl};
use diesel_async::RunQueryDsl;
use reqwest::StatusCode;
use wq_core::{
    access::Account,
    case::{Acted, By, Command, Explanation, Reason, ReasonCode, ReviewMode, State, act},
    db::schema::{case_files, cases},
    destination::Type,
    ids::CaseId,
    sync,
};
use wq_tests::{Answer, Client, Site, Student, World, samples::PICTURE};

use crate::invitation::NASTY;

const LIST: &str = "/student/destinations";

/// 自由职业, in order.
const FREELANCE: [(&str, &str); 4] = [
    ("registered_on", "2026-10-01"),
    ("job_title", "自由撰稿人"),
    ("region", "江苏省南京市玄武区"),
    ("pay", "6500"),
];

/// Types that need no proof: 其他暂不就业, in order.
const REASON: [(&str, &str); 2] = [("registered_on", "2026-10-01"), ("reason", "身体原因")];

pub async fn case_of(world: &World, student: &Student) -> Acted {
    let (case, state, version) = cases::table
        .filter(cases::student_id.eq(student.id))
        .order(cases::id.desc())
        .select((
            cases::id,
            <State as diesel::SelectableHelper<_>>::as_select(),
            cases::version,
        ))
        .first(&mut *world.conn().await)
        .await
        .expect("a case");
    Acted { case, state, version }
}

fn at(case: CaseId, rest: &str) -> String {
    format!("{LIST}/{case}{rest}")
}

/// Something is uploaded as proof.
async fn prove(world: &World, case: CaseId) {
    let hash = format!("{:064x}", case.0);
    world
        .sql(&format!(
            "INSERT INTO files (hash, media_type, size) VALUES ('{hash}', 'image/jpeg', 1000) ON CONFLICT DO NOTHING"
        ))
        .await;
    world
        .sql(&format!(
            "INSERT INTO case_files (case_id, hash, name, purpose) VALUES ({case}, '{hash}', '证明.jpg', 'proof')"
        ))
        .await;
}

/// Chooses a type; the draft, with something uploaded.
pub async fn draft(world: &World, client: &Client, student: &Student, kind: Type) -> Acted {
    let begun = client.post(LIST, &[("type", kind.as_str())]).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.body);
    let case = case_of(world, student).await;
    assert_eq!(begun.location(), at(case.case, "/details"));
    prove(world, case.case).await;
    case
}

/// What the form holds of the files that the case has.
async fn held(world: &World, case: CaseId) -> String {
    let ids: Vec<i64> = case_files::table
        .filter(case_files::case_id.eq(case))
        .filter(case_files::removed_at.is_null())
        .select(case_files::id)
        .load(&mut *world.conn().await)
        .await
        .expect("the files");
    ids.iter()
        .map(|id| format!("c{id}"))
        .collect::<Vec<_>>()
        .join(",")
}

pub async fn post(
    world: &World,
    client: &Client,
    case: Acted,
    rest: &str,
    fields: &[(&str, &str)],
) -> Answer {
    let (version, held) = (case.version.to_string(), held(world, case.case).await);
    let mut fields = fields.to_vec();
    fields.extend([("version", version.as_str()), ("proof-held", held.as_str())]);
    client.post(&at(case.case, rest), &fields).await
}

/// From the choice of the type to the review.
pub async fn submitted(
    world: &World,
    client: &Client,
    student: &Student,
    kind: Type,
    fields: &[(&str, &str)],
) -> Acted {
    let case = draft(world, client, student, kind).await;
    let sent = post(world, client, case, "/submission", fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    case_of(world, student).await
}

fn reason() -> Reason {
    Reason {
        code: ReasonCode::new("other").expect("a code"),
        text: Explanation::new("收入证明不清楚").expect("a text"),
    }
}

async fn pushed_category(world: &World, student: &Student) -> Option<(String, bool)> {
    let now = sync::current(&mut *world.conn().await, student.id).await;
    now.expect("the database")
        .map(|now| (now.destination.category_code, now.destination.clear_dispatch))
}

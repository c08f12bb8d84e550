//! The operators' pages: queues, one job, retry and cancellation.

use chrono::Utc;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use reqwest::StatusCode;
use wq_core::{
    access::Account,
    db::schema::{audit_entries, jobs},
    ids::AccountId,
    jobs::{
        JobId, JobState, enqueue,
        payloads::{LookUpCompany, PushDestination, ReadGraduate},
    },
};
use wq_tests::{Client, Site, World};

struct Ops {
    world: World,
    site: Site,
    operator: Account,
    client: Client,
}

impl Ops {
    async fn start() -> Self {
        let world = World::new().await;
        let site = Site::of(&world).await;
        let operator = world.operator().await;
        let client = site.signed_in(&world, &operator).await;
        Self {
            world,
            site,
            operator,
            client,
        }
    }

    /// A job that waits, for a student of that number.
    async fn ready(&self, student_id: i64) -> JobId {
        let job = PushDestination { student_id };
        let enqueued = enqueue(&mut *self.world.conn().await, &job).await;
        enqueued.expect("the database").expect("a new job")
    }

    /// A job whose last attempt failed with these words.
    async fn dead(&self, student_id: i64, error: &str) -> JobId {
        let job = self.ready(student_id).await;
        self.world
            .sql(&format!(
                "INSERT INTO job_attempts (job_id, run, attempt, worker, finished_at, outcome, error)
                 VALUES ({job}, 1, 1, 'worker-7', now(), 'failed', 'the first word'),
                        ({job}, 2, 2, 'worker-8', now(), 'hopeless', '{error}')"
            ))
            .await;
        self.world
            .sql(&format!(
                "UPDATE jobs SET state = 'dead', runs = 2, attempts = 2, unique_key = NULL, finished_at = now()
                 WHERE id = {job}"
            ))
            .await;
        job
    }

    async fn state(&self, job: JobId) -> JobState {
        let state = jobs::table.find(job).select(jobs::state);
        state.first(&mut *self.world.conn().await).await.expect("a job")
    }

    async fn trail(&self) -> Vec<(Option<AccountId>, String, String, Option<i64>)> {
        audit_entries::table
            .filter(audit_entries::subject.eq("job"))
            .order(audit_entries::id)
            .select((
                audit_entries::account_id,
                audit_entries::act,
                audit_entries::subject,
                audit_entries::subject_id,
            ))
            .load(&mut *self.world.conn().await)
            .await
            .expect("the trail")
    }
}

#[tokio::test]
async fn a_dead_job_shows_every_attempt_and_is_retried_with_an_entry_in_the_trail() {
    let ops = Ops::start().await;
    let job = ops.dead(4711, "no such <student>").await;
    let path = format!("/ops/jobs/{job}");

    let list = ops.client.get("/ops/queues?state=dead").await;
    assert_eq!(list.status, StatusCode::OK);
    assert!(list.body.contains(&path) && list.body.contains("no such &lt;student&gt;"));
    let page = ops.client.get(&path).await;
    for shown in [
        "4711",
        "worker-7",
        "the first word",
        "worker-8",
        "no such &lt;student&gt;",
        "已失败",
    ] {
        assert!(page.body.contains(shown), "{shown} is missing: {}", page.body);
    }

    let answer = ops.client.post(&format!("{path}/retry"), &[]).await;
    assert_eq!(
        (answer.status, answer.location()),
        (StatusCode::SEE_OTHER, &*path)
    );
    assert_eq!(ops.state(job).await, JobState::Ready);
    let by = Some(ops.operator.id);
    assert_eq!(
        ops.trail().await,
        [(by, "job.retry".into(), "job".into(), Some(job.0))]
    );
    assert!(ops.client.get(&path).await.body.contains("任务已重新排队"));
    assert!(
        !ops.client.get(&path).await.body.contains("任务已重新排队"),
        "said once"
    );
}

#[tokio::test]
async fn a_retry_that_comes_too_late_is_a_conflict_and_leaves_no_trace() {
    let ops = Ops::start().await;
    let job = ops.dead(1, "down").await;
    let retry = format!("/ops/jobs/{job}/retry");
    ops.client.post(&retry, &[]).await;
    let second = ops.client.post(&retry, &[]).await;
    assert_eq!(second.status, StatusCode::CONFLICT);
    assert!(second.body.contains("任务已在排队") && second.body.contains(&format!("/ops/jobs/{job}\"")));
    assert_eq!(ops.trail().await.len(), 1);
}

#[tokio::test]
async fn a_waiting_job_is_cancelled_once_and_a_running_one_is_not() {
    let ops = Ops::start().await;
    let (waiting, running) = (ops.ready(1).await, ops.ready(2).await);
    ops.world
        .sql(&format!(
            "UPDATE jobs SET state = 'running', runs = 1, unique_key = NULL, leased_by = 'worker-9',
             leased_until = now() + interval '1 minute' WHERE id = {running}"
        ))
        .await;
    let cancel = |job: JobId| format!("/ops/jobs/{job}/cancellation");
    let asked = ops.client.get(&cancel(waiting)).await;
    assert!(asked.status == StatusCode::OK && asked.body.contains("不再执行"));
    assert_eq!(ops.state(waiting).await, JobState::Ready, "only asked");
    assert_eq!(
        ops.client.get(&cancel(running)).await.status,
        StatusCode::CONFLICT
    );
    assert_eq!(
        ops.client.post(&cancel(waiting), &[]).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(ops.state(waiting).await, JobState::Cancelled);
    let again = ops.client.post(&cancel(waiting), &[]).await;
    assert_eq!(again.status, StatusCode::CONFLICT);

    let shown = ops.client.get(&format!("/ops/jobs/{running}")).await;
    assert!(shown.body.contains("worker-9"));
    assert!(!shown.body.contains("/cancellation") && !shown.body.contains("/retry"));
    let refused = ops.client.post(&cancel(running), &[]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.body.contains("正在执行"));
    assert_eq!(ops.state(running).await, JobState::Running);
    let acts: Vec<_> = ops.trail().await.into_iter().map(|(_, act, ..)| act).collect();
    assert_eq!(acts, ["job.cancel"]);
}

#[tokio::test]
async fn a_job_that_never_was_is_not_found() {
    let ops = Ops::start().await;
    for path in [
        "/ops/jobs/999999",
        "/ops/jobs/x",
        "/ops/jobs/99999999999999999999",
    ] {
        assert_eq!(ops.client.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let retried = ops.client.post("/ops/jobs/999999/retry", &[]).await;
    assert_eq!(retried.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_act_without_a_good_token_does_nothing() {
    let ops = Ops::start().await;
    let job = ops.dead(1, "down").await;
    for fields in [vec![], vec![("csrf", "forged")]] {
        let answer = ops
            .client
            .post_raw(&format!("/ops/jobs/{job}/retry"), &fields)
            .await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
    }
    assert_eq!(ops.state(job).await, JobState::Dead);
}

#[tokio::test]
async fn the_list_is_paged_both_ways_without_a_gap() {
    let ops = Ops::start().await;
    let mut numbers = Vec::new();
    for student in 1..=101 {
        numbers.push(ops.ready(student).await);
    }
    numbers.reverse();
    let rows = |body: &str| -> Vec<JobId> {
        body.split(r#"href="/ops/jobs/"#)
            .skip(1)
            .filter_map(|rest| rest.split('"').next()?.parse().ok().map(JobId))
            .collect()
    };
    let link = |body: &str, rel: &str| -> Option<String> {
        let (before, _) = body.split_once(&format!(r#"" rel="{rel}""#))?;
        before.rsplit('"').next().map(|href| href.replace("&amp;", "&"))
    };
    let first = ops.client.get("/ops/queues?queue=push").await.body;
    assert_eq!(link(&first, "prev"), None);
    let second = ops
        .client
        .get(&link(&first, "next").expect("a next page"))
        .await
        .body;
    let third = ops
        .client
        .get(&link(&second, "next").expect("a third page"))
        .await
        .body;
    assert_eq!(link(&third, "next"), None);
    assert_eq!([rows(&first), rows(&second), rows(&third)].concat(), numbers);
    let back = ops
        .client
        .get(&link(&third, "prev").expect("a way back"))
        .await
        .body;
    assert_eq!(rows(&back), rows(&second));
    let top = ops
        .client
        .get(&link(&back, "prev").expect("a way back"))
        .await
        .body;
    assert_eq!((rows(&top), link(&top, "prev")), (rows(&first), None));
}

#[tokio::test]
async fn filters_that_nobody_offers_are_ignored() {
    let ops = Ops::start().await;
    let job = ops.ready(1).await;
    let path = "/ops/queues?queue=no&state='%20OR%201=1&kind=%3Cb%3E&before=x&after=";
    let answer = ops.client.get(path).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.body.contains(&format!("/ops/jobs/{job}\"")) && !answer.body.contains("<b>"));
}

#[tokio::test]
async fn the_board_is_a_part_and_counts_what_waits() {
    let ops = Ops::start().await;
    ops.dead(1, "down").await;
    let later = ops.ready(2).await;
    let due = Utc::now() + chrono::TimeDelta::hours(1);
    diesel::update(jobs::table.find(later))
        .set(jobs::due_at.eq(due))
        .execute(&mut *ops.world.conn().await)
        .await
        .expect("a later job");
    let board = ops.client.get("/ops/board").await;
    assert!(board.body.starts_with(r#"<div id="board""#), "{}", board.body);
    for count in [
        r#"queue=push&amp;state=dead" data-tone="bad"><span class="dial">1<"#,
        r#"queue=push&amp;state=ready" data-tone="info"><span class="dial">1<"#,
    ] {
        assert!(board.body.contains(count), "{count}: {}", board.body);
    }
    ops.site.stop().await;
}

#[tokio::test]
async fn the_system_that_was_asked_last_is_named_and_no_school_is_recommended() {
    let ops = Ops::start().await;
    let tried = async |job: JobId| {
        ops.world
            .sql(&format!(
                "INSERT INTO job_attempts (job_id, run, attempt, worker, finished_at, outcome)
                 VALUES ({job}, 1, 1, 'worker-7', now(), 'done')"
            ))
            .await;
        ops.client.get("/").await.body
    };
    let conn = &mut *ops.world.conn().await;
    let register = enqueue(conn, &LookUpCompany { company_id: 1 }).await;
    let home = tried(register.expect("the database").expect("a new job")).await;
    assert!(
        home.contains("企业登记系统") && !home.contains("就业管理系统（查询）"),
        "{home}"
    );
    let employment = enqueue(conn, &ReadGraduate { student_id: 1 }).await;
    let home = tried(employment.expect("the database").expect("a new job")).await;
    assert!(
        home.contains("就业管理系统（查询）") && !home.contains("企业登记系统"),
        "{home}"
    );
    assert!(!home.contains("请联系本校就业部门"), "an operator has no school");
}

//! A large export: how long it takes, how much memory the web process takes for it, and what other readers feel of it.

use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use diesel_async::{AsyncConnection, SimpleAsyncConnection};
use hyper::StatusCode;
use tokio::time::sleep;
use wq_core::db::Conn;

use crate::{
    client::{Answer, Browser},
    figures,
    ground::{Ground, SignedIn},
    load::{self, Reader},
    machine, page,
    process::Process,
};

/// Rows of the export.
const ROWS: usize = 100_000;

/// A department of its own for them, so that the filter finds exactly these.
const DEPARTMENT: &str = "导出学院";

/// How often the memory is looked at.
const LOOK: Duration = Duration::from_millis(10);

/// Exports the rows in both formats, alone and while somebody reads, and prints a line for each.
pub async fn measure(ground: &Ground, web: &Process, officers: &[SignedIn]) -> anyhow::Result<()> {
    fill(ground).await?;
    let officer = officers.iter().find(|officer| officer.login == "school");
    let officer = officer.context("the school has an officer")?;
    let mut readers = [Reader {
        browser: Browser::open(web.address, Some(&officer.token)).await?,
        addresses: vec!["/signing".into()],
    }];
    let ((), felt) = load::meanwhile(&mut readers, sleep(Duration::from_secs(3))).await?;
    figures::line(&felt.figure("GET /signing, no export"));
    for format in ["csv", "xlsx"] {
        let mut exporter = Browser::open(web.address, Some(&officer.token)).await?;
        export(web, &mut exporter, format).await?.say(format, "alone");
        let exporting = export(web, &mut exporter, format);
        let (exported, felt) = load::meanwhile(&mut readers, exporting).await?;
        exported?.say(format, "beside a reader");
        figures::line(&felt.figure(&format!("GET /signing, during an export as {format}")));
    }
    Ok(())
}

struct Exported {
    took: Duration,
    bytes: usize,
    /// KiB.
    grown: u64,
}

impl Exported {
    fn say(&self, format: &str, beside: &str) {
        println!(
            "{ROWS} rows as {format}, {beside}: {:.2} s, {:.1} MB, web process +{:.1} MiB at its peak",
            self.took.as_secs_f64(),
            self.bytes as f64 / 1e6,
            self.grown as f64 / 1024.0
        );
    }
}

async fn export(web: &Process, browser: &mut Browser, format: &str) -> anyhow::Result<Exported> {
    let query = serde_urlencoded::to_string([("group", "offline.signed"), ("department", DEPARTMENT)])?;
    let path = format!("/signing/export?{query}");
    let shown = browser.read(&path).await?;
    ensure!(
        shown.contains(&format!("共 {ROWS} 条")),
        "the filter finds {ROWS} rows"
    );
    let csrf = page::hidden(&shown, "csrf").context("a token")?;
    let before = machine::memory(web.id()).context("Linux tells how much memory a process has")?;
    let fields = [
        ("csrf", csrf.as_str()),
        ("format", format),
        ("personal", "masked"),
    ];
    let begun = Instant::now();
    let asking = browser.post(&path, &fields);
    tokio::pin!(asking);
    let mut peak = before;
    let Answer { status, body } = loop {
        tokio::select! {
            answer = &mut asking => break answer?,
            () = sleep(LOOK) => peak = peak.max(machine::memory(web.id()).unwrap_or(peak)),
        }
    };
    let took = begun.elapsed();
    ensure!(status == StatusCode::OK, "the export answered {status}");
    Ok(Exported {
        took,
        bytes: body.len(),
        grown: peak - before,
    })
}

/// Signed offline agreements, each with its student and its verdict.
async fn fill(ground: &Ground) -> anyhow::Result<()> {
    let mut conn = Conn::establish(&ground.url).await?;
    conn.batch_execute(&format!(
        "ALTER TABLE cases DISABLE TRIGGER USER;
         ALTER TABLE agreements DISABLE TRIGGER USER;
         CREATE TEMP TABLE model AS SELECT s.*, a.id AS officer FROM students s, accounts a
             WHERE a.login = 'school' AND s.school_id = a.school_id AND NOT s.dormant
                 AND s.cohort = (SELECT year FROM cohorts WHERE is_current) LIMIT 1;
         INSERT INTO students (school_id, cohort, ref, student_no, name, id_number, gender, ethnicity, political_status, born_on,
                 department, class_name, major_code, major_name, education_level, study_years, training_mode, enrolled_on,
                 graduates_on, origin_region, mobile, email)
             SELECT school_id, cohort, 'export' || i, 'E' || i, '学生' || i, '99' || lpad(i::text, 16, '0'), gender, ethnicity,
                 political_status, born_on, '{DEPARTMENT}', class_name, major_code, major_name, education_level, study_years,
                 training_mode, enrolled_on, graduates_on, origin_region, '138' || lpad(i::text, 8, '0'), i || '@example.com'
             FROM model, generate_series(1, {ROWS}) i;
         INSERT INTO cases (kind, state, version, school_id, cohort, student_id, department, level, initiator, student_name,
                 student_no, subject, submitted_at, decided_at, entered_at)
             SELECT 'offline', 'signed', 3, school_id, cohort, id, department, level, 'student', name, student_no,
                 '江苏云帆软件有限公司', now(), now(), now() - id * interval '1 second'
             FROM students WHERE department = '{DEPARTMENT}';
         INSERT INTO agreements (case_id, number, company_name, credit_code, nature, industry, region, address, contact,
                 telephone, job_category, job_title, work_place, pay, term_from, term_to, report_on, other_terms, signed_on)
             SELECT id, 'E' || id, subject, '91350100M000100Y43', '39', '34', '320102', '玄武大道 1 号', '周敏', '025-80000000',
                 '13', '软件工程师', '320102', 9000, '2027-07-01', '2030-06-30', '2027-07-01', '按公司制度执行', '2027-05-01'
             FROM cases WHERE department = '{DEPARTMENT}';
         INSERT INTO case_events (case_id, version, actor, account_id, command, from_state, to_state)
             SELECT c.id, 3, 'school_officer', officer, 'approve', 'signing_school_review', 'signed'
             FROM cases c, model WHERE c.department = '{DEPARTMENT}';
         ALTER TABLE cases ENABLE TRIGGER USER;
         ALTER TABLE agreements ENABLE TRIGGER USER;
         ANALYZE students; ANALYZE cases; ANALYZE agreements; ANALYZE case_events; CHECKPOINT"
    ))
    .await?;
    Ok(())
}

//! Many invitations from a spreadsheet: from the bytes of the file to the last commit.

use std::{fmt::Write as _, time::Instant};

use anyhow::{Context, ensure};
use diesel::{
    ExpressionMethods, QueryDsl,
    dsl::{exists, not},
};
use diesel_async::RunQueryDsl;
use wq_core::{
    access::{self, Limits},
    agreement::batch::{self, MOST},
    company::company,
    db::{
        self,
        schema::{accounts, cases, students},
    },
    ids::AccountId,
    spreadsheet,
};

use crate::figures::Figure;

const TITLES: &str =
    "学生姓名,身份证号,工作职位类别,职位名称,工作地点,报到日期,薪酬,试用期,合同开始日期,违约金";

/// Sends a whole file of students of the cohort for one company.
pub async fn from_a_file(url: &str, cohort: i32) -> anyhow::Result<Figure> {
    let pool = db::connect(url, 8).await?;
    let mut conn = pool.get().await?;
    let id: AccountId = accounts::table
        .filter(accounts::role.eq("company"))
        .order(accounts::id)
        .select(accounts::id)
        .first(&mut conn)
        .await?;
    let token = access::open(&mut conn, id, "bench").await?;
    let session = access::find(&mut conn, &token, Limits::default(), access::Asked::ByPerson).await?;
    let account = session.context("a company's user")?.account;
    let company = company(&mut conn, &account).await?.context("a company")?;
    let invited: Vec<(String, String)> = students::table
        .filter(students::cohort.eq(cohort))
        .filter(students::training_mode.eq("1"))
        .filter(students::dormant_since.is_null())
        .filter(not(exists(
            cases::table.filter(cases::student_id.eq(students::id)),
        )))
        .order(students::id.desc())
        .select((students::name, students::id_number))
        .limit(MOST as i64)
        .load(&mut conn)
        .await?;
    drop(conn);
    let file = invited
        .iter()
        .fold(TITLES.to_owned(), |mut file, (name, number)| {
            let _ = write!(
                file,
                "\n{name},{number},13,软件工程师,320102,2027-07-01,9000,0,2027-07-01,0"
            );
            file
        });
    let begun = Instant::now();
    let sheet = spreadsheet::read(file.as_bytes(), MOST).map_err(|error| anyhow::anyhow!("{error:?}"))?;
    let lines = batch::arrange(&sheet, cohort).map_err(|error| anyhow::anyhow!("{error:?}"))?;
    batch::keep(&mut *pool.get().await?, &account, &lines).await?;
    let kept = batch::kept(&mut *pool.get().await?, &account)
        .await?
        .context("a file")?;
    let sent = batch::send(&pool, &account, kept.id, &company, cohort).await?;
    let within = begun.elapsed();
    ensure!(sent.sent == invited.len(), "not all were sent: {sent:?}");
    Ok(Figure {
        what: format!("{} invitations from a file", sent.sent),
        times: vec![within],
        within,
        cpu: None,
    })
}

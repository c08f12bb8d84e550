//! 解约 of an offline or paper agreement on the student's material (guide 8.2).

use diesel::{ExpressionMethods, QueryDsl};
use diesel_async::RunQueryDsl;
use wq_core::{
    case::{Acted, Command, Explanation, Reason, ReasonCode},
    db::schema::{case_files, cases, terminations},
    ids::CaseId,
};
use wq_tests::{Answer, Client, Student, samples::DOCUMENT};

use crate::termination::{Signed, form};

/// A student with a paper agreement in force, beside the one of [`Signed`].
pub struct Paper {
    pub signed: Signed,
    pub student: Student,
    agreement: Acted,
    reader: Client,
}

impl Paper {
    pub async fn new() -> Self {
        let signed = Signed::new().await;
        let student = signed.world.student().await;
        let agreement = signed.world.paper(&student, &signed.officer).await;
        let reader = signed.site.signed_in(&signed.world, &student.account).await;
        Self {
            signed,
            student,
            agreement,
            reader,
        }
    }

    fn form(&self) -> String {
        format!("/student/agreements/{}/termination", self.agreement.case)
    }

    async fn hand_in(&self) -> Answer {
        let material = DOCUMENT;
        let files = [("files", "解约函.pdf", material)];
        self.reader.upload(&self.form(), &form(), &files).await
    }

    pub async fn handed_in(&self) -> Acted {
        let answer = self.hand_in().await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        let id = answer.location().rsplit('/').next().expect("a number");
        Acted {
            case: CaseId(id.parse().expect("a number")),
            version: 1,
            ..self.agreement
        }
    }

    async fn files(&self) -> Vec<i64> {
        let ids = case_files::table
            .filter(case_files::removed_at.is_null())
            .order(case_files::id)
            .select(case_files::id);
        ids.load(&mut *self.signed.world.conn().await)
            .await
            .expect("files")
    }
}

pub fn to_return() -> Command {
    Command::Return(Reason {
        code: ReasonCode::new("material_unclear").expect("a code"),
        text: Explanation::new("公章不清晰").expect("a text"),
    })
}

#[tokio::test]
async fn guide_8_2_material_is_handed_in_returned_mended_and_approved_and_counts_once() {
    let paper = Paper::new().await;
    let world = &paper.signed.world;
    let blank = paper.reader.get(&paper.form()).await;
    for words in [
        "解约材料",
        "提交学校审核",
        "multipart/form-data",
        "您还可以提交 2 次",
    ] {
        assert!(blank.body.contains(words), "{words}");
    }
    let handed_in = paper.handed_in().await;
    let page = format!("/student/terminations/{}", handed_in.case);
    let own = paper.reader.get(&page).await;
    for words in ["解约中，等待学校审核", "解约函.pdf", "撤回"] {
        assert!(own.body.contains(words), "{words}");
    }
    let first = paper.files().await;
    assert_eq!(first.len(), 1);
    let attachment = format!("/files/attachments/{}", first[0]);
    let school = paper.signed.site.signed_in(world, &paper.signed.officer).await;
    assert_eq!(school.get(&attachment).await.status, 200);
    let at_first = school.get("/terminations").await;
    assert!(at_first.body.contains("解约中，等待学校审核") && at_first.body.contains("共 1 件"));
    let agreed = school.get("/terminations?group=termination.agreed_review").await;
    assert!(agreed.body.contains("共 0 件"));
    assert_eq!(paper.signed.reader().await.get(&attachment).await.status, 404);

    world.act(&paper.signed.officer, handed_in, &to_return()).await;
    let home = paper.reader.get("/").await;
    for words in ["解约申请已退回，请修改后重新提交", "公章不清晰", &page] {
        assert!(home.body.contains(words), "{words}");
    }
    let submission = format!("{page}/submission");
    let mend = paper.reader.get(&submission).await;
    for words in ["公章不清晰", "解约材料不清晰或未盖章", "解约函.pdf", "不另计次数"]
    {
        assert!(mend.body.contains(words), "{words}");
    }
    let held = format!("c{}", first[0]);
    let [cause, words, day] = form();
    let stale = [("version", "1"), ("files-held", &held), cause, words, day];
    assert_eq!(paper.reader.upload(&submission, &stale, &[]).await.status, 409);
    let bare = [("version", "2"), cause, words, day];
    let answer = paper.reader.upload(&submission, &bare, &[]).await;
    assert!(answer.status == 422 && answer.body.contains("请上传解约材料"));
    let mended = [
        ("version", "2"),
        ("files-held", &held),
        cause,
        ("words", "已补盖公章"),
        day,
    ];
    let answer = paper.reader.upload(&submission, &mended, &[]).await;
    assert_eq!((answer.status.as_u16(), answer.location()), (303, page.as_str()));
    assert_eq!(paper.files().await, first, "the file stayed");
    let review = school.get(&format!("/terminations/{}", handed_in.case)).await;
    for compared in ["具体说明：", " → 已补盖公章"] {
        assert!(
            review.body.contains(compared),
            "what the student changed, before and after"
        );
    }
    assert!(!review.body.contains("解约日期："), "and nothing else");
    let asks: i32 = terminations::table
        .find(handed_in.case)
        .select(terminations::asks)
        .first(&mut *world.conn().await)
        .await
        .expect("a termination");
    assert_eq!(asks, 1);
    let at = Acted {
        version: 3,
        ..handed_in
    };
    world.act(&paper.signed.officer, at, &Command::Approve).await;
    assert_eq!(paper.signed.state(paper.agreement.case).await, "terminated");
    let own = paper.reader.get(&page).await;
    assert!(own.body.contains("解约完成") && own.body.contains("已补盖公章"));
}

#[tokio::test]
async fn without_material_nothing_is_handed_in_and_what_was_typed_and_uploaded_stays() {
    let paper = Paper::new().await;
    let answer = paper.reader.upload(&paper.form(), &form(), &[]).await;
    assert!(answer.status == 422 && answer.body.contains("请上传解约材料"));
    assert!(answer.body.contains("已被另一单位录用"));
    let [_, words, day] = form();
    let material = DOCUMENT;
    let files = [("files", "解约函.pdf", material)];
    let answer = paper
        .reader
        .upload(&paper.form(), &[("cause", "invented"), words, day], &files)
        .await;
    assert!(answer.status == 422 && answer.body.contains("解约函.pdf"));
    let lie = [("files", "解约函.pdf", b"MZ\x90\x00".as_slice())];
    let answer = paper.reader.upload(&paper.form(), &form(), &lie).await;
    assert_eq!(answer.status, 422);
    assert_eq!(paper.signed.terminations().await, 0);
}

#[tokio::test]
async fn handed_in_twice_at_once_it_begins_once() {
    let paper = Paper::new().await;
    let (one, two) = tokio::join!(paper.hand_in(), paper.hand_in());
    assert_eq!((one.status.as_u16(), two.status.as_u16()), (303, 303));
    assert_eq!(one.location(), two.location());
    assert_eq!(paper.signed.terminations().await, 1);
    assert_eq!(paper.files().await.len(), 1);
}

#[tokio::test]
async fn r_6_6_what_came_back_is_given_up_or_taken_back_before_the_first_verdict_and_stays_counted() {
    let paper = Paper::new().await;
    let world = &paper.signed.world;
    let first = paper.handed_in().await;
    let page = format!("/student/terminations/{}", first.case);
    let withdrawal = format!("{page}/withdrawal");
    assert_eq!(
        paper.reader.post(&withdrawal, &[("version", "1")]).await.status,
        303
    );
    assert_eq!(paper.signed.state(first.case).await, "withdrawn");
    let second = paper.handed_in().await;
    world.act(&paper.signed.officer, second, &to_return()).await;
    let abandonment = format!("/student/terminations/{}/abandonment", second.case);
    assert!(paper.reader.get(&abandonment).await.body.contains("仍计入"));
    assert_eq!(
        paper.reader.post(&abandonment, &[("version", "2")]).await.status,
        303
    );
    assert_eq!(paper.signed.state(second.case).await, "abandoned");
    let third = paper.hand_in().await;
    assert!(third.status == 422 && third.body.contains("已达学校上限（2次）"));
    let open = cases::table
        .filter(cases::student_id.eq(paper.student.id))
        .filter(cases::occupies)
        .count();
    assert_eq!(
        open.get_result::<i64>(&mut *world.conn().await)
            .await
            .expect("a count"),
        1,
        "the agreement is still in force"
    );
}

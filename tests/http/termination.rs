//! 解约 between the two sides of an online agreement (guide 8.1): asking, answering, taking back.

use diesel::{ExpressionMethods, QueryDsl};
use diesel_async::RunQueryDsl;
use wq_core::{
    access::Account,
    case::{Acted, Command, Explanation, ReviewMode, remind},
    db::schema::{cases, terminations},
    ids::CaseId,
};
use wq_tests::{Client, Company, Site, Student, World};

/// What is filled in by whoever asks.
const FORM: [(&str, &str); 3] = [
    ("cause", "other_post"),
    ("words", "已被另一单位录用，<b>与单位协商</b>"),
    ("ends_on", "2026-12-01"),
];

/// An agreement in force between a company and a student, and the pages.
pub struct Signed {
    pub world: World,
    pub site: Site,
    pub company: Company,
    pub student: Student,
    pub officer: Account,
    pub agreement: Acted,
}

impl Signed {
    pub async fn new() -> Self {
        let world = World::new().await;
        let site = Site::of(&world).await;
        let (company, student, officer) = (
            world.company().await,
            world.student().await,
            world.officer().await,
        );
        let agreement = world.sign(&company, &student, &officer).await;
        // The agreement was signed long before the day on which it is to end.
        world.sql("UPDATE agreements SET signed_on = '2026-01-01'").await;
        world
            .sql("UPDATE school_settings SET termination_limit = 2")
            .await;
        Self {
            world,
            site,
            company,
            student,
            officer,
            agreement,
        }
    }

    pub async fn reader(&self) -> Client {
        self.site.signed_in(&self.world, &self.student.account).await
    }

    pub async fn employer(&self) -> Client {
        self.site.signed_in(&self.world, &self.company.account).await
    }

    /// Where a side asks.
    pub fn form_of(&self, side: &str) -> String {
        format!("/{side}/agreements/{}/termination", self.agreement.case)
    }

    /// The student asks; answers the termination.
    pub async fn asked(&self) -> Acted {
        let answer = self.reader().await.post(&self.form_of("student"), &form()).await;
        self.begun(&answer)
    }

    /// The company asks; answers the termination.
    pub async fn asked_by_company(&self) -> Acted {
        let answer = self
            .employer()
            .await
            .post(&self.form_of("company"), &form())
            .await;
        self.begun(&answer)
    }

    fn begun(&self, answer: &wq_tests::Answer) -> Acted {
        assert_eq!(answer.status, 303, "{}", answer.body);
        let id = answer.location().rsplit('/').next().expect("a number");
        Acted {
            case: CaseId(id.parse().expect("a number")),
            version: 1,
            ..self.agreement
        }
    }

    pub async fn state(&self, case: CaseId) -> String {
        let state = cases::table.find(case).select(cases::state);
        state.first(&mut *self.world.conn().await).await.expect("a case")
    }

    pub async fn terminations(&self) -> i64 {
        let count = terminations::table.count();
        count
            .get_result(&mut *self.world.conn().await)
            .await
            .expect("a count")
    }
}

/// The day is today's, whatever day it is.
pub fn form() -> [(&'static str, &'static str); 3] {
    let today: &'static str = wq_core::time::today().to_string().leak();
    [FORM[0], FORM[1], ("ends_on", today)]
}

fn page(side: &str, case: Acted) -> String {
    format!("/{side}/terminations/{}", case.case)
}

#[tokio::test]
async fn guide_8_1_the_student_asks_the_company_agrees_the_school_decides_and_the_student_is_free() {
    let signed = Signed::new().await;
    let world = &signed.world;
    world.review_by(ReviewMode::DepartmentThenSchool).await;
    let department = world.department_officer().await;
    let (reader, employer) = (signed.reader().await, signed.employer().await);
    let invitation = reader
        .get(&format!("/student/invitations/{}", signed.agreement.case))
        .await;
    for words in ["发起解约", "您还可以提交 2 次解约申请（最多 2 次）"] {
        assert!(invitation.body.contains(words), "{words}");
    }
    let blank = reader.get(&signed.form_of("student")).await;
    for words in [
        &signed.company.name,
        "用人单位会收到通知，请用人单位在 15 天内答复",
        "提交后计为 1 次，撤回也计入",
        "提交学院、学校审核",
        "报到证及户档信息将被清空",
        "升学或出国留学",
    ] {
        assert!(blank.body.contains(words), "{words}");
    }
    let asked = signed.asked().await;
    let own = reader.get(&page("student", asked)).await;
    for words in [
        "学生发起解约，等待单位应约",
        "还剩",
        "前答复",
        "撤回",
        "&lt;b&gt;与单位协商",
    ] {
        assert!(own.body.contains(words), "{words}");
    }
    assert!(!own.body.contains("/consent"), "nobody answers themselves");
    assert!(reader.get("/").await.body.contains("解约正在办理"));
    let board = employer.get("/company/board").await;
    assert!(board.body.contains("等待本单位答复"));
    let list = employer.get("/company/terminations").await;
    assert!(list.body.contains("等待您答复") && list.body.contains(&signed.student.name));
    let theirs = employer.get(&page("company", asked)).await;
    for words in ["同意解约", "拒绝解约", "被其他单位录用", "请核对解约原因后答复"] {
        assert!(theirs.body.contains(words), "{words}");
    }
    let consent = format!("{}/consent", page("company", asked));
    let confirm = employer.get(&consent).await;
    assert!(confirm.body.contains("同意后提交学院、学校审核，不能再撤回"));
    let agreed = employer.post(&consent, &[("version", "1")]).await;
    assert_eq!(
        (agreed.status.as_u16(), agreed.location()),
        (303, page("company", asked).as_str())
    );
    assert_eq!(signed.state(asked.case).await, "department_review");
    let at = |version| Acted { version, ..asked };
    world.act(&department, at(2), &Command::Approve).await;
    world.act(&signed.officer, at(3), &Command::Approve).await;
    assert_eq!(signed.state(asked.case).await, "terminated");
    assert_eq!(signed.state(signed.agreement.case).await, "terminated");
    let after = reader.get(&page("student", asked)).await;
    for words in ["解约完成", "协议已终止", "学院审核通过", "陈老师"] {
        assert!(after.body.contains(words), "{words}");
    }
    assert!(reader.get("/").await.body.contains("还没有毕业去向"));
    let seen = employer.get(&page("company", asked)).await;
    assert!(seen.body.contains("解约完成") && !seen.body.contains("陈老师"));
    // Free again: the next invitation can be accepted.
    world.accepted(&world.company().await, &signed.student).await;
}

#[tokio::test]
async fn r_6_5_the_company_asks_and_the_student_refuses_with_a_reason_that_the_company_reads() {
    let signed = Signed::new().await;
    let (reader, employer) = (signed.reader().await, signed.employer().await);
    let blank = employer.get(&signed.form_of("company")).await;
    assert!(
        !blank.body.contains("计为 1 次"),
        "a company's asks are not counted"
    );
    assert!(blank.body.contains("未达到约定的录用条件"));
    let asked = signed.asked_by_company().await;
    assert!(reader.get("/").await.body.contains("单位申请解约，等您答复"));
    assert!(
        reader
            .get("/student/terminations")
            .await
            .body
            .contains("等待您答复")
    );
    let refusal = format!("{}/refusal", page("student", asked));
    let mute = reader.post(&refusal, &[("version", "1"), ("words", "  ")]).await;
    assert!(mute.status == 422 && mute.body.contains("请填写具体说明"));
    let long = "字".repeat(501);
    let wordy = reader.post(&refusal, &[("version", "1"), ("words", &long)]).await;
    assert!(
        wordy.status == 422 && wordy.body.contains(&long),
        "what was typed stays"
    );
    assert_eq!(signed.state(asked.case).await, "asked_by_company");
    let refused = reader
        .post(&refusal, &[("version", "1"), ("words", "我愿意按期<i>报到</i>")])
        .await;
    assert_eq!(refused.status, 303);
    assert_eq!(signed.state(asked.case).await, "refused");
    assert_eq!(signed.state(signed.agreement.case).await, "signed");
    let told = employer.get(&page("company", asked)).await;
    assert!(told.body.contains("我愿意按期&lt;i&gt;报到") && told.body.contains("对方已拒绝解约"));
    assert!(reader.get("/").await.body.contains("毕业去向已落实"));
}

#[tokio::test]
async fn r_6_7_a_students_asks_are_counted_down_and_a_withdrawn_one_counts() {
    let signed = Signed::new().await;
    let reader = signed.reader().await;
    signed
        .world
        .sql("UPDATE school_settings SET termination_limit = 1")
        .await;
    let asked = signed.asked().await;
    let withdrawal = format!("{}/withdrawal", page("student", asked));
    assert!(
        reader
            .get(&withdrawal)
            .await
            .body
            .contains("仍计入您的解约申请次数")
    );
    assert_eq!(reader.post(&withdrawal, &[("version", "1")]).await.status, 303);
    assert_eq!(signed.state(asked.case).await, "withdrawn");
    for answer in [
        reader.get(&signed.form_of("student")).await,
        reader.post(&signed.form_of("student"), &form()).await,
    ] {
        assert_eq!(answer.status, 422);
        assert!(answer.body.contains("已达学校上限（1次）"));
    }
    let list = reader.get("/student/terminations").await;
    assert!(list.body.contains("已达学校上限（1次）") && list.body.contains("已撤回解约申请"));
    assert_eq!(signed.terminations().await, 1);
    signed.asked_by_company().await;
    assert_eq!(signed.terminations().await, 2);
}

#[tokio::test]
async fn a_termination_asked_twice_at_once_begins_once_and_both_lead_to_it() {
    let signed = Signed::new().await;
    let reader = signed.reader().await;
    let (path, form) = (signed.form_of("student"), form());
    let (one, two) = tokio::join!(reader.post(&path, &form), reader.post(&path, &form));
    assert_eq!((one.status.as_u16(), two.status.as_u16()), (303, 303));
    assert_eq!(one.location(), two.location());
    assert_eq!(signed.terminations().await, 1);
    let own = reader.get(one.location()).await;
    assert!(own.body.contains("已经提交过") || own.body.contains("已向对方发起解约"));
    // In other words it is another request, and told of the one under way.
    let other = [form[0], ("words", "换了一个说法"), form[2]];
    let again = reader.post(&path, &other).await;
    assert_eq!(again.status, 422);
    assert!(again.body.contains("已有进行中的解约申请") && again.body.contains(one.location()));
    assert_eq!(signed.terminations().await, 1);
}

#[tokio::test]
async fn of_both_sides_that_ask_at_once_one_asks_and_the_other_is_shown_what_to_answer() {
    let signed = Signed::new().await;
    let (reader, employer) = (signed.reader().await, signed.employer().await);
    let (mine, theirs) = (signed.form_of("student"), signed.form_of("company"));
    let (form, other) = (
        form(),
        [("cause", "conditions"), ("words", "未取得证书"), form()[2]],
    );
    let (one, two) = tokio::join!(reader.post(&mine, &form), employer.post(&theirs, &other));
    let mut both = [one.status.as_u16(), two.status.as_u16()];
    both.sort_unstable();
    assert_eq!(both, [303, 422]);
    let late = if one.status == 422 { one } else { two };
    assert!(late.body.contains("已有进行中的解约申请") && late.body.contains("查看解约申请"));
    assert_eq!(signed.terminations().await, 1);
}

#[tokio::test]
async fn of_a_withdrawal_and_a_consent_at_the_same_moment_one_holds() {
    let signed = Signed::new().await;
    let (reader, employer) = (signed.reader().await, signed.employer().await);
    let asked = signed.asked().await;
    let (withdrawal, consent) = (
        format!("{}/withdrawal", page("student", asked)),
        format!("{}/consent", page("company", asked)),
    );
    let version = [("version", "1")];
    let (back, yes) = tokio::join!(
        reader.post(&withdrawal, &version),
        employer.post(&consent, &version)
    );
    let mut both = [back.status.as_u16(), yes.status.as_u16()];
    both.sort_unstable();
    assert_eq!(both, [303, 409]);
    let (state, words) = if back.status == 303 {
        ("withdrawn", "已撤回解约申请")
    } else {
        ("school_review", "已同意解约，等待学校审核")
    };
    assert_eq!(signed.state(asked.case).await, state);
    let late = if back.status == 409 { back } else { yes };
    assert!(late.body.contains(words), "{}", late.body);
}

#[tokio::test]
async fn an_answer_from_an_old_page_is_refused_but_a_reminder_makes_no_page_old() {
    let signed = Signed::new().await;
    let employer = signed.employer().await;
    let asked = signed.asked().await;
    let consent = format!("{}/consent", page("company", asked));
    for version in ["0", "2", ""] {
        let answer = employer.post(&consent, &[("version", version)]).await;
        assert_eq!(answer.status, 409, "{version}");
    }
    signed
        .world
        .sql("UPDATE cases SET entered_at = entered_at - interval '4 days' WHERE kind = 'termination'")
        .await;
    remind(&mut *signed.world.conn().await, asked.case)
        .await
        .expect("a reminder");
    let answer = employer.post(&consent, &[("version", "1")]).await;
    assert_eq!(answer.status, 303, "drawn before the reminder");
    let again = employer.post(&consent, &[("version", "3")]).await;
    assert!(again.status == 409 && again.body.contains("已同意解约，等待学校审核"));
}

#[tokio::test]
async fn what_is_filled_in_wrongly_comes_back_with_a_sentence_beside_it() {
    let signed = Signed::new().await;
    let reader = signed.reader().await;
    let path = signed.form_of("student");
    let long = "字".repeat(501);
    let day = form()[2].1;
    for (fields, sentence) in [
        (
            [("cause", "invented"), ("words", "说明一"), ("ends_on", day)],
            "请从列表中选择解约原因",
        ),
        (
            [("cause", "conditions"), ("words", "说明二"), ("ends_on", day)],
            "请从列表中选择解约原因",
        ),
        (
            [("cause", "other"), ("words", ""), ("ends_on", day)],
            "请填写具体说明",
        ),
        (
            [("cause", "other"), ("words", &long), ("ends_on", day)],
            "说明不能超过500个字",
        ),
        (
            [("cause", "other"), ("words", "说明三"), ("ends_on", "")],
            "请填写解约日期",
        ),
        (
            [("cause", "other"), ("words", "说明四"), ("ends_on", "2025-12-31")],
            "不能早于签约日期",
        ),
        (
            [("cause", "other"), ("words", "说明五"), ("ends_on", "2099-01-01")],
            "90天以内",
        ),
    ] {
        let answer = reader.post(&path, &fields).await;
        assert_eq!(answer.status, 422, "{sentence}");
        assert!(answer.body.contains(sentence), "{sentence}");
        assert!(
            answer.body.contains(fields[1].1),
            "what was typed stays: {sentence}"
        );
    }
    assert_eq!(signed.terminations().await, 0);
}

#[tokio::test]
async fn what_is_others_does_not_exist() {
    let signed = Signed::new().await;
    let world = &signed.world;
    let stranger = signed.site.signed_in(world, &world.student().await.account).await;
    let rival = signed.site.signed_in(world, &world.company().await.account).await;
    let asked = signed.asked().await;
    for (client, side) in [(&stranger, "student"), (&rival, "company")] {
        let mut paths = vec![signed.form_of(side), page(side, asked)];
        paths.extend(
            ["consent", "refusal", "withdrawal", "abandonment"]
                .map(|verb| format!("{}/{verb}", page(side, asked))),
        );
        for path in paths {
            assert_eq!(client.get(&path).await.status, 404, "{path}");
            let fields = [form()[0], form()[1], form()[2], ("version", "1")];
            let answer = client.post(&path, &fields).await;
            assert!(
                [404, 405].contains(&answer.status.as_u16()),
                "{path}: {}",
                answer.status
            );
        }
    }
    // The wrong door does not exist either.
    let reader = signed.reader().await;
    assert_eq!(reader.get(&page("company", asked)).await.status, 404);
    assert_eq!(signed.state(asked.case).await, "asked_by_student");
    assert_eq!(signed.terminations().await, 1);
}

#[tokio::test]
async fn only_the_side_whose_turn_it_is_acts() {
    let signed = Signed::new().await;
    let (reader, employer) = (signed.reader().await, signed.employer().await);
    let asked = signed.asked().await;
    let version = [("version", "1"), ("words", "说明")];
    for (client, path) in [
        (&reader, format!("{}/consent", page("student", asked))),
        (&reader, format!("{}/refusal", page("student", asked))),
        (&employer, format!("{}/withdrawal", page("company", asked))),
    ] {
        assert_eq!(client.get(&path).await.status, 409, "{path}");
        assert_eq!(client.post(&path, &version).await.status, 403, "{path}");
    }
    let abandonment = format!("{}/abandonment", page("student", asked));
    assert_eq!(reader.post(&abandonment, &version).await.status, 422);
    assert_eq!(signed.state(asked.case).await, "asked_by_student");
}

#[tokio::test]
async fn r_5_2_of_a_dormant_student_nothing_is_asked_and_nothing_answered() {
    let signed = Signed::new().await;
    let employer = signed.employer().await;
    let asked = signed.asked().await;
    signed
        .world
        .sql("UPDATE students SET dormant_since = now()")
        .await;
    let page = employer.get(&page("company", asked)).await;
    assert!(page.body.contains("信息已失效") && !page.body.contains("/consent\""));
    let consent = format!("/company/terminations/{}/consent", asked.case);
    for answer in [
        employer.get(&consent).await,
        employer.post(&consent, &[("version", "1")]).await,
        employer.get(&signed.form_of("company")).await,
    ] {
        assert_eq!(answer.status, 422);
        assert!(answer.body.contains("信息已失效"));
    }
}

#[tokio::test]
async fn only_an_agreement_in_force_is_ended() {
    let signed = Signed::new().await;
    let world = &signed.world;
    let reader = signed.reader().await;
    let other = world.student().await;
    let invited = world.invite(&signed.company, &other).await;
    let others = signed.site.signed_in(world, &other.account).await;
    let path = format!("/student/agreements/{}/termination", invited.case);
    let answer = others.get(&path).await;
    assert!(answer.status == 422 && answer.body.contains("该协议未生效或已解除"));
    let asked = signed.asked().await;
    // A termination is no agreement.
    let path = format!("/student/agreements/{}/termination", asked.case);
    assert_eq!(reader.get(&path).await.status, 404);
    assert_eq!(
        reader.get("/student/agreements/999999/termination").await.status,
        404
    );
}

#[tokio::test]
async fn the_list_shows_a_company_what_waits_for_its_answer_first_and_the_most_urgent_above() {
    let signed = Signed::new().await;
    let world = &signed.world;
    let employer = signed.employer().await;
    let urgent = world.student().await;
    let agreement = world.sign(&signed.company, &urgent, &signed.officer).await;
    let first = signed.asked().await;
    let answered = world.student().await;
    let ended = world.sign(&signed.company, &answered, &signed.officer).await;
    world.sql("UPDATE agreements SET signed_on = '2026-01-01'").await;
    for (student, of) in [(&urgent, agreement), (&answered, ended)] {
        let client = signed.site.signed_in(world, &student.account).await;
        let path = format!("/student/agreements/{}/termination", of.case);
        assert_eq!(client.post(&path, &form()).await.status, 303);
    }
    world
        .sql(&format!(
            "UPDATE cases SET due_at = now() + interval '1 day' WHERE agreement_id = {}",
            agreement.case
        ))
        .await;
    let of_answered: CaseId = cases::table
        .filter(cases::agreement_id.eq(ended.case))
        .select(cases::id)
        .first(&mut *world.conn().await)
        .await
        .expect("a termination");
    let no = Explanation::new("不同意").expect("a text");
    let at = Acted {
        case: of_answered,
        version: 1,
        ..first
    };
    world.act(&signed.company.account, at, &Command::Refuse(no)).await;
    let list = employer.get("/company/terminations").await.body;
    let place = |name: &str| list.find(name).unwrap_or_else(|| panic!("{name} is on the list"));
    assert!(place(&urgent.name) < place(&signed.student.name));
    assert!(place(&signed.student.name) < place("解约记录"));
    assert!(place("解约记录") < place(&answered.name));
}

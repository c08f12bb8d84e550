//! Two at once, and pages of before.

use super::*;

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
